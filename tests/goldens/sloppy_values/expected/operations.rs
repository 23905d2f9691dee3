//! Operations of Example: each a value that a client sends.

use ::malipo::runtime as rt;

/// 5
///
/// `GET /things`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    /// `1`.
    pub n1: Option<String>,
}

impl ListThings {
    /// 1
    pub fn n1(mut self, n1: impl Into<String>) -> Self {
        self.n1 = Some(n1.into());
        self
    }
}

impl rt::Operation for ListThings {
    type Output = rt::Bytes;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: true,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        request.query("1", &self.n1);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(answer.body().clone())
    }
}
