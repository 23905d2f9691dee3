//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::get_note`](super::Client::get_note) sends: `GET /note`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetNote;

impl rt::Operation for GetNote {
    type Output = String;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getNote",
        method: rt::Method::Get,
        path: "/note",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/note");
        request.accept("text/*, application/json");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.text().map(Into::into)
    }
}

/// The request that [`Client::put_note`](super::Client::put_note) sends: `PUT /note`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutNote {
    /// The request body.
    pub body: String,
}

impl rt::Operation for PutNote {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putNote",
        method: rt::Method::Put,
        path: "/note",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/note");
        request.text(&self.body);
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
