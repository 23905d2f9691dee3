//! Faults, as a client meets them on a socket.

use std::time::Duration;

use malipo_sandbox::{Error, Fault, Gateway, Sandbox, Zamupay};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::authority;
use crate::{MTN, assert_clean, get, post, transfer};

/// A connection that is kept alive.
struct Line(TcpStream);

impl Line {
    async fn to<G: Gateway>(sandbox: &Sandbox<G>) -> Self {
        Self(TcpStream::connect(authority(sandbox)).await.unwrap())
    }

    async fn send(&mut self, sandbox: &Sandbox, method: &str, path: &str, body: &str) {
        let request = format!(
            "{method} /v1{path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            sandbox.token(),
            body.len()
        );
        self.0.write_all(request.as_bytes()).await.unwrap();
    }

    async fn pay(&mut self, sandbox: &Sandbox, reference: &str) {
        let body = transfer(MTN, "500", reference);
        self.send(sandbox, "POST", "/transfers", &body).await;
    }

    /// All until the other side ends the connection.
    async fn rest(&mut self) -> std::io::Result<String> {
        let mut text = String::new();
        self.0.read_to_string(&mut text).await?;
        Ok(text)
    }

    /// One answer that ends with a bracket, or with its head.
    async fn answer(&mut self) -> String {
        let mut answer = Vec::new();
        loop {
            assert!(self.0.read_buf(&mut answer).await.unwrap() > 0);
            let text = String::from_utf8_lossy(&answer);
            if text.ends_with('}') || text.ends_with("\r\n\r\n") && text.contains("length: 0") {
                return text.into_owned();
            }
        }
    }
}

const REFERENCE: &str = "payout-17";

/// What a payment gets that meets a fault, before and then after it was carried out; the same in both cases.
async fn met(fault: Fault) -> std::io::Result<String> {
    let mut heard = Vec::new();
    for (plan, executions) in [(fault.before_execution(), 0), (fault.after_execution(), 1)] {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.fail(plan.of("createTransfer")).unwrap();
        assert_eq!(get(&sandbox, "/networks").await.status, 200);
        let mut line = Line::to(&sandbox).await;
        line.pay(&sandbox, REFERENCE).await;
        heard.push(match fault {
            Fault::BrokenJson | Fault::Html | Fault::Status(_) | Fault::Unauthorised => {
                let mut head = vec![0; 512];
                let length = line.0.read(&mut head).await.unwrap();
                head.truncate(length);
                Ok(String::from_utf8(head).unwrap())
            }
            _ => line.rest().await,
        });
        assert_eq!(sandbox.ledger().executions(REFERENCE), executions);
        let request = sandbox.requests().pop().unwrap();
        assert_eq!(request.fault, Some(fault));
        assert_eq!(request.carried_out, executions == 1);
        assert_eq!(request.body_text(), transfer(MTN, "500", REFERENCE));
        assert_eq!(request.operation.as_deref(), Some("createTransfer"));
        assert_clean(&sandbox);
        // Once, unless told otherwise.
        assert_eq!(
            post(&sandbox, "/transfers", &transfer(MTN, "500", "next"))
                .await
                .status,
            202
        );
    }
    let without_date = |heard: std::io::Result<String>| {
        heard.map(|text| {
            let lines = text.split("\r\n").filter(|line| !line.starts_with("date:"));
            lines.collect::<Vec<_>>().join("\r\n")
        })
    };
    let after = without_date(heard.pop().unwrap());
    let before = without_date(heard.pop().unwrap());
    match (&before, &after) {
        (Ok(before), Ok(after)) => assert_eq!(before, after),
        (before, after) => assert_eq!(
            before.as_ref().unwrap_err().kind(),
            after.as_ref().unwrap_err().kind()
        ),
    }
    after
}

#[tokio::test]
async fn a_connection_that_is_closed_says_nothing() {
    assert_eq!(met(Fault::Close).await.unwrap(), "");
}

#[tokio::test]
async fn a_connection_that_is_reset_is_an_error() {
    let error = met(Fault::Reset).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn half_a_head_ends_in_the_head() {
    let heard = met(Fault::HalfHead).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 200 OK\r\n"), "{heard}");
    assert!(!heard.contains("\r\n\r\n"), "{heard}");
}

#[tokio::test]
async fn half_a_body_ends_before_the_announced_length() {
    let heard = met(Fault::HalfBody).await.unwrap();
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("content-length: 64"), "{head}");
    assert!(!body.is_empty() && body.len() < 64, "{body}");
}

#[tokio::test]
async fn broken_json_and_html_are_complete_answers_of_success() {
    let heard = met(Fault::BrokenJson).await.unwrap();
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let length = format!("content-length: {}", body.len());
    assert!(head.contains(&length), "{head}");
    assert!(serde_json::from_str::<serde_json::Value>(body).is_err());

    let heard = met(Fault::Html).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 200 "), "{heard}");
    assert!(heard.contains("content-type: text/html"), "{heard}");
}

#[tokio::test]
async fn any_status_can_be_answered_and_none_has_a_body() {
    for status in [408, 409, 429, 500, 502, 503, 504] {
        let heard = met(Fault::Status(status)).await.unwrap();
        assert!(heard.starts_with(&format!("HTTP/1.1 {status} ")), "{heard}");
        assert!(heard.contains("content-length: 0"), "{heard}");
        assert!(!heard.contains("location"), "{heard}");
    }
}

#[tokio::test]
async fn a_redirect_leads_to_where_the_payment_was_sent() {
    for status in [301, 302, 303, 307, 308] {
        let heard = met(Fault::Status(status)).await.unwrap();
        assert!(heard.starts_with(&format!("HTTP/1.1 {status} ")), "{heard}");
        assert!(heard.contains("location: /v1/transfers\r\n"), "{heard}");
    }
    // The query stays, and who follows it pays again.
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.fail(Fault::Status(307).after_execution()).unwrap();
    let mut line = Line::to(&sandbox).await;
    line.send(&sandbox, "GET", "/transfers?page=1", "").await;
    let heard = line.answer().await;
    assert!(heard.contains("location: /v1/transfers?page=1\r\n"));
}

#[tokio::test]
async fn unauthorised_is_said_in_the_gateways_own_words() {
    let heard = met(Fault::Unauthorised).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 401 "), "{heard}");
    assert!(heard.contains(r#""code":401"#), "{heard}");
}

#[tokio::test]
async fn a_fault_lasts_as_often_as_it_is_told_to_and_may_ask_to_wait() {
    let sandbox = Sandbox::start().await.unwrap();
    let busy = Fault::Status(503).before_execution();
    sandbox
        .fail(busy.retry_after(Duration::from_millis(1500)).times(2))
        .unwrap();
    sandbox
        .fail(Fault::Unauthorised.before_execution().always())
        .unwrap();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let answer = get(&sandbox, "/networks").await;
        statuses.push((
            answer.status,
            answer.header("retry-after").map(str::to_owned),
        ));
    }
    let asked = Some("2".to_owned());
    assert_eq!(
        statuses,
        [(503, asked.clone()), (503, asked), (401, None), (401, None)]
    );
    sandbox.stop_failing();
    assert_eq!(get(&sandbox, "/networks").await.status, 200);
}

#[tokio::test]
async fn a_connection_that_hangs_says_nothing_and_stays_open_until_the_client_goes() {
    for (plan, executions) in [
        (Fault::Hang.before_execution(), 0),
        (Fault::Hang.after_execution(), 1),
    ] {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.fail(plan).unwrap();
        let mut line = Line::to(&sandbox).await;
        line.pay(&sandbox, REFERENCE).await;
        let waited = tokio::time::timeout(Duration::from_millis(100), line.rest()).await;
        assert!(waited.is_err(), "{waited:?}");
        let request = &sandbox.requests()[0];
        assert_eq!((request.fault, request.status), (Some(Fault::Hang), 0));
        assert_eq!(sandbox.ledger().executions(REFERENCE), executions);
        assert_eq!(sandbox.open_connections(), 1);
        drop(line);
        all_closed(&sandbox).await;
    }
}

/// Waits until both sides have closed every connection.
async fn all_closed<G: Gateway>(sandbox: &Sandbox<G>) {
    let closed = async {
        while sandbox.open_connections() > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let ended = tokio::time::timeout(Duration::from_secs(20), closed).await;
    assert!(ended.is_ok(), "connections stay open");
}

#[tokio::test]
async fn idle_connections_are_closed_on_demand_and_connections_are_counted() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut used = Line::to(&sandbox).await;
    for _ in 0..2 {
        used.send(&sandbox, "GET", "/networks/1", "").await;
        used.answer().await;
    }
    let mut unused = Line::to(&sandbox).await;
    while sandbox.connections() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!((sandbox.connections(), sandbox.open_connections()), (2, 2));

    sandbox.close_idle_connections();
    assert_eq!(used.rest().await.unwrap(), "");
    assert_eq!(unused.rest().await.unwrap(), "");
    assert_eq!(sandbox.open_connections(), 2, "the clients have not closed");
    drop((used, unused));
    all_closed(&sandbox).await;

    let mut next = Line::to(&sandbox).await;
    next.send(&sandbox, "GET", "/networks/1", "").await;
    next.answer().await;
    assert_eq!((sandbox.connections(), sandbox.open_connections()), (3, 1));
    let connections: Vec<_> = sandbox
        .requests()
        .iter()
        .map(|request| request.connection)
        .collect();
    assert_eq!(connections, [1, 1, 3]);
}

#[tokio::test]
async fn a_connection_on_which_a_request_is_read_ends_after_its_answer() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut line = Line::to(&sandbox).await;
    let body = transfer(MTN, "500", REFERENCE);
    let head = format!(
        "POST /v1/transfers HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        sandbox.token(),
        body.len()
    );
    line.0.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    sandbox.close_idle_connections();
    tokio::time::sleep(Duration::from_millis(300)).await;
    line.0.write_all(body.as_bytes()).await.unwrap();
    let heard = line.rest().await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 202 "), "{heard}");
    assert!(heard.contains("connection: close"), "{heard}");
}

#[tokio::test]
async fn zamupay_fails_as_well_and_its_tokens_only_where_they_are_meant() {
    let sandbox = Zamupay::start().await.unwrap();
    sandbox
        .fail(Fault::Unauthorised.before_execution().of("checkHealth"))
        .unwrap();
    sandbox
        .fail(Fault::Status(502).before_execution().of("requestToken"))
        .unwrap();
    let mut statuses = Vec::new();
    for call in [
        "GET /api_health_check",
        "GET /api_health_check",
        "POST /connect/token",
    ] {
        let request = format!("{call} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        statuses.push(crate::http::raw(&sandbox, &request).await.status);
    }
    assert_eq!(statuses, [401, 200, 502]);
}

#[tokio::test]
async fn a_request_that_somebody_kept_is_carried_out_after_its_fault() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox
        .fail(Fault::Close.late_execution(Duration::from_secs(2)))
        .unwrap();
    let mut line = Line::to(&sandbox).await;
    line.pay(&sandbox, REFERENCE).await;
    assert_eq!(line.rest().await.unwrap(), "");
    assert_eq!(sandbox.ledger().executions(REFERENCE), 0);
    assert!(!sandbox.requests()[0].carried_out);
    let carried_out = async {
        while !sandbox.requests()[0].carried_out {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), carried_out).await;
    assert!(waited.is_ok(), "it is never carried out");
    assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_fault_for_one_client_leaves_the_others_alone() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox
        .fail(Fault::Status(503).before_execution().of_agent("till 7"))
        .unwrap();
    let mut statuses = Vec::new();
    for agent in ["till 8", "till 7", "till 7"] {
        let request = format!(
            "GET /v1/networks HTTP/1.1\r\nhost: localhost\r\nuser-agent: {agent}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
            sandbox.token()
        );
        statuses.push(crate::http::raw(&sandbox, &request).await.status);
    }
    assert_eq!(statuses, [200, 503, 200]);
}

#[tokio::test]
async fn a_fault_of_an_operation_that_there_is_not_is_an_error_that_names_what_may_be_meant() {
    let zengapay = Sandbox::start().await.unwrap();
    let zamupay = Zamupay::start().await.unwrap();
    let lost = |operation: &str| Fault::Close.before_execution().of(operation);
    for (error, told) in [
        (
            zengapay.fail(lost("createTranfer")),
            "did you mean createTransfer?",
        ),
        (
            zengapay.fail(lost("CREATETRANSFER")),
            "did you mean createTransfer?",
        ),
        (zengapay.fail(lost("purchaseAirtime")), "use one of "),
        (zengapay.fail(lost("\u{1b}[2J")), r"\u{1b}[2J"),
        (zengapay.fail(lost("")), "createTransfer"),
        (
            zamupay.fail(lost("purchaseAirtme")),
            "did you mean purchaseAirtime?",
        ),
        (
            zamupay.forbid(["checkHealth", "getBalanc"]),
            "did you mean getBalance?",
        ),
    ] {
        let error = error.unwrap_err();
        assert!(matches!(error, Error::UnknownOperation { .. }), "{error}");
        assert!(error.to_string().contains(told), "{error}");
    }
    assert_eq!(
        get(&zengapay, "/networks").await.status,
        200,
        "nothing fails"
    );
}
