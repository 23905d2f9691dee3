//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads -> ListThingsOutput;

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
