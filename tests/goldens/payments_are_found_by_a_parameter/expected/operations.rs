//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_payment`](super::Client::get_payment) sends: `GET /payments`.
    #[derive(Clone, Debug)]
    pub struct GetPayment: "getPayment" {
        const query "idType" = "ref";
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = query "ref", where(reference);
    }
    Get "/payments", Reads -> types::Payment | GetPaymentRefused, json;
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

rt::operation! {
    /// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
    #[derive(Debug)]
    pub struct Pay: "pay" {
        /// The request body.
        pub body: must types::Request = json "application/json", where body(check);
    }
    Post "/payments", MovesMoney -> (), nothing;

    const HAS_LOOKUP: bool = true;

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
