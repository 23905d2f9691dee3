//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddThing {
    /// The request body.
    pub body: types::AddThingRequest,
}

impl rt::Operation for AddThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addThing",
        method: rt::Method::Post,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        request.form_styled(&self.body, &[("address", rt::Style::DeepObject, true)]);
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

/// The request that [`Client::add_map`](super::Client::add_map) sends: `POST /nothing`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddMap {
    /// The request body.
    pub body: Option<::std::collections::BTreeMap<String, String>>,
}

impl AddMap {
    /// Sends a request body.
    pub fn body(mut self, body: ::std::collections::BTreeMap<String, String>) -> Self {
        self.body = Some(body);
        self
    }
}

impl rt::Operation for AddMap {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addMap",
        method: rt::Method::Post,
        path: "/nothing",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/nothing");
        if let Some(body) = &self.body {
            request.form_styled(body, &[]);
        }
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
