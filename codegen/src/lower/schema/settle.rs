//! What a schema that was put together is: of one type, or of several candidates.

use std::rc::Rc;

use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr, Schema,
    SchemaKind, StringType, Type as Kind,
};
use serde_json::Value;

use super::Position;
use super::draft::{Draft, Union};
use super::merge::{add_new, is_trivial};
use super::values::UNSIGNED;
use super::values::whole;
use super::whole::{Alias, Candidate, CandidateOf, Form, Whole};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::naming;
use crate::openapi::resolver::{self, last_name};
use crate::vocabulary as x;

/// How many lists of options may lie within each other where each option is put together with what stands beside the list.
const MOST_LISTS: usize = 3;

impl Lowering<'_> {
    /// What a draft comes to.
    pub(super) fn settle(&mut self, mut draft: Draft, position: &Position) -> Option<Form> {
        if let Some((target, at)) = draft.alias.take() {
            return Some(Form::Alias(Rc::new(Alias {
                target,
                at,
                data: draft.data,
            })));
        }
        let mut candidates = Vec::new();
        if !draft.unions.is_empty() {
            let union = draft.unions.remove(0);
            if draft.unions.is_empty() && self.scalars(&mut draft, &union, position) {
                // Scalars of one kind are one scalar.
            } else {
                candidates = self.candidates(&draft, &union, position);
            }
        }
        let kind = if candidates.is_empty() {
            self.kind_of(&mut draft, position)
        } else {
            SchemaKind::OneOf { one_of: Vec::new() }
        };
        Some(Form::Whole(Rc::new(Whole {
            schema: Schema {
                schema_data: draft.data,
                schema_kind: kind,
            },
            origins: draft.origins,
            candidates,
        })))
    }

    /// The schemas of a list, each with what stands beside the list.
    fn candidates(&mut self, base: &Draft, union: &Union, position: &Position) -> Vec<Candidate> {
        let beside = !(is_trivial(&base.any) && base.unions.is_empty());
        let mut candidates = Vec::new();
        for (number, (option, at)) in union.options.iter().enumerate() {
            let name = name_of(option);
            let part = name
                .clone()
                .unwrap_or_else(|| format!("option-{}", number + 1));
            let here = Position::new(at, &format!("{}-{part}", position.name));
            let listed = Candidate {
                of: CandidateOf::Listed(Box::new(option.clone())),
                position: here.clone(),
                name: name.clone(),
            };
            let deep = self.settling >= MOST_LISTS;
            if !beside || deep || self.is_made_from(option, &position.pointer) {
                candidates.push(listed);
                continue;
            }
            let Some(draft) = self.option(option, &here) else {
                continue;
            };
            let mut whole = base.clone();
            whole.data.description = None;
            whole.data.discriminator = None;
            whole.data.default = None;
            whole.data.nullable = false;
            self.merge(&mut whole, draft, &here);
            self.settling += 1;
            let form = self.settle(whole, &here);
            self.settling -= 1;
            let of = match form {
                Some(Form::Whole(whole)) => CandidateOf::Whole(whole),
                _ => CandidateOf::Listed(Box::new(option.clone())),
            };
            candidates.push(Candidate {
                of,
                position: here,
                name,
            });
        }
        candidates
    }

    /// The draft of one of several.
    fn option(&mut self, option: &ReferenceOr<Schema>, here: &Position) -> Option<Draft> {
        let mut open = Vec::new();
        let draft = match option {
            ReferenceOr::Item(item) => self.draft(item, here, &mut open)?,
            ReferenceOr::Reference { reference } => {
                let at = resolver::at_reference(&here.pointer);
                if !self.is_there(reference, &at) {
                    return None;
                }
                let (target, there) = self.follow(reference, &at)?;
                self.draft(target, &there, &mut open)?
            }
        };
        self.expanded(draft, here, &mut open)
    }

    /// Whether all of a list are texts, or all numbers: then so is the whole, and its known values are those of all.
    fn scalars(&mut self, base: &mut Draft, union: &Union, position: &Position) -> bool {
        let mut parts = Vec::new();
        // A cheap look first: most options are objects, and there may be thousands.
        let simple = |option: &ReferenceOr<Schema>| match option {
            ReferenceOr::Item(schema) => may_be_scalar(schema),
            ReferenceOr::Reference { reference } => match self.component_of(reference) {
                Some(ReferenceOr::Item(schema)) => may_be_scalar(schema),
                Some(ReferenceOr::Reference { .. }) => true,
                None => self.leads_somewhere(reference),
            },
        };
        if !union.options.iter().all(|(option, _)| simple(option)) {
            return false;
        }
        for (option, at) in &union.options {
            let before = self.report.begin_attempt();
            let known = self.drafts.len();
            let draft = self.option(option, &Position::new(at, &position.name));
            let attempt = self.report.end_attempt(before);
            let Some(draft) = draft.filter(|draft| draft.unions.is_empty()) else {
                // What is known of it was reported, and no longer is.
                self.drafts.forget(known);
                return false;
            };
            self.report.add(attempt);
            if draft.data.extensions.contains_key(x::KIND) {
                return false;
            }
            parts.push(draft);
        }
        let type_of = |draft: &Draft| {
            let own = implied(&draft.any).map(|(typ, _)| typ.to_owned());
            draft.any.typ.clone().or(own).or(base.any.typ.clone())
        };
        let types: Vec<Option<String>> = parts.iter().map(type_of).collect();
        let all = |wanted: &[&str]| {
            types
                .iter()
                .all(|typ| typ.as_deref().is_some_and(|typ| wanted.contains(&typ)))
        };
        let typ = if all(&["string"]) {
            "string"
        } else if all(&["integer"]) {
            "integer"
        } else if all(&["integer", "number"]) {
            "number"
        } else if all(&["boolean"]) {
            "boolean"
        } else {
            return false;
        };
        base.any.typ = Some(typ.to_owned());
        base.data.nullable |= parts.iter().any(|part| part.data.nullable);
        let format = parts.first().and_then(|part| part.any.format.clone());
        if parts.iter().all(|part| part.any.format == format) {
            base.any.format = base.any.format.take().or(format);
        }
        // An enum takes other strings as well, and other integers where an option is any integer. Every other number is one of a
        // list only if it always is.
        let listed = |part: &Draft| !part.any.enumeration.is_empty();
        let open = |part: &Draft| typ == "integer" && is_trivial(&part.any);
        if typ == "string" || parts.iter().all(|part| listed(part) || open(part)) {
            let listed = parts.into_iter().flat_map(|part| part.any.enumeration);
            add_new(&mut base.any.enumeration, listed.collect());
        }
        true
    }

    /// The form of a schema that is no list of candidates.
    fn kind_of(&mut self, draft: &mut Draft, position: &Position) -> SchemaKind {
        let any = &mut draft.any;
        if any.typ.is_none() {
            let Some((typ, keyword)) = implied(any) else {
                if !any.enumeration.is_empty() {
                    self.mixed(draft, position);
                } else if !is_trivial(any) {
                    self.unchecked(&position.pointer, "constraints without a `type`");
                }
                return SchemaKind::Any(AnySchema::default());
            };
            self.report.warning(
                Code::NoType,
                &position.pointer,
                format!("`{keyword}` without a `type`; it is read as `type: {typ}`"),
                format!("add `type: {typ}`"),
            );
            any.typ = Some(typ.to_owned());
        }
        let typ = any.typ.clone().unwrap_or_default();
        let rest = foreign(any, &typ);
        if rest {
            self.report.warning(
                Code::ForeignKeywords,
                &position.pointer,
                format!("keywords of another type are ignored beside `type: {typ}`"),
                "write only keywords of this type",
            );
        }
        let any = &mut draft.any;
        match typ.as_str() {
            "object" => SchemaKind::Type(Kind::Object(ObjectType {
                properties: std::mem::take(&mut any.properties),
                required: std::mem::take(&mut any.required),
                additional_properties: any.additional_properties.take(),
                min_properties: any.min_properties,
                max_properties: any.max_properties,
            })),
            "array" => SchemaKind::Type(Kind::Array(ArrayType {
                items: any.items.take(),
                min_items: any.min_items,
                max_items: any.max_items,
                unique_items: any.unique_items.unwrap_or_default(),
            })),
            "string" => {
                let listed = std::mem::take(&mut any.enumeration);
                let as_text = |value: &Value| match value {
                    Value::Null => None,
                    Value::String(text) => Some(text.clone()),
                    other => Some(other.to_string()),
                };
                if listed.iter().any(|v| !(v.is_string() || v.is_null())) {
                    self.other_values(position, "strings");
                }
                SchemaKind::Type(Kind::String(StringType {
                    format: draft.any.format.take().into(),
                    pattern: draft.any.pattern.take(),
                    enumeration: listed.iter().map(as_text).collect(),
                    min_length: draft.any.min_length,
                    max_length: draft.any.max_length,
                }))
            }
            "integer" => {
                self.lost_bounds(any, &position.pointer);
                let any = &mut draft.any;
                let listed = std::mem::take(&mut any.enumeration);
                let as_integer = |value: &Value| match value {
                    Value::String(text) => text.parse().ok(),
                    other => other.as_i64(),
                };
                if listed
                    .iter()
                    .any(|v| !(v.is_i64() || v.is_u64() || v.is_null()))
                {
                    self.other_values(position, "integers");
                }
                let any = &mut draft.any;
                if listed.iter().any(|v| v.is_u64() && !v.is_i64()) {
                    if listed.iter().any(|v| v.as_i64().is_some_and(|v| v < 0)) {
                        let at = pointer::step(&position.pointer, "enum");
                        self.unsupported(&at, "an `enum` of integers beyond 64 bits");
                        return SchemaKind::Any(AnySchema::default());
                    }
                    any.format = Some(UNSIGNED.to_owned());
                }
                SchemaKind::Type(Kind::Integer(IntegerType {
                    format: any.format.take().into(),
                    multiple_of: any.multiple_of.and_then(whole),
                    exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                    exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                    minimum: any.minimum.and_then(whole),
                    maximum: any.maximum.and_then(whole),
                    enumeration: listed.iter().map(as_integer).collect(),
                }))
            }
            "number" => SchemaKind::Type(Kind::Number(NumberType {
                format: any.format.take().into(),
                multiple_of: any.multiple_of,
                exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                minimum: any.minimum,
                maximum: any.maximum,
                enumeration: any.enumeration.iter().map(Value::as_f64).collect(),
            })),
            "boolean" => SchemaKind::Type(Kind::Boolean(BooleanType {
                enumeration: any.enumeration.iter().map(Value::as_bool).collect(),
            })),
            _ => SchemaKind::Any(AnySchema::default()),
        }
    }

    fn other_values(&mut self, position: &Position, what: &str) {
        self.report.warning(
            Code::EnumType,
            &pointer::step(&position.pointer, "enum"),
            format!("the values of this `enum` are not {what}, unlike its `type`"),
            "put strings in quotes, and no other values",
        );
    }

    /// An enum of texts and numbers is sent as it is given, and kept as it is received.
    fn mixed(&mut self, draft: &mut Draft, position: &Position) {
        let scalar = |value: &Value| !(value.is_array() || value.is_object());
        let all_scalars = draft.any.enumeration.iter().all(scalar);
        self.report.warning(
            Code::MixedEnum,
            &pointer::step(&position.pointer, "enum"),
            "an `enum` of several types is not checked before sending",
            "write values of one type",
        );
        if all_scalars {
            draft
                .data
                .extensions
                .insert(x::KIND.to_owned(), Value::from("text"));
        }
    }
}

fn may_be_scalar(schema: &Schema) -> bool {
    !matches!(
        schema.schema_kind,
        SchemaKind::Type(Kind::Object(_) | Kind::Array(_))
    )
}

/// What an option is called: as what it refers to, or by its title.
fn name_of(option: &ReferenceOr<Schema>) -> Option<String> {
    let name = match option {
        ReferenceOr::Reference { reference } => last_name(reference)?,
        ReferenceOr::Item(item) => item.schema_data.title.clone()?,
    };
    naming::type_name(&name).filter(|name| name.len() <= 60)?;
    Some(name)
}

/// The type that keywords belong to, and the keyword that tells.
fn implied(any: &AnySchema) -> Option<(&'static str, &'static str)> {
    let values = |holds: fn(&Value) -> bool| {
        let mut known = any.enumeration.iter().filter(|value| !value.is_null());
        any.enumeration.iter().any(|value| !value.is_null()) && known.all(holds)
    };
    let integer = matches!(any.format.as_deref(), Some("int32" | "int64"));
    Some(if !any.properties.is_empty() {
        ("object", "properties")
    } else if any.additional_properties.is_some() {
        ("object", "additionalProperties")
    } else if !any.required.is_empty() {
        ("object", "required")
    } else if any.items.is_some() {
        ("array", "items")
    } else if values(Value::is_string) {
        ("string", "enum")
    } else if values(|value| value.is_i64() || value.is_u64()) {
        ("integer", "enum")
    } else if values(Value::is_boolean) {
        ("boolean", "enum")
    } else if values(Value::is_number) {
        ("number", "enum")
    } else if !any.enumeration.is_empty() {
        return None;
    } else if any.min_length.is_some() || any.max_length.is_some() || any.pattern.is_some() {
        ("string", "minLength, maxLength or pattern")
    } else if any.min_items.is_some() || any.max_items.is_some() {
        ("array", "minItems or maxItems")
    } else if any.min_properties.is_some() || any.max_properties.is_some() {
        ("object", "minProperties or maxProperties")
    } else if integer {
        ("integer", "format")
    } else if any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some() {
        ("number", "minimum, maximum or multipleOf")
    } else {
        match any.format.as_deref() {
            Some("float" | "double") => ("number", "format"),
            Some(_) => ("string", "format"),
            None => return None,
        }
    })
}

/// Whether there are keywords that belong to another type.
fn foreign(any: &AnySchema, typ: &str) -> bool {
    let object = !any.properties.is_empty()
        || !any.required.is_empty()
        || any.additional_properties.is_some()
        || any.min_properties.is_some()
        || any.max_properties.is_some();
    let array = any.items.is_some()
        || any.min_items.is_some()
        || any.max_items.is_some()
        || any.unique_items.is_some();
    let text = any.min_length.is_some() || any.max_length.is_some() || any.pattern.is_some();
    let number = any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some();
    let values = !any.enumeration.is_empty() && matches!(typ, "object" | "array");
    values
        || (object && typ != "object")
        || (array && typ != "array")
        || (text && typ != "string")
        || (number && !matches!(typ, "number" | "integer"))
}
