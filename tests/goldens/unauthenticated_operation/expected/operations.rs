//! Operations of Example: each a value that a client sends.

/// `inside`.
///
/// `GET /in`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Inside;

impl ::malipo::runtime::Operation for Inside {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "inside",
        method: ::malipo::runtime::Method::Get,
        path: "/in",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: true,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/in");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}

/// `outside`.
///
/// `GET /out`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Outside;

impl ::malipo::runtime::Operation for Outside {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "outside",
        method: ::malipo::runtime::Method::Get,
        path: "/out",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/out");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
