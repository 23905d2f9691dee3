//! The Rust blocks of a README page, in a crate as its reader has one: outside of the workspace, with the dependencies that the
//! page prints.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use malipo_workspace::Workspace;
use serde::Deserialize;
use xtask::readme::{Block, Mark, Page};

use crate::commands::process::{PAUSE, Process, it_printed};
use crate::commands::server::Server;
use crate::commands::{cargo, metadata, output};

/// How the pages name this checkout in a path of their reader.
const CHECKOUT: &str = "\"../malipo/";

/// A program of a page takes no longer.
const LONGEST: Duration = Duration::from_secs(60);

/// The location of a block or a command, as people read it.
pub(super) fn at(page: &Page, line: usize) -> String {
    format!("{}:{line}", page.file)
}

/// Builds the Rust blocks of a page. Returns the program of each, by the line of its block.
pub(super) fn build(
    workspace: &Workspace,
    page: &Page,
) -> Result<BTreeMap<usize, PathBuf>, String> {
    let is_compiled =
        |block: &&Block| block.is_rust() && !matches!(block.mark, Some(Mark::Skip(_)));
    let blocks: Vec<_> = page.blocks.iter().filter(is_compiled).collect();
    let dependencies = page.blocks.iter().find(|block| block.is_dependencies());
    let (first, dependencies) = match (blocks.first(), dependencies) {
        (None, None) => return Ok(BTreeMap::new()),
        (Some(first), Some(dependencies)) => (first, dependencies),
        (Some(first), None) => {
            return Err(format!(
                "{}: no TOML block of this page says what this Rust block depends on",
                at(page, first.line)
            ));
        }
        (None, Some(dependencies)) => {
            return Err(format!(
                "{}: no Rust block of this page uses these dependencies",
                at(page, dependencies.line)
            ));
        }
    };
    let manifest = manifest(&dependencies.text, workspace.root())
        .map_err(|failure| format!("{}: {failure}", at(page, dependencies.line)))?;

    let target = metadata::<Metadata>(workspace).map_err(|failure| failure.to_string())?;
    let target = target.target_directory;
    let home = target.join("readme").join(page.file.replace('/', "-"));
    let write = || -> std::io::Result<()> {
        // Programs of an earlier run, whose blocks stood on other lines.
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(home.join("src/bin"))?;
        fs::write(home.join("Cargo.toml"), &manifest)?;
        // The versions of the workspace, which are on this machine already: no network is needed.
        fs::copy(workspace.root().join("Cargo.lock"), home.join("Cargo.lock"))?;
        for block in &blocks {
            let file = format!("src/bin/{}.rs", name(page, block));
            fs::write(home.join(file), source(block))?;
        }
        Ok(())
    };
    write().map_err(|error| format!("{} cannot be written: {error}", home.display()))?;

    let mut build = cargo(
        workspace,
        &[
            "build",
            "--offline",
            "--bins",
            "--message-format",
            "json-render-diagnostics",
        ],
    );
    build.current_dir(&home).env("CARGO_TARGET_DIR", &target);
    let built = output(build).map_err(|failure| {
        format!(
            "{}: the Rust blocks of this page do not compile outside of the workspace; the lines are those of the page:\n{failure}",
            at(page, first.line)
        )
    })?;
    let built = executables(&built)?;
    let program = |block: &&Block| Some((block.line, built.get(&name(page, block))?.clone()));
    Ok(blocks.iter().filter_map(program).collect())
}

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}

/// The programs that cargo built, by name.
fn executables(messages: &str) -> Result<BTreeMap<String, PathBuf>, String> {
    #[derive(Deserialize)]
    struct Message {
        target: Option<Target>,
        executable: Option<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    let mut programs = BTreeMap::new();
    for line in messages.lines() {
        let message: Message = serde_json::from_str(line)
            .map_err(|error| format!("`cargo build` printed something unknown: {error}"))?;
        if let (Some(target), Some(executable)) = (message.target, message.executable) {
            programs.insert(target.name, executable);
        }
    }
    Ok(programs)
}

/// The manifest of a reader who copied these dependencies.
fn manifest(dependencies: &str, root: &Path) -> Result<String, String> {
    if !dependencies.contains(CHECKOUT) {
        return Err(format!(
            "these dependencies do not name this checkout; write a path that begins with {CHECKOUT}"
        ));
    }
    let root = format!("{:?}", root.display().to_string());
    let root = root.strip_suffix('"').unwrap_or(&root);
    Ok(format!(
        "[package]\nname = \"readme\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n# No member of the workspace around it.\n\
         [workspace]\n\n# As in the workspace, so that both share what they compile.\n{PROFILE}\n{}",
        dependencies.replace(CHECKOUT, &format!("{root}/"))
    ))
}

/// The profile of the workspace.
const PROFILE: &str = "[profile.dev]\ndebug = \"line-tables-only\"\n";

/// The name of a program. All pages share a build directory, so the page is a part of it.
fn name(page: &Page, block: &Block) -> String {
    let page = page.file.trim_end_matches(".md").to_lowercase();
    let page = page.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    format!("{}_line_{}", page.trim_start_matches('_'), block.line)
}

/// The source of a block, on the lines on which it stands in its page. As for rustdoc, a block without `main` is the body of
/// one, and a line that begins with `# ` is hidden from readers.
fn source(block: &Block) -> String {
    let mut source = "#![allow(unused)]".to_owned();
    source.push_str(&"\n".repeat(block.line.saturating_sub(1)));
    let has_main = block.text.contains("fn main(");
    source.push_str(if has_main { "\n" } else { " fn main() {\n" });
    for line in block.text.lines() {
        let visible = match line.trim_start() {
            "#" => "",
            hidden if hidden.starts_with("# ") => hidden.get(2..).unwrap_or_default(),
            _ => line,
        };
        source.push_str(visible);
        source.push('\n');
    }
    if !has_main {
        source.push_str("}\n");
    }
    source
}

/// Runs a program as its reader does: with the variables that a server of the page prints as exports, and with what its comments
/// say to type there. Compares what it prints with what its comments say.
pub(super) fn run(
    program: &Path,
    block: &Block,
    servers: &mut [(String, Server)],
) -> Result<(), String> {
    let names_its_variables = |server: &Server| {
        server
            .exports()
            .keys()
            .any(|name| block.text.contains(name))
    };
    let Some((_, server)) = servers
        .iter_mut()
        .find(|(_, server)| names_its_variables(server))
    else {
        return Err(
            "names no variable that a server of this page prints as exports, so it might call a real gateway; it was not run"
                .to_owned(),
        );
    };
    let mut command = Command::new(program);
    command.envs(server.exports());
    let mut process = Process::start(command)?;
    let mut typed = typed(&block.text).into_iter();
    let begun = Instant::now();
    while process.runs()? && begun.elapsed() < LONGEST {
        // Its first line says that it waits.
        if process.printed().contains('\n') {
            for line in typed.by_ref() {
                server.type_line(line)?;
            }
        }
        thread::sleep(PAUSE);
    }
    process.end(Duration::ZERO)?;
    let printed = process.printed();
    let missing: Vec<_> = promised(&block.text)
        .into_iter()
        .filter(|word| !printed.contains(word))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "did not print {missing:?}; {}",
            it_printed(&printed)
        ))
    }
}

/// What the comments of a program say to type.
fn typed(program: &str) -> Vec<&str> {
    let comments = program.lines().filter_map(|line| line.split_once("// "));
    comments
        .filter_map(|(_, comment)| comment.split_once("type `")?.1.split_once('`'))
        .map(|(line, _)| line)
        .collect()
}

/// What a program prints, by its comments: the first word behind each `println!`.
fn promised(program: &str) -> Vec<&str> {
    let prints = program
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("println!("));
    prints
        .filter_map(|line| line.split_once("; // "))
        .filter_map(|(_, comment)| comment.split([',', ' ']).next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        let page = xtask::readme::read("README.md", text).unwrap();
        page.blocks[0].clone()
    }

    #[test]
    fn the_dependencies_are_those_of_the_page_with_the_path_of_this_checkout() {
        let printed =
            "[dependencies]\nmalipo = { path = \"../malipo/generated\" }\ntokio = \"1\"\n";
        let manifest = manifest(printed, Path::new("/a \"checkout\"")).unwrap();
        assert!(
            manifest.ends_with(
                "[dependencies]\nmalipo = { path = \"/a \\\"checkout\\\"/generated\" }\ntokio = \"1\"\n"
            ),
            "{manifest}"
        );
        let other = manifest_of("malipo = \"1\"");
        assert!(other.unwrap_err().contains("do not name this checkout"));
    }

    fn manifest_of(dependencies: &str) -> Result<String, String> {
        manifest(dependencies, Path::new("/checkout"))
    }

    #[test]
    fn programs_on_the_same_line_of_two_pages_have_different_names() {
        let names = ["README.md", "generated/README.md", ".github/SECURITY.md"].map(|file| {
            let page = xtask::readme::read(file, "```rust\n```\n").unwrap();
            name(&page, &page.blocks[0])
        });
        let expected = [
            "readme_line_1",
            "generated_readme_line_1",
            "github_security_line_1",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_program_keeps_the_lines_of_its_page() {
        let block = block("# Title\n\n```rust,no_run\nfn main() {}\n\nfn x() {}\n```\n");
        let source = source(&block);
        let line = |text: &str| source.lines().position(|line| line == text).unwrap() + 1;
        assert_eq!(line("fn main() {}"), 4);
        assert_eq!(line("fn x() {}"), 6);
    }

    #[test]
    fn a_block_without_main_becomes_one_with_its_hidden_lines() {
        let source = source(&block(
            "x\n\n```rust\n# use std::fs;\nlet a = 1;\n#\n#[derive(Clone)]\nstruct A;\n```\n",
        ));
        let expected = "#![allow(unused)]\n\n fn main() {\nuse std::fs;\nlet a = 1;\n\n#[derive(Clone)]\nstruct A;\n}\n";
        assert_eq!(source, expected);
    }

    #[test]
    fn what_a_program_promises_is_the_first_word_of_the_comment_behind_a_print() {
        let program = "println!(\"{}\", a); // SUCCEEDED\neprintln!(\"{}\", b); // never\nf(); // not this\n\
                       println!(\"{:?}\", b); // Succeeded, Failed, or Partial\nprintln!(\"no comment\");\n";
        assert_eq!(promised(program), ["SUCCEEDED", "Succeeded"]);
    }

    #[test]
    fn what_a_program_says_to_type_is_in_its_comments() {
        let program = "let a = 1; // type `approve a-1` where the gateway runs, and `x`\n\"type `nothing`\"\n// PENDING: type `decline b`.\n";
        assert_eq!(typed(program), ["approve a-1", "decline b"]);
    }

    #[test]
    fn a_program_that_no_server_gives_its_variables_is_not_run() {
        let failure = run(
            Path::new("/bin/true"),
            &block("```rust\nfn main() {}\n```\n"),
            &mut [],
        )
        .unwrap_err();
        assert!(failure.contains("might call a real gateway"), "{failure}");
    }

    #[test]
    fn the_programs_that_cargo_built_are_read_from_its_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"kind":["lib"],"name":"malipo"},"executable":null}
{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"line_48"},"executable":"/t/line_48"}
{"reason":"build-finished","success":true}
"#;
        assert_eq!(
            executables(messages).unwrap(),
            BTreeMap::from([("line_48".to_owned(), PathBuf::from("/t/line_48"))])
        );
        assert!(executables("no JSON").is_err());
    }
}
