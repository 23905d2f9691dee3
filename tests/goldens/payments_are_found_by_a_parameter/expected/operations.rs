//! Operations of Example: each a value that a client sends.

use super::types;

/// Reads one payment.
///
/// `GET /payments`
///
/// The state is in `state`: pending while `OPEN`; succeeded with `DONE`; failed with nothing. Any other
/// value is not final. `wait` on the call asks until it is.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetPayment {
    /// `ref`.
    pub r#ref: String,
}

impl ::malipo::runtime::Operation for GetPayment {
    type Output = types::Payment;
    type Refusal = GetPaymentRefused;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getPayment",
        method: ::malipo::runtime::Method::Get,
        path: "/payments",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/payments");
        request.query("idType", "ref");
        request.query("ref", &self.r#ref);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}

impl ::malipo::runtime::Settles for GetPayment {
    fn settlement(output: &Self::Output) -> ::malipo::runtime::Settlement {
        match output.state.as_ref() {
            Some(types::PaymentState::Open) => ::malipo::runtime::Settlement::Pending,
            Some(types::PaymentState::Done) => ::malipo::runtime::Settlement::Succeeded,
            _ => ::malipo::runtime::Settlement::Unknown,
        }
    }
}

/// Pays.
///
/// `POST /payments`
///
/// **Moves money.** The merchant's reference is `ref`.
///
/// When the outcome is unclear, `resolve` looks it up with `getPayment`, whose `ref` is the reference.
/// Not found is not the same as not executed.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Request,
}

impl ::malipo::runtime::Operation for Pay {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "pay",
        method: ::malipo::runtime::Method::Post,
        path: "/payments",
        effect: ::malipo::runtime::Effect::MovesMoney,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/payments");
        request.json(&self.body);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
    fn reference(&self) -> Option<&str> {
        Some(&self.body.r#ref)
    }
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetPaymentRefused {
    /// There is none.
    BadRequest(types::Nothing),
}

impl ::malipo::runtime::Refusal for GetPaymentRefused {
    fn decode(answer: &::malipo::runtime::Answer) -> Option<Self> {
        match answer.status() {
            400 => answer.json().map(Self::BadRequest).ok(),
            _ => None,
        }
    }
    fn describe(&self) -> ::malipo::runtime::ApiError {
        match self {
            Self::BadRequest(body) => {
                ::malipo::runtime::ApiError::new().message(&body.why)
            }
        }
    }
}
