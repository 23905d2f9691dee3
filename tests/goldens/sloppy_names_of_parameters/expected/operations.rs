//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    /// Named `id` in the document.
    pub id_query: Option<String>,
    pub id: String,
    /// Named `Made` in the document.
    pub made: Option<String>,
    /// Named `Made<` in the document.
    pub made_less: Option<String>,
}

impl GetThing {
    /// Sets `id`.
    pub fn id_query(mut self, id_query: impl Into<String>) -> Self {
        self.id_query = Some(id_query.into());
        self
    }

    /// Sets `Made`.
    pub fn made(mut self, made: impl Into<String>) -> Self {
        self.made = Some(made.into());
        self
    }

    /// Sets `Made<`.
    pub fn made_less(mut self, made_less: impl Into<String>) -> Self {
        self.made_less = Some(made_less.into());
        self
    }
}

impl rt::Operation for GetThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getThing",
        method: rt::Method::Get,
        path: "/things/{id}",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.query("id", &self.id_query);
        request.query("Made", &self.made);
        request.query("Made<", &self.made_less);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
