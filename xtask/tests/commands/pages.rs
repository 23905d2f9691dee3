//! Claim: a reader who follows a link in a Markdown page of this repository arrives at the file and the section that it names;
//! each folder has a page that explains it; and the first page and the cells of tables are short.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use malipo_workspace::Workspace;
use xtask::pages::{self, Page};

fn pages(workspace: &Workspace) -> Vec<Page> {
    let root = workspace.root();
    let files = pages::find(root).unwrap();
    { files.iter() }
        .map(|file| pages::read(file, &fs::read_to_string(root.join(file)).unwrap()))
        .collect()
}

#[test]
fn every_link_of_every_page_resolves() {
    let workspace = Workspace::discover().unwrap();
    let pages = pages(&workspace);
    let links: usize = pages.iter().map(|page| page.links.len()).sum();
    assert!(pages.len() > 20 && links > 10, "{links} in {}", pages.len());
    let broken = pages::broken_links(workspace.root(), &pages);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The folders that explain themselves, beside every folder at the top.
const FOLDERS: &[&str] = &[
    "spec",
    "codegen",
    "generated",
    "generated/runtime",
    "xtask",
    "tests",
    "tests/goldens",
    "tests/judge",
    "tests/rejects",
    "tests/sandbox",
];

#[test]
fn each_folder_has_its_readme() {
    let workspace = Workspace::discover().unwrap();
    let root = workspace.root();
    let mut folders: BTreeSet<String> = FOLDERS.iter().map(|&folder| folder.to_owned()).collect();
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() && !name.starts_with('.') && name != "target" {
            folders.insert(name);
        }
    }
    let without: Vec<_> = { folders.iter() }
        .filter(|folder| !root.join(folder).join("README.md").is_file())
        .collect();
    assert!(without.is_empty(), "without README.md: {without:?}");
}

#[test]
fn the_readme_has_at_most_150_lines() {
    let workspace = Workspace::discover().unwrap();
    let readme = fs::read_to_string(workspace.root().join("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!(
        lines <= 150,
        "README.md has {lines} lines; move what is long to the README of its folder"
    );
}

/// The programs of `malipo-tests` that hold a claim in each module.
const AREAS: &[&str] = &["client", "generator", "money"];

#[test]
fn the_page_of_the_tests_has_a_row_for_each() {
    let workspace = Workspace::discover().unwrap();
    let tests = workspace.root().join("tests");
    let page = fs::read_to_string(tests.join("README.md")).unwrap();
    let manifest = fs::read_to_string(tests.join("Cargo.toml")).unwrap();
    let mut names: BTreeSet<String> = { manifest.split("[[test]]\nname = \"").skip(1) }
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    for area in AREAS {
        assert!(names.remove(*area), "{area} is no program");
        let claims = fs::read_dir(tests.join(area)).unwrap();
        let claims = claims.map(|entry| entry.unwrap().path());
        let claims = claims.filter(|path| path.extension().is_some_and(|end| end == "rs"));
        let claims = claims.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
        names.extend(claims.filter(|name| name != "main"));
    }
    assert!(names.len() > 20, "{names:?}");
    let rows: BTreeSet<String> = { page.lines() }
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.contains('/'))
        .collect();
    assert_eq!(rows, names, "left: tests/README.md, right: the tests");
}

#[test]
fn no_cell_of_a_table_has_more_than_30_words() {
    let pages = pages(&Workspace::discover().unwrap());
    let cells: Vec<_> = { pages.iter() }
        .flat_map(|page| page.cells.iter().map(move |cell| (page, cell)))
        .collect();
    assert!(cells.len() > 500, "{}", cells.len());
    let long: Vec<_> = { cells.iter() }
        .filter(|(_, cell)| cell.words > 30)
        .map(|(page, cell)| format!("{}:{}: {} words", page.file, cell.line, cell.words))
        .collect();
    assert!(
        long.is_empty(),
        "give what these cells hold a section:\n{}",
        long.join("\n")
    );
}

#[test]
fn the_map_of_the_runtime_names_each_of_its_modules() {
    let workspace = Workspace::discover().unwrap();
    let generated = workspace.root().join("generated");
    let page = fs::read_to_string(generated.join("runtime/README.md")).unwrap();
    let (_, map) = page.split_once("\n| floor | holds | modules |\n").unwrap();
    let (map, _) = map.split_once("\n\n").unwrap();
    let named: BTreeSet<&str> = map.split('`').skip(1).step_by(2).collect();
    let modules_in = |folder: &Path| -> BTreeSet<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != "tests")
            .collect()
    };
    let sources = generated.join("runtime/src");
    let mut modules = modules_in(&sources);
    for name in ["lib", "rt"] {
        modules.remove(name);
    }
    for floor in modules.clone() {
        modules.extend(modules_in(&sources.join(floor)));
    }
    let modules: BTreeSet<&str> = modules.iter().map(String::as_str).collect();
    assert_eq!(
        named, modules,
        "left: generated/runtime/README.md, right: generated/runtime/src"
    );
}
