//! What a success must have and must not say.

use crate::check::facts::field_names;
use crate::check::paths;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{Acceptance, Api, Operation, Output, Type};

pub(super) fn check(
    api: &Api,
    operation: &Operation,
    acceptance: &Acceptance,
    here: &str,
    report: &mut Report,
) {
    let Output::One(output) = &operation.output else {
        return report.error(
            Code::NoSingleSuccess,
            here,
            format!("`{}` has no single success schema", operation.id),
            "declare one schema for the responses of success",
        );
    };
    let success = Success {
        api,
        output,
        root: format!("the response of `{}`", operation.id),
    };
    for (number, path) in acceptance.has.iter().enumerate() {
        success.leads(path, &format!("{here}/has/{number}"), report);
    }
    if let Some(path) = &acceptance.reference {
        success.leads(path, &format!("{here}/reference"), report);
    }
    for path in acceptance.contradicts.keys() {
        success.may_lead(path, &step(&format!("{here}/contradicts"), path), report);
    }
    for path in acceptance.foreign.keys() {
        success.is_foreign(path, &step(&format!("{here}/foreign"), path), report);
    }
    for (number, path) in acceptance.lacks.iter().enumerate() {
        if paths::walk(api, output, path).is_ok() {
            report.error(
                Code::SuccessProperty,
                &format!("{here}/lacks/{number}"),
                format!("a success has `{path}` too"),
                "name a member that only a failure has",
            );
        }
    }
}

/// A read has no reference of the merchant to compare, and its schema says what is required.
pub(super) fn of_a_read(acceptance: &Acceptance, here: &str, report: &mut Report) {
    let Acceptance {
        has,
        unset,
        reference,
        ..
    } = acceptance;
    let declared = [
        ("has", !has.is_empty()),
        ("unset", !unset.is_empty()),
        ("reference", reference.is_some()),
    ];
    for (key, _) in declared.iter().filter(|(_, is_declared)| *is_declared) {
        report.error(
            Code::AcceptanceOfRead,
            &format!("{here}/{key}"),
            format!("`{key}` has no meaning for an operation that reads"),
            "declare `contradicts` or `lacks`",
        );
    }
}

struct Success<'a> {
    api: &'a Api,
    output: &'a Type,
    root: String,
}

impl Success<'_> {
    fn leads(&self, path: &str, here: &str, report: &mut Report) {
        match paths::walk(self.api, self.output, path) {
            Ok(ty) => self.is_scalar(ty, path, here, report),
            Err(lost) => lost.report(&self.root, path, here, report),
        }
    }

    /// A path leads to a scalar, or to a member that no success has and that the document has elsewhere: what only a failure has
    /// may come with a status of success.
    fn may_lead(&self, path: &str, here: &str, report: &mut Report) {
        match paths::walk(self.api, self.output, path) {
            Ok(ty) => self.is_scalar(ty, path, here, report),
            Err(lost) if !self.is_elsewhere(path) => lost.report(&self.root, path, here, report),
            Err(_) => {}
        }
    }

    fn is_elsewhere(&self, path: &str) -> bool {
        path.split('.').all(|name| self.is_known(name))
    }

    fn is_known(&self, name: &str) -> bool {
        let mut types = self.api.types.values();
        types.any(|def| field_names(def).contains(&name))
    }

    /// A foreign member has a name that the document does not have, below names that it has.
    fn is_foreign(&self, path: &str, here: &str, report: &mut Report) {
        let (above, name) = match path.rsplit_once('.') {
            Some((above, name)) => (Some(above), name),
            None => (None, path),
        };
        if self.is_known(name) {
            report.error(
                Code::ForeignName,
                here,
                format!("`{name}` is a name of this document"),
                "declare it under `contradicts`",
            );
        }
        if let Some(above) = above.filter(|above| !self.is_elsewhere(above)) {
            report.error(
                Code::UnknownPath,
                here,
                format!("`{above}` is no name of this document"),
                "name a member of the response, or of an object in it",
            );
        }
    }

    fn is_scalar(&self, ty: &Type, path: &str, here: &str, report: &mut Report) {
        if !paths::is_scalar(self.api, ty) {
            report.error(
                Code::TargetType,
                here,
                format!("`{path}` is not a scalar"),
                "name a property that is a string or a number",
            );
        }
    }
}
