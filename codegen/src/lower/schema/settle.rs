//! What a schema that was put together is: of one type, or of several candidates.

use std::rc::Rc;

use serde_json::Value;

use super::Position;
use super::draft::{Draft, Union};
use super::merge::add_new;
use super::values::UNSIGNED;
use super::whole::{Alias, Candidate, CandidateOf, Form, Whole};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::naming;
use crate::openapi::resolver::{self, last_name};
use crate::schema::{JsonType, Ref, Schema};
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
                annotations: draft.schema,
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
        let mut schema = draft.schema;
        let ty = match candidates.is_empty() {
            true => self.type_of(&mut schema, position),
            false => None,
        };
        schema.keep(ty);
        Some(Form::Whole(Rc::new(Whole {
            schema,
            origins: draft.origins,
            candidates,
        })))
    }

    /// The schemas of a list, each with what stands beside the list.
    fn candidates(&mut self, base: &Draft, union: &Union, position: &Position) -> Vec<Candidate> {
        let beside = !(base.schema.is_unconstrained() && base.unions.is_empty());
        let mut candidates = Vec::new();
        for (number, (option, at)) in union.options.iter().enumerate() {
            let name = name_of(option);
            let part = name
                .clone()
                .unwrap_or_else(|| format!("option-{}", number + 1));
            let here = Position::new(at, &format!("{}-{part}", position.name));
            let listed = Candidate {
                of: CandidateOf::Listed(option.clone()),
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
            whole.schema.description = None;
            whole.schema.discriminator = None;
            whole.schema.default = None;
            whole.schema.nullable = false;
            self.merge(&mut whole, draft, &here);
            self.settling += 1;
            let form = self.settle(whole, &here);
            self.settling -= 1;
            let of = match form {
                Some(Form::Whole(whole)) => CandidateOf::Whole(whole),
                _ => CandidateOf::Listed(option.clone()),
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
    fn option(&mut self, option: &Ref<Schema>, here: &Position) -> Option<Draft> {
        let mut open = Vec::new();
        let draft = match option {
            Ref::Item(item) => self.draft(item, here, &mut open)?,
            Ref::To(target) => {
                let at = resolver::at_reference(&here.pointer);
                if !self.is_there(target, &at) {
                    return None;
                }
                let (found, there) = self.follow(target, &at)?;
                self.draft(found, &there, &mut open)?
            }
        };
        self.expanded(draft, here, &mut open)
    }

    /// Whether all of a list are texts, or all numbers: then so is the whole, and its known values are those of all.
    fn scalars(&mut self, base: &mut Draft, union: &Union, position: &Position) -> bool {
        let mut parts = Vec::new();
        // A cheap look first: most options are objects, and there may be thousands.
        let simple = |option: &Ref<Schema>| match option {
            Ref::Item(schema) => may_be_scalar(schema),
            Ref::To(target) => match self.component_of(target) {
                Some(Ref::Item(schema)) => may_be_scalar(schema),
                Some(Ref::To(_)) => true,
                None => self.leads_somewhere(target),
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
            if draft.schema.extensions.contains_key(x::KIND) {
                return false;
            }
            parts.push(draft);
        }
        let type_of = |draft: &Draft| {
            let own = draft.schema.implied_type().map(|(ty, _)| ty);
            draft.schema.ty.or(own).or(base.schema.ty)
        };
        let types: Vec<Option<JsonType>> = parts.iter().map(type_of).collect();
        let all = |wanted: &[JsonType]| {
            types
                .iter()
                .all(|ty| ty.is_some_and(|ty| wanted.contains(&ty)))
        };
        let ty = if all(&[JsonType::String]) {
            JsonType::String
        } else if all(&[JsonType::Integer]) {
            JsonType::Integer
        } else if all(&[JsonType::Integer, JsonType::Number]) {
            JsonType::Number
        } else if all(&[JsonType::Boolean]) {
            JsonType::Boolean
        } else {
            return false;
        };
        let whole = &mut base.schema;
        whole.ty = Some(ty);
        whole.nullable |= parts.iter().any(|part| part.schema.nullable);
        let format = parts.first().and_then(|part| part.schema.format.clone());
        if parts.iter().all(|part| part.schema.format == format) {
            whole.format = whole.format.take().or(format);
        }
        // An enum takes other strings as well, and other integers where an option is any integer. Every other number is one of a
        // list only if it always is.
        let listed = |part: &Draft| !part.schema.enumeration.is_empty();
        let open = |part: &Draft| ty == JsonType::Integer && part.schema.is_unconstrained();
        if ty == JsonType::String || parts.iter().all(|part| listed(part) || open(part)) {
            let listed = parts.into_iter().flat_map(|part| part.schema.enumeration);
            add_new(&mut whole.enumeration, listed.collect());
        }
        true
    }

    /// The type of a schema that is no list of candidates. `None`: any JSON.
    fn type_of(&mut self, schema: &mut Schema, position: &Position) -> Option<JsonType> {
        let ty = match schema.ty {
            Some(ty) => ty,
            None => {
                let Some((ty, keyword)) = schema.implied_type() else {
                    if !schema.enumeration.is_empty() {
                        self.mixed(schema, position);
                    } else if !schema.is_unconstrained() {
                        self.unchecked(&position.pointer, "constraints without a `type`");
                    }
                    return None;
                };
                let word = ty.as_str();
                self.report.warning(
                    Code::NoType,
                    &position.pointer,
                    format!("`{keyword}` without a `type`; it is read as `type: {word}`"),
                    format!("add `type: {word}`"),
                );
                ty
            }
        };
        if schema.has_foreign(ty) {
            let word = ty.as_str();
            self.report.warning(
                Code::ForeignKeywords,
                &position.pointer,
                format!("keywords of another type are ignored beside `type: {word}`"),
                "write only keywords of this type",
            );
        }
        let values = &schema.enumeration;
        match ty {
            JsonType::String if values.iter().any(|v| !(v.is_string() || v.is_null())) => {
                self.other_values(position, "strings");
            }
            JsonType::Integer => {
                self.lost_bounds(schema, &position.pointer);
                let is_integer = |v: &Value| v.is_i64() || v.is_u64() || v.is_null();
                if !values.iter().all(is_integer) {
                    self.other_values(position, "integers");
                }
                if values.iter().any(|v| v.is_u64() && !v.is_i64()) {
                    if values.iter().any(|v| v.as_i64().is_some_and(|v| v < 0)) {
                        let at = pointer::step(&position.pointer, "enum");
                        self.unsupported(&at, "an `enum` of integers beyond 64 bits");
                        return None;
                    }
                    schema.format = Some(UNSIGNED.to_owned());
                }
            }
            _ => {}
        }
        Some(ty)
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
    fn mixed(&mut self, schema: &mut Schema, position: &Position) {
        let scalar = |value: &Value| !(value.is_array() || value.is_object());
        let all_scalars = schema.enumeration.iter().all(scalar);
        self.report.warning(
            Code::MixedEnum,
            &pointer::step(&position.pointer, "enum"),
            "an `enum` of several types is not checked before sending",
            "write values of one type",
        );
        if all_scalars {
            let kind = Value::from("text");
            schema.extensions.insert(x::KIND.to_owned(), kind);
        }
    }
}

fn may_be_scalar(schema: &Schema) -> bool {
    !matches!(
        schema.plain_type(),
        Some(JsonType::Object | JsonType::Array)
    )
}

/// What an option is called: as what it refers to, or by its title.
fn name_of(option: &Ref<Schema>) -> Option<String> {
    let name = match option {
        Ref::To(target) => last_name(target)?,
        Ref::Item(item) => item.title.clone()?,
    };
    naming::type_name(&name).filter(|name| name.len() <= 60)?;
    Some(name)
}
