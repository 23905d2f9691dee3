//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    /// Named `1` in the document.
    pub n1: Option<String>,
}

impl ListThings {
    /// Sets `1`.
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
        request.accept("*/*");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(answer.body().clone())
    }
}

/// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{5}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    /// Named `5` in the document.
    pub n5: i64,
}

impl rt::Operation for GetThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getThing",
        method: rt::Method::Get,
        path: "/things/{5}",
        effect: rt::Effect::Reads,
        authenticated: true,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("5", &self.n5);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things/{5}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutThing {
    /// Named `5` in the document.
    pub n5: i64,
    /// The request body.
    pub body: rt::Bytes,
}

impl rt::Operation for PutThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putThing",
        method: rt::Method::Put,
        path: "/things/{5}",
        effect: rt::Effect::Unknown,
        authenticated: true,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("5", &self.n5);
        request.bytes(&self.body);
        request.media_type("application/json, text/plain");
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
