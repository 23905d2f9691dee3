//! What a schema means in Rust.

mod draft;
mod drafts;
mod form;
mod kind;
mod merge;
mod named;
mod object;
mod one_of;
mod plain_form;
mod settle;
mod unnamed;
mod unset;
mod unsupported;
mod used;
mod values;
mod whole;

use std::rc::Rc;

use draft::Origins;
pub(super) use drafts::Drafts;
pub(super) use form::Form;
use form::{Alias, Candidate};
pub(super) use one_of::{hold_together, tell_apart};
pub(crate) use plain_form::MSISDN_PLUS;
pub(super) use used::{Memo, Position, Used};

use super::Lowering;
use crate::account::As;
use crate::diagnostic::{Code, Severity};
use crate::ground::pointer;
use crate::openapi::resolver::{self, LONGEST_CHAIN, component};
use crate::schema::{JsonType, Keywords, Ref, Schema};
use crate::vocabulary as x;
use crate::{ir, naming};

/// How many lists and maps may lie within each other.
const MOST_NESTED: usize = 64;

/// How many schemas that were put together may lie within each other, none of them with a name: each may be twice what the one
/// around it is.
const MOST_WHOLES: usize = 12;

/// A schema with what was found when it was written out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'s> {
    schema: &'s Schema,
    origins: &'s Origins,
    /// The options, if it is one of several schemas.
    candidates: &'s [Candidate],
}

impl<'s> Written<'s> {
    fn plain(schema: &'s Schema) -> Self {
        static HERE: Origins = Origins::new();
        Self {
            schema,
            origins: &HERE,
            candidates: &[],
        }
    }

    fn of(schema: &'s Schema, form: &'s Form) -> Option<Self> {
        match form {
            Form::Plain => Some(Self::plain(schema)),
            Form::Alias(_) => None,
            Form::Whole(whole) => Some(Self {
                schema: &whole.schema,
                origins: &whole.origins,
                candidates: &whole.candidates,
            }),
        }
    }

    /// Whether it is a struct, an enum or one of several schemas, with a name of its own.
    fn is_named(&self) -> bool {
        let schema = self.schema;
        if schema.extensions.contains_key(x::KIND) {
            return false;
        }
        match schema.ty {
            Some(JsonType::Object) => !schema.properties.is_empty(),
            Some(JsonType::String) => !schema.enumeration.is_empty(),
            Some(JsonType::Integer) => !schema.enumeration.is_empty() && !schema.is_unsigned(),
            _ => !self.candidates.is_empty(),
        }
    }
    /// What it is read as, for the account.
    fn read_as(&self) -> As {
        let schema = self.schema;
        let keys = &schema.extensions;
        if keys.contains_key(x::KIND) || keys.contains_key(x::SUBSCRIBER) {
            return As::Kind;
        }
        let is_named = self.is_named();
        match schema.ty {
            Some(JsonType::Object) if is_named => As::Struct,
            Some(JsonType::String | JsonType::Integer) if is_named => As::Enum,
            _ if is_named => As::OneOf,
            Some(JsonType::String) => As::String,
            Some(JsonType::Number | JsonType::Integer) => As::Number,
            Some(JsonType::Boolean) => As::Boolean,
            Some(JsonType::Array) => As::List,
            Some(JsonType::Object) => As::Map,
            None => As::Any,
        }
    }
}

impl Lowering<'_> {
    /// Looks at every component schema, used or not, so that every problem is told.
    pub(super) fn component_schemas(&mut self) {
        self.reserve_names();
        let document = self.document;
        for (name, _) in document.schemas.components() {
            self.component_schema(name);
        }
    }

    fn component_schema(&mut self, name: &str) -> Option<Memo> {
        if let Some(memo) = self.memo.get(name) {
            return Some(*memo);
        }
        let document = self.document;
        let reference = document.schemas.component(name)?;
        let position = Position::new(&pointer::step("/components/schemas", name), name);
        let form = match reference {
            Ref::Item(schema) => self.written_out(schema, &position),
            Ref::To(_) => None,
        };
        let named = match (reference, &form) {
            (Ref::Item(schema), Some(form)) => Written::of(schema, form).filter(Written::is_named),
            _ => None,
        };
        // Noted before the properties are looked at: a schema may lead back to itself through them.
        self.memo.insert(
            name.to_owned(),
            match named {
                Some(_) => Memo::Named,
                None => Memo::Inline,
            },
        );
        let understood = match named {
            Some(written) => {
                self.displaced(written, &position);
                let ty = self.named(name, written, &position);
                ty.is_some_and(|ty| {
                    self.or_unset(ty, &written.schema.extensions, &position.pointer)
                        .is_some()
                })
            }
            None => {
                self.inlining.push((name.to_owned(), self.nesting));
                let used = self.understood(reference, &position);
                self.inlining.pop();
                used.is_some()
            }
        };
        if !understood {
            self.memo.insert(name.to_owned(), Memo::Unsupported);
        }
        self.memo.get(name).copied()
    }

    /// What a schema, or what it refers to, means. What cannot be represented is any JSON; the reason was reported.
    pub(super) fn schema(&mut self, reference: &Ref<Schema>, position: &Position) -> Option<Used> {
        let used = self.understood(reference, position);
        Some(used.unwrap_or_else(|| Used::of(ir::Type::Json)))
    }

    fn understood(&mut self, reference: &Ref<Schema>, position: &Position) -> Option<Used> {
        match reference {
            Ref::Item(schema) => self.item(schema, position),
            Ref::To(target) => self.referred(target, position),
        }
    }

    pub(super) fn referred(&mut self, target: &str, position: &Position) -> Option<Used> {
        let at = resolver::at_reference(&position.pointer);
        let Some(name) = component(target, "schemas") else {
            return self.referred_below(target, &at);
        };
        let (reference, there) = match self.component_of(target) {
            Some(reference) => {
                let pointer = pointer::step("/components/schemas", &name);
                (reference, Position::new(&pointer, &name))
            }
            None => {
                self.pointed(target, &at)?;
                return None;
            }
        };
        if let Ref::Item(schema) = reference
            && let Some(form) = self.written_out(schema, &there)
            && let Some(written) = Written::of(schema, &form)
            && written.is_named()
        {
            // It is looked at in its own turn; what refers to it need not wait, and may well be a part of it.
            let used = Used::of(ir::Type::Named(name.clone()));
            let supported = self.memo.get(&name) != Some(&Memo::Unsupported);
            return supported.then(|| around(used, written.schema));
        }
        if let Some((_, nesting)) = self.inlining.iter().find(|(open, _)| *open == name) {
            let through = self.nesting > *nesting;
            self.circle_through(through, target, &at);
            return None;
        }
        self.is_chain_bounded(&at)?;
        match self.component_schema(&name)? {
            Memo::Named | Memo::Unsupported => None,
            Memo::Inline => {
                self.inlining.push((name.clone(), self.nesting));
                let used = self.understood(reference, &there);
                self.inlining.pop();
                used
            }
        }
    }

    /// What stands below a component or a path.
    fn referred_below(&mut self, target: &str, at: &str) -> Option<Used> {
        let (found, there) = self.pointed(target, at)?;
        if let Some((_, nesting)) = self.inlining.iter().find(|(open, _)| open == target) {
            let through = self.nesting > *nesting;
            self.circle_through(through, target, at);
            return None;
        }
        self.is_chain_bounded(at)?;
        self.inlining.push((target.to_owned(), self.nesting));
        let used = self.understood(found, &there);
        self.inlining.pop();
        used
    }

    /// Reports a chain of references that is too long to be followed by recursion.
    fn is_chain_bounded(&mut self, at: &str) -> Option<()> {
        if self.inlining.len() <= LONGEST_CHAIN {
            return Some(());
        }
        let what = format!("a chain of more than {LONGEST_CHAIN} references");
        self.unsupported(at, &what);
        None
    }

    /// A list of itself is as good a value as any, but has no type without a name.
    fn circle_through(&mut self, through: bool, target: &str, at: &str) {
        let severity = match through {
            true => Severity::Warning,
            false => Severity::Error,
        };
        self.circle(severity, target, at);
    }

    pub(super) fn item(&mut self, schema: &Rc<Schema>, position: &Position) -> Option<Used> {
        if self.nesting > MOST_NESTED {
            let what = format!("more than {MOST_NESTED} lists and maps within each other");
            return self.unsupported(&position.pointer, &what);
        }
        match self.written_out(schema, position)? {
            Form::Alias(alias) => self.alias(&alias, position),
            form @ Form::Plain => self.written(Written::of(schema, &form)?, position),
            form @ Form::Whole(_) => {
                let at = &position.pointer;
                // Below itself at another place: nothing that is written down, but made anew each time it is written out.
                let is_within = self.open_wholes.iter().any(|(open, whole)| {
                    at.len() > open.len() && at.starts_with(open) && whole == schema
                });
                if is_within {
                    return self.unsupported(at, "a list or a map of the schema that contains it");
                }
                if self.open_wholes.len() >= MOST_WHOLES {
                    return self.unsupported(at, "merging schemas without an end");
                }
                self.open_wholes.push((at.clone(), Rc::clone(schema)));
                let used =
                    Written::of(schema, &form).and_then(|written| self.written(written, position));
                self.open_wholes.pop();
                used
            }
        }
    }

    /// What a reference leads to, with what is said beside it.
    fn alias(&mut self, alias: &Alias, position: &Position) -> Option<Used> {
        self.account.read(&position.pointer, As::Alias);
        let here = Position::new(&alias.at, &position.name);
        let mut used = self.referred(&alias.target, &here)?;
        let annotations = &alias.annotations;
        used.ty = self.or_unset(used.ty, &annotations.extensions, &position.pointer)?;
        if annotations.description.is_some() || annotations.deprecated {
            used.docs = self.docs(
                annotations.description.as_deref(),
                &annotations.extensions,
                annotations.deprecated,
                &position.pointer,
            );
        }
        Some(around(used, annotations))
    }

    pub(super) fn written(&mut self, written: Written<'_>, position: &Position) -> Option<Used> {
        let schema = written.schema;
        let mut used = if written.is_named() {
            let name = naming::type_name(&position.name).unwrap_or_else(|| position.name.clone());
            self.named(&name, written, position).map(Used::of)?
        } else {
            self.account.read(&position.pointer, written.read_as());
            self.unnamed(schema, position)?
        };
        self.displaced(written, position);
        used.ty = self.or_unset(used.ty, &schema.extensions, &position.pointer)?;
        if !written.is_named() {
            used.docs = self.docs(
                schema.description.as_deref(),
                &schema.extensions,
                schema.deprecated,
                &position.pointer,
            );
        }
        Some(around(used, schema))
    }

    /// Keys of ours on a schema of another form than they are about, and words that make no difference yet.
    fn displaced(&mut self, written: Written<'_>, position: &Position) {
        let schema = written.schema;
        let properties =
            !schema.properties.is_empty() && schema.plain_type() == Some(JsonType::Object);
        let options = !written.candidates.is_empty() || schema.keywords() == Keywords::ONE_OF;
        let forms = [
            (
                x::VALUES,
                written.is_named() && !properties && !options,
                "a string or an integer with `enum`",
            ),
            (x::CHOICE, properties, "an object with `properties`"),
            (x::OVERLAP, options, "a `oneOf`"),
        ];
        for (key, belongs, form) in forms {
            if schema.extensions.contains_key(key) && !belongs {
                self.report.error(
                    Code::MisplacedExtension,
                    &pointer::step(&position.pointer, key),
                    format!("`{key}` has no meaning here"),
                    format!("write it in {form}"),
                );
            }
        }
    }
}

/// What stands around a type wherever it is used: `null`, a default, the part it plays, whether it may be printed.
fn around(mut used: Used, schema: &Schema) -> Used {
    used.nullable |= schema.nullable;
    used.read_only |= schema.read_only;
    used.write_only |= schema.write_only;
    used.default = schema.default.clone().or(used.default);
    used.aliases = x::get(&schema.extensions, x::ALIASES).unwrap_or(used.aliases);
    used.error_role = x::get(&schema.extensions, x::ERROR).or(used.error_role);
    let constraints = &mut used.constraints;
    constraints.unique_by =
        x::get(&schema.extensions, x::UNIQUE_BY).or(constraints.unique_by.take());
    if let Some(x::Subscriber { country }) = x::get(&schema.extensions, x::SUBSCRIBER) {
        constraints.subscriber = Some(country.0);
    }
    // A gateway's words for people often repeat a name or a phone number. In a list, each object hides its own.
    let words = match used.error_role {
        Some(ir::ErrorRole::Message) => true,
        Some(ir::ErrorRole::Fields) => !matches!(used.ty, ir::Type::List(_)),
        _ => false,
    };
    let marked = words || x::get::<x::Sensitive>(&schema.extensions, x::SENSITIVE).is_some();
    if marked && !matches!(used.ty, ir::Type::Msisdn(_) | ir::Type::Sensitive(_)) {
        used.ty = ir::Type::Sensitive(Box::new(used.ty));
    }
    used
}

/// The type of an item or a value that may be `null`.
fn nullable(used: Used) -> ir::Type {
    if used.nullable {
        ir::Type::Nullable(Box::new(used.ty))
    } else {
        used.ty
    }
}
