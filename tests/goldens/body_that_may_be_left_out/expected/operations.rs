//! Operations of Example: each a value that a client sends.

/// `replaceThings`.
///
/// `PUT /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ReplaceThings {
    /// All of them.
    pub body: Option<Vec<String>>,
}

impl ReplaceThings {
    /// Sends a request body.
    pub fn body(mut self, body: Vec<String>) -> Self {
        self.body = Some(body);
        self
    }
}

impl ::malipo::runtime::Operation for ReplaceThings {
    type Output = ::malipo::runtime::RawJson;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "replaceThings",
        method: ::malipo::runtime::Method::Put,
        path: "/things",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things");
        if let Some(body) = &self.body {
            request.json(body);
        }
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}
