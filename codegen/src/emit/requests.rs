//! What only requests have: builders that cannot forget a required field, and checks before sending.

mod choice;
mod slots;

use std::collections::BTreeSet;

use self::choice::{choice_enum, choice_fields, choice_setters, governed};
use self::slots::{Slot, SlotFrom, asked, slots};
use super::constants::constant;
use super::rust::{Ident, Rust, rust};
use super::values::{self, Presence, Side};
use super::{docs, ident};
use crate::ir::{Api, Body, Field, Media, Shape, Struct, Type, TypeDef};

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

/// How a body is written as a form.
pub(super) fn form(def: &TypeDef, structure: &Struct) -> Rust {
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

/// How many required fields a builder has a method for: the state of each is a part of its type. The fields of a longer request
/// are given at once, in a struct that compiles with all of them only.
const MOST_STATES: usize = 64;

/// The builder of a struct.
pub(super) struct Builder<'a> {
    api: &'a Api,
    structure: &'a Struct,
    name: Ident,
    slots: Vec<Slot<'a>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(api: &'a Api, def: &TypeDef, structure: &'a Struct) -> Self {
        Self {
            api,
            structure,
            name: Ident::new(format!("{}Builder", def.name.rust)),
            slots: slots(api, structure),
        }
    }

    fn is_long(&self) -> bool {
        self.slots.len() > MOST_STATES
    }

    /// The struct of the required fields, if there are too many for methods.
    fn required(&self) -> Ident {
        Ident::new(format!("{}Required", self.name))
    }

    /// What the struct says of its builder: a line for each required field.
    pub(super) fn declared(&self) -> Rust {
        let (name, rest) = (&self.name, Ident::new(format!("{}Rest", self.name)));
        let from = self.structure.choice.as_ref().map(|choice| {
            let chosen = governed(self.structure, choice).into_iter();
            let chosen = chosen.map(|field| ident(&field.name.rust));
            let decided = self.slots.iter().find_map(|slot| match slot.from {
                SlotFrom::Choice(_) if self.is_long() => Some(&slot.name),
                SlotFrom::Choice(_) => Some(&slot.marker),
                SlotFrom::Field(_) => None,
            });
            let choice = ident(&choice.rust_type);
            rust!(from (#decided(#choice: #(#chosen),*)))
        });
        if self.is_long() {
            let required = self.required();
            return rust! {
                builds #name(#rest) #required
                #from
            };
        }
        if self.slots.is_empty() {
            return rust!(builds #name(#rest)[]);
        }
        let slots = self.slots.iter().map(|slot| {
            let (marker, value) = (&slot.marker, &slot.value);
            rust!(#marker: #value,)
        });
        rust! {
            builds #name(#rest)[
                #(#slots)*
            ]
            #from
        }
    }

    /// How the builder sets a field.
    pub(super) fn sets(&self, field: &Field) -> Rust {
        let number = self.slots.iter().position(
            |slot| matches!(slot.from, SlotFrom::Field(of) if of.name.wire == field.name.wire),
        );
        let choice = self.structure.choice.as_ref();
        if choice.is_some_and(|choice| choice.governs(&field.name.wire)) {
            rust!(set(chosen))
        } else if let Some(only) = only_value(self.api, field) {
            rust!(set(only #only))
        } else if asked(self.api, field) && self.is_long() {
            rust!(set(asked))
        } else if let Some(number) = number {
            let (at, by) = (at(number), self.by(field));
            rust!(set(#at #by))
        } else {
            let by = self.by(field);
            let first = first(field).map(|first| rust!(or #first;));
            rust!(set(#first #by))
        }
    }

    /// What the method of a field takes.
    fn by(&self, field: &Field) -> Rust {
        let presence = values::presence(field);
        if presence == Presence::OrAbsentOrNull || field.may_be_blank || field.boxed {
            return rust!(into);
        }
        let is_required = asked(self.api, field);
        match &field.ty {
            // A list that may be `null` is given as a whole where it has to be given.
            Type::List(_) if is_required && presence == Presence::OrNull => rust!(into),
            Type::List(item) => {
                let ty = values::value(self.api, item, Side::Request, &Rust::new());
                match values::is_given_as_it_is(item) {
                    true => rust!(each_exact #ty),
                    false => rust!(each #ty),
                }
            }
            Type::Amount(_) if is_required && presence == Presence::OrNull => rust!(into),
            Type::Amount(_) => rust!(amount),
            ty if values::is_given_as_it_is(ty) => rust!(exact),
            _ => rust!(into),
        }
    }

    /// What stands beside the struct.
    pub(super) fn beside(&self) -> Rust {
        let choice = self.structure.choice.as_ref().map(|choice| {
            let (decides, fields) = (
                choice_enum(self.api, self.structure, choice),
                choice_fields(self.api, self.structure, choice),
            );
            let number = self
                .slots
                .iter()
                .position(|slot| matches!(slot.from, SlotFrom::Choice(_)));
            let setters = number.filter(|_| !self.is_long()).map(|number| {
                choice_setters(self.api, self.structure, choice, &self.name, &at(number))
            });
            rust! {
                #decides

                #fields

                #setters
            }
        });
        let required = self.is_long().then(|| self.required_struct());
        rust! {
            #choice

            #required
        }
    }

    fn required_struct(&self) -> Rust {
        let (api, name) = (self.api, self.required());
        let of = self.name.to_string();
        let of = of.strip_suffix("Builder").unwrap_or(&of);
        let line = format!("The required fields of a [`{of}`], which are too many for methods.");
        let required_docs = docs::comment([line.as_str()], false);
        let fields = self.slots.iter().map(|slot| {
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
            pub struct #name {
                #(#fields)*
            }
        }
    }
}

/// The number of a required field, as a type.
fn at(number: usize) -> Ident {
    Ident::new(format!("I{number}"))
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

/// What an optional field is before it is set, if that is not nothing.
fn first(field: &Field) -> Option<Rust> {
    let default = field.default.as_ref();
    let default = default.and_then(|default| constant(&field.ty, default))?;
    match values::presence(field) {
        Presence::Always => Some(default),
        Presence::OrNull => Some(rust!(Some(#default))),
        Presence::OrAbsent | Presence::OrAbsentOrNull => None,
    }
}
