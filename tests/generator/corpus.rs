//! Claim: of a document that nobody prepared for us comes a crate that compiles without a warning, calls what the document
//! describes, and says what it left out and why. `corpus/README.md` tells which documents these are.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use malipo_codegen::{Input, Package, Runtime, generate_crate};
use malipo_corpus_runner::{
    Counts, Crates, Document, Limits, Outcome, Place, Reads, Role, UnionCounts, Verdict,
    crate_names, examine, list, program_name, read_examples,
};
use malipo_tests::expected::{Expected, below};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The crate of `corpus/documents/pets.yaml`, which is compiled here as it stands.
#[path = "../corpus/pets/src/lib.rs"]
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "nobody uses all of what is generated")]
pub mod pets;

fn directory() -> PathBuf {
    malipo_tests::root("tests/corpus")
}

/// The workspace's own target directory: this test stands in `target/debug/deps`.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}

/// Two tests build programs of the same names in the same directory. Cargo takes the program of the other for its own unless
/// the sources are newer, so a test holds this from the writing of its sources until its programs have run.
fn alone() -> MutexGuard<'static, ()> {
    static PROGRAMS: Mutex<()> = Mutex::new(());
    PROGRAMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One document in several files.
#[test]
fn what_a_document_refers_to_in_other_files_is_in_its_crate() {
    let directory = directory().join("several_files");
    let mut documents = list(&directory).unwrap();
    documents.retain(|document| document.role == Some(Role::Root));
    let home = tempfile::tempdir().unwrap();
    let crates = Crates::new(home.path().canonicalize().unwrap(), target());
    let crate_directory = crates.home("shelter");
    let place = Place {
        directory: &crate_directory,
        runtime: &malipo_tests::root("generated/runtime"),
        examples: None,
        reads: Reads::Examples,
        values: usize::MAX,
    };
    let outcome = examine(&documents[0], &directory, "shelter", Some(place), false).unwrap();
    assert_eq!(outcome.verdict, Verdict::Generated, "{:?}", outcome.errors);
    assert_eq!((outcome.operations, outcome.whole_operations), (4, 2));
    // Two have a response with a header, in another file.
    for partial in &outcome.partial {
        let [reason] = partial.reasons.as_slice() else {
            panic!("{partial:?}");
        };
        assert_eq!(reason.code.as_deref(), Some("M0629"), "{partial:?}");
        assert_eq!(reason.file, "common.json", "{partial:?}");
        assert_eq!(reason.pointer, "/responses/NotFound/headers", "{partial:?}");
    }
    let types = fs::read_to_string(crate_directory.join("src/types.rs")).unwrap();
    for name in ["Animal", "Kind", "CommonProblem"] {
        let of = |kind: &str| types.contains(&format!("pub {kind} {name} "));
        assert!(of("struct") || of("enum"), "{name} is not in:\n{types}");
    }
    let lock = malipo_tests::root("Cargo.lock");
    let name = "shelter".to_owned();
    let compiled = crates
        .compile(&[name], Command::new(env!("CARGO")), &lock, || ())
        .unwrap();
    assert!(
        compiled["shelter"].compiles,
        "{:#?}",
        compiled["shelter"].messages
    );
    assert_eq!(compiled["shelter"].warnings, 0);
}

fn documents() -> Vec<Document> {
    let found = list(&directory().join("documents")).unwrap();
    assert!(found.len() >= 15, "the documents are gone: {found:?}");
    found
}

#[test]
fn every_document_gives_a_crate_that_compiles_without_a_warning_and_tells_what_it_leaves_out() {
    let documents = documents();
    let names = crate_names(&documents);
    let home = tempfile::tempdir().unwrap();
    let crates = Crates::new(home.path().canonicalize().unwrap(), target());
    let runtime = malipo_tests::root("generated/runtime");
    let mut made = Vec::new();
    for (document, name) in documents.iter().zip(&names) {
        let crate_directory = crates.home(name);
        let place = Place {
            directory: &crate_directory,
            runtime: &runtime,
            examples: None,
            reads: Reads::Examples,
            values: usize::MAX,
        };
        let outcome = examine(
            document,
            &directory().join("documents"),
            name,
            Some(place),
            false,
        )
        .unwrap();
        let file = &outcome.file;
        made.push(name.clone());
        assert_eq!(outcome.verdict, Verdict::Generated, "{:?}", outcome.errors);
        assert!(outcome.operations > 0, "{file} has no operation");
        for operation in &outcome.skipped {
            assert!(!operation.reasons.is_empty(), "{file}: {operation:?}");
        }
    }
    let lock = malipo_tests::root("Cargo.lock");
    let compiled = crates
        .compile(&made, Command::new(env!("CARGO")), &lock, || ())
        .unwrap();
    assert_eq!(compiled.len(), documents.len());
    for (name, compiled) in compiled {
        assert!(compiled.compiles, "{name}: {:#?}", compiled.messages);
        assert_eq!(compiled.warnings, 0, "{name}: {:#?}", compiled.messages);
    }
}

#[test]
fn examples_are_read_as_the_types_and_those_that_are_no_values_of_their_schemas_are_told() {
    let _alone = alone();
    let mut documents = documents();
    documents.retain(|document| document.file == "examples.yaml");
    let name = crate_names(&documents).remove(0);
    let home = tempfile::tempdir().unwrap();
    let crates = Crates::new(home.path().canonicalize().unwrap(), target());
    let (crate_directory, program) = (crates.home(&name), crates.home(&program_name(&name)));
    let place = Place {
        directory: &crate_directory,
        runtime: &malipo_tests::root("generated/runtime"),
        examples: Some(&program),
        reads: Reads::Examples,
        values: usize::MAX,
    };
    let outcome = examine(
        &documents[0],
        &directory().join("documents"),
        &name,
        Some(place),
        false,
    )
    .unwrap();
    assert!(outcome.examples.is_some());
    let lock = malipo_tests::root("Cargo.lock");
    let built = crates
        .programs(
            std::slice::from_ref(&name),
            Command::new(env!("CARGO")),
            &lock,
            || (),
        )
        .unwrap();
    let limits = Limits::new(Duration::from_secs(60), 1 << 30);
    let examples = read_examples(&program, Some(&built[&name]), limits).unwrap();
    let counts = |of: Counts| (of.examples, of.decoded, of.invalid, of.failed);
    let unread: Vec<String> = examples
        .unread
        .iter()
        .map(|unread| {
            let code = unread.fault.as_ref().map(|fault| fault.code.as_str());
            format!(
                "{}:{} {} {}",
                unread.line,
                unread.column,
                unread.at,
                code.unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        unread,
        [
            "16:33 /paths/~1books/post/requestBody/content/application~1json/examples/wrong/value/title M0521",
            "84:7 /components/schemas/Book/example/id M0521",
            "69:48 /components/schemas/NewBook/properties/pages/example M0521",
            "92:88 /components/schemas/Refusal/example/code M0521",
        ]
    );
    assert_eq!(counts(examples.counts), (16, 13, 3, 0));
    assert_eq!(counts(examples.properties), (6, 5, 1, 0));
    // What no schema names is not kept.
    assert_eq!(
        examples.changed,
        [
            "/paths/~1books/post/responses/201/content/application~1json/example: /more true became null"
        ]
    );
    // Without a program nothing is read, and what is right is a fault of ours. What is none of a list of schemas is wrong,
    // but is kept as it was sent where it is received.
    let none = read_examples(&program, None, limits).unwrap();
    assert_eq!(counts(none.counts), (16, 0, 4, 12));
}

#[test]
fn a_value_of_each_option_of_each_union_is_written_as_it_was_read() {
    let _alone = alone();
    let documents = documents();
    let names = crate_names(&documents);
    let home = tempfile::tempdir().unwrap();
    let crates = Crates::new(home.path().canonicalize().unwrap(), target());
    let runtime = malipo_tests::root("generated/runtime");
    let mut with_unions = Vec::new();
    for (document, name) in documents.iter().zip(&names) {
        let (crate_directory, program) = (crates.home(name), crates.home(&program_name(name)));
        let place = Place {
            directory: &crate_directory,
            runtime: &runtime,
            examples: Some(&program),
            reads: Reads::Unions,
            values: usize::MAX,
        };
        let directory = directory().join("documents");
        let outcome = examine(document, &directory, name, Some(place), false).unwrap();
        if outcome.examples.is_some() {
            with_unions.push(name.clone());
        }
    }
    let lock = malipo_tests::root("Cargo.lock");
    let cargo = Command::new(env!("CARGO"));
    let built = crates.programs(&with_unions, cargo, &lock, || ()).unwrap();
    let limits = Limits::new(Duration::from_secs(60), 1 << 30);
    let mut sum = UnionCounts::default();
    for name in &with_unions {
        let home = crates.home(&program_name(name));
        let examples = read_examples(&home, built.get(name).map(PathBuf::as_path), limits).unwrap();
        let unions = examples.unions;
        assert_eq!(unions.lost, [""; 0], "{name}");
        assert_eq!(unions.unknown, [""; 0], "{name}");
        assert_eq!(unions.confused, [""; 0], "{name}");
        sum += unions.counts;
    }
    assert!(sum.unions >= 16 && sum.instances >= 100, "{sum:?}");
}

#[test]
fn a_crate_that_does_not_compile_is_told_from_one_that_does() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("target");
    let crates = Crates::new(home.path().canonicalize().unwrap().join("crates"), target);
    let names = ["sound", "warned", "broken"].map(str::to_owned);
    for (name, text) in names
        .iter()
        .zip(["", "fn unused() {}", "fn broken() -> u8 {}"])
    {
        let source = crates.home(name).join("src");
        fs::create_dir_all(&source).unwrap();
        fs::write(source.join("lib.rs"), text).unwrap();
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
        fs::write(crates.home(name).join("Cargo.toml"), manifest).unwrap();
    }
    let lock = malipo_tests::root("Cargo.lock");
    let compiled = crates
        .compile(&names, Command::new(env!("CARGO")), &lock, || ())
        .unwrap();
    let told = |name: &str| (compiled[name].compiles, compiled[name].warnings);
    assert_eq!(told("sound"), (true, 0));
    assert_eq!(told("warned"), (true, 1));
    assert!(!compiled["broken"].compiles);
    assert!(
        compiled["broken"].messages[0]
            .starts_with("error at broken/src/lib.rs:1: mismatched types"),
        "{:?}",
        compiled["broken"].messages
    );
}

#[test]
fn a_generated_crate_is_exactly_what_is_expected() {
    let input = Input::new(
        "tests/corpus/documents/pets.yaml",
        fs::read_to_string(directory().join("documents/pets.yaml")).unwrap(),
    );
    let package = Package {
        name: "pets".to_owned(),
        runtime: Runtime::Registry,
    };
    let generated = generate_crate(&input, &package).unwrap();
    let home = directory().join("pets");
    let mut expected = Expected::from_env();
    for (path, text) in generated.files.iter() {
        expected.compare(&home.join(path), text);
    }
    expected.no_others(&home, |_| true);
    expected.finish();
}

/// Answers one request and gives it back.
async fn answer(listener: TcpListener, answer: &'static str) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") && !request.ends_with(b"}") {
        let mut part = [0; 1024];
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&request));
        request.extend_from_slice(&part[..read]);
    }
    stream.write_all(answer.as_bytes()).await.unwrap();
    String::from_utf8(request).unwrap()
}

async fn client() -> (pets::Client, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let client = pets::Client::builder(address).bearer("t0ken").build();
    (client.unwrap(), listener)
}

#[tokio::test]
async fn a_generated_crate_calls_what_its_document_describes() {
    let (client, listener) = client().await;
    let pet = pets::types::NewPet::builder().name("Juma").build();
    let body = r#"{"id":7,"name":"Juma","kind":"parrot","friends":[{"id":8,"name":"Asha"}]}"#;
    let text: &'static str = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .leak();
    let (added, request) = tokio::join!(client.add_pet(pet), answer(listener, text));
    let added = added.unwrap();
    assert_eq!((added.id, added.name.as_str()), (7, "Juma"));
    assert_eq!(
        added.kind,
        Some(pets::types::Kind::Unknown("parrot".to_owned()))
    );
    assert!(
        request.starts_with("POST /v1/pets HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("authorization: Bearer t0ken\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("\r\n\r\n{\"name\":\"Juma\"}"),
        "{request}"
    );
}

#[tokio::test]
async fn a_post_of_a_foreign_document_whose_response_is_lost_may_have_moved_money() {
    let (client, listener) = client().await;
    let pet = pets::types::NewPet::builder().name("Juma").build();
    let (added, _) = tokio::join!(client.add_pet(pet), answer(listener, ""));
    let error = added.unwrap_err();
    assert_eq!(error.phase(), malipo::Phase::MaybeSent);
    assert!(error.may_have_moved_money() && !error.is_retryable());
    assert_eq!(
        error.to_string(),
        "addPet may have been sent, and the connection broke before a response; it may have been carried out: find out before repeating it"
    );
}

#[tokio::test]
async fn a_refusal_is_an_error_with_its_body() {
    let (client, listener) = client().await;
    let text = "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"code\":12}";
    let (read, request) = tokio::join!(client.get_pet(9), answer(listener, text));
    let error = read.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(error.refusal::<pets::operations::GetPet>().is_some());
    assert_eq!(
        error.to_string(),
        "getPet got a response with status 404 and a documented body: read it with `Error::refusal`"
    );
    assert!(
        error
            .raw_body()
            .is_some_and(|body| body == b"{\"code\":12}")
    );
    assert!(
        request.starts_with("GET /v1/pets/9 HTTP/1.1\r\n"),
        "{request}"
    );
}

#[test]
fn the_lists_name_each_document_once_and_codes_that_there_are() {
    let valid = fs::read_to_string(directory().join("valid.txt")).unwrap();
    let lines: Vec<&str> = valid.lines().collect();
    assert!(lines.is_sorted_by(|a, b| a < b), "valid.txt is not sorted");
    let negatives = fs::read_to_string(directory().join("negatives.tsv")).unwrap();
    let mut rows: Vec<Vec<&str>> = negatives
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows.remove(0), ["file", "code", "place", "why"]);
    for row in &rows {
        assert_eq!(row.len(), 4, "{row:?}");
        let known = malipo_codegen::Code::ALL
            .iter()
            .any(|code| code.as_str() == row[1]);
        assert!(known || row[1] == "-", "{row:?}");
        assert!(!valid.lines().any(|file| file == row[0]), "{row:?}");
    }
    assert!(
        rows.is_sorted_by(|a, b| a[0] < b[0]),
        "negatives.tsv is not sorted"
    );
}

#[test]
fn what_was_expected_of_a_document_is_compared_with_what_became_of_it() {
    let lists = tempfile::tempdir().unwrap();
    fs::write(lists.path().join("valid.txt"), "right.yaml\n").unwrap();
    let table =
        "file\tcode\tplace\twhy\nwrong.yaml\tM0203\t2:36\tit has no in\ntaken.yaml\t-\t-\tfine\n";
    fs::write(lists.path().join("negatives.tsv"), table).unwrap();
    let expected = malipo_corpus_runner::Expected::load(lists.path()).unwrap();
    let right = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\n";
    let wrong =
        "openapi: 3.0.3\npaths: { /a: { get: { parameters: [{ name: b }], responses: {} } } }\n";
    let look = |file: &str, text: &str| -> Outcome {
        let documents = tempfile::tempdir().unwrap();
        fs::write(documents.path().join(file), text).unwrap();
        let document = list(documents.path()).unwrap().remove(0);
        let mut outcome = examine(&document, documents.path(), "a", None, false).unwrap();
        assert_eq!(outcome.role, Role::Root);
        expected.compare(&mut outcome);
        outcome
    };
    assert!(look("right.yaml", right).valid);
    assert_eq!(look("right.yaml", right).as_expected, None);
    assert_eq!(look("taken.yaml", right).as_expected, Some(true));
    assert_eq!(look("taken.yaml", wrong).as_expected, Some(false));
    assert_eq!(look("wrong.yaml", right).as_expected, Some(false));
    assert_eq!(look("wrong.yaml", wrong).as_expected, Some(true));
    // With `--keep-going` there is a crate, and the same error: only the optional parameter is left out.
    let documents = tempfile::tempdir().unwrap();
    fs::write(documents.path().join("wrong.yaml"), wrong).unwrap();
    let document = list(documents.path()).unwrap().remove(0);
    let mut kept = examine(&document, documents.path(), "a", None, true).unwrap();
    expected.compare(&mut kept);
    assert_eq!((kept.verdict, kept.skipped.len()), (Verdict::Generated, 0));
    assert_eq!(kept.as_expected, Some(true));
    // The right code at another place.
    let elsewhere = wrong.replace("paths:", "\npaths:");
    assert_eq!(look("wrong.yaml", &elsewhere).as_expected, Some(false));
}

#[test]
fn every_document_here_is_a_document() {
    let files = below(&directory().join("documents"));
    assert_eq!(files.len(), documents().len(), "{files:?}");
}
