//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_token`](super::Client::get_token) sends: `POST /token`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetToken {
    /// The request body.
    pub body: types::TokenRequest,
}

impl rt::Operation for GetToken {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getToken",
        method: rt::Method::Post,
        path: "/token",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/token");
        request.form(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
