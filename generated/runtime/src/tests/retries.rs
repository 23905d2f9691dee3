//! What is made again, on real sockets: reads after what looks passing, payments only while nothing was sent.

use std::time::{Duration, Instant};

use super::gateway::client::Client;
use super::server::{Server, Then, bound, payment, read_request};
use crate::call::ClientBuilder;
use crate::error::Phase;
use crate::http::Retries;
use crate::request::Method;

const QUICK: Duration = Duration::from_millis(5);

/// How long a call may take on a machine that is busy. Without a limit on attempts, it would never end.
const FOREVER: Duration = Duration::from_secs(30);

fn quick(attempts: u32) -> Retries {
    Retries::default().attempts(attempts).first_pause(QUICK)
}

/// Every fault after which a server has read the whole of a request.
fn faults() -> Vec<Then> {
    let mut faults = vec![
        Then::Close,
        Then::Write(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
        Then::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"data\"".to_vec()),
    ];
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let answer = format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n");
        faults.push(Then::Write(answer.into_bytes()));
    }
    faults
}

#[tokio::test]
async fn a_read_is_made_again_after_what_looks_passing() {
    for fault in faults() {
        let server = Server::start(fault).await;
        let client = server.builder().retries(quick(4)).build().unwrap();
        let error = client.get_collection("t-1").await.unwrap_err();
        assert_eq!(server.requests().len(), 4, "{error}");
        assert!(error.is_retryable(), "{error}");
        // So is one by hand.
        let _ = client.request(Method::Get, "/x").await;
        assert_eq!(server.requests().len(), 8, "{error}");
    }
}

#[tokio::test]
async fn a_payment_that_may_have_arrived_is_never_made_again() {
    for fault in faults() {
        let server = Server::start(fault).await;
        let client = server.builder().retries(quick(9)).build().unwrap();
        let error = client.create_collection(payment()).await.unwrap_err();
        assert_eq!(server.requests().len(), 1, "{error}");
        assert!(error.may_have_moved_money() && !error.is_retryable());
        let by_hand = client.request(Method::Post, "/x");
        let _ = by_hand.retries(quick(9)).await;
        assert_eq!(server.requests().len(), 2, "{error}");
    }
}

#[tokio::test]
async fn a_payment_is_made_again_while_there_is_no_connection() {
    let socket = bound();
    let address = socket.local_addr().unwrap();
    let client: Client = ClientBuilder::new(format!("http://{address}/v1"))
        .bearer("tok-4711")
        .retries(quick(9).max_pause(Duration::from_millis(80)))
        .build()
        .unwrap();
    let paying = tokio::spawn(async move { client.create_collection(payment()).await });
    tokio::time::sleep(Duration::from_millis(10)).await;
    let listener = socket.listen(8).unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    assert!(read_request(&mut stream).await.is_some());
    // It has arrived now, so that is the last of it.
    drop(stream);
    let error = paying.await.unwrap().unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    let again = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(again.is_err(), "somebody came again");
}

#[tokio::test]
async fn all_attempts_together_fit_into_the_time_of_the_call() {
    let server = Server::answering("503 Busy", "", "").await;
    let client = server.builder().retries(quick(u32::MAX)).build().unwrap();
    let started = Instant::now();
    let limit = Duration::from_millis(300);
    let error = client
        .get_collection("t-1")
        .timeout(limit)
        .await
        .unwrap_err();
    assert!(started.elapsed() < FOREVER, "{:?}", started.elapsed());
    assert_eq!(error.status(), Some(503));
    assert!(server.requests().len() > 1);

    let silent = Server::start(Then::Hang).await;
    let client = silent.builder().retries(quick(u32::MAX)).build().unwrap();
    let started = Instant::now();
    let error = client
        .get_collection("t-1")
        .timeout(limit)
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(started.elapsed() < FOREVER, "{:?}", started.elapsed());
}

#[tokio::test]
async fn it_is_turned_off_for_a_client_or_for_one_call() {
    let server = Server::answering("503 Busy", "", "").await;
    let off = server.builder().retries(Retries::none()).build().unwrap();
    off.get_collection("t-1").await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let on = off.get_collection("t-1").retries(quick(3));
    on.await.unwrap_err();
    assert_eq!(server.requests().len(), 4);
    let client = server.client();
    let once = client.get_collection("t-1").retries(Retries::none());
    once.await.unwrap_err();
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn a_gateway_that_asks_for_a_long_pause_is_left_alone() {
    let server = Server::answering("429 Slow", "retry-after: 3600\r\n", "").await;
    let started = Instant::now();
    let error = server.client().get_collection("t-1").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 1);
    assert!(started.elapsed() < Duration::from_secs(5));
}
