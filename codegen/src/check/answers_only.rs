//! What is read leniently, and cannot be sent.

use crate::diagnostic::{Code, Report};
use crate::ir::Type;
use crate::vocabulary as x;

/// Reports a type that only answers may have, where it is sent.
pub(super) fn check(ty: &Type, at: &str, report: &mut Report) {
    match ty {
        Type::OrUnset(inner, _) => {
            report.error(
                Code::UnsupportedSchema,
                at,
                format!("`{}` is for responses, and this is sent", x::UNSET),
                "write one schema that is sent, and another that is received",
            );
            check(inner, at, report);
        }
        Type::DateTime => report.error(
            Code::UnsupportedSchema,
            at,
            "a `datetime` is for responses, and this is sent",
            "in a request, use a `local-datetime`, or a string whose format the description states",
        ),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Sensitive(inner) => {
            check(inner, at, report);
        }
        _ => {}
    }
}
