//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// `put_image`.
///
/// `PUT /image`
///
/// **Unknown effect.** The document does not declare one, so a call must not run twice.
///
/// The document allows `image/*` for the body. [`Call::content_type`](rt::Call::content_type) gives its
/// media type; without it, that is `application/octet-stream`.
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

/// `put_order`.
///
/// `PUT /order`
///
/// **Unknown effect.** The document does not declare one, so a call must not run twice.
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

/// `set_picture`.
///
/// `PUT /picture`
///
/// **Unknown effect.** The document does not declare one, so a call must not run twice.
///
/// The body is sent as `image/png`. [`Call::content_type`](rt::Call::content_type) gives another media
/// type: `image/jpeg`.
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
