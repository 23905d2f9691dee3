//! Pays money out, and knows after a failure whether money may have moved.
//!
//! ```sh
//! cargo run --package malipo --example pay_out
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::time::Duration;

use malipo::zengapay::types::{StatementEntry, TransferRequest};
use malipo::zengapay::{Client, Record};
use malipo::{Decimal, LocalDateTime, Msisdn, Resolution, dec};

/// What became of a payout.
#[derive(Debug, PartialEq)]
enum Payout {
    /// The money has moved.
    Paid,
    /// The call was not sent, or was refused with proof. It may be sent again under the same reference.
    NotMade,
    /// The gateway accepted the payout, and it failed for good. Pay again under a new reference.
    Failed,
    /// Nobody knows yet. Do not pay again: wait, or look it up again.
    Unclear,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    // Your own references, new for each payout. Keep them before you send: they find a payout whose answer was lost.
    let since: LocalDateTime = "2026-01-05 08:55:00".parse()?; // shortly before the payouts, in the gateway's time (UTC+3)
    let recipient: Msisdn = "256770000017".parse()?;
    for (reference, amount, expected) in [
        ("payout-17", dec!(1500.50), Payout::Paid),
        ("payout-18", dec!(999999999), Payout::NotMade), // more than the account holds
    ] {
        let payout = pay_out(&zengapay, reference, &recipient, amount).await;
        let rows = look_up(&zengapay, reference, since).await?;
        println!(
            "{reference} of UGX {amount}: {payout:?}; {} in the statement",
            rows.len()
        );
        if payout != expected {
            return Err(format!("{reference} should be {expected:?}").into());
        }
    }

    gateway.judge("payout-17", "payout-18") // offline
}

async fn pay_out(
    zengapay: &Client,
    reference: &str,
    recipient: &Msisdn,
    amount: Decimal,
) -> Payout {
    let request = TransferRequest::builder()
        .to_msisdn(recipient.clone()) // or .to_contact(uuid), never both
        .amount(amount)
        .external_reference(reference)
        .narration("Refund")
        .build();
    match zengapay.create_transfer(request).await {
        Ok(accepted) => wait_for(zengapay, &accepted.transaction_reference).await,
        // A refusal that is proof, or nothing was sent.
        Err(error) if !error.may_have_moved_money() => {
            println!("{reference}: {error}");
            Payout::NotMade
        }
        // No response, or one that proves nothing. Do not pay again: look the payout up.
        Err(error) => {
            println!("{reference}: {error}");
            match error.resolve(zengapay).await {
                Ok(Resolution::Executed(found)) => match found.record() {
                    Record::StatementEntry(row) => {
                        wait_for(zengapay, &row.transaction_reference).await
                    }
                    Record::Transaction(transfer) => {
                        wait_for(zengapay, &transfer.transaction_reference).await
                    }
                    _ => Payout::Unclear,
                },
                // Not found is not the same as not executed: look again later. Two would be one too many.
                _ => Payout::Unclear,
            }
        }
    }
}

/// Waits for a payout that was accepted.
async fn wait_for(zengapay: &Client, transaction_reference: &str) -> Payout {
    let transfer = zengapay.get_transfer(transaction_reference);
    match transfer.wait(Duration::from_secs(300)).await {
        Ok(settled) if settled.succeeded() => Payout::Paid,
        Ok(_failed) => Payout::Failed,
        // Not final yet, or it could not be read: wait again later.
        Err(error) => {
            println!("{error}");
            Payout::Unclear
        }
    }
}

/// The rows of the statement under a reference of yours. No filter takes it, so all pages are read.
async fn look_up(
    zengapay: &Client,
    reference: &str,
    since: LocalDateTime,
) -> Result<Vec<StatementEntry>, malipo::Error> {
    let statement = zengapay
        .get_account_statement()
        .with(|query| query.start(since));
    let mut rows = statement.items().all().await?;
    rows.retain(|row| row.transaction_external_reference.as_deref() == Some(reference));
    Ok(rows)
}

/// The embedded gateway.
mod offline {
    use std::error::Error;

    use malipo::zengapay::{Client, Environment};
    use malipo_sandbox::Sandbox;

    pub(crate) struct Gateway(Sandbox);

    impl Gateway {
        pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
            Ok(Self(Sandbox::start().await?))
        }

        pub(crate) fn client(&self) -> Result<Client, malipo::Error> {
            Client::builder(Environment::Sandbox, self.0.token())
                .base_url(self.0.base_url())
                .build()
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self, paid: &str, not_paid: &str) -> Result<(), Box<dyn Error>> {
            let ledger = self.0.ledger();
            if (ledger.executions(paid), ledger.executions(not_paid)) != (1, 0) {
                return Err(
                    "the gateway did not carry out the first payout alone, and once".into(),
                );
            }
            match self.0.violations().first() {
                Some(violation) => Err(violation.to_string().into()),
                None => Ok(()),
            }
        }
    }
}
