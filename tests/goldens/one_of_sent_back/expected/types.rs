//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Ride keeps unreadable
        builds RideBuilder(RideBuilderRest)[
            r#type: String,
        ] {
        /// Named `@type` in the document.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: must String = "@type", set(I0 into);
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Step {
    /// `Walk`.
    Walk(Box<Walk>),
    /// `Ride`.
    Ride(Box<Ride>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Step by "@type" {
        Walk(object Walk, "@type" = "walk") [tag "walk"],
        Ride(object Ride) [tag "bus" | "train"],
    } else Unknown
}

impl rt::Checked for Step {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Walk(value) => {
                at.discriminator("@type", &value.r#type, &["walk"]);
                rt::Checked::check(value, at);
            }
            Self::Ride(value) => {
                at.discriminator("@type", &value.r#type, &["bus", "train"]);
                rt::Checked::check(value, at);
            }
            Self::Unknown(value) => at.any_discriminator("@type", value, &["walk", "bus", "train"]),
        }
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Walk keeps unreadable builds WalkBuilder(WalkBuilderRest)[] {
        /// Named `@type` in the document.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some String = "@type", set(into);
    }
}
