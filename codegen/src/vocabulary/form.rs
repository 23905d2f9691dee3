//! Whether a value has the form of a type.

use serde::de::DeserializeOwned;
use serde_json::Value;

pub(super) fn form<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    T::deserialize(value)
        .map(|_: T| ())
        .map_err(|e| in_words_of_yaml(&e.to_string()))
}

/// A message of serde, which speaks of Rust, in the words of the rest.
fn in_words_of_yaml(message: &str) -> String {
    let words = [
        ("unknown variant", "unknown word"),
        ("invalid type: map", "found an object"),
        ("invalid type: sequence", "found a list"),
        ("invalid type: ", "found "),
        ("null", "nothing"),
        ("expected a sequence", "expected a list"),
        ("expected a map", "expected an object"),
    ];
    let mut message = words.iter().fold(message.to_owned(), |text, (old, new)| {
        text.replace(old, new)
    });
    if let Some(at) = message.find("expected struct ") {
        message.replace_range(at.., "expected an object");
    }
    message
}
