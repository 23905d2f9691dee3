//! What is read leniently, and cannot be sent.

use crate::diagnostic::{Code, Report};
use crate::ir::Type;
use crate::vocabulary as x;

/// Reports a type that only answers may have, where it is sent.
pub(super) fn check(ty: &Type, at: &str, report: &mut Report) {
    match ty.core() {
        Type::OrUnset(inner, _) => {
            report.error(
                Code::ResponseOnly,
                at,
                format!("a value with `{}` cannot be sent", x::UNSET),
                "write one schema for requests and another for responses",
            );
            check(inner, at, report);
        }
        Type::DateTime => report.error(
            Code::ResponseOnly,
            at,
            "a `datetime` cannot be sent",
            "in a request, use a `local-datetime`, or a string whose format the description states",
        ),
        _ => {}
    }
}
