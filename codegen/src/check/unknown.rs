//! Names that nothing has.

use crate::diagnostic::{Code, Report, did_you_mean};

/// Reports a name that nothing has, with the nearest that something has.
pub(super) fn unknown<'a>(
    kind: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    at: &str,
    report: &mut Report,
) {
    let help = match did_you_mean(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a name that is in the document".to_owned(),
    };
    report.error(
        Code::UnknownName,
        at,
        format!("there is no `{name}` in {kind}"),
        help,
    );
}
