//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Mark
        builds MarkBuilder(MarkBuilderRest)[
            mark: bool,
        ] {
        pub mark: must bool = "mark", set(I0 into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Text builds TextBuilder(TextBuilderRest)[] {
        pub kind: some String = "kind", set(into), where(max_length(3));
    }
}

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
