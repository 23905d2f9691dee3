//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Payment`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Payment {
    /// `orderId`.
    pub order_id: String,
}

rt::object! {
    Payment {
        order_id = "orderId", must,
    }
}

impl Payment {
    /// Starts to build a [`Payment`].
    pub fn builder() -> PaymentBuilder {
        PaymentBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Payment`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PaymentBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> PaymentBuilder<S0> {
    /// orderId
    pub fn order_id(self, order_id: impl Into<String>) -> PaymentBuilder<rt::Set<String>> {
        let set = rt::Set(order_id.into());
        PaymentBuilder { given: (set,) }
    }

    /// The finished [`Payment`]; it compiles when every required field has been set.
    pub fn build(self) -> Payment
    where
        S0: rt::Given<required::order_id, Value = String>,
    {
        let (order_id,) = self.given;
        Payment {
            order_id: order_id.take(),
        }
    }
}

impl rt::Checked for Payment {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("orderId", |at| at.reference(&self.order_id));
    }
}

/// `State`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct State {
    /// `status`.
    pub status: Status,
    unreadable: rt::Unreadable,
}

rt::object! {
    State keeps unreadable {
        status = "status", must,
    }
}

/// `Status`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// `FAILED`.
    Failed,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Status {
        Open = "OPEN",
        Done = "DONE",
        Failed = "FAILED",
    } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum order_id {}
}
