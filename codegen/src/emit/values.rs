//! Types as they are written in Rust, on either side.

use super::ident;
use super::rust::{Ident, Rust, rust};
use crate::ir::{Api, Field, Format, MsisdnWire, Shape, Struct, Type, TypeDef, UnsetTexts, Usage};

/// Which way a value travels: what is sent is strict, what is received keeps what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    pub(super) const fn of(def: &TypeDef) -> Self {
        Self::of_usage(def.usage)
    }

    pub(super) const fn of_usage(usage: Usage) -> Self {
        if usage.request {
            Self::Request
        } else {
            Self::Response
        }
    }
}

/// The type of a value that is there and not `null`. `scope` leads to the module of the types.
pub(super) fn value(api: &Api, ty: &Type, side: Side, scope: &Rust) -> Rust {
    let lenient = |strict: Rust| match side {
        Side::Request => strict,
        Side::Response => rust!(rt::Lenient<#strict>),
    };
    match ty {
        Type::Named(name) => {
            let name = api.types.get(name).map(|def| ident(&def.name.rust));
            rust!(#scope #name)
        }
        Type::String => rust!(String),
        Type::Boolean => rust!(bool),
        Type::Integer32 => rust!(i32),
        Type::Integer64 => rust!(i64),
        Type::Unsigned64 => rust!(u64),
        Type::Float => rust!(f64),
        Type::Number => rust!(rt::Number),
        Type::Amount(_) => rust!(rt::Amount),
        Type::Msisdn(_) => lenient(rust!(rt::Msisdn)),
        Type::LocalDateTime => lenient(rust!(rt::LocalDateTime)),
        Type::Text | Type::IntegerOrText | Type::DateTime | Type::Formatted(_) => {
            let strict = kept(ty);
            rust!(rt::Lenient<#strict>)
        }
        Type::OrUnset(inner, unset) => {
            let strict = kept(inner);
            let marker = ident(&unset.rust);
            let marker = rust!(unset::#marker);
            rust!(rt::Lenient<#strict, #scope #marker>)
        }
        Type::Json => rust!(rt::RawJson),
        Type::Bytes => rust!(rt::Bytes),
        Type::File => rust!(rt::File),
        Type::List(item) => {
            let item = value(api, item, side, scope);
            rust!(Vec<#item>)
        }
        Type::Map(entry) => {
            let entry = value(api, entry, side, scope);
            rust!(::std::collections::BTreeMap<String, #entry>)
        }
        Type::Nullable(inner) => {
            let inner = value(api, inner, side, scope);
            rust!(Option<#inner>)
        }
        Type::Sensitive(inner) => {
            let inner = value(api, inner, side, scope);
            rust!(rt::Sensitive<#inner>)
        }
    }
}

/// The type of what is read from a scalar that is kept as it was sent.
fn kept(ty: &Type) -> Rust {
    match ty {
        Type::IntegerOrText | Type::Integer64 => rust!(i64),
        Type::Integer32 => rust!(i32),
        Type::Amount(_) => rust!(rt::Amount),
        Type::Msisdn(_) => rust!(rt::Msisdn),
        Type::LocalDateTime => rust!(rt::LocalDateTime),
        Type::DateTime | Type::Formatted(Format::DateTime) => rust!(rt::DateTime),
        Type::Formatted(Format::Date) => rust!(rt::Date),
        Type::Formatted(Format::Uuid) => rust!(rt::Uuid),
        _ => rust!(String),
    }
}

/// The texts that mean that a value, or what it holds, is not known.
pub(super) fn unset(ty: &Type) -> Option<&UnsetTexts> {
    match ty.core() {
        Type::OrUnset(_, unset) => Some(unset),
        _ => None,
    }
}

/// How a method accepts a value, and the expression that converts it. A phone number and a time have no `impl Into`: they are mostly
/// the result of `parse()`, whose type the compiler can infer only from the argument. Neither has an integer of 64 bits, since a
/// literal would be an `i32`. `scope` leads to the module of the types.
pub(super) fn argument(
    api: &Api,
    ty: &Type,
    scope: &Rust,
    written: &Rust,
    name: &Rust,
) -> (Rust, Rust) {
    match ty {
        ty if is_given_as_it_is(ty) => (written.clone(), name.clone()),
        Type::Amount(_) => (
            rust!(impl rt::IntoAmount),
            rust!(rt::IntoAmount::into_amount(#name)),
        ),
        Type::List(item) => {
            let (argument, _) = items(api, item, scope);
            let converted = converted_items(item, name);
            (argument, rust!(#converted.collect()))
        }
        _ => (rust!(impl Into<#written>), rust!(#name.into())),
    }
}

/// Whether a method takes a value of a type, and nothing that converts into one.
pub(super) fn is_given_as_it_is(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Msisdn(_) | Type::LocalDateTime | Type::Integer64 | Type::Unsigned64
    )
}

/// The items that a method was given, as what they are stored as.
pub(super) fn converted_items(item: &Type, name: &Rust) -> Rust {
    match is_given_as_it_is(item) {
        true => rust!(#name.into_iter()),
        false => rust!(#name.into_iter().map(Into::into)),
    }
}

/// How a method accepts the items of a list, and the type of an item.
pub(super) fn items(api: &Api, item: &Type, scope: &Rust) -> (Rust, Rust) {
    let written = value(api, item, Side::Request, scope);
    let accepted = match is_given_as_it_is(item) {
        true => written.clone(),
        false => rust!(impl Into<#written>),
    };
    (rust!(impl IntoIterator<Item = #accepted>), written)
}

/// How the absence and the `null` of a field are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is always there, with a value.
    Always,
    /// It is always there, maybe as `null`.
    OrNull,
    /// It may be absent.
    OrAbsent,
    /// It may be absent, or `null`.
    OrAbsentOrNull,
}

pub(super) const fn presence(field: &Field) -> Presence {
    match (field.required, field.nullable) {
        (true, false) => Presence::Always,
        (true, true) => Presence::OrNull,
        (false, false) => Presence::OrAbsent,
        (false, true) => Presence::OrAbsentOrNull,
    }
}

/// The type of a field without what its presence adds.
pub(super) fn field_value(api: &Api, field: &Field, side: Side) -> Rust {
    let inner = value(api, &field.ty, side, &Rust::new());
    if field.may_be_blank {
        rust!(rt::OrBlank<#inner>)
    } else if field.boxed {
        rust!(Box<#inner>)
    } else {
        inner
    }
}

/// The type of a field.
pub(super) fn field(api: &Api, field: &Field, side: Side) -> Rust {
    present(field, field_value(api, field, side))
}

/// A type with what the presence of a field adds.
pub(super) fn present(field: &Field, inner: Rust) -> Rust {
    match presence(field) {
        Presence::Always => inner,
        Presence::OrNull | Presence::OrAbsent => rust!(Option<#inner>),
        Presence::OrAbsentOrNull => rust!(rt::Maybe<#inner>),
    }
}

/// Whether a type is, or holds, something of the module of the types.
pub(super) fn is_named(ty: &Type) -> bool {
    matches!(ty.core(), Type::Named(_) | Type::OrUnset(..))
}

/// The struct or the enum that a type is, or holds.
pub(super) fn named<'a>(api: &'a Api, ty: &Type) -> Option<&'a TypeDef> {
    api.type_def(ty.core())
}

/// Whether a value holds amounts.
pub(super) fn has_amount(ty: &Type) -> bool {
    matches!(ty.core(), Type::Amount(_))
}

/// Whether a phone number is read as one, and so has its wire form. A string is sent as it is.
pub(super) fn is_msisdn(ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_msisdn(inner),
        ty => matches!(ty, Type::Msisdn(_)),
    }
}

/// Whether a value holds phone numbers that are written with a plus.
pub(super) fn has_plus(ty: &Type) -> bool {
    ty.holds(&Type::Msisdn(MsisdnWire::Plus))
}

/// The field that holds what could not be read, if the struct is one of a response.
pub(super) fn unreadable(def: &TypeDef, structure: &Struct) -> Option<Ident> {
    let taken = |name: &str| {
        let mut fields = structure.fields.iter().map(|field| &field.name.rust);
        let rest = structure.rest.as_ref().map(|rest| &rest.rust);
        fields.any(|field| field == name) || rest.is_some_and(|rest| rest == name)
    };
    let mut name = "unreadable".to_owned();
    while taken(&name) {
        name.push('_');
    }
    def.usage.response.then(|| ident(&name))
}

/// The scope of the types, seen from the operations.
pub(super) fn types_scope() -> Rust {
    rust!(types::)
}

pub(super) fn in_plus_form(ty: &Type, value: Rust) -> Rust {
    match has_plus(ty) {
        true => rust!(&rt::as_plus(#value)),
        false => value,
    }
}

/// Whether values of a type are asked to check themselves: structs have rules of their own, what may be a text must
/// be a whole number, a number must be finite, and a string of a format must have it.
pub(super) fn has_checks(api: &Api, ty: &Type) -> bool {
    match ty.core() {
        Type::IntegerOrText | Type::Float | Type::Number | Type::Formatted(_) => true,
        core => api.type_def(core).is_some_and(|def| !def.shape.is_enum()),
    }
}

/// Whether a type is one of several objects, any of which is taken where it is asked for.
pub(super) fn is_one_of(api: &Api, ty: &Type) -> bool {
    matches!(
        api.type_def(ty).map(|def| &def.shape),
        Some(Shape::OneOf(_))
    )
}
