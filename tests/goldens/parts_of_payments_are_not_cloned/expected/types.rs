//! Types of what Example sends and receives.

/// `Part`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Part {
    /// `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Part {
    /// Starts to build a [`Part`].
    pub fn builder() -> PartBuilder {
        PartBuilder { name: None }
    }
}

/// Builds a [`Part`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PartBuilder {
    name: Option<String>,
}

impl PartBuilder {
    /// name
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// The finished [`Part`]; it compiles when every required field has been set.
    pub fn build(self) -> Part {
        Part { name: self.name }
    }
}

impl ::malipo::runtime::Checked for Part {}

/// `Payment`.
#[derive(
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Payment {
    /// `id`.
    pub id: String,
    /// `part`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

impl Payment {
    /// Starts to build a [`Payment`].
    pub fn builder() -> PaymentBuilder {
        PaymentBuilder {
            id: ::malipo::runtime::Unset,
            part: None,
        }
    }
}

/// Builds a [`Payment`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PaymentBuilder<S0 = ::malipo::runtime::Unset> {
    id: S0,
    part: Option<Part>,
}

impl<S0> PaymentBuilder<S0> {
    /// id
    pub fn id(
        self,
        id: impl Into<String>,
    ) -> PaymentBuilder<::malipo::runtime::Set<String>> {
        PaymentBuilder {
            id: ::malipo::runtime::Set(id.into()),
            part: self.part,
        }
    }
    /// part
    pub fn part(mut self, part: impl Into<Part>) -> Self {
        self.part = Some(part.into());
        self
    }
    /// The finished [`Payment`]; it compiles when every required field has been set.
    pub fn build(self) -> Payment
    where
        S0: ::malipo::runtime::Given<required::id, Value = String>,
    {
        Payment {
            id: self.id.take(),
            part: self.part,
        }
    }
}

impl ::malipo::runtime::Checked for Payment {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("part", |at| ::malipo::runtime::Checked::check(&self.part, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum id {}
}
