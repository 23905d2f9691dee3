//! Two schemas that both hold, as one.

use std::collections::HashSet;
use std::hash::Hash;

use std::rc::Rc;

use serde_json::Value;

use super::Position;
use super::draft::Draft;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::schema::{Additional, JsonType, Keywords, Ref, Schema};

impl Lowering<'_> {
    /// Adds to a draft what another says that holds as well, and stands closer to the whole.
    pub(super) fn merge(&mut self, whole: &mut Draft, part: Draft, position: &Position) {
        merge_annotations(&mut whole.schema, &part.schema);
        let Draft {
            schema: mut part,
            origins,
            unions,
            ..
        } = part;
        // One that is met again says nothing new, and would be there twice as often at each level.
        for union in unions {
            if !whole
                .unions
                .iter()
                .any(|known| known.is_at_place_of(&union))
            {
                whole.unions.push(union);
            }
        }
        for (wire, property) in std::mem::take(&mut part.properties) {
            let origin = origins.get(&wire);
            match whole.schema.properties.get_mut(&wire) {
                None => {
                    whole.schema.properties.insert(wire.clone(), property);
                    if let Some(origin) = origin {
                        whole.origins.insert(wire, origin.clone());
                    }
                }
                Some(known) if *known == property => {}
                Some(known) => {
                    // Both hold, and the place of the two is that of neither.
                    add_part(known, property);
                    let pair = known.clone();
                    let name = format!("{}-{wire}", position.name);
                    let properties = pointer::step(&position.pointer, "properties");
                    let at = Position::new(&pointer::step(&properties, &wire), &name);
                    let at = self.place_of(&pair, at);
                    whole.origins.insert(wire, at);
                }
            }
        }
        let required = std::mem::take(&mut part.required);
        let any = &mut whole.schema;
        add_new(&mut any.required, required);
        match (&mut any.items, part.items.take()) {
            (Some(known), Some(other)) if *known != other => add_part(known, other),
            (Some(_), _) => {}
            (items, other) => *items = other,
        }
        any.additional_properties = match (
            any.additional_properties.take(),
            part.additional_properties.take(),
        ) {
            (Some(Additional::Any(_)) | None, Some(other)) => Some(other),
            (known, _) => known,
        };
        self.merge_type(any, &mut part, position);
        any.format = part.format.or(any.format.take());
        any.pattern = part.pattern.or(any.pattern.take());
        any.multiple_of = part.multiple_of.or(any.multiple_of.take());
        any.min_length = any.min_length.max(part.min_length);
        any.min_items = any.min_items.max(part.min_items);
        any.min_properties = any.min_properties.max(part.min_properties);
        any.max_length = least(any.max_length, part.max_length);
        any.max_items = least(any.max_items, part.max_items);
        any.max_properties = least(any.max_properties, part.max_properties);
        any.unique_items = any.unique_items.max(part.unique_items);
        if part.minimum.is_some() {
            (any.minimum, any.exclusive_minimum) = (part.minimum, part.exclusive_minimum);
        }
        if part.maximum.is_some() {
            (any.maximum, any.exclusive_maximum) = (part.maximum, part.exclusive_maximum);
        }
    }

    /// Where two schemas that both hold stand: where they met first, since what they are made of may lead back to them.
    fn place_of(&mut self, pair: &Ref<Schema>, here: Position) -> Position {
        // A list that grows with each part is only compared, and kept, while it is short.
        if parts(pair).is_some_and(|parts| parts.len() > MOST_COMPARED) {
            return here;
        }
        if let Some((_, place)) = self.pairs.iter().find(|(known, _)| known == pair) {
            return place.clone();
        }
        self.pairs.push((pair.clone(), here.clone()));
        here
    }

    fn merge_type(&mut self, any: &mut Schema, part: &mut Schema, position: &Position) {
        use JsonType::{Integer, Number};
        match (any.ty, part.ty) {
            (Some(Integer), Some(Number)) | (Some(Number), Some(Integer)) => {
                any.ty = Some(Integer);
            }
            (Some(known), Some(other)) if known != other => {
                let (known, other) = (known.as_str(), other.as_str());
                self.report.warning(
                    Code::AllOfTypes,
                    &position.pointer,
                    format!("one part of the `allOf` has the type `{known}`, and another has the type `{other}`; the last one counts"),
                    "give all parts of the `allOf` the same type",
                );
                any.ty = part.ty;
                any.enumeration.clear();
            }
            (None, _) => any.ty = part.ty,
            _ => {}
        }
        let listed = std::mem::take(&mut part.enumeration);
        if any.enumeration.is_empty() {
            any.enumeration = listed;
        } else if !listed.is_empty() && any.enumeration != listed {
            let known: HashSet<&Value> = listed.iter().collect();
            let common = any.enumeration.iter().filter(|value| known.contains(value));
            let common: Vec<Value> = common.cloned().collect();
            any.enumeration = if common.is_empty() { listed } else { common };
        }
    }
}

/// Adds the annotations of another that holds as well, and stands closer to the whole.
fn merge_annotations(whole: &mut Schema, part: &Schema) {
    let nullable = match (whole.is_any(), part.is_any()) {
        (false, false) => whole.nullable && part.nullable,
        _ => whole.nullable || part.nullable,
    };
    whole.nullable = nullable;
    whole.read_only |= part.read_only;
    whole.write_only |= part.write_only;
    whole.deprecated |= part.deprecated;
    whole.title = part.title.clone().or(whole.title.take());
    whole.description = part.description.clone().or(whole.description.take());
    whole.default = part.default.clone().or(whole.default.take());
    whole.discriminator = part.discriminator.clone().or(whole.discriminator.take());
    for (key, value) in &part.extensions {
        whole.extensions.insert(key.clone(), value.clone());
    }
}

/// How many schemas that all hold are compared with others like them.
const MOST_COMPARED: usize = 8;

/// Makes a schema one for which another holds as well. One that already stands for several gets one more: lists within each
/// other would be as deep as there are parts.
fn add_part(known: &mut Ref<Schema>, other: Ref<Schema>) {
    if let Ref::Item(schema) = known
        && schema.is_only(Keywords::ALL_OF)
    {
        Rc::make_mut(schema).all_of.push(other);
        return;
    }
    *known = Ref::item(Schema {
        all_of: vec![known.clone(), other],
        ..Schema::default()
    });
}

/// The schemas of a list of those that all hold.
fn parts(schema: &Ref<Schema>) -> Option<&[Ref<Schema>]> {
    let schema = schema.as_item()?;
    (schema.keywords() == Keywords::ALL_OF).then_some(&schema.all_of)
}

/// Adds what a list does not have yet.
pub(super) fn add_new<T: Clone + Eq + Hash>(list: &mut Vec<T>, more: Vec<T>) {
    if list.len() + more.len() < 32 {
        for value in more {
            if !list.contains(&value) {
                list.push(value);
            }
        }
        return;
    }
    let mut known: HashSet<T> = list.iter().cloned().collect();
    list.extend(more.into_iter().filter(|value| known.insert(value.clone())));
}

fn least(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
