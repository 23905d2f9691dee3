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

/// `Due`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Due {
    /// `id`.
    pub id: String,
}

rt::object! {
    Due {
        id = "id", must,
    }
}

impl Due {
    /// Starts to build a [`Due`].
    pub fn builder() -> DueBuilder {
        DueBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Due`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct DueBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> DueBuilder<S0> {
    /// id
    pub fn id(self, id: impl Into<String>) -> DueBuilder<rt::Set<String>> {
        let set = rt::Set(id.into());
        DueBuilder { given: (set,) }
    }

    /// The finished [`Due`]; it compiles when every required field has been set.
    pub fn build(self) -> Due
    where
        S0: rt::Given<required::id, Value = String>,
    {
        let (id,) = self.given;
        Due {
            id: id.take(),
        }
    }
}

impl rt::Checked for Due {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("id", |at| at.reference(&self.id));
    }
}

/// `Prepaid`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Prepaid {
    /// `id`.
    pub id: String,
}

rt::object! {
    Prepaid {
        id = "id", must,
    }
}

impl Prepaid {
    /// Starts to build a [`Prepaid`].
    pub fn builder() -> PrepaidBuilder {
        PrepaidBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Prepaid`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PrepaidBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> PrepaidBuilder<S0> {
    /// id
    pub fn id(self, id: impl Into<String>) -> PrepaidBuilder<rt::Set<String>> {
        let set = rt::Set(id.into());
        PrepaidBuilder { given: (set,) }
    }

    /// The finished [`Prepaid`]; it compiles when every required field has been set.
    pub fn build(self) -> Prepaid
    where
        S0: rt::Given<required::id, Value = String>,
    {
        let (id,) = self.given;
        Prepaid {
            id: id.take(),
        }
    }
}

impl rt::Checked for Prepaid {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("id", |at| at.reference(&self.id));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum id {}
}
