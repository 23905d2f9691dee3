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
    /// `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<::malipo::runtime::Msisdn>,
    /// `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<::malipo::runtime::LocalDateTime>,
    /// `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<::malipo::runtime::Lenient<String>>,
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            phone: None,
            done: None,
            label: None,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder {
    phone: Option<::malipo::runtime::Msisdn>,
    done: Option<::malipo::runtime::LocalDateTime>,
    label: Option<::malipo::runtime::Lenient<String>>,
}

impl ThingBuilder {
    /// phone
    pub fn phone(mut self, phone: ::malipo::runtime::Msisdn) -> Self {
        self.phone = Some(phone);
        self
    }
    /// done
    pub fn done(mut self, done: impl Into<::malipo::runtime::LocalDateTime>) -> Self {
        self.done = Some(done.into());
        self
    }
    /// label
    pub fn label(
        mut self,
        label: impl Into<::malipo::runtime::Lenient<String>>,
    ) -> Self {
        self.label = Some(label.into());
        self
    }
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing {
        Thing {
            phone: self.phone,
            done: self.done,
            label: self.label,
        }
    }
}

impl ::malipo::runtime::Checked for Thing {}
