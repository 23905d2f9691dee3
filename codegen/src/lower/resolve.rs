//! `$ref`s: what they lead to, in every section of `components`.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::pointed::{Pointed, pointed};
use super::schema::{Position, Used};
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer;
use crate::openapi::resolver::{self, component};

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
            let at_ref = resolver::at_reference(&pointer);
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
            pointer = pointer::step(&format!("/components/{section}"), &name);
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

    /// The schema that a reference leads to in the end, and where it stands.
    pub(super) fn follow(&mut self, target: &str, at: &str) -> Option<(&'a Schema, Position)> {
        let mut seen: Vec<String> = Vec::new();
        let mut current = target.to_owned();
        let mut at = at.to_owned();
        loop {
            if seen.contains(&current) {
                self.circle(&current, &at);
                return None;
            }
            let (found, position) = self.pointed(&current, &at)?;
            match found {
                Pointed::Schema(schema) => return Some((schema, position)),
                Pointed::Reference(next) => {
                    at = resolver::at_reference(&position.pointer);
                    seen.push(std::mem::replace(&mut current, next.to_owned()));
                }
            }
        }
    }

    /// What stands where a reference leads.
    pub(super) fn pointed(&mut self, target: &str, at: &str) -> Option<(Pointed<'a>, Position)> {
        let found = pointed(self.document, target);
        if found.is_none() {
            match component(target, "schemas") {
                Some(name) => {
                    let schemas = self.document.components.as_ref();
                    let known = schemas.into_iter().flat_map(|all| all.schemas.keys());
                    self.missing(target, &name, known.map(String::as_str), at);
                }
                None => self.unresolved(target, at, "schemas"),
            }
        }
        found
    }

    /// Whether a reference leads to a schema of this document.
    pub(super) fn leads_somewhere(&self, target: &str) -> bool {
        pointed(self.document, target).is_some()
    }

    /// The component schema that a reference names.
    pub(super) fn component_of(&self, target: &str) -> Option<&'a ReferenceOr<Schema>> {
        let name = component(target, "schemas")?;
        self.document.components.as_ref()?.schemas.get(&name)
    }

    pub(super) fn unresolved(&mut self, target: &str, at: &str, section: &str) {
        if target.starts_with('#') {
            if self.report.has(Code::UnresolvedReference, at) {
                return;
            }
            let help = format!(
                "only references of the form `#/components/{section}/NAME` are followed here"
            );
            let what = format!("`{target}` leads nowhere");
            return self.report.error(Code::UnresolvedReference, at, what, help);
        }
        // The document may be as it should be: what uses this is left out, or is raw JSON. After an error, such as one in the
        // other file, it would only repeat that.
        if !self.report.has_errors() {
            let (what, help) = self.unfollowed.reason(target);
            self.report
                .warning(Code::UnresolvedReference, at, what, help);
        }
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
        // What was there has the wrong form, and was taken out.
        let faults = self.report.faults();
        if faults
            .iter()
            .any(|fault| target.strip_prefix('#') == Some(fault))
        {
            return;
        }
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
