//! One of several objects, as an enum.

use super::rust::{Rust, rust};
use super::uncloned::Uncloned;
use super::values::{self, Side};
use super::{docs, ident};
use crate::ir::{Api, JsonKind, Kinds, OneOf, OneOfOption, Shape, Sign, Type, TypeDef};

pub(super) fn item(
    api: &Api,
    def: &TypeDef,
    one_of: &OneOf,
    uncloned: &Uncloned<'_>,
    kinds: &Kinds<'_>,
) -> Rust {
    let name = ident(&def.name.rust);
    let item_docs = docs::item(api, &def.docs, &def.name.wire);
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
    let signs = one_of.signs_by(api, kinds);
    let signed = |fits: bool| {
        let signs = options().zip(&signs);
        signs.filter(move |(_, sign)| (**sign == Sign::Fits) == fits)
    };
    // What has a sign is known by it; the rest is tried after that, in its order.
    let mut seen = Vec::new();
    let known: Vec<Rust> = signed(false)
        .chain(signed(true))
        .map(|(option, sign)| {
            let rust = ident(&option.rust);
            let ty = values::value(api, &option.ty, Side::of(def), &scope);
            let written = ty.to_string();
            let mode = match (is_boxed(api, &option.ty), seen.contains(&written)) {
                (true, _) => rust!(boxed),
                (false, true) => rust!(alike),
                (false, false) => rust!(own),
            };
            seen.push(written);
            let sign = sign_of(sign);
            rust!(#rust(#mode #ty) #sign)
        })
        .collect();
    let otherwise = unknown.as_ref().map(|unknown| rust!(else #unknown));
    let checks = options().any(|option| values::has_checks(api, &option.ty));
    let checked = def.usage.request.then(|| {
        if !checks {
            return rust!(impl rt::Checked for #name {});
        }
        let arms = options().map(|option| {
            let rust = ident(&option.rust);
            match values::has_checks(api, &option.ty) {
                true => rust!(Self::#rust(value) => rt::Checked::check(value, at),),
                false => rust!(Self::#rust(_) => {}),
            }
        });
        let unknown = unknown
            .as_ref()
            .map(|unknown| rust!(Self::#unknown(_) => {}));
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
            #name {
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

fn sign_of(sign: &Sign) -> Rust {
    match sign {
        Sign::Property(names) => rust!([has #(#names)|*]),
        Sign::Constant(names, values) => rust!([has #(#names)|* = #(#values)|*]),
        Sign::Is(kinds) => {
            let kinds = kinds.iter().map(|kind| match kind {
                JsonKind::Text => rust!(Text),
                JsonKind::Number => rust!(Number),
                JsonKind::Boolean => rust!(Boolean),
                JsonKind::List => rust!(List),
                JsonKind::Object => rust!(Object),
                JsonKind::Null => rust!(Null),
            });
            rust!([is #(#kinds)|*])
        }
        Sign::Fits => Rust::new(),
    }
}

/// Whether an option stands in a box: objects are of all sizes, and may lead back.
fn is_boxed(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_boxed(api, inner),
        ty => api.type_def(ty).is_some_and(|def| !def.shape.is_enum()),
    }
}
