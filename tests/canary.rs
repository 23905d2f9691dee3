//! Claim: no secret, no token and nothing personal is in anything that is printed or recorded: not in `Debug`, `Display` or the
//! sources of an error, and not in a span, an event or a log line of any crate, at any level.
//!
//! Markers stand for the token, the client secret, the secret of webhooks and every value that a specification calls
//! personal or secret, found through [`malipo_codegen::lower`], so that a new one is covered by itself. They go through every
//! operation of every gateway, every event and callback, and faults of each kind. That they have gone through is seen in the
//! bytes that a server got, or in the value that was decoded.
//!
//! What is promised is what Malipo prints, and what it hands to others: hyper and reqwest get a header that is marked as
//! sensitive, and errors without a URL. What the crates below record is watched here too, over plain http.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "canary/events.rs"]
mod events;
#[path = "canary/filled.rs"]
mod filled;
#[path = "canary/operations.rs"]
mod operations;
#[path = "canary/promise.rs"]
mod promise;
#[path = "canary/tokens.rs"]
mod tokens;
#[path = "canary/watched.rs"]
mod watched;

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use malipo::Error;
use malipo::runtime::Retries;
use malipo::{zamupay, zengapay};
use malipo_tests::scripted::{Reply, Scripted};
use malipo_tests::specification;

/// A text that must not be shown. It has no character that is escaped anywhere.
const TEXT: &str = "canaryZq7531";
/// A phone number that must not be shown.
const PHONE: &str = "256753175317";
const TOKEN: &str = "token-canaryZq7531";
const SECRET: &str = "secret-canaryZq7531";

/// What is looked for: parts of the markers, since a half would be too much.
const TRACES: [&str; 2] = ["canaryZq", "753175317"];

fn holds_a_marker(text: &str) -> bool {
    TRACES.iter().any(|trace| text.contains(trace))
}

/// Fails when something that was printed shows a marker.
fn assert_clean(what: &str, shown: &str) {
    assert!(!holds_a_marker(shown), "{what} shows a marker: {shown}");
}

fn assert_debug_clean(what: &str, value: &impl Debug) {
    assert_clean(what, &format!("{value:?} {value:#?}"));
}

/// Fails when an error, or what it stands on, shows a marker.
fn assert_error_clean(what: &str, error: &Error) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push_str(&format!(" {cause} {cause:?} {cause:#?}"));
        source = cause.source();
    }
    assert_clean(what, &shown);
}

const PATIENCE: Duration = Duration::from_secs(10);

fn zengapay(server: &str) -> zengapay::Client {
    zengapay::Client::builder(zengapay::Environment::Sandbox, TOKEN)
        .base_url(server)
        .retries(Retries::none())
        .timeout(PATIENCE)
        .build()
        .unwrap()
}

/// A client that has no token yet.
fn zamupay(server: &str) -> zamupay::Client {
    zamupay::Client::builder(zamupay::Environment::Sandbox, "shop-17", SECRET)
        .base_url(server)
        .retries(Retries::none())
        .timeout(PATIENCE)
        .build()
        .unwrap()
}

/// What a token endpoint grants.
fn granted() -> Reply {
    Reply::json(
        200,
        &format!(r#"{{"access_token":"{TOKEN}","expires_in":3600}}"#),
    )
}

async fn server(replies: impl IntoIterator<Item = Reply>) -> Scripted {
    Scripted::sequence(replies).await.unwrap()
}

/// An address at which nobody listens.
async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}/v1", listener.local_addr().unwrap())
}
