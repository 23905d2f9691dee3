//! Marker types for the lists of strings that mean "not known".

use std::collections::BTreeSet;

use super::rust::{Rust, rust};
use super::{docs, ident, values};
use crate::ir::{Api, Output, Type, UnsetTexts};

/// The module of the markers that the API uses, if it uses any.
pub(super) fn module(api: &Api) -> Option<Rust> {
    let lists: BTreeSet<&UnsetTexts> = every_type(api).filter_map(values::unset).collect();
    let markers = lists.iter().map(|list| {
        let name = ident(&list.rust);
        let texts = &list.texts;
        let said = docs::text(api, &format!("Not known: {}.", docs::unset_texts(list)), "");
        rust! {
            #said
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum #name {}

            impl ::malipo_runtime::UnsetTexts for #name {
                const TEXTS: &'static [&'static str] = &[#(#texts),*];
            }
        }
    });
    (!lists.is_empty()).then(|| {
        rust! {
            /// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
            pub mod unset {
                #(#markers)*
            }
        }
    })
}

/// Every type that is written somewhere.
fn every_type(api: &Api) -> impl Iterator<Item = &Type> {
    let parts = api.types.values().flat_map(|def| def.shape.parts());
    let outputs = api
        .operations
        .iter()
        .flat_map(|operation| match &operation.output {
            Output::Unit => Vec::new(),
            Output::One(ty) => vec![ty],
            Output::Many { variants, .. } => variants
                .iter()
                .filter_map(|variant| variant.body.as_ref().map(|body| &body.ty))
                .collect(),
        });
    let refusals = api.refusals.iter().flat_map(|set| &set.variants);
    let events = api.events.iter().flat_map(|events| events.kinds.values());
    parts
        .chain(outputs)
        .chain(refusals.map(|variant| &variant.ty))
        .chain(events.map(|kind| &kind.ty))
}
