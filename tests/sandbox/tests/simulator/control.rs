use std::sync::Arc;
use std::time::Duration;

use malipo_sandbox::{Error, Fate, Sandbox, Which};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::http::{authority, raw};
use crate::{MTN, collection, get, post, start, transfer};

#[tokio::test]
async fn a_request_is_recorded_as_it_was_sent_without_its_credentials() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = collection(MTN, "256600.00", "400000");
    let head = format!(
        "POST /v1/collections?a=%20b HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nX-Odd-CASE: kept\r\ncontent-length: {}\r\nConnection: close\r\n\r\n",
        authority(&sandbox),
        sandbox.token(),
        body.len()
    );
    raw(&sandbox, &format!("{head}{body}")).await;

    let request = &sandbox.requests()[0];
    assert_eq!(request.head, head.replace(sandbox.token(), "[redacted]"));
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/v1/collections")
    );
    assert_eq!(request.query, "a=%20b");
    assert_eq!(request.body_text(), body);
    assert_eq!(request.header("x-odd-case"), Some("kept"));
    assert_eq!(
        request.headers[2],
        ("X-Odd-CASE".to_owned(), "kept".to_owned())
    );
    assert_eq!(request.operation.as_deref(), Some("createCollection"));
    assert!(!format!("{request:?}").contains(sandbox.token()));
}

#[tokio::test]
async fn requests_on_one_connection_are_recorded_one_by_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut stream = TcpStream::connect(authority(&sandbox)).await.unwrap();
    for path in ["/v1/networks/1", "/v1/networks/2"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"}") {
            stream.read_buf(&mut answer).await.unwrap();
        }
    }
    let heads: Vec<_> = sandbox
        .requests()
        .into_iter()
        .map(|request| request.head)
        .collect();
    assert_eq!(
        heads,
        [
            "GET /v1/networks/1 HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "GET /v1/networks/2 HTTP/1.1\r\nhost: localhost\r\n\r\n"
        ]
    );
}

#[tokio::test]
async fn the_same_calls_give_the_same_answers() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let sandbox = Sandbox::start().await.unwrap();
        let reference = start(&sandbox, "/collections", &collection(MTN, "5000", "again")).await;
        sandbox.approve(&reference).unwrap();
        start(&sandbox, "/transfers", &transfer(MTN, "700", "again")).await;
        let statement = get(&sandbox, "/account/statement").await.body;
        runs.push(statement.replace(authority(&sandbox), "host"));
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn the_clock_obeys_the_test() {
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(sandbox.now().to_string(), "2026-01-05 09:00:00");
    sandbox.set_time("2026-12-31 23:59:58".parse().unwrap());
    sandbox.advance(Duration::from_secs(1));
    let reference = start(
        &sandbox,
        "/collections",
        &collection(MTN, "5000", "new year"),
    )
    .await;
    let ledger = sandbox.ledger();
    let payment = ledger.payment(&reference).unwrap();
    assert_eq!(payment.initiated.to_string(), "2027-01-01 00:00:00");
    assert_eq!(payment.system_id, "ZPY261231210001TX");
}

#[tokio::test]
async fn settling_what_cannot_be_settled_is_an_error_that_names_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let paid = start(&sandbox, "/transfers", &transfer(MTN, "700", "paid")).await;
    let asked = start(&sandbox, "/collections", &collection(MTN, "700", "asked")).await;
    assert!(matches!(
        sandbox.approve("nothing"),
        Err(Error::UnknownPayment { .. })
    ));
    sandbox.decline(&asked).unwrap();
    for (settled, status) in [(&paid, "succeeded"), (&asked, "failed")] {
        let before = sandbox.ledger();
        for error in [
            sandbox.approve(settled).unwrap_err(),
            sandbox.decline(settled).unwrap_err(),
            sandbox.make_indeterminate(settled).unwrap_err(),
        ] {
            assert!(matches!(error, Error::CannotSettle { .. }), "{error}");
            let shown = error.to_string();
            assert!(shown.contains(settled) && shown.contains(status), "{shown}");
        }
        assert_eq!(sandbox.ledger(), before);
    }
}

#[tokio::test]
async fn a_payment_is_settled_by_the_merchants_reference_where_that_means_one() {
    let sandbox = Sandbox::builder()
        .decide(Which::Transfers, Fate::LeavePending)
        .start()
        .await
        .unwrap();
    let first = start(&sandbox, "/collections", &collection(MTN, "1", "order 17")).await;
    assert_eq!(sandbox.approve("order 17").unwrap().reference, first);
    let error = sandbox.approve("order 17").unwrap_err();
    assert!(matches!(error, Error::CannotSettle { .. }), "{error}");

    // One that is finished does not make it ambiguous; two that are not do, be they collections or transfers.
    let second = start(&sandbox, "/collections", &collection(MTN, "2", "order 17")).await;
    let third = start(&sandbox, "/transfers", &transfer(MTN, "3", "order 17")).await;
    sandbox.make_indeterminate(&third).unwrap();
    let before = sandbox.ledger();
    let error = sandbox.decline("order 17").unwrap_err();
    assert!(
        matches!(&error, Error::Ambiguous { candidates, .. } if *candidates == [second.clone(), third.clone()])
    );
    assert!(
        error.to_string().contains(&second) && error.to_string().contains(&third),
        "{error}"
    );
    assert_eq!(sandbox.ledger(), before);
    let unsettled: Vec<_> = before
        .unsettled()
        .map(|payment| &payment.reference)
        .collect();
    assert_eq!(unsettled, [&second, &third]);

    sandbox.decline(&second).unwrap();
    assert_eq!(sandbox.approve("order 17").unwrap().reference, third);
    assert_eq!(sandbox.ledger().unsettled().count(), 0);
    assert!(matches!(
        sandbox.approve("order 18"),
        Err(Error::UnknownPayment { .. })
    ));
}

#[tokio::test]
async fn a_taken_port_is_a_typed_error() {
    let sandbox = Sandbox::start().await.unwrap();
    let port = authority(&sandbox)
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let error = Sandbox::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, Error::Listen(_)), "{error}");
}

#[tokio::test]
async fn a_dropped_simulator_no_longer_listens() {
    let sandbox = Sandbox::start().await.unwrap();
    let address = authority(&sandbox).to_owned();
    drop(sandbox);
    for _ in 0..100 {
        if TcpStream::connect(&address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it still listens on {address}");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_at_the_same_time_are_carried_out_one_by_one() {
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let sandbox = Arc::clone(&sandbox);
        calls.spawn(async move {
            post(&sandbox, "/transfers", &transfer(MTN, "90000", "rush"))
                .await
                .status
        });
    }
    let statuses = calls.join_all().await;
    // A million covers eleven of them.
    assert_eq!(statuses.iter().filter(|status| **status == 202).count(), 11);
    assert_eq!(sandbox.ledger().executions("rush"), 11);
}
