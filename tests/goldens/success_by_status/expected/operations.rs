//! Operations of Example: each a value that a client sends.

use super::types;

/// `listThings`.
///
/// `GET /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl ::malipo::runtime::Operation for ListThings {
    type Output = ListThingsOutput;
    type Refusal = ::malipo::runtime::NoRefusal;
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
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        match answer.status() {
            200 => answer.json().map(ListThingsOutput::Ok),
            202 => Ok(ListThingsOutput::Accepted),
            200..=299 => Ok(ListThingsOutput::Status2xx),
            _ => Ok(ListThingsOutput::Status2xx),
        }
    }
}

/// What a success of `listThings` holds, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListThingsOutput {
    /// Whatever else.
    Status2xx,
    /// All of it.
    Ok(types::Thing),
    /// Later.
    Accepted,
}
