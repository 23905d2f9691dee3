//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::check_health`](super::Client::check_health) sends: `GET /health`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct CheckHealth;

impl rt::Operation for CheckHealth {
    type Output = String;
    type Refusal = CheckHealthRefused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "checkHealth",
        method: rt::Method::Get,
        path: "/health",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/health");
        request.accept_text();
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.text().map(Into::into)
    }
}

/// The request that [`Client::get_either`](super::Client::get_either) sends: `GET /either`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetEither;

impl rt::Operation for GetEither {
    type Output = GetEitherOutput;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getEither",
        method: rt::Method::Get,
        path: "/either",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/either");
        request.accept("application/json, text/plain; charset=utf-8");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        match answer.status() {
            200 => answer.json().map(GetEitherOutput::Ok),
            202 => answer.text().map(|text| GetEitherOutput::Accepted(text.into())),
            _ => answer.json().map(GetEitherOutput::Ok),
        }
    }
}

/// What a success of [`Client::get_either`](super::Client::get_either) holds, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetEitherOutput {
    /// JSON.
    Ok(String),
    /// Text.
    Accepted(String),
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CheckHealthRefused {
    /// Not fine.
    InternalServerError(rt::Sensitive<String>),
}

impl rt::Refusal for CheckHealthRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            500 => {
                answer
                    .text()
                    .ok()
                    .filter(|text| !text.is_empty())
                    .map(|text| Self::InternalServerError(text.into()))
            }
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::InternalServerError(body) => rt::ApiError::new().message(body),
        }
    }
}
