//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads -> Vec<i64> | ListThingsRefused, json;
}

rt::operation! {
    /// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
    #[derive(Clone, Debug)]
    pub struct AddThing: "addThing" {
    }
    Post "/things", Unknown -> AddThingOutput | AddThingRefused;

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
