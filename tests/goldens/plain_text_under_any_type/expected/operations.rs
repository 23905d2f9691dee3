//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::get_anything`](super::Client::get_anything) sends: `GET /anything`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetAnything;

impl rt::Operation for GetAnything {
    type Output = rt::RawJson;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getAnything",
        method: rt::Method::Get,
        path: "/anything",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/anything");
        request.accept("application/json, */*;q=0.9");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.any()
    }
}

/// The request that [`Client::get_count`](super::Client::get_count) sends: `GET /count`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetCount;

impl rt::Operation for GetCount {
    type Output = i64;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getCount",
        method: rt::Method::Get,
        path: "/count",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/count");
        request.accept_text();
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.plain()
    }
}

/// The request that [`Client::greet`](super::Client::greet) sends: `GET /greeting`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Greet;

impl rt::Operation for Greet {
    type Output = String;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "greet",
        method: rt::Method::Get,
        path: "/greeting",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/greeting");
        request.accept("application/json, */*;q=0.9");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.string()
    }
}
