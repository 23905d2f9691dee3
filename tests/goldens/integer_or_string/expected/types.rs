//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Answer`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// `currency`.
    pub currency: rt::Maybe<rt::Lenient<i64>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Answer keeps unreadable {
        currency = "currency", some,
    }
}

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `currency`.
    pub currency: rt::Lenient<i64>,
    /// `other`.
    pub other: rt::Maybe<rt::Lenient<i64>>,
    /// `more`.
    pub more: Option<Vec<rt::Lenient<i64>>>,
}

rt::object! {
    Order {
        currency = "currency", must,
        other = "other", some,
        more = "more", some; list,
    }
}

impl Order {
    /// Starts to build a [`Order`].
    pub fn builder() -> OrderBuilder {
        OrderBuilder {
            given: (rt::Unset,),
            rest: OrderBuilderRest {
                other: rt::Maybe::Absent,
                more: None,
            },
        }
    }
}

/// Builds a [`Order`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct OrderBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: OrderBuilderRest,
}

#[derive(Debug)]
struct OrderBuilderRest {
    other: rt::Maybe<rt::Lenient<i64>>,
    more: Option<Vec<rt::Lenient<i64>>>,
}

impl<S0> OrderBuilder<S0> {
    /// currency
    pub fn currency(
        self,
        currency: impl Into<rt::Lenient<i64>>,
    ) -> OrderBuilder<rt::Set<rt::Lenient<i64>>> {
        let set = rt::Set(currency.into());
        OrderBuilder {
            given: (set,),
            rest: self.rest,
        }
    }

    /// other
    pub fn other(mut self, other: impl Into<rt::Maybe<rt::Lenient<i64>>>) -> Self {
        self.rest.other = other.into();
        self
    }

    /// more
    ///
    /// Each call adds to the list.
    pub fn more(mut self, more: impl IntoIterator<Item = impl Into<rt::Lenient<i64>>>) -> Self {
        rt::add(&mut self.rest.more, more);
        self
    }

    /// The finished [`Order`]; it compiles when every required field has been set.
    pub fn build(self) -> Order
    where
        S0: rt::Given<required::currency, Value = rt::Lenient<i64>>,
    {
        let (currency,) = self.given;
        Order {
            currency: currency.take(),
            other: self.rest.other,
            more: self.rest.more,
        }
    }
}

impl rt::Checked for Order {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("currency", |at| rt::Checked::check(&self.currency, at));
        at.field("other", |at| rt::Checked::check(&self.other, at));
        at.field("more", |at| rt::Checked::check(&self.more, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum currency {}
}
