//! Asks a subscriber for money, and waits until the payment is over.
//!
//! ```sh
//! cargo run --package malipo --example collect_and_wait
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::time::Duration;

use malipo::zengapay::types::CollectionRequest;
use malipo::{Msisdn, dec};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    // 1. Your own reference, new for each payment. Keep it before you send: it finds the payment when the answer is lost.
    let invoice = "invoice-400000";
    let request = CollectionRequest::builder()
        .msisdn("+256 770 000 017".parse::<Msisdn>()?)
        .amount(dec!(256600))
        .external_reference(invoice)
        .narration("Credit note 11200390191")
        .build();

    // 2. Accepted is not paid. Keep the gateway's reference too: whoever has it can wait for the payment.
    let accepted = zengapay.create_collection(request).await?;
    let reference = accepted.transaction_reference;
    println!("{invoice} was accepted as {reference}");

    gateway.subscriber_approves_soon(&reference); // offline

    // 3. Ask until it is over. A status that is pending, indeterminate or unknown is asked about again.
    let waiting = zengapay
        .get_collection(&reference)
        .wait(Duration::from_secs(300));
    let waiting = waiting.until(tokio::signal::ctrl_c()); // optional: give up at Ctrl-C
    match waiting.await {
        Ok(settled) if settled.succeeded() => {
            let paid = settled.value.data;
            println!("{invoice} is {}: deliver it, once", paid.transaction_status);
        }
        Ok(settled) => {
            let failed = settled.value.data;
            println!("{invoice} is {}: no money moved", failed.transaction_status);
        }
        Err(error) if error.is_unsettled() => {
            // It may still succeed or fail. Do not ask for the money again: wait again later.
            return Err(format!("{invoice} is still open: {error}").into());
        }
        Err(error) => return Err(error.into()),
    }

    gateway.judge(invoice) // offline
}

/// The embedded gateway, and a subscriber with a handset.
mod offline {
    use std::error::Error;
    use std::sync::Arc;
    use std::time::Duration;

    use malipo::zengapay::{Client, Environment};
    use malipo_sandbox::{PaymentStatus, Sandbox};

    pub(crate) struct Gateway(Arc<Sandbox>);

    impl Gateway {
        pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
            Ok(Self(Arc::new(Sandbox::start().await?)))
        }

        pub(crate) fn client(&self) -> Result<Client, malipo::Error> {
            Client::builder(Environment::Sandbox, self.0.token())
                .base_url(self.0.base_url())
                .build()
        }

        pub(crate) fn subscriber_approves_soon(&self, reference: &str) {
            let (sandbox, reference) = (Arc::clone(&self.0), reference.to_owned());
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(300)).await;
                match sandbox.approve(&reference) {
                    Ok(payment) => println!("the subscriber approves: {}", payment.status),
                    Err(error) => eprintln!("the subscriber cannot approve: {error}"),
                }
            });
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self, external_reference: &str) -> Result<(), Box<dyn Error>> {
            let ledger = self.0.ledger();
            let paid = ledger.payments().iter().any(|payment| {
                payment.external_reference == external_reference
                    && payment.status == PaymentStatus::Succeeded
            });
            if !paid || ledger.executions(external_reference) != 1 {
                return Err("the gateway did not carry the collection out once".into());
            }
            match self.0.violations().first() {
                Some(violation) => Err(violation.to_string().into()),
                None => Ok(()),
            }
        }
    }
}
