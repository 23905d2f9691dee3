//! Changes to documents, node by node: most of them leave a document that can be generated from.

use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::words;

/// A document with one to four changes; nothing if the text is no document.
#[must_use]
pub fn mutated(text: &[u8], seed: u32) -> Option<String> {
    let mut document = parsed(text)?;
    let mut random = Random::new(seed);
    for _ in 0..=random.below(4) {
        change(&mut document, &mut random);
    }
    Some(document.to_string())
}

/// A document with a part of another one; nothing if one of the texts is no document.
#[must_use]
pub fn joined(one: &[u8], other: &[u8], seed: u32) -> Option<String> {
    let mut document = parsed(one)?;
    let other = parsed(other)?;
    let mut random = Random::new(seed);
    for _ in 0..=random.below(2) {
        let (from, _) = picked(&other, &mut random)?;
        let part = other.pointer(&from)?.clone();
        if random.below(2) == 0
            && let Some((into, _)) = same_sort(&document, &part, &mut random)
        {
            *document.pointer_mut(&into)? = part;
        } else if let Some(members) = same_place(&mut document, &from) {
            // Whole components and paths come with their names.
            let name = from.rsplit('/').next()?;
            members.insert(unescaped(name), part);
        }
    }
    Some(document.to_string())
}

pub(crate) fn parsed(text: &[u8]) -> Option<Value> {
    let document: Value = serde_json::from_slice(text)
        .ok()
        .or_else(|| serde_yaml::from_slice(text).ok())?;
    document
        .as_object()
        .is_some_and(|members| !members.is_empty())
        .then_some(document)
}

/// The object that holds the same place in this document.
fn same_place<'a>(document: &'a mut Value, pointer: &str) -> Option<&'a mut Map<String, Value>> {
    let (parent, _) = pointer.rsplit_once('/')?;
    document.pointer_mut(parent)?.as_object_mut()
}

pub(crate) fn change(document: &mut Value, random: &mut Random) -> Option<()> {
    let (at, value) = picked(document, random)?;
    match random.below(16) {
        0 => drop(taken(document, &at)),
        1 | 2 => {
            // Another of the same sort, from elsewhere.
            let (from, _) = same_sort(document, value, random)?;
            let part = document.pointer(&from)?.clone();
            *document.pointer_mut(&at)? = part;
        }
        3 => {
            let (from, _) = picked(document, random)?;
            let part = document.pointer(&from)?.clone();
            *document.pointer_mut(&at)? = part;
        }
        4 => *document.pointer_mut(&at)? = words::odd(random),
        5 => rename(document, &at, random)?,
        6 => {
            // Twice.
            let part = value.clone();
            match holder(document, &at)? {
                (Value::Object(members), _) => drop(members.insert(words::name(random), part)),
                (Value::Array(items), _) => items.push(part),
                _ => {}
            }
        }
        7 | 8 => {
            let (at, target) = object(document, random)?;
            let (keyword, value) = words::member(random, &target);
            match (document.pointer_mut(&at)?.get_mut(keyword), value) {
                (Some(Value::Array(there)), Value::Array(more)) => there.extend(more),
                (Some(Value::Object(there)), Value::Object(more)) => there.extend(more),
                (_, value) => document.pointer_mut(&at)?[keyword] = value,
            }
        }
        9 => {
            let (at, _) = same_sort(document, &json!(""), random)?;
            *document.pointer_mut(&at)? = words::text(random);
        }
        10 | 11 => {
            // A reference to a component, or to anything; here, or in the other file, which is the same.
            let (at, to) = match random.below(8) {
                0 => (
                    schema_place(document, random)?.0,
                    picked(document, random)?.0,
                ),
                1 => (
                    member_of(document, "/paths", random)?,
                    member_of(document, "/paths", random)?,
                ),
                _ => {
                    let to = member_of(document, "/components/schemas", random)?;
                    (schema_place(document, random)?.0, to)
                }
            };
            let file = match random.below(4) {
                0 => "other.yaml",
                _ => "",
            };
            *document.pointer_mut(&at)? = json!({ "$ref": format!("{file}#{to}") });
        }
        12 => {
            let (at, schema) = schema_place(document, random)?;
            *document.pointer_mut(&at)? = wrapped(schema, random);
        }
        13 => {
            let (at, _) = schema_place(document, random)?;
            *document.pointer_mut(&at)? = words::schema(random, 3);
        }
        14 => {
            let schemas = document
                .pointer_mut("/components/schemas")?
                .as_object_mut()?;
            schemas.insert(words::name(random), words::schema(random, 3));
        }
        _ => {
            let key = match random.below(2) {
                0 => "responses",
                _ => "content",
            };
            let (at, _) = named(document, key, random)?;
            let body = words::content(random);
            match key {
                "responses" => {
                    document.pointer_mut(&at)?[words::status(random)] =
                        json!({ "description": "d", "content": body });
                }
                _ => *document.pointer_mut(&at)? = body,
            }
        }
    }
    Some(())
}

/// Another schema around a schema.
fn wrapped(schema: Value, random: &mut Random) -> Value {
    let other = words::schema(random, 1);
    match random.below(9) {
        0 => json!({ "type": "array", "items": schema }),
        1 => json!({ "type": "object", "additionalProperties": schema }),
        2 => json!({ "allOf": [schema] , "nullable": true }),
        3 => json!({ "allOf": [schema, other] }),
        4 => json!({ "oneOf": [schema, other] }),
        5 => json!({ "anyOf": [other, schema] }),
        6 => json!({ "anyOf": [schema, { "enum": [null] }] }),
        7 => {
            json!({ "type": "object", "properties": { words::name(random): schema }, "allOf": [other] })
        }
        _ => json!({ "oneOf": [schema], "properties": { words::name(random): other } }),
    }
}

/// The place of some member of a mapping.
pub(crate) fn member_of(document: &Value, of: &str, random: &mut Random) -> Option<String> {
    let members = document.pointer(of)?.as_object()?;
    let names: Vec<_> = members.keys().collect();
    Some(format!("{of}/{}", escaped(random.pick(&names)?)))
}

/// Gives a member another name; references to it follow, mostly.
fn rename(document: &mut Value, at: &str, random: &mut Random) -> Option<()> {
    let name = words::name(random);
    let (parent, _) = at.rsplit_once('/')?;
    let renamed = format!("#{parent}/{}", escaped(&name));
    let (Value::Object(members), key) = holder(document, at)? else {
        return None;
    };
    let entries = std::mem::take(members);
    for (old, value) in entries {
        members.insert(if old == key { name.clone() } else { old }, value);
    }
    if random.below(4) > 0 {
        redirect(document, &format!("#{at}"), &renamed);
    }
    Some(())
}

fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| redirect(member, from, to)),
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, from, to)),
        Value::String(text) if text == from => to.clone_into(text),
        _ => {}
    }
}

/// What holds the node, and the key of the node in it.
fn holder<'a>(document: &'a mut Value, at: &str) -> Option<(&'a mut Value, String)> {
    let (parent, key) = at.rsplit_once('/')?;
    Some((document.pointer_mut(parent)?, unescaped(key)))
}

fn taken(document: &mut Value, at: &str) -> Option<Value> {
    match holder(document, at)? {
        (Value::Object(members), key) => members.shift_remove(&key),
        (Value::Array(items), key) => Some(items.remove(key.parse().ok()?)),
        _ => None,
    }
}

/// Any node below the root.
fn picked<'a>(document: &'a Value, random: &mut Random) -> Option<(String, &'a Value)> {
    chosen(document, random, |_, _| true)
}

/// A node that might stand where this one stands.
fn same_sort<'a>(
    document: &'a Value,
    like: &Value,
    random: &mut Random,
) -> Option<(String, &'a Value)> {
    let sort = |value: &Value| match value {
        Value::Object(members) => {
            let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
            match () {
                () if has(&["responses"]) => 10,
                () if has(&["in"]) => 11,
                () if has(&["type", "allOf", "oneOf", "anyOf", "properties", "$ref"]) => 12,
                () if has(&["schema"]) => 13,
                () if has(&["content"]) => 14,
                () => 15,
            }
        }
        Value::Array(items) => 20 + items.first().map_or(0, |item| u8::from(item.is_object())),
        Value::String(_) => 1,
        Value::Number(_) => 2,
        Value::Bool(_) => 3,
        Value::Null => 4,
    };
    let wanted = sort(like);
    chosen(document, random, |_, value| sort(value) == wanted)
}

/// An object that is no list of names.
fn object(document: &Value, random: &mut Random) -> Option<(String, Value)> {
    let known = [
        "type",
        "responses",
        "in",
        "content",
        "schema",
        "allOf",
        "oneOf",
        "anyOf",
        "properties",
    ];
    let (at, value) = chosen(document, random, |_, value| {
        known.iter().any(|key| value.get(key).is_some())
    })?;
    Some((at, value.clone()))
}

/// A place where a schema stands.
pub(crate) fn schema_place(document: &Value, random: &mut Random) -> Option<(String, Value)> {
    let places = ["schema", "items", "additionalProperties", "not"];
    let lists = ["properties", "schemas", "allOf", "oneOf", "anyOf"];
    let (at, value) = chosen(document, random, |pointer, value| {
        let mut keys = pointer.rsplit('/');
        let key = keys.next().unwrap_or_default();
        let parent = keys.next().unwrap_or_default();
        value.is_object() && (places.contains(&key) || lists.contains(&parent))
    })?;
    Some((at, value.clone()))
}

fn named<'a>(document: &'a Value, name: &str, random: &mut Random) -> Option<(String, &'a Value)> {
    chosen(document, random, |pointer, value| {
        value.is_object() && pointer.rsplit('/').next() == Some(name)
    })
}

/// A node below the root of which something holds.
pub(crate) fn chosen<'a>(
    document: &'a Value,
    random: &mut Random,
    holds: impl Fn(&str, &Value) -> bool,
) -> Option<(String, &'a Value)> {
    let mut found = Vec::new();
    walk(document, &mut String::new(), &mut |pointer, value| {
        if !pointer.is_empty() && holds(pointer, value) {
            found.push((pointer.to_owned(), value));
        }
    });
    let at = random.below(found.len());
    (!found.is_empty()).then(|| found.swap_remove(at))
}

fn walk<'a>(value: &'a Value, pointer: &mut String, visit: &mut impl FnMut(&str, &'a Value)) {
    visit(pointer, value);
    let length = pointer.len();
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                pointer.push('/');
                pointer.push_str(&escaped(key));
                walk(member, pointer, visit);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{number}"));
                walk(item, pointer, visit);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}
