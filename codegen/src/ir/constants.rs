//! What can have one value only: it is sent, and nobody is asked for it.

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

    /// The only values that the property can have, as texts, where it must be there.
    pub(super) fn listed(&self, api: &Api) -> Option<Vec<String>> {
        if !self.required || self.nullable {
            return None;
        }
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
        self.required.then(|| only_value(api, &self.ty))?
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
