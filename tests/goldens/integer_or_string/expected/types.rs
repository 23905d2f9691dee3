//! Types of what Example sends and receives.

/// `Answer`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Answer {
    /// `currency`.
    #[serde(default, skip_serializing_if = "::malipo::runtime::Maybe::is_absent")]
    pub currency: ::malipo::runtime::Maybe<::malipo::runtime::Lenient<i64>>,
}

/// `Order`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Order {
    /// `currency`.
    pub currency: ::malipo::runtime::Lenient<i64>,
    /// `other`.
    #[serde(default, skip_serializing_if = "::malipo::runtime::Maybe::is_absent")]
    pub other: ::malipo::runtime::Maybe<::malipo::runtime::Lenient<i64>>,
    /// `more`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<Vec<::malipo::runtime::Lenient<i64>>>,
}

impl Order {
    /// Starts to build a [`Order`].
    pub fn builder() -> OrderBuilder {
        OrderBuilder {
            currency: ::malipo::runtime::Unset,
            other: ::malipo::runtime::Maybe::Absent,
            more: None,
        }
    }
}

/// Builds a [`Order`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct OrderBuilder<S0 = ::malipo::runtime::Unset> {
    currency: S0,
    other: ::malipo::runtime::Maybe<::malipo::runtime::Lenient<i64>>,
    more: Option<Vec<::malipo::runtime::Lenient<i64>>>,
}

impl<S0> OrderBuilder<S0> {
    /// currency
    pub fn currency(
        self,
        currency: impl Into<::malipo::runtime::Lenient<i64>>,
    ) -> OrderBuilder<::malipo::runtime::Set<::malipo::runtime::Lenient<i64>>> {
        OrderBuilder {
            currency: ::malipo::runtime::Set(currency.into()),
            other: self.other,
            more: self.more,
        }
    }
    /// other
    pub fn other(
        mut self,
        other: impl Into<::malipo::runtime::Maybe<::malipo::runtime::Lenient<i64>>>,
    ) -> Self {
        self.other = other.into();
        self
    }
    /// more
    pub fn more(
        mut self,
        more: impl Into<Vec<::malipo::runtime::Lenient<i64>>>,
    ) -> Self {
        self.more = Some(more.into());
        self
    }
    /// The finished [`Order`]; it compiles when every required field has been set.
    pub fn build(self) -> Order
    where
        S0: ::malipo::runtime::Given<
            required::currency,
            Value = ::malipo::runtime::Lenient<i64>,
        >,
    {
        Order {
            currency: self.currency.take(),
            other: self.other,
            more: self.more,
        }
    }
}

impl ::malipo::runtime::Checked for Order {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("currency", |at| ::malipo::runtime::Checked::check(&self.currency, at));
        at.field("other", |at| ::malipo::runtime::Checked::check(&self.other, at));
        at.field("more", |at| ::malipo::runtime::Checked::check(&self.more, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum currency {}
}
