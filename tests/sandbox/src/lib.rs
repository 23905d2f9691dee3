//! A payment gateway for tests: it listens on the loopback, moves no money and forgets everything when it is dropped.
//!
//! ```no_run
//! # async fn example() -> Result<(), malipo_sandbox::Error> {
//! let sandbox = malipo_sandbox::Sandbox::start().await?;
//! println!("{} {}", sandbox.base_url(), sandbox.token());
//! // … call it with any HTTP client …
//! let asked = sandbox.ledger().payments().first().map(|payment| payment.reference.clone());
//! if let Some(reference) = asked {
//!     sandbox.approve(&reference)?; // the subscriber says yes
//! }
//! assert_eq!(sandbox.ledger().executions("invoice-17"), 1);
//! assert!(sandbox.violations().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! Routes and request checks come from `spec/zengapay.yaml`, not from the client's types: a client that sends something
//! else than the specification says gets a refusal, and [`Sandbox::violations`] tells what was wrong. The [`Ledger`]
//! is the judge of every test about money: it counts what was really carried out.
//!
//! # Deciding what happens
//!
//! Without a rule, collections wait for [`Sandbox::approve`] or [`Sandbox::decline`], and transfers succeed at once. Phone
//! numbers with certain ends decide by themselves ([`Which`] has the table), and [`Sandbox::decide`] gives rules by number,
//! by reference, for the next payment or for all of a kind. A [`Fate`] may be followed by another one, by the simulator's
//! clock:
//!
//! ```no_run
//! # use std::net::Ipv4Addr;
//! # use std::time::Duration;
//! # use malipo_sandbox::{Fate, Sandbox, Which};
//! # fn example(sandbox: &Sandbox) {
//! let hour = Duration::from_secs(60 * 60);
//! sandbox.decide(Which::NextTransfer, Fate::Indeterminate.then_after(hour, Fate::Approve));
//! // … the client pays, and reads INDETERMINATE …
//! sandbox.advance(hour); // … and now SUCCEEDED
//!
//! sandbox.throttle(2, Some(Duration::from_secs(1))); // two requests get 429, with a Retry-After
//! sandbox.whitelist([Ipv4Addr::new(192, 0, 2, 36)]); // 403 for who comes from elsewhere
//! # }
//! ```
//!
//! # What it does not simulate
//!
//! Every operation of the specification is answered. One that it does not know yet would get **501** and a message that
//! says so.
//!
//! These behaviours of the gateway are not simulated: a limit of requests that is reached by itself (429 comes
//! only when [`Sandbox::throttle`] asks for it), faults (500, 503, broken answers, broken connections), and the rounding of
//! balances: in the vendor's samples the balances of the statement and of each network look rounded to six significant
//! digits, here they are exact. Transport security is not simulated at all: it speaks plain HTTP on 127.0.0.1.
//!
//! # Webhooks
//!
//! [`Sandbox::send_webhooks`] names an address; from then on every payment that is settled is told to it, signed as the
//! gateway signs. By default at once and once; on demand [late](Sandbox::release_webhooks), in
//! [another order](Sandbox::deliver_webhook) or again, without a signature or with a wrong one, and in the
//! [spelling of 2020](Webhooks::old_spelling). [`Sandbox::webhook_deliveries`] tells what the receiver answered.
//!
//! ```no_run
//! # async fn example(sandbox: malipo_sandbox::Sandbox) -> Result<(), malipo_sandbox::Error> {
//! use malipo_sandbox::Webhooks;
//!
//! sandbox.send_webhooks(Webhooks::to("http://127.0.0.1:3000/webhook")?.secret("a-secret-for-tests"));
//! sandbox.approve("invoice-17")?;
//! let deliveries = sandbox.webhook_deliveries().await; // waits for those that are under way
//! assert!(deliveries.iter().all(|delivery| delivery.is_acknowledged()));
//! sandbox.deliver_webhook(1)?; // the same bytes again
//! # Ok(())
//! # }
//! ```
//!
//! # What it had to invent
//!
//! The vendor's documents leave these open. Do not write a program that relies on them.
//!
//! - **Duplicates.** A repeated `external_reference` is accepted and carried out again, as in the vendor's sample of
//!   2020. [`Ledger::executions`] shows it.
//! - **A transfer above the wallet's balance** is refused with 422 and the envelope. The vendor's answer is unknown.
//! - **Contacts.** Nobody has published what `listContacts` and `getContact` answer. The simulator answers with a list of
//!   `{"uuid": …}` and with `{"code": 200, "uuid": …}`, and the header `x-malipo-sandbox` says that this is all that is
//!   known; [`Sandbox::contacts`] tells the rest. A new contact is answered with HTTP 201. A number may be saved twice.
//! - **Contacts made by paying a new number**, which the vendor's page promises, are made when a transfer is accepted, and
//!   have no name.
//! - **A transfer to a contact** that does not exist, or whose number belongs to no network, is refused with 422 and the
//!   map of fields.
//! - **The whitelist** guards `createTransfer`, `getAccount`, `getAccountBalance` and `getAccountStatement`: the vendor's
//!   page speaks of transfers, and its sample is about the account. The gateway may guard more.
//! - **Too many requests** are refused before anything else is looked at, and no header but `Retry-After` reports it.
//! - **`INDETERMINATE`**: which payments become so, and after which time they end. The vendor's page says within 24 hours.
//!   The money of a transfer stays held until then.
//! - **The merchant** that `getAccount` shows.
//! - **Phone numbers.** 25676, 25677, 25678 and 25639 belong to MTN, 25670, 25674 and 25675 to Airtel; other numbers
//!   are refused with 422. The table is the simulator's own, and so are the numbers that decide how a payment ends.
//! - **Charges.** 2 % of a collection, rounded to two decimals, as a line of its own in the statement when it succeeds;
//!   none with `charge_customer: true`. Transfers cost nothing.
//! - **Accepted requests** are answered with HTTP 202. The vendor's documents allow 200 as well.
//! - **Transfers** are debited when they are accepted. One that fails later is credited back.
//! - **The statement** also lists payments that are not finished and payments that have failed.
//! - **Lists** heed the filters of the statement. Whether the vendor's lists do is unknown. `limit` is the size of a
//!   page, and `per_page` wins over it; `status` takes several values joined by commas.
//! - **Unknown properties and parameters** are refused with 422, since they break the specification. The vendor
//!   probably ignores them.
//! - **What is there twice**, a query parameter or a member of a body, is refused with 422 and a violation, since nobody
//!   knows which of the two the vendor reads.
//! - **`MNOTransactionReferenceId`** is `null` until a payment has succeeded.
//! - **Events that fail or concern transfers.** The vendor prints `collection.success` alone; the others have its shape, with
//!   `MNOTransactionReferenceId` as `null` where the payment failed.
//! - **Redelivery.** One paragraph of the vendor's says that an event which is not acknowledged comes again every five
//!   minutes for a day, another that it never does. The simulator does not repeat by itself.
//! - **The order of events** is that in which payments were settled, and one is delivered after the other. The vendor
//!   promises no order. An event may come before the answer to the request that made the payment.
//! - **Messages** of 400, 404, 405, 406, 422 and 501 are the simulator's own words.
//!
//! # Reproducible runs
//!
//! The clock starts at 2026-01-05 09:00:00 and moves by one second per request, unless a test says otherwise; references
//! follow from the order of payments. The same calls give the same answers, byte for byte but for the port in addresses.

mod books;
mod clock;
mod contract;
mod error;
mod fate;
mod identity;
mod ledger;
mod money;
mod record;
mod sandbox;
mod server;
mod simulation;
mod tap;
mod webhooks;
mod zamupay;
mod zengapay;

pub use clock::Moment;
pub use error::Error;
pub use fate::{Course, Fate, Which};
pub use ledger::{Ledger, Payment, PaymentKind, PaymentStatus};
pub use money::grouped;
pub use record::{ReceivedRequest, Violation};
pub use rust_decimal::Decimal;
pub use sandbox::{Builder, Gateway, Sandbox, ZamupaySandbox};
pub use webhooks::{Delivery, WebhookEvent, Webhooks};
pub use zamupay::{TokenAnswer, Zamupay};
pub use zengapay::{Contact, Person, Zengapay};
