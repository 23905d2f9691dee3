//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        name = "name", may,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> ThingBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<Option<String>>) -> ThingBuilder<rt::Set<Option<String>>> {
        let set = rt::Set(name.into());
        ThingBuilder { given: (set,) }
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: rt::Given<required::name, Value = Option<String>>,
    {
        let (name,) = self.given;
        Thing {
            name: name.take(),
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("name", |at| at.max_length(&self.name, 9));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
