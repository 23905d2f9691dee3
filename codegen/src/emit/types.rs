//! Structs and enums.

use super::requests::Builder;
use super::rust::{Rust, rust};
use super::uncloned::Uncloned;
use super::values::{self, Presence, Side};
use super::{checks, docs, ident, one_of, requests, unset};
use crate::ir::{Api, Enum, EnumValue, Field, Kinds, Shape, Struct, Type, TypeDef};

/// The parts of the file, one after another: all of them at once would take much more memory, and time with it.
pub(super) fn types(api: &Api) -> impl Iterator<Item = Rust> {
    let forms = requests::forms(api);
    let uncloned = Uncloned::new(api);
    let kinds = Kinds::of_all(api);
    let items = api.types.values().map(move |def| match &def.shape {
        Shape::Struct(structure) => {
            let is_form = forms.contains(def.name.wire.as_str());
            structure_item(api, def, structure, is_form, &uncloned)
        }
        Shape::StringEnum(values) => string_enum(api, def, values),
        Shape::IntegerEnum(values) => integer_enum(api, def, values),
        Shape::OneOf(one_of) => one_of::item(api, def, one_of, &uncloned, &kinds),
    });
    let title = &api.gateway.title;
    let file_docs = docs::file(&format!("Types of what {title} sends and receives."));
    let unset = unset::module(api);
    let allow = super::allow_deprecated(api);
    let head = rust! {
        #file_docs
        #allow
    };
    let tail = rust! {
        #unset
    };
    std::iter::once(head).chain(items).chain([tail])
}

fn structure_item(
    api: &Api,
    def: &TypeDef,
    structure: &Struct,
    is_form: bool,
    uncloned: &Uncloned<'_>,
) -> Rust {
    let name = ident(&def.name.rust);
    let side = Side::of(def);
    let item_docs = docs::ty(api, def);
    let deprecated = def.docs.deprecated.then(|| rust!(#[deprecated]));
    // A payment is sent once: what describes one is not copied by accident.
    let clone = (!uncloned.has(def)).then(|| rust!(Clone,));
    let builder = (def.usage.request).then(|| Builder::new(api, def, structure));
    let fields = structure
        .fields
        .iter()
        .map(|field| field_item(api, def, structure, field, builder.as_ref()));
    let others = structure.rest.as_ref().map(|rest| {
        let name = ident(&rest.rust);
        let ty = values::value(api, &rest.ty, side, &Rust::new());
        let form = form(&rest.ty, side).map(|form| rust!(as #form));
        rust!(and pub #name: #ty #form)
    });
    let keeps = values::unreadable(def, structure).map(|name| rust!(keeps #name));
    let whole = builder.as_ref().and_then(|_| checks::whole(structure));
    let builds = builder.as_ref().map(Builder::declared);
    let beside = builder.as_ref().map(Builder::beside);
    let form = (is_form && builder.is_some()).then(|| requests::form(def, structure));
    let head = rust!(pub struct #name #keeps);
    let head = match builds {
        Some(builds) => lines([head, builds], ""),
        None => head,
    };
    rust! {
        rt::object! {
            #item_docs
            #[derive(#clone Debug, PartialEq)]
            #[non_exhaustive]
            #deprecated
            #head {
                #(#fields)*
            } #others
            #whole
        }

        #beside

        #form
    }
}

/// Parts of a declaration, with this between them: in a line if they fit, or else each in one.
pub(super) fn lines(parts: impl IntoIterator<Item = Rust>, between: &str) -> Rust {
    /// How long a line may be, without what stands before and after it.
    const MOST: usize = 88;
    let parts = parts.into_iter().map(|part| part.to_string());
    let parts: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
    let line = parts.join(&format!("{between} "));
    if line.len() <= MOST && !line.contains('\n') {
        return Rust::from_text(line);
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| part.replace('\n', "\n    "))
        .collect();
    Rust::from_text(parts.join(&format!("{between}\n    ")))
}

/// The declaration of a field: how it is read and written, set and checked.
fn field_item(
    api: &Api,
    def: &TypeDef,
    structure: &Struct,
    field: &Field,
    builder: Option<&Builder<'_>>,
) -> Rust {
    let side = Side::of(def);
    let choice = structure.choice.as_ref();
    let visibility = choice
        .is_none_or(|choice| !choice.governs(&field.name.wire))
        .then(|| rust!(pub));
    let field_docs = docs::field(
        api,
        &field.name,
        &field.docs,
        &def.docs,
        &field.ty,
        &field.constraints,
    );
    let mixed = builder.and_then(|_| docs::mixed_items(api, field));
    let deprecated = field.docs.deprecated.then(|| rust!(#[deprecated]));
    let name = ident(&field.name.rust);
    let presence = ident(presence(field));
    let ty = values::field_value(api, field, side);
    let names = std::iter::once(&field.name.wire).chain(&field.aliases);
    let form = form(&field.ty, side).map(|form| rust!(as #form));
    let list = is_list(&field.ty).then(|| rust!([list]));
    let typed = rust!(#visibility #name: #presence #ty);
    let named = rust!(= #(#names)|* #form #list);
    let sets = builder.map(|builder| builder.sets(field));
    let rules = builder.map(|_| checks::of(api, &field.ty, &field.constraints));
    let rules = rules.as_deref().and_then(checks::declared);
    let typed = lines([typed, named], "");
    let declared = lines(std::iter::once(typed).chain(sets).chain(rules), ",");
    rust! {
        #field_docs
        #mixed
        #deprecated
        #declared;
    }
}

/// How a field is read and written.
fn presence(field: &Field) -> &'static str {
    let stands_for_none = |default| is_rust_default(default) && has_rust_default(&field.ty);
    match values::presence(field) {
        Presence::Always if field.essential => "essential",
        Presence::Always if field.default.as_ref().is_some_and(stands_for_none) => "may",
        Presence::Always => "must",
        Presence::OrNull => "null",
        Presence::OrAbsent => "some",
        Presence::OrAbsentOrNull => "maybe",
    }
}

fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) => true,
        Type::Sensitive(inner) => is_list(inner),
        _ => false,
    }
}

/// What makes of a value what is sent of it.
fn form(ty: &Type, side: Side) -> Option<Rust> {
    if side == Side::Response {
        None
    } else if values::has_plus(ty) {
        Some(rust!(rt::as_plus))
    } else if values::has_amount(ty) {
        // An amount remembers how it was received; how it is sent is declared.
        Some(rust!(rt::as_number))
    } else {
        None
    }
}

/// Whether a type has a value in Rust that needs no words; an enum or a phone number has none.
fn has_rust_default(ty: &Type) -> bool {
    match ty {
        Type::String
        | Type::Boolean
        | Type::Integer32
        | Type::Integer64
        | Type::Unsigned64
        | Type::Float
        | Type::Number
        | Type::Amount(_)
        | Type::List(_)
        | Type::Map(_) => true,
        Type::Sensitive(inner) => has_rust_default(inner),
        _ => false,
    }
}

/// Whether a documented default is what Rust's `Default` gives.
fn is_rust_default(default: &serde_json::Value) -> bool {
    use serde_json::Value;
    match default {
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Null | Value::Object(_) => false,
    }
}

fn string_enum(api: &Api, def: &TypeDef, values: &Enum<String>) -> Rust {
    enumeration(api, def, values, &rust!(open_enum), |wire| rust!(#wire))
}

fn integer_enum(api: &Api, def: &TypeDef, values: &Enum<i64>) -> Rust {
    let literal = |wire: &i64| rust!(#wire);
    enumeration(api, def, values, &rust!(open_integer_enum), literal)
}

fn enumeration<T: ToString>(
    api: &Api,
    def: &TypeDef,
    values: &Enum<T>,
    macro_name: &Rust,
    literal: impl Fn(&T) -> Rust,
) -> Rust {
    let name = ident(&def.name.rust);
    let item_docs = docs::ty(api, def);
    let deprecated = def.docs.deprecated.then(|| rust!(#[deprecated]));
    let variants = values.values.iter().map(|value: &EnumValue<T>| {
        let (variant, wire) = (ident(&value.rust), literal(&value.wire));
        // Without words of the document, the macro shows the value.
        let variant_docs = (!value.docs.is_empty()).then(|| docs::text(api, &value.docs, ""));
        rust! {
            #variant_docs
            #variant = #wire,
        }
    });
    let unknown = ident(&values.unknown);
    rust! {
        rt::#macro_name! {
            #item_docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            #deprecated
            pub enum #name {
                #(#variants)*
            } else #unknown
        }
    }
}
