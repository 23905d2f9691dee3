//! Types of what Example sends and receives.

/// How it was granted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Grant {
    /// `client_credentials`.
    ClientCredentials,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

::malipo::runtime::open_enum! {
    Grant { ClientCredentials = "client_credentials" } else Unknown
}

/// `Thing`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `kind`.
    pub kind: ThingKind,
    /// How it was granted.
    pub grant: Grant,
    /// `name`.
    pub name: String,
    /// How it was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optional: Option<Grant>,
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            name: ::malipo::runtime::Unset,
            optional: None,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = ::malipo::runtime::Unset> {
    name: S0,
    optional: Option<Grant>,
}

impl<S0> ThingBuilder<S0> {
    /// name
    pub fn name(
        self,
        name: impl Into<String>,
    ) -> ThingBuilder<::malipo::runtime::Set<String>> {
        ThingBuilder {
            name: ::malipo::runtime::Set(name.into()),
            optional: self.optional,
        }
    }
    /// How it was granted.
    pub fn optional(mut self, optional: impl Into<Grant>) -> Self {
        self.optional = Some(optional.into());
        self
    }
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: ::malipo::runtime::Given<required::name, Value = String>,
    {
        Thing {
            kind: ThingKind::Payment,
            grant: Grant::ClientCredentials,
            name: self.name.take(),
            optional: self.optional,
        }
    }
}

impl ::malipo::runtime::Checked for Thing {}

/// `ThingKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ThingKind {
    /// `2`.
    Payment,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

::malipo::runtime::open_integer_enum! {
    ThingKind { Payment = 2 } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
