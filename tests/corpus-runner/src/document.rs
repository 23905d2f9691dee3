//! Which documents there are, and what each is good for.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The list of a corpus: tab-separated, with the columns `file` and `role` at least.
const INDEX: &str = "INDEX.tsv";

/// One document of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Its path below the directory, with `/` between parts.
    pub file: String,
    /// What it is good for, if a list says so.
    pub role: Option<Role>,
}

impl Document {
    /// A document by its path below the directory, and what it is good for, if that is known.
    #[must_use]
    pub const fn new(file: String, role: Option<Role>) -> Self {
        Self { file, role }
    }

    /// Whether it stands for itself, as far as that can be known before it is read.
    #[must_use]
    pub fn may_be_root(&self) -> bool {
        self.role.is_none_or(|role| role == Role::Root)
    }

    /// What it is good for, once it is known whether it is an OpenAPI document: what is none is a part of another.
    pub(super) fn role(&self, is_openapi: bool) -> Role {
        self.role.unwrap_or(match is_openapi {
            true => Role::Root,
            false => Role::Referenced,
        })
    }
}

/// What a document is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// It stands for itself.
    Root,
    /// It is wrong on purpose.
    Negative,
    /// Others refer to it.
    Referenced,
}

/// The documents of a directory, by name: those of its `INDEX.tsv`, else every file that ends in `.yaml`, `.yml` or `.json`;
/// directories that are links are passed by.
///
/// # Errors
///
/// If the directory or its index cannot be read, or has nothing in it.
pub fn list(directory: &Path) -> io::Result<Vec<Document>> {
    let index = directory.join(INDEX);
    let mut documents = if index.is_file() {
        indexed(&fs::read_to_string(index)?)?
    } else {
        let mut found = Vec::new();
        below(directory, "", &mut found)?;
        found
    };
    if documents.is_empty() {
        return Err(io::Error::other(
            "it holds no .yaml, .yml or .json file and no INDEX.tsv",
        ));
    }
    documents.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(documents)
}

fn indexed(index: &str) -> io::Result<Vec<Document>> {
    let mut lines = index.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|column| *column == name)
            .ok_or_else(|| io::Error::other(format!("{INDEX} has no column `{name}`")))
    };
    let (file, role) = (column("file")?, column("role")?);
    lines
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let role = match cells.get(role).copied() {
                Some("root") => Role::Root,
                Some("negative") => Role::Negative,
                Some("referenced") => Role::Referenced,
                _ => {
                    return Err(io::Error::other(format!(
                        "line {} of {INDEX} has no role: root, negative or referenced",
                        number + 2
                    )));
                }
            };
            let file = cells.get(file).copied().unwrap_or_default().to_owned();
            Ok(Document::new(file, Some(role)))
        })
        .collect()
}

fn below(directory: &Path, prefix: &str, found: &mut Vec<Document>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        let file = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let is_link = entry.file_type()?.is_symlink();
        if path.is_dir() {
            // A link may lead in a circle.
            if !is_link {
                below(&path, &format!("{file}/"), found)?;
            }
        } else if [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            found.push(Document::new(file, None));
        }
    }
    Ok(())
}
