//! How an operation reads its answer.

use super::accept::is_anything;
use crate::emit::rust::{Rust, rust};
use crate::emit::values::{self, Side};
use crate::emit::{docs, ident, statuses};
use crate::ir::{
    Answer, AnswerBody, Api, Media, Operation, Output, OutputVariant, Status, Type, essence,
    is_range,
};

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

/// How a success is read.
pub(super) enum Decoded {
    /// By this method of the answer.
    By(&'static str),
    /// By this expression of `answer`.
    As(Rust),
}

pub(super) fn decode(operation: &Operation) -> Decoded {
    match &operation.output {
        Output::Unit => Decoded::By("nothing"),
        Output::One(_) => {
            let mut contents = operation.successes.iter().flat_map(Answer::contents);
            match contents.next().map(read_as) {
                None => Decoded::By("json"),
                Some(Reading::By(method)) => Decoded::By(method),
                Some(Reading::Bytes) => Decoded::By("bytes"),
                Some(Reading::Text) => Decoded::As(rust!(answer.text().map(Into::into))),
            }
        }
        Output::Many {
            rust_type,
            variants,
        } => {
            let name = ident(rust_type);
            let one = |variant: &OutputVariant| {
                let rust = ident(&variant.rust);
                match &variant.body {
                    None => rust!(Ok(#name::#rust)),
                    Some(body) => match read_as(body) {
                        Reading::Bytes => rust!(Ok(#name::#rust(answer.body().clone()))),
                        Reading::Text => rust!(answer.text().map(|text| #name::#rust(text.into()))),
                        Reading::By(method) => {
                            let method = ident(method);
                            rust!(answer.#method().map(#name::#rust))
                        }
                    },
                }
            };
            let of_status = |status: Status| {
                let mut alike = variants.iter().filter(|variant| variant.status == status);
                let first = alike.next()?;
                let others: Vec<&OutputVariant> = alike.collect();
                if others.is_empty() {
                    return Some(one(first));
                }
                let all = std::iter::once(first).chain(others.iter().copied());
                let types = all.map(|variant| {
                    variant
                        .body
                        .as_ref()
                        .map_or("", |body| body.media_type.as_str())
                });
                let arms = others.iter().enumerate().map(|(number, variant)| {
                    let number = number + 1;
                    let read = one(variant);
                    rust!(#number => #read,)
                });
                let first = one(first);
                Some(rust! {
                    match answer.among(&[#(#types),*]) {
                        #(#arms)*
                        _ => #first,
                    }
                })
            };
            let mut statuses: Vec<Status> = variants.iter().map(|variant| variant.status).collect();
            statuses.dedup();
            // A success with an undeclared status is read as the first one that is declared.
            let other = statuses.first().and_then(|status| of_status(*status));
            if let [_] = statuses.as_slice() {
                return Decoded::As(rust!(#other));
            }
            // One that is read in several ways is not written twice, if all others have an arm of their own.
            let several = |status: Status| {
                let alike = variants.iter().filter(|variant| variant.status == status);
                alike.count() > 1
            };
            let codes = statuses
                .iter()
                .all(|status| matches!(status, Status::Code(_)));
            if codes && statuses.first().is_some_and(|first| several(*first)) {
                statuses.remove(0);
            }
            statuses.sort_by_key(|status| statuses::narrowness(*status));
            let arms = statuses.into_iter().filter_map(|status| {
                let pattern = statuses::pattern(status)?;
                let read = of_status(status)?;
                Some(rust!(#pattern => #read,))
            });
            Decoded::As(rust! {
                match answer.status() {
                    #(#arms)*
                    _ => #other,
                }
            })
        }
    }
}

/// How a body is read.
enum Reading {
    Text,
    Bytes,
    /// By this method of the answer.
    By(&'static str),
}

fn read_as(body: &AnswerBody) -> Reading {
    let types = || std::iter::once(&body.media_type).chain(&body.also);
    let is_open = types().any(|name| is_range(name)) && is_anything(&body.ty);
    let is_mixed = || body.ty == Type::String && types().any(|name| !is_json(name));
    match body.media {
        Media::Bytes => Reading::Bytes,
        Media::Text if body.ty == Type::String && types().any(|name| is_json(name)) => {
            Reading::By("string")
        }
        Media::Text if is_text(&body.ty) => Reading::Text,
        Media::Text => Reading::By("plain"),
        _ if body.ty == Type::Json && is_open => Reading::By("any"),
        _ if body.ty == Type::String && (is_open || is_mixed()) => Reading::By("string"),
        _ if is_open => Reading::By("plain"),
        _ => Reading::By("json"),
    }
}

/// Whether a value is a text as it is.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_text(inner),
        ty => *ty == Type::String,
    }
}

fn is_json(media_type: &str) -> bool {
    essence(media_type).ends_with("json")
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
    let by = match operation
        .successes
        .iter()
        .all(|answer| answer.alternatives.is_empty())
    {
        true => "status",
        false => "status and media type",
    };
    let item_docs = docs::text(
        api,
        &format!(
            "What a success of {} holds, by {by}.",
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
        let media_type = variant.body.as_ref().map(|body| body.media_type.as_str());
        let said = match media_type.filter(|_| by != "status") {
            Some(media_type) => Some(docs::text(api, &docs::code(media_type), "")),
            None => said,
        };
        let variant = match &variant.body {
            None => rust!(#rust),
            Some(body) => {
                let ty = values::value(api, &body.ty, Side::Response, &values::types_scope());
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
