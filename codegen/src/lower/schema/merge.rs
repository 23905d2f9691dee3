//! Two schemas that both hold, as one.

use std::collections::HashSet;
use std::hash::Hash;

use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type as Kind,
};
use serde_json::Value;

use super::Position;
use super::draft::Draft;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::vocabulary as x;

impl Lowering<'_> {
    /// Adds to a draft what another says that holds as well, and stands closer to the whole.
    pub(super) fn merge(&mut self, whole: &mut Draft, part: Draft, position: &Position) {
        self.merge_data(whole, &part);
        let Draft {
            any: mut part,
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
            match whole.any.properties.get_mut(&wire) {
                None => {
                    whole.any.properties.insert(wire.clone(), property);
                    if let Some(origin) = origin {
                        whole.origins.insert(wire, origin.clone());
                    }
                }
                Some(known) if *known == property => {}
                Some(known) => {
                    // Both hold, and the place of the two is that of neither.
                    let pair = both(std::mem::replace(known, nothing()), property);
                    let name = format!("{}-{wire}", position.name);
                    let properties = pointer::step(&position.pointer, "properties");
                    let at = Position::new(&pointer::step(&properties, &wire), &name);
                    let at = self.place_of(&pair, at);
                    whole.origins.insert(wire, at);
                    *known = pair;
                }
            }
        }
        let required = std::mem::take(&mut part.required);
        add_new(&mut whole.any.required, required);
        let any = &mut whole.any;
        any.items = match (any.items.take(), part.items.take()) {
            (Some(known), Some(other)) if known != other => Some(both(known, other)),
            (known, other) => known.or(other),
        };
        any.additional_properties = match (
            any.additional_properties.take(),
            part.additional_properties.take(),
        ) {
            (Some(AdditionalProperties::Any(_)) | None, Some(other)) => Some(other),
            (known, _) => known,
        };
        self.merge_type(any, &mut part, position);
        any.format = part.format.or(any.format.take());
        any.pattern = part.pattern.or(any.pattern.take());
        any.multiple_of = part.multiple_of.or(any.multiple_of);
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
    fn place_of(&mut self, pair: &ReferenceOr<Box<Schema>>, here: Position) -> Position {
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

    fn merge_type(&mut self, any: &mut AnySchema, part: &mut AnySchema, position: &Position) {
        match (any.typ.as_deref(), part.typ.as_deref()) {
            (Some(known), Some(other)) if known != other => {
                let whole = (known == "integer" && other == "number")
                    || (known == "number" && other == "integer");
                if whole {
                    any.typ = Some("integer".to_owned());
                } else {
                    self.report.warning(
                        Code::AllOfTypes,
                        &position.pointer,
                        format!("one part of the `allOf` has the type `{known}`, and another has the type `{other}`; the last one counts"),
                        "give all parts of the `allOf` the same type",
                    );
                    any.typ = part.typ.take();
                    any.enumeration.clear();
                }
            }
            (None, _) => any.typ = part.typ.take(),
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

    fn merge_data(&mut self, whole: &mut Draft, part: &Draft) {
        let says_type = |draft: &Draft| !is_trivial(&draft.any) || draft.any.typ.is_some();
        let nullable = match (says_type(whole), says_type(part)) {
            (true, true) => whole.data.nullable && part.data.nullable,
            _ => whole.data.nullable || part.data.nullable,
        };
        let (data, other) = (&mut whole.data, &part.data);
        data.nullable = nullable;
        data.read_only |= other.read_only;
        data.write_only |= other.write_only;
        data.deprecated |= other.deprecated;
        data.title = other.title.clone().or(data.title.take());
        data.description = other.description.clone().or(data.description.take());
        data.default = other.default.clone().or(data.default.take());
        data.discriminator = other.discriminator.clone().or(data.discriminator.take());
        for (key, value) in &other.extensions {
            if key.starts_with(x::PREFIX) {
                data.extensions.insert(key.clone(), value.clone());
            }
        }
    }
}

/// How many schemas that all hold are compared with others like them.
const MOST_COMPARED: usize = 8;

/// A schema for which both hold. One that already stands for several gets one more: lists within each other would be as deep as
/// there are parts.
fn both(
    mut known: ReferenceOr<Box<Schema>>,
    other: ReferenceOr<Box<Schema>>,
) -> ReferenceOr<Box<Schema>> {
    if let ReferenceOr::Item(schema) = &mut known
        && schema.schema_data == SchemaData::default()
        && let SchemaKind::AllOf { all_of } = &mut schema.schema_kind
    {
        all_of.push(other.unbox());
        return known;
    }
    let all_of = vec![known.unbox(), other.unbox()];
    ReferenceOr::Item(Box::new(Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::AllOf { all_of },
    }))
}

const fn nothing() -> ReferenceOr<Box<Schema>> {
    ReferenceOr::Reference {
        reference: String::new(),
    }
}

/// The schemas of a list of those that all hold.
fn parts(schema: &ReferenceOr<Box<Schema>>) -> Option<&[ReferenceOr<Schema>]> {
    match &schema.as_item()?.schema_kind {
        SchemaKind::AllOf { all_of } => Some(all_of),
        _ => None,
    }
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

/// Whether nothing is said but a type. Looks at the schema where it is: it may have thousands of properties.
pub(super) fn is_trivial(any: &AnySchema) -> bool {
    let AnySchema {
        typ: _,
        properties,
        required,
        enumeration,
        one_of,
        all_of,
        any_of,
        ..
    } = any;
    let lists = properties.is_empty()
        && required.is_empty()
        && enumeration.is_empty()
        && one_of.is_empty()
        && all_of.is_empty()
        && any_of.is_empty();
    lists
        && *any
            == AnySchema {
                typ: any.typ.clone(),
                ..AnySchema::default()
            }
}

/// What a schema says, whatever its form.
pub(super) fn as_any(kind: &SchemaKind) -> AnySchema {
    let of_type = |typ: &str| AnySchema {
        typ: Some(typ.to_owned()),
        ..AnySchema::default()
    };
    match kind {
        SchemaKind::Type(Kind::String(text)) => AnySchema {
            format: format(&text.format),
            pattern: text.pattern.clone(),
            enumeration: values(&text.enumeration),
            min_length: text.min_length,
            max_length: text.max_length,
            ..of_type("string")
        },
        SchemaKind::Type(Kind::Number(number)) => AnySchema {
            format: format(&number.format),
            multiple_of: number.multiple_of,
            exclusive_minimum: number.exclusive_minimum.then_some(true),
            exclusive_maximum: number.exclusive_maximum.then_some(true),
            minimum: number.minimum,
            maximum: number.maximum,
            enumeration: values(&number.enumeration),
            ..of_type("number")
        },
        SchemaKind::Type(Kind::Integer(integer)) => AnySchema {
            format: format(&integer.format),
            multiple_of: integer.multiple_of.map(|n| n as f64),
            exclusive_minimum: integer.exclusive_minimum.then_some(true),
            exclusive_maximum: integer.exclusive_maximum.then_some(true),
            minimum: integer.minimum.map(|n| n as f64),
            maximum: integer.maximum.map(|n| n as f64),
            enumeration: values(&integer.enumeration),
            ..of_type("integer")
        },
        SchemaKind::Type(Kind::Boolean(boolean)) => AnySchema {
            enumeration: values(&boolean.enumeration),
            ..of_type("boolean")
        },
        SchemaKind::Type(Kind::Array(array)) => AnySchema {
            items: array.items.clone(),
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: array.unique_items.then_some(true),
            ..of_type("array")
        },
        SchemaKind::Type(Kind::Object(object)) => AnySchema {
            properties: object.properties.clone(),
            required: object.required.clone(),
            additional_properties: object.additional_properties.clone(),
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            ..of_type("object")
        },
        SchemaKind::OneOf { one_of } => AnySchema {
            one_of: one_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::AnyOf { any_of } => AnySchema {
            any_of: any_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::AllOf { all_of } => AnySchema {
            all_of: all_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::Not { not } => AnySchema {
            not: Some(not.clone()),
            ..AnySchema::default()
        },
        SchemaKind::Any(any) => any.clone(),
    }
}

fn values<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
    let known = values.iter().cloned();
    known
        .map(|value| value.map_or(Value::Null, Into::into))
        .collect()
}

fn format<T: serde::Serialize>(format: &openapiv3::VariantOrUnknownOrEmpty<T>) -> Option<String> {
    let written = serde_json::to_value(format).ok()?;
    written
        .as_str()
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
