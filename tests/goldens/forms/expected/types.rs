//! Types of what Example sends and receives.

/// `TokenRequest`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct TokenRequest {
    /// `secret`.
    pub secret: ::malipo::runtime::Sensitive<String>,
    /// `phone`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "::malipo::runtime::msisdn::plus"
    )]
    pub phone: Option<::malipo::runtime::Msisdn>,
    /// `amount`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "::malipo::runtime::amount::number"
    )]
    pub amount: Option<::malipo::runtime::Amount>,
}

impl TokenRequest {
    /// Starts to build a [`TokenRequest`].
    pub fn builder() -> TokenRequestBuilder {
        TokenRequestBuilder {
            secret: ::malipo::runtime::Unset,
            phone: None,
            amount: None,
        }
    }
}

/// Builds a [`TokenRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct TokenRequestBuilder<S0 = ::malipo::runtime::Unset> {
    secret: S0,
    phone: Option<::malipo::runtime::Msisdn>,
    amount: Option<::malipo::runtime::Amount>,
}

impl<S0> TokenRequestBuilder<S0> {
    /// secret
    pub fn secret(
        self,
        secret: impl Into<::malipo::runtime::Sensitive<String>>,
    ) -> TokenRequestBuilder<
        ::malipo::runtime::Set<::malipo::runtime::Sensitive<String>>,
    > {
        TokenRequestBuilder {
            secret: ::malipo::runtime::Set(secret.into()),
            phone: self.phone,
            amount: self.amount,
        }
    }
    /// phone
    pub fn phone(mut self, phone: ::malipo::runtime::Msisdn) -> Self {
        self.phone = Some(phone);
        self
    }
    /// amount
    pub fn amount(mut self, amount: impl Into<::malipo::runtime::Amount>) -> Self {
        self.amount = Some(amount.into());
        self
    }
    /// The finished [`TokenRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> TokenRequest
    where
        S0: ::malipo::runtime::Given<
            required::secret,
            Value = ::malipo::runtime::Sensitive<String>,
        >,
    {
        TokenRequest {
            secret: self.secret.take(),
            phone: self.phone,
            amount: self.amount,
        }
    }
}

impl ::malipo::runtime::Checked for TokenRequest {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("secret", |at| at.max_length(&self.secret, 20));
    }
}

impl ::malipo::runtime::ToForm for TokenRequest {
    fn to_form(&self, form: &mut ::malipo::runtime::Form) {
        form.field("secret", &self.secret);
        form.field(
            "phone",
            &::malipo::runtime::msisdn::plus::PlusForm::to_plus_form(&self.phone),
        );
        form.field("amount", &self.amount);
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum secret {}
}
