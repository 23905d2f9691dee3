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
//! | `webhooks` | `webhook`: signed events, through the `aws-lc-rs` that rustls brings along |

// Macros name this crate, here and in every other crate.
#[cfg(test)]
extern crate self as malipo_runtime;

pub mod amount;
mod answer;
mod api_error;
mod auth;
mod base_url;
mod body;
mod builder;
mod call;
mod check;
mod client;
#[cfg(feature = "local-time")]
mod date_time;
mod encoder;
mod environment;
mod error;
pub mod event;
mod form;
#[cfg(any(feature = "local-time", feature = "uuid"))]
mod formats;
mod header;
mod http_date;
mod ids;
mod lenient;
mod lines;
#[cfg(feature = "local-time")]
mod local_time;
mod maybe;
mod media_type;
pub mod msisdn;
mod multipart;
mod number;
pub mod object;
pub mod one_of;
mod open_enum;
mod operation;
mod pages;
mod parameter;
mod plain_json;
mod proof;
mod random;
mod raw_call;
mod raw_json;
mod reading;
mod reference;
pub mod resolve;
mod retries;
mod sensitive;
mod settles;
mod styled;
mod time_limit;
mod transport;
mod unreadable;
mod wait;
#[cfg(feature = "webhooks")]
pub mod webhook;

#[cfg(test)]
mod tests;

pub use ::bytes::Bytes;
pub use ::http::HeaderMap;
pub use ::serde;

pub use amount::{Amount, AmountError, IntoAmount};
pub use answer::{Answer, Response, Undecodable};
pub use api_error::{ApiError, ErrorFields, ErrorText};
pub use auth::{ApiKey, ClientCredentials, KeyPlace, Scheme, TokenCache};
pub use builder::{Given, List, Set, Unset, add};
pub use call::{Call, CallFuture, CallWithResponse};
pub use check::{Checked, HasItems, HasNumber, HasText, Numeric, Violation, Violations};
pub use client::{Client, ClientBuilder};
#[cfg(feature = "local-time")]
pub use date_time::{DateTime, DateTimeError};
pub use encoder::Encoder;
pub use environment::UnknownEnvironment;
pub use error::{Error, Phase};
pub use form::{Form, ToForm};
#[cfg(feature = "local-time")]
pub use formats::Date;
#[cfg(feature = "uuid")]
pub use formats::Uuid;
#[doc(hidden)]
pub use header::{header, header_list};
pub use ids::Ids;
pub use lenient::{BlankOrZeros, Lenient, UnsetTexts};
#[cfg(feature = "local-time")]
pub use local_time::{LocalDateTime, LocalDateTimeError};
pub use maybe::{Maybe, OrBlank};
pub use msisdn::{Msisdn, MsisdnError};
pub use multipart::File;
pub use number::{Number, NumberError};
pub use object::object;
pub use one_of::{JsonKind, one_of};
pub use open_enum::{open_enum, open_integer_enum};
#[doc(hidden)]
pub use open_enum::{scalar_integer, scalar_text};
pub use operation::{
    Effect, Gateway, GivenBack, Method, NoRefusal, Operation, OperationSpec, Refusal, Wanted,
};
pub use pages::{Announced, Items, Numbered, Paged, Pages};
pub use parameter::{ToParameter, ToParameterList};
pub use proof::{
    Acceptance, Contradiction, ProvingBody, ProvingMember, ProvingShape, ProvingValue, RefusalProof,
};
pub use raw_call::RawCall;
pub use raw_json::RawJson;
#[doc(hidden)]
pub use reading::odd;
pub use resolve::{Doubt, Found, Resolution, Resolvable, Resolve, Resolves, Unclear};
pub use retries::Retries;
pub use rust_decimal::Decimal;
pub use sensitive::Sensitive;
pub use settles::{About, Outcome, Settled, SettledLine, Settlement, Settles};
pub use styled::Style;
pub use unreadable::{Unreadable, UnreadableMember};
pub use wait::Wait;

/// What generated code and the constructors of clients use. It may change with every version of the generator.
#[doc(hidden)]
pub mod rt {
    pub use super::auth::{check_text, check_token_url};
    pub use super::environment::Variables;
    pub use super::*;
}
