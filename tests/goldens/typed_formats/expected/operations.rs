//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::book`](super::Client::book) sends: `PUT /rooms/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Book {
    pub id: rt::Lenient<rt::Uuid>,
    pub from: Option<rt::Lenient<rt::Date>>,
    /// Named `X-Sent` in the document.
    pub x_sent: Option<rt::Lenient<rt::DateTime>>,
    /// The request body.
    pub body: types::Booking,
}

impl Book {
    /// Sets `from`.
    pub fn from(mut self, from: impl Into<rt::Lenient<rt::Date>>) -> Self {
        self.from = Some(from.into());
        self
    }

    /// Sets `X-Sent`.
    pub fn x_sent(mut self, x_sent: impl Into<rt::Lenient<rt::DateTime>>) -> Self {
        self.x_sent = Some(x_sent.into());
        self
    }
}

impl rt::Operation for Book {
    type Output = types::Booking;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "book",
        method: rt::Method::Put,
        path: "/rooms/{id}",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("id", |at| rt::Checked::check(&self.id, at));
        at.field("from", |at| rt::Checked::check(&self.from, at));
        at.field("X-Sent", |at| rt::Checked::check(&self.x_sent, at));
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/rooms/");
        request.path_parameter("id", &self.id);
        request.query("from", &self.from);
        request.header("X-Sent", &self.x_sent);
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
