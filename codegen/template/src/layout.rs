//! How the parts of a template stand to each other.

use proc_macro::Span;

use crate::parts::{Part, start};

/// Where the lines of a template begin.
pub(crate) struct Layout {
    /// The column of what is not indented.
    base: usize,
}

impl Layout {
    pub(crate) fn of(parts: &[Part]) -> Self {
        let mut line = start(Span::call_site()).0;
        let mut base = usize::MAX;
        for part in parts {
            if part.start.0 > line {
                base = base.min(part.start.1);
            }
            line = part.end.0;
        }
        Self { base }
    }

    /// What is written between two parts.
    pub(crate) fn gap(&self, before: &Part, after: &Part) -> String {
        if before.end == after.start {
            return String::new();
        }
        if before.end.0 == after.start.0 {
            return " ".to_owned();
        }
        let blank = after.start.0 > before.end.0 + 1;
        let indent = after.start.1.saturating_sub(self.base);
        format!(
            "{}{}",
            if blank { "\n\n" } else { "\n" },
            " ".repeat(indent)
        )
    }
}

/// Whether a part has its line for itself.
pub(crate) fn is_alone(parts: &[Part], number: usize) -> bool {
    let Some(part) = parts.get(number) else {
        return false;
    };
    let before = number.checked_sub(1).and_then(|number| parts.get(number));
    let after = parts.get(number + 1);
    before.is_none_or(|before| before.end.0 < part.start.0)
        && after.is_none_or(|after| after.start.0 > part.end.0)
}
