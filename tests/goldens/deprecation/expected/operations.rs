//! Operations of Example: each a value that a client sends.
#![allow(deprecated)]

use super::types;

/// `listThings`.
///
/// `GET /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
#[deprecated]
pub struct ListThings;

impl ::malipo::runtime::Operation for ListThings {
    type Output = types::Thing;
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
        answer.json()
    }
}
