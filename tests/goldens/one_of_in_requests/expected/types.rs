//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Bolt`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bolt {
    /// `size`.
    pub size: String,
}

rt::object! {
    Bolt {
        size = "size", must,
    }
}

impl Bolt {
    /// Starts to build a [`Bolt`].
    pub fn builder() -> BoltBuilder {
        BoltBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Bolt`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct BoltBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> BoltBuilder<S0> {
    /// size
    pub fn size(self, size: impl Into<String>) -> BoltBuilder<rt::Set<String>> {
        let set = rt::Set(size.into());
        BoltBuilder { given: (set,) }
    }

    /// The finished [`Bolt`]; it compiles when every required field has been set.
    pub fn build(self) -> Bolt
    where
        S0: rt::Given<required::size, Value = String>,
    {
        let (size,) = self.given;
        Bolt {
            size: size.take(),
        }
    }
}

impl rt::Checked for Bolt {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
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

rt::one_of! {
    Part {
        Things(object Things),
        Bolt(object Bolt),
    }
}

impl rt::Checked for Part {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Things(value) => rt::Checked::check(value, at),
            Self::Bolt(value) => rt::Checked::check(value, at),
        }
    }
}

/// `Things`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Things {
    /// `parts`.
    pub parts: Vec<Part>,
}

rt::object! {
    Things {
        parts = "parts", must; list,
    }
}

impl Things {
    /// Starts to build a [`Things`].
    pub fn builder() -> ThingsBuilder {
        ThingsBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Things`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingsBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> ThingsBuilder<S0> {
    /// parts
    ///
    /// Each call adds to the list. The items of one call have one type. To mix several, convert them:
    /// `[Part::from(first), second.into()]`.
    pub fn parts(
        self,
        parts: impl IntoIterator<Item = impl Into<Part>>,
    ) -> ThingsBuilder<rt::Set<Vec<Part>>>
    where
        S0: rt::List<Part>,
    {
        let items = parts.into_iter();
        let (list,) = self.given;
        ThingsBuilder {
            given: (rt::List::add(list, items),),
        }
    }

    /// The finished [`Things`]; it compiles when every required field has been set.
    pub fn build(self) -> Things
    where
        S0: rt::Given<required::parts, Value = Vec<Part>>,
    {
        let (parts,) = self.given;
        Things {
            parts: parts.take(),
        }
    }
}

impl rt::Checked for Things {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("parts", |at| rt::Checked::check(&self.parts, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum parts {}
    pub enum size {}
}
