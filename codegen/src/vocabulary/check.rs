//! Whether a key exists, may stand where it stands, and has a value of the right form.

use serde_json::Value;

use super::keys::{KEYS, PREFIX, extension_keys};
use crate::diagnostic::{Code, Report, did_you_mean};
use crate::ground::pointer::Path;
use crate::ground::text::joined;
use crate::openapi::Object;

/// Reports a key of ours that does not exist, stands in the wrong place or has the wrong form.
pub(crate) fn check_key(
    place: Object,
    key: &str,
    value: &Value,
    at: &Path<'_>,
    report: &mut Report,
) {
    if !key.starts_with(PREFIX) {
        // A slip in the prefix would silently undo what the key says: that a name must not be printed, for one.
        let near = |ours: &str| strsim::damerau_levenshtein(key, ours) <= SLIPS;
        if resembles_ours(key) && extension_keys().any(near) {
            unknown(key, at, report);
        }
        return;
    }
    let Some((_, places, form)) = KEYS.iter().find(|(name, ..)| *name == key) else {
        return unknown(key, at, report);
    };
    if !places.contains(&place) {
        misplaced(key, places, at, report);
    } else if let Err(problem) = form(value) {
        report.error(
            Code::ExtensionForm,
            at,
            format!("`{key}` is malformed: {problem}"),
            "write it as spec/README.md documents it",
        );
    }
}

/// How many slips still make a key one of ours.
const SLIPS: usize = 2;

/// Whether a key can be one of ours with slips in it: most of the letters of the prefix are there, hardly moved. A cheap look
/// first, since some documents have keys of their own in every schema.
fn resembles_ours(key: &str) -> bool {
    let letters = "malipo".chars();
    let beginning = || key.chars().take(PREFIX.len() + SLIPS);
    let there = letters.filter(|letter| beginning().any(|other| other == *letter));
    there.count() >= "malipo".len() - SLIPS
}

/// Reports a key of ours where no key of ours may stand.
pub(crate) fn check_stray(key: &str, at: &Path<'_>, report: &mut Report) {
    if !key.starts_with(PREFIX) {
        return;
    }
    match KEYS.iter().find(|(name, ..)| *name == key) {
        Some((_, places, _)) => misplaced(key, places, at, report),
        None => unknown(key, at, report),
    }
}

fn misplaced(key: &str, places: &[Object], at: &Path<'_>, report: &mut Report) {
    let places: Vec<String> = places.iter().map(|place| place.name().to_owned()).collect();
    report.error(
        Code::MisplacedExtension,
        at,
        format!("`{key}` has no meaning here"),
        format!("write it in {}", joined(&places, "or")),
    );
}

fn unknown(key: &str, at: &Path<'_>, report: &mut Report) {
    let help = match did_you_mean(key, extension_keys()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a key that spec/README.md lists".to_owned(),
    };
    report.error(
        Code::UnknownExtension,
        at,
        format!("there is no key `{key}`"),
        help,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_another_tool_is_nobodys_business() {
        let mut report = Report::new("test");
        check_key(
            Object::Root,
            "x-internal",
            &Value::Bool(true),
            &Path::Root.member("x-internal"),
            &mut report,
        );
        assert!(!report.has_errors());
    }
}
