//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `id`.
    pub id: i64,
    /// `small`.
    pub small: Option<i32>,
    /// `amount`.
    pub amount: rt::Number,
    /// `rate`.
    pub rate: f64,
    /// `rates`.
    pub rates: Option<::std::collections::BTreeMap<String, f64>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        id = "id", must,
        small = "small", some,
        amount = "amount", must,
        rate = "rate", must,
        rates = "rates", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            given: (rt::Unset, rt::Unset, rt::Unset),
            rest: ThingBuilderRest {
                small: None,
                rates: None,
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = rt::Unset, S1 = rt::Unset, S2 = rt::Unset> {
    given: (S0, S1, S2),
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    small: Option<i32>,
    rates: Option<::std::collections::BTreeMap<String, f64>>,
}

impl<S0, S1, S2> ThingBuilder<S0, S1, S2> {
    /// id
    pub fn id(self, id: i64) -> ThingBuilder<rt::Set<i64>, S1, S2> {
        let set = rt::Set(id);
        let (_, s1, s2) = self.given;
        ThingBuilder { given: (set, s1, s2), rest: self.rest }
    }

    /// amount
    pub fn amount(
        self,
        amount: impl Into<rt::Number>,
    ) -> ThingBuilder<S0, rt::Set<rt::Number>, S2> {
        let set = rt::Set(amount.into());
        let (s0, _, s2) = self.given;
        ThingBuilder {
            given: (s0, set, s2),
            rest: self.rest,
        }
    }

    /// rate
    pub fn rate(self, rate: impl Into<f64>) -> ThingBuilder<S0, S1, rt::Set<f64>> {
        let set = rt::Set(rate.into());
        let (s0, s1, _) = self.given;
        ThingBuilder { given: (s0, s1, set), rest: self.rest }
    }

    /// small
    pub fn small(mut self, small: impl Into<i32>) -> Self {
        self.rest.small = Some(small.into());
        self
    }

    /// rates
    pub fn rates(mut self, rates: impl Into<::std::collections::BTreeMap<String, f64>>) -> Self {
        self.rest.rates = Some(rates.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: rt::Given<required::id, Value = i64>,
        S1: rt::Given<required::amount, Value = rt::Number>,
        S2: rt::Given<required::rate, Value = f64>,
    {
        let (id, amount, rate) = self.given;
        Thing {
            id: id.take(),
            small: self.rest.small,
            amount: amount.take(),
            rate: rate.take(),
            rates: self.rest.rates,
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("amount", |at| rt::Checked::check(&self.amount, at));
        at.field("rate", |at| rt::Checked::check(&self.rate, at));
        at.field("rates", |at| rt::Checked::check(&self.rates, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum amount {}
    pub enum id {}
    pub enum rate {}
}
