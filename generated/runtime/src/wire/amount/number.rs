//! The wire form as a number: `#[serde(with = "::malipo_runtime::rt::amount::number")]`.
//!
//! It serves an [`Amount`] and the shapes that a field of a request can give it. A number and a text are read; a number is
//! written, also of an amount that was read from a text or made with [`Amount::to_quoted`].

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Amount;
use crate::wire::{Maybe, OrBlank, Sensitive};

/// Writes every amount in `value` as a JSON number, with all its digits.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: NumberForm, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.to_number_form().serialize(serializer)
}

/// Reads amounts, numbers or texts.
///
/// # Errors
///
/// When something is no amount, or cannot be held exactly.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// A value with every amount as a number.
pub fn as_number<T: NumberForm>(value: &T) -> T::Written {
    value.to_number_form()
}

/// A shape whose amounts can be written as numbers.
pub trait NumberForm {
    /// What is written.
    type Written: Serialize;

    /// This value with every amount as a number.
    fn to_number_form(&self) -> Self::Written;
}

impl NumberForm for Amount {
    type Written = Amount;

    fn to_number_form(&self) -> Amount {
        Amount::from(self.value)
    }
}

impl<T: NumberForm> NumberForm for Option<T> {
    type Written = Option<T::Written>;

    fn to_number_form(&self) -> Self::Written {
        self.as_ref().map(T::to_number_form)
    }
}

impl<T: NumberForm> NumberForm for Vec<T> {
    type Written = Vec<T::Written>;

    fn to_number_form(&self) -> Self::Written {
        self.iter().map(T::to_number_form).collect()
    }
}

impl<T: NumberForm> NumberForm for BTreeMap<String, T> {
    type Written = BTreeMap<String, T::Written>;

    fn to_number_form(&self) -> Self::Written {
        self.iter()
            .map(|(key, value)| (key.clone(), value.to_number_form()))
            .collect()
    }
}

impl<T: NumberForm> NumberForm for Sensitive<T> {
    type Written = Sensitive<T::Written>;

    fn to_number_form(&self) -> Self::Written {
        Sensitive::new(self.expose().to_number_form())
    }
}

impl<T: NumberForm> NumberForm for Maybe<T> {
    type Written = Maybe<T::Written>;

    fn to_number_form(&self) -> Self::Written {
        match self {
            Maybe::Absent => Maybe::Absent,
            Maybe::Null => Maybe::Null,
            Maybe::Value(value) => Maybe::Value(value.to_number_form()),
        }
    }
}

impl<T: NumberForm> NumberForm for OrBlank<T> {
    type Written = OrBlank<T::Written>;

    fn to_number_form(&self) -> Self::Written {
        match self {
            OrBlank::Blank => OrBlank::Blank,
            OrBlank::Value(value) => OrBlank::Value(value.to_number_form()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDEST: &str = "1234567890123456789012345.678";

    #[derive(Deserialize, Serialize)]
    struct Order {
        #[serde(with = "crate::wire::amount::number")]
        total: Amount,
        #[serde(
            with = "crate::wire::amount::number",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        fee: Option<Amount>,
        #[serde(with = "crate::wire::amount::number")]
        parts: Vec<Amount>,
        #[serde(with = "crate::wire::amount::number")]
        wallets: BTreeMap<String, Amount>,
        #[serde(with = "crate::wire::amount::number")]
        secret: Sensitive<Amount>,
        #[serde(
            with = "crate::wire::amount::number",
            skip_serializing_if = "Maybe::is_absent"
        )]
        maybe: Maybe<Amount>,
        #[serde(with = "crate::wire::amount::number")]
        blank: OrBlank<Amount>,
    }

    #[test]
    fn numbers_and_texts_are_read_and_numbers_are_written_in_every_shape() {
        let quoted = format!(
            r#"{{"total":"{WIDEST}","fee":"2.50","parts":["1","2.00"],"wallets":{{"UGX":"0.10"}},"secret":"7","maybe":"8","blank":"9"}}"#
        );
        let plain = format!(
            r#"{{"total":{WIDEST},"fee":2.50,"parts":[1,2.00],"wallets":{{"UGX":0.10}},"secret":7,"maybe":8,"blank":9}}"#
        );
        for json in [&quoted, &plain] {
            let order: Order = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&order).unwrap(), plain);
        }
    }

    #[test]
    fn an_amount_made_to_be_quoted_is_a_number_here_and_a_text_elsewhere() {
        let order = Order {
            total: WIDEST.parse::<Amount>().unwrap().to_quoted(),
            fee: None,
            parts: vec![Amount::from(500).to_quoted()],
            wallets: BTreeMap::new(),
            secret: Amount::from(7).to_quoted().into(),
            maybe: Maybe::Absent,
            blank: OrBlank::Blank,
        };
        assert_eq!(
            serde_json::to_string(&order).unwrap(),
            format!(r#"{{"total":{WIDEST},"parts":[500],"wallets":{{}},"secret":7,"blank":""}}"#)
        );
        assert_eq!(
            serde_json::to_string(&order.total).unwrap(),
            format!("\"{WIDEST}\"")
        );
    }

    #[test]
    fn what_is_no_amount_is_refused_as_elsewhere() {
        for total in [
            "true",
            "\"a lot\"",
            "1e400",
            "0.12345678901234567890123456789012",
        ] {
            let json = format!(
                r#"{{"total":{total},"parts":[],"wallets":{{}},"secret":1,"maybe":1,"blank":1}}"#
            );
            assert!(serde_json::from_str::<Order>(&json).is_err(), "{total}");
        }
    }
}
