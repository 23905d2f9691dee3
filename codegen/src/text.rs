//! A text as it came from a disk.

use std::fmt;
use std::ops::Deref;

/// A text of which it is known whether all of it was text when it was read.
///
/// Made of bytes, it holds U+FFFD where these are not UTF-8, and the generator refuses it with the place of the first. A U+FFFD
/// that was written by the author is a letter like any other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// The offset of the first byte that was none.
    no_text: Option<usize>,
}

impl Text {
    /// What stands before the first byte that is no text; `None` if all is.
    pub(crate) fn before_no_text(&self) -> Option<&str> {
        self.text.get(..self.no_text?)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self {
            text,
            no_text: None,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(
            |error| Self {
                // Up to there nothing is replaced, so that the offset is the same.
                no_text: Some(error.utf8_error().valid_up_to()),
                text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            },
            Self::from,
        )
    }
}

/// Whether a text is to be read as JSON, which is YAML too, but is read faster and held to the stricter rules: it begins with `{`,
/// and not with a key that only YAML has, plain or in single quotes.
pub(crate) fn is_json(text: &str) -> bool {
    let Some(first) = text.trim_start().strip_prefix('{') else {
        return false;
    };
    let of_yaml = |c: char| c.is_alphanumeric() || matches!(c, '$' | '_' | '-' | '\'');
    !first.trim_start().starts_with(of_yaml)
}
