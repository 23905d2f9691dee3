//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutThing {
    /// The request body.
    pub body: types::Thing,
}

impl rt::Operation for PutThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putThing",
        method: rt::Method::Put,
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
        request.json(&self.body);
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

/// The request that [`Client::put_numbers`](super::Client::put_numbers) sends: `PUT /numbers`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutNumbers {
    /// The request body.
    pub body: Vec<i64>,
}

impl rt::Operation for PutNumbers {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putNumbers",
        method: rt::Method::Put,
        path: "/numbers",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| {
            at.max_items(&self.body, 2);
            at.unique_items(&self.body);
            at.items(&self.body, |at, item| at.maximum(item, "5"));
        });
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/numbers");
        request.json(&self.body);
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
