//! Claim: the generator is built in layers. A module imports only from its own layer and from lower ones, no files import
//! each other in a cycle, and one file owns what only one file may do.
//!
//! The lists of exceptions may only shrink: an entry that is no longer needed fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The layers, from the lowest. A module of a crate's root that is not listed fails the test.
const LAYERS: &[(&str, &[&str])] = &[
    ("ground", &["ground", "text", "files"]),
    ("document", &["document", "span", "diagnostic", "account"]),
    // Data and pure questions about it. It imports only the ground, which a test checks.
    ("ir", &["ir", "fit", "naming"]),
    ("openapi", &["openapi", "vocabulary"]),
    (
        "front",
        &[
            "load",
            "bundle",
            "normalise",
            "references",
            "shape",
            "poison",
        ],
    ),
    ("schema", &["schema"]),
    ("lower", &["lower"]),
    ("check", &["check"]),
    ("reading", &["reading"]),
    ("emit", &["emit"]),
    ("measure", &["measure", "examples", "instances"]),
    ("lib", &["lib", "outcome", "package"]),
];

/// How references and the steps of pointers are written, as source code has it.
const NOTATIONS: &[&str] = &["\"$ref\"", "\"#/", "'#'", "\"~1\""];

/// Files other than the resolver that name one of these for another purpose: the steps of any pointer, headings, the fragments
/// of addresses, the names of signs.
const NOTATED: &[&str] = &[
    "emit/docs/markdown/html.rs",
    "emit/docs/markdown/lines.rs",
    "ground/pointer.rs",
    "lower/operation/names.rs",
    "lower/operation/path.rs",
    "naming.rs",
];

/// Files that ask whether errors were reported: what goes through the passes.
const ASKING: &[&str] = &["diagnostic.rs", "diagnostic/report.rs", "reading.rs"];

/// Modules that report nothing: they are data, read it, or write it out.
const SILENT: &[&str] = &["ir", "schema", "emit"];

/// The one file that knows how a reference is written.
const RESOLVER: &str = "openapi/resolver.rs";

/// The one file that names `openapiv3`.
const EDGE: &str = "schema/read.rs";

/// The one file that knows which types have others in them.
const TYPES: &str = "ir/types.rs";

/// The variants of a type with another in it.
const AROUND: &[&str] = &["::List", "::Map", "::Nullable", "::OrUnset", "::Sensitive"];

/// A file of the generator: its path below `src`, its text without tests and comments.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The names of the modules on the way to it.
    fn module(&self) -> Vec<&str> {
        let path = self.path.strip_suffix(".rs").unwrap();
        match path {
            "lib" => Vec::new(),
            path => path.split('/').collect(),
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
            {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                found.push(Source {
                    path: name.replace('\\', "/"),
                    text: code(&fs::read_to_string(&path).unwrap()),
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.len() > 50, "the sources are gone");
    found
}

/// A text without its comments and without the tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = before_tests.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The paths that a text names from a root such as `crate` or `super`: groups in braces are written out.
fn paths(text: &str, root: &str) -> Vec<Vec<String>> {
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in text.match_indices(&start) {
        let before = text[..at].chars().next_back();
        if before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':' || c == '$')) {
            tree(&text[at + start.len()..], &[], &mut found);
        }
    }
    found
}

/// Reads a path or a group of paths, and gives what stands behind it.
fn tree<'t>(text: &'t str, before: &[String], found: &mut Vec<Vec<String>>) -> &'t str {
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
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path: Vec<String> = before.iter().cloned().chain([name.to_owned()]).collect();
    if let Some(below) = rest.strip_prefix("::")
        && !below.starts_with('<')
    {
        return tree(below, &path, found);
    }
    found.push(path);
    let alias = rest.trim_start().strip_prefix("as ");
    alias.map_or(rest, |alias| alias.trim_start().trim_start_matches(is_name))
}

/// What each file imports: the file, and the files that it names.
fn imports(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules: BTreeMap<Vec<&str>, &str> = sources
        .iter()
        .map(|source| (source.module(), source.path.as_str()))
        .collect();
    let lib = sources
        .iter()
        .find(|source| source.path == "lib.rs")
        .unwrap();
    let mut exported: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lib.text.split(';') {
        if let Some(line) = line.trim_start().strip_prefix("pub use ") {
            let mut names = Vec::new();
            tree(line, &[], &mut names);
            exported.extend(
                names
                    .into_iter()
                    .map(|path| (path.last().unwrap().clone(), path)),
            );
        }
    }
    let file = |path: Vec<String>| {
        let is_module = path
            .first()
            .is_none_or(|name| modules.contains_key(&vec![name.as_str()]));
        let path = match path.first().and_then(|name| exported.get(name)) {
            Some(exported) if !is_module => exported.clone(),
            _ => path,
        };
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let longest = (0..=names.len()).rev();
        longest
            .filter_map(|length| modules.get(&names[..length]))
            .next()
            .copied()
    };
    let mut all = BTreeMap::new();
    for source in sources {
        let module: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
        let mut found: BTreeSet<&str> = BTreeSet::new();
        found.extend(paths(&source.text, "crate").into_iter().filter_map(file));
        let own = paths(&source.text, "self").into_iter();
        found.extend(own.filter_map(|path| file([&module[..], &path].concat())));
        for up in 1..=module.len() {
            let root = vec!["super"; up].join("::");
            let base = &module[..module.len() - up];
            let named = paths(&source.text, &root).into_iter();
            let named = named.filter(|path| path.first().is_some_and(|first| first != "super"));
            found.extend(named.filter_map(|path| file([base, &path].concat())));
        }
        for child in modules.keys().filter(|child| {
            child.len() == module.len() + 1
                && child.iter().zip(&module).all(|(one, other)| one == other)
        }) {
            let name = child.last().unwrap();
            let named = paths(&source.text, name).into_iter();
            found.extend(
                named.filter_map(|path| file([&module[..], &[(*name).to_owned()], &path].concat())),
            );
        }
        found.remove(source.path.as_str());
        all.insert(source.path.as_str(), found);
    }
    all
}

/// The module of the root that a file belongs to.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

fn layer(path: &str) -> usize {
    let found = LAYERS
        .iter()
        .position(|(_, modules)| modules.contains(&top(path)));
    found.unwrap_or_else(|| panic!("`{path}` belongs to no layer: add it to the list"))
}

/// Fails for what is not on a list of exceptions, and for what is on it without need.
fn compare<T: Ord + std::fmt::Debug>(found: BTreeSet<T>, allowed: BTreeSet<T>, what: &str) {
    let new: Vec<&T> = found.difference(&allowed).collect();
    assert!(new.is_empty(), "{what}: {new:#?}");
    let gone: Vec<&T> = allowed.difference(&found).collect();
    assert!(
        gone.is_empty(),
        "no longer needed, remove from the list: {gone:#?}"
    );
}

#[test]
fn a_module_imports_only_from_its_layer_and_below() {
    let sources = sources();
    let mut found = BTreeSet::new();
    for (from, all) in imports(&sources) {
        let upward = all.into_iter().filter(|to| layer(to) > layer(from));
        found.extend(upward.map(|to| (from, top(to))));
    }
    compare(found, BTreeSet::new(), "imports from a higher layer");
}

#[test]
fn data_imports_only_the_ground_and_other_data() {
    let sources = sources();
    let (ground, data) = (layer("ground.rs"), layer("ir.rs"));
    let mut found = BTreeSet::new();
    for (from, all) in imports(&sources) {
        let other = |to: &&str| ![ground, data].contains(&layer(to));
        let others = all
            .into_iter()
            .filter(|_| layer(from) == data)
            .filter(other);
        found.extend(others.map(|to| (from, top(to))));
    }
    compare(found, BTreeSet::new(), "imports of data from elsewhere");
}

#[test]
fn no_files_import_each_other_in_a_cycle() {
    let sources = sources();
    let all = imports(&sources);
    // A module hands its state to its children, which import it from there: that is one module, and no cycle.
    let is_ancestor = |of: &str, path: &str| {
        let folder = format!("{}/", path.trim_end_matches(".rs"));
        of.starts_with(&folder) || path == "lib.rs"
    };
    let next = |from: &str| {
        let from = from.to_owned();
        let to = all.get(from.as_str()).into_iter().flatten().copied();
        to.filter(move |to| !is_ancestor(&from, to))
    };
    let reach = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = next(from).collect();
        while let Some(file) = open.pop() {
            if seen.insert(file) {
                open.extend(next(file));
            }
        }
        seen
    };
    let is_in_a_cycle = |file: &&str| reach(file).contains(*file);
    let found = all.keys().copied().filter(is_in_a_cycle).collect();
    compare(found, BTreeSet::new(), "files in a cycle of imports");
}

#[test]
fn only_the_resolver_reads_references() {
    let sources = sources();
    let named = sources.iter().filter(|source| {
        NOTATIONS
            .iter()
            .any(|notation| source.text.contains(notation))
    });
    let found = named
        .map(|source| source.path.as_str())
        .filter(|path| *path != RESOLVER);
    let allowed = NOTATED.iter().copied().collect();
    compare(
        found.collect(),
        allowed,
        "files that know how a reference is written",
    );
}

#[test]
fn only_one_file_names_openapiv3() {
    let sources = sources();
    let named = sources
        .iter()
        .filter(|source| source.text.contains("openapiv3"));
    let found: Vec<&str> = named.map(|source| source.path.as_str()).collect();
    assert_eq!(found, [EDGE]);
}

#[test]
fn only_one_file_walks_through_types() {
    // Whoever does it elsewhere lists the variants in one pattern, each with the same name for what is in it.
    let is_around = |path: &str, inside: &str| {
        AROUND.iter().any(|variant| path.ends_with(variant))
            && inside.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let ends_so = |text: &str| {
        let pattern = text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('));
        pattern.is_some_and(|(path, inside)| is_around(path, inside))
    };
    let begins_so = |text: &str| {
        let pattern = text.split_once('(');
        pattern.is_some_and(|(path, inside)| is_around(path, inside))
    };
    let sources = sources();
    let walking = sources.iter().filter(|source| {
        let dense: String = source.text.split_whitespace().collect();
        let parts: Vec<&str> = dense.split('|').collect();
        parts
            .windows(2)
            .any(|pair| ends_so(pair[0]) && begins_so(pair[1]))
    });
    let found: Vec<&str> = walking.map(|source| source.path.as_str()).collect();
    assert_eq!(found, [TYPES]);
}

#[test]
fn what_a_pass_reports_does_not_depend_on_what_others_reported() {
    let sources = sources();
    let asking = sources
        .iter()
        .filter(|source| source.text.contains("has_errors("));
    let found = asking.map(|source| source.path.as_str()).collect();
    compare(
        found,
        ASKING.iter().copied().collect(),
        "files that ask for errors",
    );
}

#[test]
fn data_and_its_text_report_nothing() {
    let sources = sources();
    let silent = sources
        .iter()
        .filter(|source| SILENT.contains(&top(&source.path)));
    let reporting = silent.filter(|source| {
        let words = source
            .text
            .split(|c: char| !c.is_alphanumeric() && c != '_');
        words.into_iter().any(|word| word == "Report")
    });
    let found: BTreeSet<&str> = reporting.map(|source| source.path.as_str()).collect();
    compare(found, BTreeSet::new(), "files that report");
}

#[test]
fn a_report_only_grows() {
    let sources = sources();
    let report = sources
        .iter()
        .find(|source| source.path == "diagnostic/report.rs");
    let text = &report.unwrap().text;
    for shrinks in [
        "mem::take",
        "mem::replace",
        ".retain(",
        ".clear(",
        ".truncate(",
        ".pop(",
        ".remove(",
        ".drain(",
        "iter_mut(",
    ] {
        assert!(!text.contains(shrinks), "{shrinks}");
    }
}
