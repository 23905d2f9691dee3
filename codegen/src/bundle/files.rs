//! The files that a document refers to: opened when they are asked for, once each.

use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostic::Report;
use crate::document::{Address, Others, ROOT, Unreadable};
use crate::load;
use crate::openapi::resolver::{LONGEST_CHAIN, Link, Node, file_stem, near, node, reference};
use crate::text::Text;

/// How many files a document may be made of.
const MOST_FILES: usize = 10_000;

/// Why a reference cannot be followed.
#[derive(Debug)]
pub(super) enum Lost {
    /// It is an address, or a path from the root of a disk.
    Far,
    /// Its file cannot be read, for this reason.
    Unreadable { address: Address, why: Unreadable },
    /// Its file is no document.
    Broken(Address),
    /// The caller reads no other file.
    Unread(Address),
    /// There is nothing where it leads in its file.
    Nowhere(Address),
}

pub(super) struct Files<'a> {
    /// What stands before the path of a file when it is shown.
    folder: &'a str,
    others: &'a Others,
    files: Vec<File>,
    numbers: HashMap<String, usize>,
    /// What was found while files were read.
    reports: Vec<Report>,
}

struct File {
    /// The path from the folder of the document.
    path: String,
    content: Content,
}

enum Content {
    /// The document itself, which is not looked into here.
    Root,
    Read {
        tree: Value,
        text: Text,
    },
    /// It could be read, but is no document.
    Broken {
        text: Text,
    },
    Unreadable(Unreadable),
    /// The caller reads no other file.
    Unread,
}

impl<'a> Files<'a> {
    pub(super) fn new(document: &'a str, others: &'a Others) -> Self {
        let (folder, name) = match document.rfind(['/', '\\']) {
            Some(end) => document.split_at(end + 1),
            None => ("", document),
        };
        let root = File {
            path: name.to_owned(),
            content: Content::Root,
        };
        Self {
            folder,
            others,
            files: vec![root],
            numbers: HashMap::from([(name.to_owned(), ROOT)]),
            reports: Vec::new(),
        }
    }

    /// Where a reference in a file leads. Something is there, unless it is in the document itself.
    pub(super) fn address(&mut self, from: usize, target: &str) -> Result<Address, Lost> {
        let link = Link::new(target);
        let file = match link.file {
            None => from,
            Some(path) => self.number(from, &path)?,
        };
        let address = Address {
            file,
            pointer: link.pointer,
        };
        match &self.files[file].content {
            Content::Root => Ok(address),
            Content::Read { tree, .. } => match node(tree, &address.pointer) {
                Some(node) => Ok(Address {
                    file,
                    pointer: node.pointer,
                }),
                None => Err(Lost::Nowhere(address)),
            },
            Content::Broken { .. } => Err(Lost::Broken(address)),
            Content::Unread => Err(Lost::Unread(address)),
            Content::Unreadable(why) => Err(Lost::Unreadable {
                why: why.clone(),
                address,
            }),
        }
    }

    /// The number of a file, which is opened if it was not.
    fn number(&mut self, from: usize, path: &str) -> Result<usize, Lost> {
        let path = join(&self.files[from].path, path).ok_or(Lost::Far)?;
        let path = within(self.folder, &path);
        if let Some(number) = self.numbers.get(&path) {
            return Ok(*number);
        }
        let content = match self.others.read() {
            _ if self.files.len() >= MOST_FILES => {
                let why = format!("the document is made of more than {MOST_FILES} files");
                Content::Unreadable(Unreadable::from(why))
            }
            None => Content::Unread,
            Some(read) => match read(&path) {
                Err(why) => Content::Unreadable(why),
                Ok(text) => {
                    let mut own = Report::new(&format!("{}{path}", self.folder));
                    let tree = load::load(&text, &mut own).map(|loaded| loaded.tree);
                    self.reports.push(own);
                    match tree {
                        Some(tree) => Content::Read { tree, text },
                        None => Content::Broken { text },
                    }
                }
            },
        };
        let number = self.files.len();
        self.numbers.insert(path.clone(), number);
        self.files.push(File { path, content });
        Ok(number)
    }

    /// What stands somewhere outside the document.
    pub(super) fn node(&self, address: &Address) -> Option<Node<'_>> {
        match &self.files[address.file].content {
            Content::Read { tree, .. } => node(tree, &address.pointer),
            _ => None,
        }
    }

    pub(super) fn find(&self, address: &Address) -> Option<&Value> {
        self.node(address).map(|node| node.value)
    }

    /// What somebody may have meant who asked for something that is not there.
    pub(super) fn near(&self, address: &Address) -> Option<&str> {
        match &self.files[address.file].content {
            Content::Read { tree, .. } => near(tree, &address.pointer),
            _ => None,
        }
    }

    /// Where a chain of references ends that begins here; where it cannot be followed, its last link.
    pub(super) fn last_of_chain(&mut self, first: Address) -> Address {
        let mut address = first;
        for _ in 0..LONGEST_CHAIN {
            let target = self.find(&address).and_then(reference);
            let Some(target) = target.map(str::to_owned) else {
                break;
            };
            match self.address(address.file, &target) {
                Ok(next) => address = next,
                Err(_) => break,
            }
        }
        address
    }

    /// The name of a file without its folder and without what says that it is YAML or JSON.
    pub(super) fn stem(&self, file: usize) -> &str {
        let path = &self.files[file].path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = file_stem(name);
        if stem.is_empty() { "file" } else { stem }
    }

    /// Takes what was found while files were read.
    pub(super) fn take_reports(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.reports)
    }

    /// The path of a file from the folder of the document.
    pub(super) fn path(&self, file: usize) -> &str {
        &self.files[file].path
    }

    /// Each file but the document itself: its name as it is shown, and its text.
    pub(super) fn into_texts(self) -> Vec<(String, Text)> {
        let folder = self.folder;
        let files = self.files.into_iter().map(|file| {
            let text = match file.content {
                Content::Read { text, .. } | Content::Broken { text } => text,
                Content::Root | Content::Unreadable(_) | Content::Unread => Text::default(),
            };
            (format!("{folder}{}", file.path), text)
        });
        files.collect()
    }
}

/// The path that another one means in a file; none if it is not relative.
fn join(from: &str, path: &str) -> Option<String> {
    let is_address = path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'));
    if is_address || path.starts_with(['/', '\\']) || path.contains(char::is_control) {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|path| !path.is_empty())
}

/// A path that leads out of a folder and into it again, without the way there.
fn within(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder
        .split(['/', '\\'])
        .filter(|part| !part.is_empty())
        .collect();
    let parts: Vec<&str> = path.split('/').collect();
    let out = parts.iter().take_while(|part| **part == "..").count();
    let again = folder.len().checked_sub(out).map(|start| &folder[start..]);
    match again {
        Some(again) if parts[out..].starts_with(again) && !again.contains(&"..") => {
            parts[2 * out..].join("/")
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_from_the_file_that_holds_it() {
        let cases = [
            ("api.yaml", "common.yaml", Some("common.yaml")),
            ("api.yaml", "./common/a.yaml", Some("common/a.yaml")),
            ("common/a.yaml", "b.yaml", Some("common/b.yaml")),
            ("common/a.yaml", "../api.yaml", Some("api.yaml")),
            ("common/a.yaml", "../../x/y.yaml", Some("../x/y.yaml")),
            ("../x/y.yaml", "../../z.yaml", Some("../../z.yaml")),
            ("api.yaml", "/etc/hosts", None),
            ("api.yaml", "\\\\host\\a.yaml", None),
            ("api.yaml", "https://example.com/a.yaml", None),
            ("api.yaml", "C:/a.yaml", None),
            ("api.yaml", "a\0b", None),
            ("api.yaml", ".", None),
        ];
        for (from, path, expected) in cases {
            assert_eq!(join(from, path).as_deref(), expected, "{path} in {from}");
        }
    }

    #[test]
    fn a_way_out_of_the_folder_and_back_is_no_other_file() {
        let cases = [
            ("a/spec/", "../spec/api.yaml", "api.yaml"),
            ("a\\spec\\", "../../a/spec/x/api.yaml", "x/api.yaml"),
            ("spec/", "../common/api.yaml", "../common/api.yaml"),
            ("spec/", "../../spec/api.yaml", "../../spec/api.yaml"),
            ("../", "../../api.yaml", "../../api.yaml"),
            ("", "api.yaml", "api.yaml"),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(within(folder, path), expected, "{path} from {folder}");
        }
    }
}
