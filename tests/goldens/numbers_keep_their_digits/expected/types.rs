//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Balances`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Balances {
    /// `balance`.
    pub balance: rt::Number,
    /// `lowest`.
    pub lowest: rt::Maybe<rt::Number>,
    /// `history`.
    pub history: Option<Vec<rt::Number>>,
    /// `rates`.
    pub rates: Option<::std::collections::BTreeMap<String, rt::Number>>,
    /// `share`.
    pub share: Option<BalancesShare>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Balances keeps unreadable {
        balance = "balance", must,
        lowest = "lowest", some,
        history = "history", some; list,
        rates = "rates", some,
        share = "share", some,
    }
}

impl Balances {
    /// Starts to build a [`Balances`].
    pub fn builder() -> BalancesBuilder {
        BalancesBuilder {
            given: (rt::Unset,),
            rest: BalancesBuilderRest {
                lowest: rt::Maybe::Absent,
                history: None,
                rates: None,
                share: None,
            },
        }
    }
}

/// Builds a [`Balances`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct BalancesBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: BalancesBuilderRest,
}

#[derive(Debug)]
struct BalancesBuilderRest {
    lowest: rt::Maybe<rt::Number>,
    history: Option<Vec<rt::Number>>,
    rates: Option<::std::collections::BTreeMap<String, rt::Number>>,
    share: Option<BalancesShare>,
}

impl<S0> BalancesBuilder<S0> {
    /// balance
    pub fn balance(self, balance: impl Into<rt::Number>) -> BalancesBuilder<rt::Set<rt::Number>> {
        let set = rt::Set(balance.into());
        BalancesBuilder { given: (set,), rest: self.rest }
    }

    /// lowest
    pub fn lowest(mut self, lowest: impl Into<rt::Maybe<rt::Number>>) -> Self {
        self.rest.lowest = lowest.into();
        self
    }

    /// history
    ///
    /// Each call adds to the list.
    pub fn history(mut self, history: impl IntoIterator<Item = impl Into<rt::Number>>) -> Self {
        rt::add(&mut self.rest.history, history);
        self
    }

    /// rates
    pub fn rates(
        mut self,
        rates: impl Into<::std::collections::BTreeMap<String, rt::Number>>,
    ) -> Self {
        self.rest.rates = Some(rates.into());
        self
    }

    /// share
    pub fn share(mut self, share: impl Into<BalancesShare>) -> Self {
        self.rest.share = Some(share.into());
        self
    }

    /// The finished [`Balances`]; it compiles when every required field has been set.
    pub fn build(self) -> Balances
    where
        S0: rt::Given<required::balance, Value = rt::Number>,
    {
        let (balance,) = self.given;
        Balances {
            balance: balance.take(),
            lowest: self.rest.lowest,
            history: self.rest.history,
            rates: self.rest.rates,
            share: self.rest.share,
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Balances {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("balance", |at| at.maximum(&self.balance, "99999999999999"));
        at.field("lowest", |at| rt::Checked::check(&self.lowest, at));
        at.field("history", |at| rt::Checked::check(&self.history, at));
        at.field("rates", |at| rt::Checked::check(&self.rates, at));
        at.field("share", |at| rt::Checked::check(&self.share, at));
    }
}

/// `BalancesShare`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BalancesShare {
    /// `Number`.
    Number(rt::Number),
    /// `Boolean`.
    Boolean(bool),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    BalancesShare {
        Number(own rt::Number) [is Number],
        Boolean(own bool) [is Boolean],
    } else Unknown
}

impl rt::Checked for BalancesShare {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Number(value) => rt::Checked::check(value, at),
            Self::Boolean(_) => {}
            Self::Unknown(_) => {}
        }
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum balance {}
}
