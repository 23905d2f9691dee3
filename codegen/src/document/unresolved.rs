//! References that cannot be followed, and why.

use std::collections::BTreeMap;

/// Why references cannot be followed, for whoever needs what they lead to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unresolved {
    /// By reference: what is wrong, and what helps; `None` if that was reported as an error.
    reasons: BTreeMap<String, Option<(String, String)>>,
}

impl Unresolved {
    pub(crate) fn note(&mut self, target: &str, what: String, help: String) {
        self.reasons.insert(target.to_owned(), Some((what, help)));
    }

    /// Notes a reference whose fault was reported as an error.
    pub(crate) fn note_reported(&mut self, target: &str) {
        self.reasons.insert(target.to_owned(), None);
    }

    /// Returns why a reference to another file cannot be followed, and what helps; `None` if that was reported as an error.
    pub(crate) fn reason(&self, target: &str) -> Option<(String, String)> {
        let not_followed = || {
            (
                format!("`{target}` is in another file"),
                "copy the target into this document".to_owned(),
            )
        };
        match self.reasons.get(target) {
            Some(reason) => reason.clone(),
            None => Some(not_followed()),
        }
    }
}
