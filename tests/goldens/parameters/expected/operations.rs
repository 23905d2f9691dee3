//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET
/// /things/{id}/parts`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    pub id: String,
    pub from: Option<rt::LocalDateTime>,
    pub tag: Option<Vec<String>>,
    /// How many.
    pub limit: i64,
    /// Named `X-Trace` in the document.
    pub x_trace: Option<String>,
}

impl ListThings {
    /// Sets `from`.
    pub fn from(mut self, from: rt::LocalDateTime) -> Self {
        self.from = Some(from);
        self
    }

    /// Sets `tag`.
    pub fn tag(mut self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = Some(tag.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `X-Trace`.
    pub fn x_trace(mut self, x_trace: impl Into<String>) -> Self {
        self.x_trace = Some(x_trace.into());
        self
    }
}

impl rt::Operation for ListThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things/{id}/parts",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("id", |at| at.min_length(&self.id, 1));
        at.field("limit", |at| at.maximum(&self.limit, "100"));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.literal("/parts");
        request.query("from", &self.from);
        request.query_list("tag", &self.tag);
        request.query("limit", &self.limit);
        request.header("X-Trace", &self.x_trace);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
