//! What can have one value only: it is sent, and nobody is asked for it.

use serde_json::Value;

use super::{Api, Field, Parameter, Shape, Type};

impl Field {
    /// The only value that the property can have, as text: it is required, and its enum has one value.
    #[must_use]
    pub fn constant(&self, api: &Api) -> Option<String> {
        if !self.required || self.nullable {
            return None;
        }
        only_value(api, &self.ty)
    }

    /// The only value that the property can have, as text, if it is there and not `null`.
    pub(super) fn only(&self, api: &Api) -> Option<String> {
        only_value(api, &self.ty)
    }

    /// The only values that the property can have, as texts, where it must be there.
    pub(super) fn listed(&self, api: &Api) -> Option<Vec<String>> {
        if !self.required || self.nullable {
            return None;
        }
        self.values(api)
    }

    /// The only values that the property can have, as texts, if it is there and not `null`.
    pub(super) fn values(&self, api: &Api) -> Option<Vec<String>> {
        match &api.type_def(&self.ty)?.shape {
            Shape::StringEnum(values) => Some(
                values
                    .values
                    .iter()
                    .map(|value| value.wire.clone())
                    .collect(),
            ),
            Shape::IntegerEnum(values) => Some(
                values
                    .values
                    .iter()
                    .map(|value| value.wire.to_string())
                    .collect(),
            ),
            Shape::Struct(_) | Shape::OneOf(_) => None,
        }
    }
}

impl Parameter {
    /// The only value that the parameter can have, as text: it is required, and its enum has one value.
    #[must_use]
    pub fn constant(&self, api: &Api) -> Option<String> {
        let of_part = self.part.as_ref().is_some_and(|part| part.required);
        (self.required || of_part).then(|| only_value(api, &self.ty))?
    }
}

fn only_value(api: &Api, ty: &Type) -> Option<String> {
    match &api.type_def(ty)?.shape {
        Shape::StringEnum(values) => match values.values.as_slice() {
            [only] => Some(only.wire.clone()),
            _ => None,
        },
        Shape::IntegerEnum(values) => match values.values.as_slice() {
            [only] => Some(only.wire.to_string()),
            _ => None,
        },
        Shape::Struct(_) | Shape::OneOf(_) => None,
    }
}

/// A value of a document that can be written as an expression of its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant<'v> {
    Boolean(bool),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    Number(&'v serde_json::Number),
    Amount(i64),
    String(&'v str),
    /// A string of a format that has a type of its own.
    Formatted(&'v str),
    /// A value of an enum.
    EnumInteger(i64),
    EnumString(&'v str),
    EmptyList,
    EmptyMap,
    Sensitive(Box<Self>),
}

impl<'v> Constant<'v> {
    /// Returns a value that was checked against a type as a constant of it.
    pub(crate) fn new(ty: &Type, value: &'v Value) -> Option<Self> {
        Some(match (ty, value) {
            (Type::Boolean, Value::Bool(value)) => Self::Boolean(*value),
            (Type::Integer32 | Type::Integer64, Value::Number(number)) => {
                Self::Integer(number.as_i64()?)
            }
            (Type::Unsigned64, Value::Number(number)) => Self::Unsigned(number.as_u64()?),
            (Type::Amount(_), Value::Number(number)) => Self::Amount(number.as_i64()?),
            (Type::Float, Value::Number(number)) => Self::Float(number.as_f64()?),
            (Type::Number, Value::Number(number)) => Self::Number(number),
            (Type::Named(_), Value::Number(number)) => Self::EnumInteger(number.as_i64()?),
            (Type::Named(_), Value::String(text)) => Self::EnumString(text),
            (Type::String, Value::String(text)) => Self::String(text),
            (Type::Formatted(_), Value::String(text)) => Self::Formatted(text),
            (Type::List(_), Value::Array(items)) if items.is_empty() => Self::EmptyList,
            (Type::Map(_), Value::Object(members)) if members.is_empty() => Self::EmptyMap,
            (Type::Sensitive(inner), value) => Self::Sensitive(Box::new(Self::new(inner, value)?)),
            _ => return None,
        })
    }
}

/// Whether a default can be written as an expression; `null` stands for no value.
pub(crate) fn can_start_with(api: &Api, ty: &Type, default: &Value) -> bool {
    // Which of several options a value is, is found when it is read.
    let is_one_of_several = api
        .type_def(ty.bare())
        .is_some_and(|def| matches!(def.shape, Shape::OneOf(_)));
    default.is_null() || (!is_one_of_several && Constant::new(ty, default).is_some())
}
