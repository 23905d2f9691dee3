//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// What is made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// What it is called.
    pub name: String,
    /// `count`.
    pub count: i64,
    /// `note`.
    pub note: rt::Maybe<String>,
}

rt::object! {
    Thing {
        name = "name", must,
        count = "count", must,
        note = "note", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            given: (rt::Unset, rt::Unset),
            rest: ThingBuilderRest {
                note: rt::Maybe::Absent,
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = rt::Unset, S1 = rt::Unset> {
    given: (S0, S1),
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    note: rt::Maybe<String>,
}

impl<S0, S1> ThingBuilder<S0, S1> {
    /// What it is called.
    pub fn name(self, name: impl Into<String>) -> ThingBuilder<rt::Set<String>, S1> {
        let set = rt::Set(name.into());
        let (_, s1) = self.given;
        ThingBuilder { given: (set, s1), rest: self.rest }
    }

    /// count
    pub fn count(self, count: i64) -> ThingBuilder<S0, rt::Set<i64>> {
        let set = rt::Set(count);
        let (s0, _) = self.given;
        ThingBuilder { given: (s0, set), rest: self.rest }
    }

    /// note
    pub fn note(mut self, note: impl Into<rt::Maybe<String>>) -> Self {
        self.rest.note = note.into();
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: rt::Given<required::name, Value = String>,
        S1: rt::Given<required::count, Value = i64>,
    {
        let (name, count) = self.given;
        Thing {
            name: name.take(),
            count: count.take(),
            note: self.rest.note,
        }
    }
}

impl rt::Checked for Thing {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum count {}
    pub enum name {}
}
