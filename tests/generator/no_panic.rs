//! Claim: whatever text the generator is given, it ends, without a panic, with files that are Rust or with diagnostics
//! that can be shown. Where the errors are said to be survivable, whoever keeps going gets files and the same errors.
//!
//! What is random is seeded, so that every run does the same. `MALIPO_THOROUGH=1` does two hundred times as much.

mod mutations;

use std::fmt::Write as _;
use std::fs;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use malipo_codegen::{Input, Outcome, generate};
use malipo_tests::expected::below;
use mutations::{Random, with_changed_characters, with_changed_nodes};
use serde_json::Value;

/// Longer than any text here may take, on a slow machine and without optimisation.
const LIMIT: Duration = Duration::from_secs(30);

fn thorough() -> bool {
    std::env::var_os("MALIPO_THOROUGH").is_some()
}

fn gateway() -> String {
    fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap()
}

/// Small specifications, which between them use all that the generator knows.
fn small() -> Vec<String> {
    let files = below(&malipo_tests::root("tests/goldens"));
    let specs: Vec<String> = files
        .iter()
        .filter(|file| file.ends_with("spec.yaml"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    assert!(specs.len() > 20, "the goldens are gone");
    specs
}

/// Generates from a text, beside another file that is the same: `other.yaml`. Gives whether files were made.
fn outcome(text: &str) -> bool {
    let other = malipo_codegen::Text::from(text);
    let mut input = Input {
        others: malipo_codegen::Others::new(move |file| match file {
            "other.yaml" => Ok(other.clone()),
            _ => Err("there is no such file".to_owned()),
        }),
        ..Input::new("hostile.yaml", text.to_owned())
    };
    match generate(std::slice::from_ref(&input)) {
        Ok(generated) => {
            is_rust(&generated);
            true
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors());
            let rendered = diagnostics.render();
            let is_located = ["hostile", "other"]
                .iter()
                .any(|file| rendered.contains(&format!("--> {file}.yaml:")));
            assert!(is_located, "{rendered}");
            input.keep_going = true;
            match generate(&[input]) {
                Ok(survived) => {
                    assert!(survived.diagnostics.has_errors(), "{rendered}");
                    is_rust(&survived);
                }
                Err(more) => assert!(!more.is_survivable(), "{rendered}\n{more}"),
            }
            false
        }
    }
}

fn is_rust(generated: &Outcome) {
    let _ = generated.diagnostics.render();
    for (path, text) in generated.files.iter() {
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path} is not Rust: {error}\n{text}"));
    }
}

/// Tries numbered texts on all processors, and fails with those that break the claim. Gives how many made files.
fn survives(count: usize, text: impl Fn(usize) -> String + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let generated = AtomicUsize::new(0);
    let broken = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            let text = text(number);
            let start = Instant::now();
            match catch_unwind(|| outcome(&text)) {
                Ok(true) => _ = generated.fetch_add(1, Ordering::Relaxed),
                Ok(false) => {}
                Err(_) => broken.lock().unwrap().push((number, "panics", text)),
            }
            if start.elapsed() > LIMIT {
                broken
                    .lock()
                    .unwrap()
                    .push((number, "takes too long", String::new()));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let broken = broken.into_inner().unwrap();
    if let Some((number, how, text)) = broken.first() {
        panic!(
            "{} of {count}; number {number} {how}:\n{text}",
            broken.len()
        );
    }
    generated.into_inner()
}

fn document(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap()
}

#[test]
fn a_specification_that_ends_too_early() {
    for spec in small() {
        let offsets: Vec<usize> = spec
            .char_indices()
            .map(|(offset, _)| offset)
            .step_by(if thorough() { 1 } else { 23 })
            .collect();
        survives(offsets.len(), |number| spec[..offsets[number]].to_owned());
    }
    let spec = gateway();
    let lines: Vec<usize> = spec
        .match_indices('\n')
        .map(|(end, _)| end + 1)
        .step_by(if thorough() { 1 } else { 193 })
        .collect();
    survives(lines.len(), |number| spec[..lines[number]].to_owned());
    let offsets: Vec<usize> = spec
        .char_indices()
        .map(|(offset, _)| offset)
        .step_by(if thorough() { 37 } else { 15_013 })
        .collect();
    survives(offsets.len(), |number| spec[..offsets[number]].to_owned());
}

#[test]
fn a_specification_with_changed_characters() {
    let specs = small();
    let count = if thorough() { 200_000 } else { 1_000 };
    let generated = survives(count, |number| {
        with_changed_characters(&specs[number % specs.len()], &mut Random::new(number))
    });
    assert!(
        generated > count / 50,
        "hardly anything is generated from them: {generated}"
    );
    let spec = gateway();
    survives(if thorough() { 2_000 } else { 8 }, |number| {
        with_changed_characters(&spec, &mut Random::new(number))
    });
}

#[test]
fn a_specification_with_changed_nodes() {
    let specs: Vec<Value> = small().iter().map(|spec| document(spec)).collect();
    let count = if thorough() { 200_000 } else { 1_000 };
    let generated = survives(count, |number| {
        with_changed_nodes(&specs[number % specs.len()], &mut Random::new(number))
    });
    assert!(
        generated > count / 50,
        "hardly anything is generated from them: {generated}"
    );
    let spec = document(&gateway());
    survives(if thorough() { 5_000 } else { 8 }, |number| {
        with_changed_nodes(&spec, &mut Random::new(number))
    });
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Hostile, version: '1' }\npaths: {}\n";

fn schemas(schemas: &str) -> String {
    format!("{HEAD}components:\n  schemas:\n{schemas}")
}

/// Schemas, each made from its number.
fn chain(length: usize, link: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..length {
        writeln!(text, "    T{number}: {}", link(number)).unwrap();
    }
    schemas(&text)
}

/// Each one broke the claim once. Their names say what is odd about them.
#[test]
fn the_documents_that_fuzzing_found() {
    let texts: Vec<String> = below(&malipo_tests::root("tests/generator/no_panic/found"))
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    assert!(texts.len() > 8, "the documents are gone");
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn a_document_that_is_too_deep() {
    let deep = |open: &str, close: &str| open.repeat(10_000) + &close.repeat(10_000);
    let texts = [
        deep("[", ""),
        deep("[", "]"),
        "[".repeat(500),
        "[".repeat(500) + &"]".repeat(500),
        deep("{\"a\":", ""),
        deep("{\"a\":", "}"),
        deep("{a: ", "}"),
        deep("- ", ""),
        deep("? ", ""),
        deep("!x ", ""),
        "- - ".repeat(50_000),
        format!("{HEAD}x-deep: {}", deep("[", "]")),
        schemas(&format!("    A: {}", deep("{ type: array, items: ", "}"))),
        (0..2_000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect(),
    ];
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn a_document_that_unfolds_without_end() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for number in 1..30 {
        let item = format!("*a{}", number - 1);
        writeln!(
            bomb,
            "a{number}: &a{number} [{}]",
            [item.as_str(); 10].join(", ")
        )
        .unwrap();
    }
    let texts = [
        bomb.clone(),
        format!("{HEAD}{}", bomb.replace("a0:", "x-a0:")),
        "a: &a [*a]\n".to_owned(),
        "&a a: *a\n".to_owned(),
        format!("{HEAD}x-a: &a {{ b: *a }}\n"),
        format!("{HEAD}x-a: *nobody\n"),
        schemas("    A: &a { type: object, properties: { a: *a } }\n"),
    ];
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn a_fault_below_many_kinds_is_told_at_once() {
    let mut schema = String::from("{ type: object, required: [[a]] }");
    for _ in 0..20 {
        schema = format!(
            "{{ anyOf: [{{ type: string }}, {{ type: object, properties: {{ a: {schema} }} }}] }}"
        );
    }
    survives(1, |_| schemas(&format!("    A: {schema}\n")));
}

#[test]
fn references_in_long_chains_and_wide_circles() {
    let last = 1_000;
    let next = |number: usize| format!("'#/components/schemas/T{}'", number + 1);
    let texts = [
        chain(last, |number| format!("{{ $ref: {} }}", next(number))),
        chain(last, |number| {
            format!("{{ type: array, items: {{ $ref: {} }} }}", next(number))
        }),
        chain(last, |number| {
            format!(
                "{{ type: object, properties: {{ a: {{ $ref: {} }} }} }}",
                next(number)
            )
        }),
        chain(last, |number| {
            format!(
                "{{ type: object, properties: {{ a: {{ $ref: {} }} }} }}",
                next(number % 100)
            )
        }),
        chain(last, |number| {
            format!(
                "{{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/T{}' }} }} }}",
                (number + 1) % last
            )
        }),
        chain(200, |number| {
            format!(
                "{{ type: object, properties: {{ {} }} }}",
                (0..10)
                    .map(|n| format!(
                        "p{n}: {{ $ref: '#/components/schemas/T{}' }}",
                        (number * 7 + n) % 200
                    ))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }),
    ];
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn a_document_that_is_wrong_in_thousands_of_places() {
    let mut paths = String::new();
    for number in 0..1_000 {
        writeln!(
            paths,
            "  /p{number}/{{x}}: {{ get: {{ operationId: same, nonsense: 1, responses: {{}} }} }}"
        )
        .unwrap();
    }
    let texts = [
        format!("{}{paths}", HEAD.replace("paths: {}", "paths:")),
        chain(300, |number| {
            format!(
                "{{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/U{number}' }} }} }}"
            )
        }),
        chain(1_000, |_| {
            "{ type: strnig, x-malipo-kind: mony }".to_owned()
        }),
    ];
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn numbers_keys_and_texts_of_every_kind() {
    let mut texts: Vec<String> = Vec::new();
    for number in [
        "1e999",
        "-1e999",
        "1e-999",
        ".inf",
        "-.inf",
        ".nan",
        "0777",
        "0o777",
        "0x7f",
        "1_000",
        "99999999999999999999999999999999999999999",
        "-99999999999999999999999",
        "18446744073709551615",
        "9223372036854775808",
        "1.7976931348623157e308",
        "4.9e-324",
        "-0",
        "-0.0",
        "+1",
    ] {
        for keyword in [
            "minimum",
            "maximum",
            "multipleOf",
            "default",
            "minLength",
            "maxItems",
            "enum",
        ] {
            let value = if keyword == "enum" {
                format!("[{number}]")
            } else {
                number.to_owned()
            };
            for ty in ["number", "integer", "string", "array"] {
                texts.push(schemas(&format!("    T: {{ type: object, properties: {{ a: {{ type: {ty}, {keyword}: {value} }} }} }}\n")));
            }
        }
    }
    for key in [
        "''",
        "' '",
        "\"\\0\"",
        "\"\\u202E\"",
        "'a\"b'",
        "~",
        "null",
        "true",
        "1.5",
        "1e3",
        "[a]",
        "{a: b}",
        "!x a",
        "*a",
        "'#'",
        "\"\\n\"",
        "'$ref'",
        "'/'",
        "'~1'",
    ] {
        for form in [
            "type: string",
            "type: object, properties: { a: { type: string } }",
            "type: string, enum: [a]",
        ] {
            texts.push(schemas(&format!("    {key}: {{ {form} }}\n")));
        }
        texts.push(schemas(&format!(
            "    T: {{ type: object, properties: {{ {key}: {{ type: string }} }} }}\n"
        )));
        texts.push(schemas(&format!(
            "    T: {{ type: string, enum: [{key}] }}\n"
        )));
        texts.push(format!("{HEAD}{key}: 1\n"));
        texts.push(HEAD.replace("paths: {}", &format!("paths: {{ {key}: {{ get: {{ operationId: {key}, responses: {{ {key}: {{ description: {key} }} }} }} }} }}")));
    }
    let long = "k".repeat(1 << 18);
    let members: String = (0..2_000)
        .map(|number| format!("  a{number}: 1\n"))
        .collect();
    texts.push(format!("{long}:\n{members}"));
    texts.push(format!("{HEAD}x-{long}: 1\n"));
    texts.push(format!("# {long}\n"));
    texts.push(format!("{HEAD}# {long}"));
    texts.push(long);
    for text in [
        "\u{feff}",
        "\0",
        "\r",
        "\n\n\n",
        "---\n---\n---\n",
        "%YAML 1.2\n---\n",
        "%",
        "{",
        "}",
        "\"",
        "'",
        "|",
        ">",
        "&",
        "*",
        "!",
        "- ",
        "? ",
        ": ",
        "{}",
        "[]",
        "\u{2028}",
        "\u{85}",
    ] {
        texts.push(text.to_owned());
        texts.push(format!("{HEAD}{text}"));
    }
    survives(texts.len(), |number| texts[number].clone());
}

#[test]
fn texts_that_rust_would_misread() {
    const SPECIFICATION: &str = r##"{
  "openapi": "3.0.3",
  "info": { "title": "TITLE", "version": "1", "description": "TEXT" },
  "servers": [{ "url": "https://a.example", "description": "TEXT", "x-malipo-environment": "sandbox" }],
  "paths": { "/a": { "post": {
    "operationId": "NAME", "summary": "TEXT", "description": "TEXT",
    "parameters": [{ "name": "NAME", "in": "query", "description": "TEXT", "schema": { "type": "string" } }],
    "requestBody": { "description": "TEXT", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
    "responses": {
      "200": { "description": "TEXT" },
      "202": { "description": "TEXT", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
      "400": { "description": "TEXT", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } }
    }
  } } },
  "components": { "schemas": { "Thing": {
    "description": "TEXT", "type": "object",
    "properties": { "NAME": { "description": "TEXT", "type": "string", "enum": ["NAME"], "x-malipo-values": { "NAME": { "description": "TEXT" } } } }
  } } }
}"##;
    let strange = [
        "a\rb",
        "a\r\nb",
        "a\0b",
        "\u{202e}a",
        "*/ a /*",
        "// a",
        "/// a",
        "a \" b",
        "a \\ b",
        "a ` b",
        "`` a",
        "```\na",
        "```rust\na\n```",
        "    a",
        "\ta",
        "# a",
        "- a",
        "| a |",
        "a <b> [c] {d}",
        "{} {0} {a}",
        "https://a.example/>",
        "#![a]",
        "a\u{2028}b",
        "é a",
    ];
    let places = ["TITLE", "TEXT", "NAME"];
    let generated = survives(strange.len() * places.len(), |number| {
        let place = places[number % places.len()];
        let quoted = serde_json::to_string(strange[number / places.len()]).unwrap();
        let text = SPECIFICATION.replace(place, quoted.trim_matches('"'));
        let text = text.replace("TITLE", "Hostile").replace("NAME", "name");
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
        text
    });
    // No parameter can be sent under a name with a control character.
    let unsent = { strange.iter() }
        .filter(|text| text.contains(char::is_control))
        .count();
    assert_eq!(generated, strange.len() * places.len() - unsent);
}
