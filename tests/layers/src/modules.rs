//! What a module means when it names something.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{Names, paths, uses};
use crate::source::Source;

/// How the name of an exported macro begins, which is re-exported under another.
const MACRO: &str = "__malipo_";

/// How many re-exports are followed before a name counts as that of the file reached.
const MOST_STEPS: usize = 16;

/// The modules of a crate, and what each of them imports by name.
pub(crate) struct Modules {
    pub(crate) files: BTreeMap<Names, String>,
    /// What a module imports under which name.
    named: BTreeMap<Names, BTreeMap<String, Names>>,
    /// Whose names a module imports.
    globs: BTreeMap<Names, Vec<Names>>,
}

impl Modules {
    /// The modules of these sources.
    pub(crate) fn new(sources: &[Source]) -> Self {
        let mut modules = Modules {
            files: BTreeMap::new(),
            named: BTreeMap::new(),
            globs: BTreeMap::new(),
        };
        for source in sources {
            // The root of a library stands before that of a program beside it.
            let file = modules.files.entry(source.module());
            file.or_insert_with(|| source.path.clone());
        }
        for source in sources {
            let module = source.module();
            for (path, name) in uses(&source.names()) {
                let Some(path) = modules.absolute(&module, &path) else {
                    continue;
                };
                match path.last().map(String::as_str) {
                    Some("*") => {
                        let of = path.split_last().map(|(_, of)| of.to_vec());
                        modules.globs.entry(module.clone()).or_default().extend(of);
                    }
                    _ => {
                        let named = modules.named.entry(module.clone()).or_default();
                        named.insert(name, path);
                    }
                }
            }
        }
        modules
    }

    /// A path that a module writes, from the root of the crate; none if it leads out of the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Names> {
        let mut base = module.to_vec();
        let mut rest = path;
        match path.first().map(String::as_str)? {
            "crate" => {
                base.clear();
                rest = path.get(1..)?;
            }
            "self" | "super" => {
                while let Some(step @ ("self" | "super")) = rest.first().map(String::as_str) {
                    if step == "super" {
                        base.pop()?;
                    }
                    rest = rest.get(1..)?;
                }
            }
            child => {
                let below: Names = base.iter().cloned().chain([child.to_owned()]).collect();
                self.files.get(&below)?;
            }
        }
        base.extend(rest.iter().filter(|name| *name != "self").cloned());
        Some(base)
    }

    /// The file that defines a name; none of an exported macro, which stands at the root wherever it is written.
    fn file(&self, path: Names) -> Option<&str> {
        let mut path = path;
        for _ in 0..MOST_STEPS {
            if matches!(path.as_slice(), [name] if name.starts_with(MACRO)) {
                return None;
            }
            let length = (0..=path.len()).rev().find(|length| {
                path.get(..*length)
                    .is_some_and(|of| self.files.contains_key(of))
            })?;
            let (module, rest) = path.split_at(length);
            let Some((name, rest)) = rest.split_first() else {
                return self.files.get(module).map(String::as_str);
            };
            match self.import(module, name) {
                Some(to) if to != path => path = to.into_iter().chain(rest.to_vec()).collect(),
                _ => return self.files.get(module).map(String::as_str),
            }
        }
        None
    }

    /// What a module imports under this name.
    fn import(&self, module: &[String], name: &str) -> Option<Names> {
        if let Some(path) = self.named.get(module).and_then(|named| named.get(name)) {
            return Some(path.clone());
        }
        let globs = self.globs.get(module).into_iter().flatten();
        globs
            .filter(|of| {
                self.named
                    .get(*of)
                    .is_some_and(|named| named.contains_key(name))
            })
            .map(|of| of.iter().cloned().chain([name.to_owned()]).collect())
            .next()
    }

    /// The files that a file names.
    pub(crate) fn imported(&self, source: &Source) -> BTreeSet<String> {
        let module = source.module();
        let mut found: BTreeSet<String> = paths(&source.names())
            .iter()
            .filter_map(|path| self.absolute(&module, path))
            .filter_map(|path| self.file(path))
            .map(str::to_owned)
            .collect();
        found.remove(&source.path);
        found
    }
}
