//! On which connection a call is sent: one of its own, if it may move money.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::gateway::client::Client;
use super::server::{Server, Then, payment, read_request};
use crate::runtime::{ClientBuilder, Method};

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
    let client: Client = ClientBuilder::new(url).build().unwrap();
    assert_eq!(taken_for_accepted(&client).await, 0);
    assert_eq!(payments.load(Ordering::SeqCst), 100);
}

#[tokio::test]
async fn a_response_too_many_is_what_a_reused_connection_risks() {
    let (url, _) = generous().await;
    let client: Client = ClientBuilder::new(url)
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
