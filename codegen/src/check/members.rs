//! Rules of single properties that only a request can break: unique members of a list, and phone numbers that are paid.

use super::{country_codes, paths};
use crate::diagnostic::{Code, Report};
use crate::ir::{Api, Field, Shape, Type, TypeDef};
use crate::lower::MSISDN_PLUS;
use crate::vocabulary as x;

pub(super) fn check(api: &Api, def: &TypeDef, field: &Field, report: &mut Report) {
    let declared = [
        (x::UNIQUE_BY, field.constraints.unique_by.as_deref()),
        (x::SUBSCRIBER, field.constraints.subscriber.as_deref()),
    ];
    for (key, value) in declared {
        let Some(value) = value else { continue };
        let at = format!("{}/{key}", field.pointer);
        if !def.usage.request {
            report.error(
                Code::MisplacedExtension,
                &at,
                format!(
                    "`{key}` has no meaning here: `{}` is not sent",
                    def.name.wire
                ),
                "declare it on a schema of a request",
            );
        } else if key == x::UNIQUE_BY {
            unique_by(api, field, value, &at, report);
        } else if !is_number(&field.ty) {
            report.error(
                Code::TargetType,
                &at,
                format!("`{}` is neither an `msisdn` nor a string", field.name.wire),
                "declare it on the property that holds the phone number",
            );
        } else if !country_codes::is_assigned(value) {
            report.error(
                Code::CountryCode,
                &format!("{at}/country"),
                format!("there is no country code `{value}` in E.164"),
                "write a country code in quotes, such as '256'",
            );
        }
    }
}

/// The pattern that a string that is paid has for other tools. A string without `minLength` may be empty.
pub(super) fn paid_number(field: &Field) -> Option<&'static str> {
    field.constraints.subscriber.as_ref()?;
    let [number, number_or_empty] = MSISDN_PLUS;
    let least = field.constraints.min_length.unwrap_or_default();
    (*field.ty.bare() == Type::String).then_some(if least > 0 { number } else { number_or_empty })
}

/// Reports the pattern of a string that is paid if it is another one.
pub(super) fn pattern(field: &Field, form: &str, report: &mut Report) {
    let mut patterns = field.constraints.patterns.iter();
    if patterns.any(|pattern| pattern.source != form) {
        report.warning(
            Code::KindPattern,
            &format!("{}/pattern", field.pointer),
            format!(
                "the `pattern` is not that of the `{}`, and is not checked before sending",
                x::SUBSCRIBER
            ),
            format!("write `pattern: '{form}'`"),
        );
    }
}

fn is_number(ty: &Type) -> bool {
    match ty {
        Type::Sensitive(inner) => is_number(inner),
        ty => matches!(ty, Type::Msisdn(_) | Type::String),
    }
}

/// The path leads to a string in each kind of item.
fn unique_by(api: &Api, field: &Field, path: &str, at: &str, report: &mut Report) {
    let Type::List(item) = &field.ty else {
        report.error(
            Code::TargetType,
            at,
            format!("`{}` is not a list", field.name.wire),
            "declare it on a property with `type: array`",
        );
        return;
    };
    let options = match api.type_def(item).map(|def| &def.shape) {
        Some(Shape::OneOf(one_of)) => one_of.options.iter().map(|option| &option.ty).collect(),
        _ => vec![&**item],
    };
    for option in options {
        match paths::walk(api, option, path) {
            Err(lost) => {
                let name = api.type_def(option).map_or("an item", |def| &def.name.wire);
                lost.report(&format!("`{name}`"), path, at, report);
            }
            Ok(Type::String) => {}
            Ok(_) => report.error(
                Code::TargetType,
                at,
                format!("`{path}` is not a string, so it cannot be compared"),
                "name a string that is not sensitive",
            ),
        }
    }
}
