//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_a`](super::Client::get_a) sends: `GET /a`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetA;

impl rt::Operation for GetA {
    type Output = ();
    type Refusal = Refused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getA",
        method: rt::Method::Get,
        path: "/a",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/a");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::get_b`](super::Client::get_b) sends: `GET /b`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetB;

impl rt::Operation for GetB {
    type Output = ();
    type Refusal = Refused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getB",
        method: rt::Method::Get,
        path: "/b",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/b");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
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
