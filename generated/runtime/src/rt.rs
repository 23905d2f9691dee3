//! What generated code and the constructors of clients use. It may change with every version of the generator.

pub use ::bytes::Bytes;
pub use ::http::HeaderMap;
pub use ::serde;

#[cfg(feature = "uuid")]
pub use crate::wire::Uuid;
pub use crate::wire::amount::number::as_number;
pub use crate::wire::builder::{AddAt, ChooseAt, Complete, PutAt, at, builder};
pub use crate::wire::msisdn::plus::as_plus;
pub use crate::wire::{
    Amount, Answer, BlankOrZeros, Checked, ErrorText, Given, HasItems, HasNumber, HasText,
    IntoAmount, JsonKind, Lenient, List, Maybe, Msisdn, Number, Numeric, OrBlank, RawJson,
    Response, Sensitive, Set, Style, ToParameter, ToParameterList, Undecodable, Unreadable,
    UnreadableMember, Unset, UnsetTexts, Violation, Violations, add, amount, header, header_list,
    msisdn, object, odd, one_of, open_enum, open_integer_enum, scalar_integer, scalar_text,
};
#[cfg(feature = "local-time")]
pub use crate::wire::{Date, DateTime, DateTimeError, LocalDateTime, LocalDateTimeError};

pub use crate::request::{
    Effect, Encoder, File, Form, GivenBack, Method, OperationSpec, ToForm, Wanted,
};

#[cfg(feature = "payments")]
pub use crate::error::{
    Acceptance, Contradiction, Ids, ProvingBody, ProvingMember, ProvingShape, ProvingValue,
    RefusalProof,
};
pub use crate::error::{ApiError, Error, ErrorFields, NoRefusal, Phase, Refusal};

pub use crate::http::Retries;

pub use crate::auth::{
    ApiKey, ClientCredentials, KeyPlace, Scheme, TokenCache, check_text, check_token_url,
};

pub use crate::call::environment::Variables;
pub use crate::call::{
    Announced, Call, CallFuture, CallWithResponse, Client, ClientBuilder, Gateway, Items, Numbered,
    Operation, Paged, Pages, RawCall, UnknownEnvironment, operation,
};

#[cfg(feature = "webhooks")]
pub use crate::payments::webhook;
#[cfg(feature = "payments")]
pub use crate::payments::{
    About, Doubt, Found, Outcome, Resolution, Resolvable, Resolve, Resolves, Settled, SettledLine,
    Settlement, Settles, Unclear, Wait, event, resolve,
};
