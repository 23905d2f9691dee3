//! What tracing sees of a call.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

use super::gateway::client::Client;
use super::server::{Server, Then, nobody, payment};
use crate::call::ClientBuilder;

/// Writes down everything that any crate records, at every level.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Everything {
    fn note(&self, target: &str, name: &str, record: impl FnOnce(&mut Line<'_>)) {
        let mut text = self.0.lock().unwrap();
        let _ = write!(text, "\n[{target}] {name}");
        record(&mut Line(&mut text));
    }

    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl<S: Subscriber> Layer<S> for Everything {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let metadata = attributes.metadata();
        self.note(metadata.target(), metadata.name(), |line| {
            attributes.record(line)
        });
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        self.note("record", "", |line| values.record(line));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        self.note(event.metadata().target(), "event", |line| {
            event.record(line)
        });
    }
}

pub(super) async fn observed(call: impl Future<Output = ()>) -> String {
    // Without a subscriber for all, what another test meets first at the same time is thought to interest nobody.
    let _set_by_another_test = tracing::subscriber::set_global_default(Registry::default());
    let everything = Everything::default();
    let subscriber = Registry::default().with(everything.clone());
    call.with_subscriber(subscriber).await;
    everything.text()
}

#[tokio::test]
async fn a_span_tells_the_operation_method_status_attempt_and_duration() {
    let body = r#"{"transactionReference":"t-1","name":"Amina"}"#;
    let server = Server::answering("200 OK", "", body).await;
    let seen = observed(async {
        server.client().get_collection("ref-400000").await.unwrap();
    })
    .await;
    assert!(
        seen.contains(
            "malipo.call operation=\"getCollection\" method=\"GET\" path=\"/collections/{transactionReference}\" attempt=1"
        ),
        "{seen}"
    );
    assert!(seen.contains("status=200"), "{seen}");
    assert!(seen.contains("outcome=\"answered\""), "{seen}");
    assert!(seen.contains("duration_ms="), "{seen}");
}

#[tokio::test]
async fn no_span_or_event_of_any_crate_holds_anything_personal() {
    let body = r#"{"code":401,"message":"Amina 256770000017"}"#;
    let server = Server::answering("401 Unauthorized", "set-cookie: cookie-value\r\n", body).await;
    let seen = observed(async {
        let client = server.client();
        let _ = client.create_collection(payment()).await;
        let _ = client.get_collection("ref-400000").await;
        let _ = client
            .request(crate::request::Method::Get, "/contacts/256770000017")
            .query("name", "Amina")
            .await;
    })
    .await;
    assert_eq!(server.requests().len(), 3);
    for private in [
        "4711",
        "256770000017",
        "ref-400000",
        "Amina",
        "Credit",
        "cookie-value",
        "186600",
    ] {
        assert!(!seen.contains(private), "{private}: {seen}");
    }
}

#[tokio::test]
async fn the_outcome_of_each_failure_is_recorded() {
    for (then, outcome) in [
        (Then::Close, "maybe sent"),
        (Then::Hang, "maybe sent"),
        (
            Then::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec()),
            "answered in part",
        ),
    ] {
        let server = Server::start(then).await;
        let client = server
            .builder()
            .read_timeout(Duration::from_millis(300))
            .build()
            .unwrap();
        let seen = observed(async {
            let _ = client.create_collection(payment()).await;
        })
        .await;
        assert!(seen.contains(&format!("outcome=\"{outcome}\"")), "{seen}");
    }
    let client: Client = ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap();
    let seen = observed(async {
        let _ = client.create_collection(payment()).await;
    })
    .await;
    assert!(seen.contains("outcome=\"not sent\""), "{seen}");
}

#[tokio::test]
async fn a_dropped_call_is_recorded_as_dropped() {
    let server = Server::start(Then::Hang).await;
    let seen = observed(async {
        let call =
            std::future::IntoFuture::into_future(server.client().create_collection(payment()));
        let _ = tokio::time::timeout(Duration::from_millis(200), call).await;
    })
    .await;
    assert!(seen.contains("outcome=\"dropped\""), "{seen}");
}
