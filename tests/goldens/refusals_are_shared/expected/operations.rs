//! Operations of Example: each a value that a client sends.

use super::types;

/// `getA`.
///
/// `GET /a`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetA;

impl ::malipo::runtime::Operation for GetA {
    type Output = ();
    type Refusal = Refused;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getA",
        method: ::malipo::runtime::Method::Get,
        path: "/a",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/a");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}

/// `getB`.
///
/// `GET /b`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetB;

impl ::malipo::runtime::Operation for GetB {
    type Output = ();
    type Refusal = Refused;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getB",
        method: ::malipo::runtime::Method::Get,
        path: "/b",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/b");
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
pub enum Refused {
    /// Who are you?
    Unauthorized(types::UnauthorizedResponse),
}

impl ::malipo::runtime::Refusal for Refused {
    fn decode(answer: &::malipo::runtime::Answer) -> Option<Self> {
        match answer.status() {
            401 => answer.json().map(Self::Unauthorized).ok(),
            _ => None,
        }
    }
    fn describe(&self) -> ::malipo::runtime::ApiError {
        match self {
            Self::Unauthorized(body) => {
                ::malipo::runtime::ApiError::new().message(&body.message)
            }
        }
    }
}
