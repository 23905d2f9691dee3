//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::check_health`](super::Client::check_health) sends: `GET /health`.
    #[derive(Clone, Debug)]
    pub struct CheckHealth: "checkHealth" {
        const accept = "text/plain, application/json";
    }
    Get "/health", Reads -> String | CheckHealthRefused;

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.text().map(Into::into)
    }
}

rt::operation! {
    /// The request that [`Client::get_either`](super::Client::get_either) sends: `GET /either`.
    #[derive(Clone, Debug)]
    pub struct GetEither: "getEither" {
        const accept = "application/json, text/plain; charset=utf-8";
    }
    Get "/either", Reads -> GetEitherOutput;

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
