//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::trace_things`](super::Client::trace_things) sends: `TRACE /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct TraceThings {
    pub sid: String,
    pub seen: Option<Vec<i64>>,
    /// `where` is a keyword of Rust: write `.r#where`.
    pub r#where: Option<types::Where>,
}

impl TraceThings {
    /// Sets `seen`.
    pub fn seen(mut self, seen: impl IntoIterator<Item = i64>) -> Self {
        self.seen = Some(seen.into_iter().collect());
        self
    }

    /// Sets `where`.
    ///
    /// `where` is a keyword of Rust: call `.r#where(…)`.
    pub fn r#where(mut self, r#where: impl Into<types::Where>) -> Self {
        self.r#where = Some(r#where.into());
        self
    }
}

impl rt::Operation for TraceThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "traceThings",
        method: rt::Method::Trace,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("where", |at| rt::Checked::check(&self.r#where, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        request.cookie("sid", &self.sid);
        request.cookie_styled("seen", &self.seen, rt::Style::Form, true);
        request.query_json("where", &self.r#where);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
