//! Which file of a crate imports which, read from its sources.
//!
//! A name is followed through `use` to the file that defines it, so that a re-export hides nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// How the name of an exported macro begins, which is re-exported under another.
const MACRO: &str = "__malipo_";

/// How many re-exports are followed before a name counts as that of the file reached.
const MOST_STEPS: usize = 16;

/// The files of a crate, and what each imports.
#[derive(Debug)]
pub struct Imports {
    files: BTreeMap<String, BTreeSet<String>>,
}

/// A path of a `use`, as names; a glob ends with `*`.
type Names = Vec<String>;

/// A file of a crate.
struct Source {
    /// Below the folder of the sources: `wire/amount.rs`.
    path: String,
    /// Without tests and comments.
    text: String,
}

impl Source {
    /// The names of the modules on the way to it.
    fn module(&self) -> Names {
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        match path {
            "lib" | "main" => Vec::new(),
            path => path.split('/').map(str::to_owned).collect(),
        }
    }
}

/// The modules of a crate, and what each of them imports by name.
struct Modules {
    files: BTreeMap<Names, String>,
    /// What a module imports under which name.
    named: BTreeMap<Names, BTreeMap<String, Names>>,
    /// Whose names a module imports.
    globs: BTreeMap<Names, Vec<Names>>,
}

impl Imports {
    /// Reads the sources of a crate. Files and folders called `tests` do not count.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn read(root: &Path) -> io::Result<Self> {
        let sources = sources(root)?;
        let mut modules = Modules {
            files: BTreeMap::new(),
            named: BTreeMap::new(),
            globs: BTreeMap::new(),
        };
        for source in &sources {
            modules.files.insert(source.module(), source.path.clone());
        }
        for source in &sources {
            let module = source.module();
            for (path, name) in uses(&source.text) {
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
        let files = { sources.iter() }
            .map(|source| (source.path.clone(), modules.imported(source)))
            .collect();
        Ok(Self { files })
    }

    /// Each file with the files that it imports.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.files.iter().map(|(file, to)| (file.as_str(), to))
    }

    /// The files that import themselves through others. A module hands its state to its children, which import it from there:
    /// that is one module, and no cycle.
    #[must_use]
    pub fn in_cycles(&self) -> BTreeSet<&str> {
        let next = |from: &str| {
            let is_ancestor = |path: &str| {
                let folder = format!("{}/", path.trim_end_matches(".rs"));
                from.starts_with(&folder) || matches!(path, "lib.rs" | "main.rs")
            };
            let to = self.files.get(from).into_iter().flatten();
            to.map(String::as_str)
                .filter(|to| !is_ancestor(to))
                .collect::<Vec<&str>>()
        };
        let is_in_a_cycle = |file: &&str| {
            let mut seen = BTreeSet::new();
            let mut open = next(file);
            while let Some(other) = open.pop() {
                if seen.insert(other) {
                    open.extend(next(other));
                }
            }
            seen.contains(file)
        };
        self.files
            .keys()
            .map(String::as_str)
            .filter(is_in_a_cycle)
            .collect()
    }
}

impl Modules {
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
    fn imported(&self, source: &Source) -> BTreeSet<String> {
        let module = source.module();
        let mut found: BTreeSet<String> = paths(&source.text)
            .iter()
            .filter_map(|path| self.absolute(&module, path))
            .filter_map(|path| self.file(path))
            .map(str::to_owned)
            .collect();
        found.remove(&source.path);
        found
    }
}

fn sources(root: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_of_tests = path.file_stem().is_some_and(|name| name == "tests");
            if is_of_tests {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap_or(&path);
                found.push(Source {
                    path: name.to_string_lossy().replace('\\', "/"),
                    text: code(&fs::read_to_string(&path)?),
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// A text without its comments and without the tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// What the `use` lines of a text import, each with the name that it has then.
fn uses(text: &str) -> Vec<(Names, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let is_word = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(char::is_whitespace);
        if is_word && let Some(rest) = text.get(at + "use ".len()..) {
            tree(rest, &[], &mut found);
        }
    }
    found
}

/// The paths that a text names, groups in braces written out. What a macro names from `$crate` is named where it is used.
fn paths(text: &str) -> Vec<Names> {
    let mut found = Vec::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let is_start = end > 0 && !matches!(before, Some(':' | '.' | '$'));
        if is_start && rest.get(end..).is_some_and(|rest| rest.starts_with("::")) {
            tree(rest, &[], &mut found);
        }
        let step = if end > 0 { end } else { first.len_utf8() };
        before = rest
            .get(..step)
            .and_then(|passed| passed.chars().next_back());
        rest = rest.get(step..).unwrap_or_default();
    }
    found.into_iter().map(|(path, _)| path).collect()
}

/// Reads a path or a group of paths, and gives what stands behind it.
fn tree<'t>(text: &'t str, before: &[String], found: &mut Vec<(Names, String)>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut group) = text.strip_prefix('{') {
        loop {
            group = tree(group, before, found).trim_start();
            match group.strip_prefix(',') {
                Some(rest) if !rest.trim_start().starts_with('}') => group = rest,
                Some(rest) => return rest.trim_start().strip_prefix('}').unwrap_or(rest),
                None => return group.strip_prefix('}').unwrap_or(group),
            }
        }
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '*';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path: Names = before.iter().cloned().chain([name.to_owned()]).collect();
    if let Some(below) = rest.strip_prefix("::")
        && !below.starts_with('<')
    {
        return tree(below, &path, found);
    }
    let (rest, alias) = match rest.trim_start().strip_prefix("as ") {
        None => (rest, None),
        Some(alias) => {
            let alias = alias.trim_start();
            let end = alias.find(|c| !is_name(c)).unwrap_or(alias.len());
            let (alias, rest) = alias.split_at(end);
            (rest, Some(alias.to_owned()))
        }
    };
    let last = path.iter().rev().find(|name| *name != "self").cloned();
    found.push((path, alias.or(last).unwrap_or_default()));
    rest
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Imports {
        let folder = std::env::temp_dir().join(format!(
            "malipo-layers-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let imports = Imports::read(&folder);
        fs::remove_dir_all(folder).unwrap();
        imports.unwrap()
    }

    fn of<'i>(imports: &'i Imports, file: &str) -> Vec<&'i str> {
        let found = imports.iter().find(|(path, _)| *path == file);
        found.unwrap().1.iter().map(String::as_str).collect()
    }

    #[test]
    fn a_name_is_followed_through_re_exports_to_its_file() {
        let imports = read(&[
            ("lib.rs", "mod a;\nmod b;\npub use a::*;\npub mod rt;\n"),
            ("rt.rs", "pub use crate::a::{One, Two as Second};\n"),
            (
                "a.rs",
                "mod one;\nmod two;\npub use one::One;\npub use two::Two;\n",
            ),
            ("a/one.rs", "pub struct One;\n"),
            ("a/two.rs", "use super::One;\npub struct Two(One);\n"),
            ("b.rs", "mod c;\nuse crate::One;\n"),
            (
                "b/c.rs",
                "fn f() { drop(crate::rt::Second); drop($crate::One); }\n// crate::rt::One\n",
            ),
        ]);
        assert_eq!(of(&imports, "a/two.rs"), ["a/one.rs"]);
        assert_eq!(of(&imports, "b.rs"), ["a/one.rs"]);
        assert_eq!(of(&imports, "b/c.rs"), ["a/two.rs"]);
        assert_eq!(imports.in_cycles().len(), 0);
    }

    #[test]
    fn a_cycle_through_a_re_export_is_found_and_a_child_may_import_its_parent() {
        let imports = read(&[
            ("lib.rs", "mod a;\n"),
            (
                "a.rs",
                "mod one;\nmod two;\npub use one::One;\npub use two::Two;\npub struct State;\n",
            ),
            (
                "a/one.rs",
                "use super::{State, Two};\npub struct One(Two);\n",
            ),
            (
                "a/two.rs",
                "use crate::a::One;\npub struct Two(Box<One>);\n",
            ),
        ]);
        assert_eq!(
            imports.in_cycles().into_iter().collect::<Vec<_>>(),
            ["a/one.rs", "a/two.rs"]
        );
    }
}
