//! One module for each of several documents.

use crate::account::Account;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::document::Input;
use crate::emit;
use crate::files::FileSet;
use crate::lower_here;

/// Files, and what was noticed while they were made.
#[derive(Debug)]
pub struct Outcome {
    /// The files.
    pub files: FileSet,
    /// What was noticed in the documents.
    pub diagnostics: Diagnostics,
    /// How much of each document is in the files, in the order of the inputs.
    pub account: Vec<Account>,
}

/// [`generate`](crate::generate), on the stack of its caller.
pub(crate) fn generate(inputs: &[Input]) -> Result<Outcome, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut account = Vec::new();
    let mut read = Vec::new();
    for input in inputs {
        match lower_here(input) {
            Ok(lowered) => {
                diagnostics.extend(lowered.diagnostics);
                account.push(lowered.account);
                read.push((input, lowered.api));
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    let twice = check::modules(&read);
    let is_lost = read.len() < inputs.len() || !twice.is_empty();
    diagnostics.extend(twice);
    if is_lost {
        return Err(diagnostics);
    }
    let mut files = FileSet::default();
    for (input, api) in read {
        emit::emit(&api, input, &mut files);
    }
    Ok(Outcome {
        files,
        diagnostics,
        account,
    })
}
