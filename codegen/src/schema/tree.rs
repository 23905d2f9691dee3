//! Objects of a tree, each read without the objects below it.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Error as _};
use serde_json::{Error, Value};

use super::types::Ref;
use crate::openapi::resolver::{refer, reference};
use crate::vocabulary::PREFIX;

pub(super) type Map<T> = IndexMap<String, T>;

/// What a reader of one object sees of a member.
pub(super) enum Below {
    Kept,
    /// That it is there, as an object or a list without anything.
    Empty,
    /// That it is there, as a reference.
    Reference,
    Nothing,
}

/// What stands for the objects that are read by themselves.
struct Stand {
    object: Value,
    list: Value,
    reference: Value,
}

static STAND: LazyLock<Stand> = LazyLock::new(|| {
    let mut members = serde_json::Map::new();
    refer(&mut members, String::new());
    Stand {
        object: Value::Object(serde_json::Map::new()),
        list: Value::Array(Vec::new()),
        reference: Value::Object(members),
    }
});

/// Reads what an object says itself.
pub(super) fn own<'d, T: Deserialize<'d>>(
    value: &'d Value,
    below: fn(&str) -> Below,
) -> Result<T, Error> {
    let Value::Object(members) = value else {
        return T::deserialize(value);
    };
    let members = members.iter().filter_map(|(key, value)| {
        let shown = match (below(key), value) {
            (Below::Nothing, _) => return None,
            // Whoever writes keys of his own asks nothing of this client.
            (Below::Kept, _) if key.starts_with("x-") && !key.starts_with(PREFIX) => return None,
            (Below::Empty, Value::Object(_)) => &STAND.object,
            (Below::Empty, Value::Array(_)) => &STAND.list,
            (Below::Reference, Value::Object(_)) => &STAND.reference,
            _ => value,
        };
        Some((key.as_str(), shown))
    });
    T::deserialize(MapDeserializer::new(members))
}

/// The members of a member, in their order.
pub(super) fn members<'d>(
    value: &'d Value,
    key: &str,
) -> Result<impl Iterator<Item = (&'d String, &'d Value)>, Error> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(None.into_iter().flatten()),
        Some(Value::Object(members)) => Ok(Some(members).into_iter().flatten()),
        Some(_) => Err(Error::custom(format!("`{key}` is not an object"))),
    }
}

pub(super) fn either<T>(
    value: &Value,
    read: impl Fn(&Value) -> Result<T, Error>,
) -> Result<Ref<T>, Error> {
    match reference(value) {
        Some(target) => Ok(Ref::To(target.into())),
        None => Ok(Ref::item(read(value)?)),
    }
}

/// Reads the objects of a map, or references to such objects.
pub(super) fn map<T>(
    value: &Value,
    key: &str,
    read: impl Fn(&Value) -> Result<T, Error>,
) -> Result<Map<Ref<T>>, Error> {
    let parts = members(value, key)?;
    parts
        .map(|(name, part)| Ok((name.clone(), either(part, &read)?)))
        .collect()
}

/// The same of a list.
pub(super) fn list<T>(
    value: &Value,
    key: &str,
    read: impl Fn(&Value) -> Result<T, Error>,
) -> Result<Vec<Ref<T>>, Error> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(parts)) => parts.iter().map(|part| either(part, &read)).collect(),
        Some(_) => Err(Error::custom(format!("`{key}` is not a list"))),
    }
}

/// The same of a single one.
pub(super) fn one<T>(
    value: &Value,
    key: &str,
    read: impl Fn(&Value) -> Result<T, Error>,
) -> Result<Option<Ref<T>>, Error> {
    value.get(key).map_or(Ok(None), |part| single(part, read))
}

pub(super) fn single<T>(
    part: &Value,
    read: impl Fn(&Value) -> Result<T, Error>,
) -> Result<Option<Ref<T>>, Error> {
    match part {
        Value::Null => Ok(None),
        part => either(part, read).map(Some),
    }
}
