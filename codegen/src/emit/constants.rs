//! Constants of a document, as Rust.

use serde_json::Value;

use super::rust::{Rust, rust};
use crate::ir::{Constant, Type};

/// A constant of a document as an expression of the type it was checked against.
pub(super) fn constant(ty: &Type, value: &Value) -> Option<Rust> {
    Constant::new(ty, value).map(|constant| expression(&constant))
}

fn expression(constant: &Constant<'_>) -> Rust {
    let whole = |number: &i64| Rust::from_text(format!("{number}i64"));
    match constant {
        Constant::Boolean(value) => rust!(#value),
        Constant::Integer(number) => rust!(#number),
        Constant::Unsigned(number) => rust!(#number),
        Constant::Float(number) => {
            let number = float(*number);
            rust!(#number)
        }
        Constant::Number(number) => {
            let number = match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => whole(&number),
                (None, Some(number)) => Rust::from_text(format!("{number}u64")),
                (None, None) => float(number.as_f64().unwrap_or_default()),
            };
            rust!(rt::Number::from(#number))
        }
        Constant::Amount(number) => {
            let number = whole(number);
            rust!(rt::Amount::from(#number))
        }
        Constant::String(text) => rust!(String::from(#text)),
        Constant::EnumInteger(number) => {
            let number = whole(number);
            rust!(#number.into())
        }
        Constant::EnumString(text) | Constant::Formatted(text) => rust!(#text.into()),
        Constant::EmptyList => rust!(Vec::new()),
        Constant::EmptyMap => rust!(::std::collections::BTreeMap::new()),
        Constant::Sensitive(inner) => {
            let inner = expression(inner);
            rust!(rt::Sensitive::new(#inner))
        }
    }
}

fn float(number: f64) -> Rust {
    let mut text = number.to_string();
    if !text.contains('.') {
        text.push_str(".0");
    }
    Rust::from_text(text)
}
