//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl rt::Operation for ListThings {
    type Output = ListThingsOutput;
    type Refusal = rt::NoRefusal;

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
        match answer.status() {
            200 => answer.json().map(ListThingsOutput::Ok),
            202 => Ok(ListThingsOutput::Accepted),
            200..=299 => Ok(ListThingsOutput::Success),
            _ => Ok(ListThingsOutput::Success),
        }
    }
}

/// What a success of [`Client::list_things`](super::Client::list_things) holds, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListThingsOutput {
    /// Whatever else.
    Success,
    /// All of it.
    Ok(types::Thing),
    /// Later.
    Accepted,
}
