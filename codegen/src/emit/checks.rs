//! Constraints, checked before sending.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::values::{self, Presence};
use super::{ident, types};
use crate::ir::{Api, Choice, Constraints, Struct, Type, TypeDef};

pub(super) fn checks(api: &Api, def: &TypeDef, structure: &Struct) -> TokenStream {
    let name = ident(&def.name.rust);
    let own = structure.fields.iter().filter_map(|field| {
        let field_name = ident(&field.name.rust);
        check(
            api,
            &field.name.wire,
            &field.ty,
            &field.constraints,
            &quote!(&self.#field_name),
        )
    });
    let chosen = structure
        .choice
        .iter()
        .flat_map(|choice| chosen_is_there(structure, choice));
    let rest = structure.rest.iter().filter_map(|rest| {
        let name = ident(&rest.rust);
        let checked = types::has_checks(api, &rest.ty);
        checked.then(|| quote!(rt::Checked::check(&self.#name, at);))
    });
    let fields: Vec<TokenStream> = own.chain(rest).chain(chosen).collect();
    if fields.is_empty() {
        return quote!(impl rt::Checked for #name {});
    }
    quote! {
        impl rt::Checked for #name {
            fn check(&self, at: &mut rt::Violations) {
                #(#fields)*
            }
        }
    }
}

/// What was chosen must not be an empty text, which on the wire means that the other was chosen.
fn chosen_is_there(structure: &Struct, choice: &Choice) -> Vec<TokenStream> {
    let field = |wire: &str| {
        structure
            .fields
            .iter()
            .find(|field| field.name.wire == wire)
    };
    choice
        .options
        .iter()
        .filter_map(|option| {
            let taken = field(&option.takes).filter(|taken| taken.ty == Type::String)?;
            let conditions: Vec<TokenStream> = option
                .sends
                .iter()
                .filter_map(|(wire, value)| {
                    let flag =
                        field(wire).filter(|flag| values::presence(flag) == Presence::Always)?;
                    let name = ident(&flag.name.rust);
                    match value {
                        Value::Bool(true) => Some(quote!(self.#name)),
                        Value::Bool(false) => Some(quote!(!self.#name)),
                        _ => None,
                    }
                })
                .collect();
            let wire = &taken.name.wire;
            let name = ident(&taken.name.rust);
            let rule = quote!(at.field(#wire, |at| at.min_length(&self.#name, 1)););
            (!conditions.is_empty()).then(|| quote!(if #(#conditions)&&* { #rule }))
        })
        .collect()
}

/// The check of one field or parameter, if there is anything to check.
pub(super) fn check(
    api: &Api,
    wire: &str,
    ty: &Type,
    constraints: &Constraints,
    value: &TokenStream,
) -> Option<TokenStream> {
    let mut rules = rules(constraints, value);
    if types::has_checks(api, ty) {
        rules.push(quote!(rt::Checked::check(#value, at)));
    }
    match rules.as_slice() {
        [] => None,
        [rule] => Some(quote!(at.field(#wire, |at| #rule);)),
        rules => Some(quote!(at.field(#wire, |at| { #(#rules;)* });)),
    }
}

fn rules(constraints: &Constraints, value: &TokenStream) -> Vec<TokenStream> {
    let mut rules = Vec::new();
    let counts = [
        (constraints.min_length, "min_length"),
        (constraints.max_length, "max_length"),
        (constraints.min_items, "min_items"),
        (constraints.max_items, "max_items"),
    ];
    for (count, rule) in counts {
        if let Some(count) = count {
            let rule = ident(rule);
            let count = Literal::usize_unsuffixed(count);
            rules.push(quote!(at.#rule(#value, #count)));
        }
    }
    if let Some(bound) = &constraints.minimum {
        let rule = ident(if bound.exclusive { "above" } else { "minimum" });
        let bound = &bound.value;
        rules.push(quote!(at.#rule(#value, #bound)));
    }
    if let Some(bound) = &constraints.maximum {
        let rule = ident(if bound.exclusive { "below" } else { "maximum" });
        let bound = &bound.value;
        rules.push(quote!(at.#rule(#value, #bound)));
    }
    if let Some(step) = &constraints.multiple_of {
        rules.push(quote!(at.multiple_of(#value, #step)));
    }
    if constraints.unique_items {
        rules.push(quote!(at.unique_items(#value)));
    }
    rules
}
