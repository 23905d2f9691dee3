//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl rt::Operation for ListThings {
    type Output = Vec<i64>;
    type Refusal = ListThingsRefused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}

/// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddThing;

impl rt::Operation for AddThing {
    type Output = AddThingOutput;
    type Refusal = AddThingRefused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addThing",
        method: rt::Method::Post,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        match answer.status() {
            204 => Ok(AddThingOutput::NoContent),
            200..=299 => answer.json().map(AddThingOutput::Success),
            _ => answer.json().map(AddThingOutput::Success),
        }
    }
}

/// What a success of [`Client::add_thing`](super::Client::add_thing) holds, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddThingOutput {
    /// Done.
    Success(i64),
    /// Nothing.
    NoContent,
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListThingsRefused {
    /// It.
    Other(Vec<i64>),
}

impl rt::Refusal for ListThingsRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        answer.json().map(Self::Other).ok()
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::Other(_) => rt::ApiError::new(),
        }
    }
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddThingRefused {
    /// Wrong.
    ClientError(types::Problem),
    /// Other.
    Other(String),
}

impl rt::Refusal for AddThingRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            400..=499 => answer.json().map(Self::ClientError).ok(),
            _ => {
                answer
                    .text()
                    .ok()
                    .filter(|text| !text.is_empty())
                    .map(|text| Self::Other(text.into()))
            }
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::ClientError(_) => rt::ApiError::new(),
            Self::Other(_) => rt::ApiError::new(),
        }
    }
}
