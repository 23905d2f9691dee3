//! Which operations a description may name by their `operationId`.

use std::collections::BTreeMap;

use crate::ir::{Api, Shape};

/// Collects the operations whose id means nothing else in the document: a property, a parameter, a schema or a value of an enum
/// in backticks is not a link to a method.
pub(super) fn collect(api: &mut Api) {
    let mut mentions: BTreeMap<String, String> = api
        .operations
        .iter()
        .map(|operation| (operation.id.clone(), operation.rust_method.clone()))
        .collect();
    for parameter in api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        mentions.remove(&parameter.name.wire);
    }
    for def in api.types.values() {
        mentions.remove(&def.name.wire);
        match &def.shape {
            Shape::Struct(structure) => {
                for field in &structure.fields {
                    mentions.remove(&field.name.wire);
                }
            }
            Shape::StringEnum(values) => {
                for value in &values.values {
                    mentions.remove(&value.wire);
                }
            }
            Shape::IntegerEnum(_) | Shape::OneOf(_) => {}
        }
    }
    api.mentions = mentions;
}
