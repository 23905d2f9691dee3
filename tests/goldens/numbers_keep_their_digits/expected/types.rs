//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Balances keeps unreadable
        builds BalancesBuilder(BalancesBuilderRest)[
            balance: rt::Number,
        ] {
        pub balance: must rt::Number = "balance", set(I0 into), where(maximum("99999999999999"));
        pub lowest: maybe rt::Number = "lowest", set(into), where(check);
        pub history: some Vec<rt::Number> = "history" [list], set(each rt::Number), where(check);
        pub rates: some ::std::collections::BTreeMap<String, rt::Number> = "rates",
            set(into),
            where(check);
        pub share: some BalancesShare = "share", set(into), where(check);
    }
}

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
