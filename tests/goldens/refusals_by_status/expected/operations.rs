//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads -> () | ListThingsRefused, nothing;
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListThingsRefused {
    /// The gateway failed.
    ServerError(types::Envelope),
    /// Some fields are wrong.
    UnprocessableEntity(rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>),
    /// Some fields are wrong.
    UnprocessableEntityEnvelope(types::Envelope),
    /// Anything else.
    Other(types::Envelope),
}

impl rt::Refusal for ListThingsRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            422 => {
                answer
                    .json()
                    .map(Self::UnprocessableEntity)
                    .ok()
                    .or_else(|| {
                        answer.json().map(Self::UnprocessableEntityEnvelope).ok()
                    })
            }
            500..=599 => answer.json().map(Self::ServerError).ok(),
            _ => answer.json().map(Self::Other).ok(),
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::ServerError(body)
            | Self::UnprocessableEntityEnvelope(body)
            | Self::Other(body) => {
                rt::ApiError::new().code(&body.code).message(&body.message)
            }
            Self::UnprocessableEntity(body) => rt::ApiError::new().fields(body),
        }
    }
}
