//! `$ref`s: what they lead to. That they lead somewhere was checked before.

use serde_json::Value;

use super::Lowering;
use super::pointed::name;
use super::schema::{Position, Used};
use crate::diagnostic::{Code, Place, Severity, did_you_mean};
use crate::openapi::resolver::{self, LONGEST_CHAIN, component, leads_elsewhere};
use crate::schema::{Ref, Schema, Section};

/// Returns what a reference, or a chain of them, leads to within the document.
pub(super) fn end_of_chain<'t, T>(
    tree: &Value,
    section: &'t Section<T>,
    mut reference: &'t Ref<T>,
) -> Option<&'t T> {
    for _ in 0..LONGEST_CHAIN {
        match reference {
            Ref::Item(item) => return Some(item),
            Ref::To(target) => reference = section.get(tree, target)?.0,
        }
    }
    None
}

impl<'a> Lowering<'a> {
    /// The schema itself, through any number of references.
    pub(super) fn looked_up<'s>(&'s self, schema: &'s Ref<Schema>) -> Option<&'s Schema> {
        end_of_chain(self.tree, &self.document.schemas, schema)
    }

    /// The thing itself and where it stands, through any number of references.
    pub(super) fn resolve<'s, T>(
        &mut self,
        reference: &'s Ref<T>,
        section: &'s Section<T>,
        at: &str,
    ) -> Option<(&'s T, String)> {
        let mut current = reference;
        let mut pointer = at.to_owned();
        for _ in 0..LONGEST_CHAIN {
            let target = match current {
                Ref::Item(item) => return Some((item, pointer)),
                Ref::To(target) => target,
            };
            let Some((next, there)) = section.get(self.tree, target) else {
                let at = resolver::at_reference(&pointer);
                self.elsewhere(target, &at, "what needs it is left out");
                return None;
            };
            (current, pointer) = (next, there);
        }
        // A cycle, which was reported.
        None
    }

    /// The schema behind a reference that an extension makes as plain text, and that no walk has seen.
    pub(super) fn reference_to_schema(&mut self, target: &str, at: &str) -> Option<Used> {
        if !leads_elsewhere(target) && !self.leads_somewhere(target) {
            let schemas = self.document.schemas.components();
            let known = schemas.map(|(known, _)| known.as_str());
            let name = component(target, "schemas").unwrap_or_default();
            let near = did_you_mean(&name, known);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add the component, or correct the reference".to_owned(),
            };
            let what = format!("unresolved reference `{target}`");
            self.report.error(Code::UnresolvedReference, at, what, help);
        }
        self.schema(&Ref::To(target.into()), &Position::new(at, ""))
    }

    /// The schema that a reference leads to in the end, and where it stands.
    pub(super) fn follow(&mut self, target: &str, at: &str) -> Option<(&'a Schema, Position)> {
        let (mut found, mut position) = self.pointed(target, at)?;
        for _ in 0..LONGEST_CHAIN {
            match found {
                Ref::Item(schema) => return Some((schema, position)),
                Ref::To(target) => {
                    let at = resolver::at_reference(&position.pointer);
                    (found, position) = self.pointed(target, &at)?;
                }
            }
        }
        // A cycle, which was reported.
        None
    }

    /// What stands where a reference leads.
    pub(super) fn pointed(
        &mut self,
        target: &str,
        at: &str,
    ) -> Option<(&'a Ref<Schema>, Position)> {
        let document = self.document;
        let Some((found, pointer)) = document.schemas.get(self.tree, target) else {
            self.elsewhere(target, at, "its values are raw JSON");
            return None;
        };
        let name = match component(target, "schemas") {
            Some(component) => component,
            None => name(self.tree, &pointer),
        };
        Some((found, Position::new(&pointer, &name)))
    }

    /// Whether a reference leads to a schema of this document.
    pub(super) fn leads_somewhere(&self, target: &str) -> bool {
        self.document.schemas.get(self.tree, target).is_some()
    }

    /// The component schema that a reference names.
    pub(super) fn component_of(&self, target: &str) -> Option<&'a Ref<Schema>> {
        let name = component(target, "schemas")?;
        self.document.schemas.component(&name)
    }

    /// Reports a reference to another file that could not be followed. A reference to nothing, or to another object, was reported
    /// before.
    fn elsewhere(&mut self, target: &str, at: &str, then: &str) {
        // The document may be as it should be.
        if leads_elsewhere(target)
            && let Some((what, help)) = self.unfollowed.reason(target)
        {
            let what = format!("{what}, so {then}");
            self.report.warning(Code::UnresolvedFile, at, what, help);
        }
    }

    pub(super) fn circle(&mut self, severity: Severity, target: &str, at: &str) {
        self.report.push(
            severity,
            Code::ReferenceCycle,
            Place::Pointer(at.to_owned()),
            format!("reference cycle through `{target}`"),
            "break the cycle with a property of an object",
        );
    }
}
