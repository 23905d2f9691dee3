//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::add_people`](super::Client::add_people) sends: `POST /people`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddPeople {
    /// The request body.
    pub body: types::AddPeopleRequest,
}

impl rt::Operation for AddPeople {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addPeople",
        method: rt::Method::Post,
        path: "/people",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/people");
        request
            .multipart(
                "multipart/form-data",
                &self.body,
                &[("address", "application/x-www-form-urlencoded")],
            );
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
