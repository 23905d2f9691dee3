//! Claim: what leaves the client is what the vendor's own requests are, byte for byte, but for the additions listed
//! in each golden. The goldens are written by hand from the documents and know nothing of our specification.

use std::collections::BTreeSet;

use malipo::runtime::{Gateway, Retries};
use malipo_tests::scripted::{Reply, Scripted};
use malipo_tests::wire;

const TOKEN: &str = "PUBK-0123456789abcdef";

async fn server() -> Scripted {
    Scripted::start(Reply::json(500, "{}")).await.unwrap()
}

/// The one request that arrived is the golden of that name.
fn assert_golden(server: &Scripted, name: &str) {
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{name}: one call is one request");
    let golden = wire::golden(name, TOKEN, &server.host(), env!("CARGO_PKG_VERSION")).unwrap();
    assert_eq!(
        wire::captured(&requests[0]),
        golden,
        "{name}: the request differs from the golden"
    );
}

macro_rules! wire {
    ($gateway:literal; $($name:ident: |$client:ident| $call:expr;)+) => {
        $(#[tokio::test]
        async fn $name() {
            let server = server().await;
            let $client = client(&server);
            drop($call.await);
            assert_golden(&server, concat!($gateway, "/", stringify!($name)));
        })+

        /// A golden that no test sends would prove nothing, and an operation without one is not shown.
        #[test]
        fn every_operation_has_a_golden_and_every_golden_is_sent() {
            every_golden_is_known($gateway, &[$(stringify!($name)),+]);
        }
    };
}

mod zamupay;
mod zengapay;

/// A golden is named after the client's method, and after the variant that it shows.
fn every_golden_is_known(gateway: &str, sent: &[&str]) {
    let folder = format!("tests/wire/{gateway}");
    let sent: BTreeSet<String> = sent.iter().map(|name| (*name).to_owned()).collect();
    let files: BTreeSet<String> = std::fs::read_dir(malipo_tests::root(&folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(sent, files);

    let operations = malipo_tests::specification(gateway).unwrap().operations;
    assert!(!operations.is_empty());
    let missing: Vec<_> = operations
        .iter()
        .map(|operation| operation.rust_method.as_str())
        .filter(|method| {
            let variant = format!("{method}_");
            !files
                .iter()
                .any(|file| file == method || file.starts_with(&variant))
        })
        .collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: these have no golden in {folder}. Write the vendor's request there by hand, as tests/wire/README.md \
         says, and send it in {folder}.rs."
    );
}
