//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::inside`](super::Client::inside) sends: `GET /in`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Inside;

impl rt::Operation for Inside {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "inside",
        method: rt::Method::Get,
        path: "/in",
        effect: rt::Effect::Reads,
        authenticated: true,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/in");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::outside`](super::Client::outside) sends: `GET /out`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Outside;

impl rt::Operation for Outside {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "outside",
        method: rt::Method::Get,
        path: "/out",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/out");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
