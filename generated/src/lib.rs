//! Payments through East African gateways, by clients that are generated from a specification of what each gateway documents.
//!
//! Each gateway is a module and a Cargo feature: `zengapay` is ZENGAPAY, mobile money in Uganda; `zamupay` is ZamuPay, also
//! sold as Almara Pay, which pays to mobile money, banks and businesses, mostly in Kenya. An operation is a method, its
//! method returns a [`Call`](runtime::Call), and awaiting that makes the call.
//!
//! # A first payment
//!
#![cfg_attr(feature = "zengapay", doc = "```no_run")]
#![cfg_attr(not(feature = "zengapay"), doc = "```ignore")]
//! use malipo::dec;
//! use malipo::zengapay::{Client, types::CollectionRequest};
//!
//! # async fn pay() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?; // ZENGAPAY_TOKEN, ZENGAPAY_ENVIRONMENT
//! let request = CollectionRequest::builder()
//!     .msisdn("+256 770 000 017".parse::<malipo::Msisdn>()?)
//!     .amount(dec!(256600))
//!     .external_reference("400000")
//!     .narration("Credit note 11200390191")
//!     .build();
//! match client.create_collection(request).await {
//!     Ok(accepted) => println!("accepted as {:?}", accepted.transaction_reference),
//!     Err(error) if error.may_have_moved_money() => {
//!         // Do not pay again: ask the gateway what became of it, by your reference.
//!         eprintln!("{error}: {}", error.resolve(&client).await?);
//!     }
//!     Err(error) => eprintln!("{error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A request without a required field does not compile, and the compiler names the field. The rest of what the gateway
//! demands is checked before a byte is sent, and all that is wrong is reported together.
//!
//! # A payment of several lines
//!
//! A ZamuPay order has a line for each recipient, and each kind of line asks for its own fields: mobile money for the
//! network, a bank for its SWIFT code. The client gets its tokens by itself.
//!
#![cfg_attr(feature = "zamupay", doc = "```no_run")]
#![cfg_attr(not(feature = "zamupay"), doc = "```ignore")]
//! use malipo::zamupay::{Client, types};
//!
//! # async fn pay(mpesa: (&str, i64), eft: (&str, i64)) -> Result<(), malipo::Error> {
//! let client = Client::from_env()?; // ZAMUPAY_CLIENT_ID, ZAMUPAY_CLIENT_SECRET, ZAMUPAY_ENVIRONMENT
//! // Each pair is a route and one of its channels: `list_transaction_routes` returns them. Its `category_description` tells the
//! // routes apart: `Bank Transfer` is the documented one, and the embedded gateway also has `Mobile Money`.
//! let by = |(route, channel): (&str, i64), reference| {
//!     types::PaymentTransaction::builder()
//!         .route_id(route)
//!         .channel_type(channel)
//!         .amount(1500)
//!         .reference(reference)
//!         .system_trace_audit_number(reference)
//!         .build()
//! };
//! let mobile = types::MobileRecipient::builder()
//!     .name("Amina")
//!     .primary_account_number("+254710000002")
//!     .mccmnc("63902") // Safaricom
//!     .ccy(404) // Kenyan shillings
//!     .build();
//! let bank = types::BankRecipient::builder()
//!     .name("Denis")
//!     .primary_account_number("0122000000")
//!     .institution_identifier("GAFRKENAXXX")
//!     .ccy(404)
//!     .build();
//! let mobile = types::MobileLine::builder().recipient(mobile).transaction(by(mpesa, "payroll-11-1")).build();
//! let bank = types::BankLine::builder().recipient(bank).transaction(by(eft, "payroll-11-2")).build();
//! let order = types::PaymentOrderRequest::builder()
//!     .originator_conversation_id("payroll-11")
//!     .payment_notes("November")
//!     // An array holds one type, so lines of several kinds are converted. A further call adds to the list.
//!     .payment_order_lines([types::PaymentOrderLine::from(mobile), bank.into()])
//!     .build();
//! client.create_payment_order(order).await?;
//! # Ok(())
//! # }
//! ```
//!
//! The order is final when all of its lines are, and may then be paid [in part](Outcome::Partial). If it is sent twice, the
//! gateway calls the second one failed under the reference of the first: that is a [`Duplicate`](Settlement::Duplicate),
//! which says nothing of the first and never ends a wait.
//!
//! # When a call fails
//!
//! Every failure is an [`Error`], which knows how far the call had come:
//!
//! | [`Phase`] | what happened | a payment may have moved |
//! |---|---|---|
//! | [`NotSent`](Phase::NotSent) | the client rejected the request, got no token, or could not connect | no |
//! | [`MaybeSent`](Phase::MaybeSent) | it may have arrived, and no response came | **yes** |
//! | [`Answered`](Phase::Answered) | a [refusal that proves](Error#when-a-refusal-proves-that-no-money-moved) that nothing was done | no |
//! | [`Answered`](Phase::Answered) | anything else: 5xx, a redirect, HTML, half a body, a 4xx that proves nothing, or a 2xx without the gateway's reference, about another payment or with a failure code | **yes** |
//!
//! [`Error::may_have_moved_money`] is that last column. It is also true of every error that ends a wait for a payment, and
//! [`Error::is_retryable`] is false then, so a function that pays and
//! then waits can return either error, and its caller can check it in the same way.
//!
//! [`Error::into_request`] returns the request of a call that was not sent or was refused with proof. Send it again with the same
//! reference. When else you may pay again, and with which reference, is in [a table](Error#may-i-pay-again).
//!
//! A call that moves money is sent on a [connection of its own](runtime::ClientBuilder::reuse_connections), so a
//! surplus response on a shared connection cannot be mistaken for the response to a payment.
//!
//! # When no response comes
//!
//! [`Error::resolve`] asks the gateway for the payment by your own reference, and says what it found:
//!
//! | [`Resolution`] | the gateway | what to do |
//! |---|---|---|
//! | [`Executed`](Resolution::Executed) | has exactly one payment with the reference; its [settlement](Found::settlement) may be pending, failed or [inconclusive](Settlement::Inconclusive) | wait, unless it is final |
//! | [`NotFound`](Resolution::NotFound) | did not show it, in so many looks until that time. That is not the same as not executed | resolve again later, then ask the gateway's support; do not pay again |
//! | [`Unclear`](Resolution::Unclear) | has several matches, one that began too long before, or a duplicate; or had no match, but its lists were incomplete or its clock differs | read its [doubts](Unclear::doubts), and look at all candidates |
//! | an error | did not respond to every lookup, or responded about another payment | call `resolve` on that error again, later |
//!
//! A call that is dropped while it waits, at whatever point, counts as [`MaybeSent`](Phase::MaybeSent): it leaves no error
//! behind, and neither does a program that dies. So keep the reference and the time *before* the call, and both are enough to
//! find the payment:
//!
#![cfg_attr(feature = "zengapay", doc = "```no_run")]
#![cfg_attr(not(feature = "zengapay"), doc = "```ignore")]
//! # use std::time::{Duration, SystemTime};
//! # use malipo::Resolution;
//! # use malipo::zengapay::{Client, operations, types::TransferRequest};
//! # fn keep(reference: &str, at: SystemTime) {}
//! # async fn pay(client: Client, payout: TransferRequest) -> Result<(), Box<dyn std::error::Error>> {
//! let at = SystemTime::now();
//! keep("payout-17", at); // in your database, before a byte is sent
//! // Cancelled after two seconds: nobody knows whether it was sent.
//! let paid = tokio::time::timeout(Duration::from_secs(2), client.create_transfer(payout).into_future()).await;
//!
//! // Then, or after a restart:
//! match client.resolve::<operations::CreateTransfer>("payout-17", at).await? {
//!     Resolution::Executed(found) => println!("{}", found.settlement()),
//!     other => println!("not known yet: {other}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The request itself cannot be sent a second time by accident: it is used up by the call, and cannot be cloned.
//!
//! # When a payment is final
//!
//! An accepted payment is not a settled one. Either ask until it is final, or wait for an event and ask then:
//!
#![cfg_attr(feature = "zengapay", doc = "```no_run")]
#![cfg_attr(not(feature = "zengapay"), doc = "```ignore")]
//! # use std::time::Duration;
//! # use malipo::zengapay::{Client, webhook};
//! # async fn settle(client: Client, reference: String, event: webhook::Unconfirmed) -> Result<(), malipo::Error> {
//! // Ask until it is final: a pending or unknown status is asked about again.
//! let settled = client.get_collection(&reference).wait(Duration::from_secs(300)).await?;
//! if settled.succeeded() { /* deliver */ }
//!
//! // Or receive a webhook, and ask once.
//! let confirmed = event.confirm(&client).await?;
//! if confirmed.settlement() == malipo::Settlement::Succeeded { /* deliver */ }
//! # Ok(())
//! # }
//! ```
//!
//! ZamuPay's callbacks are not signed. They are received by the functions of `zamupay::callback`, one for each address that
//! you give them, and are confirmed in the same way.
//!
//! Waiting alone is enough. Events are faster and need fewer requests, but an event may never come, so also wait.
//!
//! | step | then you know | and still not | when it fails |
//! |---|---|---|---|
//! | create | the gateway has accepted the payment, under its reference | whether money moves | [see above](#when-a-call-fails) |
//! | receive an event | the gateway once signed an event about this reference, or somebody posted an unsigned one: it is time to ask | what happened, and whether the event is new | there is no event; respond with `Refused::answer_status` |
//! | confirm it | the gateway's own state at this moment | how it ends, if that is pending | nothing is known: the event is still there, confirm it again |
//! | wait | how it ended, for good | | [unsettled](Error::is_unsettled): it may still succeed or fail, so wait again |
//!
//! In this order:
//!
//! 1. **Keep your own reference, then create the payment**, and keep the reference under which the gateway accepts it.
//! 2. **Receive events** as bytes, keep them and acknowledge at once. They come early, late, twice, out of order, or never;
//!    even before the response to the call that created the payment.
//! 3. **Confirm** each by asking the gateway, and believe its response wherever the event says otherwise. If its state is not
//!    final, wait for the payment, as if no event had come.
//! 4. **Wait** for every payment that no event has settled, also after a restart: all it takes is the gateway's reference.
//! 5. **Compare** the gateway's response with what you asked for, the amount and your reference, before you deliver.
//! 6. **Deliver once per payment**, whichever of event and wait was first: keep the gateway's reference in the same
//!    transaction as the delivery. Remember an event's `identity` only after that; an event
//!    has one only if its [comparison](runtime::event::Comparison) with the gateway's state is `Agrees`. Events of ZamuPay's
//!    deposits and bills never have one, since their final states are not published: remember kind and reference instead.
//!
//! Never pay again because an event did not come or a wait ended: a payment is final when the gateway says so. Programs that
//! do all this, and run offline, are in the folder `examples` of this crate: `collect_and_wait`, `pay_out`, `payroll`,
//! `receive_webhook`, `resolve_after_a_lost_answer` and `statement_csv`.
//!
//! A failure is final only when it is conclusive. ZENGAPAY gives no result codes, and its `FAILED` is final. ZamuPay also
//! reports payments as failed with result codes that mean a timeout or an unclear result, or that are not documented. Such a
//! payment is [`Inconclusive`](Settlement::Inconclusive): a wait goes on, and its final error names the ids that the gateway's
//! support needs ([`Error::ids`]). Pay again only on [`Failed`](Settlement::Failed), or the
//! failed lines of [`Partial`](Settlement::Partial), under a new reference. Which codes are
//! conclusive, and how sure that is, stands at the operation that reads the payment.
//!
//! # Lists
//!
#![cfg_attr(feature = "zengapay", doc = "```no_run")]
#![cfg_attr(not(feature = "zengapay"), doc = "```ignore")]
//! # async fn list(client: malipo::zengapay::Client) -> Result<(), malipo::Error> {
//! let mut entries = client.get_account_statement().with(|statement| statement.per_page(100)).items();
//! while let Some(entry) = entries.next().await {
//!     println!("{}", entry?.transaction_reference);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Items`](runtime::Items) and [`Pages`](runtime::Pages) are streams. They keep the filters on every page, and end with an
//! error if a page repeats, if the list becomes shorter, or if a response is not a page.
//!
//! # What is guaranteed
//!
//! - **Money is exact.** An [`Amount`] is a decimal which is never a float, in requests and in responses. What cannot be held
//!   exactly is an error.
//! - **Money is not sent twice.** A call that moves money is [made again](runtime::Retries) only while it is certain that not
//!   one byte of its body left; no redirect is followed, and a payment's request cannot be cloned.
//! - **Reads are patient.** They are [made again](runtime::Retries) after what looks passing, within the time of the call.
//! - **Managed tokens**, where a gateway has [client credentials](runtime::ClientBuilder::client_credentials). Concurrent calls
//!   share one token request. Tokens are renewed early, and a failed renewal does not fail a call while the old token is valid.
//! - **Responses are read leniently.** New fields and new values of enums are no errors. A number in quotes, or the reverse, is
//!   read. A member with another wrong type is [kept as it came](runtime::Unreadable), and the rest is read. The raw body, the
//!   headers and the status stay within reach.
//! - **Nothing private is printed.** `Debug`, `Display`, errors and tracing spans show no token, secret, phone number, name,
//!   account, narration, purpose or message of a gateway. They do show references, ids, codes and statuses.
//! - **Connections are encrypted**, and certificates verified; plain http goes to this machine alone.
//!
//! # What is not
//!
//! - A success says that the gateway accepted a payment, not that it is settled.
//! - A specification is made from documents, and documents err. Each generated item states its source, how sure it is and
//!   what its sources contradict.
//! - `serde_json::Value` loses digits of [amounts](Amount) before this crate can see them.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `zamupay` (default) | the gateway ZamuPay (Almara Pay) |
//! | `zengapay` (default) | the gateway ZENGAPAY |

// The generator formats what it writes; `cargo fmt` must not touch it.
mod api {
    #[cfg(feature = "zamupay")]
    #[rustfmt::skip]
    pub mod zamupay;
    #[cfg(feature = "zengapay")]
    #[rustfmt::skip]
    pub mod zengapay;
}
mod connect;
#[cfg(feature = "zamupay")]
mod lines;

#[cfg(feature = "zamupay")]
pub use api::zamupay;
#[cfg(feature = "zengapay")]
pub use api::zengapay;
#[doc(inline)]
pub use malipo_runtime as runtime;
pub use malipo_runtime::{
    Amount, AmountError, ApiError, Decimal, Doubt, Error, Found, Lenient, Maybe, Method, Msisdn,
    MsisdnError, Number, NumberError, Outcome, Phase, RawJson, Resolution, Sensitive, Settled,
    Settlement, Unclear, dec,
};
#[cfg(any(feature = "zamupay", feature = "zengapay"))]
pub use malipo_runtime::{DateTime, LocalDateTime};
