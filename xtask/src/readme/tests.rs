use super::*;

fn page(text: &str) -> Page {
    read("README.md", text).unwrap()
}

fn problems(text: &str) -> Vec<String> {
    let problems = read("a/README.md", text).unwrap_err();
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn the_first_payments_of_the_readme_are_in_whole_shillings() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let page = page(&std::fs::read_to_string(root).unwrap());
    let first = page.blocks.iter().find(|block| block.is_rust()).unwrap();
    let amounts: Vec<&str> = { first.text.split(".amount(dec!(").skip(1) }
        .map(|rest| rest.split(')').next().unwrap())
        .collect();
    assert!(!amounts.is_empty());
    for amount in amounts {
        assert!(amount.parse::<u32>().is_ok(), "{amount}");
    }
}

#[test]
fn each_mark_reaches_the_block_after_it() {
    let page = page(
        "<!-- ci: run -->\n```sh\ntrue\n```\n\n<!-- ci: server -->\n\n```sh\ntrue\n```\n\n<!--ci:skip: it calls CI: all of it-->\n\
         ```sh\ntrue\n```\n\n- a list\n\n  <!-- ci: run -->\n  ```sh\n  true\n  ```\n",
    );
    let marks: Vec<_> = page.blocks.iter().map(|block| block.mark.clone()).collect();
    assert_eq!(
        marks,
        [
            Some(Mark::Run),
            Some(Mark::Server),
            Some(Mark::Skip("it calls CI: all of it".to_owned())),
            Some(Mark::Run)
        ]
    );
    let lines: Vec<_> = page.blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, [2, 8, 13, 20]);
    assert_eq!(page.blocks[3].text, "true\n");
}

#[test]
fn a_shell_block_without_a_mark_is_a_problem_whatever_its_shell_is_called() {
    for language in SHELLS {
        let found = problems(&format!("text\n\n```{language}\nls\n```\n"));
        assert_eq!(found.len(), 1, "{language}");
        assert!(
            found[0].starts_with(
                "a/README.md:3: this shell block has no mark; write `<!-- ci: run -->`"
            ),
            "{found:?}"
        );
    }
    assert!(problems("~~~sh title\nls\n~~~")[0].contains("has no mark"));
    assert!(problems("> ```sh\n> ls\n> ```")[0].contains("has no mark"));
}

#[test]
fn an_unknown_mark_is_a_problem() {
    let block = "```sh\nls\n```\n";
    for mark in [
        "build",
        "run fast",
        "run: fast",
        "Run",
        "server: 4010",
        "run, server",
        "",
    ] {
        let found = problems(&format!("<!-- ci: {mark} -->\n{block}"));
        assert!(
            found[0].contains("a/README.md:1: unknown mark `"),
            "{mark}: {found:?}"
        );
    }
    assert!(problems(&format!("<!-- CI: build -->\n{block}"))[0].contains("unknown mark"));
    assert!(
        problems(&format!("<!-- ci: run --> now\n{block}"))[0]
            .contains("does not end where its line ends")
    );
}

#[test]
fn a_skip_without_a_reason_is_a_problem() {
    for mark in [
        "<!-- ci: skip -->",
        "<!-- ci: skip: -->",
        "<!-- ci: skip:   -->",
    ] {
        let found = problems(&format!("{mark}\n```sh\nls\n```\n"));
        assert!(
            found[0].contains("a/README.md:1: this mark gives no reason"),
            "{found:?}"
        );
    }
}

#[test]
fn a_mark_without_a_block_is_a_problem() {
    for rest in [
        "",
        "Text.\n",
        "# Title\n",
        "- a list\n",
        "<!-- another comment -->\n",
        "Text.\n\n```text\nls\n```\n",
    ] {
        let found = problems(&format!("<!-- ci: run -->\n\n{rest}"));
        assert_eq!(
            found,
            [
                "a/README.md:1: no block follows this mark; move it to the line before its block, or remove it"
            ]
        );
    }
    let twice = problems("<!-- ci: run -->\n<!-- ci: server -->\n```sh\nls\n```\n");
    assert!(
        twice[0].starts_with("a/README.md:1: no block follows"),
        "{twice:?}"
    );
    let inside = problems("Text <!-- ci: run -->\n```text\nls\n```\n");
    assert!(inside[0].contains("inside of a paragraph"), "{inside:?}");
}

#[test]
fn a_mark_on_a_block_that_it_does_not_suit_is_a_problem() {
    assert!(
        problems("<!-- ci: server -->\n```rust\nfn main() {}\n```\n")[0]
            .contains("is for shell blocks")
    );
    assert!(
        problems("<!-- ci: run -->\n```toml\na = 1\n```\n")[0]
            .contains("is for shell blocks and Rust blocks")
    );
    assert!(
        problems("<!-- ci: run -->\n```bash\nls\n```\n")[0]
            .contains("this block is in `bash`; write ```sh")
    );
}

#[test]
fn a_block_without_a_language_is_a_problem_for_it_may_be_a_shell_block() {
    assert!(
        problems("```\ncargo test\n```\n")[0].contains("a/README.md:1: this block has no language")
    );
    assert!(problems("Text.\n\n    cargo test\n")[0].contains("has no language"));
}

#[test]
fn all_problems_of_a_page_are_reported_together() {
    assert_eq!(
        problems("```sh\nls\n```\n\n<!-- ci: jump -->\n```sh\nls\n```\n").len(),
        3
    );
}

#[test]
fn other_comments_and_blocks_in_other_languages_need_no_mark() {
    let page = page(
        "<!-- the matrix -->\n\n| a |\n|---|\n\n<!-- circa -->\n```text\nx\n```\n\n```rust,no_run\nfn main() {}\n```\n",
    );
    assert_eq!(page.blocks.len(), 2);
    assert!(page.blocks[1].is_rust());
    assert_eq!(page.blocks[1].mark, None);
}

#[test]
fn a_shell_block_inside_of_another_block_or_of_a_comment_is_none() {
    let page = page("````text\n```sh\nls\n```\n````\n\n<!--\n```sh\nls\n```\n-->\n");
    assert_eq!(page.blocks.len(), 1);
    assert_eq!(page.blocks[0].language, "text");
}

#[test]
fn each_line_is_a_command_but_for_comments_and_lines_that_go_on() {
    let page = page(
        "<!-- ci: run -->\n```sh\n# first\ncargo a   # as it is\n\n  cargo b \\\n    --c \\\n    --d\ncargo e && cargo f\n```\n",
    );
    let commands: Vec<_> = page.blocks[0]
        .commands()
        .into_iter()
        .map(|command| (command.line, command.text))
        .collect();
    let expected = [
        (4, "cargo a   # as it is"),
        (6, "cargo b     --c     --d"),
        (9, "cargo e && cargo f"),
    ];
    assert_eq!(
        commands,
        expected.map(|(line, text)| (line, text.to_owned()))
    );
}

#[test]
fn a_command_is_shown_without_its_comment() {
    let page = page("<!-- ci: run -->\n```sh\ncargo a   # as it is\n```\n");
    assert_eq!(page.blocks[0].commands()[0].shown(), "cargo a");
}

#[test]
fn a_command_that_changes_only_its_own_shell_is_a_problem() {
    for line in ["cd malipo", "export A=1", ". ./env"] {
        let found = problems(&format!("<!-- ci: run -->\n```sh\nls\n{line}\n```\n"));
        assert!(
            found[0].starts_with("a/README.md:4: CI runs each command in a shell of its own"),
            "{found:?}"
        );
    }
    page("<!-- ci: run -->\n```sh\ncd malipo && ls\ncdrecord\n```\n");
    page("<!-- ci: skip: a stranger's machine -->\n```sh\ncd malipo\n```\n");
}

#[test]
fn a_block_knows_the_code_spans_of_the_paragraph_before_it() {
    let page = page(
        "`far` away.\n\nIt reads\n`approve` and `deliver 1`:\n\n<!-- ci: server -->\n```sh\nserve\n```\n\n```text\nx\n```\n",
    );
    assert_eq!(page.blocks[0].introduced, ["approve", "deliver 1"]);
    assert_eq!(page.blocks[1].introduced, Vec::<String>::new());
    assert_eq!(page.spans, ["far", "approve", "deliver 1"]);
}

#[test]
fn only_a_toml_block_with_a_table_of_dependencies_is_one_of_dependencies() {
    let page =
        page("```toml\n[dependencies]\nmalipo = \"1\"\n```\n\n```toml\n[profile.dev]\n```\n");
    assert!(page.blocks[0].is_dependencies());
    assert!(!page.blocks[1].is_dependencies());
}

#[test]
fn pages_are_the_readmes_and_what_github_shows() {
    let root = tempfile::tempdir().unwrap();
    for path in [
        "README.md",
        "CHANGELOG.md",
        "a/b/README.md",
        "a/b/NOT_README.md",
        ".github/CONTRIBUTING.md",
    ] {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    assert_eq!(
        find(root.path()).unwrap(),
        [".github/CONTRIBUTING.md", "README.md", "a/b/README.md"]
    );
}
