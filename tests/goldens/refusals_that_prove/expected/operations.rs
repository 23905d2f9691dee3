//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;
const WORDS_1: &[&str] = &["!2XX", "failed", "not found"];

rt::operation! {
    /// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
    #[derive(Debug)]
    pub struct Pay: "pay" {
        /// The request body.
        pub body: must types::Payment = json "application/json", where body(check);
    }
    Post "/payments", MovesMoney -> types::Accepted | PayRefused, json;

    const PROOF: Option<rt::RefusalProof> = Some(rt::RefusalProof {
        shapes: &[
            rt::ProvingShape {
                statuses: &[400],
                body: rt::ProvingBody::Object(
                    &[
                        rt::ProvingMember {
                            name: "code",
                            required: true,
                            value: rt::ProvingValue::HttpStatus,
                        },
                        rt::ProvingMember {
                            name: "orderId",
                            required: false,
                            value: rt::ProvingValue::Reference,
                        },
                    ],
                ),
            },
            rt::ProvingShape {
                statuses: &[422],
                body: rt::ProvingBody::RequestFields(&["orderId"]),
            },
        ],
        identifiers: &["orderId"],
        duplicates: &["again"],
        says: &["failed", "too small"],
    });
    const ACCEPTANCE: Option<rt::Acceptance> = Some(rt::Acceptance {
        has: &["id"],
        unset: &["0"],
        reference: Some("orderId"),
        contradicts: &[
            rt::Contradiction::new("code", WORDS_1),
            rt::Contradiction::new("id", &["", "!2XX"]),
            rt::Contradiction::new("orderId", WORDS_1),
            rt::Contradiction::new("ok", &["failed"]),
        ],
        lacks: &["error"],
    });

    fn reference(&self) -> Option<&str> {
        Some(&self.body.order_id)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PayRefused {
    /// Wrong.
    BadRequest(types::Wrong),
    /// Late.
    RequestTimeout(types::Wrong),
    /// Wrong.
    UnprocessableEntity(rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>),
    /// Broken.
    InternalServerError(types::Wrong),
}

impl rt::Refusal for PayRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            400 => answer.json().map(Self::BadRequest).ok(),
            408 => answer.json().map(Self::RequestTimeout).ok(),
            422 => answer.json().map(Self::UnprocessableEntity).ok(),
            500 => answer.json().map(Self::InternalServerError).ok(),
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::BadRequest(_)
            | Self::RequestTimeout(_)
            | Self::InternalServerError(_) => rt::ApiError::new(),
            Self::UnprocessableEntity(body) => rt::ApiError::new().fields(body),
        }
    }
}
