//! A schema as one thing: `allOf` written out, `oneOf` and `anyOf` as a list of candidates, the type said where it only
//! follows.

use std::collections::HashSet;
use std::rc::Rc;

use super::draft::{Draft, Union};
use super::form::Form;
use super::used::Position;
use crate::account::As;
use crate::diagnostic::{Code, Severity};
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::openapi::resolver::{self, LONGEST_CHAIN, pointer_within};
use crate::schema::{JsonType, Ref, Schema};
use crate::vocabulary as x;

impl Lowering<'_> {
    /// What a schema is when it is written out. `None` where that has no end.
    pub(super) fn written_out(&mut self, schema: &Schema, position: &Position) -> Option<Form> {
        if schema.is_empty_list {
            self.unsupported(&position.pointer, "an empty list of schemas");
            return None;
        }
        let is_plain = schema.plain_type().is_some() || schema.is_any();
        if is_plain || schema.extensions.contains_key(x::KIND) {
            return Some(Form::Plain);
        }
        if let Some(known) = self.forms.get(&position.pointer) {
            return known.clone();
        }
        let draft = self.draft(schema, position, &mut Vec::new());
        let form = draft.and_then(|draft| self.settle(draft, position));
        self.forms.insert(position.pointer.clone(), form.clone());
        form
    }

    /// Puts a schema together. `open` are those that wait for this one.
    pub(super) fn draft(
        &mut self,
        schema: &Schema,
        position: &Position,
        open: &mut Vec<String>,
    ) -> Option<Draft> {
        if let Some(around) = open.iter().position(|open| *open == position.pointer) {
            self.drafts.depend_on(around);
            self.circle(Severity::Error, &position.pointer, &position.pointer);
            return None;
        }
        if open.len() > LONGEST_CHAIN {
            self.drafts.depend_on(0);
            let what = format!("a chain of more than {LONGEST_CHAIN} parts");
            self.unsupported(&position.pointer, &what);
            return None;
        }
        if let Some(known) = self.drafts.get(position, open) {
            return known;
        }
        let around = self.drafts.begin();
        open.push(position.pointer.clone());
        let draft = self.draft_open(schema, position, open);
        open.pop();
        let draft = draft.filter(|draft| self.affords(draft.schema.breadth(), &position.pointer));
        self.drafts.end(around, position, open.len(), &draft);
        draft
    }

    fn draft_open(
        &mut self,
        schema: &Schema,
        position: &Position,
        open: &mut Vec<String>,
    ) -> Option<Draft> {
        let at = &position.pointer;
        self.account.read(at, As::Merged);
        let mut own = Draft::of(schema, position);
        let mut branches: Vec<(Ref<Schema>, String)> = Vec::new();
        let all_of = std::mem::take(&mut own.schema.all_of);
        branches.extend(numbered(all_of, at, "allOf"));
        let one_of = std::mem::take(&mut own.schema.one_of);
        let any_of = std::mem::take(&mut own.schema.any_of);
        for (keyword, options) in [("oneOf", one_of), ("anyOf", any_of)] {
            if own.schema.extensions.contains_key(x::CHOICE) {
                self.restated_choice(keyword, &options, &own, position);
            } else if !options.is_empty() {
                self.union(keyword, options, &mut own, &mut branches, position, open);
            }
        }
        if let Some((keyword, options)) = own.schema.take_options_of_items() {
            self.report.warning(
                Code::ItemsOfSeveral,
                &pointer::step(at, "items"),
                "`items` of several schemas without a `type`; the value is read as one of them",
                "write the `oneOf` or `anyOf` without `items`, or add `type: array`",
            );
            let items = Position::new(&pointer::step(at, "items"), &position.name);
            self.account.read(&items.pointer, As::Merged);
            self.union(keyword, options, &mut own, &mut branches, &items, open);
        }
        if own.schema.not.take().is_some() {
            self.report.warning(
                Code::UncheckedNot,
                &pointer::step(at, "not"),
                "`not` is not checked",
                "check the value before the call where it matters",
            );
        }
        if let [(Ref::To(target), holder)] = branches.as_slice()
            && self.closes(&own.schema, target, holder, open)
        {
            own.schema.enumeration.clear();
        }
        let says_nothing = own.schema.is_unconstrained() && own.unions.is_empty();
        let mut telling = branches
            .iter()
            .filter(|(branch, _)| !branch.as_item().is_some_and(|item| item.is_unconstrained()));
        if says_nothing
            && let (Some((alias @ Ref::To(target), holder)), None) =
                (telling.next(), telling.next())
            && stated_types(&own.schema, &branches)
                .all(|ty| self.has_type(alias, ty, &mut HashSet::new()))
        {
            own.alias = Some((target.to_string(), holder.clone()));
        }
        let mut whole: Option<Draft> = None;
        let mut merged = HashSet::new();
        for (branch, holder) in branches {
            let here = Position::new(&holder, &position.name);
            let (referred, draft) = match &branch {
                Ref::Item(item) => (false, self.draft(item, &here, open)?),
                // What it leads to is looked at as itself.
                Ref::To(_) if own.alias.is_some() => continue,
                Ref::To(target) => {
                    let (found, there) = self.follow(target, &resolver::at_reference(&holder))?;
                    // The same part a second time says nothing new.
                    if !merged.insert(Rc::clone(target)) {
                        continue;
                    }
                    (true, self.draft(found, &there, open)?)
                }
            };
            let draft = self.expanded(draft.into_branch(referred), position, open)?;
            match &mut whole {
                None => whole = Some(draft),
                Some(whole) => self.merge(whole, draft, position),
            }
        }
        Some(match whole {
            None => own,
            Some(mut whole) => {
                let alias = own.alias.take();
                self.merge(&mut whole, own, position);
                Draft { alias, ..whole }
            }
        })
    }

    /// A list of schemas of which a value has one. One alone is as good as a part, unless a discriminator selects it; `null`
    /// among them only says that the value may be `null`.
    fn union(
        &mut self,
        keyword: &'static str,
        options: Vec<Ref<Schema>>,
        own: &mut Draft,
        branches: &mut Vec<(Ref<Schema>, String)>,
        position: &Position,
        open: &[String],
    ) {
        let at = pointer::step(&position.pointer, keyword);
        let mut listed: Vec<_> = numbered(options, &position.pointer, keyword).collect();
        for (_, at) in &listed {
            self.account.read(at, As::Merged);
        }
        let before = listed.len();
        listed.retain(|(option, _)| !option.is_null());
        own.schema.nullable |= listed.len() < before;
        // A type beside the list has no `null`, whatever an option says.
        if own.schema.ty.is_none() {
            let options = listed.iter().map(|(option, _)| option);
            let mut options = options.filter_map(|option| self.looked_up(option));
            own.schema.nullable |= options.any(|option| option.nullable);
        }
        if listed.iter().all(|(option, _)| option.is_requirement()) {
            if !listed.is_empty() {
                self.unchecked(&at, "which properties are needed together");
            }
            return;
        }
        // A part that lists what it is a part of: each of its kinds is made from it.
        for (option, _) in &listed {
            let Some(target) = option.target().and_then(pointer_within) else {
                continue;
            };
            let around = &open[..open.len().saturating_sub(1)];
            if let Some(back_to) = around.iter().rposition(|open| *open == target) {
                self.drafts.depend_on(back_to);
                return;
            }
            self.drafts.would_depend_on(&target);
        }
        match listed.len() {
            0 => {}
            // A discriminator is a member of the value, whether or not the only option declares it.
            1 if !is_selected(&own.schema, &listed) => branches.extend(listed),
            _ => own.unions.push(Union { options: listed }),
        }
    }

    /// Whether all values of a schema have a type, as far as its keywords say.
    pub(super) fn has_type(
        &self,
        schema: &Ref<Schema>,
        ty: JsonType,
        seen: &mut HashSet<String>,
    ) -> bool {
        let schema = match schema {
            Ref::Item(schema) => schema,
            Ref::To(target) => {
                let found = self.document.schemas.get(self.tree, target);
                // What leads nowhere or to itself says nothing against it.
                return !seen.insert(target.to_string())
                    || found.is_none_or(|(found, _)| self.has_type(found, ty, seen));
            }
        };
        let is =
            |found: JsonType| found == ty || (found, ty) == (JsonType::Integer, JsonType::Number);
        if schema.extensions.contains_key(x::KIND) {
            return true;
        }
        if let Some(stated) = schema.ty {
            return is(stated);
        }
        let implied = schema.implied_type();
        implied.is_some_and(|(implied, _)| is(implied))
            || schema
                .all_of
                .iter()
                .any(|part| self.has_type(part, ty, seen))
            || [&schema.one_of, &schema.any_of].into_iter().any(|list| {
                let mut options = list.iter().filter(|option| !option.is_null()).peekable();
                options.peek().is_some() && options.all(|option| self.has_type(option, ty, seen))
            })
    }

    /// A draft that is another name for something, as what it is another name for.
    pub(super) fn expanded(
        &mut self,
        mut draft: Draft,
        position: &Position,
        open: &mut Vec<String>,
    ) -> Option<Draft> {
        let mut seen = Vec::new();
        while let Some((reference, holder)) = draft.alias.take() {
            let at = resolver::at_reference(&holder);
            if seen.contains(&reference) {
                self.circle(Severity::Error, &reference, &at);
                return None;
            }
            let (target, there) = self.follow(&reference, &at)?;
            seen.push(reference);
            let mut whole = self.draft(target, &there, open)?.into_branch(true);
            let alias = whole.alias.take();
            self.merge(&mut whole, draft, position);
            draft = Draft { alias, ..whole };
        }
        Some(draft)
    }

    /// Whether a schema is made from the one that stands at `base`.
    pub(super) fn is_made_from(&self, option: &Ref<Schema>, base: &str) -> bool {
        let mut open = vec![option];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(next) = open.pop() {
            match next {
                Ref::Item(schema) => open.extend(&schema.all_of),
                Ref::To(target) => {
                    if pointer_within(target).as_deref() == Some(base) {
                        return true;
                    }
                    if !seen.contains(&&**target) {
                        seen.push(target);
                        open.extend(self.component_of(target));
                    }
                }
            }
        }
        false
    }
}

impl Draft {
    fn of(schema: &Schema, position: &Position) -> Self {
        let properties_at = pointer::step(&position.pointer, "properties");
        let origin = |wire: &String| {
            let name = format!("{}-{wire}", position.name);
            let at = Position::new(&pointer::step(&properties_at, wire), &name);
            (wire.clone(), at)
        };
        let origins = schema.properties.keys().map(origin).collect();
        Self {
            schema: schema.clone(),
            origins,
            unions: Vec::new(),
            alias: None,
        }
    }

    /// As a part of another schema: what is said of the part is not said of the whole.
    fn into_branch(mut self, referred: bool) -> Self {
        if referred {
            self.schema.description = None;
            self.schema.title = None;
            self.schema.deprecated = false;
            self.schema.extensions.shift_remove(x::SOURCE);
            self.schema.extensions.shift_remove(x::CONFLICT);
        }
        if self.unions.is_empty() {
            // It tells the kinds of the part from each other, by what is made from it.
            self.schema.discriminator = None;
        }
        self
    }
}

/// Whether a discriminator selects an option of the list: it needs a name, by which the value stands for it.
fn is_selected(schema: &Schema, listed: &[(Ref<Schema>, String)]) -> bool {
    let is_named = |(option, _): &(Ref<Schema>, String)| option.target().is_some();
    schema.discriminator.is_some() && listed.iter().any(is_named)
}

/// The types that a schema and those of its parts state which say no more than that.
fn stated_types<'s>(
    own: &Schema,
    branches: &'s [(Ref<Schema>, String)],
) -> impl Iterator<Item = JsonType> + use<'s> {
    let parts = branches.iter().filter_map(|(branch, _)| branch.as_item());
    let parts = parts.filter(|part| part.is_unconstrained());
    own.ty.into_iter().chain(parts.filter_map(|part| part.ty))
}

fn numbered(
    options: Vec<Ref<Schema>>,
    at: &str,
    keyword: &str,
) -> impl Iterator<Item = (Ref<Schema>, String)> {
    let at = pointer::step(at, keyword);
    options
        .into_iter()
        .enumerate()
        .map(move |(number, option)| (option, format!("{at}/{number}")))
}
