//! `$ref`s: what they lead to, in every section of `components`.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::schema::{Position, Used};
use crate::diagnostic::{Code, did_you_mean};
use crate::span;

impl<'a> Lowering<'a> {
    /// The thing itself and where it stands, through any number of references.
    pub(super) fn resolve<'s, T>(
        &mut self,
        reference: &'s ReferenceOr<T>,
        section: &str,
        entries: Option<&'s IndexMap<String, ReferenceOr<T>>>,
        at: &str,
    ) -> Option<(&'s T, String)> {
        let mut current = reference;
        let mut pointer = at.to_owned();
        let mut seen: Vec<String> = Vec::new();
        loop {
            let target = match current {
                ReferenceOr::Item(item) => return Some((item, pointer)),
                ReferenceOr::Reference { reference } => reference,
            };
            let at_ref = span::step(&pointer, "$ref");
            let Some(name) = component(target, section) else {
                self.unresolved(target, &at_ref, section);
                return None;
            };
            if seen.contains(&name) {
                self.circle(target, &at_ref);
                return None;
            }
            match entries.and_then(|entries| entries.get(&name)) {
                Some(next) => current = next,
                None => {
                    self.missing(
                        target,
                        &name,
                        entries.into_iter().flatten().map(|(key, _)| key.as_str()),
                        &at_ref,
                    );
                    return None;
                }
            }
            pointer = span::step(&format!("/components/{section}"), &name);
            seen.push(name);
        }
    }

    /// The schema behind a reference that an extension makes as plain text.
    pub(super) fn reference_to_schema(&mut self, target: &str, at: &str) -> Option<Used> {
        let reference: ReferenceOr<Schema> = ReferenceOr::Reference {
            reference: target.to_owned(),
        };
        self.schema(&reference, &Position::new(at, ""))
    }

    pub(super) fn unresolved(&mut self, target: &str, at: &str, section: &str) {
        let (what, help) = if target.starts_with('#') {
            let help = format!(
                "only references of the form `#/components/{section}/NAME` are followed here"
            );
            (format!("`{target}` leads nowhere"), help)
        } else {
            let help = "references to other files are not followed yet: copy the component into this document".to_owned();
            (format!("`{target}` leads to another file"), help)
        };
        self.report.error(Code::UnresolvedReference, at, what, help);
    }

    pub(super) fn circle(&mut self, target: &str, at: &str) {
        self.report.error(
            Code::CyclicReference,
            at,
            format!("`{target}` leads back to itself"),
            "break the circle: at least one link must be a property of an object",
        );
    }

    pub(super) fn missing<'n>(
        &mut self,
        target: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
        at: &str,
    ) {
        let help = match did_you_mean(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the component, or refer to another one".to_owned(),
        };
        self.report.error(
            Code::UnresolvedReference,
            at,
            format!("`{target}` leads nowhere"),
            help,
        );
    }
}

/// The component that `#/components/SECTION/NAME` names.
pub(super) fn component(target: &str, section: &str) -> Option<String> {
    let name = target
        .strip_prefix("#/components/")?
        .strip_prefix(section)?
        .strip_prefix('/')?;
    if name.is_empty() || name.contains('/') {
        return None;
    }
    Some(name.replace("~1", "/").replace("~0", "~"))
}
