//! Types of what Example sends and receives.

/// `Bolt`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Bolt {
    /// `size`.
    pub size: String,
}

impl Bolt {
    /// Starts to build a [`Bolt`].
    pub fn builder() -> BoltBuilder {
        BoltBuilder {
            size: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Bolt`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct BoltBuilder<S0 = ::malipo::runtime::Unset> {
    size: S0,
}

impl<S0> BoltBuilder<S0> {
    /// size
    pub fn size(
        self,
        size: impl Into<String>,
    ) -> BoltBuilder<::malipo::runtime::Set<String>> {
        BoltBuilder {
            size: ::malipo::runtime::Set(size.into()),
        }
    }
    /// The finished [`Bolt`]; it compiles when every required field has been set.
    pub fn build(self) -> Bolt
    where
        S0: ::malipo::runtime::Given<required::size, Value = String>,
    {
        Bolt { size: self.size.take() }
    }
}

impl ::malipo::runtime::Checked for Bolt {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("size", |at| at.max_length(&self.size, 2));
    }
}

/// `Part`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// `Things`.
    Things(Box<Things>),
    /// `Bolt`.
    Bolt(Box<Bolt>),
}

::malipo::runtime::one_of! {
    Part { Things has["parts"], Bolt has["size"] }
}

impl ::malipo::runtime::Checked for Part {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        match self {
            Self::Things(value) => ::malipo::runtime::Checked::check(value, at),
            Self::Bolt(value) => ::malipo::runtime::Checked::check(value, at),
        }
    }
}

/// `Things`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Things {
    /// `parts`.
    pub parts: Vec<Part>,
}

impl Things {
    /// Starts to build a [`Things`].
    pub fn builder() -> ThingsBuilder {
        ThingsBuilder {
            parts: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Things`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingsBuilder<S0 = ::malipo::runtime::Unset> {
    parts: S0,
}

impl<S0> ThingsBuilder<S0> {
    /// parts
    pub fn parts(
        self,
        parts: impl IntoIterator<Item = impl Into<Part>>,
    ) -> ThingsBuilder<::malipo::runtime::Set<Vec<Part>>> {
        ThingsBuilder {
            parts: ::malipo::runtime::Set(parts.into_iter().map(Into::into).collect()),
        }
    }
    /// The finished [`Things`]; it compiles when every required field has been set.
    pub fn build(self) -> Things
    where
        S0: ::malipo::runtime::Given<required::parts, Value = Vec<Part>>,
    {
        Things { parts: self.parts.take() }
    }
}

impl ::malipo::runtime::Checked for Things {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("parts", |at| ::malipo::runtime::Checked::check(&self.parts, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum parts {}
    pub enum size {}
}
