//! The required fields of a builder: what it knows of each, and the methods that set them.

use super::choice::structure_field;
use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::values::{self, Presence, Side};
use crate::emit::{docs, ident};
use crate::ir::{Api, Choice, Field, Struct, Type};
use crate::naming::without_mark;

/// A required decision of the caller: a field, or a choice between several.
pub(super) struct Slot<'a> {
    /// The builder's field.
    pub(super) name: Ident,
    /// The type parameter that tells whether it was made.
    pub(super) state: Ident,
    /// The type of what was decided.
    pub(super) value: Rust,
    /// The name the compiler says when it is missing.
    pub(super) marker: Ident,
    pub(super) from: SlotFrom<'a>,
}

pub(super) enum SlotFrom<'a> {
    Field(&'a Field),
    Choice(&'a Choice),
}

pub(super) fn slots<'a>(api: &Api, structure: &'a Struct) -> Vec<Slot<'a>> {
    let mut slots = Vec::new();
    for field in &structure.fields {
        let governed = structure
            .choice
            .as_ref()
            .filter(|choice| choice.governs(&field.name.wire));
        let state = Ident::new(format!("S{}", slots.len()));
        match governed {
            // The choice stands where its first property does.
            Some(choice)
                if slots
                    .iter()
                    .all(|slot: &Slot<'_>| matches!(slot.from, SlotFrom::Field(_))) =>
            {
                let value = ident(&choice.rust_type);
                let options = choice
                    .options
                    .iter()
                    .map(|option| without_mark(&option.method));
                let options: Vec<&str> = options.collect();
                slots.push(Slot {
                    name: ident(&choice.name.rust),
                    state,
                    value: rust!(#value),
                    marker: Ident::new(options.join("_or_")),
                    from: SlotFrom::Choice(choice),
                });
            }
            Some(_) => {}
            None if asked(api, field) => slots.push(Slot {
                name: ident(&field.name.rust),
                state,
                value: values::field(api, field, Side::Request),
                marker: ident(&field.name.rust),
                from: SlotFrom::Field(field),
            }),
            None => {}
        }
    }
    slots
}

/// Whether the caller has to give a value: there is none that goes without saying.
pub(super) fn asked(api: &Api, field: &Field) -> bool {
    field.required && field.default.is_none() && field.constant(api).is_none()
}

/// A tuple of the slots, or of tuples of them: the standard library knows tuples of so many.
pub(super) fn tuple(parts: &[Rust]) -> Rust {
    const MOST: usize = 12;
    if parts.len() <= MOST {
        return match parts {
            [part] => rust!((#part,)),
            parts => rust!((#(#parts),*)),
        };
    }
    let parts: Vec<Rust> = parts.chunks(MOST).map(tuple).collect();
    tuple(&parts)
}

/// All slots, with something else where one is filled.
fn with(slots: &[Slot<'_>], filled: &Slot<'_>, instead: &Rust) -> Rust {
    let parts = slots.iter().enumerate().map(|(number, slot)| {
        if slot.name == filled.name {
            instead.clone()
        } else {
            let kept = Ident::new(format!("s{number}"));
            rust!(#kept)
        }
    });
    tuple(&parts.collect::<Vec<_>>())
}

/// The methods that fill one slot; each gives a builder that knows it.
pub(super) fn slot_setters(
    api: &Api,
    builder: &Ident,
    slots: &[Slot<'_>],
    slot: &Slot<'_>,
    has_rest: bool,
) -> Rust {
    let value = &slot.value;
    let states = slots.iter().map(|other| {
        if other.name == slot.name {
            rust!(rt::Set<#value>)
        } else {
            let state = &other.state;
            rust!(#state)
        }
    });
    let result = rust!(#builder<#(#states),*>);
    let (before, after) = (with(slots, slot, &rust!(_)), with(slots, slot, &rust!(set)));
    let before = (slots.len() > 1).then(|| rust!(let #before = self.given;));
    let rest = has_rest.then(|| rust!(, rest: self.rest));
    let filled = |given: Rust| {
        rust! {
            let set = rt::Set(#given);
            #before
            #builder { given: #after #rest }
        }
    };
    let name = &slot.name;
    match slot.from {
        SlotFrom::Field(field) => {
            if let (Type::List(item), Presence::Always) = (&field.ty, values::presence(field)) {
                let (argument, added) = values::items(api, item, &Rust::new());
                let setter_docs = docs::list_setter(api, field);
                let state = &slot.state;
                let before = with(slots, slot, &rust!(list));
                let after = with(slots, slot, &rust!(rt::List::add(list, items)));
                return rust! {
                    #setter_docs
                    pub fn #name(self, #name: #argument) -> #result
                    where
                        #state: rt::List<#added>,
                    {
                        let items = #name.into_iter();
                        let #before = self.given;
                        #builder { given: #after #rest }
                    }
                };
            }
            let setter_docs =
                docs::setter(api, &field.name, &field.docs, &field.ty, &field.constraints);
            let (argument, given) = match (&field.ty, values::presence(field)) {
                // A list may be given as `None`.
                (Type::List(_), Presence::OrNull) => {
                    (rust!(impl Into<#value>), rust!(#name.into()))
                }
                _ => values::argument(api, &field.ty, &Rust::new(), value, &rust!(#name)),
            };
            let filled = filled(given);
            rust! {
                #setter_docs
                pub fn #name(self, #name: #argument) -> #result {
                    #filled
                }
            }
        }
        SlotFrom::Choice(choice) => {
            let choice_type = ident(&choice.rust_type);
            let options = choice.options.iter().filter_map(|option| {
                let taken = structure_field(api, choice, &option.takes)?;
                let method = ident(&option.method);
                let variant = ident(&option.variant);
                let argument = ident(&taken.name.rust);
                let ty = values::value(api, &taken.ty, Side::Request, &Rust::new());
                let method_docs = docs::option(api, option, taken);
                let (taken, given) =
                    values::argument(api, &taken.ty, &Rust::new(), &ty, &rust!(#argument));
                let filled = filled(rust!(#choice_type::#variant(#given)));
                Some(rust! {
                    #method_docs
                    pub fn #method(self, #argument: #taken) -> #result {
                        #filled
                    }
                })
            });
            let whole = filled(rust!(#name));
            let whole_docs = docs::choice(api, choice);
            rust! {
                #(#options)*

                #whole_docs
                pub fn #name(self, #name: #choice_type) -> #result {
                    #whole
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {

    use super::{Ident, rust, tuple};

    #[test]
    fn a_tuple_is_never_longer_than_the_standard_library_knows() {
        let parts: Vec<_> = (0..14)
            .map(|number| Ident::new(format!("s{number}")))
            .map(|part| rust!(#part))
            .collect();
        assert_eq!(tuple(&parts[..2]).to_string(), "(s0, s1)");
        assert_eq!(
            tuple(&parts).to_string(),
            "((s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11), (s12, s13))"
        );
    }
}
