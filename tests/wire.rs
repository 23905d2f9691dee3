//! Claim: what leaves the client is what the vendor's own requests are, byte for byte, but for the additions listed
//! in each golden. The goldens are written by hand from the documents and know nothing of our specification.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use jiff::civil::datetime;
use malipo::runtime::Gateway;
use malipo::zengapay::types::{CollectionRequest, ContactRequest, ContactType, TransferRequest};
use malipo::zengapay::{Client, Environment};
use malipo_codegen::{Input, lower};
use malipo_tests::scripted::{Reply, Scripted};
use malipo_tests::wire;

const TOKEN: &str = "ZPYPUBK-0123456789abcdef";
const REFERENCE: &str = "ab1df360-3191-5e8a-acd6-c65281f22e9f";

/// Lets one call happen and compares what arrived with the golden of that name.
async fn sends<F: Future>(name: &str, call: impl FnOnce(Client) -> F) {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let client = Client::builder(Environment::Sandbox, TOKEN)
        .base_url(server.base_url())
        .retries(malipo::runtime::Retries::none())
        .build()
        .unwrap();
    call(client).await;
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{name}: one call is one request");
    let golden = wire::golden(
        &format!("zengapay/{name}"),
        TOKEN,
        &server.host(),
        env!("CARGO_PKG_VERSION"),
    )
    .unwrap();
    assert_eq!(
        wire::captured(&requests[0]),
        golden,
        "{name}: the request differs from the golden"
    );
}

macro_rules! wire {
    ($($name:ident: |$client:ident| $call:expr;)+) => {
        $(#[tokio::test]
        async fn $name() {
            sends(stringify!($name), |$client| async move { drop($call.await) }).await;
        })+

        /// A golden that no test sends would prove nothing.
        #[test]
        fn every_golden_is_sent_by_a_test() {
            let tests: BTreeSet<String> = [$(stringify!($name)),+].map(str::to_owned).into();
            let files: BTreeSet<String> = std::fs::read_dir(malipo_tests::root("tests/wire/zengapay"))
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            assert_eq!(tests, files);
        }
    };
}

wire! {
    create_collection: |client| client.create_collection(
        CollectionRequest::builder()
            .msisdn("256770000015".parse().unwrap())
            .amount(256_600)
            .external_reference("400000")
            .narration("Credit Note - 11200390191")
            .build(),
    );
    get_collection: |client| client.get_collection(REFERENCE);
    list_collections: |client| client.list_collections();
    create_transfer: |client| client.create_transfer(
        TransferRequest::builder()
            .to_msisdn("256770000015".parse().unwrap())
            .amount(256_600)
            .external_reference("400000")
            .narration("Payout - 11200390191")
            .build(),
    );
    create_transfer_to_contact: |client| client.create_transfer(
        TransferRequest::builder()
            .to_contact("9aa3bc79-583e-4eb5-93bf-0e894b07aec9")
            .amount(1500)
            .external_reference("Your Transfer Reference")
            .narration("Your Transfer Narration")
            .build(),
    );
    get_transfer: |client| client.get_transfer(REFERENCE);
    list_transfers: |client| client.list_transfers();
    get_account: |client| client.get_account();
    get_account_balance: |client| client.get_account_balance();
    get_account_statement: |client| client.get_account_statement();
    get_account_statement_filtered: |client| client.get_account_statement().with(|query| {
        query
            .start(datetime(2020, 6, 14, 0, 0, 0, 0))
            .end(datetime(2020, 6, 24, 23, 59, 59, 0))
            .limit(5)
    });
    list_networks: |client| client.list_networks();
    get_network: |client| client.get_network(2);
    create_contact: |client| client.create_contact(
        ContactRequest::builder()
            .first_name("Denis")
            .last_name("")
            .phone("256770000017".parse().unwrap())
            .r#type(ContactType::Beneficiary)
            .build(),
    );
    list_contacts: |client| client.list_contacts();
    get_contact: |client| client.get_contact("9aa3bc79-583e-4eb5-93bf-0e894b07aec9");
}

/// A golden for each operation is named after the client's method; others show variants.
#[test]
fn every_operation_has_a_golden() {
    let input = Input {
        file: "spec/zengapay.yaml".to_owned(),
        text: std::fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap(),
        strict: true,
    };
    let operations = lower(&input).unwrap().api.operations;
    assert!(!operations.is_empty());
    let missing: Vec<_> = operations
        .iter()
        .map(|operation| format!("tests/wire/zengapay/{}.http", operation.rust_method))
        .filter(|file| !malipo_tests::root(file).is_file())
        .collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: these are missing. Write the vendor's request there by hand, as tests/wire/README.md says, and send \
         it in tests/wire.rs."
    );
}

#[test]
fn the_client_names_its_gateway() {
    assert_eq!(Client::TITLE, "ZENGAPAY");
}
