//! One of several objects, as an enum.

use std::collections::HashSet;

use super::rust::{Rust, rust};
use super::uncloned::Uncloned;
use super::values::{self, Side};
use super::{docs, ident};
use crate::ir::{
    Api, Field, JsonKind, Kinds, OneOf, OneOfOption, Shape, Sign, Struct, Type, TypeDef,
};

pub(super) fn item(
    api: &Api,
    def: &TypeDef,
    one_of: &OneOf,
    uncloned: &Uncloned<'_>,
    kinds: &Kinds<'_>,
) -> Rust {
    let name = ident(&def.name.rust);
    let item_docs = docs::ty(api, def);
    let deprecated = def.docs.deprecated.then(|| rust!(#[deprecated]));
    let clone = (!uncloned.has(def)).then(|| rust!(Clone,));
    let options = || one_of.options.iter();
    let scope = Rust::new();
    let variants = options().map(|option| {
        let rust = ident(&option.rust);
        let of = api.type_def(&option.ty);
        let first = of.and_then(|of| of.docs.text.split("\n\n").next());
        let name = of.map_or(option.rust.as_str(), |of| of.name.wire.as_str());
        let variant_docs = docs::text(
            api,
            first.unwrap_or_default(),
            &format!("{}.", docs::code(name)),
        );
        let ty = values::value(api, &option.ty, Side::of(def), &scope);
        let ty = match is_boxed(api, &option.ty) {
            true => rust!(Box<#ty>),
            false => ty,
        };
        rust! {
            #variant_docs
            #rust(#ty),
        }
    });
    // Only what is received can be something that nobody knew of.
    let unknown = def.usage.response.then(|| ident(&one_of.unknown));
    let unknown_variant = unknown.as_ref().map(|unknown| {
        rust! {
            /// What is none of these, as it was sent.
            #unknown(rt::RawJson),
        }
    });
    // Where the options fit equally well, the first is chosen.
    let mut seen = HashSet::new();
    let known: Vec<Rust> = options()
        .zip(one_of.signs_by(api, kinds))
        .map(|(option, signs)| {
            let rust = ident(&option.rust);
            let ty = values::value(api, &option.ty, Side::of(def), &scope);
            let written = ty.to_string();
            let is_struct = structure(api, &option.ty).is_some();
            let mode = match (is_boxed(api, &option.ty), seen.contains(&written)) {
                (true, _) if is_struct => rust!(object),
                (true, _) => rust!(boxed),
                (false, true) => rust!(alike),
                (false, false) => rust!(own),
            };
            seen.insert(written);
            let tag = tag(api, def, one_of, option).map(|(name, value)| rust!(, #name = #value));
            let signs = signs.iter().map(sign);
            rust!(#rust(#mode #ty #tag) #(#signs)*)
        })
        .collect();
    let by = one_of.discriminator.as_ref().map(|name| rust!(by #name));
    let otherwise = unknown.as_ref().map(|unknown| rust!(else #unknown));
    let checked = def.usage.request.then(|| {
        let checks: Vec<Option<Rust>> =
            options().map(|option| check(api, one_of, option)).collect();
        let of_unknown = unknown.as_ref().and_then(|_| check_unknown(one_of));
        if checks.iter().all(Option::is_none) && of_unknown.is_none() {
            return rust!(impl rt::Checked for #name {});
        }
        let arms = options().zip(checks).map(|(option, check)| {
            let rust = ident(&option.rust);
            match check {
                Some(check) => rust!(Self::#rust(value) => #check),
                None => rust!(Self::#rust(_) => {}),
            }
        });
        let unknown = unknown.as_ref().map(|unknown| match &of_unknown {
            Some(check) => rust!(Self::#unknown(value) => #check,),
            None => rust!(Self::#unknown(_) => {}),
        });
        rust! {
            impl rt::Checked for #name {
                #[inline]
                fn check(&self, at: &mut rt::Violations) {
                    match self {
                        #(#arms)*
                        #unknown
                    }
                }
            }
        }
    });
    rust! {
        #item_docs
        #[derive(#clone Debug, PartialEq)]
        #[non_exhaustive]
        #deprecated
        pub enum #name {
            #(#variants)*
            #unknown_variant
        }

        rt::one_of! {
            #name #by {
                #(#known,)*
            } #otherwise
        }

        #checked
    }
}

/// The arms of a match on one of several objects, from outside the module of the types: for a type that is known, how the
/// object is bound and what is found.
pub(super) fn arms(
    api: &Api,
    ty: &Type,
    arm: impl Fn(&Type) -> (Rust, Rust),
    otherwise: &Rust,
) -> Option<Rust> {
    let def = api.type_def(ty)?;
    let Shape::OneOf(one_of) = &def.shape else {
        return None;
    };
    let scope = values::types_scope();
    let name = ident(&def.name.rust);
    let known = one_of.options.iter().map(|option| {
        let variant = ident(&option.rust);
        let (bound, found) = arm(&option.ty);
        rust!(#scope #name::#variant(#bound) => #found,)
    });
    let unknown = def.usage.response.then(|| {
        let unknown = ident(&one_of.unknown);
        rust!(#scope #name::#unknown(_) => #otherwise,)
    });
    Some(rust! {
        #(#known)*
        #unknown
    })
}

/// The objects of which a type is one, from outside the module of the types: each with its variant, its type and whether it
/// stands in a box. None if the type is not one of several.
pub(super) fn parts(api: &Api, ty: &Type) -> Vec<(Rust, Rust, bool)> {
    let Some(def) = api.type_def(ty) else {
        return Vec::new();
    };
    let Shape::OneOf(one_of) = &def.shape else {
        return Vec::new();
    };
    let scope = values::types_scope();
    let name = ident(&def.name.rust);
    let part = |option: &OneOfOption| {
        let variant = ident(&option.rust);
        let ty = values::value(api, &option.ty, Side::of(def), &scope);
        let is_boxed = is_boxed(api, &option.ty);
        (rust!(#scope #name::#variant), ty, is_boxed)
    };
    one_of.options.iter().map(part).collect()
}

/// The checks of an option that is sent: its own, and whether its discriminator stands for it.
fn check(api: &Api, one_of: &OneOf, option: &OneOfOption) -> Option<Rust> {
    let own = values::has_checks(api, &option.ty).then(|| rust!(rt::Checked::check(value, at)));
    let tag = discriminating(api, one_of, option).and_then(|(property, field)| {
        let field = field.filter(|field| has_text(api, &field.ty) && !field.may_be_blank)?;
        let is_right = |only: String| option.values.contains(&only);
        if field.constant(api).is_some_and(is_right) {
            return None;
        }
        let name = ident(&field.name.rust);
        let values = &option.values;
        Some(rust!(at.discriminator(#property, &value.#name, &[#(#values),*])))
    });
    match (own, tag) {
        (Some(own), None) => Some(rust!(#own,)),
        (None, Some(tag)) => Some(rust!(#tag,)),
        (Some(own), Some(tag)) => Some(rust! {
            {
                #tag;
                #own;
            }
        }),
        (None, None) => None,
    }
}

/// The check of a value that is none of the options: the discriminator has one of all its values, if each option has some.
fn check_unknown(one_of: &OneOf) -> Option<Rust> {
    let property = one_of.discriminator.as_ref()?;
    if one_of.options.iter().any(|option| option.values.is_empty()) {
        return None;
    }
    let values = one_of.options.iter().flat_map(|option| &option.values);
    Some(rust!(at.any_discriminator(#property, value, &[#(#values),*])))
}

/// The discriminator and its value, if they are sent for an option that may not have them.
fn tag<'a>(
    api: &'a Api,
    def: &TypeDef,
    one_of: &'a OneOf,
    option: &'a OneOfOption,
) -> Option<(&'a String, &'a String)> {
    let (property, field) = discriminating(api, one_of, option)?;
    let may_lack = field.is_none_or(|field| !field.required);
    (def.usage.request && may_lack).then_some((property, option.values.first()?))
}

/// The discriminator of an option that has values for it, and the field that holds it.
fn discriminating<'a>(
    api: &'a Api,
    one_of: &'a OneOf,
    option: &OneOfOption,
) -> Option<(&'a String, Option<&'a Field>)> {
    let property = one_of.discriminator.as_ref()?;
    let structure = structure(api, &option.ty).filter(|_| !option.values.is_empty())?;
    let mut fields = structure.fields.iter();
    Some((property, fields.find(|field| field.name.wire == *property)))
}

/// Whether a value can be compared as a string.
fn has_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::String | Type::Boolean | Type::Integer32 | Type::Integer64 | Type::Text => true,
        Type::Sensitive(inner) => has_text(api, inner),
        ty => api.type_def(ty).is_some_and(|def| def.shape.is_enum()),
    }
}

fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => Some(structure),
        _ => None,
    }
}

fn sign(sign: &Sign) -> Rust {
    match sign {
        Sign::Is(kinds) => {
            let kinds = kinds.iter().map(kind);
            rust!([is #(#kinds)|*])
        }
        Sign::Tag(values) => rust!([tag #(#values)|*]),
        Sign::Values(names, values) => rust!([has #(#names)|* = #(#values)|*]),
        Sign::Kinds(names, kinds) => {
            let kinds = kinds.iter().map(kind);
            rust!([has #(#names)|* is #(#kinds)|*])
        }
        Sign::Closed => rust!([closed]),
        Sign::Any => rust!([any]),
    }
}

fn kind(kind: &JsonKind) -> Rust {
    match kind {
        JsonKind::Text => rust!(Text),
        JsonKind::Number => rust!(Number),
        JsonKind::Boolean => rust!(Boolean),
        JsonKind::List => rust!(List),
        JsonKind::Object => rust!(Object),
        JsonKind::Null => rust!(Null),
    }
}

/// Whether an option stands in a box: objects are of all sizes, and may lead back.
fn is_boxed(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_boxed(api, inner),
        ty => api.type_def(ty).is_some_and(|def| !def.shape.is_enum()),
    }
}
