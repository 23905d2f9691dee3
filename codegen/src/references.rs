//! Every reference of a document, whether anything asks for it or not: it must be one, lead to what belongs there, and not back
//! to itself.

mod circles;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::{Code, Report};
use crate::document::Document;
use crate::ground::pointer::{Path, step};
use crate::ground::text::kind;
use crate::openapi::resolver::{
    can_be_followed, leads_elsewhere, names_a_file, names_a_location, near, node,
    path_of_reference, pointer_within, reference, schema_named, with_slash,
};
use crate::openapi::{Beside, Object, Visitor, walk_document};

/// Reports references that lead nowhere, to something else or in a cycle. Of those to other files, what cannot be followed was
/// reported before.
pub(crate) fn check(document: &Document, beside: &Beside, report: &mut Report) {
    let tree = &document.tree;
    let mut checker = Checker {
        document,
        report,
        known: IndexMap::new(),
        references: Vec::new(),
    };
    walk_document(tree, beside, &mut checker);
    if circles::has_any(tree, &checker.references) {
        let mut locations = Locations::default();
        walk_document(tree, beside, &mut locations);
        circles::report_all(tree, &locations.0, report);
    }
}

/// The location of every reference.
#[derive(Default)]
struct Locations(Vec<String>);

impl<'d> Visitor<'d> for Locations {
    fn reference(&mut self, _: &'d Value, _: Object, at: &Path<'_>) {
        self.0.push(at.to_string());
    }
}

/// Whether what a discriminator's value leads to is no place of the document, and no name either.
fn is_elsewhere(target: &str) -> bool {
    leads_elsewhere(target)
        && (names_a_location(target) || target.contains('/') || names_a_file(target))
}

/// What a reference leads to.
#[derive(Clone, Copy)]
enum Target {
    /// An object of the table.
    Object(Object),
    /// No object of OpenAPI.
    Value(&'static str),
    /// An object that the table does not know.
    Unknown,
}

struct Checker<'d, 'r> {
    document: &'d Document,
    report: &'r mut Report,
    /// The targets that lead somewhere, and to what by the table: most are referred to often.
    known: IndexMap<&'d str, Target>,
    /// Every object that is a reference.
    references: Vec<&'d Value>,
}

impl<'d> Visitor<'d> for Checker<'d, '_> {
    fn reference(&mut self, value: &'d Value, object: Object, at: &Path<'_>) {
        if let Some(target) = reference(value) {
            self.references.push(value);
            self.leads_to(object.general(), target, at);
        }
    }

    /// What the values of a discriminator stand for: the name of a schema, or a reference.
    fn mapped(&mut self, value: &'d str, target: &'d Value, at: &Path<'_>) {
        let tree = &self.document.tree;
        let Some(target) = target.as_str() else {
            return;
        };
        if schema_named(tree, target).is_some() {
            return;
        }
        let so = format!("so the value `{value}` is read as unknown");
        if is_elsewhere(target) {
            if let Some((what, help)) = self.document.unresolved.reason(target) {
                let what = format!("{what}, {so}");
                self.report.warning(Code::MappingTarget, at, what, help);
            }
            return;
        }
        let pointer = pointer_within(target);
        let pointer = pointer.unwrap_or_else(|| step("/components/schemas", target));
        let help = match near(tree, &pointer) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a schema of this document".to_owned(),
        };
        let what = format!("unresolved reference `{target}`, {so}");
        self.report.error(Code::MappingTarget, at, what, help);
    }
}

impl<'d> Checker<'d, '_> {
    fn leads_to(&mut self, object: Object, target: &'d str, at: &Path<'_>) {
        let at = path_of_reference(at);
        let slashed = with_slash(target).filter(|_| can_be_followed(target));
        if !can_be_followed(target) || slashed.is_some() {
            let help = match slashed {
                Some(slashed) => format!("write `{slashed}`"),
                None => "write a reference such as `#/components/schemas/Payment`".to_owned(),
            };
            return self.report.error(
                Code::InvalidReference,
                &at,
                format!("`{}` is not a reference", target.escape_debug()),
                help,
            );
        }
        if let Some(found) = self.known.get(target) {
            return self.fits(*found, object, target, &at);
        }
        let Some(pointer) = pointer_within(target) else {
            return;
        };
        let tree = &self.document.tree;
        let Some(node) = node(tree, &pointer) else {
            let help = match near(tree, &pointer) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add the component, or correct the reference".to_owned(),
            };
            let what = format!("unresolved reference `{target}`");
            return self
                .report
                .error(Code::UnresolvedReference, &at, what, help);
        };
        let found = match Object::at(&node.pointer) {
            Some(object) => Target::Object(object.general()),
            None if Object::names_parts(&node.pointer) => Target::Value("an object of named parts"),
            // Whatever stands there, it is read as a string or a number.
            None if Object::is_scalar(&node.pointer) => Target::Value("where no object belongs"),
            None if node.value.is_object() => Target::Unknown,
            None => Target::Value(kind(node.value)),
        };
        self.known.insert(target, found);
        self.fits(found, object, target, &at);
    }

    /// Reports a reference to something else than belongs where it stands.
    fn fits(&mut self, found: Target, object: Object, target: &str, at: &Path<'_>) {
        // Path items and operations were written out; of one that could not be, the reason was noted.
        let is_written_out = matches!(object, Object::PathItem | Object::Operation);
        let found = match found {
            _ if is_written_out => return,
            Target::Object(found) if found != object => found.name(),
            Target::Value(found) => found,
            Target::Object(_) | Target::Unknown => return,
        };
        self.report.error(
            Code::ReferenceKind,
            at,
            format!("`{target}` is {found}, not {}", object.name()),
            format!("refer to {}, or write it out here", object.name()),
        );
    }
}

#[cfg(test)]
mod tests;
