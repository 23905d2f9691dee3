//! Finds out what became of payouts whose answers were lost: after an error, and after a restart.
//!
//! ```sh
//! cargo run --package malipo --example resolve_after_a_lost_answer
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::future::IntoFuture;
use std::time::{Duration, SystemTime};

use malipo::runtime::Resolve;
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Record, operations};
use malipo::{Resolution, dec};
use tokio::time::timeout;

/// What you keep of a payout, in your database, before a byte of it is sent. It is all that is needed to find it again.
struct Kept {
    reference: &'static str,
    attempted_at: SystemTime,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    // The gateway carries it out, and the connection breaks before the answer is here.
    gateway.lose_answer(); // offline
    if let Err(error) = zengapay.create_transfer(payout("payout-17")?).await {
        println!("{error}");
        println!("payout-17: {}", became(error.resolve(&zengapay)).await?);
    }

    // The connection breaks before the gateway has it. Nobody can tell the two apart but the gateway.
    gateway.lose_request(); // offline
    if let Err(error) = zengapay.create_transfer(payout("payout-18")?).await {
        println!("{error}");
        let search = error.resolve(&zengapay).tries(2);
        println!("payout-18: {}", became(search).await?);
    }

    // The caller gives up, or dies: there is no error, and what was kept before must do.
    gateway.hold_answer(); // offline
    let kept = Kept {
        reference: "payout-19",
        attempted_at: SystemTime::now(),
    };
    let call = zengapay.create_transfer(payout(kept.reference)?);
    if timeout(Duration::from_secs(1), call.into_future())
        .await
        .is_err()
    {
        let search =
            zengapay.resolve::<operations::CreateTransfer>(kept.reference, kept.attempted_at);
        println!("payout-19, after a restart: {}", became(search).await?);
    }

    gateway.judge() // offline
}

/// What the gateway made of a payout, in words.
async fn became(search: Resolve<Client>) -> Result<String, malipo::Error> {
    Ok(match search.await? {
        // It may be pending: then wait for it, by the gateway's own reference.
        Resolution::Executed(found) => {
            let settlement = found.settlement();
            let reference = match found.into_record() {
                Record::StatementEntry(row) => row.transaction_reference,
                Record::Transaction(transfer) => transfer.transaction_reference,
                _ => "an answer that this version does not know".to_owned(),
            };
            format!("the gateway has it, {settlement}, as {reference}")
        }
        // Not the same as not executed. Look again later; to pay again is for somebody who has asked the gateway.
        Resolution::NotFound { tries, .. } => format!("not found in {tries} looks"),
        // Several, or one that may be another, or not everything could be read: somebody has to look.
        Resolution::Unclear(unclear) => unclear.to_string(),
    })
}

fn payout(reference: &str) -> Result<TransferRequest, malipo::MsisdnError> {
    Ok(TransferRequest::builder()
        .to_msisdn("256770000017".parse()?)
        .amount(dec!(1500.50))
        .external_reference(reference)
        .narration("Refund")
        .build())
}

/// The embedded gateway, with the faults that this example asks for.
mod offline {
    use std::error::Error;

    use malipo::zengapay::{Client, Environment};
    use malipo_sandbox::{Fault, FaultPlan, Sandbox};

    pub(crate) struct Gateway(Sandbox);

    impl Gateway {
        pub(crate) async fn start() -> Result<Self, malipo_sandbox::Error> {
            // The time of day, so that a payout is found by when it was made.
            Ok(Self(Sandbox::builder().real_time().start().await?))
        }

        pub(crate) fn client(&self) -> Result<Client, malipo::Error> {
            Client::builder(Environment::Sandbox, self.0.token())
                .base_url(self.0.base_url())
                .build()
        }

        pub(crate) fn lose_answer(&self) {
            self.fail(Fault::Close.after_execution());
        }

        pub(crate) fn lose_request(&self) {
            self.fail(Fault::Close.before_execution());
        }

        pub(crate) fn hold_answer(&self) {
            self.fail(Fault::Hang.after_execution());
        }

        fn fail(&self, plan: FaultPlan) {
            let taken = self.0.fail(plan.of("createTransfer"));
            assert!(taken.is_ok(), "{taken:?}");
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self) -> Result<(), Box<dyn Error>> {
            let ledger = self.0.ledger();
            let executions =
                ["payout-17", "payout-18", "payout-19"].map(|payout| ledger.executions(payout));
            if executions != [1, 0, 1] {
                return Err(format!("the gateway carried them out {executions:?} times").into());
            }
            Ok(())
        }
    }
}
