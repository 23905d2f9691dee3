//! One module for each of several documents.

use crate::account::Account;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::document::Input;
use crate::emit;
use crate::files::FileSet;
use crate::ir::Api;

/// An API, and what was noticed while it was read.
#[derive(Debug)]
pub struct Lowered {
    /// The API.
    pub api: Api,
    /// What was noticed in the document.
    pub diagnostics: Diagnostics,
    /// How much of the document is in the API.
    pub account: Account,
}

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

/// The files of all documents, if each could be read.
pub(crate) fn of_all<'i>(
    documents: impl Iterator<Item = (&'i Input, Result<Lowered, Diagnostics>)>,
) -> Result<Outcome, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut account = Vec::new();
    let mut read = Vec::new();
    let mut is_lost = false;
    for (input, lowered) in documents {
        match lowered {
            Ok(lowered) => {
                diagnostics.extend(lowered.diagnostics);
                account.push(lowered.account);
                read.push((input, lowered.api));
            }
            Err(problems) => {
                is_lost = true;
                diagnostics.extend(problems);
            }
        }
    }
    let twice = check::modules(&read);
    is_lost |= !twice.is_empty();
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
