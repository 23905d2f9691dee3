//! A walk over every reference of a document, by the table of its objects.

use serde_json::{Map, Value};

use crate::ground::pointer::Path;
use crate::openapi::{Expected, Object};

/// Whoever looks at references.
pub(crate) trait Visitor {
    /// An object, before anything that it holds.
    fn object(&mut self, members: &mut Map<String, Value>, object: Object);

    /// A reference to an object of this kind.
    fn reference(&mut self, target: &mut String, object: Object, at: &Path<'_>);

    /// What a discriminator's value leads to: the name of a schema, or a reference.
    fn mapped(&mut self, target: &mut String, at: &Path<'_>);
}

/// Visits an object and all it holds. What has not the form of its place is passed over, and so are callbacks and extensions.
pub(crate) fn visit(value: &mut Value, object: Object, at: &Path<'_>, visitor: &mut dyn Visitor) {
    let Value::Object(members) = value else {
        return;
    };
    visitor.object(members, object.general());
    for (key, member) in members {
        if object == Object::Discriminator && key == "mapping" {
            each(member, &at.member(key), |target, at| {
                if let Value::String(target) = target {
                    visitor.mapped(target, at);
                }
            });
        } else if let Some((_, form)) = object.keys().iter().find(|(name, _)| name == key) {
            visit_form(member, *form, &at.member(key), visitor);
        }
    }
}

/// Visits an object, or the reference that stands in its place.
pub(crate) fn visit_or_reference(
    value: &mut Value,
    object: Object,
    at: &Path<'_>,
    visitor: &mut dyn Visitor,
) {
    match value.get_mut("$ref") {
        Some(Value::String(target)) => {
            visitor.reference(target, object.general(), &at.member("$ref"));
        }
        _ => visit(value, object, at, visitor),
    }
}

fn visit_form(value: &mut Value, form: Expected, at: &Path<'_>, visitor: &mut dyn Visitor) {
    match form {
        Expected::One(object) => visit(value, object, at, visitor),
        Expected::OneOrRef(object) => visit_or_reference(value, object, at, visitor),
        Expected::AdditionalProperties => visit_or_reference(value, Object::Schema, at, visitor),
        Expected::List(object) | Expected::Map(object) => {
            each(value, at, |part, at| visit(part, object, at, visitor));
        }
        Expected::ListOrRef(object) | Expected::MapOrRef(object) => each(value, at, |part, at| {
            visit_or_reference(part, object, at, visitor);
        }),
        Expected::Paths => each(value, at, |item, at| {
            visit(item, Object::PathItem, at, visitor);
        }),
        Expected::Responses => each(value, at, |response, at| {
            visit_or_reference(response, Object::Response, at, visitor);
        }),
        _ => {}
    }
}

fn each(value: &mut Value, at: &Path<'_>, mut visit: impl FnMut(&mut Value, &Path<'_>)) {
    match value {
        Value::Array(items) => {
            for (number, item) in items.iter_mut().enumerate() {
                visit(item, &at.item(number));
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                visit(member, &at.member(key));
            }
        }
        _ => {}
    }
}
