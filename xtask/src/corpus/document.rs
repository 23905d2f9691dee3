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
    /// What it is good for.
    pub role: Role,
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

/// The documents of a directory, by name: those of its `INDEX.tsv`, else every file that ends in `.yaml`, `.yml` or `.json`.
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
            Ok(Document { file, role })
        })
        .collect()
}

fn below(directory: &Path, prefix: &str, found: &mut Vec<Document>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        let file = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            below(&path, &format!("{file}/"), found)?;
        } else if [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            found.push(Document {
                file,
                role: Role::Root,
            });
        }
    }
    Ok(())
}
