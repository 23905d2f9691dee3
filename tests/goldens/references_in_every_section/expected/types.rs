//! Types of what Example sends and receives.

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
    /// `name`.
    pub name: Option<String>,
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            name: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = ::malipo::runtime::Unset> {
    name: S0,
}

impl<S0> ThingBuilder<S0> {
    /// name
    pub fn name(
        self,
        name: impl Into<Option<String>>,
    ) -> ThingBuilder<::malipo::runtime::Set<Option<String>>> {
        ThingBuilder {
            name: ::malipo::runtime::Set(name.into()),
        }
    }
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: ::malipo::runtime::Given<required::name, Value = Option<String>>,
    {
        Thing { name: self.name.take() }
    }
}

impl ::malipo::runtime::Checked for Thing {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("name", |at| at.max_length(&self.name, 9));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
