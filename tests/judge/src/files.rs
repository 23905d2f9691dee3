//! A document in several files, as one tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value};

use crate::document::tree;

/// Where the trees of the other files are, in the order in which they were met.
const FILES: &str = "x-judge-files";

/// More files than this belong to no document that is judged.
const MOST: usize = 200;

/// Reads a document, and the files that it refers to. A reference to a file that cannot be read has no target.
pub(crate) fn bundle(file: &Path) -> Result<Value, String> {
    let read = |file: &Path| {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        tree(&text)
    };
    let mut root = read(file)?;
    let mut files = Files {
        numbers: BTreeMap::from([(plain(file), 0)]),
        open: Vec::new(),
    };
    files.rewrite(&mut root, &plain(file));
    let mut others: BTreeMap<usize, Value> = BTreeMap::new();
    while let Some((file, number)) = files.open.pop() {
        let mut tree = read(&file).unwrap_or(Value::Null);
        files.rewrite(&mut tree, &file);
        others.insert(number, tree);
    }
    if let (Value::Object(members), false) = (&mut root, others.is_empty()) {
        // The root is not among them.
        let others = std::iter::once(Value::Null).chain(others.into_values());
        members.insert(FILES.to_owned(), Value::Array(others.collect()));
    }
    Ok(root)
}

struct Files {
    numbers: BTreeMap<PathBuf, usize>,
    open: Vec<(PathBuf, usize)>,
}

impl Files {
    fn rewrite(&mut self, value: &mut Value, file: &Path) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(target)) = members.get_mut("$ref") {
                    self.lead(target, file);
                }
                if let Some(mapping) = mapping(members) {
                    for target in mapping.values_mut() {
                        if let Value::String(target) = target
                            && (target.contains('#') || target.contains('/'))
                        {
                            self.lead(target, file);
                        }
                    }
                }
                for (name, value) in members {
                    // Values are no references.
                    if !matches!(name.as_str(), "example" | "default" | "enum") {
                        self.rewrite(value, file);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.rewrite(item, file)),
            _ => {}
        }
    }

    /// Makes a reference one that leads within the one tree.
    fn lead(&mut self, target: &mut String, from: &Path) {
        let (path, pointer) = target.split_once('#').unwrap_or((target.as_str(), ""));
        if path.contains("://") {
            return;
        }
        let file = match path {
            "" => from.to_owned(),
            path => plain(&from.parent().unwrap_or(Path::new("")).join(path)),
        };
        let next = self.numbers.len();
        let number = match self.numbers.get(&file) {
            Some(number) => *number,
            None if next > MOST => return,
            None => {
                self.numbers.insert(file.clone(), next);
                self.open.push((file, next));
                next
            }
        };
        *target = match number {
            0 => format!("#{pointer}"),
            number => format!("#/{FILES}/{number}{pointer}"),
        };
    }
}

fn mapping(members: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    members
        .get_mut("discriminator")?
        .get_mut("mapping")?
        .as_object_mut()
}

/// A path without `.` and `..`, as far as its text says.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn references_to_other_files_lead_within_one_tree() {
        let directory = std::env::temp_dir().join(format!("malipo-judge-{}", std::process::id()));
        fs::create_dir_all(directory.join("parts")).unwrap();
        let write = |name: &str, text: &str| fs::write(directory.join(name), text).unwrap();
        write(
            "root.yaml",
            "{ openapi: 3.0.3, paths: { /a: { $ref: './parts/path.yaml' }, /b: { get: { parameters: [ { $ref: 'parts/gone.yaml#/p' } ], responses: {} } } }, \
             components: { schemas: { Here: { enum: [here] } } } }",
        );
        write(
            "parts/path.yaml",
            "{ get: { parameters: [ { $ref: '#/x-one' } ], responses: { '200': { description: d, content: { application/json: { schema: { $ref: '../root.yaml#/components/schemas/Here' } } } } } }, \
             x-one: { name: one, in: query, schema: { type: string } } }",
        );
        let document = Document::read_file(&directory.join("root.yaml")).unwrap();
        let operations = document.operations();
        assert_eq!(operations.len(), 1);
        assert_eq!(operations[0].parameters[0].name, "one");
        let schema = operations[0].successes[0].bodies[0].schema.unwrap();
        assert_eq!(document.resolve(schema).unwrap()["enum"][0], "here");
        // A reference without a target is counted.
        let skipped = document.skipped();
        assert_eq!(skipped.len(), 1);
        assert_eq!((skipped[0].0.as_str(), skipped[0].1), ("GET", "/b"));
        fs::remove_dir_all(directory).unwrap();
    }
}
