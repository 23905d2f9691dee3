//! Error responses: one enum for all operations that fail in the same ways.

use super::rust::{Ident, Rust, rust};
use super::values::{self, Side};
use super::{docs, ident, statuses};
use crate::ir::{Api, ErrorRole, Media, RefusalSet, RefusalVariant, Shape, Status, Type};

pub(super) fn refusal(api: &Api, set: &RefusalSet) -> Rust {
    let name = ident(&set.rust_type);
    let variants = set.variants.iter().map(|variant| {
        let rust = ident(&variant.rust);
        let ty = values::value(api, &variant.ty, Side::Response, &values::types_scope());
        let variant_docs = docs::item(api, &variant.docs, &variant.rust);
        rust! {
            #variant_docs
            #rust(#ty),
        }
    });

    let mut statuses: Vec<Status> = set.variants.iter().map(|variant| variant.status).collect();
    statuses.sort_by_key(|status| statuses::narrowness(*status));
    statuses.dedup();
    let has_default = statuses.contains(&Status::Default);
    let only_default = statuses == [Status::Default];
    let arms = statuses.into_iter().map(|status| {
        let pattern = statuses::pattern(status).unwrap_or_else(|| rust!(_));
        let tries = set
            .variants
            .iter()
            .filter(|variant| variant.status == status)
            .map(|variant| {
                let rust = ident(&variant.rust);
                match variant.media {
                    // Of an empty text nothing is told.
                    Media::Text => rust!(answer.text().ok().filter(|text| !text.is_empty()).map(|text| Self::#rust(text.into()))),
                    Media::Bytes => rust!(Some(answer.body().clone()).filter(|body| !body.is_empty()).map(Self::#rust)),
                    _ => rust!(answer.json().map(Self::#rust).ok()),
                }
            })
            .reduce(|first, next| rust!(#first.or_else(|| #next)));
        match only_default {
            true => rust!(#tries),
            false => rust!(#pattern => #tries,),
        }
    });
    let rest = (!has_default).then(|| rust!(_ => None,));
    let read = match only_default {
        true => rust!(#(#arms)*),
        false => rust! {
            match answer.status() {
                #(#arms)*
                #rest
            }
        },
    };
    let described = bodies(set).into_iter().map(|variants| {
        let parts: Rust = variants
            .first()
            .map(|variant| described(api, variant))
            .unwrap_or_default()
            .into_iter()
            .collect();
        let body = if parts.is_empty() {
            rust!(_)
        } else {
            rust!(body)
        };
        let patterns = variants.iter().map(|variant| {
            let rust = ident(&variant.rust);
            rust!(Self::#rust(#body))
        });
        rust!(#(#patterns)|* => rt::ApiError::new()#parts,)
    });
    rust! {
        /// What the gateway documents as a refusal, by status.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        impl rt::Refusal for #name {
            #[inline]
            fn decode(answer: &rt::Answer) -> Option<Self> {
                #read
            }

            #[inline]
            fn describe(&self) -> rt::ApiError {
                match self {
                    #(#described)*
                }
            }
        }
    }
}

/// The variants of a set by the body they hold.
fn bodies(set: &RefusalSet) -> Vec<Vec<&RefusalVariant>> {
    let mut groups: Vec<Vec<&RefusalVariant>> = Vec::new();
    for variant in &set.variants {
        let same = |group: &&mut Vec<&RefusalVariant>| {
            group
                .iter()
                .all(|v| v.ty == variant.ty && v.role == variant.role)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(variant),
            None => groups.push(vec![variant]),
        }
    }
    groups
}

/// How the parts of an error body are told to the runtime.
fn described(api: &Api, variant: &RefusalVariant) -> Vec<Rust> {
    if let Some(role) = variant.role {
        return told(api, role, &variant.ty, "", rust!(body))
            .into_iter()
            .collect();
    }
    let Some(Shape::Struct(structure)) = api.type_def(&variant.ty).map(|def| &def.shape) else {
        return Vec::new();
    };
    structure
        .fields
        .iter()
        .filter_map(|field| {
            let name = ident(&field.name.rust);
            let wire = &field.name.wire;
            told(api, field.error_role?, &field.ty, wire, rust!(&body.#name))
        })
        .collect()
}

fn told(api: &Api, role: ErrorRole, ty: &Type, wire: &str, value: Rust) -> Option<Rust> {
    Some(match role {
        ErrorRole::Code => rust!(.code(#value)),
        ErrorRole::Status => rust!(.status(#value)),
        ErrorRole::Message => rust!(.message(#value)),
        ErrorRole::Fields => match listed(api, ty) {
            Some((field, message)) => {
                rust!(.field_list(#value, |error| &error.#field, |error| &error.#message))
            }
            None => rust!(.fields(#value)),
        },
        ErrorRole::Id => rust!(.id(#wire, #value)),
        ErrorRole::TraceId => rust!(.trace(#value)),
        // It belongs to an object in a list.
        ErrorRole::Field => return None,
    })
}

/// The field and the message of the objects in a list.
fn listed(api: &Api, ty: &Type) -> Option<(Ident, Ident)> {
    let item = match ty {
        Type::Sensitive(inner) => return listed(api, inner),
        Type::List(item) => item,
        _ => return None,
    };
    let Shape::Struct(structure) = &api.type_def(item)?.shape else {
        return None;
    };
    let part = |role| {
        let mut fields = structure.fields.iter();
        let field = fields.find(|field| field.error_role == Some(role))?;
        Some(ident(&field.name.rust))
    };
    Some((part(ErrorRole::Field)?, part(ErrorRole::Message)?))
}
