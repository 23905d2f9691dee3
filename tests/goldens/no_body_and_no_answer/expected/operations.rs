//! Operations of Example: each a value that a client sends.

/// `ping`.
///
/// `HEAD /ping`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Ping;

impl ::malipo::runtime::Operation for Ping {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "ping",
        method: ::malipo::runtime::Method::Head,
        path: "/ping",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/ping");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
