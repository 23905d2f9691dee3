//! Several bodies of a request, of which the caller sends one: each in a media type of its own.

use crate::emit::rust::{Rust, rust};
use crate::emit::values::{self, Side};
use crate::emit::{checks, docs, ident};
use crate::ir::{Api, Body, Operation};

/// The enum of the bodies, if there are several.
pub(super) fn body_enum(api: &Api, operation: &Operation, clones: bool) -> Option<Rust> {
    let body = operation.body.as_ref()?;
    let name = ident(&operation.body_type(body)?);
    let item_docs = docs::text(
        api,
        &format!(
            "What a request of {} sends, by media type.",
            docs::code(&operation.id)
        ),
        "",
    );
    let clone = clones.then(|| rust!(Clone,));
    let mut seen: Vec<String> = Vec::new();
    let mut conversions = Vec::new();
    let mut variants = Vec::new();
    for choice in body.choices() {
        let variant = ident(&choice.variant);
        let ty = values::value(api, &choice.ty, Side::Request, &values::types_scope());
        let variant_docs = docs::text(api, &docs::code(&choice.media_type), "");
        variants.push(rust! {
            #variant_docs
            #variant(#ty),
        });
        // What two have is given with the variant.
        let written = ty.to_string();
        let mut types = body.choices().map(|other| &other.ty);
        let is_shared = types.by_ref().filter(|other| **other == choice.ty).count() > 1;
        if !is_shared && !seen.contains(&written) {
            conversions.push(rust! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#variant(body)
                    }
                }
            });
        }
        seen.push(written);
    }
    let checked = has_checks(api, body).then(|| {
        let arms = body.choices().map(|choice| {
            let variant = ident(&choice.variant);
            match checks::of_value(api, &choice.ty, &choice.constraints, &rust!(body)).as_slice() {
                [] => rust!(Self::#variant(_) => {}),
                rules => rust! {
                    Self::#variant(body) => {
                        #(#rules;)*
                    }
                },
            }
        });
        rust! {
            impl rt::Checked for #name {
                fn check(&self, at: &mut rt::Violations) {
                    match self {
                        #(#arms)*
                    }
                }
            }
        }
    });
    Some(rust! {
        #item_docs
        #[derive(#clone Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        #(#conversions)*

        #checked
    })
}

/// Whether any of the bodies has something to check.
pub(super) fn has_checks(api: &Api, body: &Body) -> bool {
    body.choices().any(|choice| {
        let rules = checks::of_value(api, &choice.ty, &choice.constraints, &rust!(body));
        !rules.is_empty()
    })
}

/// Each body with its variant, its type, and that it stands in no box.
pub(super) fn parts(api: &Api, operation: &Operation, body: &Body) -> Vec<(Rust, Rust, bool)> {
    let Some(name) = operation.body_type(body) else {
        return Vec::new();
    };
    let name = ident(&name);
    let part = |choice: &Body| {
        let variant = ident(&choice.variant);
        let ty = values::value(api, &choice.ty, Side::Request, &values::types_scope());
        (rust!(#name::#variant), ty, false)
    };
    body.choices().map(part).collect()
}

/// The type of a body, seen from the operations.
pub(in crate::emit) fn body_type(api: &Api, operation: &Operation, body: &Body) -> Rust {
    match operation.body_type(body) {
        Some(name) => {
            let name = ident(&name);
            rust!(#name)
        }
        None => values::value(api, &body.ty, Side::Request, &values::types_scope()),
    }
}

/// Whether the caller gives a body as any of several types.
pub(in crate::emit) fn is_converted(api: &Api, body: &Body) -> bool {
    !body.others.is_empty() || values::is_one_of(api, &body.ty)
}
