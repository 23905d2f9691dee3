//! Structs and enums.

use super::rust::{Rust, rust};
use super::uncloned::Uncloned;
use super::values::{self, Presence, Side};
use super::{docs, ident, one_of, requests, unset};
use crate::ir::{Api, Docs, Enum, EnumValue, Field, Kinds, Shape, Struct, Type, TypeDef};

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
    let markers = requests::markers(api);
    let unset = unset::module(api);
    let allow = super::allow_deprecated(api);
    let head = rust! {
        #file_docs
        #allow
    };
    let tail = rust! {
        #markers

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
    let item_docs = docs::item(api, &def.docs, &def.name.wire);
    let deprecated = def.docs.deprecated.then(|| rust!(#[deprecated]));
    // A payment is sent once: what describes one is not copied by accident.
    let clone = (!uncloned.has(def)).then(|| rust!(Clone,));
    let fields = structure.fields.iter().map(|field| {
        let governed = structure
            .choice
            .as_ref()
            .is_some_and(|choice| choice.governs(&field.name.wire));
        field_item(api, &def.docs, field, side, governed)
    });
    let request = def
        .usage
        .request
        .then(|| requests::request(api, def, structure, is_form));
    let rest = structure.rest.as_ref().map(|rest| {
        let name = ident(&rest.rust);
        let ty = values::value(api, &rest.ty, side, &Rust::new());
        let field = rust! {
            /// The other properties, by their names.
            pub #name: ::std::collections::BTreeMap<String, #ty>,
        };
        let form = form(&rest.ty, side);
        let presence = presence("must", form.as_ref());
        (field, rust!(#name, #presence))
    });
    let (rest_field, rest_written) = rest.unzip();
    let written = structure.fields.iter().map(|field| written(field, side));
    let unreadable = values::unreadable(def, structure);
    let keeps = unreadable.as_ref().map(|name| rust!(keeps #name));
    let unreadable_field = unreadable.map(|name| rust!(#name: rt::Unreadable,));
    rust! {
        #item_docs
        #[derive(#clone Debug, PartialEq)]
        #[non_exhaustive]
        #deprecated
        pub struct #name {
            #(#fields)*
            #rest_field
            #unreadable_field
        }

        rt::object! {
            #name #keeps {
                #(#written,)*
            }
            #rest_written
        }

        #request
    }
}

/// How a field is read and written.
fn written(field: &Field, side: Side) -> Rust {
    let name = ident(&field.name.rust);
    let names = std::iter::once(&field.name.wire).chain(&field.aliases);
    let stands_for_none = |default| is_rust_default(default) && has_rust_default(&field.ty);
    let word = match values::presence(field) {
        Presence::Always if field.essential => "essential",
        Presence::Always if field.default.as_ref().is_some_and(stands_for_none) => "may",
        Presence::Always => "must",
        Presence::OrNull => "may",
        Presence::OrAbsent | Presence::OrAbsentOrNull => "some",
    };
    let presence = presence(word, form(&field.ty, side).as_ref());
    let list = is_list(&field.ty).then(|| rust!(; list));
    rust!(#name = #(#names)|*, #presence #list)
}

fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) => true,
        Type::Sensitive(inner) => is_list(inner),
        _ => false,
    }
}

fn presence(word: &str, form: Option<&Rust>) -> Rust {
    match form {
        None => {
            let word = ident(word);
            rust!(#word)
        }
        Some(form) => {
            let word = ident(&format!("{word}_as"));
            rust!(#word #form)
        }
    }
}

/// What makes of a value what is sent of it.
fn form(ty: &Type, side: Side) -> Option<Rust> {
    if side == Side::Response {
        None
    } else if values::has_plus(ty) {
        Some(rust!(rt::msisdn::plus::PlusForm::to_plus_form))
    } else if values::has_amount(ty) {
        // An amount remembers how it was received; how it is sent is declared.
        Some(rust!(rt::amount::number::NumberForm::to_number_form))
    } else {
        None
    }
}

fn field_item(api: &Api, of: &Docs, field: &Field, side: Side, governed: bool) -> Rust {
    let name = ident(&field.name.rust);
    let ty = values::field(api, field, side);
    let field_docs = docs::field(
        api,
        &field.name,
        &field.docs,
        of,
        &field.ty,
        &field.constraints,
    );
    let visibility = (!governed).then(|| rust!(pub));
    let deprecated = field.docs.deprecated.then(|| rust!(#[deprecated]));
    rust! {
        #field_docs
        #deprecated
        #visibility #name: #ty,
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
    let pairs = values.values.iter().map(|value| {
        let variant = ident(&value.rust);
        let wire = &value.wire;
        rust!(#variant = #wire)
    });
    let kept = rust!(String);
    enumeration(api, def, values, &kept, &rust!(open_enum), pairs)
}

fn integer_enum(api: &Api, def: &TypeDef, values: &Enum<i64>) -> Rust {
    let pairs = values.values.iter().map(|value| {
        let variant = ident(&value.rust);
        let wire = value.wire;
        rust!(#variant = #wire)
    });
    let kept = rust!(i64);
    enumeration(api, def, values, &kept, &rust!(open_integer_enum), pairs)
}

fn enumeration<T: ToString>(
    api: &Api,
    def: &TypeDef,
    values: &Enum<T>,
    kept: &Rust,
    macro_name: &Rust,
    pairs: impl Iterator<Item = Rust>,
) -> Rust {
    let name = ident(&def.name.rust);
    let item_docs = docs::item(api, &def.docs, &def.name.wire);
    let deprecated = def.docs.deprecated.then(|| rust!(#[deprecated]));
    let variants = values.values.iter().map(|value: &EnumValue<T>| {
        let variant = ident(&value.rust);
        let wire = value.wire.to_string();
        let wire = if wire.is_empty() {
            "The empty text".to_owned()
        } else {
            docs::code(&wire)
        };
        let said = if value.docs.is_empty() {
            format!("{wire}.")
        } else {
            format!("{wire}: {}", value.docs)
        };
        let variant_docs = docs::text(api, &said, "");
        rust! {
            #variant_docs
            #variant,
        }
    });
    let unknown = ident(&values.unknown);
    rust! {
        #item_docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #deprecated
        pub enum #name {
            #(#variants)*
            /// A value that was not known when this was generated, as it was sent.
            #unknown(#kept),
        }

        rt::#macro_name! {
            #name {
                #(#pairs,)*
            } else #unknown
        }
    }
}
