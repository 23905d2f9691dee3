//! A crate that is generated from somebody's document, in a directory of its own.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use malipo_codegen::{FileSet, HEADER_PREFIX, MANIFEST_HEADER_PREFIX};

use crate::writer::{self, Change, Plan};

/// What the generator owns of the directory. The rest, such as `Cargo.lock`, `target` and `.git`, is its owner's.
const PARTS: &[&str] = &["Cargo.toml", "src"];

/// Compares the directory of a crate with the files that it should hold.
///
/// The directory must be new, empty or made by this generator before, and nothing that is in its place may be written by
/// hand: so applying the plan destroys nothing.
///
/// # Errors
///
/// If that is not so, or if something cannot be read. Nothing is changed in any case.
pub fn plan(directory: &Path, files: &FileSet) -> Result<Plan, Error> {
    let shown = directory.display();
    if !is_free(directory)? && !is_ours(directory) {
        return Err(Error(format!(
            "{shown} is neither empty nor made by this command, so nothing was written; choose a new directory"
        )));
    }
    let plan = Plan::of_parts(directory, PARTS, files.iter())?;
    let by_hand = plan.changes().iter().find(|change| match change {
        Change::Changed { before, .. } => {
            !before.starts_with(HEADER_PREFIX) && !before.starts_with(MANIFEST_HEADER_PREFIX)
        }
        Change::Stray { generated, .. } => !generated,
        Change::Missing { .. } => false,
    });
    match by_hand {
        Some(change) => Err(Error(format!(
            "{shown}/{} was not written by this command, so nothing was; move it elsewhere",
            change.path()
        ))),
        None => Ok(plan),
    }
}

fn is_free(directory: &Path) -> Result<bool, Error> {
    match fs::read_dir(directory) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Error(format!(
            "{} cannot be written to: {error}",
            directory.display()
        ))),
    }
}

fn is_ours(directory: &Path) -> bool {
    fs::read_to_string(directory.join("Cargo.toml"))
        .is_ok_and(|manifest| manifest.starts_with(MANIFEST_HEADER_PREFIX))
}

/// The path from the directory of a crate, which need not exist yet, to the directory of `malipo-runtime`, with `/` between parts:
/// both may be moved together.
///
/// # Errors
///
/// If there is no `malipo-runtime` in that directory.
pub fn path_of_runtime(directory: &Path, runtime: &Path) -> Result<String, Error> {
    let manifest = runtime.join("Cargo.toml");
    let unreadable = |path: &Path, error: io::Error| {
        Error(format!("{} cannot be read: {error}", path.display()))
    };
    let text = fs::read_to_string(&manifest).map_err(|error| unreadable(&manifest, error))?;
    if !text
        .lines()
        .any(|line| line.trim() == "name = \"malipo-runtime\"")
    {
        return Err(Error(format!(
            "{} is not the crate `malipo-runtime`; name the directory `generated/runtime` of a checkout",
            runtime.display()
        )));
    }
    let to = fs::canonicalize(runtime).map_err(|error| unreadable(runtime, error))?;
    let from = whole(directory).map_err(|error| unreadable(directory, error))?;
    Ok(between(&from, &to))
}

/// The whole path of a directory of which the last parts may not exist.
fn whole(directory: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(directory)?;
    let mut missing = Vec::new();
    for ancestor in absolute.ancestors() {
        match fs::canonicalize(ancestor) {
            Ok(there) => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(there, |path, part| path.join(part)));
            }
            Err(_) => missing.extend(ancestor.file_name()),
        }
    }
    Ok(absolute.clone())
}

fn between(from: &Path, to: &Path) -> String {
    let same = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    // Two paths that begin with different roots have no way between them.
    if same == 0 {
        return to.display().to_string();
    }
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    let steps = up.chain(to.components().skip(same));
    let steps: Vec<_> = steps
        .map(|step| step.as_os_str().to_string_lossy().into_owned())
        .collect();
    match steps.is_empty() {
        true => ".".to_owned(),
        false => steps.join("/"),
    }
}

/// Why no crate is written, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    /// The reason, in words for whoever runs the command.
    #[must_use]
    pub const fn new(what: String) -> Self {
        Self(what)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<writer::Error> for Error {
    fn from(error: writer::Error) -> Self {
        Self(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use malipo_codegen::{Input, Package, Runtime, generate_crate};

    use super::*;

    fn files(schemas: &str) -> FileSet {
        let input = Input::new(
            "some/where/pets.yaml",
            format!(
                "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\npaths: {{}}\ncomponents: {{ schemas: {{ {schemas} }} }}\n"
            ),
        );
        let package = Package {
            name: "pets".to_owned(),
            runtime: Runtime::Registry,
        };
        generate_crate(&input, &package).unwrap().files
    }

    const PET: &str = "Pet: { type: object, properties: { name: { type: string } } }";

    fn write(directory: &Path, files: &FileSet) -> Result<(), Error> {
        Ok(plan(directory, files)?.apply(&directory.join("nowhere"))?)
    }

    /// Every file of a directory with its text.
    fn listing(directory: &Path) -> Vec<(String, String)> {
        let everything = Plan::new(directory, []).unwrap();
        everything
            .changes()
            .iter()
            .map(|change| {
                let path = change.path().to_owned();
                let text = fs::read_to_string(directory.join(&path)).unwrap();
                (path, text)
            })
            .collect()
    }

    #[test]
    fn a_crate_is_written_anew_without_a_trace_of_the_old_one_and_with_what_is_its_owners() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("not/yet/there");
        write(&directory, &files(PET)).unwrap();
        fs::write(directory.join("src/old.rs"), format!("{HEADER_PREFIX}\n")).unwrap();
        fs::create_dir_all(directory.join(".git/refs")).unwrap();
        fs::write(directory.join("Cargo.lock"), "mine").unwrap();
        assert!(!plan(&directory, &files(PET)).unwrap().is_up_to_date());
        write(&directory, &files("Dog: { type: object }")).unwrap();
        let paths: Vec<_> = listing(&directory)
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        assert_eq!(
            paths,
            [
                "Cargo.lock",
                "Cargo.toml",
                "src/client.rs",
                "src/lib.rs",
                "src/operations.rs",
                "src/types.rs"
            ]
        );
        assert!(directory.join(".git/refs").is_dir());
    }

    #[test]
    fn a_directory_of_somebody_else_is_refused_and_left_as_it_is() {
        for (file, text) in [
            ("notes.txt", "mine"),
            ("Cargo.toml", "[package]\nname = \"mine\"\n"),
            ("src/lib.rs", "mine"),
        ] {
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            let before = listing(home.path());
            let error = write(home.path(), &files(PET)).unwrap_err().to_string();
            assert!(error.contains("neither empty nor made by"), "{error}");
            assert_eq!(listing(home.path()), before);
        }
    }

    #[test]
    fn a_file_by_hand_among_generated_ones_is_refused_and_left_as_it_is() {
        for file in ["src/mine.rs", "src/deep/mine.txt", "src/lib.rs"] {
            let home = tempfile::tempdir().unwrap();
            write(home.path(), &files(PET)).unwrap();
            let path = home.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "mine").unwrap();
            let before = listing(home.path());
            let error = write(home.path(), &files("")).unwrap_err().to_string();
            assert!(error.contains(file), "{error}");
            assert_eq!(listing(home.path()), before);
        }
    }

    #[test]
    fn a_file_in_the_place_of_the_directory_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "mine").unwrap();
        let error = plan(&file, &files(PET)).unwrap_err().to_string();
        assert!(error.contains("cannot be written to"), "{error}");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_in_the_place_of_the_sources_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        write(home.path(), &files(PET)).unwrap();
        fs::remove_dir_all(home.path().join("src")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), home.path().join("src")).unwrap();
        write(home.path(), &files(PET)).unwrap_err();
        assert!(listing(elsewhere.path()).is_empty());
    }

    #[test]
    fn the_runtime_is_found_from_where_the_crate_will_be() {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
        let checkout = checkout.ancestors().nth(2).unwrap();
        let runtime = checkout.join("generated/runtime");
        let inside = checkout.join("target/not/there");
        assert_eq!(
            path_of_runtime(&inside, &runtime),
            Ok("../../../generated/runtime".to_owned())
        );
        let error = path_of_runtime(&inside, &checkout.join("codegen")).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("is not the crate `malipo-runtime`"),
            "{error}"
        );
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(files(PET), files(PET));
    }
}
