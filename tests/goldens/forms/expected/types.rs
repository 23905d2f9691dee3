//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `TokenRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// `secret`.
    pub secret: rt::Sensitive<String>,
    /// `phone`.
    pub phone: Option<rt::Msisdn>,
    /// `amount`.
    pub amount: Option<rt::Amount>,
}

rt::object! {
    TokenRequest {
        secret = "secret", must,
        phone = "phone", some_as rt::msisdn::plus::PlusForm::to_plus_form,
        amount = "amount", some_as rt::amount::number::NumberForm::to_number_form,
    }
}

impl TokenRequest {
    /// Starts to build a [`TokenRequest`].
    pub fn builder() -> TokenRequestBuilder {
        TokenRequestBuilder {
            given: (rt::Unset,),
            rest: TokenRequestBuilderRest {
                phone: None,
                amount: None,
            },
        }
    }
}

/// Builds a [`TokenRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct TokenRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: TokenRequestBuilderRest,
}

#[derive(Debug)]
struct TokenRequestBuilderRest {
    phone: Option<rt::Msisdn>,
    amount: Option<rt::Amount>,
}

impl<S0> TokenRequestBuilder<S0> {
    /// secret
    pub fn secret(
        self,
        secret: impl Into<rt::Sensitive<String>>,
    ) -> TokenRequestBuilder<rt::Set<rt::Sensitive<String>>> {
        let set = rt::Set(secret.into());
        TokenRequestBuilder {
            given: (set,),
            rest: self.rest,
        }
    }

    /// phone
    pub fn phone(mut self, phone: rt::Msisdn) -> Self {
        self.rest.phone = Some(phone);
        self
    }

    /// amount
    pub fn amount(mut self, amount: impl rt::IntoAmount) -> Self {
        self.rest.amount = Some(rt::IntoAmount::into_amount(amount));
        self
    }

    /// The finished [`TokenRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> TokenRequest
    where
        S0: rt::Given<required::secret, Value = rt::Sensitive<String>>,
    {
        let (secret,) = self.given;
        TokenRequest {
            secret: secret.take(),
            phone: self.rest.phone,
            amount: self.rest.amount,
        }
    }
}

impl rt::Checked for TokenRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("secret", |at| at.max_length(&self.secret, 20));
    }
}

impl rt::ToForm for TokenRequest {
    #[inline]
    fn to_form(&self, form: &mut rt::Form) {
        form.field("secret", &self.secret);
        form.field("phone", &rt::msisdn::plus::PlusForm::to_plus_form(&self.phone));
        form.field("amount", &self.amount);
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum secret {}
}
