//! What a schema means in Rust.

mod kind;
mod object;
mod one_of;
mod unset;
mod unsupported;
mod values;

pub(super) use one_of::tell_apart;
use openapiv3::{ReferenceOr, Schema, SchemaKind, Type as Kind, VariantOrUnknownOrEmpty};
use serde_json::Value;

use super::Lowering;
use super::resolve::component;
use crate::diagnostic::Code;
use crate::vocabulary as x;
use crate::{ir, naming, span};

/// How many references may lead to each other before something must have a name.
const MOST_LINKS: usize = 64;

/// What a look at a component schema has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memo {
    /// It is a struct or an enum with a name of its own.
    Named,
    /// It is written out wherever it is used.
    Inline,
    /// It cannot be represented; the reason was reported.
    Unsupported,
}

/// Where a schema stands, and what an unnamed one would be called.
#[derive(Clone, Debug)]
pub(super) struct Position {
    pub(super) pointer: String,
    pub(super) name: String,
}

impl Position {
    pub(super) fn new(pointer: &str, name: &str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            name: name.to_owned(),
        }
    }

    fn below(&self, step: &str, name: &str) -> Self {
        Self {
            pointer: format!("{}/{step}", self.pointer),
            name: format!("{}-{name}", self.name),
        }
    }
}

/// A schema as it is used in one place.
#[derive(Clone, Debug)]
pub(super) struct Used {
    pub(super) ty: ir::Type,
    pub(super) nullable: bool,
    pub(super) default: Option<Value>,
    pub(super) constraints: ir::Constraints,
    pub(super) aliases: Vec<String>,
    pub(super) error_role: Option<ir::ErrorRole>,
    pub(super) docs: ir::Docs,
}

impl Used {
    pub(super) fn into_body(self) -> ir::AnswerBody {
        ir::AnswerBody {
            ty: self.ty,
            media: ir::Media::Json,
            media_type: "application/json".to_owned(),
            role: self.error_role,
        }
    }

    pub(super) fn of(ty: ir::Type) -> Self {
        Self {
            ty,
            nullable: false,
            default: None,
            constraints: ir::Constraints::default(),
            aliases: Vec::new(),
            error_role: None,
            docs: ir::Docs::default(),
        }
    }
}

impl Lowering<'_> {
    /// Looks at every component schema, used or not, so that every problem is told.
    pub(super) fn component_schemas(&mut self) {
        let document = self.document;
        for name in document.components.iter().flat_map(|c| c.schemas.keys()) {
            self.component_schema(name);
        }
    }

    fn component_schema(&mut self, name: &str) -> Option<Memo> {
        if let Some(memo) = self.memo.get(name) {
            return Some(*memo);
        }
        let document = self.document;
        let reference = document.components.as_ref()?.schemas.get(name)?;
        let pointer = span::step("/components/schemas", name);
        let named = match reference {
            ReferenceOr::Item(schema) => is_named(schema),
            ReferenceOr::Reference { .. } => false,
        };
        // Noted before the properties are looked at: a schema may lead back to itself through them.
        self.memo.insert(
            name.to_owned(),
            if named { Memo::Named } else { Memo::Inline },
        );
        let understood = match reference {
            ReferenceOr::Item(schema) if named => {
                self.displaced(schema, &Position::new(&pointer, name));
                let ty = self.named(name, schema, &pointer);
                ty.is_some_and(|ty| self.or_unset(ty, schema, &pointer).is_some())
            }
            _ => {
                self.inlining.push(name.to_owned());
                let used = self.schema(reference, &Position::new(&pointer, name));
                self.inlining.pop();
                used.is_some()
            }
        };
        if !understood {
            self.memo.insert(name.to_owned(), Memo::Unsupported);
        }
        self.memo.get(name).copied()
    }

    /// What a schema, or what it refers to, means.
    pub(super) fn schema(
        &mut self,
        reference: &ReferenceOr<Schema>,
        position: &Position,
    ) -> Option<Used> {
        match reference {
            ReferenceOr::Item(schema) => self.item(schema, position),
            ReferenceOr::Reference { reference } => self.referred(reference, position),
        }
    }

    /// The same for a property or the items of a list, which `openapiv3` boxes.
    pub(super) fn boxed(
        &mut self,
        reference: &ReferenceOr<Box<Schema>>,
        position: &Position,
    ) -> Option<Used> {
        match reference {
            ReferenceOr::Item(schema) => self.item(schema, position),
            ReferenceOr::Reference { reference } => self.referred(reference, position),
        }
    }

    fn referred(&mut self, target: &str, position: &Position) -> Option<Used> {
        let at = span::step(&position.pointer, "$ref");
        let Some(name) = component(target, "schemas") else {
            self.unresolved(target, &at, "schemas");
            return None;
        };
        let document = self.document;
        let schemas = document
            .components
            .as_ref()
            .map(|components| &components.schemas);
        let Some(reference) = schemas.and_then(|schemas| schemas.get(&name)) else {
            self.missing(
                target,
                &name,
                schemas.into_iter().flatten().map(|(key, _)| key.as_str()),
                &at,
            );
            return None;
        };
        if let ReferenceOr::Item(schema) = reference
            && is_named(schema)
        {
            // It is looked at in its own turn; what refers to it need not wait, and may well be a part of it.
            let used = Used::of(ir::Type::Named(name.clone()));
            let supported = self.memo.get(&name) != Some(&Memo::Unsupported);
            return supported.then(|| around(used, schema));
        }
        if self.inlining.contains(&name) {
            self.circle(target, &at);
            return None;
        }
        if self.inlining.len() > MOST_LINKS {
            return self.unsupported(
                &at,
                &format!("a chain of more than {MOST_LINKS} references"),
            );
        }
        match self.component_schema(&name)? {
            Memo::Named | Memo::Unsupported => None,
            Memo::Inline => {
                self.inlining.push(name.clone());
                let used = self.schema(
                    reference,
                    &Position::new(&span::step("/components/schemas", &name), &name),
                );
                self.inlining.pop();
                used
            }
        }
    }

    fn item(&mut self, schema: &Schema, position: &Position) -> Option<Used> {
        let data = &schema.schema_data;
        let mut used = if is_named(schema) {
            let name = naming::type_name(&position.name).unwrap_or_else(|| position.name.clone());
            self.named(&name, schema, &position.pointer).map(Used::of)?
        } else {
            self.unnamed(schema, position)?
        };
        self.displaced(schema, position);
        used.ty = self.or_unset(used.ty, schema, &position.pointer)?;
        if !is_named(schema) {
            used.docs = self.docs(
                data.description.as_deref(),
                &data.extensions,
                data.deprecated,
                &position.pointer,
            );
        }
        Some(around(used, schema))
    }

    /// Keys of ours on a schema of another form than they are about, and words that make no difference yet.
    fn displaced(&mut self, schema: &Schema, position: &Position) {
        let data = &schema.schema_data;
        let properties = matches!(&schema.schema_kind, SchemaKind::Type(Kind::Object(object)) if !object.properties.is_empty());
        let options = matches!(schema.schema_kind, SchemaKind::OneOf { .. });
        let forms = [
            (
                x::VALUES,
                is_named(schema) && !properties && !options,
                "a text or an integer with `enum`",
            ),
            (x::CHOICE, properties, "an object with `properties`"),
            (x::OVERLAP, options, "a `oneOf`"),
        ];
        for (key, belongs, form) in forms {
            if data.extensions.contains_key(key) && !belongs {
                self.report.error(
                    Code::MisplacedExtension,
                    &span::step(&position.pointer, key),
                    format!("`{key}` has no meaning here"),
                    format!("it belongs to {form}"),
                );
            }
        }
        for (key, set) in [("readOnly", data.read_only), ("writeOnly", data.write_only)] {
            if set {
                self.report.warning(
                    Code::UnsupportedPart,
                    &span::step(&position.pointer, key),
                    format!("`{key}` makes no difference yet"),
                    "write one schema that is sent, and another that is received",
                );
            }
        }
    }

    /// A struct, an enum or one of several structs; registers it and gives its type.
    fn named(&mut self, wire: &str, schema: &Schema, pointer: &str) -> Option<ir::Type> {
        // A part of a component is met as often as the component is used, and is the same type each time.
        if let Some(known) = self.placed.get(pointer) {
            return known.clone();
        }
        let ty = self.new_type(wire, schema, pointer);
        self.placed.insert(pointer.to_owned(), ty.clone());
        ty
    }

    fn new_type(&mut self, wire: &str, schema: &Schema, pointer: &str) -> Option<ir::Type> {
        let rust = self.type_name(wire, pointer)?;
        let data = &schema.schema_data;
        let docs = self.docs(
            data.description.as_deref(),
            &data.extensions,
            data.deprecated,
            pointer,
        );
        let shape = match &schema.schema_kind {
            SchemaKind::Type(Kind::Object(object)) => {
                ir::Shape::Struct(self.object(object, data, &Position::new(pointer, wire))?)
            }
            SchemaKind::Type(Kind::String(text)) => {
                ir::Shape::StringEnum(self.enumeration(&text.enumeration, data, pointer)?)
            }
            SchemaKind::Type(Kind::Integer(integer)) => {
                ir::Shape::IntegerEnum(self.enumeration(&integer.enumeration, data, pointer)?)
            }
            SchemaKind::OneOf { one_of } => ir::Shape::OneOf(self.one_of(one_of, data, pointer)?),
            _ => return None,
        };
        self.types.insert(
            wire.to_owned(),
            ir::TypeDef {
                name: ir::Name {
                    wire: wire.to_owned(),
                    rust,
                },
                docs,
                shape,
                usage: ir::Usage::default(),
                pointer: pointer.to_owned(),
            },
        );
        Some(ir::Type::Named(wire.to_owned()))
    }

    pub(super) fn type_name(&mut self, wire: &str, pointer: &str) -> Option<String> {
        let Some(rust) = naming::type_name(wire).map(naming::beside_type_parameters) else {
            self.report.error(
                Code::Unnameable,
                pointer,
                format!("no Rust name can be made from `{wire}`"),
                "give it a name with letters",
            );
            return None;
        };
        if let Err(owner) = self.type_names.take(&rust, wire) {
            self.report.error(
                Code::NameCollision,
                pointer,
                format!("`{wire}` and `{owner}` would both be the Rust type `{rust}`"),
                "rename one of them; a schema without a name gets one when it moves to `components/schemas`",
            );
            return None;
        }
        Some(rust)
    }

    fn unnamed(&mut self, schema: &Schema, position: &Position) -> Option<Used> {
        let at = &position.pointer;
        let extensions = &schema.schema_data.extensions;
        if let Some(kind) = x::get::<x::Kind>(extensions, x::KIND) {
            return self.kind(kind, schema, x::get(extensions, x::WIRE), at);
        }
        if extensions.contains_key(x::WIRE) {
            self.report.error(
                Code::ExtensionTarget,
                &span::step(at, x::WIRE),
                format!("`{}` has no meaning without `{}`", x::WIRE, x::KIND),
                format!("add `{}: msisdn` or `{}: local-datetime`", x::KIND, x::KIND),
            );
            return None;
        }
        match &schema.schema_kind {
            SchemaKind::Type(Kind::String(text)) => {
                let mut used = Used::of(ir::Type::String);
                used.constraints = values::of_string(text);
                Some(used)
            }
            SchemaKind::Type(Kind::Number(number)) => {
                self.listed(!number.enumeration.is_empty(), at);
                let mut used = Used::of(ir::Type::Float);
                used.constraints = values::of_number(number);
                Some(used)
            }
            SchemaKind::Type(Kind::Integer(integer)) => {
                use openapiv3::IntegerFormat;
                let mut used = Used::of(match integer.format {
                    VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => ir::Type::Integer32,
                    _ => ir::Type::Integer64,
                });
                used.constraints = values::of_integer(integer);
                Some(used)
            }
            SchemaKind::Type(Kind::Boolean(boolean)) => {
                self.listed(!boolean.enumeration.is_empty(), at);
                Some(Used::of(ir::Type::Boolean))
            }
            SchemaKind::Type(Kind::Array(array)) => {
                let item = match &array.items {
                    None => {
                        self.report.warning(
                            Code::Mended,
                            at,
                            "the list has no `items`",
                            "say what it holds; `items: {}` for anything",
                        );
                        ir::Type::Json
                    }
                    Some(items) => {
                        let item = self.boxed(items, &position.below("items", "item"))?;
                        if item.constraints != ir::Constraints::default() {
                            self.unchecked(at, "constraints on the items of a list");
                        }
                        nullable(item)
                    }
                };
                let mut used = Used::of(ir::Type::List(Box::new(item)));
                used.constraints = ir::Constraints {
                    min_items: array.min_items,
                    max_items: array.max_items,
                    unique_items: array.unique_items,
                    ..ir::Constraints::default()
                };
                Some(used)
            }
            SchemaKind::Type(Kind::Object(object)) => self.map(object, position),
            SchemaKind::OneOf { .. } => self.composed(at, "oneOf"),
            SchemaKind::AnyOf { .. } => self.composed(at, "anyOf"),
            SchemaKind::AllOf { .. } => self.composed(at, "allOf"),
            SchemaKind::Not { .. } => self.composed(at, "not"),
            SchemaKind::Any(any) if *any == openapiv3::AnySchema::default() => {
                Some(Used::of(ir::Type::Json))
            }
            SchemaKind::Any(any) => match unsupported::composition(any) {
                Some(keyword) => self.composed(at, keyword),
                None => self.mixture(any, at),
            },
        }
    }

    /// A list of values makes an enum of texts and integers only.
    fn listed(&mut self, listed: bool, at: &str) {
        if listed {
            self.unchecked(at, "the values of an `enum` of this type");
        }
    }
}

/// Whether a schema is a struct, an enum or one of several structs, with a name of its own.
fn is_named(schema: &Schema) -> bool {
    if schema.schema_data.extensions.contains_key(x::KIND) {
        return false;
    }
    match &schema.schema_kind {
        SchemaKind::Type(Kind::Object(object)) => !object.properties.is_empty(),
        SchemaKind::Type(Kind::String(text)) => !text.enumeration.is_empty(),
        SchemaKind::Type(Kind::Integer(integer)) => !integer.enumeration.is_empty(),
        SchemaKind::OneOf { .. } => true,
        _ => false,
    }
}

/// What stands around a type wherever it is used: `null`, a default, the part it plays, whether it may be printed.
fn around(mut used: Used, schema: &Schema) -> Used {
    let data = &schema.schema_data;
    used.nullable |= data.nullable;
    used.default.clone_from(&data.default);
    used.aliases = x::get(&data.extensions, x::ALIASES).unwrap_or_default();
    used.error_role = x::get(&data.extensions, x::ERROR);
    // A gateway's words for people often repeat a name or a phone number. In a list, each object hides its own.
    let words = match used.error_role {
        Some(ir::ErrorRole::Message) => true,
        Some(ir::ErrorRole::Fields) => !matches!(used.ty, ir::Type::List(_)),
        _ => false,
    };
    let marked = words || x::get::<x::Sensitive>(&data.extensions, x::SENSITIVE).is_some();
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
