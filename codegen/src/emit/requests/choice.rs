//! A choice between several properties: its enum, and what each option sends.

use crate::emit::constants::constant;
use crate::emit::rust::{Rust, rust};
use crate::emit::values::{self, Presence, Side};
use crate::emit::{docs, ident};
use crate::ir::{Api, Choice, Field, Shape, Struct};

pub(super) fn structure_field<'a>(api: &'a Api, choice: &Choice, wire: &str) -> Option<&'a Field> {
    api.types.values().find_map(|def| match &def.shape {
        Shape::Struct(structure)
            if structure
                .choice
                .as_ref()
                .is_some_and(|c| c.rust_type == choice.rust_type) =>
        {
            structure
                .fields
                .iter()
                .find(|field| field.name.wire == wire)
        }
        _ => None,
    })
}

pub(super) fn choice_enum(api: &Api, structure: &Struct, choice: &Choice) -> Rust {
    let name = ident(&choice.rust_type);
    let choice_docs = docs::text(
        api,
        &choice.docs,
        &format!("The {}.", docs::code(&choice.name.wire)),
    );
    let variants = choice.options.iter().filter_map(|option| {
        let field = structure
            .fields
            .iter()
            .find(|field| field.name.wire == option.takes)?;
        let variant = ident(&option.variant);
        let ty = values::value(api, &field.ty, Side::Request, &Rust::new());
        let variant_docs = docs::text(
            api,
            &option.docs,
            &format!("Decides for {}.", docs::code(&option.takes)),
        );
        Some(rust! {
            #variant_docs
            #variant(#ty),
        })
    });
    rust! {
        #choice_docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// From the decision to the properties that belong together.
pub(super) fn choice_fields(structure: &Struct, choice: &Choice) -> Rust {
    let governed: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| choice.governs(&field.name.wire))
        .collect();
    let names = governed.iter().map(|field| ident(&field.name.rust));
    let name = ident(&choice.name.rust);
    let choice_type = ident(&choice.rust_type);
    let arms = choice.options.iter().map(|option| {
        let variant = ident(&option.variant);
        let parts = governed.iter().map(|field| {
            let sent = option.sends.get(&field.name.wire);
            let given = match field.name.wire == option.takes {
                true => Some(rust!(value)),
                false => sent.and_then(|sent| constant(&field.ty, sent)),
            };
            let inner = if let Some(given) = given {
                match field.may_be_blank {
                    true => rust!(rt::OrBlank::Value(#given)),
                    false => given,
                }
            } else if field.may_be_blank && sent.is_some() {
                rust!(rt::OrBlank::Blank)
            } else {
                return match values::presence(field) {
                    Presence::OrAbsentOrNull => rust!(rt::Maybe::Absent),
                    _ => rust!(None),
                };
            };
            match values::presence(field) {
                Presence::Always => inner,
                Presence::OrNull | Presence::OrAbsent => rust!(Some(#inner)),
                Presence::OrAbsentOrNull => rust!(rt::Maybe::Value(#inner)),
            }
        });
        rust!(#choice_type::#variant(value) => (#(#parts,)*),)
    });
    rust! {
        let (#(#names,)*) = match #name.take() {
            #(#arms)*
        };
    }
}
