//! Which answers mean that a payment is over.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::operations::types_scope;
use super::reach::reach;
use crate::ir::{Api, EffectKind, Operation, Output, Shape};

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
    let reached = reach(api, output, &settles.status, quote!(output))?;
    let def = api.type_def(reached.ty)?;
    let Shape::StringEnum(values) = &def.shape else {
        return None;
    };
    let scope = types_scope();
    let status = ident(&def.name.rust);
    let groups = [
        (&settles.pending, "Pending"),
        (&settles.succeeded, "Succeeded"),
        (&settles.failed, "Failed"),
    ];
    let arms = groups
        .into_iter()
        .filter(|(group, _)| !group.is_empty())
        .map(|(group, settlement)| {
            let variants = values
                .values
                .iter()
                .filter(|value| group.contains(&value.wire))
                .map(|value| {
                    let variant = ident(&value.rust);
                    quote!(#scope #status::#variant)
                });
            let settlement = ident(settlement);
            let pattern = match reached.place() {
                Some(_) => quote!(#(#variants)|*),
                None => quote!(Some(#(#variants)|*)),
            };
            quote!(#pattern => ::malipo::runtime::Settlement::#settlement,)
        });
    let found = reached
        .place()
        .map_or_else(|| reached.optional(), |place| quote!(&#place));
    let name = ident(&operation.rust_type);
    Some(quote! {
        impl ::malipo::runtime::Settles for #name {
            fn settlement(output: &Self::Output) -> ::malipo::runtime::Settlement {
                match #found {
                    #(#arms)*
                    _ => ::malipo::runtime::Settlement::Unknown,
                }
            }
        }
    })
}
