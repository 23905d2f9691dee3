//! Values as they are on the wire: amounts, phone numbers, dates, lenient values, objects, unions and enums, and what came back.

pub mod amount;
pub(crate) mod answer;
pub(crate) mod builder;
pub(crate) mod check;
#[cfg(feature = "payments")]
pub(crate) mod compared;
#[cfg(feature = "local-time")]
pub(crate) mod date_time;
pub(crate) mod error_text;
pub(crate) mod failure;
#[cfg(any(feature = "local-time", feature = "uuid"))]
pub(crate) mod formats;
pub(crate) mod header;
pub(crate) mod json_kind;
pub(crate) mod lenient;
#[cfg(feature = "local-time")]
pub(crate) mod local_time;
pub(crate) mod maybe;
pub(crate) mod media_type;
pub mod msisdn;
pub(crate) mod number;
pub mod object;
pub mod one_of;
pub(crate) mod open_enum;
pub(crate) mod parameter;
pub(crate) mod plain_json;
pub(crate) mod random;
pub(crate) mod raw_json;
pub(crate) mod reading;
pub(crate) mod reference;
pub(crate) mod sensitive;
pub(crate) mod styled;
pub(crate) mod undecodable;
pub(crate) mod unreadable;

pub use amount::{Amount, AmountError, IntoAmount};
pub use answer::{Answer, Response};
pub use builder::{Given, List, Set, Unset, add};
pub use check::{Checked, HasItems, HasNumber, HasText, Numeric, Violation, Violations};
#[cfg(feature = "local-time")]
pub use date_time::{DateTime, DateTimeError};
pub use error_text::ErrorText;
#[cfg(feature = "local-time")]
pub use formats::Date;
#[cfg(feature = "uuid")]
pub use formats::Uuid;
#[doc(hidden)]
pub use header::{header, header_list};
pub use json_kind::JsonKind;
pub use lenient::{BlankOrZeros, Lenient, UnsetTexts};
#[cfg(feature = "local-time")]
pub use local_time::{LocalDateTime, LocalDateTimeError};
pub use maybe::{Maybe, OrBlank};
pub use msisdn::{Msisdn, MsisdnError};
pub use number::{Number, NumberError};
pub use object::object;
pub use one_of::one_of;
pub use open_enum::{open_enum, open_integer_enum};
#[doc(hidden)]
pub use open_enum::{scalar_integer, scalar_text};
pub use parameter::{ToParameter, ToParameterList};
pub use raw_json::RawJson;
#[doc(hidden)]
pub use reading::odd;
pub use sensitive::Sensitive;
pub use styled::Style;
pub use undecodable::Undecodable;
pub use unreadable::{Unreadable, UnreadableMember};
