//! What only requests have: builders that cannot forget a required field, and checks before sending.

mod choice;
mod slots;

use std::collections::BTreeSet;

use self::choice::{choice_enum, choice_fields};
use self::slots::{Slot, SlotFrom, asked, slot_setters, slots, tuple};
use super::constants::constant;
use super::rust::{Ident, Rust, rust};
use super::values::{self, Presence, Side};
use super::{checks, docs, ident};
use crate::ir::{Api, Body, Field, Media, Shape, Struct, Type, TypeDef};

/// Empty types that only lend the compiler a name for what is missing.
pub(super) fn markers(api: &Api) -> Option<Rust> {
    let mut names = BTreeSet::new();
    for def in api.types.values().filter(|def| def.usage.request) {
        if let Shape::Struct(structure) = &def.shape {
            names.extend(slots(api, structure).into_iter().map(|slot| slot.marker));
        }
    }
    let names = names.into_iter();
    (names.len() > 0).then(|| {
        rust! {
            #[doc(hidden)]
            #[allow(missing_docs, non_camel_case_types)]
            pub mod required {
                #(pub enum #names {})*
            }
        }
    })
}

/// The names of the objects that an operation sends as a form.
pub(super) fn forms(api: &Api) -> BTreeSet<&str> {
    let bodies = api
        .operations
        .iter()
        .flat_map(|operation| operation.body.iter().flat_map(Body::choices));
    let forms = bodies.filter(|body| body.media == Media::Form);
    forms
        .filter_map(|body| match &body.ty {
            Type::Named(name) => Some(name.as_str()),
            _ => None,
        })
        .collect()
}

/// What a struct has because it is sent, and sent as a form.
pub(super) fn request(api: &Api, def: &TypeDef, structure: &Struct, is_form: bool) -> Rust {
    let choice = structure
        .choice
        .as_ref()
        .map(|choice| choice_enum(api, structure, choice));
    let builder = builder(api, def, structure);
    let checks = checks::checks(api, def, structure);
    let form = is_form.then(|| form(def, structure));
    rust! {
        #choice

        #builder

        #checks

        #form
    }
}

/// How a body is written as a form.
fn form(def: &TypeDef, structure: &Struct) -> Rust {
    let fields = structure.fields.iter().map(|field| {
        let wire = &field.name.wire;
        let name = ident(&field.name.rust);
        let value = values::in_plus_form(&field.ty, rust!(&self.#name));
        rust!(form.field(#wire, #value);)
    });
    let name = ident(&def.name.rust);
    rust! {
        impl rt::ToForm for #name {
            #[inline]
            fn to_form(&self, form: &mut rt::Form) {
                #(#fields)*
            }
        }
    }
}

/// The fields that the caller may leave alone, and may set.
fn optional<'a>(api: &Api, structure: &'a Struct) -> impl Iterator<Item = &'a Field> {
    structure.fields.iter().filter(|field| {
        let governed = structure
            .choice
            .as_ref()
            .is_some_and(|choice| choice.governs(&field.name.wire));
        !governed && !asked(api, field) && field.constant(api).is_none()
    })
}

fn builder(api: &Api, def: &TypeDef, structure: &Struct) -> Rust {
    let name = ident(&def.name.rust);
    let builder = Ident::new(format!("{}Builder", def.name.rust));
    let slots = slots(api, structure);
    let optional: Vec<&Field> = optional(api, structure).collect();

    let is_long = slots.len() > MOST_STATES
        && slots
            .iter()
            .all(|slot| matches!(slot.from, SlotFrom::Field(_)));
    let required = Ident::new(format!("{builder}Required"));
    // The slots that a builder has a type parameter for.
    let stated = if is_long { &[] } else { slots.as_slice() };
    let states: Vec<&Ident> = stated.iter().map(|slot| &slot.state).collect();
    let has_given = !slots.is_empty();
    let given = match is_long {
        true => rust!(#required),
        false => tuple(&states.iter().map(|state| rust!(#state)).collect::<Vec<_>>()),
    };
    let unset = match is_long {
        true => rust!(required),
        false => tuple(&vec![rust!(rt::Unset); slots.len()]),
    };
    let others = structure.rest.as_ref().map(|rest| {
        let ty = values::value(api, &rest.ty, Side::Request, &Rust::new());
        (ident(&rest.rust), ty)
    });
    let others_name: Vec<&Ident> = others.iter().map(|(name, _)| name).collect();
    let (others_field, others_start) = match &others {
        Some((name, ty)) => (
            Some(rust!(#name: ::std::collections::BTreeMap<String, #ty>,)),
            Some(rust!(#name: ::std::collections::BTreeMap::new(),)),
        ),
        None => (None, None),
    };
    let others_setter = others.as_ref().map(|(name, ty)| {
        rust! {
            /// The other properties, by their names.
            pub fn #name(mut self, #name: impl IntoIterator<Item = (String, #ty)>) -> Self {
                self.rest.#name = #name.into_iter().collect();
                self
            }
        }
    });
    let has_rest = !optional.is_empty() || others.is_some();
    let rest = Ident::new(format!("{builder}Rest"));
    let optional_names: Vec<Ident> = optional
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let optional_types = optional
        .iter()
        .map(|field| values::field(api, field, Side::Request));
    let optional_starts = optional.iter().map(|field| start(field));

    let (chosen, plain): (Vec<_>, Vec<_>) = stated
        .iter()
        .partition(|slot| matches!(slot.from, SlotFrom::Choice(_)));
    let setters = plain
        .iter()
        .map(|slot| slot_setters(api, &builder, &slots, slot, has_rest));
    // The type of a builder says of every required field whether it is set, and nobody writes it out.
    let complex = (stated.len() > MOST_SIMPLE).then(|| rust!(#[allow(clippy::type_complexity)]));
    // A choice is made once: after one of its methods, none of them is there any more.
    let choices = chosen.iter().map(|slot| {
        let setters = slot_setters(api, &builder, &slots, slot, has_rest);
        let others = slots
            .iter()
            .filter(|other| other.name != slot.name)
            .map(|other| &other.state);
        let states = slots.iter().map(|other| {
            if other.name == slot.name {
                rust!(rt::Unset)
            } else {
                let state = &other.state;
                rust!(#state)
            }
        });
        rust! {
            #complex
            impl<#(#others),*> #builder<#(#states),*> {
                #setters
            }
        }
    });
    let optional_setters = optional.iter().map(|field| optional_setter(api, field));

    let bounds = stated.iter().map(|slot| {
        let (state, marker, value) = (&slot.state, &slot.marker, &slot.value);
        rust!(#state: rt::Given<required::#marker, Value = #value>)
    });
    let choice = structure
        .choice
        .as_ref()
        .map(|choice| choice_fields(structure, choice));
    let taken = structure.fields.iter().map(|field| {
        let field_name = ident(&field.name.rust);
        let governed = structure
            .choice
            .as_ref()
            .is_some_and(|choice| choice.governs(&field.name.wire));
        if governed {
            rust!(#field_name)
        } else if let Some(only) = only_value(api, field) {
            rust!(#field_name: #only)
        } else if is_long && asked(api, field) {
            rust!(#field_name)
        } else if stated.iter().any(|slot| slot.name == field_name) {
            rust!(#field_name: #field_name.take())
        } else {
            rust!(#field_name: self.rest.#field_name)
        }
    });
    let has_states = !stated.is_empty();
    let wheres = has_states.then(|| {
        rust! {
            where
                #(#bounds,)*
        }
    });
    let generics = has_states.then(|| rust!(<#(#states),*>));
    let defaults = has_states.then(|| rust!(<#(#states = rt::Unset),*>));
    let given_starts = has_given.then(|| rust!(given: #unset,));
    let given_field = has_given.then(|| rust!(given: #given,));
    let names: Vec<Rust> = slots.iter().map(|Slot { name, .. }| rust!(#name)).collect();
    let given_names = match is_long {
        true => rust!(#required { #(#names),* }),
        false => tuple(&names),
    };
    let given = has_given.then(|| rust!(let #given_names = self.given;));
    let unreadable = values::unreadable(def, structure);
    let unreadable = unreadable.map(|name| rust!(#name: rt::Unreadable::default(),));
    let rest_starts = has_rest.then(|| {
        rust! {
            rest: #rest {
                #(#optional_names: #optional_starts,)*
                #others_start
            },
        }
    });
    let rest_field = has_rest.then(|| rust!(rest: #rest,));
    let rest = has_rest.then(|| {
        rust! {
            #[derive(Debug)]
            struct #rest {
                #(#optional_names: #optional_types,)*
                #others_field
            }
        }
    });
    let said = |before: &str, after: &str| {
        let line = format!("{before} [`{}`]{after}", def.name.rust);
        docs::comment([line.as_str()], false)
    };
    let start_docs = said("Starts to build a", ".");
    let (build_docs, builder_docs) = match is_long {
        true => (
            said("The finished", "."),
            said("Builds a", ": its optional fields, then `build()`."),
        ),
        false => (
            said(
                "The finished",
                "; it compiles when every required field has been set.",
            ),
            said("Builds a", ": each required field once, then `build()`."),
        ),
    };
    let start_with = is_long.then(|| rust!(required: #required));
    let required = is_long.then(|| {
        let required_docs = said(
            "The required fields of a",
            ", which are too many for methods.",
        );
        let fields = slots.iter().map(|slot| {
            let (name, value) = (&slot.name, &slot.value);
            let field_docs = match slot.from {
                SlotFrom::Field(field) => {
                    docs::setter(api, &field.name, &field.docs, &field.ty, &field.constraints)
                }
                SlotFrom::Choice(choice) => docs::choice(api, choice),
            };
            rust! {
                #field_docs
                pub #name: #value,
            }
        });
        rust! {
            #required_docs
            #[derive(Debug)]
            pub struct #required {
                #(#fields)*
            }
        }
    });
    rust! {
        impl #name {
            #start_docs
            pub fn builder(#start_with) -> #builder {
                #builder {
                    #given_starts
                    #rest_starts
                }
            }
        }

        #builder_docs
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build()` is called"]
        pub struct #builder #defaults {
            #given_field
            #rest_field
        }

        #rest

        #required

        #(#choices)*

        #complex
        impl #generics #builder #generics {
            #(#setters)*
            #(#optional_setters)*
            #others_setter

            #build_docs
            pub fn build(self) -> #name
            #wheres
            {
                #given
                #choice
                #name {
                    #(#taken,)*
                    #(#others_name: self.rest.#others_name,)*
                    #unreadable
                }
            }
        }
    }
}

/// How many required fields a builder has a type parameter for. Each of its methods names all of them, so that a thousand fields
/// would be a million names. The fields of a longer request are given at once, in an object that compiles with all of them only.
const MOST_STATES: usize = 64;

/// How many required fields make a type that clippy calls simple, however long their types are.
const MOST_SIMPLE: usize = 5;

fn optional_setter(api: &Api, field: &Field) -> Rust {
    let name = ident(&field.name.rust);
    if let (Type::List(item), Some(add)) = (&field.ty, addition(field)) {
        let (argument, _) = values::items(api, item, &Rust::new());
        let setter_docs = docs::list_setter(api, field);
        return rust! {
            #setter_docs
            pub fn #name(mut self, #name: #argument) -> Self {
                #add;
                self
            }
        };
    }
    let ty = values::field_value(api, field, Side::Request);
    let setter_docs = docs::setter(api, &field.name, &field.docs, &field.ty, &field.constraints);
    let (argument, given) = values::argument(api, &field.ty, &Rust::new(), &ty, &rust!(#name));
    let (argument, filled) = match values::presence(field) {
        Presence::Always => (argument, given),
        Presence::OrAbsent | Presence::OrNull => (argument, rust!(Some(#given))),
        Presence::OrAbsentOrNull => (rust!(impl Into<rt::Maybe<#ty>>), rust!(#name.into())),
    };
    rust! {
        #setter_docs
        pub fn #name(mut self, #name: #argument) -> Self {
            self.rest.#name = #filled;
            self
        }
    }
}

/// How items are added to an optional list. A list that may be absent or `null` is given as a whole.
fn addition(field: &Field) -> Option<Rust> {
    let name = ident(&field.name.rust);
    match values::presence(field) {
        Presence::Always => {
            let items = match &field.ty {
                Type::List(item) => values::converted_items(item, &rust!(#name)),
                _ => rust!(#name),
            };
            Some(rust!(self.rest.#name.extend(#items)))
        }
        Presence::OrAbsent | Presence::OrNull => Some(rust!(rt::add(&mut self.rest.#name, #name))),
        Presence::OrAbsentOrNull => None,
    }
}

/// The value of a field that can have no other.
fn only_value(api: &Api, field: &Field) -> Option<Rust> {
    field.constant(api)?;
    let def = api.type_def(&field.ty)?;
    let variant = match &def.shape {
        Shape::StringEnum(values) => &values.values.first()?.rust,
        Shape::IntegerEnum(values) => &values.values.first()?.rust,
        Shape::Struct(_) | Shape::OneOf(_) => return None,
    };
    let (name, variant) = (ident(&def.name.rust), ident(variant));
    Some(rust!(#name::#variant))
}

/// What an optional field is before it is set.
fn start(field: &Field) -> Rust {
    let default = field
        .default
        .as_ref()
        .and_then(|default| constant(&field.ty, default));
    match (values::presence(field), default) {
        (Presence::Always, Some(default)) => default,
        (Presence::OrNull, Some(default)) => rust!(Some(#default)),
        (Presence::OrAbsentOrNull, _) => rust!(rt::Maybe::Absent),
        _ => rust!(None),
    }
}
