//! What a schema that was put together is: of one type, or of several candidates.

use std::collections::HashSet;
use std::rc::Rc;

use super::Position;
use super::draft::{Draft, Union};
use super::form::{Alias, Candidate, CandidateOf, Form, Whole};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::naming;
use crate::openapi::resolver::{self, last_name};
use crate::schema::{JsonType, Keywords, Note, Ref, Schema};
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
        if candidates.is_empty() {
            let notes = schema.resolve();
            self.report_notes(notes, &position.pointer);
        } else {
            schema.keep(None);
        }
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
        let mut lists = union.options.iter().filter_map(|(_, at)| {
            let (list, _) = at.rsplit_once('/')?;
            Some(list.ends_with("/anyOf"))
        });
        if lists.any(|is_any_of| is_any_of) {
            self.any_of.insert(position.pointer.clone());
        }
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
            if deep && beside {
                self.account
                    .drops(&position.pointer, Code::UnsupportedSchema);
            }
            // A type beside the list that an option has anyway says nothing.
            let stated = base.schema.ty;
            let has_type = stated.is_none_or(|ty| self.has_type(option, ty, &mut HashSet::new()));
            let is_as_listed = !beside && has_type;
            if is_as_listed || deep || self.is_made_from(option, &position.pointer) {
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
            if !self.affords(whole.schema.breadth(), &here.pointer) {
                return candidates;
            }
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
            let known = self.drafts.len();
            let position = Position::new(at, &position.name);
            let (draft, attempt) = self.apart(|this| this.option(option, &position));
            let Some(draft) = draft.filter(|draft| draft.unions.is_empty()) else {
                // What is known of it was reported, and no longer is.
                self.drafts.forget(known);
                return false;
            };
            self.report.add(attempt);
            if draft.schema.extensions.contains_key(x::KIND) {
                return false;
            }
            parts.push(draft.schema);
        }
        let plain = Keywords::TYPE.with(Keywords::FORMAT).with(Keywords::ENUM);
        let is_plain = |part: &Schema| part.keywords().are_among(plain);
        let are_plain = parts.iter().all(is_plain);
        let is_joined = base.schema.join_scalars(parts);
        if is_joined && !are_plain {
            self.unchecked_without_warning(&position.pointer);
        }
        is_joined
    }

    /// Reports what resolving a schema noticed.
    fn report_notes(&mut self, notes: Vec<Note>, at: &str) {
        let at_enum = || pointer::step(at, "enum");
        for note in notes {
            let (code, at, what, help) = match note {
                Note::Implied(ty, keywords) => (
                    Code::NoType,
                    at.to_owned(),
                    format!(
                        "`{keywords}` without a `type`; it is read as `type: {}`",
                        ty.as_str()
                    ),
                    format!("add `type: {}`", ty.as_str()),
                ),
                Note::Untyped => {
                    self.unchecked(at, "constraints without a `type`");
                    continue;
                }
                Note::Foreign(ty) => (
                    Code::ForeignKeywords,
                    at.to_owned(),
                    format!(
                        "keywords of another type are ignored beside `type: {}`",
                        ty.as_str()
                    ),
                    "write only keywords of this type".to_owned(),
                ),
                Note::Several(ty) => {
                    let what = format!(
                        "keywords of several types without a `type`; those of other types than `{}`",
                        ty.as_str()
                    );
                    self.unchecked(at, &what);
                    continue;
                }
                Note::Beyond(key) => (
                    Code::WideInteger,
                    pointer::step(at, key),
                    format!("`{key}` is beyond the integers that the client sends and reads"),
                    "call the operation with the client's `request` method to send or read such an integer"
                        .to_owned(),
                ),
                Note::StructuredValues(ty) => {
                    self.listed(ty, at);
                    continue;
                }
                Note::Rounded(key) => (
                    Code::LargeBound,
                    at.to_owned(),
                    format!(
                        "`{key}` is a number beyond 64 bits, or a large one with a fraction or an exponent, so it is not checked"
                    ),
                    "check the value before the call where it matters".to_owned(),
                ),
                Note::OtherValues(values, some) => (
                    Code::EnumType,
                    at_enum(),
                    match some {
                        true => format!(
                            "some values of this `enum` are not {values}, unlike its `type`"
                        ),
                        false => {
                            format!("the values of this `enum` are not {values}, unlike its `type`")
                        }
                    },
                    match values {
                        "strings" => "put all values in quotes".to_owned(),
                        values => format!("write {values} without quotes"),
                    },
                ),
                Note::MixedValues => (
                    Code::MixedEnum,
                    at_enum(),
                    "an `enum` of several types is not checked".to_owned(),
                    "check the value before the call where it matters".to_owned(),
                ),
                Note::WideIntegers => {
                    self.unsupported(&at_enum(), "an `enum` of integers beyond 64 bits");
                    continue;
                }
            };
            self.report.warning(code, &at, what, help);
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
