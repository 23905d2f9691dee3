//! Rules for the parts of an error body that have a role, such as its message or its id: each must be of a type that an error can show.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Report};
use crate::ir::{Api, ErrorRole, Field, Shape, Type, TypeDef};
use crate::vocabulary as x;

const NOT_PERSONAL: &str = "identifiers are shown in logs: mark none that is personal or secret";

pub(super) fn check(api: &Api, report: &mut Report) {
    for field in every_field(api).map(|(_, field)| field) {
        if let Some(role) = field.error_role {
            let at = format!("{}/{}", field.pointer, x::ERROR);
            plays(api, role, &field.ty, &at, report);
        }
    }
    for operation in &api.operations {
        for answer in &operation.failures {
            for body in &answer.bodies {
                if let Some(role) = body.role {
                    whole_body(api, role, &body.ty, &answer.pointer, report);
                }
            }
        }
    }
    let listed = listed(api);
    for (owner, field) in every_field(api) {
        if field.error_role == Some(ErrorRole::Field) && !listed.contains(owner) {
            report.error(
                Code::MisplacedExtension,
                &format!("{}/{}", field.pointer, x::ERROR),
                "`field` has no meaning here",
                "write it in the objects of a list that is marked with `fields`",
            );
        }
    }
}

fn every_field(api: &Api) -> impl Iterator<Item = (&str, &Field)> {
    api.types.iter().flat_map(|(name, def)| {
        let fields = match &def.shape {
            Shape::Struct(structure) => structure.fields.as_slice(),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => &[],
        };
        fields.iter().map(move |field| (name.as_str(), field))
    })
}

/// The objects in lists of errors about single fields.
fn listed(api: &Api) -> BTreeSet<&str> {
    let fields = every_field(api).map(|(_, field)| (field.error_role, &field.ty));
    let bodies = api
        .operations
        .iter()
        .flat_map(|operation| &operation.failures)
        .flat_map(|answer| &answer.bodies)
        .map(|body| (body.role, &body.ty));
    fields
        .chain(bodies)
        .filter(|(role, _)| *role == Some(ErrorRole::Fields))
        .filter_map(|(_, ty)| match plain(ty) {
            Type::List(item) => match item.as_ref() {
                Type::Named(name) => Some(name.as_str()),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Sensitive(inner) => plain(inner),
        other => other,
    }
}

/// A body that is no object with parts of its own.
fn whole_body(api: &Api, role: ErrorRole, ty: &Type, at: &str, report: &mut Report) {
    match role {
        ErrorRole::Field | ErrorRole::Id | ErrorRole::TraceId => report.error(
            Code::ErrorRole,
            at,
            format!("a whole body cannot be the `{}`", role.as_str()),
            "mark a property of an object",
        ),
        _ => plays(api, role, ty, at, report),
    }
}

fn plays(api: &Api, role: ErrorRole, ty: &Type, at: &str, report: &mut Report) {
    let (fits, help) = match (role, plain(ty)) {
        (ErrorRole::Fields, Type::Map(messages)) => (
            texts(api, messages),
            "the values of the map must be strings, or lists of strings",
        ),
        (ErrorRole::Fields, Type::List(item)) => (
            tells_field_and_message(api, item),
            "each object of the list must have one property marked with `field`, and one marked with `message`",
        ),
        (ErrorRole::Fields, _) => (
            false,
            "`fields` belongs to a map from names to strings, or to lists of strings, and to a list of objects",
        ),
        (ErrorRole::Id | ErrorRole::TraceId, Type::Msisdn(_)) => (false, NOT_PERSONAL),
        (ErrorRole::Id | ErrorRole::TraceId, _) if matches!(ty, Type::Sensitive(_)) => {
            (false, NOT_PERSONAL)
        }
        _ => (
            texts(api, ty),
            "this part belongs to a string, a number or an enum",
        ),
    };
    if !fits {
        report.error(
            Code::ErrorRole,
            at,
            format!("a value of this type cannot be the `{}`", role.as_str()),
            help,
        );
    }
}

fn texts(api: &Api, ty: &Type) -> bool {
    let is_map = ty.walk().any(|ty| matches!(ty, Type::Map(_)));
    let is_struct = |def: &TypeDef| matches!(def.shape, Shape::Struct(_));
    let core = ty.core();
    !is_map && *core != Type::Json && !api.type_def(core).is_some_and(is_struct)
}

fn tells_field_and_message(api: &Api, item: &Type) -> bool {
    let shape = match item {
        Type::Named(_) => api.type_def(item).map(|def| &def.shape),
        _ => return false,
    };
    match shape {
        Some(Shape::Struct(structure)) => {
            [ErrorRole::Field, ErrorRole::Message].iter().all(|role| {
                let with_role = |field: &&Field| field.error_role == Some(*role);
                structure.fields.iter().filter(with_role).count() == 1
            })
        }
        Some(_) => false,
        // What could not be represented was reported.
        None => true,
    }
}
