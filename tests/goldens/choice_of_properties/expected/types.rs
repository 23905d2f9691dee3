//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `use_contact`.
    use_contact: bool,
    /// `msisdn`.
    msisdn: Option<rt::OrBlank<rt::Msisdn>>,
    /// `contact_id`.
    contact_id: Option<String>,
}

rt::object! {
    Thing {
        use_contact = "use_contact", must,
        msisdn = "msisdn", some,
        contact_id = "contact_id", some,
    }
}

/// Who gets it.
#[derive(Clone, Debug, PartialEq)]
pub enum ThingRecipient {
    /// To a phone number.
    ToMsisdn(rt::Msisdn),
    /// Decides for `contact_id`.
    ToContact(String),
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<> ThingBuilder<rt::Unset> {
    /// To a phone number.
    pub fn to_msisdn(self, msisdn: rt::Msisdn) -> ThingBuilder<rt::Set<ThingRecipient>> {
        let set = rt::Set(ThingRecipient::ToMsisdn(msisdn));
        ThingBuilder { given: (set,) }
    }

    /// Decides for `contact_id`.
    pub fn to_contact(
        self,
        contact_id: impl Into<String>,
    ) -> ThingBuilder<rt::Set<ThingRecipient>> {
        let set = rt::Set(ThingRecipient::ToContact(contact_id.into()));
        ThingBuilder { given: (set,) }
    }

    /// Who gets it.
    pub fn recipient(self, recipient: ThingRecipient) -> ThingBuilder<rt::Set<ThingRecipient>> {
        let set = rt::Set(recipient);
        ThingBuilder { given: (set,) }
    }
}

impl<S0> ThingBuilder<S0> {
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: rt::Given<required::to_msisdn_or_to_contact, Value = ThingRecipient>,
    {
        let (recipient,) = self.given;
        let (use_contact, msisdn, contact_id,) = match recipient.take() {
            ThingRecipient::ToMsisdn(value) => (false, Some(rt::OrBlank::Value(value)), None,),
            ThingRecipient::ToContact(value) => (true, Some(rt::OrBlank::Blank), Some(value),),
        };
        Thing {
            use_contact,
            msisdn,
            contact_id,
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        if self.use_contact {
            at.field("contact_id", |at| at.min_length(&self.contact_id, 1));
        }
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum to_msisdn_or_to_contact {}
}
