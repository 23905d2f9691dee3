//! Defaults that cannot be one: the caller gives the value then. What is wrong with them was reported.

use serde_json::Value;

use crate::fit::{Strictness, fit_constrained};
use crate::ir::{Api, Constraints, Field, Shape, Type, can_start_with};

/// Takes out every default that does not fit its schema, or that has no form in Rust where it would be sent.
pub(super) fn take_out(api: &mut Api) {
    let mut gone = Vec::new();
    for (name, def) in &api.types {
        let Shape::Struct(structure) = &def.shape else {
            continue;
        };
        for (number, field) in structure.fields.iter().enumerate() {
            let sent = def.usage.request && field.required;
            if !can_stay(api, field, sent) {
                gone.push((name.clone(), number));
            }
        }
    }
    for (name, number) in gone {
        if let Some(Shape::Struct(structure)) = api.types.get_mut(&name).map(|def| &mut def.shape)
            && let Some(field) = structure.fields.get_mut(number)
        {
            field.default = None;
        }
    }
    for number in 0..api.operations.len() {
        let mut parameters = std::mem::take(&mut api.operations[number].parameters);
        for parameter in &mut parameters {
            let fits = |default| fits(api, &parameter.ty, &parameter.constraints, default);
            if !parameter.default.as_ref().is_none_or(fits) {
                parameter.default = None;
            }
        }
        api.operations[number].parameters = parameters;
    }
}

fn fits(api: &Api, ty: &Type, constraints: &Constraints, default: &Value) -> bool {
    fit_constrained(api, ty, constraints, default, Strictness::Lenient).is_empty()
}

fn can_stay(api: &Api, field: &Field, sent: bool) -> bool {
    let Some(default) = &field.default else {
        return true;
    };
    if field.nullable && default.is_null() {
        return true;
    }
    let text = default
        .as_str()
        .map_or_else(|| default.to_string(), str::to_owned);
    fits(api, &field.ty, &field.constraints, default)
        && field.constant(api).is_none_or(|only| only == text)
        && (!sent || (!field.boxed && can_start_with(api, &field.ty, default)))
}
