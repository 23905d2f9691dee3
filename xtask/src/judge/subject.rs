//! A document of the judge, as both sides read it.

use std::io;
use std::path::Path;

use malipo_codegen::ir::Api;
use malipo_codegen::{Lowered, Presence, Reason, lower};
use malipo_corpus_runner::Document;
use malipo_workspace::input;

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
    pub(super) api: Api,
    /// What the account says of each operation: method, path, and what it lacks.
    pub(super) account: Vec<(String, String, Option<Vec<String>>)>,
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
    pub(super) fn lacks(&self, method: &str, path: &str) -> Option<&[String]> {
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
