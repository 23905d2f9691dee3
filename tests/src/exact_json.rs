//! JSON compared as written: numbers by their text, so that `1.0`, `1` and `1e0` differ.

use std::collections::BTreeMap;

use malipo_judge::Json;

/// JSON whose numbers keep their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exact {
    /// `null`, `true`, `false` or a number, as written.
    Plain(String),
    /// A text, unescaped.
    Text(String),
    /// A list.
    List(Vec<Exact>),
    /// An object, without the order of its members.
    Object(BTreeMap<String, Exact>),
}

impl Exact {
    /// Reads JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        Json::read(json).map(Self::from)
    }
}

/// The judge of clients reads JSON in the same way, and keeps its types apart.
impl From<Json> for Exact {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Plain("null".to_owned()),
            Json::Boolean(value) => Self::Plain(value.to_string()),
            Json::Number(text) => Self::Plain(text),
            Json::String(text) => Self::Text(text),
            Json::List(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Json::Object(members) => {
                let members = members.into_iter();
                Self::Object(members.map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn numbers_are_compared_by_their_text_and_members_without_order() {
        let read = |json| Exact::read(json).unwrap();
        assert_eq!(
            read(r#"{"a":1.0,"b":[null]}"#),
            read(r#"{"b": [null], "a": 1.0}"#)
        );
        assert_ne!(read("1.0"), read("1"));
        assert_ne!(read("\"1\""), read("1"));
    }
}
