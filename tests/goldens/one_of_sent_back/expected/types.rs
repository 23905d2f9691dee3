//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Ride`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ride {
    /// `@type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Ride keeps unreadable {
        r#type = "@type", must,
    }
}

impl Ride {
    /// Starts to build a [`Ride`].
    pub fn builder() -> RideBuilder {
        RideBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Ride`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct RideBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> RideBuilder<S0> {
    /// @type
    ///
    /// `type` is a keyword of Rust: call `.r#type(…)`.
    pub fn r#type(self, r#type: impl Into<String>) -> RideBuilder<rt::Set<String>> {
        let set = rt::Set(r#type.into());
        RideBuilder { given: (set,) }
    }

    /// The finished [`Ride`]; it compiles when every required field has been set.
    pub fn build(self) -> Ride
    where
        S0: rt::Given<required::r#type, Value = String>,
    {
        let (r#type,) = self.given;
        Ride {
            r#type: r#type.take(),
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Ride {}

/// `Step`.
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

/// `Walk`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Walk {
    /// `@type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Walk keeps unreadable {
        r#type = "@type", some,
    }
}

impl Walk {
    /// Starts to build a [`Walk`].
    pub fn builder() -> WalkBuilder {
        WalkBuilder {
            rest: WalkBuilderRest {
                r#type: None,
            },
        }
    }
}

/// Builds a [`Walk`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct WalkBuilder {
    rest: WalkBuilderRest,
}

#[derive(Debug)]
struct WalkBuilderRest {
    r#type: Option<String>,
}

impl WalkBuilder {
    /// @type
    ///
    /// `type` is a keyword of Rust: call `.r#type(…)`.
    pub fn r#type(mut self, r#type: impl Into<String>) -> Self {
        self.rest.r#type = Some(r#type.into());
        self
    }

    /// The finished [`Walk`]; it compiles when every required field has been set.
    pub fn build(self) -> Walk
    {
        Walk {
            r#type: self.rest.r#type,
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Walk {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum r#type {}
}
