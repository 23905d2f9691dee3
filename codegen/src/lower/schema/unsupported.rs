//! What a schema may say, and what cannot be represented yet: said, and never dropped in silence.

use super::Used;
use crate::diagnostic::Code;
use crate::lower::Lowering;

impl Lowering<'_> {
    pub(super) fn unsupported(&mut self, at: &str, what: &str) -> Option<Used> {
        self.report.warning(
            Code::UnsupportedSchema,
            at,
            format!("{what} is not supported yet, so what uses this schema is raw JSON"),
            "leave the schema empty to receive raw JSON, or write it another way",
        );
        None
    }

    pub(in crate::lower) fn unchecked(&mut self, at: &str, what: &str) {
        self.report.warning(
            Code::UncheckedConstraint,
            at,
            format!("{what} are not checked before sending"),
            "the gateway will judge; remove the constraint to silence this",
        );
    }
}
