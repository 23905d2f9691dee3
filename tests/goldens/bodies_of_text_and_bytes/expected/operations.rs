//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_image`](super::Client::get_image) sends: `GET /image`.
    #[derive(Clone, Debug)]
    pub struct GetImage: "getImage" {
        const accept = "image/png, application/json";
    }
    Get "/image", Reads -> rt::Bytes | GetImageRefused, bytes;
}

rt::operation! {
    /// The request that [`Client::put_image`](super::Client::put_image) sends: `PUT /image`.
    #[derive(Clone, Debug)]
    pub struct PutImage: "putImage" {
        /// The request body.
        pub body: must rt::Bytes = bytes "image/png";
    }
    Put "/image", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::put_page`](super::Client::put_page) sends: `PUT /page`.
    #[derive(Clone, Debug)]
    pub struct PutPage: "putPage" {
        /// The request body.
        pub body: some String
            = by "text/html"(|request, media_type, body| {
                if let Some(body) = body {
                    request.text(media_type, body);
                }
            }),
            set(exact);
        const accept = "application/vnd.page+json, application/pdf, application/json";
    }
    Put "/page", Unknown -> PutPageOutput;

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
