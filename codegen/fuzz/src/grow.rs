//! Documents that are long or deep: parts of one, over and over.

use serde_json::{Map, Value, json};

use crate::mutate::{self, escaped};
use crate::random::Random;
use crate::words;

/// How often a part is repeated, at most.
const MOST: usize = 200;

/// How many levels are put around a schema, at most: more are too deep for a parser.
const DEEPEST: usize = 60;

/// A schema that is longer is not nested further.
const LONGEST: usize = 5_000;

/// A document on one line, one to four parts of which were multiplied or put deep; nothing if the text is no document.
#[must_use]
pub fn grown(text: &[u8], seed: u32) -> Option<String> {
    let mut document = mutate::parsed(text)?;
    let mut random = Random::new(seed);
    for _ in 0..=random.below(4) {
        grow(&mut document, &mut random);
    }
    Some(document.to_string())
}

fn grow(document: &mut Value, random: &mut Random) -> Option<()> {
    match random.below(6) {
        0 => widen(document, random),
        1 => repeat(document, random),
        2 => nest(document, random),
        3 => chain(document, random),
        4 => clique(document, random),
        _ => mutate::change(document, random),
    }
}

/// A member of an object under many names.
fn widen(document: &mut Value, random: &mut Random) -> Option<()> {
    let has_member = |_: &str, value: &Value| value.as_object().is_some_and(|all| !all.is_empty());
    let (at, value) = mutate::chosen(document, random, has_member)?;
    let members = value.as_object()?;
    let (name, member) = members.iter().nth(random.below(members.len()))?;
    let (name, member) = (name.clone(), member.clone());
    if member.to_string().len() > LONGEST {
        return None;
    }
    let into = document.pointer_mut(&at)?.as_object_mut()?;
    for number in 0..random.below(MOST) {
        into.insert(format!("{name}{number}"), member.clone());
    }
    Some(())
}

/// An item of a list many times.
fn repeat(document: &mut Value, random: &mut Random) -> Option<()> {
    let has_item = |_: &str, value: &Value| value.as_array().is_some_and(|all| !all.is_empty());
    let (at, value) = mutate::chosen(document, random, has_item)?;
    let item = random.pick(value.as_array()?)?.clone();
    if item.to_string().len() > LONGEST {
        return None;
    }
    let into = document.pointer_mut(&at)?.as_array_mut()?;
    into.extend(std::iter::repeat_n(item, random.below(MOST)));
    Some(())
}

/// A schema below many others.
fn nest(document: &mut Value, random: &mut Random) -> Option<()> {
    let (at, mut schema) = mutate::schema_place(document, random)?;
    let form = random.below(FORMS);
    for _ in 0..random.below(DEEPEST) {
        // Some forms have it twice.
        if schema.to_string().len() > LONGEST {
            break;
        }
        let form = if random.below(8) == 0 {
            random.below(FORMS)
        } else {
            form
        };
        schema = formed(schema.clone(), schema, form, 0);
    }
    *document.pointer_mut(&at)? = schema;
    Some(())
}

/// Many schemas, each made of the next, and the last of one that is there.
fn chain(document: &mut Value, random: &mut Random) -> Option<()> {
    let last = mutate::member_of(document, "/components/schemas", random)?;
    let (from, _) = mutate::schema_place(document, random)?;
    let levels = 1 + random.below(MOST);
    let name = words::name(random);
    let reference = |level: usize| match level {
        level if level == levels => json!({ "$ref": format!("#{last}") }),
        level => {
            let name = escaped(&format!("{name}-{level}"));
            json!({ "$ref": format!("#/components/schemas/{name}") })
        }
    };
    let form = random.below(FORMS);
    let mut made = Map::new();
    for level in 0..levels {
        let form = if random.below(8) == 0 {
            random.below(FORMS)
        } else {
            form
        };
        let next = reference(level + 1);
        made.insert(
            format!("{name}-{level}"),
            formed(next.clone(), next, form, level),
        );
    }
    let schemas = document.pointer_mut("/components/schemas")?;
    schemas.as_object_mut()?.extend(made);
    if random.below(2) == 0 {
        *document.pointer_mut(&from)? = reference(0);
    }
    Some(())
}

/// Some schemas that are all made of each other.
fn clique(document: &mut Value, random: &mut Random) -> Option<()> {
    let name = words::name(random);
    let count = 2 + random.below(20);
    let keyword = random.pick(&["oneOf", "anyOf", "allOf", "properties"])?;
    let reference = |number: usize| {
        let name = escaped(&format!("{name}.{number}"));
        json!({ "$ref": format!("#/components/schemas/{name}") })
    };
    let acyclic = random.below(2) == 0;
    let schemas = document
        .pointer_mut("/components/schemas")?
        .as_object_mut()?;
    for number in 0..count {
        let others = (0..count).filter(|other| {
            if acyclic {
                *other > number
            } else {
                *other != number
            }
        });
        let schema = match *keyword {
            "properties" => {
                let properties = others.map(|other| (format!("p{other}"), reference(other)));
                json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() })
            }
            keyword => {
                let own = json!({ "type": "object", "properties": { format!("own{number}"): { "type": "string" } } });
                let parts: Vec<Value> = others.map(reference).chain([own]).collect();
                json!({ keyword: parts })
            }
        };
        schemas.insert(format!("{name}.{number}"), schema);
    }
    Some(())
}

const FORMS: usize = 12;

/// A schema that is made of one or two others.
fn formed(one: Value, other: Value, form: usize, level: usize) -> Value {
    let own =
        json!({ "type": "object", "properties": { format!("own{level}"): { "type": "string" } } });
    match form {
        0 => json!({ "type": "array", "items": one }),
        1 => json!({ "type": "object", "additionalProperties": one }),
        2 => json!({ "type": "object", "properties": { "a": one } }),
        3 => json!({ "allOf": [one, own] }),
        4 => json!({ "oneOf": [one, own] }),
        5 => json!({ "anyOf": [one, own] }),
        6 => json!({ "allOf": [one, other] }),
        7 => json!({ "oneOf": [one, other], "properties": { format!("p{level}"): {} } }),
        8 => json!({ "allOf": [{ "oneOf": [one, own] }, { "oneOf": [other, {}] }] }),
        9 => json!({ "allOf": [{ "anyOf": [one, own] }, { "allOf": [other] }] }),
        10 => {
            json!({ "type": "object", "properties": { "left": one, "right": { "items": other } } })
        }
        _ => json!({ "not": one }),
    }
}
