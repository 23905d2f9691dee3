//! Values that must not be printed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A secret or personal value: a name, an account number, an e-mail address, a token.
///
/// `Debug` shows `[redacted]`, and there is no `Display` and no `Deref`: to read the value, [`expose`](Self::expose) it.
/// On the wire it is the value itself.
///
/// ```
/// use malipo_runtime::Sensitive;
///
/// let name: Sensitive<String> = "Amina".into();
/// assert_eq!(format!("{name:?}"), "[redacted]");
/// assert_eq!(name.expose(), "Amina");
/// ```
///
/// Printing one by accident does not compile:
///
/// ```compile_fail
/// let name: malipo_runtime::Sensitive<String> = "Amina".into();
/// println!("{name}");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Marks a value as sensitive.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Take care where it goes.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, by value. Take care where it goes.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: FromStr> FromStr for Sensitive<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_is_the_value_and_debug_is_redacted() {
        let secret: Sensitive<String> = serde_json::from_str(r#""hunter2""#).unwrap();
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
        assert!(!format!("{secret:?} {:#?}", Some(&secret)).contains("hunter2"));
        assert_eq!(secret, "hunter2".into());
        assert_eq!(Sensitive::from("x".to_owned()).into_inner(), "x");
    }
}
