//! Statuses of responses, as arms of a `match`.

use super::rust::{Rust, rust};
use crate::ir::Status;

/// Single codes come before ranges before the rest, whatever the order of the document.
pub(super) const fn narrowness(status: Status) -> (bool, bool, Status) {
    (
        matches!(status, Status::Default),
        matches!(status, Status::Range(_)),
        status,
    )
}

/// Returns the pattern that a status matches; `None` for every status that is not declared.
pub(super) fn pattern(status: Status) -> Option<Rust> {
    match status {
        Status::Code(code) => Some(rust!(#code)),
        Status::Range(first) => {
            let from = u16::from(first) * 100;
            let to = from + 99;
            Some(rust!(#from..=#to))
        }
        Status::Default => None,
    }
}
