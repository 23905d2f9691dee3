//! [`ir`](crate::ir) to text. Nothing is decided here and nothing fails, short of a fault of the generator itself.

mod callbacks;
mod checks;
mod client;
mod confirm;
mod constants;
mod docs;
mod events;
mod files;
mod guide;
mod one_of;
mod operations;
mod pages;
mod proofs;
mod reach;
mod refusals;
mod requests;
mod resolve;
mod rust;
mod settles;
mod statuses;
mod types;
mod uncloned;
mod unset;
mod values;
mod words;

use self::rust::{Ident, Rust, rust};
use crate::ir::{Api, EffectKind, Operation, Shape, TypeDef};

pub(crate) use files::{emit, emit_crate, field_type_path, type_path};
pub(crate) use guide::Guide;

/// Whether the API has to do with payments. Otherwise its documentation says no word about money.
fn has_payments(api: &Api) -> bool {
    let moves = |operation: &Operation| operation.effect.kind == EffectKind::MovesMoney;
    api.events.is_some() || !api.callbacks.is_empty() || api.operations.iter().any(moves)
}

/// What is deprecated is deprecated for the caller; the code around it has to go on using it.
fn allow_deprecated(api: &Api) -> Option<Rust> {
    let fields = |def: &TypeDef| match &def.shape {
        Shape::Struct(structure) => structure.fields.iter().any(|field| field.docs.deprecated),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => false,
    };
    let deprecated = api
        .types
        .values()
        .any(|def| def.docs.deprecated || fields(def))
        || api
            .operations
            .iter()
            .any(|operation| operation.docs.deprecated);
    deprecated.then(|| rust!(#![allow(deprecated)]))
}

/// An identifier whose validity was decided when it was named.
fn ident(name: &str) -> Ident {
    Ident::new(name)
}
