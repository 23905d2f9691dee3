//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `payer`.
    ///
    /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
    /// `256`, has no 0 after the code, and has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub payer: Option<rt::Msisdn>,
    /// `payee`.
    ///
    /// The client checks that this is one plus and 8 to 15 digits. The client checks that this can be the
    /// number of a subscriber: it begins with a country code, such as `256`, has no 0 after the code, and
    /// has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub payee: Option<rt::Sensitive<String>>,
}

rt::object! {
    Thing {
        payer = "payer", some_as rt::msisdn::plus::PlusForm::to_plus_form,
        payee = "payee", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                payer: None,
                payee: None,
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder {
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    payer: Option<rt::Msisdn>,
    payee: Option<rt::Sensitive<String>>,
}

impl ThingBuilder {
    /// payer
    ///
    /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
    /// `256`, has no 0 after the code, and has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub fn payer(mut self, payer: rt::Msisdn) -> Self {
        self.rest.payer = Some(payer);
        self
    }

    /// payee
    ///
    /// The client checks that this is one plus and 8 to 15 digits. The client checks that this can be the
    /// number of a subscriber: it begins with a country code, such as `256`, has no 0 after the code, and
    /// has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub fn payee(mut self, payee: impl Into<rt::Sensitive<String>>) -> Self {
        self.rest.payee = Some(payee.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            payer: self.rest.payer,
            payee: self.rest.payee,
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("payer", |at| at.subscriber(&self.payer, "256"));
        at.field("payee", |at| at.subscriber_with_plus(&self.payee, "256"));
    }
}
