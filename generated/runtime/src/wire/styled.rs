//! Values of several parts where a text is wanted: in a path, a query, a header, a cookie or a form.
//!
//! The value is written as JSON first, so that every digit, every name on the wire and the order of the specification are
//! what they are in a body; then its parts are put together as OpenAPI's `style` and `explode` say.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// How the parts of a list or an object are put together; the names are those of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b` and `part,a`; exploded `part=a`.
    Simple,
    /// `.a,b`; exploded `.a.b` and `.part=a`.
    Label,
    /// `;name=a,b`; exploded `;name=a;name=b` and `;part=a`.
    Matrix,
    /// `name=a,b`; exploded `name=a&name=b` and `part=a`.
    Form,
    /// `name=a b`; exploded like a form.
    SpaceDelimited,
    /// `name=a|b`; exploded like a form.
    PipeDelimited,
    /// `name[part]=a`, `name[0]=a`, and so on inwards.
    DeepObject,
}

/// One level of a value.
pub(crate) enum Parts<'a> {
    /// `null`, which stands for what is absent.
    Nothing,
    /// A text, a number, `true` or `false`.
    Text(String),
    /// A list.
    List(Vec<&'a RawValue>),
    /// An object, in the order in which it was written.
    Object(Vec<(String, &'a RawValue)>),
}

impl<'a> Parts<'a> {
    /// Looks into a value. What was just written can be read, so what cannot is as good as absent.
    pub(crate) fn of(value: &'a RawValue) -> Self {
        let text = value.get();
        let read = match text.as_bytes().first() {
            None | Some(b'n') => return Self::Nothing,
            Some(b'"') => serde_json::from_str(text).map(Self::Text),
            Some(b'[') => serde_json::from_str(text).map(Self::List),
            Some(b'{') => {
                serde_json::from_str(text).map(|members: Members<'a>| Self::Object(members.0))
            }
            Some(_) => return Self::Text(text.to_owned()),
        };
        read.unwrap_or(Self::Nothing)
    }
}

/// The members of an object in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Reader).map(Self)
    }
}

/// A name with the texts that stand behind it, to be escaped each and joined by the delimiter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) texts: Vec<String>,
    pub(crate) delimiter: char,
}

impl Pair {
    /// A name with one text.
    pub(crate) fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            texts: vec![text],
            delimiter: ',',
        }
    }
}

/// A value as pairs of a name and a value: for a query, a cookie or a form.
pub(crate) fn pairs(name: &str, value: &RawValue, style: Style, exploded: bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut push = |name: &str, texts: Vec<String>| {
        pairs.push(Pair {
            name: name.to_owned(),
            texts,
            delimiter: match style {
                Style::SpaceDelimited => ' ',
                Style::PipeDelimited => '|',
                _ => ',',
            },
        });
    };
    match (Parts::of(value), style) {
        (Parts::Nothing, _) => {}
        (Parts::Text(text), _) => push(name, vec![text]),
        (_, Style::DeepObject) => deep(name, value, &mut |name, text| push(name, vec![text])),
        (Parts::List(items), _) if exploded => {
            for item in items.into_iter().filter_map(leaf) {
                push(name, vec![item]);
            }
        }
        (Parts::List(items), _) => {
            let texts: Vec<String> = items.into_iter().filter_map(leaf).collect();
            if !texts.is_empty() {
                push(name, texts);
            }
        }
        (Parts::Object(members), _) if exploded => {
            for (part, value) in members {
                if let Some(text) = leaf(value) {
                    push(&part, vec![text]);
                }
            }
        }
        (Parts::Object(members), _) => {
            let texts: Vec<String> = members
                .into_iter()
                .filter_map(|(part, value)| Some([part, leaf(value)?]))
                .flatten()
                .collect();
            if !texts.is_empty() {
                push(name, texts);
            }
        }
    }
    pairs
}

/// A field of a form of which nothing special is said: a list of plain values repeats its name, and what has parts of its
/// own is JSON.
pub(crate) fn form_pairs(name: &str, value: &RawValue) -> Vec<Pair> {
    match Parts::of(value) {
        Parts::Object(_) => vec![Pair::new(name, value.get().to_owned())],
        _ => pairs(name, value, Style::Form, true),
    }
}

/// A value as one text without its name: for a path or a header. `None` for what is absent.
pub(crate) fn text(
    name: &str,
    value: &RawValue,
    style: Style,
    exploded: bool,
    escape: impl Fn(&str) -> String,
) -> Option<String> {
    let named = |name: &str, text: &str| format!("{}={}", escape(name), escape(text));
    let texts: Vec<String> = match Parts::of(value) {
        Parts::Nothing => return None,
        Parts::Text(text) => vec![escape(&text)],
        Parts::List(items) => items
            .into_iter()
            .filter_map(leaf)
            .map(|item| match (style, exploded) {
                (Style::Matrix, true) => named(name, &item),
                _ => escape(&item),
            })
            .collect(),
        Parts::Object(members) => members
            .into_iter()
            .filter_map(|(part, value)| Some((part, leaf(value)?)))
            .flat_map(|(part, value)| match exploded {
                true => vec![named(&part, &value)],
                false => vec![escape(&part), escape(&value)],
            })
            .collect(),
    };
    let is_text = matches!(Parts::of(value), Parts::Text(_));
    Some(match (style, exploded && !is_text) {
        (Style::Label, true) => format!(".{}", texts.join(".")),
        (Style::Label, false) => format!(".{}", texts.join(",")),
        (Style::Matrix, true) => format!(";{}", texts.join(";")),
        (Style::Matrix, false) => format!(";{}={}", escape(name), texts.join(",")),
        _ => texts.join(","),
    })
}

/// What has no form of its own inside another is JSON.
fn leaf(value: &RawValue) -> Option<String> {
    match Parts::of(value) {
        Parts::Nothing => None,
        Parts::Text(text) => Some(text),
        Parts::List(_) | Parts::Object(_) => Some(value.get().to_owned()),
    }
}

fn deep(name: &str, value: &RawValue, push: &mut dyn FnMut(&str, String)) {
    match Parts::of(value) {
        Parts::Nothing => {}
        Parts::Text(text) => push(name, text),
        Parts::List(items) => {
            for (number, item) in items.into_iter().enumerate() {
                deep(&format!("{name}[{number}]"), item, push);
            }
        }
        Parts::Object(members) => {
            for (part, value) in members {
                deep(&format!("{name}[{part}]"), value, push);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        serde_json::from_str(json).unwrap()
    }

    fn paired(json: &str, style: Style, exploded: bool) -> String {
        let pairs = pairs("v", &raw(json), style, exploded);
        let shown = pairs.iter().map(|pair| {
            format!(
                "{}={}",
                pair.name,
                pair.texts.join(&pair.delimiter.to_string())
            )
        });
        shown.collect::<Vec<_>>().join("&")
    }

    #[test]
    fn a_query_has_every_style_of_openapi() {
        let (list, object) = (r#"["blue","black"]"#, r#"{"R":100,"G":1.50,"B":null}"#);
        for (json, style, exploded, expected) in [
            (list, Style::Form, true, "v=blue&v=black"),
            (list, Style::Form, false, "v=blue,black"),
            (list, Style::SpaceDelimited, false, "v=blue black"),
            (list, Style::PipeDelimited, false, "v=blue|black"),
            (list, Style::PipeDelimited, true, "v=blue&v=black"),
            (list, Style::DeepObject, true, "v[0]=blue&v[1]=black"),
            (object, Style::Form, true, "R=100&G=1.50"),
            (object, Style::Form, false, "v=R,100,G,1.50"),
            (object, Style::PipeDelimited, false, "v=R|100|G|1.50"),
            (object, Style::SpaceDelimited, false, "v=R 100 G 1.50"),
            (object, Style::DeepObject, true, "v[R]=100&v[G]=1.50"),
            (
                r#"{"a":{"b":[{"c":true}]}}"#,
                Style::DeepObject,
                true,
                "v[a][b][0][c]=true",
            ),
            (r#"{"a":{"b":1}}"#, Style::Form, true, r#"a={"b":1}"#),
            ("\"a\\u0022b\"", Style::DeepObject, true, "v=a\"b"),
            ("[]", Style::Form, false, ""),
            ("null", Style::DeepObject, true, ""),
        ] {
            assert_eq!(paired(json, style, exploded), expected, "{json} {style:?}");
        }
    }

    #[test]
    fn a_path_has_every_style_of_openapi() {
        let (list, object) = (r#"["a","b,c"]"#, r#"{"R":100,"G":200}"#);
        let escape = |text: &str| text.replace(',', "%2C");
        for (json, style, exploded, expected) in [
            (list, Style::Simple, false, "a,b%2Cc"),
            (list, Style::Label, false, ".a,b%2Cc"),
            (list, Style::Label, true, ".a.b%2Cc"),
            (list, Style::Matrix, false, ";v=a,b%2Cc"),
            (list, Style::Matrix, true, ";v=a;v=b%2Cc"),
            (object, Style::Simple, false, "R,100,G,200"),
            (object, Style::Simple, true, "R=100,G=200"),
            (object, Style::Label, true, ".R=100.G=200"),
            (object, Style::Matrix, false, ";v=R,100,G,200"),
            (object, Style::Matrix, true, ";R=100;G=200"),
            ("5", Style::Label, true, ".5"),
            ("5", Style::Matrix, true, ";v=5"),
        ] {
            let found = text("v", &raw(json), style, exploded, escape);
            assert_eq!(found.as_deref(), Some(expected), "{json} {style:?}");
        }
        assert_eq!(text("v", &raw("null"), Style::Simple, false, escape), None);
    }

    #[test]
    fn a_field_of_a_form_is_repeated_or_json() {
        let shown = |json: &str| {
            let pairs = form_pairs("v", &raw(json)).into_iter();
            pairs.map(|pair| pair.texts.join(",")).collect::<Vec<_>>()
        };
        assert_eq!(shown("[1,2]"), ["1", "2"]);
        assert_eq!(shown(r#"{"a": 1.0}"#), [r#"{"a": 1.0}"#]);
        assert_eq!(shown(r#"[{"a":1}]"#), [r#"{"a":1}"#]);
        assert!(shown("null").is_empty());
    }
}
