//! Operations of Example: each a value that a client sends.

/// `checkHealth`.
///
/// `GET /health`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct CheckHealth;

impl ::malipo::runtime::Operation for CheckHealth {
    type Output = String;
    type Refusal = CheckHealthRefused;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "checkHealth",
        method: ::malipo::runtime::Method::Get,
        path: "/health",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/health");
        request.accept_text();
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.text().map(Into::into)
    }
}

/// `getEither`.
///
/// `GET /either`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetEither;

impl ::malipo::runtime::Operation for GetEither {
    type Output = GetEitherOutput;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getEither",
        method: ::malipo::runtime::Method::Get,
        path: "/either",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/either");
        request.accept_text();
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        match answer.status() {
            200 => answer.json().map(GetEitherOutput::Ok),
            202 => answer.text().map(|text| GetEitherOutput::Accepted(text.into())),
            _ => answer.json().map(GetEitherOutput::Ok),
        }
    }
}

/// What a success of `getEither` holds, by status.
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
    InternalServerError(::malipo::runtime::Sensitive<String>),
}

impl ::malipo::runtime::Refusal for CheckHealthRefused {
    fn decode(answer: &::malipo::runtime::Answer) -> Option<Self> {
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
    fn describe(&self) -> ::malipo::runtime::ApiError {
        match self {
            Self::InternalServerError(body) => {
                ::malipo::runtime::ApiError::new().message(body)
            }
        }
    }
}
