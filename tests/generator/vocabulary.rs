//! Claim: the keys of ours that `spec/README.md` documents are those that the generator knows; and of gateways it knows
//! nothing but them.

use std::collections::BTreeSet;
use std::fs;

use malipo_tests::expected::below;

const PREFIX: &str = "x-malipo-";

/// The keys in a Markdown text: a piece of code that begins with our prefix.
fn documented(text: &str) -> BTreeSet<&str> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| code.starts_with(PREFIX))
        .map(|code| {
            code.split(|c: char| !c.is_ascii_lowercase() && c != '-')
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn the_documentation_and_the_generator_know_the_same_keys() {
    let readme = fs::read_to_string(malipo_tests::root("spec/README.md")).unwrap();
    let known: BTreeSet<&str> = malipo_codegen::extension_keys().collect();
    assert!(
        known.len() > 15 && known.iter().all(|key| key.starts_with(PREFIX)),
        "{known:?}"
    );
    let documented = documented(&readme);
    let untold: Vec<_> = known.difference(&documented).collect();
    let unknown: Vec<_> = documented.difference(&known).collect();
    assert!(
        untold.is_empty(),
        "spec/README.md does not document {untold:?}"
    );
    assert!(
        unknown.is_empty(),
        "spec/README.md documents {unknown:?}, which the generator does not know"
    );
}

#[test]
fn every_key_has_a_row_in_a_table() {
    let readme = fs::read_to_string(malipo_tests::root("spec/README.md")).unwrap();
    for key in malipo_codegen::extension_keys() {
        let rows = readme
            .lines()
            .filter(|line| line.starts_with(&format!("| `{key}` |")))
            .count();
        assert_eq!(rows, 1, "{key}");
    }
}

/// Where the examples of `spec/README.md` stand in the document that they are of, in their order for each key.
const PLACES: &[(&str, &str)] = &[
    ("x-malipo-events", ""),
    ("x-malipo-callbacks", ""),
    ("x-malipo-effect", "/paths/~1payments/post"),
    ("x-malipo-refusal", "/paths/~1payments/post"),
    ("x-malipo-acceptance", "/paths/~1payments/post"),
    ("x-malipo-lookup", "/paths/~1payments/post"),
    ("x-malipo-pages", "/paths/~1payments/get"),
    ("x-malipo-settles", "/paths/~1payments~1{id}/get"),
    ("x-malipo-settles", "/paths/~1payments~1by-order/get"),
    ("x-malipo-choice", "/components/schemas/PaymentRequest"),
];

#[test]
fn the_examples_of_the_documentation_are_accepted_in_one_document() {
    let readme = fs::read_to_string(malipo_tests::root("spec/README.md")).unwrap();
    let example = malipo_tests::root("tests/generator/vocabulary/example.yaml");
    let mut document: serde_json::Value =
        serde_yaml::from_str(&fs::read_to_string(example).unwrap()).unwrap();
    let mut left = PLACES.to_vec();
    for block in readme.split("```yaml\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let keys: serde_json::Map<String, serde_json::Value> = serde_yaml::from_str(block).unwrap();
        for (key, value) in keys {
            let next = left.iter().position(|(name, _)| *name == key);
            let (_, place) = left.remove(next.unwrap_or_else(|| panic!("where does {key} stand?")));
            document.pointer_mut(place).unwrap()[&key] = value;
        }
    }
    assert!(left.is_empty(), "not shown: {left:?}");
    let text = serde_json::to_string_pretty(&document).unwrap();
    malipo_codegen::generate(&[malipo_codegen::Input::strict("example.json", text)])
        .unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn a_key_is_found_only_as_code() {
    let text = "x-malipo-plain is none, `x-malipo-key: value` and `x-malipo-other` are, `x-internal` is not ours";
    assert_eq!(
        documented(text),
        BTreeSet::from(["x-malipo-key", "x-malipo-other"])
    );
}

#[test]
fn neither_the_generator_nor_the_runtime_names_a_gateway() {
    let mut sources = below(&malipo_tests::root("codegen/src"));
    sources.extend(below(&malipo_tests::root("generated/runtime/src")));
    assert!(sources.len() > 100, "the sources are gone");
    let mut names: Vec<String> = below(&malipo_tests::root("spec"))
        .iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .map(|file| file.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(names.len() > 1, "{names:?}");
    // The other name under which one of them is sold.
    names.push("almara".to_owned());
    for file in sources {
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        for name in &names {
            assert!(!text.contains(name), "{} says {name}", file.display());
        }
    }
}

#[test]
fn every_country_that_can_be_declared_has_numbers_that_are_sent() {
    let properties: Vec<String> = (1..1000)
        .map(|code| {
            format!("p{code}: {{ type: string, x-malipo-subscriber: {{ country: '{code}' }} }}")
        })
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\npaths:\n  /orders:\n    post:\n      \
         operationId: createOrder\n      requestBody:\n        required: true\n        content: {{ application/json: \
         {{ schema: {{ $ref: '#/components/schemas/Order' }} }} }}\n      responses: {{ '204': {{ description: Done. }} }}\n\
         components:\n  schemas:\n    Order:\n      type: object\n      properties:\n        {}\n",
        properties.join("\n        ")
    );
    let problems = malipo_codegen::generate(&[malipo_codegen::Input::strict("codes.yaml", text)]);
    let problems = problems.unwrap_err();
    let rejected: BTreeSet<String> = { problems.iter() }
        .map(|problem| {
            problem
                .what
                .replace("there is no country code ", "")
                .replace(" in E.164", "")
        })
        .collect();
    assert!((700..850).contains(&rejected.len()), "{}", rejected.len());
    for code in (1..1000).map(|code: u16| code.to_string()) {
        let mut violations = malipo::runtime::Violations::new();
        violations.subscriber(&format!("{code}123456789")[..12.min(code.len() + 9)], "256");
        let is_sent = violations.is_empty();
        // Of the codes that are sent, some are of global services, which are no country to suggest.
        assert!(is_sent || rejected.contains(&format!("`{code}`")), "{code}");
    }
    for code in ["1", "20", "44", "250", "254", "255", "256", "998"] {
        assert!(!rejected.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn the_page_of_the_fixtures_lists_those_that_are_repaired() {
    let home = malipo_tests::root("tests/fixtures");
    let page = fs::read_to_string(home.join("README.md")).unwrap();
    let listed: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("  - `")?.strip_suffix('`'))
        .map(str::to_owned)
        .collect();
    let repaired: BTreeSet<String> = below(&home)
        .into_iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "json")
        })
        .filter(|file| {
            fs::read_to_string(file)
                .unwrap()
                .contains("Repaired to be JSON:")
        })
        .map(|file| {
            let file = file.strip_prefix(&home).unwrap();
            file.to_str().unwrap().replace('\\', "/")
        })
        .collect();
    assert!(!repaired.is_empty());
    assert_eq!(listed, repaired);
}

/// The shared lists of words of a specification, as they are written.
fn shared_words(spec: &str) -> String {
    let text = fs::read_to_string(malipo_tests::root(spec)).unwrap();
    let (_, rest) = text.split_once("\nx-malipo-words:\n").unwrap();
    rest.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn both_specifications_look_for_the_same_words() {
    let words = shared_words("spec/zengapay.yaml");
    assert!(words.lines().count() > 100);
    assert_eq!(words, shared_words("spec/zamupay.yaml"));
}

/// Files of the runtime that are compiled for payments only, and values that are only paid.
const OF_PAYMENTS: &[&str] = &[
    "call/lookups",
    "error/ids",
    "error/money",
    "error/payment",
    "error/proof",
    "error/resolving",
    "error/sought",
    "error/waiting",
    "payments",
    "tests",
    "wire/amount",
    "wire/compared",
    "wire/msisdn",
    "wire/check/country_codes",
    "wire/check/subscriber",
];

/// The lines of documentation that are there without the feature `payments`, with their numbers.
fn core_documentation(text: &str) -> Vec<(usize, &str)> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start();
        if line.starts_with("///") || line.starts_with("//!") {
            lines.push((number, line));
        } else if line.starts_with("#[cfg(feature = \"payments\")]") {
            // The documentation of an item stands before its attributes.
            let mut before = number - 1;
            while lines.pop_if(|(last, _)| *last == before).is_some() {
                before -= 1;
            }
        }
    }
    lines
}

const OF_MONEY: &[&str] = &[
    "merchant",
    "merchants",
    "money",
    "paid",
    "pay",
    "payment",
    "payments",
    "pays",
];

#[test]
fn without_payments_the_runtime_says_no_word_about_money() {
    let root = malipo_tests::root("generated/runtime/src");
    let mut found = Vec::new();
    let mut read = 0;
    for file in below(&root) {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap();
        if OF_PAYMENTS.iter().any(|prefix| name.starts_with(prefix)) || !name.ends_with(".rs") {
            continue;
        }
        read += 1;
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in core_documentation(&text) {
            let mut words = line.split(|c: char| !c.is_alphabetic());
            // The first page lists the features.
            let is_feature = line.starts_with("//! | `");
            if !is_feature && words.any(|word| OF_MONEY.contains(&&*word.to_lowercase())) {
                found.push(format!("{name}:{}: {line}", number + 1));
            }
        }
    }
    assert!(read > 40, "{read}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_crate_for_an_api_without_payments_says_no_word_about_money() {
    let mut found = Vec::new();
    for file in below(&malipo_tests::root("tests/corpus/pets/src")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut words = text.split(|c: char| !c.is_alphabetic());
        // One property of the document is about a fee.
        if words.any(|word| word != "pays" && OF_MONEY.contains(&&*word.to_lowercase())) {
            found.push(file);
        }
    }
    assert!(found.is_empty(), "{found:?}");
    let manifest = fs::read_to_string(malipo_tests::root("tests/corpus/pets/Cargo.toml")).unwrap();
    assert!(manifest.contains("malipo-runtime") && !manifest.contains("payments"));
}
