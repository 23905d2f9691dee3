//! Claim: every fixture comes back unchanged from the generated types. Numbers are compared by their text; a name that
//! the specification declares as an alias comes back under the name it stands for; `null` is absence in requests only.
//!
//! That the fixtures fit the specification is shown by `cargo xtask validate`, and here as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use malipo::runtime::serde::Serialize;
use malipo::runtime::serde::de::DeserializeOwned;
use malipo::zengapay::types;
use malipo_codegen::ir::{Api, Shape};
use malipo_tests::exact_json::Exact;
use xtask::fixtures::{Direction, Fixture};

fn fixtures() -> Vec<Fixture> {
    xtask::fixtures::load(&malipo_tests::root("tests/fixtures")).unwrap_or_else(|e| panic!("{e:?}"))
}

fn api() -> Api {
    let text = std::fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap();
    let input = malipo_codegen::Input {
        file: "spec/zengapay.yaml".to_owned(),
        text,
        strict: true,
    };
    malipo_codegen::lower(&input)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .api
}

/// What a generated type makes of a body.
struct Through {
    written: String,
    debugged: String,
}

/// Reads a body into a generated type, writes it again and prints it.
fn through<T: DeserializeOwned + Serialize + Debug>(
    body: &str,
) -> Result<Through, serde_json::Error> {
    let value = serde_json::from_str::<T>(body)?;
    Ok(Through {
        written: serde_json::to_string(&value)?,
        debugged: format!("{value:?} {value:#?}"),
    })
}

/// The type that a client uses for a body, by operation and direction.
fn round_trip(fixture: &Fixture, body: &str) -> Result<Through, serde_json::Error> {
    let exchange = &fixture.exchange;
    let operation = exchange.operation.as_deref().unwrap_or("");
    match (operation, exchange.direction, exchange.status.unwrap_or(0)) {
        (_, Direction::Webhook, _) => through::<types::WebhookEvent>(body),
        (_, Direction::Response, 400..) => through::<types::ErrorEnvelope>(body),
        ("createCollection", Direction::Request, _) => through::<types::CollectionRequest>(body),
        ("createTransfer", Direction::Request, _) => through::<types::TransferRequest>(body),
        ("createContact", Direction::Request, _) => through::<types::ContactRequest>(body),
        ("createCollection" | "createTransfer", ..) => through::<types::Accepted>(body),
        ("getCollection" | "getTransfer", ..) => through::<types::TransactionAnswer>(body),
        ("listCollections", ..) => through::<types::CollectionsAnswer>(body),
        ("listTransfers", ..) => through::<types::TransfersAnswer>(body),
        ("getAccount", ..) => through::<types::AccountAnswer>(body),
        ("getAccountBalance", ..) => through::<types::BalanceAnswer>(body),
        ("getAccountStatement", ..) => through::<types::StatementAnswer>(body),
        ("listNetworks", ..) => through::<types::NetworksAnswer>(body),
        ("getNetwork", ..) => through::<types::NetworkAnswer>(body),
        _ => panic!(
            "{}: no type is known for this fixture: add it here",
            fixture.file
        ),
    }
}

/// Aliases of the whole specification, with the names they stand for.
fn aliases(api: &Api) -> BTreeMap<String, String> {
    api.types
        .values()
        .filter_map(|def| match &def.shape {
            Shape::Struct(structure) => Some(&structure.fields),
            _ => None,
        })
        .flatten()
        .flat_map(|field| {
            field
                .aliases
                .iter()
                .map(|alias| (alias.clone(), field.name.wire.clone()))
        })
        .collect()
}

/// What must come back: the body, and the default of a required property that the sample breaks the rule to leave out.
fn expected(fixture: &Fixture, body: &str, aliases: &BTreeMap<String, String>) -> Exact {
    let mut exact = Exact::read(body).unwrap().renamed(aliases);
    if fixture.exchange.direction == Direction::Request {
        exact = exact.without_nulls();
    }
    for broken in &fixture.exchange.breaks {
        assert_eq!(
            (broken.at.as_str(), broken.rule.as_str()),
            ("/use_contact", "required"),
            "{}",
            fixture.file
        );
        if let Exact::Object(members) = &mut exact {
            members.insert("use_contact".to_owned(), Exact::Plain("false".to_owned()));
        }
    }
    exact
}

#[test]
fn every_fixture_comes_back_unchanged_from_its_type() {
    let aliases = aliases(&api());
    let fixtures = fixtures();
    let mut bodies = 0;
    for fixture in &fixtures {
        let Some(body) = &fixture.exchange.body else {
            continue;
        };
        let through = round_trip(fixture, body.get())
            .unwrap_or_else(|e| panic!("{} is not read by its type: {e}", fixture.file));
        assert_eq!(
            Exact::read(&through.written).unwrap(),
            expected(fixture, body.get(), &aliases),
            "{} does not come back unchanged",
            fixture.file
        );
        bodies += 1;
    }
    assert_eq!(
        (fixtures.len(), bodies),
        (23, 23),
        "the 23 samples of the vendor are all here"
    );
}

#[test]
fn every_fixture_fits_the_specification_strictly() {
    let report = xtask::fixtures::validate(&[api()], &fixtures());
    assert!(report.problems.is_empty(), "{:#?}", report.problems);
}

/// What the samples hold of persons and of the merchant: beginnings of phone numbers, names, the account's number,
/// addresses.
const PERSONAL: &[&str] = &[
    "2567",
    "EXAMPLE MERCHANT",
    "100835",
    "Example Road",
    "@xxx",
    "@zengapay",
    "Denis",
    "Ojok",
    "192.0.2.36",
];

#[test]
fn what_a_type_prints_of_a_fixture_is_nothing_personal() {
    let mut bodies = Vec::new();
    for fixture in fixtures() {
        let Some(body) = &fixture.exchange.body else {
            continue;
        };
        let shown = round_trip(&fixture, body.get()).unwrap().debugged;
        for personal in PERSONAL {
            assert!(
                !shown.contains(personal),
                "{}: {personal} in {shown}",
                fixture.file
            );
        }
        bodies.push(body.get().to_owned());
    }
    assert_eq!(bodies.len(), 23);
    for personal in PERSONAL {
        assert!(
            bodies.iter().any(|body| body.contains(personal)),
            "{personal} is in no sample, so that its absence shows nothing"
        );
    }
}
