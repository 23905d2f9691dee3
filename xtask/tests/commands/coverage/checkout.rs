//! A small workspace with two gateways, made for one test.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use malipo_coverage::Witness;
use malipo_workspace::Workspace;
use serde_json::{Value, json};

/// The end of every specification here.
pub(crate) const COMPONENTS: &str = r"
components:
  securitySchemes: { token: { type: http, scheme: bearer, description: A token. } }
  schemas:
    Event:
      type: object
      description: An event.
      x-malipo-source: { from: [page], confidence: documented }
      required: [kind, reference]
      properties:
        kind: { type: string, description: What happened. }
        reference: { type: string, description: To what. }
";

/// Two operations with something, one with nothing, two events, and two things that are only named.
pub(crate) const FIRST: &str = r##"
openapi: 3.0.3
info: { title: First, version: "1", description: An example. }
servers:
  - { url: "https://first.example/v1", description: Test., x-malipo-environment: sandbox }
security: [{ token: [] }]
x-malipo-gateway: { module: firstpay, title: FirstPay, env: FIRSTPAY }
x-malipo-sources:
  page: { title: The page, kind: docs }
  code: { title: The code, kind: vendor-sdk }
x-malipo-undocumented:
  - { name: Send airtime, said: Named once., from: [page] }
  - { name: Withdraw, said: Named twice., from: [page, code] }
x-malipo-events:
  acknowledge: Answer with 200.
  signature: { header: x-signature, algorithm: hmac-sha256-hex, over: [reference], covers: The reference. }
  name: kind
  reference: reference
  kinds:
    made:
      schema: '#/components/schemas/Event'
      description: A thing was made.
      x-malipo-source: { from: [page], confidence: documented }
    lost:
      schema: '#/components/schemas/Event'
      description: A thing was lost.
      x-malipo-source: { from: [code], confidence: partial, note: No sample. }
paths:
  /things/all:
    get:
      operationId: listThings
      summary: Lists things.
      x-malipo-source: { from: [page, code], confidence: documented }
      x-malipo-effect: { kind: reads }
      responses: { '200': { description: All., content: { application/json: { schema: {} } } } }
  /things/{id}:
    get:
      operationId: getThing
      summary: Reads a thing.
      x-malipo-source: { from: [code], confidence: third-party }
      x-malipo-effect: { kind: reads }
      x-malipo-fixture: { none: No answer has been published. }
      parameters:
        - { name: id, in: path, required: true, description: Which., schema: { type: string, minLength: 1 } }
      responses: { '200': { description: It., content: { application/json: { schema: {} } } } }
    delete:
      operationId: deleteThing
      summary: Deletes a thing.
      x-malipo-source: { from: [page], confidence: inferred, note: From a heading. }
      x-malipo-effect: { kind: writes }
      parameters:
        - { name: id, in: path, required: true, description: Which., schema: { type: string, minLength: 1 } }
      responses: { '200': { description: Gone., content: { application/json: { schema: {} } } } }
"##;

/// An operation with the same name as one of the other gateway.
const SECOND: &str = r#"
openapi: 3.0.3
info: { title: Second, version: "1", description: An example. }
servers:
  - { url: "https://second.example", description: Test., x-malipo-environment: sandbox }
security: [{ token: [] }]
x-malipo-gateway: { module: secondpay, title: SecondPay, env: SECONDPAY }
x-malipo-sources: { page: { title: The page, kind: docs } }
paths:
  /things:
    get:
      operationId: listThings
      summary: Lists things.
      x-malipo-source: { from: [page], confidence: documented }
      x-malipo-effect: { kind: reads }
      responses: { '200': { description: All., content: { application/json: { schema: {} } } } }
"#;

/// A small workspace of its own.
pub(crate) struct Checkout(tempfile::TempDir);

impl Checkout {
    pub(crate) fn new(witnesses: &[Witness]) -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        checkout.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"tests\"]\nresolver = \"3\"\n",
        );
        checkout.write("codegen/Cargo.toml", "");
        checkout.write("xtask/Cargo.toml", "");
        checkout.write("spec/first.yaml", &format!("{FIRST}{COMPONENTS}"));
        let (components, _) = COMPONENTS.split_once("  schemas:").unwrap();
        checkout.write("spec/second.yaml", &format!("{SECOND}{components}"));
        let fixture = |operation: &str, direction: &str, path: &str, status: Value| {
            json!({ "operation": operation, "direction": direction, "origin": "derived", "source": "a test",
                "method": "GET", "path": path, "status": status, "headers": {}, "body": {} })
            .to_string()
        };
        let lists = fixture("listThings", "response", "/v1/things/all", json!(200));
        checkout.write("tests/fixtures/firstpay/list_things/response.json", &lists);
        // A refusal shows the gateway, not the operation.
        let refused = fixture("deleteThing", "response", "/v1/things/1", json!(401));
        checkout.write("tests/fixtures/firstpay/errors/401.json", &refused);
        let made = json!({ "operation": null, "event": "made", "direction": "webhook", "origin": "derived",
            "source": "a test", "method": "POST", "path": "/", "headers": {}, "body": {} });
        checkout.write(
            "tests/fixtures/firstpay/webhooks/made.json",
            &made.to_string(),
        );
        let asks = fixture("listThings", "request", "/things", Value::Null);
        checkout.write("tests/fixtures/secondpay/list_things/request.json", &asks);
        // A path that is written out wins over a template; the names of the files are of no account.
        checkout.write(
            "tests/wire/firstpay/a.http",
            "# source: x\nGET /v1/things/all?page=2 HTTP/1.1\nhost: x\n\n",
        );
        checkout.write(
            "tests/wire/firstpay/b.http",
            "GET /v1/things/7 HTTP/1.1\n\n",
        );
        checkout.write(
            "tests/wire/firstpay/c.http",
            "GET /v1/things/8 HTTP/1.1\n\n",
        );
        checkout.write(
            "tests/Cargo.toml",
            "[package]\nname = \"malipo-tests\"\nversion = \"0.1.0\"\nedition = \"2024\"\nautotests = false\n\
             [[test]]\nname = \"client\"\npath = \"client.rs\"\n",
        );
        checkout.write("tests/src/lib.rs", "");
        checkout.write_tests(witnesses, "");
        checkout
    }

    pub(crate) fn path(&self, part: &str) -> PathBuf {
        self.0.path().join(part)
    }

    pub(crate) fn write(&self, part: &str, text: &str) {
        let path = self.path(part);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// End-to-end tests that do nothing but say what they did, and then something more.
    pub(crate) fn write_tests(&self, witnesses: &[Witness], more: &str) {
        let mut text = String::new();
        for witness in witnesses {
            let name = &witness.test;
            text.push_str(&format!(
                "#[test] fn {name}() {{ println!(\"{witness}\"); {more} }}\n"
            ));
        }
        self.write("tests/client.rs", &format!("mod end_to_end {{\n{text}}}\n"));
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env("CARGO_NET_OFFLINE", "true")
            .output()
            .unwrap()
    }

    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::above(self.0.path()).unwrap()
    }
}
