//! Claim: a change of the documents is a change of the specification and nothing else. An operation and an optional
//! field are added to it, the crate is generated into an empty directory, and a program that uses both compiles.

use std::fs;
use std::path::Path;
use std::process::Command;

use malipo_codegen::{Input, generate};

const OPERATION: &str = r#"
  /refunds/{refundReference}:
    get:
      operationId: getRefund
      summary: Reads one refund.
      x-malipo-source: { from: [seed], confidence: inferred }
      x-malipo-effect: { kind: reads }
      parameters:
        - name: refundReference
          in: path
          required: true
          schema: { type: string, minLength: 1 }
      responses:
        '200':
          description: The refund.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/TransactionAnswer' }
"#;

const FIELD: &str =
    "        brand_new:\n          type: string\n          description: Added by a test.\n";

const PROGRAM: &str = r#"
#![deny(warnings)]
pub mod zengapay;

pub fn uses_what_is_new(client: &zengapay::Client) {
    let msisdn: malipo_runtime::Msisdn = "256770000015".parse().expect("a phone number");
    let request = zengapay::types::CollectionRequest::builder()
        .msisdn(msisdn)
        .amount(500)
        .external_reference("order-17")
        .narration("Test")
        .brand_new("yes")
        .build();
    drop(client.create_collection(request));
    drop(client.get_refund("refund-1"));
}
"#;

fn evolved() -> String {
    let text = fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap();
    let with_operation = text.replacen("\npaths:\n", &format!("\npaths:\n{OPERATION}"), 1);
    let request = with_operation
        .find("    CollectionRequest:\n")
        .expect("the schema of the request");
    let properties = with_operation[request..]
        .find("      properties:\n")
        .expect("its properties")
        + request;
    let at = properties + "      properties:\n".len();
    format!("{}{FIELD}{}", &with_operation[..at], &with_operation[at..])
}

#[test]
fn an_operation_and_a_field_added_to_the_specification_are_in_the_client() {
    let input = Input::strict("spec/zengapay.yaml", evolved());
    let generated = generate(&[input]).unwrap_or_else(|problems| panic!("{problems}"));

    let directory = tempfile::tempdir().unwrap();
    let source = directory.path().join("src");
    for (path, text) in generated.files.iter() {
        let path = source.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::write(source.join("lib.rs"), PROGRAM).unwrap();
    let runtime = malipo_tests::root("generated/runtime")
        .canonicalize()
        .unwrap();
    fs::write(
        directory.path().join("Cargo.toml"),
        format!(
            "[package]\nname = \"evolved\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nmalipo-runtime = {{ path = {runtime:?}, default-features = false, features = [\"local-time\", \"webhooks\"] }}\n"
        ),
    )
    .unwrap();
    // The versions of the workspace, which are here already: no network is needed.
    fs::copy(
        malipo_tests::root("Cargo.lock"),
        directory.path().join("Cargo.lock"),
    )
    .unwrap();
    check(directory.path());
}

fn check(directory: &Path) {
    // The workspace's own target directory, where the dependencies are compiled already: this test stands in
    // `target/debug/deps`.
    let target = std::env::current_exe()
        .unwrap()
        .ancestors()
        .nth(3)
        .unwrap()
        .to_owned();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "the evolved crate does not compile:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
