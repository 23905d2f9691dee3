//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Accepted`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Accepted {
    /// `id`.
    pub id: String,
    /// `orderId`.
    pub order_id: Option<String>,
    /// `code`.
    pub code: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Accepted keeps unreadable {
        id = "id", must,
        order_id = "orderId", some,
        code = "code", some,
    }
}

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

/// `Wrong`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrong {
    /// `code`.
    pub code: Option<i64>,
    /// `orderId`.
    pub order_id: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Wrong keeps unreadable {
        code = "code", some,
        order_id = "orderId", some,
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum order_id {}
}
