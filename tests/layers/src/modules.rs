//! What a module means when it names something.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{Names, Use, defined, paths, uses, words};
use crate::source::Source;

/// How the name of an exported macro begins, which is re-exported under another.
const MACRO: &str = "__malipo_";

/// How many re-exports are followed before a name counts as that of the file reached.
const MOST_STEPS: usize = 16;

/// Something that a module imports.
struct Import {
    path: Names,
    /// Whether others can name it through this module.
    is_public: bool,
}

/// The modules of a crate, and what each of them imports by name.
pub(crate) struct Modules {
    pub(crate) files: BTreeMap<Names, String>,
    /// What a module imports under which name.
    named: BTreeMap<Names, BTreeMap<String, Import>>,
    /// Whose names a module imports.
    globs: BTreeMap<Names, Vec<Import>>,
    /// What a module defines for others.
    defined: BTreeMap<Names, BTreeSet<String>>,
}

impl Modules {
    /// The modules of these sources.
    pub(crate) fn new(sources: &[Source]) -> Self {
        let mut modules = Modules {
            files: BTreeMap::new(),
            named: BTreeMap::new(),
            globs: BTreeMap::new(),
            defined: BTreeMap::new(),
        };
        for source in sources {
            // The root of a library stands before that of a program beside it.
            let file = modules.files.entry(source.module());
            file.or_insert_with(|| source.path.clone());
        }
        for source in sources {
            let module = source.module();
            let names = source.names();
            let items = modules.defined.entry(module.clone()).or_default();
            items.extend(defined(&names));
            for Use {
                path,
                name,
                is_public,
            } in uses(&names).0
            {
                let Some(mut path) = modules.absolute(&module, &path) else {
                    continue;
                };
                if path.pop_if(|last| last == "*").is_some() {
                    let globs = modules.globs.entry(module.clone()).or_default();
                    globs.push(Import { path, is_public });
                } else {
                    let named = modules.named.entry(module.clone()).or_default();
                    named.insert(name, Import { path, is_public });
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

    /// What a module imports under this name; none of what it defines itself.
    fn import(&self, module: &[String], name: &str) -> Option<Names> {
        if self.defines(module, name) {
            return None;
        }
        if let Some(import) = self.named.get(module).and_then(|named| named.get(name)) {
            return Some(import.path.clone());
        }
        let globs = self.globs.get(module).into_iter().flatten();
        globs
            .map(|glob| &glob.path)
            .find(|of| self.gives(of, name, module))
            .map(|of| of.iter().cloned().chain([name.to_owned()]).collect())
    }

    fn defines(&self, module: &[String], name: &str) -> bool {
        let defined = self.defined.get(module);
        defined.is_some_and(|defined| defined.contains(name))
    }

    /// Whether a glob import of a module gives another one this name.
    fn gives(&self, of: &[String], name: &str, to: &[String]) -> bool {
        let named = self.named.get(of).and_then(|named| named.get(name));
        self.defines(of, name) || named.is_some_and(|import| import.is_public || to.starts_with(of))
    }

    /// The files that a file names.
    pub(crate) fn imported(&self, source: &Source) -> BTreeSet<String> {
        let module = source.module();
        let (uses, rest) = uses(&source.names());
        let own = uses.into_iter().filter(|import| !import.is_public);
        let own = own.filter_map(|import| self.absolute(&module, &import.path));
        let inline = paths(&rest).into_iter();
        let inline = inline.filter_map(|path| self.absolute(&module, &path));
        // What is re-exported, and what a glob gives, is imported where it is used.
        let words = words(&rest).filter(|word| self.import(&module, word).is_some());
        let words = words.map(|word| module.iter().cloned().chain([word.to_owned()]).collect());
        let mut found: BTreeSet<String> = own
            .chain(inline)
            .chain(words)
            .filter_map(|path| self.file(path))
            .map(str::to_owned)
            .collect();
        found.remove(&source.path);
        found
    }
}
