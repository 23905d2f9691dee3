//! How far a failed call had come, by what really happened on the socket.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::gateway::client::Client;
use super::server::{ROOT, Server, Then, nobody, payment};
use crate::call::ClientBuilder;
use crate::error::Phase;
use crate::request::Method;

const SOON: Duration = Duration::from_millis(300);

/// A server that accepts connections and never says a word, so that no handshake ends.
async fn silent() -> (TcpListener, ClientBuilder<Client>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/v1", listener.local_addr().unwrap());
    let builder = ClientBuilder::new(url)
        .bearer("tok-4711")
        .add_root_certificate_pem(ROOT);
    (listener, builder)
}

#[tokio::test]
async fn a_refused_connection_is_not_sent() {
    let client: Client = ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(error.is_connect() && error.is_retryable() && !error.may_have_moved_money());
    assert_eq!(
        error.to_string(),
        "createCollection was not sent, because the gateway could not be reached; no money moved"
    );
    let read = client.get_collection("t-1").await.unwrap_err();
    assert_eq!(read.phase(), Phase::NotSent);
    assert_eq!(
        read.to_string(),
        "getCollection was not sent, because the gateway could not be reached"
    );
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_not_sent() {
    let client: Client = ClientBuilder::new("https://gateway.invalid/v1")
        .bearer("tok-4711")
        .add_root_certificate_pem(ROOT)
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_gets_nothing() {
    let server = Server::answering("200 OK", "", "{}").await;
    let client: Client = ClientBuilder::new(format!("https://{}/v1", server.address()))
        .bearer("tok-4711")
        .add_root_certificate_pem(ROOT)
        .timeout(SOON)
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(!error.may_have_moved_money());
}

#[tokio::test]
async fn a_handshake_that_hangs_until_the_whole_time_is_over_is_not_sent() {
    let (_listener, builder) = silent().await;
    let client = builder.build().unwrap();
    let error = client
        .create_collection(payment())
        .timeout(SOON)
        .await
        .unwrap_err();
    // This is why the body is watched: the HTTP client does not call it a failure to connect.
    assert!(error.is_timeout() && !error.is_connect());
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(!error.may_have_moved_money() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "createCollection was not sent, because connecting to the gateway took too long; no money moved"
    );
}

#[tokio::test]
async fn a_handshake_that_hangs_until_the_read_time_is_over_is_not_sent() {
    let (_listener, builder) = silent().await;
    let client = builder.read_timeout(SOON).build().unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.phase(), Phase::NotSent);
}

#[tokio::test]
async fn a_handshake_that_hangs_until_the_connect_time_is_over_is_not_sent() {
    let (_listener, builder) = silent().await;
    let client = builder.connect_timeout(SOON).build().unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert!(error.is_timeout() && error.is_connect());
    assert_eq!(error.phase(), Phase::NotSent);
}

#[tokio::test]
async fn without_a_body_a_hanging_handshake_cannot_be_proved_and_may_have_been_sent() {
    let (_listener, builder) = silent().await;
    let client = builder.build().unwrap();
    let error = client
        .request(Method::Post, "/x")
        .timeout(SOON)
        .await
        .unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    assert!(error.may_have_moved_money());
}

#[tokio::test]
async fn a_request_whose_body_has_no_bytes_may_have_been_sent_with_its_head() {
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        let form = "application/x-www-form-urlencoded";
        let server = Server::start(Then::Close).await;
        let call = server.client().request(method, "/x").bytes("", form);
        let error = call.await.unwrap_err();
        assert_eq!(error.phase(), Phase::MaybeSent);
        assert!(error.may_have_moved_money() && !error.is_retryable());
        let requests = server.requests();
        assert_eq!(requests.len(), 1, "it is sent once: {requests:?}");
        let head = requests[0].to_ascii_lowercase();
        assert!(head.contains("content-type: application/x-www-form-urlencoded"));
        assert!(head.contains("content-length: 0"), "{head}");
        // And its response is believed.
        let server = Server::answering("200 OK", "", "{}").await;
        let call = server.client().request(method, "/x").bytes("", form);
        assert_eq!(call.await.unwrap().status(), 200);
    }
}

#[tokio::test]
async fn a_server_that_reads_the_request_and_closes_may_have_it() {
    let server = Server::start(Then::Close).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 1, "a payment is sent once");
    assert_eq!(error.phase(), Phase::MaybeSent);
    assert!(error.may_have_moved_money() && !error.is_retryable() && !error.is_timeout());
    assert_eq!(error.status(), None);
    assert_eq!(
        error.to_string(),
        "createCollection may have been sent, and the connection broke before a response; the money may have moved: look the payment up by its reference \"ref-400000\" before paying again"
    );
    let read = server.client().get_collection("t-1").await.unwrap_err();
    assert!(read.is_retryable() && !read.may_have_moved_money());
}

#[tokio::test]
async fn a_server_that_hangs_may_have_the_request() {
    let server = Server::start(Then::Hang).await;
    let error = server
        .client()
        .create_collection(payment())
        .timeout(SOON)
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(error.phase(), Phase::MaybeSent);
    assert!(error.is_timeout() && error.may_have_moved_money());
    assert_eq!(
        error.to_string(),
        "createCollection may have been sent, and the gateway sent no response in time; the money may have moved: look the payment up by its reference \"ref-400000\" before paying again"
    );
}

#[tokio::test]
async fn a_server_that_hangs_in_its_headers_may_have_the_request() {
    let server = Server::start(Then::WriteAndHang(b"HTTP/1.1 401 Unauth".to_vec())).await;
    let error = server
        .client()
        .create_collection(payment())
        .timeout(SOON)
        .await
        .unwrap_err();
    assert_eq!((error.phase(), error.status()), (Phase::MaybeSent, None));
}

#[tokio::test]
async fn a_server_that_hangs_in_its_body_has_answered() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"code\"";
    let server = Server::start(Then::WriteAndHang(half.into())).await;
    let client = server.builder().read_timeout(SOON).build().unwrap();
    for call in [
        client.create_collection(payment()),
        server.client().create_collection(payment()).timeout(SOON),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(
            (error.phase(), error.status()),
            (Phase::Answered, Some(200))
        );
        assert!(error.is_timeout() && error.may_have_moved_money());
        assert_eq!(error.raw_body(), Some(&b"{\"code\""[..]));
    }
}

#[tokio::test]
async fn an_answer_that_is_no_http_may_follow_an_executed_request() {
    let server = Server::start(Then::Write(b"SSH-2.0-OpenSSH\r\n".to_vec())).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    assert!(error.may_have_moved_money());
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_does_not_fail_the_next_call() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 30\r\n\r\n{\"transactionReference\":\"t-1\"}";
    let server = Server::start(Then::Write(answer.into())).await;
    let client = server.client();
    for _ in 0..3 {
        client.get_collection("t-1").await.unwrap();
    }
    assert_eq!(server.requests().len(), 3);
}

const FOUND: &str =
    "HTTP/1.1 200 OK\r\ncontent-length: 30\r\n\r\n{\"transactionReference\":\"t-1\"}";

#[tokio::test]
async fn a_gateway_that_falls_silent_is_given_up_after_the_read_timeout() {
    for then in [Then::Hang, Then::WriteAndHang(FOUND[..45].into())] {
        let server = Server::start(then).await;
        let client = server.builder().read_timeout(SOON).build().unwrap();
        let started = Instant::now();
        let error = client.get_collection("t-1").await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        // The time for the whole call is 60 s, and the server would hold on for as long.
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[tokio::test]
async fn a_slow_gateway_that_is_never_silent_for_long_is_heard_out() {
    let parts = [&FOUND[..10], &FOUND[10..50], &FOUND[50..]].map(|part| part.as_bytes().to_vec());
    let server = Server::start(Then::Trickle(parts.into(), Duration::from_millis(900))).await;
    let read_timeout = Duration::from_secs(2);
    let client = server.builder().read_timeout(read_timeout).build().unwrap();
    let started = Instant::now();
    client.get_collection("t-1").await.unwrap();
    assert!(started.elapsed() > read_timeout);
}

#[tokio::test]
async fn a_connection_is_used_again_unless_it_was_idle_for_too_long() {
    let server = Server::start(Then::Keep(FOUND.into())).await;
    let client = server.builder().idle_timeout(SOON).build().unwrap();
    let kept = server.client();
    for client in [&client, &kept] {
        client.get_collection("t-1").await.unwrap();
    }
    assert_eq!(server.connections(), 2);
    tokio::time::sleep(SOON * 3).await;
    kept.get_collection("t-1").await.unwrap();
    assert_eq!(server.connections(), 2, "it was idle, but not for too long");
    client.get_collection("t-1").await.unwrap();
    assert_eq!(server.connections(), 3, "it was idle for too long");
}
