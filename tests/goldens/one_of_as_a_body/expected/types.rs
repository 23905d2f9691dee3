//! Types of what Example sends and receives.

/// Due or paid before.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Bill {
    /// `Due`.
    Due(Box<Due>),
    /// `Prepaid`.
    Prepaid(Box<Prepaid>),
}

::malipo::runtime::one_of! {
    Bill { Due, Prepaid }
}

impl ::malipo::runtime::Checked for Bill {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        match self {
            Self::Due(value) => ::malipo::runtime::Checked::check(value, at),
            Self::Prepaid(value) => ::malipo::runtime::Checked::check(value, at),
        }
    }
}

/// `Due`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Due {
    /// `id`.
    pub id: String,
}

impl Due {
    /// Starts to build a [`Due`].
    pub fn builder() -> DueBuilder {
        DueBuilder {
            id: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Due`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct DueBuilder<S0 = ::malipo::runtime::Unset> {
    id: S0,
}

impl<S0> DueBuilder<S0> {
    /// id
    pub fn id(
        self,
        id: impl Into<String>,
    ) -> DueBuilder<::malipo::runtime::Set<String>> {
        DueBuilder {
            id: ::malipo::runtime::Set(id.into()),
        }
    }
    /// The finished [`Due`]; it compiles when every required field has been set.
    pub fn build(self) -> Due
    where
        S0: ::malipo::runtime::Given<required::id, Value = String>,
    {
        Due { id: self.id.take() }
    }
}

impl ::malipo::runtime::Checked for Due {}

/// `Prepaid`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Prepaid {
    /// `id`.
    pub id: String,
}

impl Prepaid {
    /// Starts to build a [`Prepaid`].
    pub fn builder() -> PrepaidBuilder {
        PrepaidBuilder {
            id: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Prepaid`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PrepaidBuilder<S0 = ::malipo::runtime::Unset> {
    id: S0,
}

impl<S0> PrepaidBuilder<S0> {
    /// id
    pub fn id(
        self,
        id: impl Into<String>,
    ) -> PrepaidBuilder<::malipo::runtime::Set<String>> {
        PrepaidBuilder {
            id: ::malipo::runtime::Set(id.into()),
        }
    }
    /// The finished [`Prepaid`]; it compiles when every required field has been set.
    pub fn build(self) -> Prepaid
    where
        S0: ::malipo::runtime::Given<required::id, Value = String>,
    {
        Prepaid { id: self.id.take() }
    }
}

impl ::malipo::runtime::Checked for Prepaid {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum id {}
}
