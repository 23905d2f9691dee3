//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::put_image`](super::Client::put_image) sends: `PUT /image`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutImage {
    /// The request body.
    pub body: rt::Bytes,
}

impl rt::Operation for PutImage {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putImage",
        method: rt::Method::Put,
        path: "/image",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/image");
        request.bytes(&self.body);
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

/// The request that [`Client::put_order`](super::Client::put_order) sends: `PUT /order`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutOrder {
    /// The request body.
    pub body: Vec<i64>,
}

impl rt::Operation for PutOrder {
    type Output = Vec<i64>;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putOrder",
        method: rt::Method::Put,
        path: "/order",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/order");
        request.json(&self.body);
        request.media_type("application/vnd.shop.order+json;version=2");
        request.accept("application/vnd.shop.order+json;version=2");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

/// The request that [`Client::set_picture`](super::Client::set_picture) sends: `PUT /picture`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct SetPicture {
    /// The request body.
    pub body: Option<rt::Bytes>,
}

impl SetPicture {
    /// Sends a request body.
    pub fn body(mut self, body: rt::Bytes) -> Self {
        self.body = Some(body);
        self
    }
}

impl rt::Operation for SetPicture {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "setPicture",
        method: rt::Method::Put,
        path: "/picture",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/picture");
        if let Some(body) = &self.body {
            request.bytes(body);
            request.media_type("image/png");
        }
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
