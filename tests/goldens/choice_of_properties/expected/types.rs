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
    /// `use_contact`.
    use_contact: bool,
    /// `msisdn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    msisdn: Option<::malipo::runtime::OrBlank<::malipo::runtime::Msisdn>>,
    /// `contact_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_id: Option<String>,
}

/// Who gets it.
#[derive(Clone, Debug, PartialEq)]
pub enum ThingRecipient {
    /// To a phone number.
    ToMsisdn(::malipo::runtime::Msisdn),
    /// Decides for `contact_id`.
    ToContact(String),
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            recipient: ::malipo::runtime::Unset,
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder<S0 = ::malipo::runtime::Unset> {
    recipient: S0,
}

impl ThingBuilder<::malipo::runtime::Unset> {
    /// To a phone number.
    pub fn to_msisdn(
        self,
        msisdn: ::malipo::runtime::Msisdn,
    ) -> ThingBuilder<::malipo::runtime::Set<ThingRecipient>> {
        ThingBuilder {
            recipient: ::malipo::runtime::Set(ThingRecipient::ToMsisdn(msisdn)),
        }
    }
    /// Decides for `contact_id`.
    pub fn to_contact(
        self,
        contact_id: impl Into<String>,
    ) -> ThingBuilder<::malipo::runtime::Set<ThingRecipient>> {
        ThingBuilder {
            recipient: ::malipo::runtime::Set(
                ThingRecipient::ToContact(contact_id.into()),
            ),
        }
    }
    /// Who gets it.
    pub fn recipient(
        self,
        recipient: ThingRecipient,
    ) -> ThingBuilder<::malipo::runtime::Set<ThingRecipient>> {
        ThingBuilder {
            recipient: ::malipo::runtime::Set(recipient),
        }
    }
}

impl<S0> ThingBuilder<S0> {
    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    where
        S0: ::malipo::runtime::Given<
            required::to_msisdn_or_to_contact,
            Value = ThingRecipient,
        >,
    {
        let (use_contact, msisdn, contact_id) = match self.recipient.take() {
            ThingRecipient::ToMsisdn(value) => {
                (false, Some(::malipo::runtime::OrBlank::Value(value)), None)
            }
            ThingRecipient::ToContact(value) => {
                (true, Some(::malipo::runtime::OrBlank::Blank), Some(value))
            }
        };
        Thing {
            use_contact,
            msisdn,
            contact_id,
        }
    }
}

impl ::malipo::runtime::Checked for Thing {
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
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
