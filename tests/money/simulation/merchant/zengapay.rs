//! A merchant of ZENGAPAY, which carries a repeated reference out again.

use std::time::{Duration, SystemTime};

use malipo::runtime::{CallFuture, ClientBuilder, Resolve};
use malipo::zengapay::types::{CollectionRequest, TransferRequest};
use malipo::zengapay::{Client, Environment, operations};
use malipo_sandbox::{Error, Sandbox, Zengapay};

use super::{Merchant, Order};
use crate::simulation::plan::{Account, What};

impl Merchant for Zengapay {
    type Client = Client;

    const TOKEN_OPERATION: Option<&'static str> = None;

    const OPERATIONS: &'static [What] = &[What::Collection, What::Transfer];

    async fn start() -> Result<Sandbox, Error> {
        Sandbox::builder().real_time().start().await
    }

    fn builder(sandbox: &Sandbox) -> ClientBuilder<Client> {
        Client::builder(Environment::Sandbox, sandbox.token())
    }

    fn end_tokens(_: &Sandbox) {}

    fn pay(client: &Client, order: &Order<'_>, limit: Duration) -> CallFuture<()> {
        let number = match order.plan.account {
            Account::Ending(ending) => format!("256770{ending}"),
            Account::Refused => "256990000017".to_owned(), // of no network
        };
        let msisdn: malipo::Msisdn = number.parse().expect("a phone number");
        let amount = order.plan.amounts()[0];
        if order.plan.what == What::Collection {
            let request = CollectionRequest::builder()
                .msisdn(msisdn)
                .amount(amount)
                .external_reference(order.reference)
                .narration("Simulated")
                .build();
            let call = client.create_collection(request).timeout(limit);
            Box::pin(async { call.await.map(drop) })
        } else {
            let request = TransferRequest::builder()
                .to_msisdn(msisdn)
                .amount(amount)
                .external_reference(order.reference)
                .narration("Simulated")
                .build();
            let call = client.create_transfer(request).timeout(limit);
            Box::pin(async { call.await.map(drop) })
        }
    }

    fn resolve(
        client: &Client,
        what: What,
        reference: &str,
        attempted_at: SystemTime,
    ) -> Option<Resolve<Client>> {
        Some(match what {
            What::Collection => {
                client.resolve::<operations::CreateCollection>(reference, attempted_at)
            }
            _ => client.resolve::<operations::CreateTransfer>(reference, attempted_at),
        })
    }
}
