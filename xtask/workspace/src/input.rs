//! Documents from the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use malipo_codegen::{Input, Others, Text, Unreadable};

/// Reads a document that is shown under a name. The generator reads the files that it refers to on demand, from the folder
/// of the document.
///
/// Those files must lie in that folder or in one of `allowed`, wherever links lead: a document of somebody else must not read
/// what it was not given.
///
/// # Errors
///
/// If the document cannot be read, or one of `allowed` is no folder.
pub fn read(path: &Path, name: impl Into<String>, allowed: &[PathBuf]) -> io::Result<Input> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut folders = vec![fs::canonicalize(&folder)?];
    for allowed in allowed {
        let there = fs::canonicalize(allowed).and_then(|there| match there.is_dir() {
            true => Ok(there),
            false => Err(io::Error::other("it is not a folder")),
        });
        folders.push(there.map_err(|error| {
            io::Error::other(format!("{}: {}", allowed.display(), why(&error)))
        })?);
    }
    let others = Others::new(move |file| {
        let there = confined(&folder.join(file), &folders)?;
        text(&there).map_err(|error| Unreadable::from(why(&error)))
    });
    Ok(Input {
        others,
        ..Input::new(name, text(path)?)
    })
}

/// Returns why a file cannot be read, as a clause such as `there is no such file`: without the words and the number of the operating
/// system.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::Other => error.to_string(),
        _ if error.get_ref().is_some() => error.to_string(),
        kind => kind.to_string(),
    }
}

/// Returns the real path of a file, if that lies in one of the folders. For a path elsewhere, it does not report whether it
/// exists.
fn confined(path: &Path, folders: &[PathBuf]) -> Result<PathBuf, Unreadable> {
    let is_within = |there: &Path| folders.iter().any(|folder| there.starts_with(folder));
    match fs::canonicalize(path) {
        Ok(there) if is_within(&there) => Ok(there),
        Err(error) if nearest(path).is_some_and(|around| is_within(&around)) => {
            Err(Unreadable::from(why(&error)))
        }
        Ok(_) | Err(_) => Err(Unreadable {
            why: "it is outside of the folder of the document".to_owned(),
            help: Some(
                "to let the document read it, allow its folder with `--allow-outside DIR`"
                    .to_owned(),
            ),
        }),
    }
}

/// The real path of the nearest folder around a file that is not there.
fn nearest(path: &Path) -> Option<PathBuf> {
    let mut around = path.ancestors().skip(1);
    around.find_map(|folder| fs::canonicalize(folder).ok())
}

/// Reads a text; the generator reports where a byte is not UTF-8.
fn text(path: &Path) -> io::Result<Text> {
    // Something else, such as a device, may never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    Ok(fs::read(path)?.into())
}

#[cfg(test)]
mod tests {
    use malipo_codegen::lower;

    use super::*;

    const SECRET: &str = "secret: {{{ no YAML";

    /// A folder with a document that refers to `target`, beside a folder with a file that it must not read.
    fn around(target: &str) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        for folder in ["api/inside", "other"] {
            fs::create_dir_all(home.path().join(folder)).unwrap();
        }
        let schema = "type: object\nproperties: { found: { type: string } }\n";
        fs::write(home.path().join("api/inside/a.yaml"), schema).unwrap();
        fs::write(home.path().join("other/a.yaml"), schema).unwrap();
        fs::write(home.path().join("other/secret.yaml"), SECRET).unwrap();
        let document = format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses: \
             {{ '200': {{ description: d, content: {{ application/json: {{ schema: {{ $ref: '{target}' }} }} }} }} }}\n"
        );
        fs::write(home.path().join("api/api.yaml"), document).unwrap();
        home
    }

    /// What is reported when the document is read.
    fn reported(home: &tempfile::TempDir, allowed: &[&str]) -> String {
        let allowed: Vec<_> = allowed.iter().map(|dir| home.path().join(dir)).collect();
        let input = read(&home.path().join("api/api.yaml"), "api/api.yaml", &allowed).unwrap();
        match lower(&input) {
            Ok(lowered) => lowered.diagnostics.render(),
            Err(problems) => problems.render(),
        }
    }

    const OUTSIDE: &str = "it is outside of the folder of the document";

    #[test]
    fn files_of_the_folder_are_read_however_they_are_written() {
        for target in [
            "inside/a.yaml",
            "./inside/../inside/a.yaml",
            "inside%2fa.yaml",
            "../api/inside/a.yaml",
        ] {
            assert_eq!(reported(&around(target), &[]), "", "{target}");
        }
    }

    #[test]
    fn files_outside_are_not_read_and_no_line_of_them_is_shown() {
        for target in [
            "../other/secret.yaml",
            "..%2fother%2fsecret.yaml",
            "%2e%2e/other/secret.yaml",
            "inside/../../other/secret.yaml",
            "inside/%2e%2e%2f..%2f%2e./other/secret.yaml",
            "../api/../other/secret.yaml",
        ] {
            let said = reported(&around(target), &[]);
            assert!(said.contains(OUTSIDE), "{target}: {said}");
            assert!(said.contains("--allow-outside DIR"), "{target}: {said}");
            assert!(!said.contains("no YAML"), "{target}: {said}");
        }
    }

    #[test]
    fn whether_a_file_outside_exists_is_not_told() {
        let of = |target: &str| reported(&around(target), &[]).replace("secret", "absent");
        let there = of("../other/secret.yaml");
        assert!(there.contains(OUTSIDE), "{there}");
        assert_eq!(there, of("../other/absent.yaml"));
        assert_eq!(of("../gone/secret.yaml"), there.replace("other/", "gone/"));
        // Of its own folder it is.
        assert!(of("inside/absent.yaml").contains("there is no such file"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_only_to_where_it_may_lead() {
        use std::os::unix::fs::symlink;
        let home = around("link.yaml");
        symlink("../other/secret.yaml", home.path().join("api/link.yaml")).unwrap();
        let said = reported(&home, &[]);
        assert!(
            said.contains(OUTSIDE) && !said.contains("no YAML"),
            "{said}"
        );

        let home = around("folder/secret.yaml");
        symlink("../other", home.path().join("api/folder")).unwrap();
        let said = reported(&home, &[]);
        assert!(
            said.contains(OUTSIDE) && !said.contains("no YAML"),
            "{said}"
        );

        let home = around("link.yaml");
        symlink("inside/a.yaml", home.path().join("api/link.yaml")).unwrap();
        assert_eq!(reported(&home, &[]), "");

        // The folder of the document may be a link itself.
        let home = around("inside/a.yaml");
        symlink("api", home.path().join("link")).unwrap();
        let input = read(&home.path().join("link/api.yaml"), "api.yaml", &[]).unwrap();
        assert!(lower(&input).unwrap().diagnostics.is_empty());
    }

    #[test]
    fn an_allowed_folder_is_read_and_its_neighbours_are_not() {
        let home = around("../other/a.yaml");
        assert_eq!(reported(&home, &["other"]), "");
        fs::create_dir(home.path().join("oth")).unwrap();
        assert!(reported(&home, &["oth"]).contains(OUTSIDE));
        assert!(reported(&home, &["api/inside"]).contains(OUTSIDE));
        let error = read(
            &home.path().join("api/api.yaml"),
            "api.yaml",
            &[home.path().join("nowhere")],
        );
        assert!(error.unwrap_err().to_string().contains("nowhere"));
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_not_read() {
        let home = around("inside");
        let said = reported(&home, &[]);
        assert!(said.contains("it is not a file"), "{said}");
    }
}
