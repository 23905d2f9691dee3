//! JSON compared as written: numbers by their text, so that `1.0`, `1` and `1e0` differ.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

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
        let json = json.trim();
        Ok(match json.as_bytes().first() {
            Some(b'{') => {
                let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(json)?;
                Self::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| Ok((key, Self::read(value.get())?)))
                        .collect::<Result<_, serde_json::Error>>()?,
                )
            }
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(json)?;
                Self::List(
                    items
                        .iter()
                        .map(|item| Self::read(item.get()))
                        .collect::<Result<_, _>>()?,
                )
            }
            Some(b'"') => Self::Text(serde_json::from_str(json)?),
            _ => {
                let plain: Box<RawValue> = serde_json::from_str(json)?;
                Self::Plain(plain.get().to_owned())
            }
        })
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
