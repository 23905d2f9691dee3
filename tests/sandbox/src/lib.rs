//! A payment gateway for tests: it listens on the loopback, moves no money and forgets everything when it is dropped.
//!
//! It simulates ZENGAPAY ([`Sandbox::start`]) or ZamuPay ([`Zamupay::start`]). What follows is of both, and the examples are
//! of ZENGAPAY; what is ZamuPay's alone has a section of its own.
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
//! Routes and request checks come from the gateway's file in `spec`, not from the client's types: a client that sends something
//! else than the specification says gets a refusal, and [`Sandbox::violations`] tells what was wrong. The [`Ledger`]
//! is the judge of every test about money: it counts what was really carried out.
//!
//! # Deciding what happens
//!
//! Without a rule, collections (at ZamuPay deposits and checkout orders) wait for [`Sandbox::approve`] or
//! [`Sandbox::decline`], and transfers (at ZamuPay lines of payment orders, bills and airtime) succeed at once. Phone
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
//! # Faults
//!
//! [`Sandbox::fail`] lets requests meet a [`Fault`]: connections that close, break or hang, halves of answers, answers that are
//! no JSON, any status with any body, redirects; before the gateway has carried the request out, after it, or long before it.
//!
//! ```no_run
//! # use malipo_sandbox::{Fault, Sandbox};
//! # fn example(sandbox: &Sandbox) -> Result<(), malipo_sandbox::Error> {
//! sandbox.fail(Fault::Reset.after_execution().of("createTransfer"))?; // the next one is paid, and nobody hears of it
//! sandbox.fail(Fault::Status(503).before_execution().times(2))?; // then two requests of whatever kind
//! // One client's request is kept by somebody on the way, and carried out when the client has long stopped waiting.
//! let pause = std::time::Duration::from_millis(200);
//! sandbox.fail(Fault::Close.late_execution(pause).of_agent("till-7"))?;
//! // … the client pays …
//! assert_eq!(sandbox.ledger().executions("payout-17"), 1);
//! assert_eq!(sandbox.requests()[0].fault, Some(Fault::Reset));
//! sandbox.close_idle_connections(); // and what the client has in its pool is stale
//! # Ok(())
//! # }
//! ```
//!
//! # ZamuPay
//!
//! ```no_run
//! # async fn example() -> Result<(), malipo_sandbox::Error> {
//! use malipo_sandbox::{Fate, TokenAnswer, Webhooks, Which, Zamupay};
//!
//! let sandbox = Zamupay::start().await?;
//! println!("{} {} {}", sandbox.base_url(), sandbox.client_id(), sandbox.client_secret());
//! sandbox.send_webhooks(Webhooks::to("http://127.0.0.1:3000/payouts")?); // as its dashboard sets it
//! sandbox.decide(Which::Reference("line-2".to_owned()), Fate::LeavePending);
//! // … the client pays an order of two lines …
//! sandbox.approve("line-2")?; // now the order is over, and its callback is posted
//! assert_eq!(sandbox.ledger().executions("line-2"), 1);
//!
//! sandbox.expire_tokens(); // the next call gets 401
//! sandbox.answer_token_requests(TokenAnswer::Html);
//! assert_eq!(sandbox.token_requests(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! **Which reference to ask the ledger by.** Each line of an order is a payment. Its
//! [`external_reference`](Payment::external_reference) is the order's `originatorConversationId`, its
//! [`trace_number`](Payment::trace_number) the line's `systemTraceAuditNumber`. [`Ledger::executions`],
//! [`Sandbox::approve`] and [`Which::Reference`] take either: the first for an order of one line, the second for one line
//! of several. Deposits, checkout orders, bills and airtime have an `originatorConversationId` only; airtime is a payment
//! for each recipient. Wallets are named `KES`, `UGX`, `TZS` and `RWF`, the currencies that some document shows.
//!
//! **Tokens** die by the simulator's clock, after an hour or what [`Sandbox::token_life`] sets, or all at once by
//! [`Sandbox::expire_tokens`]. [`Sandbox::token_requests`] counts how often one was asked for, and [`TokenAnswer`] has what
//! else than a good token may be answered. [`Sandbox::forbid`] takes the permission for operations away.
//!
//! **Callbacks** are unsigned. That of a payment order goes to [`Sandbox::send_webhooks`], all others to the address in the
//! request, if it is on this machine; otherwise [`Delivery::answer`] says why nothing was posted. They can be held,
//! repeated and reordered like webhooks. These are posted, by [`WebhookEvent::kind`]:
//!
//! - `paymentOrder`, once for an order, when its last line has ended or was called failed, and again when a line whose
//!   failure was [inconclusive](Fate::Inconclusive) ends; and for each repeated order, which is accepted, never carried out
//!   and then failed (status 6, result code 9) under the reference of the first, which it leaves alone.
//! - `expressDeposit`, two for a deposit, first what became of the prompt and then how the deposit ended; both when it is
//!   approved or declined. [`Sandbox::make_indeterminate`] posts the first alone. A repeated deposit is refused at once.
//! - `billPayment`, in the older form for a `serviceCode` and in that of 2026 for a `ServiceId`.
//! - `accountNumberValidation` and `checkoutOrder`.
//!
//! **Refusals** have the five bodies that are known: a list of fields for payment orders and deposits, the problem of
//! ASP.NET for what else breaks the specification, a reason, a failed validation, and something that is not there. All come
//! with 400. 401, 403, 404 and 429 have no body, because none is known.
//!
//! # What it does not simulate
//!
//! Every operation of the specifications is answered. One that it does not know yet would get **501** and a message that
//! says so.
//!
//! These behaviours of the gateway are not simulated: a limit of requests that is reached by itself (429 comes
//! only when [`Sandbox::throttle`] asks for it), faults that nobody asked for, and ZENGAPAY's rounding of balances: in the vendor's samples the balances of the statement and of each
//! network look rounded to six significant digits, here they are exact. Transport security is not simulated at all: it
//! speaks plain HTTP on 127.0.0.1.
//!
//! Of ZamuPay these are not simulated either: what the documents only name (cards from server to server, finding airtime
//! purchases); callbacks of airtime and of persons' validations, whose bodies nobody has published; callbacks as XML; the
//! form that the payer's browser brings to `checkoutReturnUrl`; payers who follow a payment link; and names that are spelt
//! in another case than the specification or its aliases have, which the gateway probably takes.
//!
//! # Webhooks
//!
//! [`Sandbox::send_webhooks`] names an address; from then on every payment that is settled is told to it, signed as the
//! gateway signs. By default at once and once; on demand [late](Sandbox::release_webhooks), in
//! [another order](Sandbox::deliver_webhook) or again, without a signature, with a wrong one or with
//! one over the [whole body](Webhooks::sign_body), and in the [spelling of 2020](Webhooks::old_spelling). [`Sandbox::webhook_deliveries`] tells what the receiver answered.
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
//! The vendors' documents leave these open. Do not write a program that relies on them.
//!
//! ## For ZENGAPAY
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
//! ## For ZamuPay
//!
//! - **Pending and queued.** Their numbers are not known, so a line or a bill that is not over has no status, and says
//!   `Pending` in words. Queued does not occur. What is indeterminate has result code 14 beside it.
//! - **Failures that prove nothing** ([`Fate::Inconclusive`]): which code comes for which payment, and that the gateway
//!   corrects itself later. A payment order or a checkout order has status 6 with 14, -1, 22, 3, 4, 8, 10, 11, 12, 13, 16, 20,
//!   21, 999 or none. Its callback is posted, its money stays held, and [`Ledger::executions`] counts it until it is
//!   declined. Deposits, bills and airtime become indeterminate instead.
//! - **Which result code comes when.** A declined payment has 18, one that the wallet does not cover 15 (the request is
//!   accepted, and the payment fails at once), an account that does not exist 6, a person who is not known 19.
//! - **A line that was rejected** has the status 7 and no result code, in the answer and afterwards; one that cannot be rejected
//!   has 7 and `"1"` in the answer, as in the vendor's sample, and stays what it was. What is indeterminate or inconclusive cannot be
//!   rejected. A repeated rejection rejects nothing. An order that ends by a rejection posts its callback too.
//! - **One callback for an order**, not one for each line. `recordStatus` is 2, and 0 for a repeated order.
//! - **Repetitions** other than those of orders and deposits are carried out again: bills, airtime, checkout orders, and a
//!   `systemTraceAuditNumber` in another line or order. [`Ledger::executions`] shows it. The last bill and the last validation
//!   under a reference are read, and the first checkout order.
//! - **Statuses of refusals.** 400 for everything that has a body, what is not there included; 200 for what was accepted,
//!   though 202 is documented as well.
//! - **Refusals by content.** Amounts must be greater than zero; a currency must be one of the four; an order needs a line and a
//!   purchase of airtime a recipient; `checkoutDueDate` must be a date and a time. Routes, channels, billers and institutions
//!   are not looked at.
//! - **Tokens** look like a JWT and mean nothing. A scope other than `PyPay_api` is refused with `invalid_scope`, and a request
//!   for a token that breaks the specification with `invalid_request`; `invalid_client` is an integrator's.
//! - **Deposits**: the words of their status, the `ResultCode` 1 of a prompt that was declined, and `null` for receipt and
//!   amount in the second callback if nothing was paid. One without a currency is in `KES`.
//! - **Ids of look-ups.** A bill that is looked up or validated without an `originatorConversationId` gets one of the simulator's
//!   making in the response.
//! - **Bills.** Every account has the same owner and owes 1074 in a week. A payment that failed has no `StatusCode`, because only 0
//!   and -1 are known and 0 claims success. Each biller is said to sell electricity, as in the vendor's sample.
//! - **Numbers that decide** work for bank, business and biller accounts and national identity numbers as for phones; of a
//!   bill that is looked up, and of an account with a biller that is saved, one that declines does not exist.
//! - **Payment links, checkout orders when they are made, and the list of billers** are answered with raw JSON, all of it
//!   invented; the header `x-malipo-sandbox` says so.
//! - **Bills that were looked up** are read like payments, without what only a payment has; a payment with the same identifier
//!   is returned first.
//! - **Routes** and their categories other than that of banks. **Charges** are zero, and so are fees.
//! - **Health** is always `Healthy`. Requests for another format than JSON (than text, for health) are refused with 406.
//! - **Times** are shown in East Africa Time where the vendor's samples have no offset.
//!
//! # A good neighbour
//!
//! - It listens on 127.0.0.1, and responds only to requests whose `Host` is an address or a name of this machine, with any port.
//!   Others get 421 and a sentence, are recorded with a violation, and meet no fault: no web page that points a name of its own
//!   to this machine (DNS rebinding) can drive it.
//! - It posts webhooks and callbacks to this machine only, unless [`Builder::allow_remote_webhooks`] is called.
//! - It keeps the last 10,000 requests, violations, events and deliveries, and at most 16 MiB of each kind; and as much of what
//!   moves no money: contacts, payment links, bill numbers, bills that were looked up, and validations of accounts and persons.
//!   [`Builder::keep_records`] sets another number. The ledger is kept completely, and so is each request that moves money.
//! - What it prints, and what its types show with `Display`, has the control characters of others escaped ([`printable`]).
//!
//! # Reproducible runs
//!
//! The clock starts at 2026-01-05 09:00:00 and moves by one second per request, unless a test says otherwise; references
//! follow from the order of payments. The same calls give the same answers, byte for byte but for the port in addresses.
//!
//! Every response shows that clock in its header `Date`; [`Sandbox::send_date`] makes it wrong, or leaves it out. A client
//! that compares it with the clock of its machine needs [`Builder::real_time`]: with the default clock, `error.resolve()` of
//! Malipo's client finds a payment that was made, but reports one that was not made as unclear, because the clocks differ. The
//! program runs in real time.

mod books;
mod clock;
mod connections;
mod contract;
mod error;
mod exchange;
mod fate;
mod fault;
mod host;
mod identity;
mod ledger;
mod money;
mod printable;
mod recent;
mod record;
mod sandbox;
mod server;
mod simulated;
mod simulation;
mod tap;
mod webhooks;
mod zamupay;
mod zengapay;

pub use clock::{DateHeader, Moment};
pub use error::Error;
pub use fate::{Course, Fate, Which};
pub use fault::{Fault, FaultPlan};
pub use ledger::{Ledger, Payment, PaymentKind, PaymentStatus};
pub use money::grouped;
pub use printable::printable;
pub use record::{ReceivedRequest, Violation};
pub use rust_decimal::Decimal;
pub use sandbox::{Builder, Gateway, Sandbox, ZamupaySandbox};
pub use webhooks::{Delivery, WebhookEvent, Webhooks};
pub use zamupay::{TokenAnswer, Zamupay};
pub use zengapay::{Contact, Person, Zengapay};
