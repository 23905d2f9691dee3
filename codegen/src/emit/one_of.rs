//! One of several objects, as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::types_scope;
use super::{docs, ident, types};
use crate::ir::{Api, OneOf, Shape, Sign, Type, TypeDef};

pub(super) fn item(api: &Api, def: &TypeDef, one_of: &OneOf) -> TokenStream {
    let name = ident(&def.name.rust);
    let item_docs = docs::item(&def.docs, &def.name.wire);
    let deprecated = def.docs.deprecated.then(|| quote!(#[deprecated]));
    let clone = types::clones(api, &Type::Named(def.name.wire.clone())).then(|| quote!(Clone,));
    let options = || {
        one_of
            .options
            .iter()
            .filter_map(|option| Some((ident(&option.rust), api.type_def(&option.ty)?)))
    };
    let variants = options().map(|(option, def)| {
        let first = def.docs.text.split("\n\n").next().unwrap_or_default();
        let variant_docs = docs::text(first, &format!("`{}`.", def.name.wire));
        quote!(#variant_docs #option(Box<#option>),)
    });
    // Only what is received can be something that nobody knew of.
    let unknown = def.usage.response.then(|| ident(&one_of.unknown));
    let unknown_variant = unknown.as_ref().map(|unknown| {
        quote! {
            /// What is none of these, as it was sent.
            #unknown(rt::RawJson),
        }
    });
    let signs = one_of.signs(api).unwrap_or_default();
    let known = options().zip(&signs).map(|((option, _), sign)| {
        let sign = sign_of(sign);
        quote!(#option #sign)
    });
    let otherwise = unknown.as_ref().map(|unknown| quote!(else #unknown));
    let checked = def.usage.request.then(|| {
        let arms = options()
            .map(|(option, _)| quote!(Self::#option(value) => rt::Checked::check(value, at),));
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
        Sign::Property(names) => quote!(has [#(#names),*]),
        Sign::Constant(names, value) => quote!(has [#(#names),*] = #value),
        Sign::Fits => TokenStream::new(),
    }
}

/// Whether a type is one of several objects, any of which is taken where it is asked for.
pub(super) fn is(api: &Api, ty: &Type) -> bool {
    matches!(
        api.type_def(ty).map(|def| &def.shape),
        Some(Shape::OneOf(_))
    )
}
