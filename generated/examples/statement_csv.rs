//! Writes the whole statement of the account as CSV to the standard output, with every digit of every amount.
//!
//! ```sh
//! cargo run --package malipo --example statement_csv > statement.csv
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::io::Write;

use malipo::zengapay::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?
    gateway.move_some_money(&zengapay).await?; // offline

    let mut csv = Vec::new();
    let rows = write_statement(&zengapay, &mut csv).await?;
    std::io::stdout().write_all(&csv)?;
    eprintln!("{rows} rows");

    gateway.judge(rows, &String::from_utf8(csv)?) // offline
}

/// Writes all pages of the statement, oldest row first; gives the number of rows.
///
/// The filters of the operation can be set by `.with(|query| query.start(…).end(…))`, and stay set on every page.
async fn write_statement(zengapay: &Client, out: impl Write) -> Result<usize, Box<dyn Error>> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "completed",
        "designation",
        "status",
        "currency",
        "amount",
        "balance_after",
        "external_reference",
        "reference",
    ])?;
    let mut rows = 0;
    // A page that repeats, shrinks or is none ends the walk with an error: a statement is whole or it is not written.
    let mut entries = zengapay
        .get_account_statement()
        .with(|query| query.per_page(10))
        .items();
    while let Some(entry) = entries.next().await {
        let entry = entry?;
        // An amount is a decimal, never a float, so its text has every digit.
        csv.write_record([
            text(
                entry
                    .transaction_completion_date
                    .map(|date| date.as_sent().to_owned()),
            ),
            text(entry.transaction_entry_designation),
            entry.transaction_status.to_string(),
            text(entry.currency_code),
            text(entry.amount),
            text(entry.balance_after_transaction),
            text(entry.transaction_external_reference),
            entry.transaction_reference,
        ])?;
        rows += 1;
    }
    csv.flush()?;
    Ok(rows)
}

/// What the gateway left out is an empty field.
fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The embedded gateway, and payments for its statement.
mod offline {
    use std::error::Error;

    use malipo::zengapay::types::CollectionRequest;
    use malipo::zengapay::{Client, Environment};
    use malipo::{Amount, Msisdn};
    use malipo_sandbox::Sandbox;

    /// More digits than a float can hold.
    const LONG_AMOUNT: &str = "12345678901234567.89";

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

        /// Collects some amounts, each with a charge: more rows than one page has.
        pub(crate) async fn move_some_money(
            &self,
            zengapay: &Client,
        ) -> Result<(), Box<dyn Error>> {
            for number in 1..=12 {
                let amount = if number == 12 { LONG_AMOUNT } else { "2152.2" };
                let request = CollectionRequest::builder()
                    .msisdn("256770000017".parse::<Msisdn>()?)
                    .amount(amount.parse::<Amount>()?)
                    .external_reference(format!("invoice-{number}, \"reminder\""))
                    .narration("Invoice")
                    .build();
                let accepted = zengapay.create_collection(request).await?;
                self.0.approve(&accepted.transaction_reference)?;
            }
            Ok(())
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self, rows: usize, csv: &str) -> Result<(), Box<dyn Error>> {
            if rows != self.0.ledger().payments().len() || rows != 24 {
                return Err("the statement has not all rows".into());
            }
            if !csv.contains(&format!(",{LONG_AMOUNT},")) {
                return Err("an amount has lost digits".into());
            }
            if !csv.contains(r#","invoice-1, ""reminder""","#) {
                return Err("a comma is not quoted".into());
            }
            match self.0.violations().first() {
                Some(violation) => Err(violation.to_string().into()),
                None => Ok(()),
            }
        }
    }
}
