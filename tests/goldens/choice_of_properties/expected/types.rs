//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing
        builds ThingBuilder(ThingBuilderRest)[
            to_msisdn_or_to_contact: ThingRecipient,
        ]
        from (to_msisdn_or_to_contact(ThingRecipient: use_contact, msisdn, contact_id)) {
        use_contact: must bool = "use_contact", set(chosen);
        msisdn: some rt::OrBlank<rt::Msisdn> = "msisdn", set(chosen);
        contact_id: some String = "contact_id", set(chosen);
    }
    where |this, at| {
        if this.use_contact {
            at.field("contact_id", |at| at.min_length(&this.contact_id, 1));
        }
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

impl ThingRecipient {
    fn fields(self) -> (bool, Option<rt::OrBlank<rt::Msisdn>>, Option<String>,) {
        match self {
            Self::ToMsisdn(value) => (false, Some(rt::OrBlank::Value(value)), None,),
            Self::ToContact(value) => (true, Some(rt::OrBlank::Blank), Some(value),),
        }
    }
}

impl<__S: rt::ChooseAt<rt::at::I0, ThingRecipient>> ThingBuilder<__S> {
    /// To a phone number.
    pub fn to_msisdn(self, msisdn: rt::Msisdn) -> ThingBuilder<__S::With> {
        self.recipient(ThingRecipient::ToMsisdn(msisdn))
    }

    /// Decides for `contact_id`.
    pub fn to_contact(self, contact_id: impl Into<String>) -> ThingBuilder<__S::With> {
        self.recipient(ThingRecipient::ToContact(contact_id.into()))
    }

    /// Who gets it.
    pub fn recipient(self, recipient: ThingRecipient) -> ThingBuilder<__S::With> {
        ThingBuilder { given: self.given.choose(recipient), rest: self.rest }
    }
}
