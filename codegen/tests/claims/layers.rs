//! Claim: the generator is built in layers. A module imports only from its own layer and from lower ones, no files import
//! each other in a cycle, and one file owns what only one file may do.
//!
//! The lists of exceptions may only shrink: an entry that is no longer needed fails the test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use malipo_layers::{Imports, Layer, Source, top};

/// The layers, from the lowest. A module of a crate's root that is not listed fails the test.
const LAYERS: &[Layer<'_>] = &[
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

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let found = malipo_layers::sources(&root()).unwrap();
    assert!(found.len() > 50, "the sources are gone");
    found
}

fn imports() -> Imports {
    Imports::read(&root()).unwrap()
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
    assert_eq!(imports().upward(LAYERS), Ok(Vec::new()));
}

#[test]
fn data_imports_only_the_ground_and_other_data() {
    let (ground, data) = (layer("ground.rs"), layer("ir.rs"));
    let imports = imports();
    let of_data = imports.iter().filter(|(from, _)| layer(from) == data);
    let all = of_data.flat_map(|(from, all)| all.iter().map(move |to| (from, to.as_str())));
    let elsewhere = all.filter(|(_, to)| ![ground, data].contains(&layer(to)));
    compare(
        elsewhere.collect(),
        BTreeSet::new(),
        "imports of data from elsewhere",
    );
}

#[test]
fn no_files_import_each_other_in_a_cycle() {
    let imports = imports();
    compare(
        imports.in_cycles(),
        BTreeSet::new(),
        "files in a cycle of imports",
    );
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
