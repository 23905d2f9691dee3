//! Claim: a broken specification gets a diagnostic that says what is wrong, where, and what to do; for each mistake it
//! is known word by word, and nothing is generated. `rejects/<mistake>.yaml` (or `.json`) makes one mistake, and
//! `rejects/<mistake>.expected` holds what its author reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use malipo_codegen::{Diagnostics, Input, generate};
use malipo_tests::expected::{Expected, below};

const MINIMAL: &str = "openapi: 3.0.3\ninfo: { title: Minimal, version: '1' }\npaths: {}\n";

fn directory() -> PathBuf {
    malipo_tests::root("tests/rejects")
}

fn is_expectation(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "expected")
}

fn specifications() -> Vec<PathBuf> {
    let mut files = below(&directory());
    files.retain(|file| !is_expectation(file) && !file.ends_with("README.md"));
    assert!(files.len() > 100, "the mistakes are gone: {files:?}");
    let mistakes: BTreeSet<_> = files.iter().map(|file| file.file_stem()).collect();
    assert_eq!(
        mistakes.len(),
        files.len(),
        "two mistakes have the same name"
    );
    files
}

fn input(file: &Path) -> Input {
    Input::strict(
        file.file_name().unwrap().to_str().unwrap().to_owned(),
        fs::read(file).unwrap(),
    )
}

fn refusal(inputs: &[Input]) -> Diagnostics {
    match generate(inputs) {
        Ok(_) => panic!("{} is accepted", inputs[0].file),
        Err(diagnostics) => diagnostics,
    }
}

/// A warning is an error in the documents above; these are refused though nobody here wrote them.
#[test]
fn what_nobody_can_have_meant_is_refused_in_documents_of_others_too() {
    for mistake in [
        "all_of_of_two_types",
        "api_key_without_a_name",
        "default_that_is_not_whole",
        "media_type_without_letters",
        "not_text",
        "path_same_template",
        "security_unknown",
        "security_unknown_in_every_alternative",
    ] {
        let strict = input(&directory().join(format!("{mistake}.yaml")));
        refusal(&[Input::new(strict.file, strict.text)]);
    }
}

#[test]
fn every_mistake_gets_exactly_the_words_that_are_expected() {
    let mut expected = Expected::from_env();
    for file in specifications() {
        let rendered = refusal(&[input(&file)]).render();
        expected.compare(&file.with_extension("expected"), &rendered);
    }
    expected.no_others(&directory(), is_expectation);
    expected.finish();
}

#[test]
fn every_diagnostic_has_a_place_the_line_of_the_source_and_a_way_out() {
    for file in specifications() {
        let input = input(&file);
        let diagnostics = refusal(std::slice::from_ref(&input));
        let rendered = diagnostics.render();
        let blocks: Vec<&str> = rendered.trim_end().split("\n\n").collect();
        assert_eq!(blocks.len(), diagnostics.iter().count(), "{rendered}");
        for block in blocks {
            let lines: Vec<&str> = block.lines().collect();
            assert!(lines[0].starts_with("error[M"), "{block}");
            let place = lines[1].trim_start().strip_prefix("--> ").unwrap();
            let position = place.strip_prefix(&format!("{}:", input.file)).unwrap();
            let (line, column) = position.split_once(':').unwrap();
            let line: usize = line.parse().unwrap();
            assert!(column.parse::<usize>().unwrap() >= 1, "{block}");

            let (number, shown) = lines[3].split_once(" |").unwrap();
            assert_eq!(number.trim(), line.to_string(), "{block}");
            let source = input.text.lines().nth(line - 1).unwrap_or_default();
            let shown = shown.trim().trim_end_matches("...");
            assert!(source.replace('\t', "    ").contains(shown), "{block}");
            assert!(lines[4].contains('^'), "{block}");
            let help = lines.last().unwrap().split_once("= help: ").unwrap().1;
            assert!(!help.is_empty(), "{block}");
        }
    }
}

#[test]
fn several_problems_come_in_one_run_in_the_order_of_their_places() {
    let file = directory().join("several_problems.yaml");
    let rendered = refusal(&[input(&file)]).render();
    let lines: Vec<usize> = rendered
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> several_problems.yaml:"))
        .map(|place| place.split_once(':').unwrap().0.parse().unwrap())
        .collect();
    assert!(lines.len() >= 5, "{rendered}");
    assert!(lines.is_sorted(), "{rendered}");
}

#[test]
fn one_broken_document_stops_the_others_and_both_tell_their_problems() {
    let good = Input::strict("good.yaml", MINIMAL.to_owned());
    assert!(generate(std::slice::from_ref(&good)).is_ok());

    let first = input(&directory().join("unnameable_title.yaml"));
    let second = input(&directory().join("operation_id_twice.yaml"));
    let alone = refusal(std::slice::from_ref(&first)).render()
        + &refusal(std::slice::from_ref(&second)).render();
    let together = refusal(&[first, good, second]);
    assert_eq!(together.render(), alone);
}

#[test]
fn two_documents_cannot_make_the_same_module() {
    let named = |file: &str| Input::strict(file.to_owned(), MINIMAL.to_owned());
    let rendered = refusal(&[named("one.yaml"), named("two.yaml")]).render();
    assert!(
        rendered.contains("`one.yaml` has the module `minimal` too"),
        "{rendered}"
    );
    assert!(rendered.contains("--> two.yaml:1:1"), "{rendered}");
}

#[test]
fn what_is_left_out_is_a_warning_where_the_run_is_not_strict() {
    let mut input = input(&directory().join("ref_of_a_path.yaml"));
    input.strict = false;
    let generated =
        generate(std::slice::from_ref(&input)).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(
        generated
            .diagnostics
            .render()
            .starts_with("warning[M0305]: the target `things.yaml` cannot be read")
    );
    assert_eq!(generated.account[0].unreadable_paths, ["/things"]);
}
