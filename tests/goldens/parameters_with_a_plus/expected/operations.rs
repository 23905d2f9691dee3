//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /phones/{phone}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    pub phone: rt::Msisdn,
    pub other: Option<rt::Msisdn>,
}

impl ListThings {
    /// Sets `other`.
    pub fn other(mut self, other: rt::Msisdn) -> Self {
        self.other = Some(other);
        self
    }
}

impl rt::Operation for ListThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/phones/{phone}",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/phones/");
        request.path_parameter("phone", &rt::as_plus(&self.phone));
        request.query("other", &rt::as_plus(&self.other));
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
