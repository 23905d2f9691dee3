//! Operations of Example: each a value that a client sends.

use super::types;

/// `getThing`.
///
/// `GET /things/{id}`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    /// `id`.
    pub id: i64,
    /// `order`.
    pub order: Option<types::OrderParameter>,
}

impl GetThing {
    /// order
    pub fn order(mut self, order: impl Into<types::OrderParameter>) -> Self {
        self.order = Some(order.into());
        self
    }
}

impl ::malipo::runtime::Operation for GetThing {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getThing",
        method: ::malipo::runtime::Method::Get,
        path: "/things/{id}",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.query("order", &self.order);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}

/// `deleteThing`.
///
/// `DELETE /things/{id}`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct DeleteThing {
    /// `id`.
    pub id: String,
    /// `order`.
    pub order: Option<types::OrderParameter>,
}

impl DeleteThing {
    /// order
    pub fn order(mut self, order: impl Into<types::OrderParameter>) -> Self {
        self.order = Some(order.into());
        self
    }
}

impl ::malipo::runtime::Operation for DeleteThing {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "deleteThing",
        method: ::malipo::runtime::Method::Delete,
        path: "/things/{id}",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.query("order", &self.order);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
