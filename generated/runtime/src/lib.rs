//! The runtime of API clients that Malipo generates: values, requests, errors, the transport and credentials. It knows no API.
//!
//! A generated crate depends on this crate, and re-exports it as `runtime`.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `local-time` | `LocalDateTime`, dates without a zone, and `DateTime`, dates as they come, through `jiff` |
//! | `uuid` | `Uuid`, through the crate of that name |
//! | `payments` | calls that move money: what a failure means for it, final states, `wait`, `resolve` and events |
//! | `webhooks` | `payments`, and `webhook`: signed events, through the `aws-lc-rs` that rustls brings along |

#![cfg_attr(
    not(feature = "payments"),
    allow(dead_code, reason = "what only payments need of the floors below them")
)]

// Macros name this crate, here and in every other crate.
#[cfg(test)]
extern crate self as malipo_runtime;

mod auth;
mod call;
mod error;
mod http;
#[cfg(feature = "payments")]
mod payments;
mod request;
#[doc(hidden)]
pub mod rt;
mod wire;

#[cfg(test)]
#[cfg(feature = "payments")]
mod tests;

pub use ::bytes::Bytes;
pub use ::http::HeaderMap;
pub use ::serde;
pub use rust_decimal::Decimal;

#[cfg(feature = "uuid")]
pub use wire::Uuid;
pub use wire::{
    Amount, AmountError, Answer, BlankOrZeros, Checked, ErrorText, Given, IntoAmount, Lenient,
    List, Maybe, Msisdn, MsisdnError, Number, NumberError, OrBlank, RawJson, Response, Sensitive,
    Set, Style, ToParameter, ToParameterList, Undecodable, Unreadable, UnreadableMember, Unset,
    UnsetTexts, Violation, Violations,
};
#[cfg(feature = "local-time")]
pub use wire::{Date, DateTime, DateTimeError, LocalDateTime, LocalDateTimeError};

pub use request::{Effect, Encoder, File, Form, Method, OperationSpec, ToForm};

#[cfg(feature = "payments")]
pub use error::{
    Acceptance, Contradiction, Ids, ProvingBody, ProvingMember, ProvingShape, ProvingValue,
    RefusalProof,
};
pub use error::{ApiError, Error, ErrorFields, NoRefusal, Phase, Refusal};

pub use self::http::Retries;

pub use auth::{ApiKey, ClientCredentials, KeyPlace, Scheme, TokenCache};

pub use call::{
    Announced, Attempt, Call, CallFuture, CallWithResponse, Client, ClientBuilder, Gateway, Items,
    Numbered, Operation, Paged, Pages, RawCall, UnknownEnvironment,
};

#[cfg(feature = "webhooks")]
pub use payments::webhook;
#[cfg(feature = "payments")]
pub use payments::{
    About, Doubt, Found, Outcome, Resolution, Resolvable, Resolve, Resolves, Settled, SettledLine,
    Settlement, Settles, Unclear, Wait, event,
};
