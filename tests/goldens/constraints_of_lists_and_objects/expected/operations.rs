//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// `put_thing`.
///
/// `PUT /things`
///
/// **Unknown effect.** The document does not declare one, so a call must not run twice.
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

/// `put_numbers`.
///
/// `PUT /numbers`
///
/// **Unknown effect.** The document does not declare one, so a call must not run twice.
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
