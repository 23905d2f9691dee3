//! How an operation reads its answer.

use crate::emit::rust::{Rust, rust};
use crate::emit::values::{self, Side};
use crate::emit::{docs, ident, statuses};
use crate::ir::{Answer, Api, Media, Operation, Output};

pub(super) fn output_type(api: &Api, output: &Output) -> Rust {
    match output {
        Output::Unit => rust!(()),
        Output::One(ty) => values::value(api, ty, Side::Response, &values::types_scope()),
        Output::Many { rust_type, .. } => {
            let name = ident(rust_type);
            rust!(#name)
        }
    }
}

/// The name of the answer, which is not looked at where nothing is expected in it, and what is read from it.
pub(super) fn decode(operation: &Operation) -> (Rust, Rust) {
    match &operation.output {
        Output::Unit => (rust!(_), rust!(Ok(()))),
        Output::One(_) => {
            let read = match operation.successes.first().map(media) {
                Some(Media::Text) => rust!(answer.text().map(Into::into)),
                Some(Media::Bytes) => rust!(Ok(answer.body().clone())),
                _ => rust!(answer.json()),
            };
            (rust!(answer), read)
        }
        Output::Many {
            rust_type,
            variants,
        } => {
            let name = ident(rust_type);
            let read = |variant: &crate::ir::OutputVariant| {
                let rust = ident(&variant.rust);
                let mut successes = operation.successes.iter();
                let success = successes.find(|answer| answer.status == variant.status);
                match (&variant.ty, success.map(media)) {
                    (None, _) => rust!(Ok(#name::#rust)),
                    (_, Some(Media::Text)) => {
                        rust!(answer.text().map(|text| #name::#rust(text.into())))
                    }
                    (_, Some(Media::Bytes)) => rust!(Ok(#name::#rust(answer.body().clone()))),
                    _ => rust!(answer.json().map(#name::#rust)),
                }
            };
            let mut ordered: Vec<_> = variants.iter().collect();
            ordered.sort_by_key(|variant| statuses::narrowness(variant.status));
            let arms = ordered.into_iter().filter_map(|variant| {
                let pattern = statuses::pattern(variant.status)?;
                let read = read(variant);
                Some(rust!(#pattern => #read,))
            });
            // A success with an undeclared status is read as the first one that is declared.
            let other = variants.first().map(read);
            (
                rust!(answer),
                rust! {
                    match answer.status() {
                        #(#arms)*
                        _ => #other,
                    }
                },
            )
        }
    }
}

fn media(answer: &Answer) -> Media {
    let body = answer.bodies.first();
    body.map_or(Media::Json, |body| body.media)
}

pub(super) fn output_enum(api: &Api, operation: &Operation) -> Option<Rust> {
    let Output::Many {
        rust_type,
        variants,
    } = &operation.output
    else {
        return None;
    };
    let name = ident(rust_type);
    let item_docs = docs::text(
        api,
        &format!(
            "What a success of {} holds, by status.",
            docs::code(&operation.id)
        ),
        "",
    );
    let variants = variants.iter().map(|variant| {
        let rust = ident(&variant.rust);
        let said = operation
            .successes
            .iter()
            .find(|answer| answer.status == variant.status)
            .map(|answer| docs::item(api, &answer.docs, &variant.rust));
        let variant = match &variant.ty {
            None => rust!(#rust),
            Some(ty) => {
                let ty = values::value(api, ty, Side::Response, &values::types_scope());
                rust!(#rust(#ty))
            }
        };
        rust! {
            #said
            #variant,
        }
    });
    Some(rust! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    })
}
