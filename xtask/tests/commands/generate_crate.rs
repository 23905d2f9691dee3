//! Claim: `cargo xtask generate --spec` reports at its end how much of a document its crate holds, and what the crate depends on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What is said of a document whose crate is written.
fn said(document: &str, more: &[&str]) -> String {
    let (output, is_written) = run(document, more);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && is_written,
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

/// Runs the command, and tells whether it wrote anything.
fn run(document: &str, more: &[&str]) -> (Output, bool) {
    let home = tempfile::tempdir().unwrap();
    run_in(home.path(), document, more)
}

fn run_in(home: &Path, document: &str, more: &[&str]) -> (Output, bool) {
    let spec = home.join("spec.yaml");
    fs::write(&spec, document).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--name", "a", "--spec"])
        .arg(spec)
        .arg("--out")
        .arg(home.join("a"))
        .args(more)
        .current_dir(root)
        .output()
        .unwrap();
    (output, home.join("a").exists())
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\n";

fn one_operation(schema: &str) -> String {
    format!(
        "{HEAD}paths: {{ /a: {{ get: {{ operationId: a, responses: {{ '200': {{ description: a, content: {{ \
         application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }} }} }} }} }}\n\
         components: {{ schemas: {{ A: {schema} }} }}\n"
    )
}

/// An operation with a documented header of an error, and with a body of two media types.
fn partial() -> String {
    format!(
        "{HEAD}paths: {{ /a: {{ get: {{ operationId: a, responses: {{ '200': {{ description: a, \
         content: {{ application/json: {{}}, text/csv: {{}} }} }}, '404': {{ description: b, \
         headers: {{ X-A: {{ schema: {{ type: string }} }} }} }} }} }} }} }}\n"
    )
}

#[test]
fn the_summary_counts_the_reasons_why_operations_are_not_as_documented() {
    let text = said(&partial(), &[]);
    assert!(
        text.contains("1 operation: 0 as documented, 1 in part, 0 left out"),
        "{text}"
    );
    for line in [
        "\n      1 operation: media type that is not used (M0616)\n",
        "\n      1 operation: response header that is not read as documented (M0629)\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let text = said(&one_operation("{ type: string }"), &[]);
    assert!(text.contains("1 operation: 1 as documented, "), "{text}");
    assert!(!text.contains("(M0"), "{text}");
}

#[test]
fn json_has_the_errors_of_a_document_that_is_rejected() {
    let (output, is_written) = run(&one_operation("{ type: strin }"), &["--json"]);
    assert!(!is_written);
    assert_eq!(output.status.code(), Some(1));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["operations"], serde_json::json!([]));
    let error = &said["errors"][0];
    assert_eq!(
        (&error["code"], &error["line"]),
        (&"M0202".into(), &4.into()),
        "{said}"
    );
    assert_eq!(error["pointer"], "/components/schemas/A/type");
    let kept = said_of(
        &one_operation("{ type: strin }"),
        &["--json", "--keep-going"],
    );
    assert_eq!(kept["errors"][0]["pointer"], error["pointer"]);
}

fn said_of(document: &str, more: &[&str]) -> serde_json::Value {
    serde_json::from_str(&said(document, more)).unwrap()
}

#[test]
fn path_items_that_cannot_be_read_are_counted_and_named() {
    let document = format!(
        "{HEAD}paths:\n  /a: {{ $ref: 'missing.yaml#/a' }}\n  /b: 5\n  \
         /c: {{ get: {{ operationId: c, responses: {{ '200': {{ description: c }} }} }} }}\n"
    );
    let text = said(&document, &["--keep-going"]);
    assert!(
        text.contains("2 path items cannot be read, so nobody knows how many operations are missing there: /a, /b"),
        "{text}"
    );
    let json = said_of(&document, &["--keep-going", "--json"]);
    assert_eq!(json["unreadable_paths"], serde_json::json!(["/a", "/b"]));
    let text = said(&one_operation("{ type: string }"), &[]);
    assert!(!text.contains("cannot be read"), "{text}");
}

/// As behind `2>&1 | head -1`.
#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let home = tempfile::tempdir().unwrap();
    let spec = home.path().join("spec.yaml");
    let wrong: String = (0..2_000)
        .map(|number| format!("A{number}: {{ type: strin }}, "))
        .collect();
    let document = format!("{HEAD}paths: {{}}\ncomponents: {{ schemas: {{ {wrong} }} }}\n");
    fs::write(&spec, document).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--name", "a", "--spec"])
        .arg(&spec)
        .arg("--out")
        .arg(home.path().join("a"))
        .current_dir(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn json_has_each_operation_and_all_that_is_ignored() {
    let text = said(&partial(), &["--json"]);
    let said: serde_json::Value = serde_json::from_str(&text).unwrap();
    let operation = &said["operations"][0];
    assert_eq!(operation["presence"], "partial", "{said}");
    let reasons = operation["reasons"].as_array().unwrap();
    let codes: Vec<_> = reasons.iter().map(|reason| &reason["code"]).collect();
    assert_eq!(codes, ["M0616", "M0629"]);
    assert_eq!(reasons[0]["title"], "media type that is not used");
    let response = "/paths/~1a/get/responses/404";
    assert_eq!(said["ignored"][1]["pointer"], response, "{said}");
    assert_eq!(said["ignored"][1]["keyword"], "headers", "{said}");
    assert_eq!(said["unaccounted"], serde_json::json!([]));
}

#[test]
fn json_calls_an_operation_documented_if_nothing_of_it_is_ignored() {
    let text = said(&one_operation("{ type: string }"), &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["operations"][0]["presence"], "documented", "{json}");
}

#[test]
fn where_nothing_is_left_out_nobody_is_sent_to_look_for_it() {
    let text = said(&one_operation("{ type: string }"), &[]);
    assert!(text.contains("0 in part, 0 left out\n"), "{text}");
    let lost = format!("{HEAD}paths: {{ /a: {{ $ref: nofile.yaml }} }}\n");
    let text = said(&lost, &["--keep-going"]);
    let lines = "0 operations: 0 as documented, 0 in part, 0 left out\n1 path item cannot be read";
    assert!(text.contains(lines), "{text}");
    assert!(
        text.contains("\nnothing can be called with this crate"),
        "{text}"
    );
    assert!(
        text.contains("1 error: the faulty part is left out, raw JSON or bytes"),
        "{text}"
    );
}

#[test]
fn a_crate_without_a_path_to_the_runtime_needs_a_release_that_does_not_exist_yet() {
    let document = one_operation("{ type: string }");
    let words = "the crate depends on a release of `malipo-runtime`, and there is none yet: give `--runtime PATH`";
    assert!(said(&document, &[]).contains(words));
    assert!(!said(&document, &["--runtime", "generated/runtime"]).contains(words));
}

/// Documents whose crates `rustfmt` would lay out in another way.
const LAID_OUT: &[&str] = &[
    "paths: { /a: { get: { operationId: a, responses: { '200': { description: a, content: { application/json: { schema: { \
     type: object, description: '<b>Bold</b> and <a href=\"b\">a link</a>.', properties: { c: { type: string, description: 'See \
     [this](https://d.example).' } } } } } } } } } }",
    "servers: [{ url: 'https://pets.example/v2' }]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
    get:
      operationId: getPet
      parameters: [{ name: details, in: query, schema: { type: array, items: { type: string, enum: [owner, visits] } } }]
      responses:
        '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        default: { description: A problem., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    put:
      operationId: putPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string, minLength: 1 }, mood: { type: string, enum: [calm, wild] } } }
    Problem: { type: object, required: [code], properties: { code: { type: integer, format: int32, maximum: 999 } } }",
    "servers: [{ url: 'https://a.example' }]
paths:
  /uploads:
    post:
      operationId: startAnUploadWithANameThatDoesNotFitIntoALineOfTheUsualLength
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, note: { type: string } } }
      responses:
        '200':
          description: Started.
          content:
            application/json:
              schema:
                oneOf:
                  - { type: object, required: [waiting], properties: { waiting: { type: boolean } } }
                  - { type: object, required: [done], properties: { done: { type: string, format: date-time } } }
      callbacks:
        finished: { '{$request.body#/note}': { post: { responses: { '204': { description: Done. } } } } }",
];

#[test]
fn cargo_fmt_changes_nothing_that_the_check_would_find() {
    for document in LAID_OUT {
        let home = tempfile::tempdir().unwrap();
        let (spec, out) = (home.path().join("spec.yaml"), home.path().join("a"));
        fs::write(&spec, format!("{HEAD}{document}\n")).unwrap();
        let generate = |more: &[&str]| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
            Command::new(env!("CARGO_BIN_EXE_xtask"))
                .args(["generate", "--name", "a", "--spec"])
                .arg(&spec)
                .arg("--out")
                .arg(&out)
                .args(more)
                .current_dir(root)
                .output()
                .unwrap()
        };
        assert!(generate(&[]).status.success(), "{document}");
        let fmt = Command::new(env!("CARGO"))
            .arg("fmt")
            .current_dir(&out)
            .output();
        let fmt = fmt.unwrap();
        assert!(
            fmt.status.success(),
            "{}",
            String::from_utf8_lossy(&fmt.stderr)
        );
        let check = generate(&["--check"]);
        let said = String::from_utf8_lossy(&check.stdout);
        assert!(check.status.success(), "{document}: {said}");
        // And the check sees what somebody else changes.
        let types = out.join("src/types.rs");
        let text = fs::read_to_string(&types).unwrap();
        fs::write(&types, text + "\n").unwrap();
        assert!(!generate(&["--check"]).status.success(), "{document}");
    }
}

#[test]
fn an_error_writes_nothing_and_names_the_option_that_goes_on() {
    let document = one_operation("{ type: object, properties: { b: { type: String } } }");
    let (output, is_written) = run(&document, &[]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert!(!is_written, "{complaint}");
    assert!(complaint.contains("error[M0202]"), "{complaint}");
    assert!(complaint.contains("`--keep-going`"), "{complaint}");

    let (output, is_written) = run(&document, &["--keep-going"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && is_written, "{complaint}");
    assert!(complaint.contains("error[M0202]"), "{complaint}");
    assert!(
        text.contains("1 operation: 0 as documented, 1 in part, 0 left out"),
        "{text}"
    );
    assert!(text.contains("\n1 error: the faulty part is"), "{text}");
    assert!(complaint.starts_with("\nerror["), "{complaint}");
    assert!(complaint.ends_with("\n\n"), "{complaint}");
}

/// A document with an error, a warning, and an operation that is left out.
fn faulty() -> String {
    format!(
        "{HEAD}paths:\n  /a: {{ get: {{ operationId: a, summary: 1, responses: {{ '204': {{ description: a }} }} }} }}\n  \
         '/b/{{': {{ get: {{ operationId: b, responses: {{ '204': {{ description: b }} }} }} }}\n"
    )
}

#[test]
fn an_operation_that_is_left_out_has_a_reason_in_the_summary_and_in_the_crate() {
    let text = said(&faulty(), &["--keep-going"]);
    assert!(
        text.contains("\n      1 operation left out: malformed path template (M0408)\n"),
        "{text}"
    );
    assert!(
        text.contains("\n\ncodegen/src/diagnostic/codes.md explains each code\n"),
        "{text}"
    );
    let text = said(&faulty(), &["--keep-going", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let reason = &json["operations"][1]["reasons"][0];
    assert_eq!(reason["title"], "malformed path template", "{json}");
    assert_eq!(reason["code"], "M0408", "{json}");
    assert!(reason["message"].is_string(), "{json}");
}

#[test]
fn a_rejected_document_shows_its_warnings_only_if_they_are_asked_for() {
    let complaint = |more: &[&str]| {
        let (output, _) = run(&faulty(), more);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let short = complaint(&[]);
    assert!(
        short.contains("error[M0408]") && !short.contains("warning["),
        "{short}"
    );
    assert!(
        short.contains("\n1 warning; `--warnings` shows each with its location\n"),
        "{short}"
    );
    let long = complaint(&["--warnings"]);
    assert!(long.contains("warning[M0207]"), "{long}");
    for text in [short, long] {
        assert!(text.contains("codes.md explains each code"), "{text}");
    }
}

#[test]
fn the_warnings_end_with_one_blank_line() {
    let document = format!(
        "{HEAD}paths: {{ /a: {{ get: {{ operationId: a, summary: 1, responses: {{ '204': {{ description: a }} }} }} }} }}\n"
    );
    let text = said(&document, &["--warnings"]);
    assert!(text.contains("warning[M0207]"), "{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
}

#[test]
fn a_document_that_is_not_there_is_reported_without_the_words_of_the_system() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--name", "a", "--spec"])
        .arg(home.path().join("none.yaml"))
        .arg("--out")
        .arg(home.path().join("a"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .output()
        .unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(
        complaint.contains("none.yaml cannot be read: there is no such file"),
        "{complaint}"
    );
}

#[test]
fn what_nobody_can_read_is_not_said_to_have_a_way_on() {
    let (output, is_written) = run("swagger: '2.0'\n", &["--keep-going"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert!(!is_written, "{complaint}");
    let (output, _) = run("swagger: '2.0'\n", &[]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!complaint.contains("--keep-going"), "{complaint}");
}

#[test]
fn strings_of_a_format_have_a_type_and_its_feature_only_if_that_is_asked_for() {
    let schema = "{ type: object, properties: { day: { type: string, format: date }, \
                  at: { type: string, format: date-time }, id: { type: string, format: uuid } } }";
    let document = one_operation(schema);
    for (more, features, types) in [
        (&[][..], "", ["String", "String", "String"]),
        (
            &["--typed", "dates"],
            r#", features = ["local-time"]"#,
            [
                "rt::Lenient<rt::Date>",
                "rt::Lenient<rt::DateTime>",
                "String",
            ],
        ),
        (
            &["--typed", "uuids"],
            r#", features = ["uuid"]"#,
            ["String", "String", "rt::Lenient<rt::Uuid>"],
        ),
        (
            &["--typed", "uuids,dates"],
            r#", features = ["local-time", "uuid"]"#,
            [
                "rt::Lenient<rt::Date>",
                "rt::Lenient<rt::DateTime>",
                "rt::Lenient<rt::Uuid>",
            ],
        ),
    ] {
        let home = tempfile::tempdir().unwrap();
        let (output, _) = run_in(home.path(), &document, more);
        assert!(output.status.success(), "{output:?}");
        let read = |file: &str| fs::read_to_string(home.path().join("a").join(file)).unwrap();
        let manifest = read("Cargo.toml");
        let end = format!("default-features = false{features} }}\n");
        assert!(manifest.ends_with(&end), "{manifest}");
        let code = read("src/types.rs");
        for (field, ty) in ["day", "at", "id"].iter().zip(types) {
            assert!(
                code.contains(&format!("pub {field}: some {ty} = \"{field}\"")),
                "{code}"
            );
        }
    }
    let (output, is_written) = run(&document, &["--typed", "times"]);
    assert!(!output.status.success() && !is_written);
}
