//! One of several objects, as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::types_scope;
use super::values::{self, Side};
use super::{docs, ident, types};
use crate::ir::{Api, JsonKind, OneOf, Shape, Sign, Type, TypeDef};

pub(super) fn item(api: &Api, def: &TypeDef, one_of: &OneOf) -> TokenStream {
    let name = ident(&def.name.rust);
    let item_docs = docs::item(&def.docs, &def.name.wire);
    let deprecated = def.docs.deprecated.then(|| quote!(#[deprecated]));
    let clone = types::clones(api, &Type::Named(def.name.wire.clone())).then(|| quote!(Clone,));
    let options = || one_of.options.iter();
    let scope = TokenStream::new();
    let variants = options().map(|option| {
        let rust = ident(&option.rust);
        let of = api.type_def(&option.ty);
        let first = of.and_then(|of| of.docs.text.split("\n\n").next());
        let name = of.map_or(option.rust.as_str(), |of| of.name.wire.as_str());
        let variant_docs = docs::text(first.unwrap_or_default(), &format!("`{name}`."));
        let ty = values::value(api, &option.ty, Side::of(def), &scope);
        let ty = match is_boxed(api, &option.ty) {
            true => quote!(Box<#ty>),
            false => ty,
        };
        quote!(#variant_docs #rust(#ty),)
    });
    // Only what is received can be something that nobody knew of.
    let unknown = def.usage.response.then(|| ident(&one_of.unknown));
    let unknown_variant = unknown.as_ref().map(|unknown| {
        quote! {
            /// What is none of these, as it was sent.
            #unknown(rt::RawJson),
        }
    });
    let signs = one_of.signs(api);
    let signed = |fits: bool| {
        let signs = options().zip(&signs);
        signs.filter(move |(_, sign)| (**sign == Sign::Fits) == fits)
    };
    // What has a sign is known by it; the rest is tried after that, in its order.
    let mut seen = Vec::new();
    let known: Vec<TokenStream> = signed(false)
        .chain(signed(true))
        .map(|(option, sign)| {
            let rust = ident(&option.rust);
            let ty = values::value(api, &option.ty, Side::of(def), &scope);
            let written = ty.to_string();
            let mode = match (is_boxed(api, &option.ty), seen.contains(&written)) {
                (true, _) => quote!(boxed),
                (false, true) => quote!(alike),
                (false, false) => quote!(own),
            };
            seen.push(written);
            let sign = sign_of(sign);
            quote!(#rust(#mode #ty) #sign)
        })
        .collect();
    let otherwise = unknown.as_ref().map(|unknown| quote!(else #unknown));
    let checks = options().any(|option| types::has_checks(api, &option.ty));
    let checked = def.usage.request.then(|| {
        if !checks {
            return quote!(impl rt::Checked for #name {});
        }
        let arms = options().map(|option| {
            let rust = ident(&option.rust);
            match types::has_checks(api, &option.ty) {
                true => quote!(Self::#rust(value) => rt::Checked::check(value, at),),
                false => quote!(Self::#rust(_) => {}),
            }
        });
        let unknown = unknown
            .as_ref()
            .map(|unknown| quote!(Self::#unknown(_) => {}));
        quote! {
            impl rt::Checked for #name {
                fn check(&self, at: &mut rt::Violations) {
                    match self { #(#arms)* #unknown }
                }
            }
        }
    });
    quote! {
        #item_docs
        #[derive(#clone Debug, PartialEq)]
        #[non_exhaustive]
        #deprecated
        pub enum #name {
            #(#variants)*
            #unknown_variant
        }
        rt::one_of! { #name { #(#known),* } #otherwise }
        #checked
    }
}

/// The arms of a match on one of several objects, from outside the module of the types: for a type that is known, how the
/// object is bound and what is found.
pub(super) fn arms(
    api: &Api,
    ty: &Type,
    arm: impl Fn(&Type) -> (TokenStream, TokenStream),
    otherwise: &TokenStream,
) -> Option<TokenStream> {
    let def = api.type_def(ty)?;
    let Shape::OneOf(one_of) = &def.shape else {
        return None;
    };
    let scope = types_scope();
    let name = ident(&def.name.rust);
    let known = one_of.options.iter().map(|option| {
        let variant = ident(&option.rust);
        let (bound, found) = arm(&option.ty);
        quote!(#scope #name::#variant(#bound) => #found,)
    });
    let unknown = def.usage.response.then(|| {
        let unknown = ident(&one_of.unknown);
        quote!(#scope #name::#unknown(_) => #otherwise,)
    });
    Some(quote!(#(#known)* #unknown))
}

fn sign_of(sign: &Sign) -> TokenStream {
    match sign {
        Sign::Property(names) => quote!([has #(#names)|*]),
        Sign::Constant(names, values) => quote!([has #(#names)|* = #(#values)|*]),
        Sign::Is(kinds) => {
            let kinds = kinds.iter().map(|kind| match kind {
                JsonKind::Text => quote!(Text),
                JsonKind::Number => quote!(Number),
                JsonKind::Boolean => quote!(Boolean),
                JsonKind::List => quote!(List),
                JsonKind::Object => quote!(Object),
                JsonKind::Null => quote!(Null),
            });
            quote!([is #(#kinds)|*])
        }
        Sign::Fits => TokenStream::new(),
    }
}

/// Whether an option stands in a box: objects are of all sizes, and may lead back.
fn is_boxed(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_boxed(api, inner),
        ty => api.type_def(ty).is_some_and(|def| !def.shape.is_enum()),
    }
}

/// Whether a type is one of several objects, any of which is taken where it is asked for.
pub(super) fn is(api: &Api, ty: &Type) -> bool {
    matches!(
        api.type_def(ty).map(|def| &def.shape),
        Some(Shape::OneOf(_))
    )
}
