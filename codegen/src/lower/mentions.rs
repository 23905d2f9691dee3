//! Which operations a description may name by their `operationId`.

use std::collections::HashMap;

use crate::ir::{Api, Shape};

/// Collects the operations whose id means nothing else in the document: a property, a parameter, a schema or a value of an enum
/// in backticks is not a link to a method.
pub(super) fn collect(api: &mut Api) {
    let mut mentions: HashMap<&str, &str> = api
        .operations
        .iter()
        .map(|operation| (operation.id.as_str(), operation.rust_method.as_str()))
        .collect();
    for parameter in api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        mentions.remove(parameter.name.wire.as_str());
    }
    for def in api.types.values() {
        mentions.remove(def.name.wire.as_str());
        match &def.shape {
            Shape::Struct(structure) => {
                for field in &structure.fields {
                    mentions.remove(field.name.wire.as_str());
                }
            }
            Shape::StringEnum(values) => {
                for value in &values.values {
                    mentions.remove(value.wire.as_str());
                }
            }
            Shape::IntegerEnum(_) | Shape::OneOf(_) => {}
        }
    }
    let mentions = mentions.into_iter();
    api.mentions = mentions
        .map(|(id, method)| (id.to_owned(), method.to_owned()))
        .collect();
}
