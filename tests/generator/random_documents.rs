//! Claim: of any valid document comes a crate. It is Rust, it is the same each time, and each operation of the document is
//! there or left out for a reason that is told.
//!
//! The documents are made at random, from a seed, so that every run does the same. `PROPTEST_CASES=10000` makes more of them,
//! `MALIPO_SEED=7` others, and `MALIPO_KEEP=DIR` only writes them to a directory, for `cargo xtask corpus DIR --compile`.

mod document;
mod names;
mod operations;
mod schemas;

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use malipo_codegen::{Code, Input, Outcome, Package, Presence, Runtime, Severity, generate_crate};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;

/// As many as take a few seconds without optimisation.
const CASES: u32 = 60;

/// Why a document may be rejected that its schema allows: no value is of one type and of another, and HTTP has no name with a
/// control character.
const EARNED: &[Code] = &[
    Code::AllOfTypes,
    Code::AllOfProperty,
    Code::ControlCharacter,
];

/// What comes of a document; nothing if it earns to be refused.
fn make(text: &str) -> Result<Option<Outcome>, String> {
    let input = Input::new("random.json", text.to_owned());
    let package = Package {
        name: "random".to_owned(),
        runtime: Runtime::Registry,
    };
    match generate_crate(&input, &package) {
        Ok(generated) => Ok(Some(generated)),
        Err(refused) => {
            let mut errors = refused
                .iter()
                .filter(|diagnostic| diagnostic.severity == Severity::Error);
            match errors.all(|error| EARNED.contains(&error.code)) {
                true => Ok(None),
                false => Err(format!("it is refused:\n{refused}")),
            }
        }
    }
}

/// Holds the claim against a document. Tells whether files came of it.
fn judge(document: &Value, text: &str) -> Result<bool, String> {
    let Some(generated) = make(text)? else {
        return Ok(false);
    };
    assert_eq!(
        generated.diagnostics.render().is_empty(),
        generated.diagnostics.is_empty()
    );
    for (path, text) in generated
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
    {
        syn::parse_file(text).map_err(|error| format!("{path} is not Rust: {error}\n{text}"))?;
    }
    if make(text)?.is_none_or(|again| again.files != generated.files) {
        return Err("another time other bytes come of it".to_owned());
    }
    let unaccounted = &generated.account[0].unaccounted;
    if !unaccounted.is_empty() {
        return Err(format!("nothing accounts for {unaccounted:?}"));
    }
    let operations = &generated.account[0].operations;
    let paths = document["paths"].as_object().unwrap();
    if operations.len() != paths.len() {
        return Err(format!(
            "{} operations are known of {}",
            operations.len(),
            paths.len()
        ));
    }
    for operation in operations {
        if let Presence::LeftOut(reasons) = &operation.presence
            && reasons.is_empty()
        {
            return Err(format!(
                "{} is left out, and nobody says why",
                operation.path
            ));
        }
    }
    Ok(true)
}

fn seed() -> [u8; 32] {
    let number: u64 = std::env::var("MALIPO_SEED").map_or(0, |text| text.parse().unwrap());
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    seed
}

#[test]
fn of_every_valid_document_comes_a_crate_with_every_operation_or_the_reason_why_not() {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    let keep = std::env::var_os("MALIPO_KEEP").map(PathBuf::from);
    let (kept, refused) = (Cell::new(0), Cell::new(0));
    let cases = config.cases;
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed()));
    let outcome = runner.run(&document::document(), |document| {
        let text = document.to_string();
        if let Some(directory) = &keep {
            let name = format!("{:05}.json", kept.replace(kept.get() + 1));
            fs::write(directory.join(name), &text).unwrap();
            return Ok(());
        }
        let made = judge(&document, &text).map_err(TestCaseError::fail)?;
        refused.set(refused.get() + u32::from(!made));
        Ok(())
    });
    match outcome {
        Ok(()) => assert!(
            refused.get() <= cases / 10,
            "{} of {cases} are refused",
            refused.get()
        ),
        Err(TestError::Fail(reason, document)) => {
            panic!(
                "{reason}\n{}",
                serde_json::to_string_pretty(&document).unwrap()
            )
        }
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}
