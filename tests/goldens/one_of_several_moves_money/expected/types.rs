//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Ask`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Ask {
    /// `question`.
    pub question: Option<String>,
}

rt::object! {
    Ask {
        question = "question", some,
    }
}

impl Ask {
    /// Starts to build a [`Ask`].
    pub fn builder() -> AskBuilder {
        AskBuilder {
            rest: AskBuilderRest {
                question: None,
            },
        }
    }
}

/// Builds a [`Ask`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AskBuilder {
    rest: AskBuilderRest,
}

#[derive(Debug)]
struct AskBuilderRest {
    question: Option<String>,
}

impl AskBuilder {
    /// question
    pub fn question(mut self, question: impl Into<String>) -> Self {
        self.rest.question = Some(question.into());
        self
    }

    /// The finished [`Ask`]; it compiles when every required field has been set.
    pub fn build(self) -> Ask
    {
        Ask {
            question: self.rest.question,
        }
    }
}

impl rt::Checked for Ask {}

/// `Bill`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Bill {
    /// `Pay`.
    Pay(Box<Pay>),
    /// `Ask`.
    Ask(Box<Ask>),
}

rt::one_of! {
    Bill {
        Pay(object Pay),
        Ask(object Ask),
    }
}

impl rt::Checked for Bill {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Pay(value) => rt::Checked::check(value, at),
            Self::Ask(value) => rt::Checked::check(value, at),
        }
    }
}

/// `Pay`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Pay {
    /// `reference`.
    pub reference: String,
}

rt::object! {
    Pay {
        reference = "reference", must,
    }
}

impl Pay {
    /// Starts to build a [`Pay`].
    pub fn builder() -> PayBuilder {
        PayBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Pay`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PayBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> PayBuilder<S0> {
    /// reference
    pub fn reference(self, reference: impl Into<String>) -> PayBuilder<rt::Set<String>> {
        let set = rt::Set(reference.into());
        PayBuilder { given: (set,) }
    }

    /// The finished [`Pay`]; it compiles when every required field has been set.
    pub fn build(self) -> Pay
    where
        S0: rt::Given<required::reference, Value = String>,
    {
        let (reference,) = self.given;
        Pay {
            reference: reference.take(),
        }
    }
}

impl rt::Checked for Pay {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("reference", |at| at.reference(&self.reference));
    }
}

/// `SubmitKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SubmitKind {
    /// `bill`.
    Bill,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    SubmitKind {
        Bill = "bill",
    } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum reference {}
}
