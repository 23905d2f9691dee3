//! Types of what Example sends and receives.

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
    /// `digits`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<::malipo::runtime::Msisdn>,
    /// `plus`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "::malipo::runtime::msisdn::plus"
    )]
    pub plus: Option<::malipo::runtime::Msisdn>,
    /// `several`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "::malipo::runtime::msisdn::plus"
    )]
    pub several: Option<Vec<::malipo::runtime::Msisdn>>,
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            digits: None,
            plus: None,
            several: None,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder {
    digits: Option<::malipo::runtime::Msisdn>,
    plus: Option<::malipo::runtime::Msisdn>,
    several: Option<Vec<::malipo::runtime::Msisdn>>,
}

impl ThingBuilder {
    /// digits
    pub fn digits(mut self, digits: ::malipo::runtime::Msisdn) -> Self {
        self.digits = Some(digits);
        self
    }
    /// plus
    pub fn plus(mut self, plus: ::malipo::runtime::Msisdn) -> Self {
        self.plus = Some(plus);
        self
    }
    /// several
    pub fn several(
        mut self,
        several: impl Into<Vec<::malipo::runtime::Msisdn>>,
    ) -> Self {
        self.several = Some(several.into());
        self
    }
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing {
        Thing {
            digits: self.digits,
            plus: self.plus,
            several: self.several,
        }
    }
}

impl ::malipo::runtime::Checked for Thing {}
