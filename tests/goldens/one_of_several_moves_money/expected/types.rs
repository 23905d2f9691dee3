//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Ask builds AskBuilder(AskBuilderRest)[] {
        pub question: some String = "question", set(into);
    }
}

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

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Pay
        builds PayBuilder(PayBuilderRest)[
            reference: String,
        ] {
        pub reference: must String = "reference", set(I0 into), where(reference);
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum SubmitKind {
        Bill = "bill",
    } else Unknown
}
