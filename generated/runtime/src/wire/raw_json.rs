//! JSON whose shape nobody has declared.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::wire::{Undecodable, reading};

/// A piece of JSON as it was sent, digit for digit: for what a specification leaves open.
///
/// `Debug` shows its length only, since nobody knows what it holds. Two are equal when their texts are.
///
/// ```
/// use malipo_runtime::RawJson;
///
/// let json = RawJson::new(&vec![1, 2])?;
/// assert_eq!(json.get(), "[1,2]");
/// assert_eq!(json.parse::<Vec<u8>>()?, [1, 2]);
/// # Ok::<(), malipo_runtime::Undecodable>(())
/// ```
#[derive(Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// The JSON of a value.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Result<Self, Undecodable> {
        serde_json::value::to_raw_value(value)
            .map(Self)
            .map_err(|error| Undecodable::from_json(&error))
    }

    /// JSON that was read before.
    pub(crate) const fn from_raw(json: Box<RawValue>) -> Self {
        Self(json)
    }

    /// The text.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Reads it as a type of yours.
    ///
    /// # Errors
    ///
    /// When it does not have that shape. The error says where, and repeats nothing of it.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Undecodable> {
        reading::decode(self.get().as_bytes())
    }
}

impl std::str::FromStr for RawJson {
    type Err = Undecodable;

    fn from_str(text: &str) -> Result<Self, Undecodable> {
        serde_json::from_str(text).map_err(|error| Undecodable::from_json(&error))
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({} bytes)", self.get().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept_and_debug_shows_its_length() {
        let text = r#"{"pin": 1234, "big": 1234567890123456789012345.678}"#;
        let json: RawJson = serde_json::from_str(text).unwrap();
        assert_eq!(json.get(), text);
        assert_eq!(serde_json::to_string(&json).unwrap(), text);
        assert_eq!(format!("{json:?}"), "RawJson(51 bytes)");
        assert_eq!(json, text.parse().unwrap());
        assert!("{".parse::<RawJson>().is_err());
    }
}
