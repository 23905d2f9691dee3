//! JSON pointers (RFC 6901): written, read, and followed in a tree.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// Returns the name that one step of a JSON pointer stands for.
pub(crate) fn unescaped(step: &str) -> String {
    name_of(step).into_owned()
}

/// [`unescaped`], of a step of which nearly all are written as they are.
pub(crate) fn name_of(step: &str) -> Cow<'_, str> {
    match step.contains('~') {
        true => Cow::Owned(step.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(step),
    }
}

/// A location on the way through a tree. It becomes a JSON pointer only where a message needs one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path<'a> {
    Root,
    /// A location that is known by its JSON pointer.
    Pointer(&'a str),
    Member(&'a Self, &'a str),
    Item(&'a Self, usize),
}

impl<'a> Path<'a> {
    pub(crate) const fn member(&'a self, key: &'a str) -> Self {
        Self::Member(self, key)
    }

    pub(crate) const fn item(&'a self, number: usize) -> Self {
        Self::Item(self, number)
    }

    /// Writes it as a JSON pointer behind what a string holds.
    pub(crate) fn write_to(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Pointer(pointer) => out.push_str(pointer),
            Self::Member(parent, key) => {
                parent.write_to(out);
                push_step(out, key);
            }
            Self::Item(parent, number) => {
                parent.write_to(out);
                push_step(out, &number.to_string());
            }
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Pointer(pointer) => f.write_str(pointer),
            Self::Member(parent, key) => write!(f, "{parent}{}", step("", key)),
            Self::Item(parent, number) => write!(f, "{parent}/{number}"),
        }
    }
}

/// Returns a pointer with one step more; the step is escaped.
pub(crate) fn step(pointer: &str, key: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + key.len() + 1);
    out.push_str(pointer);
    push_step(&mut out, key);
    out
}

fn push_step(out: &mut String, key: &str) {
    out.push('/');
    if !key.contains(['~', '/']) {
        return out.push_str(key);
    }
    for character in key.chars() {
        match character {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => out.push(other),
        }
    }
}

/// Returns the step of a JSON pointer that stands for a member with a key that cannot be used, by its number among such members.
pub(crate) fn unusable_key(number: usize) -> String {
    format!("?{number}")
}

/// Returns what a JSON pointer leads to. As `Value::pointer`, without a new string for each step.
pub(crate) fn find<'a>(tree: &'a Value, pointer: &str) -> Option<&'a Value> {
    if pointer.is_empty() {
        return Some(tree);
    }
    let mut steps = pointer.strip_prefix('/')?.split('/');
    steps.try_fold(tree, |value, step| match value {
        Value::Object(members) if step.contains('~') => members.get(&*name_of(step)),
        Value::Object(members) => members.get(step),
        Value::Array(items) => items.get(item_number(step)?),
        _ => None,
    })
}

/// Returns the number of an item as a JSON pointer writes it: without a sign or a leading zero.
pub(crate) fn item_number(step: &str) -> Option<usize> {
    let odd = step.starts_with('+') || (step.starts_with('0') && step.len() > 1);
    step.parse().ok().filter(|_| !odd)
}

/// Returns a string with each `%` and two hexadecimal digits decoded to the byte that they stand for. A string that is no UTF-8
/// then stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (first, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                let value = hex(*high).unwrap_or_default() * 16 + hex(*low).unwrap_or_default();
                bytes.push(u8::try_from(value).unwrap_or_default());
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_way_through_a_document_is_a_pointer_when_it_is_shown() {
        let root = Path::Root;
        let path = root.member("a/b~");
        assert_eq!(path.item(3).to_string(), "/a~1b~0/3");
        assert_eq!(root.to_string(), "");
    }

    #[test]
    fn each_character_is_escaped_and_decoded_once() {
        assert_eq!(step("/a", "b/c~d"), "/a/b~1c~0d");
        assert_eq!(unescaped("b~1c~0d"), "b/c~d");
        // `~01` is the escaped `~1`, and not the escaped `/`.
        assert_eq!(unescaped("~01"), "~1");
        assert_eq!(percent_decoded("a%20b%7Bc%7d"), "a b{c}");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%zz%2"), "%zz%2");
        // What is decoded is not decoded again.
        assert_eq!(percent_decoded("%2541"), "%41");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }

    #[test]
    fn a_pointer_leads_to_members_and_items() {
        let tree = json!({ "a/b": [{ "~": 1 }], "": 2 });
        let found = |pointer| find(&tree, pointer).cloned();
        assert_eq!(found(""), Some(tree.clone()));
        assert_eq!(found("/a~1b/0/~0"), Some(json!(1)));
        assert_eq!(found("/"), Some(json!(2)));
        for nothing in [
            "/a",
            "/a~1b/1",
            "/a~1b/+0",
            "/a~1b/00",
            "/a~1b/0/~0/x",
            "a~1b",
        ] {
            assert_eq!(found(nothing), None, "{nothing}");
        }
    }
}
