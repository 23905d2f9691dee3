//! How an event is confirmed: what the gateway is asked, and what of its answer is held against the event.

use std::collections::BTreeMap;

use super::ident;
use super::operations::types_scope;
use super::reach::reach;
use super::rust::{Rust, rust};
use super::values::{self, Side};
use crate::ir::{Api, Operation, Output, Shape, Type};

/// The type of what the gateway answers.
pub(super) fn state(api: &Api, operation: Option<&Operation>) -> Rust {
    operation.and_then(output).map_or_else(
        || rust!(()),
        |ty| values::value(api, ty, Side::Response, &types_scope()),
    )
}

/// The call that asks, from `client` and `reference`; none if no operation does.
pub(super) fn asked(operation: Option<&Operation>) -> Rust {
    operation.map_or_else(
        || rust!(None),
        |operation| {
            let method = ident(&operation.rust_method);
            rust!(Some(::core::future::IntoFuture::into_future(client.#method(reference))))
        },
    )
}

/// How far the payment has come, from `state`.
pub(super) fn settlement(operation: Option<&Operation>) -> Rust {
    operation
        .filter(|operation| operation.settles.is_some())
        .map_or_else(
            || rust!(rt::Settlement::Unknown),
            |operation| {
                let operation = ident(&operation.rust_type);
                rust!(<super::operations::#operation as rt::Settles>::settlement(state))
            },
        )
}

/// What the gateway's support needs, from `state`; none if nothing is declared.
pub(super) fn ids(operation: Option<&Operation>) -> Option<Rust> {
    let operation = operation?;
    let declared = operation
        .settles
        .as_ref()
        .is_some_and(|told| !told.ids.is_empty());
    declared.then(|| {
        let operation = ident(&operation.rust_type);
        rust!(<super::operations::#operation as rt::Settles>::ids(state))
    })
}

/// The comparisons of `event`, of the type `ty`, with `state`.
pub(super) fn comparisons(
    api: &Api,
    declared: &BTreeMap<String, String>,
    ty: &Type,
    operation: Option<&Operation>,
) -> Vec<Rust> {
    declared
        .iter()
        .filter_map(|(said, is)| {
            let said_value = value(api, ty, said, rust!(event))?;
            let is_value = value(api, operation.and_then(output)?, is, rust!(state))?;
            Some(rust!(differences.compare(#said, #said_value, #is_value);))
        })
        .collect()
}

const fn output(operation: &Operation) -> Option<&Type> {
    match &operation.output {
        Output::One(ty) => Some(ty),
        Output::Unit | Output::Many { .. } => None,
    }
}

/// A value that the runtime can compare, as an option; that of an enum of texts is its text on the wire.
fn value(api: &Api, ty: &Type, path: &str, place: Rust) -> Option<Rust> {
    let reached = reach(api, ty, path, place)?;
    let found = reached.optional();
    let as_text = match api.type_def(reached.ty).map(|def| &def.shape) {
        Some(Shape::StringEnum(_)) => rust!(.map(|value| value.as_str())),
        _ => Rust::new(),
    };
    Some(rust!(#found #as_text))
}
