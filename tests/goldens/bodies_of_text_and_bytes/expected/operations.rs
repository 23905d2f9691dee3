//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::get_image`](super::Client::get_image) sends: `GET /image`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetImage;

impl rt::Operation for GetImage {
    type Output = rt::Bytes;
    type Refusal = GetImageRefused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getImage",
        method: rt::Method::Get,
        path: "/image",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/image");
        request.accept("image/png, application/json");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(answer.body().clone())
    }
}

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
        request.media_type("image/png");
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

/// The request that [`Client::put_page`](super::Client::put_page) sends: `PUT /page`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutPage {
    /// The request body.
    pub body: Option<String>,
}

impl PutPage {
    /// Sends a request body.
    pub fn body(mut self, body: String) -> Self {
        self.body = Some(body);
        self
    }
}

impl rt::Operation for PutPage {
    type Output = PutPageOutput;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putPage",
        method: rt::Method::Put,
        path: "/page",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/page");
        if let Some(body) = &self.body {
            request.text(body);
            request.media_type("text/html");
        }
        request.accept("application/vnd.page+json, application/pdf, application/json");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        match answer.status() {
            200 => answer.json().map(PutPageOutput::Ok),
            202 => Ok(PutPageOutput::Accepted(answer.body().clone())),
            _ => answer.json().map(PutPageOutput::Ok),
        }
    }
}

/// What a success of [`Client::put_page`](super::Client::put_page) holds, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PutPageOutput {
    /// Read.
    Ok(rt::RawJson),
    /// Later.
    Accepted(rt::Bytes),
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetImageRefused {
    /// None.
    NotFound(rt::Bytes),
}

impl rt::Refusal for GetImageRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            404 => Some(answer.body().clone()).filter(|body| !body.is_empty()).map(Self::NotFound),
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::NotFound(_) => rt::ApiError::new(),
        }
    }
}
