//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::get_token`](super::Client::get_token) sends: `POST /token`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetToken;

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
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/token");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl rt::Operation for ListThings {
    type Output = ();
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
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
