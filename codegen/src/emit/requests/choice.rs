//! A choice between several properties: its enum, and what each option sends.

use crate::emit::constants::constant;
use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::values::{self, Presence, Side};
use crate::emit::{docs, ident};
use crate::ir::{Api, Choice, Field, Struct};

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

/// The names of the fields that a choice decides.
pub(super) fn governed<'a>(structure: &'a Struct, choice: &Choice) -> Vec<&'a Field> {
    let fields = structure.fields.iter();
    fields
        .filter(|field| choice.governs(&field.name.wire))
        .collect()
}

/// From the choice to the fields that belong together.
pub(super) fn choice_fields(api: &Api, structure: &Struct, choice: &Choice) -> Rust {
    let governed = governed(structure, choice);
    let choice_type = ident(&choice.rust_type);
    let types = governed
        .iter()
        .map(|field| values::field(api, field, Side::Request));
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
        rust!(Self::#variant(value) => (#(#parts,)*),)
    });
    rust! {
        impl #choice_type {
            fn fields(self) -> (#(#types,)*) {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// The methods of a builder between which the caller chooses: after one of them, there is no other.
pub(super) fn choice_setters(
    api: &Api,
    structure: &Struct,
    choice: &Choice,
    builder: &Ident,
    at: &Ident,
) -> Rust {
    let (name, choice_type) = (ident(&choice.name.rust), ident(&choice.rust_type));
    let options = choice.options.iter().filter_map(|option| {
        let mut fields = structure.fields.iter();
        let taken = fields.find(|field| field.name.wire == option.takes)?;
        let (method, variant) = (ident(&option.method), ident(&option.variant));
        let argument = ident(&taken.name.rust);
        let ty = values::value(api, &taken.ty, Side::Request, &Rust::new());
        let method_docs = docs::option(api, option, taken);
        let (taken, given) = values::argument(api, &taken.ty, &Rust::new(), &ty, &rust!(#argument));
        Some(rust! {
            #method_docs
            pub fn #method(self, #argument: #taken) -> #builder<__S::With> {
                self.#name(#choice_type::#variant(#given))
            }
        })
    });
    let whole_docs = docs::choice(api, choice);
    rust! {
        impl<__S: rt::ChooseAt<rt::at::#at, #choice_type>> #builder<__S> {
            #(#options)*

            #whole_docs
            pub fn #name(self, #name: #choice_type) -> #builder<__S::With> {
                #builder { given: self.given.choose(#name), rest: self.rest }
            }
        }
    }
}
