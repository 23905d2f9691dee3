//! Reports the parts of schemas that the client does not support: none is ignored without a warning or an entry in the account.

use super::Used;
use crate::diagnostic::Code;
use crate::ir;
use crate::lower::Lowering;

impl Lowering<'_> {
    pub(super) fn unsupported(&mut self, at: &str, what: &str) -> Option<Used> {
        self.report.warning(
            Code::UnsupportedSchema,
            at,
            format!("{what} is not supported, so the value is raw JSON"),
            "read and write the value as JSON in your program",
        );
        None
    }

    /// Accounts for a `null` that the type has no value for.
    pub(in crate::lower) fn ignored_null(&mut self, at: &str) {
        self.account.drops(at, Code::IgnoredNull);
    }

    /// Accounts for constraints where nothing checks them, and no warning says so.
    pub(in crate::lower) fn unchecked_here(&mut self, used: &Used, at: &str) {
        if used.constraints != ir::Constraints::default() {
            self.unchecked_without_warning(at);
        }
    }

    pub(in crate::lower) fn unchecked_without_warning(&mut self, at: &str) {
        self.account.drops(at, Code::UncheckedConstraint);
    }

    pub(in crate::lower) fn unchecked(&mut self, at: &str, what: &str) {
        self.report.warning(
            Code::UncheckedConstraint,
            at,
            format!("{what} are not checked"),
            "check the value before the call where it matters",
        );
    }
}
