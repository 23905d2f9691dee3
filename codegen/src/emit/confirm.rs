//! How an event is confirmed: what the gateway is asked, and what of its answer is held against the event.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::operations::types_scope;
use super::reach::reach;
use super::values::{self, Side};
use crate::ir::{Api, Operation, Output, Shape, Type};

/// The type of what the gateway answers.
pub(super) fn state(api: &Api, operation: Option<&Operation>) -> TokenStream {
    operation.and_then(output).map_or_else(
        || quote!(()),
        |ty| values::value(api, ty, Side::Response, &types_scope()),
    )
}

/// The call that asks, from `client` and `reference`; none if no operation does.
pub(super) fn asked(operation: Option<&Operation>) -> TokenStream {
    operation.map_or_else(
        || quote!(None),
        |operation| {
            let method = ident(&operation.rust_method);
            quote!(Some(::core::future::IntoFuture::into_future(client.#method(reference))))
        },
    )
}

/// How far the payment has come, from `state`.
pub(super) fn settlement(operation: Option<&Operation>) -> TokenStream {
    operation
        .filter(|operation| operation.settles.is_some())
        .map_or_else(
            || quote!(rt::Settlement::Unknown),
            |operation| {
                let operation = ident(&operation.rust_type);
                quote!(<super::operations::#operation as rt::Settles>::settlement(state))
            },
        )
}

/// The comparisons of `event`, of the type `ty`, with `state`.
pub(super) fn comparisons(
    api: &Api,
    declared: &BTreeMap<String, String>,
    ty: &Type,
    operation: Option<&Operation>,
) -> Vec<TokenStream> {
    declared
        .iter()
        .filter_map(|(said, is)| {
            let said_value = value(api, ty, said, quote!(event))?;
            let is_value = value(api, operation.and_then(output)?, is, quote!(state))?;
            Some(quote!(differences.compare(#said, #said_value, #is_value);))
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
fn value(api: &Api, ty: &Type, path: &str, place: TokenStream) -> Option<TokenStream> {
    let reached = reach(api, ty, path, place)?;
    let found = reached.optional();
    let as_text = match api.type_def(reached.ty).map(|def| &def.shape) {
        Some(Shape::StringEnum(_)) => quote!(.map(|value| value.as_str())),
        _ => TokenStream::new(),
    };
    Some(quote!(#found #as_text))
}
