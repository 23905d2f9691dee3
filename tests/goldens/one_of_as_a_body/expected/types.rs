//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// Due or paid before.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Bill {
    /// `Due`.
    Due(Box<Due>),
    /// `Prepaid`.
    Prepaid(Box<Prepaid>),
}

rt::one_of! {
    Bill {
        Due(object Due),
        Prepaid(object Prepaid),
    }
}

impl rt::Checked for Bill {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Due(value) => rt::Checked::check(value, at),
            Self::Prepaid(value) => rt::Checked::check(value, at),
        }
    }
}

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Due
        builds DueBuilder(DueBuilderRest)[
            id: String,
        ] {
        pub id: must String = "id", set(I0 into), where(reference);
    }
}

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Prepaid
        builds PrepaidBuilder(PrepaidBuilderRest)[
            id: String,
        ] {
        pub id: must String = "id", set(I0 into), where(reference);
    }
}
