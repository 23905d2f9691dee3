//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::replace_things`](super::Client::replace_things) sends: `PUT /things`.
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

impl rt::Operation for ReplaceThings {
    type Output = rt::RawJson;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "replaceThings",
        method: rt::Method::Put,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        if let Some(body) = &self.body {
            request.json(body);
        }
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}
