//! Types of what Example sends and receives.

/// What is made.
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
    /// What it is called.
    pub name: String,
    /// `count`.
    pub count: i64,
    /// `note`.
    #[serde(default, skip_serializing_if = "::malipo::runtime::Maybe::is_absent")]
    pub note: ::malipo::runtime::Maybe<String>,
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            name: ::malipo::runtime::Unset,
            count: ::malipo::runtime::Unset,
            note: ::malipo::runtime::Maybe::Absent,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = ::malipo::runtime::Unset, S1 = ::malipo::runtime::Unset> {
    name: S0,
    count: S1,
    note: ::malipo::runtime::Maybe<String>,
}

impl<S0, S1> ThingBuilder<S0, S1> {
    /// What it is called.
    pub fn name(
        self,
        name: impl Into<String>,
    ) -> ThingBuilder<::malipo::runtime::Set<String>, S1> {
        ThingBuilder {
            name: ::malipo::runtime::Set(name.into()),
            count: self.count,
            note: self.note,
        }
    }
    /// count
    pub fn count(
        self,
        count: impl Into<i64>,
    ) -> ThingBuilder<S0, ::malipo::runtime::Set<i64>> {
        ThingBuilder {
            name: self.name,
            count: ::malipo::runtime::Set(count.into()),
            note: self.note,
        }
    }
    /// note
    pub fn note(mut self, note: impl Into<::malipo::runtime::Maybe<String>>) -> Self {
        self.note = note.into();
        self
    }
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: ::malipo::runtime::Given<required::name, Value = String>,
        S1: ::malipo::runtime::Given<required::count, Value = i64>,
    {
        Thing {
            name: self.name.take(),
            count: self.count.take(),
            note: self.note,
        }
    }
}

impl ::malipo::runtime::Checked for Thing {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum count {}
    pub enum name {}
}
