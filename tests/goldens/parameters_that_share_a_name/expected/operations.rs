//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    pub id: i64,
    pub order: Option<types::OrderParameter>,
}

impl GetThing {
    /// Sets `order`.
    pub fn order(mut self, order: impl Into<types::OrderParameter>) -> Self {
        self.order = Some(order.into());
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
        request.query("order", &self.order);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::delete_thing`](super::Client::delete_thing) sends: `DELETE /things/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct DeleteThing {
    pub id: String,
    pub order: Option<types::OrderParameter>,
}

impl DeleteThing {
    /// Sets `order`.
    pub fn order(mut self, order: impl Into<types::OrderParameter>) -> Self {
        self.order = Some(order.into());
        self
    }
}

impl rt::Operation for DeleteThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "deleteThing",
        method: rt::Method::Delete,
        path: "/things/{id}",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.query("order", &self.order);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
