//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_payment`](super::Client::get_payment) sends: `GET /payments`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetPayment {
    /// `ref` is a keyword of Rust: write `.r#ref`.
    pub r#ref: String,
}

impl rt::Operation for GetPayment {
    type Output = types::Payment;
    type Refusal = GetPaymentRefused;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getPayment",
        method: rt::Method::Get,
        path: "/payments",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("ref", |at| at.reference(&self.r#ref));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/payments");
        request.query("idType", "ref");
        request.query("ref", &self.r#ref);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}

impl rt::Settles for GetPayment {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        match output.state.as_ref() {
            Some(types::PaymentState::Open) => rt::Settlement::Pending,
            Some(types::PaymentState::Done) => rt::Settlement::Succeeded,
            _ => rt::Settlement::Unknown,
        }
    }

    fn about(&self, output: &Self::Output) -> rt::About {
        rt::About::of(&self.r#ref, output.r#ref.value().map(String::as_str))
    }
}

/// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Request,
}

impl rt::Operation for Pay {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "pay",
        method: rt::Method::Post,
        path: "/payments",
        effect: rt::Effect::MovesMoney,
        authenticated: false,
    };
    const HAS_LOOKUP: bool = true;

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/payments");
        request.json(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn check_lookups(&self, reference: &str, at: &mut rt::resolve::Lookups<'_>) {
        at.sendable("body.ref", &GetPayment { r#ref: reference.to_owned() });
    }

    fn reference(&self) -> Option<&str> {
        Some(&self.body.r#ref)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetPaymentRefused {
    /// There is none.
    BadRequest(types::Nothing),
}

impl rt::Refusal for GetPaymentRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            400 => answer.json().map(Self::BadRequest).ok(),
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::BadRequest(body) => rt::ApiError::new().message(&body.why),
        }
    }
}
