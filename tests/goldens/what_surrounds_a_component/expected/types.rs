//! Types of what Example sends and receives.

/// `Colour`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `RED`.
    Red,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

::malipo::runtime::open_enum! {
    Colour { Red = "RED" } else Unknown
}

/// `Thing`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `colour`.
    #[serde(default, skip_serializing_if = "::malipo::runtime::Maybe::is_absent")]
    pub colour: ::malipo::runtime::Maybe<::malipo::runtime::Sensitive<Colour>>,
    /// `level`.
    pub level: Option<String>,
}
