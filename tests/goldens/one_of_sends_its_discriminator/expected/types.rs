//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Mark`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mark {
    /// `mark`.
    pub mark: bool,
}

rt::object! {
    Mark {
        mark = "mark", must,
    }
}

impl Mark {
    /// Starts to build a [`Mark`].
    pub fn builder() -> MarkBuilder {
        MarkBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Mark`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct MarkBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> MarkBuilder<S0> {
    /// mark
    pub fn mark(self, mark: impl Into<bool>) -> MarkBuilder<rt::Set<bool>> {
        let set = rt::Set(mark.into());
        MarkBuilder { given: (set,) }
    }

    /// The finished [`Mark`]; it compiles when every required field has been set.
    pub fn build(self) -> Mark
    where
        S0: rt::Given<required::mark, Value = bool>,
    {
        let (mark,) = self.given;
        Mark {
            mark: mark.take(),
        }
    }
}

impl rt::Checked for Mark {}

/// `Text`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Text {
    /// `kind`.
    pub kind: Option<String>,
}

rt::object! {
    Text {
        kind = "kind", some,
    }
}

impl Text {
    /// Starts to build a [`Text`].
    pub fn builder() -> TextBuilder {
        TextBuilder {
            rest: TextBuilderRest {
                kind: None,
            },
        }
    }
}

/// Builds a [`Text`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct TextBuilder {
    rest: TextBuilderRest,
}

#[derive(Debug)]
struct TextBuilderRest {
    kind: Option<String>,
}

impl TextBuilder {
    /// kind
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.rest.kind = Some(kind.into());
        self
    }

    /// The finished [`Text`]; it compiles when every required field has been set.
    pub fn build(self) -> Text
    {
        Text {
            kind: self.rest.kind,
        }
    }
}

impl rt::Checked for Text {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("kind", |at| at.max_length(&self.kind, 3));
    }
}

/// `Value`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `Text`.
    Text(Box<Text>),
    /// `Mark`.
    Mark(Box<Mark>),
}

rt::one_of! {
    Value by "kind" {
        Text(object Text, "kind" = "string") [tag "string" | "text"],
        Mark(object Mark, "kind" = "Mark") [tag "Mark"],
    }
}

impl rt::Checked for Value {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Text(value) => {
                at.discriminator("kind", &value.kind, &["string", "text"]);
                rt::Checked::check(value, at);
            }
            Self::Mark(value) => rt::Checked::check(value, at),
        }
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum mark {}
}
