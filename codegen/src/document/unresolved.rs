//! References that cannot be followed, and why.

use std::collections::BTreeMap;

/// Why references cannot be followed, for whoever needs what they lead to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unresolved {
    /// By reference: what is wrong, and what helps.
    reasons: BTreeMap<String, (String, String)>,
}

impl Unresolved {
    pub(crate) fn note(&mut self, target: &str, what: String, help: String) {
        self.reasons.insert(target.to_owned(), (what, help));
    }

    /// Returns why a reference to another file cannot be followed, and what helps.
    pub(crate) fn reason(&self, target: &str) -> (String, String) {
        self.reasons.get(target).cloned().unwrap_or_else(|| {
            (
                format!("`{target}` leads to another file"),
                "references to other files are not followed here: copy it into this document"
                    .to_owned(),
            )
        })
    }
}
