//! Claim: no text of a document runs when somebody tests or documents the crate: whatever its descriptions hold, `cargo test --doc` runs
//! only the generator's own examples, and `cargo doc` has nothing to warn of.

use std::fs;
use std::path::Path;
use std::process::Command;

use malipo_corpus_runner::{Crates, Document, Place, Reads, Role, Verdict, examine};
use serde_json::{Value, json};

/// Each writes a file if it is run, and does not compile if it is only compiled.
const TEXTS: &[&str] = &[
    "One of:\n\n-     RUN",
    "1.     RUN\n2.     RUN",
    "- a\n\n      RUN",
    "```\nRUN\n```",
    "~~~rust,no_run\nRUN\n~~~",
    "- ```\n  RUN\n  ```",
    "> ```should_panic\n> RUN\n> ```",
    ">     RUN",
    "````text\n```\n````\n```\nRUN\n```",
    "```text\nx\n``` text\nRUN\n```",
    "    RUN\n\n\tRUN",
    "A\n===\n    RUN",
    "a[^1]\n\n[^1]: b c\n\n        RUN",
    "<div>\n\n    RUN\n\n</div>",
    "<pre><code class=\"language-rust\">\n\nRUN\n",
    "<!-- a\n\n    RUN",
    "<script>\n\n```\nRUN\n```\n</script>",
    "| a |\n|---|\n| b |\n    RUN\n\n    RUN",
    "[x]: https://example.com\n    RUN\n\n[](#a)\n```\nRUN\n```",
    "&#96;&#96;&#96;\nRUN\n\n&#32;&#32;&#32;&#32;RUN",
    // What is not code, but may be warned of.
    "[x], [Vec], [y][z], [a](b) and <b>c, <https://example.com>, https://example.com, Vec<u8> and <your-key>. `a",
    "<details><summary>a</summary>\n\n**b**\n\n</details>\n<img src=x onerror=f()> </p> [c](javascript:f())",
];

/// A document with a text wherever one may stand, for each text.
fn document(run: &str) -> Value {
    let texts = TEXTS.iter().map(|text| text.replace("RUN", run));
    let texts: Vec<String> = texts.collect();
    let all = texts.join("\n\n");
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    let mut schemes = serde_json::Map::new();
    for (number, text) in texts.iter().enumerate() {
        let name = format!("Thing{number}");
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = json!({ "application/json": { "schema": schema } });
        let parameter = json!({
            "name": "q", "in": "query", "description": text, "schema": { "type": "string", "pattern": text, "enum": [text, "a"] },
        });
        let security = json!({ name.clone(): [] });
        let operation = json!({
            "operationId": format!("op{number}"), "summary": text, "description": text, "tags": [text],
            "security": [security], "parameters": [parameter],
            "requestBody": { "description": text, "content": content },
            "responses": { "200": { "description": text, "content": content }, "400": { "description": text, "content": content } },
        });
        paths.insert(
            format!("/{number}"),
            json!({ "post": operation, "description": text }),
        );
        let properties = json!({
            "a": { "type": "string", "description": text, "example": text, "default": text },
            "b": { "type": "array", "description": text, "items": { "type": "string", "enum": [text], "description": text } },
        });
        let schema = json!({ "type": "object", "title": text, "description": text, "properties": properties });
        schemas.insert(name.clone(), schema);
        let scheme = json!({ "type": "apiKey", "in": "header", "name": format!("X-{number}"), "description": text });
        schemes.insert(name, scheme);
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": all, "version": all, "description": all, "contact": { "name": all }, "license": { "name": all } },
        "servers": [{ "url": "https://example.com", "description": all }, { "url": "https://b.example.com", "description": all }],
        "tags": [{ "name": all, "description": all }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes },
    })
}

/// Runs cargo on a crate, without a network.
fn cargo(crates: &Path, target: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "-p", "described"])
        .current_dir(crates)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    assert!(output.status.success(), "{arguments:?}:\n{text}");
    text
}

#[test]
fn no_description_is_a_test_of_the_crate() {
    let home = tempfile::tempdir().unwrap();
    let directory = home.path().canonicalize().unwrap();
    let trace = directory.join("ran");
    let run = format!("std::fs::write({trace:?}, \"x\").unwrap(); does_not_compile();");
    let documents = directory.join("documents");
    fs::create_dir(&documents).unwrap();
    fs::write(documents.join("described.json"), document(&run).to_string()).unwrap();
    let document = Document::new("described.json".to_owned(), Some(Role::Root));

    // This test stands in `target/debug/deps`.
    let program = std::env::current_exe().unwrap();
    let target = program.ancestors().nth(3).unwrap();
    let directory = directory.join("crates");
    let crates = Crates::new(directory.clone(), target.to_owned());
    let place = Place {
        directory: &crates.home("described"),
        runtime: &malipo_tests::root("generated/runtime"),
        examples: None,
        reads: Reads::Examples,
        values: usize::MAX,
    };
    let outcome = examine(&document, &documents, "described", Some(place), false).unwrap();
    assert_eq!(outcome.verdict, Verdict::Generated, "{:?}", outcome.errors);
    assert_eq!(outcome.operations, TEXTS.len(), "{:?}", outcome.skipped);
    let lock = malipo_tests::root("Cargo.lock");
    let compiled = { crates }
        .compile(
            &["described".to_owned()],
            Command::new(env!("CARGO")),
            &lock,
            || (),
        )
        .unwrap();
    assert_eq!(
        compiled["described"].warnings, 0,
        "{:#?}",
        compiled["described"].messages
    );

    let tested = cargo(&directory, target, &["test", "--doc"]);
    // How the client is built, which the generator shows.
    assert!(tested.contains("running 1 test\n"), "{tested}");
    assert!(tested.contains(" - compile ... ok"), "{tested}");
    assert!(!trace.exists(), "{tested}");
    cargo(&directory, target, &["doc", "--no-deps"]);
}
