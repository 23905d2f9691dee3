//! Operations of Example: each a value that a client sends.

use super::types;

/// `listCodes`.
///
/// `GET /codes`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListCodes;

impl ::malipo::runtime::Operation for ListCodes {
    type Output = Vec<
        ::malipo::runtime::Lenient<String, types::unset::Minus1OrMinus1Point0>,
    >;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "listCodes",
        method: ::malipo::runtime::Method::Get,
        path: "/codes",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/codes");
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}
