//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// How it was granted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Grant {
    /// `client_credentials`.
    ClientCredentials,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Grant {
        ClientCredentials = "client_credentials",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `kind`.
    pub kind: ThingKind,
    /// How it was granted.
    pub grant: Grant,
    /// `name`.
    pub name: String,
    /// How it was granted.
    pub optional: Option<Grant>,
}

rt::object! {
    Thing {
        kind = "kind", must,
        grant = "grant", must,
        name = "name", must,
        optional = "optional", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            given: (rt::Unset,),
            rest: ThingBuilderRest {
                optional: None,
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    optional: Option<Grant>,
}

impl<S0> ThingBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> ThingBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        ThingBuilder { given: (set,), rest: self.rest }
    }

    /// How it was granted.
    pub fn optional(mut self, optional: impl Into<Grant>) -> Self {
        self.rest.optional = Some(optional.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        Thing {
            kind: ThingKind::Payment,
            grant: Grant::ClientCredentials,
            name: name.take(),
            optional: self.rest.optional,
        }
    }
}

impl rt::Checked for Thing {}

/// `ThingKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ThingKind {
    /// `2`.
    Payment,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    ThingKind {
        Payment = 2,
    } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
