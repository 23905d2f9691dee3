//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things/{rate}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddThing {
    pub rate: f64,
    pub above: Option<rt::Number>,
    /// Named `X-Rate` in the document.
    pub x_rate: Option<f64>,
    /// Named `X-Note` in the document.
    pub x_note: Option<String>,
    pub sid: Option<String>,
    pub ids: Option<Vec<i64>>,
    /// The request body.
    pub body: types::Thing,
}

impl AddThing {
    /// Sets `above`.
    pub fn above(mut self, above: impl Into<rt::Number>) -> Self {
        self.above = Some(above.into());
        self
    }

    /// Sets `X-Rate`.
    pub fn x_rate(mut self, x_rate: impl Into<f64>) -> Self {
        self.x_rate = Some(x_rate.into());
        self
    }

    /// Sets `X-Note`.
    pub fn x_note(mut self, x_note: impl Into<String>) -> Self {
        self.x_note = Some(x_note.into());
        self
    }

    /// Sets `sid`.
    pub fn sid(mut self, sid: impl Into<String>) -> Self {
        self.sid = Some(sid.into());
        self
    }

    /// Sets `ids`.
    pub fn ids(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        self.ids = Some(ids.into_iter().collect());
        self
    }
}

impl rt::Operation for AddThing {
    type Output = types::Thing;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addThing",
        method: rt::Method::Post,
        path: "/things/{rate}",
        effect: rt::Effect::Unknown,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] = &[&[rt::Scheme::Key("session")]];

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("rate", |at| rt::Checked::check(&self.rate, at));
        at.field("above", |at| rt::Checked::check(&self.above, at));
        at.field("X-Rate", |at| rt::Checked::check(&self.x_rate, at));
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("rate", &self.rate);
        request.query("above", &self.above);
        request.header("X-Rate", &self.x_rate);
        request.header("X-Note", &self.x_note);
        request.cookie("sid", &self.sid);
        request.cookie_styled("ids", &self.ids, rt::Style::Form, false);
        request.json(&self.body);
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
