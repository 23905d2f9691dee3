//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET
/// /things/{ids}/of/{range}.json`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    pub ids: Vec<i64>,
    pub range: types::Range,
    pub filter: Option<types::Range>,
    pub tags: Option<Vec<String>>,
    pub words: Option<Vec<String>>,
    pub any: Option<String>,
    /// Named `X-Codes` in the document.
    pub x_codes: Option<Vec<String>>,
}

impl ListThings {
    /// Sets `filter`.
    pub fn filter(mut self, filter: impl Into<types::Range>) -> Self {
        self.filter = Some(filter.into());
        self
    }

    /// Sets `tags`.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `words`.
    pub fn words(mut self, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.words = Some(words.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `any`.
    pub fn any(mut self, any: impl Into<String>) -> Self {
        self.any = Some(any.into());
        self
    }

    /// Sets `X-Codes`.
    pub fn x_codes(mut self, x_codes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.x_codes = Some(x_codes.into_iter().map(Into::into).collect());
        self
    }
}

impl rt::Operation for ListThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things/{ids}/of/{range}.json",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("range", |at| rt::Checked::check(&self.range, at));
        at.field("filter", |at| rt::Checked::check(&self.filter, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_styled("ids", &self.ids, rt::Style::Simple, false);
        request.literal("/of/");
        request.path_styled("range", &self.range, rt::Style::Label, true);
        request.literal(".json");
        request.query_styled("filter", &self.filter, rt::Style::DeepObject, true);
        request.query_styled("tags", &self.tags, rt::Style::Form, false);
        request.query_styled("words", &self.words, rt::Style::PipeDelimited, false);
        request.query("any", &self.any);
        request.header_styled("X-Codes", &self.x_codes, rt::Style::Simple, false);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
