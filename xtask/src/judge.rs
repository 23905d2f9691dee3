//! A judge that shares no code with the generator compares what generated clients send and return with their documents.
//!
//! `malipo-judge` reads the documents, makes the values and compares. This module generates the crates, compiles a program for each that
//! calls its operations, and sums up. A difference in an operation that the account calls whole is a finding. In a partial
//! operation, the account explains it.

mod calls;
mod judging;
mod select;
mod verdicts;

use std::io;
use std::path::Path;

use malipo_codegen::ir::Api;
use malipo_codegen::{Lowered, Presence, Reason, lower};
use malipo_corpus_runner::Document;
use malipo_workspace::input;

pub use judging::judge;
pub use select::{Selected, Selection, select};
pub use verdicts::{Difference, Verdicts};

/// A document, read by the judge and by the generator.
#[derive(Debug)]
pub struct Subject {
    /// Its path below the directory.
    pub file: String,
    /// The name of its crate.
    pub name: String,
    /// As the judge reads it.
    pub document: malipo_judge::Document,
    /// As the generator reads it: where things are in the generated crate.
    api: Api,
    /// What the account says of each operation: method, path, and what it lacks.
    account: Vec<(String, String, Option<Vec<String>>)>,
}

impl Subject {
    /// Reads a document; `None` if the generator or the judge cannot.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(document: &Document, directory: &Path, name: &str) -> io::Result<Option<Self>> {
        let input = input::read(
            &directory.join(&document.file),
            &document.file,
            &[directory.to_owned()],
        )?;
        let Ok(Lowered { api, account, .. }) = lower(&input) else {
            return Ok(None);
        };
        let Ok(read) = malipo_judge::Document::read_file(&directory.join(&document.file)) else {
            return Ok(None);
        };
        let account = account.operations.into_iter().map(|operation| {
            let lacks = match operation.presence {
                Presence::Whole => Some(Vec::new()),
                Presence::Partial(reasons) => Some(reasons.iter().map(lack).collect()),
                Presence::LeftOut(_) => None,
            };
            (operation.method, operation.path, lacks)
        });
        Ok(Some(Self {
            file: document.file.clone(),
            name: name.to_owned(),
            document: read,
            api,
            account: account.collect(),
        }))
    }

    /// What an operation lacks by the account; `None` if it is left out.
    fn lacks(&self, method: &str, path: &str) -> Option<&[String]> {
        self.account
            .iter()
            .find(|(own, own_path, _)| own == method && own_path == path)
            .and_then(|(_, _, lacks)| lacks.as_deref())
    }
}

fn lack(reason: &Reason) -> String {
    let code = reason
        .code
        .map_or_else(String::new, |code| format!("{code}: "));
    format!("{code}{}", reason.words)
}
