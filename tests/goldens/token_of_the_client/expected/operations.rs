//! Operations of Example: each a value that a client sends.

/// `getToken`.
///
/// `POST /token`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetToken;

impl ::malipo::runtime::Operation for GetToken {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getToken",
        method: ::malipo::runtime::Method::Post,
        path: "/token",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/token");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}

/// `listThings`.
///
/// `GET /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl ::malipo::runtime::Operation for ListThings {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "listThings",
        method: ::malipo::runtime::Method::Get,
        path: "/things",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: true,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things");
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
