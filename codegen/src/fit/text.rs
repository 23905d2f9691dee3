//! Values that are sent as strings, in parameters and in forms.

use serde_json::Value;

use crate::ir::{AmountWire, Api, Shape, Type};

/// The fields of a form as the JSON object that [`fit`](crate::fit) takes: each text as the value that its field's type makes of it.
/// A name that comes twice is a list, which no field of a form is.
#[must_use]
pub fn form_as_json(
    api: &Api,
    ty: &Type,
    fields: impl IntoIterator<Item = (String, String)>,
) -> Value {
    let declared = match api.type_def(ty).map(|def| &def.shape) {
        Some(Shape::Struct(structure)) => structure.fields.as_slice(),
        _ => &[],
    };
    let mut object = serde_json::Map::new();
    for (name, text) in fields {
        let field = declared
            .iter()
            .find(|field| field.name.wire == name || field.aliases.contains(&name));
        let value = field.map_or_else(
            || Value::from(text.as_str()),
            |field| scalar(api, &field.ty, &text),
        );
        match object.get_mut(&name) {
            None => {
                object.insert(name, value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    Value::Object(object)
}

/// The JSON value that a text in a parameter or a form stands for.
pub(super) fn scalar(api: &Api, ty: &Type, text: &str) -> Value {
    let number = || {
        text.parse()
            .map_or_else(|_| Value::from(text), Value::Number)
    };
    match ty.bare() {
        Type::Integer32
        | Type::Integer64
        | Type::Unsigned64
        | Type::Float
        | Type::Number
        | Type::Amount(AmountWire::Number) => number(),
        Type::Boolean => text.parse().map_or_else(|_| Value::from(text), Value::Bool),
        named @ Type::Named(_) => match api.type_def(named).map(|def| &def.shape) {
            Some(Shape::IntegerEnum(_)) => number(),
            _ => Value::from(text),
        },
        _ => Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fit::tests::api;
    use crate::{Strictness, fit};

    const SCHEMAS: &str = "
    Request:
      type: object
      required: [scope]
      properties:
        scope: { type: string, x-malipo-aliases: [Scope] }
        limit: { type: integer }
        kind: { type: integer, enum: [1, 2] }
        amount: { type: number, x-malipo-kind: amount }
        quoted: { type: string, x-malipo-kind: amount }
        urgent: { type: boolean, x-malipo-sensitive: personal }
";

    #[test]
    fn a_form_becomes_the_object_that_its_schema_describes() {
        let api = api(SCHEMAS);
        let ty = Type::Named("Request".to_owned());
        let read = |fields: &[(&str, &str)]| {
            let fields = fields
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
            form_as_json(&api, &ty, fields)
        };
        let rules = |value: &Value| -> Vec<&str> {
            let misfits = fit(&api, &ty, value, Strictness::Strict);
            misfits.into_iter().map(|misfit| misfit.rule).collect()
        };
        let fine = read(&[
            ("Scope", "5"),
            ("limit", "5"),
            ("kind", "2"),
            ("amount", "1.5"),
            ("quoted", "1.5"),
            ("urgent", "true"),
        ]);
        assert_eq!(
            fine,
            json!({"Scope": "5", "limit": 5, "kind": 2, "amount": 1.5, "quoted": "1.5", "urgent": true})
        );
        assert!(rules(&fine).is_empty());
        let odd = read(&[
            ("scope", "a"),
            ("scope", "b"),
            ("limit", "many"),
            ("x", "1"),
        ]);
        assert_eq!(odd, json!({"scope": ["a", "b"], "limit": "many", "x": "1"}));
        assert_eq!(rules(&odd), ["type", "type", "undeclared"]);
    }
}
