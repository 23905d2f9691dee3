//! Operations of Example: each a value that a client sends.

use super::types;

/// `listThings`.
///
/// `GET /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl ::malipo::runtime::Operation for ListThings {
    type Output = ();
    type Refusal = ListThingsRefused;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "listThings",
        method: ::malipo::runtime::Method::Get,
        path: "/things",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListThingsRefused {
    /// The gateway failed.
    ServerError(types::Envelope),
    /// Some fields are wrong.
    UnprocessableEntity(
        ::malipo::runtime::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>,
    ),
    /// Some fields are wrong.
    UnprocessableEntityEnvelope(types::Envelope),
    /// Anything else.
    Other(types::Envelope),
}

impl ::malipo::runtime::Refusal for ListThingsRefused {
    fn decode(answer: &::malipo::runtime::Answer) -> Option<Self> {
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
    fn describe(&self) -> ::malipo::runtime::ApiError {
        match self {
            Self::ServerError(body)
            | Self::UnprocessableEntityEnvelope(body)
            | Self::Other(body) => {
                ::malipo::runtime::ApiError::new()
                    .code(&body.code)
                    .message(&body.message)
            }
            Self::UnprocessableEntity(body) => {
                ::malipo::runtime::ApiError::new().fields(body)
            }
        }
    }
}
