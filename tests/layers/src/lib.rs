//! Which file of a crate imports which, read from its sources, for the tests that hold the layers of a crate.
//!
//! A name is followed through `use` to the file that defines it, so that a re-export hides nothing. A `mod` line is no import, and
//! neither is a re-export: whoever uses the name imports the file that defines it, be it the file with the re-export itself.

mod modules;
mod paths;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use modules::Modules;

pub use source::{Source, sources};

/// A layer of a crate: its name, and the modules of the root that are in it.
pub type Layer<'a> = (&'a str, &'a [&'a str]);

/// The files of a crate, and what each imports.
#[derive(Debug)]
pub struct Imports {
    files: BTreeMap<String, BTreeSet<String>>,
}

/// The module of the root that a file belongs to: `wire` for `wire/amount.rs`.
#[must_use]
pub fn top(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

impl Imports {
    /// Reads the sources of a crate. Files and folders called `tests` do not count.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn read(root: &Path) -> io::Result<Self> {
        let sources = sources(root)?;
        let modules = Modules::new(&sources);
        let files = { sources.iter() }
            .map(|source| (source.path.clone(), modules.imported(source)))
            .collect();
        Ok(Self { files })
    }

    /// Each file with the files that it imports.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.files.iter().map(|(file, to)| (file.as_str(), to))
    }

    /// The imports from a higher layer, each as a sentence.
    ///
    /// # Errors
    ///
    /// A file whose module is in no layer, and a module of a layer that has no file.
    pub fn upward(&self, layers: &[Layer<'_>]) -> Result<Vec<String>, String> {
        for (name, modules) in layers {
            for module in *modules {
                if !self.files.keys().any(|file| top(file) == *module) {
                    return Err(format!("`{module}` of the layer `{name}` has no file"));
                }
            }
        }
        let layer = |file: &str| {
            let mut all = layers.iter();
            let found = all.position(|(_, modules)| modules.contains(&top(file)));
            found.ok_or_else(|| format!("`{file}` is in no layer: add its module to one"))
        };
        let mut found = Vec::new();
        for (from, all) in self.iter() {
            let own = layer(from)?;
            for to in all {
                if layer(to)? > own {
                    found.push(format!("{from} imports {to}"));
                }
            }
        }
        Ok(found)
    }

    /// The files that import themselves through others: a module and its children count as files like others.
    #[must_use]
    pub fn in_cycles(&self) -> BTreeSet<&str> {
        self.cycles_without(|_, _| false)
    }

    /// The same, where a module may hand its state to its children, which import it from there.
    #[must_use]
    pub fn in_cycles_of_siblings(&self) -> BTreeSet<&str> {
        self.cycles_without(|from, to| {
            let folder = format!("{}/", to.trim_end_matches(".rs"));
            from.starts_with(&folder) || matches!(to, "lib.rs" | "main.rs")
        })
    }

    fn cycles_without(&self, does_not_count: impl Fn(&str, &str) -> bool) -> BTreeSet<&str> {
        let next = |from: &str| {
            let to = self.files.get(from).into_iter().flatten();
            to.map(String::as_str)
                .filter(|to| !does_not_count(from, to))
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs;

    use super::*;

    fn read(files: &[(&str, &str)]) -> Imports {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Imports::read(folder.path()).unwrap()
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
    fn what_strings_hold_names_nothing() {
        let imports = read(&[
            ("lib.rs", "mod a;\nmod b;\nmod c;\n"),
            (
                "a.rs",
                r##"fn f<'a>() { ("crate::b::B", r#""crate::b::B"#, '"', "\"crate::b::B", '\'', crate::c::C, "") }"##,
            ),
            ("b.rs", "pub struct B;\n"),
            ("c.rs", "pub struct C;\n"),
        ]);
        assert_eq!(of(&imports, "a.rs"), ["c.rs"]);
    }

    #[test]
    fn a_cycle_through_a_re_export_is_found_and_a_re_export_is_no_import() {
        let imports = read(&[
            ("lib.rs", "mod a;\n"),
            (
                "a.rs",
                "mod one;\nmod two;\npub use one::One;\npub use two::*;\npub struct State;\n",
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
        assert_eq!(of(&imports, "a.rs"), Vec::<&str>::new());
        assert_eq!(
            imports.in_cycles().into_iter().collect::<Vec<_>>(),
            ["a/one.rs", "a/two.rs"]
        );
    }

    #[test]
    fn a_parent_that_uses_its_child_is_in_a_cycle_if_the_child_uses_it() {
        for uses in [
            "mod b;\npub struct A(b::B);\n",
            "mod b;\npub use b::B;\npub struct A(B);\n",
            "mod b;\npub use b::*;\npub struct A(B);\n",
        ] {
            let imports = read(&[
                ("a.rs", uses),
                ("a/b.rs", "use super::A;\npub struct B(Box<A>);\n"),
                ("lib.rs", "mod a;\n"),
            ]);
            let found: Vec<&str> = imports.in_cycles().into_iter().collect();
            assert_eq!(found, ["a.rs", "a/b.rs"], "{uses}");
            assert_eq!(imports.in_cycles_of_siblings().len(), 0, "{uses}");
        }
    }

    #[test]
    fn what_a_template_holds_and_how_far_something_is_visible_names_nothing() {
        let imports = read(&[
            (
                "a.rs",
                "pub(in crate::b) fn f() {\n    rust! { use super::b; fn g() { [\"]\"] } }\n}\n",
            ),
            ("b.rs", "use crate::a::f;\n"),
            ("lib.rs", "mod a;\nmod b;\n"),
        ]);
        assert_eq!(of(&imports, "a.rs"), Vec::<&str>::new());
        assert_eq!(of(&imports, "b.rs"), ["a.rs"]);
    }

    #[test]
    fn an_import_from_a_higher_layer_is_found_in_files_of_folders_too() {
        let imports = read(&[
            ("lib.rs", "mod high;\nmod low;\npub use high::High;\n"),
            ("high.rs", "use crate::low::Low;\npub struct High(Low);\n"),
            ("low.rs", "mod part;\npub struct Low;\n"),
            ("low/part.rs", "fn f(_: crate::High) {}\n"),
        ]);
        let low: Layer<'_> = ("low", &["low"]);
        let high: Layer<'_> = ("high", &["high", "lib"]);
        assert_eq!(
            imports.upward(&[low, high]).unwrap(),
            ["low/part.rs imports high.rs"]
        );
        assert_eq!(
            imports.upward(&[high, low]).unwrap(),
            ["high.rs imports low.rs"]
        );
    }

    #[test]
    fn a_module_of_no_layer_and_a_layer_without_its_module_are_reported() {
        let imports = read(&[("lib.rs", "mod a;\n"), ("a.rs", "")]);
        let missing = imports.upward(&[("all", &["lib"])]).unwrap_err();
        assert!(missing.contains("`a.rs` is in no layer"), "{missing}");
        let gone = imports.upward(&[("all", &["lib", "a", "b"])]).unwrap_err();
        assert!(gone.contains("`b` of the layer `all`"), "{gone}");
    }
}
