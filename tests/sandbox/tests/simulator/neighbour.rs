//! An embedded gateway harms nobody around it: not the machine that it runs on, nor others.

use std::time::Duration;

use malipo_sandbox::{
    Error, Fault, Gateway, Sandbox, Webhooks, Zamupay, ZamupaySandbox, printable,
};

use crate::http::{authority, raw};
use crate::receiver::Receiver;
use crate::{MTN, assert_clean, collection, get, post, start, transfer};

/// The status and the body of the response to a request with this line and these headers.
async fn with_host<G: Gateway>(sandbox: &Sandbox<G>, line: &str, headers: &str) -> (u16, String) {
    let request = format!("{line}\r\n{headers}connection: close\r\n\r\n");
    let answer = raw(sandbox, &request).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn only_requests_for_this_machine_are_answered_so_that_no_web_page_can_drive_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = sandbox.token();
    let line = "GET /v1/networks HTTP/1.1";
    let good = format!("authorization: Bearer {token}\r\n");
    for host in [
        authority(&sandbox),
        "localhost",
        "LOCALHOST:1",
        "shop.localhost:65535",
        "127.0.0.1:4010",
        "127.1.2.3",
        "[::1]:8080",
    ] {
        let headers = format!("host: {host}\r\n{good}");
        assert_eq!(with_host(&sandbox, line, &headers).await.0, 200, "{host}");
    }
    assert_clean(&sandbox);

    sandbox.throttle(1, None);
    sandbox.fail(Fault::Status(503).before_execution()).unwrap();
    for host in [
        "rebound.example",
        "127.0.0.1.example:80",
        "192.0.2.1",
        "localhost.example",
    ] {
        let headers = format!("host: {host}\r\n{good}");
        let (status, body) = with_host(&sandbox, line, &headers).await;
        assert_eq!(status, 421, "{host}");
        assert!(
            body.contains(&format!("the host `{host}` is not this machine")),
            "{body}"
        );
        assert!(
            body.contains("localhost"),
            "it says what would be answered: {body}"
        );
    }
    let absolute =
        format!("GET http://rebound.example/v1/networks HTTP/1.1\r\nhost: localhost\r\n{good}");
    assert_eq!(with_host(&sandbox, absolute.trim_end(), "").await.0, 421);
    let missing = with_host(&sandbox, line, &good).await;
    assert_eq!(missing.0, 400);
    assert!(missing.1.contains("Host is missing"), "{}", missing.1);
    let twice = format!("host: localhost\r\nhost: rebound.example\r\n{good}");
    assert_eq!(with_host(&sandbox, line, &twice).await.0, 400);

    // They met neither the fault nor the limit, which wait for a client.
    let violations = sandbox.violations();
    assert_eq!(violations.len(), 7);
    assert!(violations.iter().all(|one| one.at == "header.host"));
    let refused = sandbox.requests();
    assert!(refused.iter().skip(7).all(|request| !request.carried_out));
    assert_eq!(get(&sandbox, "/networks").await.status, 503);
    assert_eq!(get(&sandbox, "/networks").await.status, 429);
    assert_eq!(get(&sandbox, "/networks").await.status, 200);
}

#[tokio::test]
async fn http_1_0_may_leave_the_host_out_and_not_name_another() {
    let sandbox = Sandbox::start().await.unwrap();
    let headers = format!("authorization: Bearer {}\r\n", sandbox.token());
    let line = "GET /v1/networks HTTP/1.0";
    assert_eq!(with_host(&sandbox, line, &headers).await.0, 200);
    let headers = format!("host: rebound.example\r\n{headers}");
    assert_eq!(with_host(&sandbox, line, &headers).await.0, 421);
}

#[tokio::test]
async fn a_payment_for_another_host_is_not_carried_out() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = transfer(MTN, "100", "rebound");
    let request = format!(
        "POST /v1/transfers HTTP/1.1\r\nhost: rebound.example\r\nconnection: close\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        sandbox.token(),
        body.len()
    );
    assert_eq!(raw(&sandbox, &request).await.status, 421);
    assert_eq!(sandbox.ledger().executions("rebound"), 0);
    assert_eq!(sandbox.requests()[0].body_text(), body);
}

fn token_request(sandbox: &ZamupaySandbox, host: &str) -> String {
    let form = format!(
        "client_id={}&client_secret={}&grant_type=client_credentials",
        sandbox.client_id(),
        sandbox.client_secret()
    );
    format!(
        "POST /connect/token HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    )
}

#[tokio::test]
async fn a_token_is_given_to_no_other_host_either() {
    let sandbox = Zamupay::start().await.unwrap();
    let given = raw(&sandbox, &token_request(&sandbox, "localhost:1")).await;
    assert_eq!(given.status, 200, "{}", given.body);
    let refused = raw(&sandbox, &token_request(&sandbox, "rebound.example")).await;
    assert_eq!(refused.status, 421);
    assert!(!refused.body.contains("access_token"), "{}", refused.body);
    assert_eq!(sandbox.token_requests(), 1);
    let recorded = sandbox.requests().remove(1);
    assert!(!recorded.body_text().contains(sandbox.client_secret()));
}

#[tokio::test]
async fn webhooks_go_to_this_machine_only_unless_others_are_allowed() {
    // An address that no machine has: nothing is sent to anybody.
    let remote = || {
        let webhooks = Webhooks::to("http://192.0.2.1:9/").unwrap();
        webhooks.patience(Duration::from_millis(50))
    };
    for allowed in [false, true] {
        let mut builder = Sandbox::builder();
        if allowed {
            builder = builder.allow_remote_webhooks();
        }
        let sandbox = builder.start().await.unwrap();
        sandbox.send_webhooks(remote());
        assert!(!remote().is_local());
        let asked = start(&sandbox, "/collections", &collection(MTN, "5", "a")).await;
        sandbox.approve(&asked).unwrap();
        let delivery = sandbox.webhook_deliveries().await.remove(0);
        let reason = delivery.answer.unwrap_err();
        assert_eq!(reason.contains("this machine only"), !allowed, "{reason}");
        assert_eq!(
            reason.contains("allow_remote_webhooks"),
            !allowed,
            "{reason}"
        );

        let receiver = Receiver::start().await;
        sandbox.send_webhooks(Webhooks::to(receiver.url()).unwrap());
        sandbox.deliver_webhook(1).unwrap();
        assert_eq!(sandbox.webhook_deliveries().await[1].answer, Ok(200));
    }
}

#[tokio::test]
async fn the_last_requests_are_kept_and_the_whole_ledger() {
    let sandbox = Sandbox::builder().keep_records(3).start().await.unwrap();
    let receiver = Receiver::start().await;
    sandbox.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    for number in 1..=5 {
        start(
            &sandbox,
            "/transfers",
            &transfer(MTN, "5", &format!("p-{number}")),
        )
        .await;
    }
    for _ in 0..4 {
        post(&sandbox, "/transfers", "{}").await;
    }
    let numbers: Vec<_> = sandbox
        .requests()
        .iter()
        .map(|request| request.number)
        .collect();
    assert_eq!(numbers, [7, 8, 9]);
    assert_eq!(sandbox.violations().len(), 3);
    assert!(
        sandbox
            .violations()
            .iter()
            .all(|violation| violation.request >= 7)
    );

    assert_eq!(sandbox.webhook_deliveries().await.len(), 3);
    let seen = sandbox.webhook_deliveries_after(4).await;
    assert_eq!(
        seen.iter()
            .map(|delivery| delivery.number)
            .collect::<Vec<_>>(),
        [5]
    );
    let events: Vec<_> = sandbox
        .webhook_events()
        .iter()
        .map(|event| event.number)
        .collect();
    assert_eq!(events, [3, 4, 5]);
    sandbox.deliver_webhook(3).unwrap();
    let gone = sandbox.deliver_webhook(1).unwrap_err();
    assert!(matches!(gone, Error::UnknownEvent { .. }));
    assert!(gone.to_string().contains("no longer kept"), "{gone}");

    assert_eq!(sandbox.ledger().payments().len(), 5);
    assert_eq!(sandbox.ledger().executions("p-1"), 1);
}

#[tokio::test]
async fn a_fault_that_is_carried_out_late_is_noted_although_records_went_meanwhile() {
    let sandbox = Sandbox::builder().keep_records(1).start().await.unwrap();
    let pause = Duration::from_millis(20);
    sandbox
        .fail(
            Fault::Status(502)
                .late_execution(pause)
                .of("createTransfer"),
        )
        .unwrap();
    post(&sandbox, "/transfers", &transfer(MTN, "5", "late")).await;
    get(&sandbox, "/networks").await;
    let carried_out = async {
        while sandbox.ledger().executions("late") == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), carried_out).await;
    assert!(waited.is_ok(), "it is never carried out");
    assert_eq!(sandbox.requests().len(), 1);
    assert_eq!(sandbox.requests()[0].number, 2);
}

#[tokio::test]
async fn token_requests_are_counted_after_their_records_went() {
    let sandbox = Zamupay::builder().keep_records(1).start().await.unwrap();
    for _ in 0..3 {
        raw(&sandbox, &token_request(&sandbox, "localhost")).await;
    }
    assert_eq!((sandbox.requests().len(), sandbox.token_requests()), (1, 3));
}

#[tokio::test]
async fn a_retry_after_is_a_number_that_every_client_can_read() {
    let sandbox = Sandbox::start().await.unwrap();
    for (pause, header) in [
        (Duration::MAX, "2147483648"),
        (Duration::from_secs(u64::MAX), "2147483648"),
        (Duration::from_secs(1 << 31), "2147483648"),
        (Duration::new((1 << 31) - 1, 1), "2147483648"),
        (Duration::from_nanos(1), "1"),
    ] {
        sandbox.throttle(1, Some(pause));
        let answer = get(&sandbox, "/networks").await;
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (429, Some(header))
        );
        sandbox
            .fail(Fault::Status(503).before_execution().retry_after(pause))
            .unwrap();
        let answer = get(&sandbox, "/networks").await;
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (503, Some(header))
        );
    }
}

#[tokio::test]
async fn what_a_simulator_says_of_itself_has_no_control_characters_of_others() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = r"\u001b[2J\nforged";
    start(&sandbox, "/collections", &collection(MTN, "5", reference)).await;
    start(&sandbox, "/collections", &collection(MTN, "5", reference)).await;
    post(&sandbox, "/collections", r#"{"\u001b[2Jodd": 1}"#).await;
    let called = "\u{1b}[2J\nforged";
    let ambiguous = sandbox.approve(called).unwrap_err();
    assert!(matches!(ambiguous, Error::Ambiguous { .. }), "{ambiguous}");
    let unknown = sandbox.approve("\u{1b}[2J").unwrap_err();
    let address = Webhooks::to("\u{1b}[2J").unwrap_err();
    let mut shown: Vec<_> = sandbox
        .violations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(!shown.is_empty());
    shown.extend([ambiguous, unknown, address].map(|error| error.to_string()));
    shown.extend(sandbox.ledger().to_string().lines().map(str::to_owned));
    assert!(
        shown
            .iter()
            .any(|line| line.ends_with(r"\u{1b}[2J\nforged")),
        "{shown:?}"
    );
    for line in shown {
        assert_eq!(printable(&line), line);
    }
}
