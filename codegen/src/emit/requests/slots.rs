//! The required fields of a builder: what it knows of each.

use crate::emit::ident;
use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::values::{self, Side};
use crate::ir::{Api, Choice, Field, Struct};
use crate::naming::without_mark;

/// A required decision of the caller: a field, or a choice between several.
pub(super) struct Slot<'a> {
    /// The name of the field, or of the choice.
    pub(super) name: Ident,
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
                    value: rust!(#value),
                    marker: Ident::new(options.join("_or_")),
                    from: SlotFrom::Choice(choice),
                });
            }
            Some(_) => {}
            None if asked(api, field) => slots.push(Slot {
                name: ident(&field.name.rust),
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
