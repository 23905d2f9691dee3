//! The one walk over a document, by the table of its objects.
//!
//! Whoever asks what is below something, and what that is by the rules of OpenAPI, is a [`Visitor`].

use std::fmt;

use serde_json::{Map, Value};

use super::resolver;
use super::table::{Expected, Holds, Object, PREFIX};
use crate::ground::pointer::Path;

/// Whoever looks at the parts of a document. What a visitor does not ask for is passed.
pub(crate) trait Visitor<'d> {
    /// An object, before its members. Returns false to skip them.
    fn object(
        &mut self,
        _members: &'d Map<String, Value>,
        _object: Object,
        _at: &Path<'_>,
    ) -> bool {
        true
    }

    /// The end of an object whose members were visited.
    fn end(&mut self, _object: Object) {}

    /// A member of an object, and what the table expects there; `None` for a keyword that it does not have. Returns false to skip
    /// what is below.
    fn keyword(
        &mut self,
        _object: Object,
        _key: &'d str,
        _value: &'d Value,
        _expected: Option<Expected>,
        _at: &Path<'_>,
    ) -> bool {
        true
    }

    /// An entry of a map, whose key its author chose. Returns false to skip it.
    fn entry(&mut self, _of: Expected, _key: &'d str, _value: &'d Value, _at: &Path<'_>) -> bool {
        true
    }

    /// A reference in the place of an object. `value` has a `$ref`, which need not be a string.
    fn reference(&mut self, _value: &'d Value, _object: Object, _at: &Path<'_>) {}

    /// What a value of a discriminator stands for: the name of a schema, or a reference.
    fn mapped(&mut self, _value: &'d str, _target: &'d Value, _at: &Path<'_>) {}

    /// A reference anywhere in the value of a key of ours: it names a schema.
    fn named(&mut self, _target: &'d str) {}

    /// A value that holds nothing to walk through: a string, a number, a value of the author's.
    fn leaf(&mut self, _value: &'d Value, _expected: Expected, _part: Part<'d>, _at: &Path<'_>) {}

    /// A value that is not the list or the object that the table expects. Nothing below it is visited.
    fn unexpected(
        &mut self,
        _value: &'d Value,
        _expected: Expected,
        _part: Part<'d>,
        _at: &Path<'_>,
    ) {
    }
}

/// What stands somewhere, as a message names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'d> {
    Object(Object),
    Keyword(&'d str),
    Item,
    Entry,
    Requirement,
    Scopes,
    Scope,
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(object) => f.write_str(object.name()),
            Self::Keyword(key) => write!(f, "`{key}`"),
            Self::Item => f.write_str("this item"),
            Self::Entry => f.write_str("this value"),
            Self::Requirement => f.write_str("a security requirement"),
            Self::Scopes => f.write_str("a list of scopes"),
            Self::Scope => f.write_str("this scope"),
        }
    }
}

/// Visits an object and all it holds.
pub(crate) fn walk<'d>(
    value: &'d Value,
    object: Object,
    at: &Path<'_>,
    visitor: &mut dyn Visitor<'d>,
) {
    let Value::Object(members) = value else {
        return visitor.unexpected(value, Expected::One(object), Part::Object(object), at);
    };
    if !visitor.object(members, object, at) {
        return;
    }
    for (key, member) in members {
        let below = at.member(key);
        let expected = object.expected(key);
        if !visitor.keyword(object, key, member, expected, &below) {
            continue;
        }
        match expected {
            Some(expected) => {
                walk_expected(member, expected, Part::Keyword(key), &below, visitor);
            }
            None if key.starts_with(PREFIX) => walk_ours(member, visitor),
            None => {}
        }
    }
    visitor.end(object);
}

/// Visits an object, or the reference that stands in its place.
pub(crate) fn walk_or_reference<'d>(
    value: &'d Value,
    object: Object,
    at: &Path<'_>,
    visitor: &mut dyn Visitor<'d>,
) {
    match resolver::is_reference(value) {
        true => visitor.reference(value, object, at),
        false => walk(value, object, at, visitor),
    }
}

fn walk_expected<'d>(
    value: &'d Value,
    expected: Expected,
    part: Part<'d>,
    at: &Path<'_>,
    visitor: &mut dyn Visitor<'d>,
) {
    match expected {
        Expected::One(object) => return walk(value, object, at, visitor),
        Expected::OneOrRef(object) => return walk_or_reference(value, object, at, visitor),
        Expected::AdditionalProperties if !value.is_boolean() => {
            return walk_or_reference(value, Object::Schema, at, visitor);
        }
        Expected::Callback if resolver::is_reference(value) => {
            return visitor.reference(value, Object::Callback, at);
        }
        Expected::Names if !value.is_array() => return visitor.leaf(value, expected, part, at),
        _ => {}
    }
    match (expected.holds(), value) {
        (Holds::Nothing, _) => visitor.leaf(value, expected, part, at),
        (Holds::Items(of), Value::Array(items)) => {
            for (number, item) in items.iter().enumerate() {
                let part = below(part, of, None);
                walk_expected(item, of, part, &at.item(number), visitor);
            }
        }
        (Holds::Entries(of), Value::Object(members)) => {
            for (key, entry) in members {
                let at = at.member(key);
                if !visitor.entry(expected, key, entry, &at) {
                    continue;
                }
                let part = below(part, of, Some(key));
                walk_expected(entry, of, part, &at, visitor);
                if expected == Expected::Mapping {
                    visitor.mapped(key, entry, &at);
                }
            }
        }
        _ => visitor.unexpected(value, expected, part, at),
    }
}

/// Visits the value of a key of ours. What such a value may be is no matter of the table: any string in it may name a schema.
fn walk_ours<'d>(value: &'d Value, visitor: &mut dyn Visitor<'d>) {
    match value {
        Value::String(target) if resolver::leads_within(target) => visitor.named(target),
        Value::Array(items) => items.iter().for_each(|item| walk_ours(item, visitor)),
        Value::Object(members) => {
            for member in members.values() {
                walk_ours(member, visitor);
            }
        }
        _ => {}
    }
}

/// What a message calls an item of a part, or the entry under a key.
const fn below<'d>(part: Part<'d>, of: Expected, key: Option<&'d str>) -> Part<'d> {
    match (part, of, key) {
        (_, Expected::Requirement, _) => Part::Requirement,
        (Part::Requirement, ..) => Part::Scopes,
        (Part::Scopes, ..) => Part::Scope,
        (_, Expected::Callback, Some(key)) => Part::Keyword(key),
        (_, _, Some(_)) => Part::Entry,
        (_, _, None) => Part::Item,
    }
}
