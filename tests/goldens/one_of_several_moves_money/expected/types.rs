//! Types of what Example sends and receives.

/// `Ask`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Ask {
    /// `question`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

impl Ask {
    /// Starts to build a [`Ask`].
    pub fn builder() -> AskBuilder {
        AskBuilder { question: None }
    }
}

/// Builds a [`Ask`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AskBuilder {
    question: Option<String>,
}

impl AskBuilder {
    /// question
    pub fn question(mut self, question: impl Into<String>) -> Self {
        self.question = Some(question.into());
        self
    }
    /// The finished [`Ask`]; it compiles when every required field has been set.
    pub fn build(self) -> Ask {
        Ask { question: self.question }
    }
}

impl ::malipo::runtime::Checked for Ask {}

/// `Bill`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Bill {
    /// `Pay`.
    Pay(Box<Pay>),
    /// `Ask`.
    Ask(Box<Ask>),
}

::malipo::runtime::one_of! {
    Bill { Pay, Ask }
}

impl ::malipo::runtime::Checked for Bill {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        match self {
            Self::Pay(value) => ::malipo::runtime::Checked::check(value, at),
            Self::Ask(value) => ::malipo::runtime::Checked::check(value, at),
        }
    }
}

/// `Pay`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Pay {
    /// `reference`.
    pub reference: String,
}

impl Pay {
    /// Starts to build a [`Pay`].
    pub fn builder() -> PayBuilder {
        PayBuilder {
            reference: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Pay`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PayBuilder<S0 = ::malipo::runtime::Unset> {
    reference: S0,
}

impl<S0> PayBuilder<S0> {
    /// reference
    pub fn reference(
        self,
        reference: impl Into<String>,
    ) -> PayBuilder<::malipo::runtime::Set<String>> {
        PayBuilder {
            reference: ::malipo::runtime::Set(reference.into()),
        }
    }
    /// The finished [`Pay`]; it compiles when every required field has been set.
    pub fn build(self) -> Pay
    where
        S0: ::malipo::runtime::Given<required::reference, Value = String>,
    {
        Pay {
            reference: self.reference.take(),
        }
    }
}

impl ::malipo::runtime::Checked for Pay {}

/// `SubmitKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SubmitKind {
    /// `bill`.
    Bill,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

::malipo::runtime::open_enum! {
    SubmitKind { Bill = "bill" } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum reference {}
}
