//! Dotted paths into answers, such as `data.transactionStatus`.

use crate::ir::{Api, Field, Output, Shape, Struct, Type};

/// The type at a dotted path, through objects only; the first name that is not there otherwise.
pub(super) fn walk<'a>(api: &'a Api, ty: &'a Type, path: &str) -> Result<&'a Type, String> {
    let mut current = ty;
    for name in path.split('.') {
        current = &field(api, current, name).ok_or_else(|| name.to_owned())?.ty;
    }
    Ok(current)
}

/// A property of an object.
pub(super) fn field<'a>(api: &'a Api, ty: &Type, wire: &str) -> Option<&'a Field> {
    structure(api, ty)?.fields.iter().find(|field| field.name.wire == wire)
}

/// The object that a type is.
pub(super) fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => Some(structure),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => None,
    }
}

/// The one type that every success of an operation has.
pub(super) const fn output(output: &Output) -> Option<&Type> {
    match output {
        Output::One(ty) => Some(ty),
        Output::Unit | Output::Many { .. } => None,
    }
}
