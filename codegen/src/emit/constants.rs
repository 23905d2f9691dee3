//! Constants of a document, as Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::ir::Type;

/// Whether a default can be written as an expression; `null` stands for no value.
pub(crate) fn can_start_with(ty: &Type, default: &Value) -> bool {
    default.is_null() || constant(ty, default).is_some()
}

/// A constant of a document as an expression of the type it was checked against.
pub(super) fn constant(ty: &Type, value: &Value) -> Option<TokenStream> {
    let whole = || value.as_i64();
    Some(match (ty, value) {
        (Type::Boolean, Value::Bool(value)) => quote!(#value),
        (Type::Integer32 | Type::Integer64, Value::Number(_)) => {
            let number = Literal::i64_unsuffixed(whole()?);
            quote!(#number)
        }
        (Type::Amount(_), Value::Number(_)) => {
            let number = Literal::i64_suffixed(whole()?);
            quote!(rt::Amount::from(#number))
        }
        (Type::Float, Value::Number(number)) => {
            let number = Literal::f64_unsuffixed(number.as_f64()?);
            quote!(#number)
        }
        (Type::Named(_), Value::Number(_)) => {
            let number = Literal::i64_suffixed(whole()?);
            quote!(#number.into())
        }
        (Type::Named(_), Value::String(text)) => quote!(#text.into()),
        (Type::String, Value::String(text)) => quote!(String::from(#text)),
        (Type::List(_), Value::Array(items)) if items.is_empty() => quote!(Vec::new()),
        (Type::Map(_), Value::Object(members)) if members.is_empty() => {
            quote!(::std::collections::BTreeMap::new())
        }
        (Type::Sensitive(inner), value) => {
            let inner = constant(inner, value)?;
            quote!(rt::Sensitive::new(#inner))
        }
        _ => return None,
    })
}
