//! Money: an exact decimal which is never a float on its way in or out.

mod literal;
pub mod number;
mod parse;

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

#[doc(hidden)]
pub use literal::decimal_literal;
pub use parse::AmountError;

/// An exact amount of money, as it stands on the wire.
///
/// The digits of a JSON number are read as text and kept: `186600.00` stays `186600.00`, and 28 digits stay 28 digits.
/// What cannot be held exactly is an error, and never a nearby number. There is no conversion from a float.
///
/// An amount also remembers whether the gateway sent it in quotes (`"amount": "500"`), so that it is written back the same
/// way; a new amount is written as a JSON number. In a request it is a number in any case, through [`number`]: an amount
/// from a webhook can be paid back as it is. An exponent is written out (`1e3` becomes `1000`). Two amounts are equal
/// when their values are, however they were written.
///
/// # `serde_json::Value` loses digits
///
/// `serde_json::Value`, `serde_json::to_value`, `#[serde(flatten)]` and untagged enums hold a number as a float before this
/// type can see it: digits beyond the 16th are lost there, or the amount is refused. Read and write amounts through
/// `serde_json::from_str`, `from_slice`, `to_string` or `to_vec`.
///
/// ```
/// use malipo_runtime::{Amount, dec};
///
/// let amount: Amount = serde_json::from_str("79228162514264337593543.9503")?;
/// assert_eq!(serde_json::to_string(&amount)?, "79228162514264337593543.9503");
/// assert_eq!(Amount::from(1500), Amount::from(dec!(1500.00)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Amount {
    value: Decimal,
    quoted: bool,
}

impl Amount {
    /// The value.
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// Whether this amount is written as a JSON string rather than as a JSON number, outside of requests.
    pub const fn is_quoted(&self) -> bool {
        self.quoted
    }

    /// The same amount, written as a JSON string, as gateways do in some of their answers. In a request it stays a
    /// [`number`].
    #[must_use]
    pub const fn to_quoted(self) -> Self {
        Self {
            value: self.value,
            quoted: true,
        }
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({})", self.value)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value, f)
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl std::hash::Hash for Amount {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl PartialEq<Decimal> for Amount {
    fn eq(&self, other: &Decimal) -> bool {
        self.value == *other
    }
}

impl PartialEq<Amount> for Decimal {
    fn eq(&self, other: &Amount) -> bool {
        *self == other.value
    }
}

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Self {
            value,
            quoted: false,
        }
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        amount.value
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Amount {
            fn from(value: $integer) -> Self {
                Self::from(Decimal::from(value))
            }
        }
    )*};
}

from_integer!(u32, i32, u64, i64);

/// A value that a builder accepts as an amount of money: an [`Amount`], a [`Decimal`], an integer, and every type of yours that
/// converts into an `Amount`.
///
/// A string can fail to be an amount, so parse it first, and name the type: the compiler cannot infer it from the builder. A float
/// is never an amount.
///
/// ```
/// use malipo_runtime::{Amount, AmountError, IntoAmount, dec};
///
/// fn is_1500(amount: impl IntoAmount) -> bool {
///     amount.into_amount() == dec!(1500)
/// }
///
/// assert!(is_1500(1500) && is_1500(dec!(1500.00)));
/// assert!(is_1500("1500".parse::<Amount>()?));
/// # Ok::<(), AmountError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an amount of money",
    label = "not an `Amount`, a `Decimal` or an integer",
    note = "name the type of a string that is parsed: `\"1500.50\".parse::<Amount>()?`",
    note = "write a number with decimals as `dec!(1500.50)`: a float is not exact"
)]
pub trait IntoAmount {
    /// Converts this value into an amount.
    fn into_amount(self) -> Amount;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Amount>> IntoAmount for T {
    fn into_amount(self) -> Amount {
        self.into()
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads `1500`, `1500.50`, `-3`, `1.5E3`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        parse::exact_decimal(text).map(Self::from)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.value.to_string();
        if self.quoted {
            return serializer.serialize_str(&text);
        }
        // A decimal's text is always a JSON number; only as raw JSON does it pass without becoming a float.
        RawValue::from_string(text)
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let json = raw.get();
        let quoted = json.starts_with('"');
        let value = if quoted {
            // The text may hold escapes, so it is JSON that unquotes it.
            let text: String = serde_json::from_str(json).map_err(D::Error::custom)?;
            parse::exact_decimal(&text)
        } else {
            parse::exact_decimal(json)
        }
        .map_err(D::Error::custom)?;
        Ok(Self { value, quoted })
    }
}

#[cfg(test)]
mod tests;
