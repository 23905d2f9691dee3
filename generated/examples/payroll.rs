//! Pays salaries through a gateway that limits the rate: a transfer that it rejects with 429 is sent again, as it was. Then
//! it waits for each, since an accepted salary is not a paid one.
//!
//! ```sh
//! cargo run --package malipo --example payroll
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::time::Duration;

use malipo::dec;
use malipo::zengapay::Client;
use malipo::zengapay::types::{Accepted, TransferRequest};
use tokio::time::sleep;

/// How long to pause when the gateway does not say it.
const PAUSE: Duration = Duration::from_secs(1);

/// How often one salary is sent at most.
const ATTEMPTS: u32 = 10;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    let people = [
        ("salary-11-1", "256770900001"),
        ("salary-11-2", "256770900001"),
        ("salary-11-3", "256770900001"),
    ];
    let mut accepted = Vec::new();
    for (reference, phone) in people {
        gateway.limit_the_rate(); // offline
        let salary = TransferRequest::builder()
            .to_msisdn(phone.parse()?)
            .amount(dec!(1500))
            .external_reference(reference)
            .narration("Salary of November")
            .build();
        let salary = pay(&zengapay, salary).await?.transaction_reference;
        println!("{reference} is accepted as {salary}"); // keep it: whoever has it can wait for the payment
        accepted.push((reference, salary));
    }
    for (reference, salary) in accepted {
        let waiting = zengapay
            .get_transfer(&salary)
            .wait(Duration::from_secs(300));
        // After an error the salary may still be paid: wait again later, and do not pay again.
        let settled = waiting.await?;
        println!("{reference} is {}", settled.value.data.transaction_status);
    }
    gateway.judge(&people.map(|(reference, _)| reference)) // offline
}

/// Sends a salary until the gateway accepts it. Any other failure ends the payroll.
async fn pay(zengapay: &Client, mut salary: TransferRequest) -> Result<Accepted, malipo::Error> {
    let mut attempts = 1;
    loop {
        let error = match zengapay.create_transfer(salary).await {
            Ok(accepted) => return Ok(accepted),
            Err(error) => error,
        };
        if !error.is_rate_limited() || attempts == ATTEMPTS {
            return Err(error); // Where money may have moved: `resolve` it before anybody pays again.
        }
        let pause = error.retry_after().unwrap_or(PAUSE);
        println!("{error}");
        // The request comes back only because the gateway certainly did nothing; otherwise `?` returns the error.
        salary = error.into_request()?;
        sleep(pause).await;
        attempts += 1;
    }
}

mod offline {
    use std::error::Error;
    use std::time::Duration;

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

        /// Refuses the next two requests.
        pub(crate) fn limit_the_rate(&self) {
            self.0.throttle(2, Some(Duration::ZERO));
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self, references: &[&str]) -> Result<(), Box<dyn Error>> {
            let ledger = self.0.ledger();
            for reference in references {
                let executions = ledger.executions(reference);
                if executions != 1 {
                    return Err(format!("{reference} was carried out {executions} times").into());
                }
            }
            match self.0.violations().first() {
                Some(violation) => Err(violation.to_string().into()),
                None => Ok(()),
            }
        }
    }
}
