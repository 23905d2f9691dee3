//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Bolt
        builds BoltBuilder(BoltBuilderRest)[
            size: String,
        ] {
        pub size: must String = "size", set(I0 into), where(max_length(2));
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// `Things`.
    Things(Box<Things>),
    /// `Bolt`.
    Bolt(Box<Bolt>),
}

rt::one_of! {
    Part {
        Things(object Things),
        Bolt(object Bolt),
    }
}

impl rt::Checked for Part {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Things(value) => rt::Checked::check(value, at),
            Self::Bolt(value) => rt::Checked::check(value, at),
        }
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Things
        builds ThingsBuilder(ThingsBuilderRest)[
            parts: Vec<Part>,
        ] {
        ///
        /// The items of one call have one type. To mix several, convert them: `[Part::from(first),
        /// second.into()]`.
        pub parts: must Vec<Part> = "parts" [list], set(I0 each Part), where(check);
    }
}
