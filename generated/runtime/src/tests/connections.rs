//! On which connection a call is sent: one of its own, if it may move money.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::gateway::client::Client;
use super::gateway::types::CollectionRequest;
use super::server::{Server, Then, payment, read_request};
use crate::call::ClientBuilder;
use crate::error::Phase;
use crate::request::Method;

const REFUSED: &str = r#"{"code":422,"status":"failed","message":"Amina may not"}"#;

const FOUND: &str = r#"{"transactionReference":"t-1"}"#;
const FORGED: &str = r#"{"code":202,"status":"accepted","transactionReference":"of-nobody"}"#;

fn response(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}")
}

#[tokio::test]
async fn a_call_that_may_move_money_has_a_connection_of_its_own_and_closes_it() {
    let kept = response("200 OK", FORGED);
    let server = Server::start(Then::Keep(kept.into())).await;
    let client = server.client();
    for _ in 0..2 {
        client.get_collection("t-1").await.unwrap();
    }
    assert_eq!(server.connections(), 1, "reads share one");
    client.create_collection(payment()).await.unwrap();
    client.request(Method::Post, "/x").await.unwrap();
    assert_eq!(server.connections(), 3);
    client.get_collection("t-1").await.unwrap();
    assert_eq!(server.connections(), 3, "theirs is still there");
    let closes: Vec<bool> = server
        .requests()
        .iter()
        .map(|request| request.contains("connection: close\r\n"))
        .collect();
    assert_eq!(closes, [false, false, true, true, false]);
}

#[tokio::test]
async fn connections_are_reused_by_payments_only_if_the_builder_is_told_so() {
    let kept = response("200 OK", FORGED);
    let server = Server::start(Then::Keep(kept.into())).await;
    let client = server.builder().reuse_connections(true).build().unwrap();
    client.get_collection("t-1").await.unwrap();
    for _ in 0..2 {
        client.create_collection(payment()).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    assert!(!server.requests()[1].contains("connection: close"));
}

/// A gateway that sends two responses to every read, and carries no payment out.
async fn generous() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let payments = Arc::new(AtomicUsize::new(0));
    let seen = payments.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let seen = seen.clone();
            tokio::spawn(async move {
                while let Some(request) = read_request(&mut stream).await {
                    if request.starts_with("POST") {
                        seen.fetch_add(1, Ordering::SeqCst);
                        let busy = response("503 Busy", "");
                        let _ = stream.write_all(busy.as_bytes()).await;
                        continue;
                    }
                    let one = response("200 OK", FOUND);
                    let _ = stream.write_all(one.as_bytes()).await;
                    tokio::task::yield_now().await;
                    let another = response("202 Accepted", FORGED);
                    let _ = stream.write_all(another.as_bytes()).await;
                }
            });
        }
    });
    (url, payments)
}

/// How many of a hundred payments after a read are taken for accepted.
async fn taken_for_accepted(client: &Client) -> usize {
    let mut accepted = 0;
    for _ in 0..100 {
        client.get_collection("t-1").await.unwrap();
        accepted += usize::from(client.create_collection(payment()).await.is_ok());
    }
    accepted
}

#[tokio::test]
async fn a_response_too_many_is_never_taken_for_the_response_to_a_payment() {
    let (url, payments) = generous().await;
    let client: Client = ClientBuilder::new(url).bearer("tok-4711").build().unwrap();
    assert_eq!(taken_for_accepted(&client).await, 0);
    assert_eq!(payments.load(Ordering::SeqCst), 100);
}

#[tokio::test]
async fn a_response_too_many_is_what_a_reused_connection_risks() {
    let (url, _) = generous().await;
    let client: Client = ClientBuilder::new(url)
        .bearer("tok-4711")
        .reuse_connections(true)
        .build()
        .unwrap();
    let mut accepted = 0;
    for _ in 0..100 {
        // The read itself may get the response too many.
        let _ = client.get_collection("t-1").await;
        accepted += usize::from(client.create_collection(payment()).await.is_ok());
    }
    assert!(accepted > 0, "the test above would prove nothing");
}

/// A gateway that reads so many bytes of a request and then responds; it keeps the connection.
async fn hasty(reads: usize, response: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let response = response.clone();
            tokio::spawn(async move {
                let mut read = vec![0; reads];
                let _ = stream.read_exact(&mut read).await;
                let _ = stream.write_all(response.as_bytes()).await;
                tokio::time::sleep(std::time::Duration::from_secs(60)).await;
            });
        }
    });
    url
}

#[tokio::test]
async fn a_response_before_the_request_was_completely_sent_is_no_proof_of_anything() {
    let large = |bytes| {
        let mut payment = payment();
        payment.external_reference = "n".repeat(bytes);
        payment
    };
    for (status, body) in [
        ("422 Unprocessable Entity", REFUSED),
        ("202 Accepted", FORGED),
    ] {
        let url = hasty(2_000, response(status, body)).await;
        let client: Client = ClientBuilder::new(url).bearer("tok-4711").build().unwrap();
        let error = client
            .create_collection(large(20_000_000))
            .await
            .unwrap_err();
        assert_eq!(error.phase(), Phase::Answered);
        assert!(error.may_have_moved_money() && !error.is_retryable());
        assert_eq!(error.status().unwrap().to_string(), status[..3]);
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        let words = "before the request was completely sent";
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.into_request::<CollectionRequest>().is_err());
    }
    // The same response to the same request, once it was read.
    let kept = response("422 Unprocessable Entity", REFUSED);
    let server = Server::start(Then::Keep(kept.into())).await;
    let error = server
        .client()
        .create_collection(large(300_000))
        .await
        .unwrap_err();
    assert!(!error.may_have_moved_money(), "{error}");
    assert_eq!(server.requests().len(), 1);
    assert!(error.into_request::<CollectionRequest>().is_ok());
}

#[tokio::test]
async fn a_second_response_on_the_connection_of_a_payment_is_nobodys() {
    let two = response("422 Unprocessable Entity", REFUSED) + &response("202 Accepted", FORGED);
    let server = Server::start(Then::Keep(two.into())).await;
    let client = server.client();
    for _ in 0..20 {
        let error = client.create_collection(payment()).await.unwrap_err();
        assert_eq!(error.status(), Some(422));
    }
    assert_eq!(server.connections(), 20);
}
