//! Tokens that are asked for: how, how often, and who shares them.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;

use super::gateway::client::Client;
use super::issuer::{Issuer, credentials};
use super::server::{ROOT, payment};
use crate::auth::{ClientCredentials, TokenCache};
use crate::call::ClientBuilder;
use crate::request::Method;

/// Makes so many reads at the same time, and expects each of them to succeed.
pub(super) async fn read_together(client: &Client, times: usize) {
    let calls: Vec<_> = (0..times)
        .map(|_| tokio::spawn(client.clone().get_collection("t-1").into_future()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_calls_on_a_cold_cache_ask_for_one_token() {
    let issuer = Issuer::start().await;
    read_together(&issuer.client(), 200).await;
    assert_eq!((issuer.asked(), issuer.shown().len()), (1, 200));
}

#[tokio::test]
async fn a_token_is_asked_for_with_a_form_and_shown_to_every_call_that_needs_one() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.ping().await.unwrap();
    assert_eq!(issuer.asked(), 0, "a call without credentials needs none");
    client.create_collection(payment()).await.unwrap();
    client
        .request(Method::Post, "/airtime")
        .json(&[1])
        .await
        .unwrap();
    assert_eq!(issuer.shown(), [0, 1, 1]);

    let script = issuer.script();
    let (head, body) = script.asked[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(
        body,
        "client_id=shop-4712&client_secret=secret-4711&grant_type=client_credentials&scope=pay"
    );
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(lines.remove(0), "POST /v1/token HTTP/1.1");
    lines.sort_unstable();
    let host = format!("host: {}", issuer.url("").trim_start_matches("http://"));
    assert_eq!(
        lines,
        [
            "accept-encoding: identity",
            "accept: application/json",
            &format!("content-length: {}", body.len()),
            "content-type: application/x-www-form-urlencoded",
            &host,
            concat!("user-agent: malipo/", env!("CARGO_PKG_VERSION")),
        ]
    );
}

#[tokio::test]
async fn a_token_can_be_asked_for_with_json_at_another_address() {
    let gateway = Issuer::start().await;
    let issuer = Issuer::start().await;
    gateway.script().valid = 1;
    let client: Client = ClientBuilder::new(gateway.url("/v1"))
        .client_credentials(
            ClientCredentials::new("shop-4712", "secret-4711")
                .token_url(issuer.url("/oauth/token"))
                .json(),
        )
        .build()
        .unwrap();
    client.get_collection("t-1").await.unwrap();
    assert_eq!((gateway.asked(), gateway.shown()), (0, vec![1]));
    let script = issuer.script();
    assert!(
        script.asked[0].starts_with("POST /oauth/token HTTP/1.1\r\n"),
        "{}",
        script.asked[0]
    );
    assert!(
        script.asked[0].ends_with(
            r#"{"client_id":"shop-4712","client_secret":"secret-4711","grant_type":"client_credentials"}"#
        ),
        "{}",
        script.asked[0]
    );
}

#[tokio::test]
async fn a_caller_that_is_dropped_leaves_the_request_to_the_others() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    issuer.hold();
    let first = tokio::spawn(client.get_collection("t-1").into_future());
    issuer.was_asked(1).await;
    let others: Vec<_> = (0..10)
        .map(|_| tokio::spawn(client.get_collection("t-1").into_future()))
        .collect();
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    issuer.let_through();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn a_request_that_all_callers_have_left_still_serves_the_next_one() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    issuer.hold();
    let only = tokio::spawn(client.get_collection("t-1").into_future());
    issuer.was_asked(1).await;
    only.abort();
    assert!(only.await.unwrap_err().is_cancelled());
    issuer.let_through();
    client.get_collection("t-1").await.unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (1, vec![1]));
}

#[tokio::test]
async fn a_caller_that_is_no_longer_polled_holds_nobody_up() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    issuer.hold();
    let mut asleep = client.get_collection("t-1").into_future();
    let polled = tokio::time::timeout(Duration::from_millis(100), &mut asleep).await;
    assert!(polled.is_err());
    issuer.let_through();
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 1);
    asleep.await.unwrap();
}

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// A runtime in which a request for a token was begun, and which stands still since; and the gateway, which now answers.
fn interrupted(client: impl FnOnce(&Issuer) -> Client) -> (Runtime, Client, Arc<Issuer>) {
    let (server, interrupted) = (runtime(), runtime());
    let issuer = Arc::new(server.block_on(Issuer::start()));
    std::thread::spawn(move || server.block_on(std::future::pending::<()>()));
    let client = client(&issuer);
    issuer.hold();
    interrupted.block_on(async {
        tokio::select! {
            result = client.get_collection("t-1").into_future() => panic!("no token: {result:?}"),
            () = issuer.was_asked(1) => {}
        }
    });
    (interrupted, client, issuer)
}

#[test]
fn a_request_that_ended_with_its_runtime_is_made_again_in_another() {
    let (interrupted, client, issuer) = interrupted(Issuer::client);
    let waiting = std::thread::spawn({
        let client = client.clone();
        move || runtime().block_on(client.get_collection("t-1").into_future())
    });
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(issuer.asked(), 1);
    interrupted.shutdown_background();
    issuer.let_through();
    waiting.join().unwrap().unwrap();
    assert_eq!(issuer.asked(), 2);
}

#[test]
fn a_request_whose_runtime_stands_still_is_given_up_when_it_is_overdue() {
    let cache = TokenCache::default();
    let build = |issuer: &Issuer| issuer.builder().token_cache(&cache).build().unwrap();
    let (interrupted, client, issuer) = interrupted(build);
    issuer.let_through();
    runtime().block_on(async {
        let call = client.get_collection("t-1");
        let error = call.timeout(Duration::from_millis(200)).await.unwrap_err();
        assert!(error.is_no_token() && error.is_timeout(), "{error}");
        cache.skip(Duration::from_secs(61));
        client.get_collection("t-1").await.unwrap();
    });
    assert_eq!(issuer.asked(), 2);
    // When it moves on, it does no harm.
    interrupted.block_on(async { client.get_collection("t-1").await.unwrap() });
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn clones_share_their_tokens_and_clients_do_when_they_are_given_the_same_cache() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.clone().get_collection("t-1").await.unwrap();
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 1);
    issuer.client().get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 2, "a client built anew has its own");

    let cache = TokenCache::default();
    for (credentials, asked) in [
        (credentials(), 3),
        (credentials(), 3),
        (credentials().scope("read"), 4),
        (
            ClientCredentials::new("shop-4712", "another").token_url("/token"),
            5,
        ),
        (
            ClientCredentials::new("shop-9", "secret-4711").token_url("/token"),
            6,
        ),
        (credentials().token_url("/x/token"), 7),
    ] {
        let client = issuer.builder().client_credentials(credentials);
        let client = client.token_cache(&cache).build().unwrap();
        let _ = client.request(Method::Get, "/x").await;
        assert_eq!(issuer.asked(), asked);
    }
}

#[tokio::test]
async fn a_cache_forgets_what_has_expired_and_belongs_to_nobody() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    drop(client);
    let build = |id: &str| -> Client {
        issuer
            .builder()
            .client_credentials(ClientCredentials::new(id, "s").token_url("/token"))
            .token_cache(&cache)
            .build()
            .unwrap()
    };
    let second = build("second");
    assert_eq!(cache.len(), 2, "the first token may serve another client");
    cache.skip(Duration::from_secs(3601));
    let third = build("third");
    assert_eq!(cache.len(), 2);
    drop((second, third));
    build("fourth");
    assert_eq!(cache.len(), 1);
}

#[tokio::test]
async fn the_call_and_the_request_for_a_token_are_encrypted_each_as_its_own_address_says() {
    let issuer = Issuer::start().await;
    let encrypted = |path: &str| issuer.url(path).replace("http", "https");
    // The gateway speaks no TLS, so a handshake hangs.
    let builder = || {
        issuer
            .builder()
            .add_root_certificate_pem(ROOT)
            .connect_timeout(Duration::from_millis(300))
    };
    let error = builder()
        .base_url(encrypted("/v1"))
        .client_credentials(credentials().token_url(issuer.url("/token")))
        .build()
        .unwrap()
        .get_collection("t-1")
        .await
        .unwrap_err();
    assert!(error.is_connect() && !error.is_no_token(), "{error}");
    assert_eq!((issuer.asked(), issuer.shown().len()), (1, 0));

    let error = builder()
        .client_credentials(credentials().token_url(encrypted("/token")))
        .build()
        .unwrap()
        .get_collection("t-1")
        .await
        .unwrap_err();
    assert!(error.is_connect() && error.is_no_token(), "{error}");
    assert_eq!((issuer.asked(), issuer.shown().len()), (1, 0));
}
