//! The wire form with a plus: `#[serde(with = "::malipo_runtime::rt::msisdn::plus")]`.
//!
//! It serves a [`Msisdn`] and the shapes that a field can give it. Both forms are read; the one with the plus is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Msisdn;
use crate::wire::{Maybe, OrBlank, Sensitive};

/// Writes every phone number in `value` with its plus.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: PlusForm, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.to_plus_form().serialize(serializer)
}

/// Reads phone numbers, with or without a plus.
///
/// # Errors
///
/// When a text is no phone number.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// A value with every phone number as `+256770000017`.
pub fn as_plus<T: PlusForm>(value: &T) -> T::Written {
    value.to_plus_form()
}

/// A shape whose phone numbers can be written with a plus.
pub trait PlusForm {
    /// The same shape, of texts.
    type Written: Serialize;

    /// This value with every phone number as `+256770000017`.
    fn to_plus_form(&self) -> Self::Written;
}

impl PlusForm for Msisdn {
    type Written = String;

    fn to_plus_form(&self) -> String {
        self.to_plus()
    }
}

impl<T: PlusForm> PlusForm for Option<T> {
    type Written = Option<T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        self.as_ref().map(T::to_plus_form)
    }
}

impl<T: PlusForm> PlusForm for Vec<T> {
    type Written = Vec<T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        self.iter().map(T::to_plus_form).collect()
    }
}

impl<T: PlusForm> PlusForm for BTreeMap<String, T> {
    type Written = BTreeMap<String, T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        self.iter()
            .map(|(key, value)| (key.clone(), value.to_plus_form()))
            .collect()
    }
}

impl<T: PlusForm> PlusForm for Sensitive<T> {
    type Written = Sensitive<T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        Sensitive::new(self.expose().to_plus_form())
    }
}

impl<T: PlusForm> PlusForm for Maybe<T> {
    type Written = Maybe<T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        match self {
            Maybe::Absent => Maybe::Absent,
            Maybe::Null => Maybe::Null,
            Maybe::Value(value) => Maybe::Value(value.to_plus_form()),
        }
    }
}

impl<T: PlusForm> PlusForm for OrBlank<T> {
    type Written = OrBlank<T::Written>;

    fn to_plus_form(&self) -> Self::Written {
        match self {
            OrBlank::Blank => OrBlank::Blank,
            OrBlank::Value(value) => OrBlank::Value(value.to_plus_form()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize, Serialize)]
    struct Contact {
        #[serde(with = "crate::wire::msisdn::plus")]
        main: Msisdn,
        #[serde(with = "crate::wire::msisdn::plus", default)]
        other: Option<Msisdn>,
        #[serde(with = "crate::wire::msisdn::plus")]
        more: Vec<Msisdn>,
        #[serde(with = "crate::wire::msisdn::plus")]
        blank: OrBlank<Msisdn>,
    }

    #[test]
    fn both_forms_are_read_and_the_plus_is_written_in_every_shape() {
        let json =
            r#"{"main":"256770000017","other":"+256770000018","more":["256770000019"],"blank":""}"#;
        let contact: Contact = serde_json::from_str(json).unwrap();
        assert_eq!(
            serde_json::to_string(&contact).unwrap(),
            r#"{"main":"+256770000017","other":"+256770000018","more":["+256770000019"],"blank":""}"#
        );
    }
}
