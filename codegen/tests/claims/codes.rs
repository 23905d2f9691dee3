//! Claim: every rule has a code of its own, and the table of the codes explains each one with an example that breaks it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use malipo_codegen::{Code, Diagnostic, Input, Severity, examples, generate, lower};

/// What the table writes for a byte that is not UTF-8.
const NOT_UTF8: char = '\u{fffd}';

fn input(code: Code, file: &str) -> Input {
    let mut bytes = Vec::new();
    for c in code.example_document().chars() {
        match c {
            NOT_UTF8 => bytes.push(0xff),
            c => bytes.extend(c.to_string().bytes()),
        }
    }
    Input::new(file.to_owned(), bytes)
}

fn codes<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> BTreeSet<Code> {
    found.into_iter().map(|found| found.code).collect()
}

/// The codes of everything that is reported about an example, and of what the account says is ignored.
fn reported(code: Code) -> BTreeSet<Code> {
    let input = input(code, "example.yaml");
    match code {
        Code::Example => {
            let all = examples(&input).unwrap_or_else(|problems| panic!("{problems}"));
            codes(all.iter().filter_map(|example| example.fault.as_ref()))
        }
        Code::ModuleTwice => {
            let other = self::input(code, "other.yaml");
            codes(generate(&[input, other]).unwrap_err().iter())
        }
        _ => match lower(&input) {
            Ok(lowered) => {
                let ignored = lowered.account.ignored.iter();
                let ignored = ignored.map(|ignored| ignored.code);
                codes(lowered.diagnostics.iter())
                    .into_iter()
                    .chain(ignored)
                    .collect()
            }
            Err(problems) => codes(problems.iter()),
        },
    }
}

#[test]
fn every_code_has_a_title_an_explanation_and_an_example() {
    for code in Code::ALL {
        assert!(!code.title().is_empty(), "{code}");
        assert!(code.explanation().ends_with('.'), "{code}");
        assert!(!code.example().trim().is_empty(), "{code}");
    }
}

#[test]
fn the_table_has_every_code_once_in_order_with_what_a_breach_is() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/codes.md");
    let table = fs::read_to_string(table).unwrap();
    let headings: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let breaches = breaches();
    let codes: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{code}: {} ({})", code.title(), breaches[code]))
        .collect();
    assert_eq!(headings, codes);
    assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()));
}

#[test]
fn no_two_rules_share_a_code_or_a_title() {
    let numbers: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let titles: BTreeSet<&str> = Code::ALL.iter().map(|code| code.title()).collect();
    assert_eq!(numbers.len(), Code::ALL.len());
    assert_eq!(titles.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(Code::from_text(code.as_str()), Some(*code));
    }
    assert_eq!(Code::from_text("M9999"), None);
}

/// What rules are reported as, beside what their example and the calls that name them show.
const REPORTED_AS: &[(&str, &str)] = &[
    ("Example", "warning"),
    ("HalfCharacter", "error"),
    ("HalfCharacter", "warning"),
    ("Key", "warning"),
    ("NotFinite", "error"),
    ("NotFinite", "warning"),
    ("ReferenceCycle", "warning"),
    ("UnresolvedFile", "error"),
];

/// What a breach of each rule is: an error, a warning, either, or only counted.
fn breaches() -> BTreeMap<Code, String> {
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, source) in sources() {
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let compact: String = source.split_whitespace().collect();
        for (call, word) in [("error(Code::", "error"), ("warning(Code::", "warning")] {
            for after in compact.split(call).skip(1) {
                let end = after.find(|letter: char| !letter.is_alphanumeric());
                let name = after[..end.unwrap_or(after.len())].to_owned();
                found.entry(name).or_default().insert(word);
            }
        }
    }
    for (name, word) in REPORTED_AS {
        found.entry((*name).to_owned()).or_default().insert(*word);
    }
    let of_example = |code: Code| -> Vec<(Code, Severity)> {
        let diagnostics = match lower(&input(code, "example.yaml")) {
            Ok(lowered) => lowered.diagnostics,
            Err(problems) => problems,
        };
        let found = diagnostics.iter();
        found.map(|found| (found.code, found.severity)).collect()
    };
    let breach = |code: &Code| {
        let mut words = found.remove(&format!("{code:?}")).unwrap_or_default();
        for (reported, severity) in of_example(*code) {
            if reported == *code {
                words.insert(match severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                });
            }
        }
        let words: Vec<&str> = words.into_iter().collect();
        match words.is_empty() {
            true => (*code, "counted".to_owned()),
            false => (*code, words.join(" or ")),
        }
    };
    Code::ALL.iter().map(breach).collect()
}

/// The source files that report, by their path.
fn sources() -> Vec<(String, String)> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![sources.clone()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(&sources)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            // The code itself, and tests.
            let is_source = name.ends_with(".rs")
                && !name.starts_with("diagnostic")
                && !name.ends_with("tests.rs")
                && !name.contains("/tests/");
            if path.is_dir() {
                open.push(path);
            } else if is_source {
                let text = fs::read_to_string(&path).unwrap();
                found.push((name, text));
            }
        }
    }
    found
}

/// Rules that several functions report, and how many: what is wrong in several ways, or found in several layers. The list may
/// only shrink: a rule of its own gets a code of its own.
const IN_SEVERAL_FUNCTIONS: &[(&str, usize)] = &[
    ("AllOfTypes", 2),
    ("Charset", 2),
    ("ConfirmationMissing", 2),
    ("DefaultType", 2),
    ("ErrorRole", 2),
    ("EssentialProperty", 2),
    ("EventName", 2),
    ("ExtensionForm", 3),
    ("KindPattern", 2),
    ("MappingTarget", 3),
    ("MediaRange", 2),
    ("MediaTypeName", 2),
    ("MisplacedExtension", 7),
    ("MissingKey", 2),
    ("NameCollision", 6),
    ("NestedValue", 2),
    ("NoSingleSuccess", 4),
    ("OptionalPathParameter", 2),
    ("PlainForm", 2),
    ("ReferenceCycle", 3),
    ("SamePath", 2),
    ("Syntax", 2),
    ("TargetEffect", 5),
    ("TargetType", 19),
    ("TooDeep", 2),
    ("TooLarge", 3),
    ("UncheckedConstraint", 3),
    ("UndeclaredPathParameter", 2),
    ("UnknownName", 5),
    ("UnknownPath", 2),
    ("UnknownSecurityScheme", 2),
    ("Unnameable", 7),
    ("UnresolvedFile", 4),
    ("UnresolvedReference", 3),
    ("UnsendablePath", 2),
    ("UnsupportedSchema", 4),
    ("Word", 2),
    ("WrongType", 4),
];

/// The functions of a source file that name each code.
fn namers(path: &str, source: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let mut function = path.to_owned();
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    for line in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        if let Some((before, after)) = code.split_once("fn ")
            && before
                .chars()
                .all(|letter| letter.is_alphabetic() || " ():".contains(letter))
        {
            let end = after.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            function = format!("{path} {}", &after[..end.unwrap_or(after.len())]);
        }
        for after in code.split("Code::").skip(1) {
            let end = after.find(|letter: char| !letter.is_alphanumeric());
            let name = &after[..end.unwrap_or(after.len())];
            let functions = found.entry(name.to_owned()).or_default();
            functions.insert(function.clone());
        }
    }
}

#[test]
fn each_code_is_reported_by_one_function_but_for_those_listed() {
    let mut found = BTreeMap::new();
    for (name, source) in sources() {
        namers(&name, &source, &mut found);
    }
    let listed: BTreeMap<&str, usize> = IN_SEVERAL_FUNCTIONS.iter().copied().collect();
    for code in Code::ALL {
        let name = format!("{code:?}");
        let mut functions = found.remove(&name).unwrap_or_default();
        assert!(!functions.is_empty(), "nobody reports {name}");
        // The table of the account only says which rule a keyword falls under.
        functions.retain(|function| !function.starts_with("account/table.rs"));
        let most = listed.get(name.as_str()).copied().unwrap_or(1);
        assert!(
            functions.len() <= most,
            "{name} is more than one rule: {functions:#?}"
        );
        assert!(
            functions.len() > 1 || most == 1,
            "{name} need not be listed any more"
        );
    }
}

#[test]
fn a_code_that_two_functions_report_is_found() {
    let source = "
        pub(super) fn one(&mut self) {
            // Code::Bounds would be another rule.
            self.report.error(Code::MultipleOf, at, \"a\");
        }
        const fn other() -> Code {
            let _ = |code: fn(Code)| code(Code::NoType);
            Code::MultipleOf
        }
        #[cfg(test)]
        fn third() { Code::MultipleOf }";
    let mut found = BTreeMap::new();
    namers("a.rs", source, &mut found);
    let names = |code: &str| found.get(code).cloned().unwrap_or_default();
    let both = ["a.rs one", "a.rs other"].map(str::to_owned);
    assert_eq!(names("MultipleOf"), BTreeSet::from(both));
    assert_eq!(names("NoType").len(), 1);
    assert_eq!(names("Bounds").len(), 0);
}

#[test]
fn every_example_yields_its_code() {
    let mut failures = Vec::new();
    for code in Code::ALL {
        let reported = reported(*code);
        if !reported.contains(code) {
            failures.push(format!("{code} ({code:?}): {reported:?}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
