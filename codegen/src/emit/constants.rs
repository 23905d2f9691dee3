//! Constants of a document, as Rust.

use serde_json::Value;

use super::rust::{Rust, rust};
use crate::fit::plain;
use crate::ir::{Api, Shape, Type};

/// Whether a default can be written as an expression; `null` stands for no value.
pub(crate) fn can_start_with(api: &Api, ty: &Type, default: &Value) -> bool {
    // Which of several options a value is, is found when it is read.
    let is_one_of_several = api
        .type_def(plain(ty))
        .is_some_and(|def| matches!(def.shape, Shape::OneOf(_)));
    default.is_null() || (!is_one_of_several && constant(ty, default).is_some())
}

/// A constant of a document as an expression of the type it was checked against.
pub(super) fn constant(ty: &Type, value: &Value) -> Option<Rust> {
    let whole = || value.as_i64();
    Some(match (ty, value) {
        (Type::Boolean, Value::Bool(value)) => rust!(#value),
        (Type::Integer32 | Type::Integer64, Value::Number(_)) => {
            let number = whole()?;
            rust!(#number)
        }
        (Type::Unsigned64, Value::Number(number)) => {
            let number = number.as_u64()?;
            rust!(#number)
        }
        (Type::Amount(_), Value::Number(_)) => {
            let number = Rust::from_text(format!("{}i64", whole()?));
            rust!(rt::Amount::from(#number))
        }
        (Type::Float, Value::Number(number)) => {
            let number = float(number.as_f64()?);
            rust!(#number)
        }
        (Type::Named(_), Value::Number(_)) => {
            let number = Rust::from_text(format!("{}i64", whole()?));
            rust!(#number.into())
        }
        (Type::Named(_), Value::String(text)) => rust!(#text.into()),
        (Type::String, Value::String(text)) => rust!(String::from(#text)),
        (Type::List(_), Value::Array(items)) if items.is_empty() => rust!(Vec::new()),
        (Type::Map(_), Value::Object(members)) if members.is_empty() => {
            rust!(::std::collections::BTreeMap::new())
        }
        (Type::Sensitive(inner), value) => {
            let inner = constant(inner, value)?;
            rust!(rt::Sensitive::new(#inner))
        }
        _ => return None,
    })
}

fn float(number: f64) -> Rust {
    let mut text = number.to_string();
    if !text.contains('.') {
        text.push_str(".0");
    }
    Rust::from_text(text)
}
