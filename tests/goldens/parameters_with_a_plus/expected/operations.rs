//! Operations of Example: each a value that a client sends.

/// `listThings`.
///
/// `GET /phones/{phone}`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    /// `phone`.
    pub phone: ::malipo::runtime::Msisdn,
    /// `other`.
    pub other: Option<::malipo::runtime::Msisdn>,
}

impl ListThings {
    /// other
    pub fn other(mut self, other: ::malipo::runtime::Msisdn) -> Self {
        self.other = Some(other);
        self
    }
}

impl ::malipo::runtime::Operation for ListThings {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "listThings",
        method: ::malipo::runtime::Method::Get,
        path: "/phones/{phone}",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/phones/");
        request
            .path_parameter(
                "phone",
                &::malipo::runtime::msisdn::plus::PlusForm::to_plus_form(&self.phone),
            );
        request
            .query(
                "other",
                &::malipo::runtime::msisdn::plus::PlusForm::to_plus_form(&self.other),
            );
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
