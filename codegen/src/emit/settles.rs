//! Which answers mean that a payment is over.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::operations::types_scope;
use super::reach::{Reached, reach};
use crate::ir::{Api, EffectKind, Operation, Output, Settles, Shape, Type};

/// The trait behind `Call::wait`, for an operation that reads a payment and says how its state is told.
pub(super) fn implementation(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let settles = operation.settles.as_ref()?;
    // What only tells the state of what it has just begun cannot be asked again.
    if operation.effect.kind != EffectKind::Reads {
        return None;
    }
    let Output::One(output) = &operation.output else {
        return None;
    };
    let rest = |path| api.at_list(output, path).map_or(path, |(_, _, rest)| rest);
    let status = rest(settles.status.as_str());
    let duplicate = settles
        .duplicate
        .as_ref()
        .map(|duplicate| (rest(&duplicate.path), duplicate.values.as_slice()));
    let settlement = match api.at_list(output, &settles.status) {
        None => of_one(api, settles, status, duplicate, output, quote!(output))?,
        Some((list, item, _)) => {
            let lines = reach(api, output, list, quote!(output))?;
            let each = of_one(api, settles, status, duplicate, item, quote!(line))?;
            let lines = match lines.place() {
                Some(place) => quote!(#place.iter()),
                None => {
                    let lines = lines.optional();
                    quote!(#lines.into_iter().flatten())
                }
            };
            quote!(rt::Settlement::of_all(#lines.map(|line| #each)))
        }
    };
    let name = ident(&operation.rust_type);
    Some(quote! {
        impl rt::Settles for #name {
            fn settlement(output: &Self::Output) -> rt::Settlement {
                #settlement
            }
        }
    })
}

/// What the status at a path says of a payment, or of one line of it, at a place of the type `ty`. A failure is that of a
/// duplicate where the other path leads to one of those values.
pub(super) fn of_one(
    api: &Api,
    settles: &Settles,
    status: &str,
    duplicate: Option<(&str, &[String])>,
    ty: &Type,
    place: TokenStream,
) -> Option<TokenStream> {
    let reached = reach(api, ty, status, place.clone())?;
    let duplicate = match duplicate {
        None => None,
        Some((path, values)) => {
            let (subject, pattern) = pattern(api, &reach(api, ty, path, place)?, values)?;
            Some(quote!(matches!(#subject, #pattern)))
        }
    };
    let groups = [
        (&settles.pending, "Pending"),
        (&settles.succeeded, "Succeeded"),
        (&settles.failed, "Failed"),
    ];
    let mut subject = TokenStream::new();
    let mut arms = Vec::new();
    for (group, settlement) in groups.into_iter().filter(|(group, _)| !group.is_empty()) {
        let (found, pattern) = pattern(api, &reached, group)?;
        subject = found;
        if settlement == "Failed"
            && let Some(duplicate) = &duplicate
        {
            arms.push(quote!(#pattern if #duplicate => rt::Settlement::Duplicate,));
        }
        let settlement = ident(settlement);
        arms.push(quote!(#pattern => rt::Settlement::#settlement,));
    }
    Some(quote! {
        match #subject {
            #(#arms)*
            _ => rt::Settlement::Unknown,
        }
    })
}

/// What is matched, and the pattern of some values of its enum.
pub(super) fn pattern(
    api: &Api,
    reached: &Reached<'_>,
    values: &[String],
) -> Option<(TokenStream, TokenStream)> {
    let def = api.type_def(reached.ty)?;
    let names: Vec<&str> = match &def.shape {
        Shape::StringEnum(known) => known
            .values
            .iter()
            .filter(|value| values.contains(&value.wire))
            .map(|value| value.rust.as_str())
            .collect(),
        Shape::IntegerEnum(known) => known
            .values
            .iter()
            .filter(|value| values.contains(&value.wire.to_string()))
            .map(|value| value.rust.as_str())
            .collect(),
        Shape::Struct(_) | Shape::OneOf(_) => return None,
    };
    let (scope, ty) = (types_scope(), ident(&def.name.rust));
    let variants = names.into_iter().map(|name| {
        let variant = ident(name);
        quote!(#scope #ty::#variant)
    });
    Some(match reached.place() {
        Some(place) => (quote!(&#place), quote!(#(#variants)|*)),
        None => (reached.optional(), quote!(Some(#(#variants)|*))),
    })
}
