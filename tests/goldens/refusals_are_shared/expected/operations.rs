//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_a`](super::Client::get_a) sends: `GET /a`.
    #[derive(Clone, Debug)]
    pub struct GetA: "getA" {
    }
    Get "/a", Reads -> () | Refused, nothing;
}

rt::operation! {
    /// The request that [`Client::get_b`](super::Client::get_b) sends: `GET /b`.
    #[derive(Clone, Debug)]
    pub struct GetB: "getB" {
    }
    Get "/b", Reads -> () | Refused, nothing;
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Refused {
    /// Who are you?
    Unauthorized(types::UnauthorizedResponse),
}

impl rt::Refusal for Refused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            401 => answer.json().map(Self::Unauthorized).ok(),
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::Unauthorized(body) => rt::ApiError::new().message(&body.message),
        }
    }
}
