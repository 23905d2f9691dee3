//! A server that executes every payment and then says whatever may be said: each status from 400 to 499 with each of many
//! bodies. None of its responses may be taken for proof that no money moved.
//!
//! A gateway that executes a payment and then sends its own documented refusal cannot be found out. So each body names the
//! operations and statuses for which it is that, and these are left out here; everything else is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use malipo_tests::faults::{Gateway, Policy, Setting};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::faults::client::{Client, pay, zamupay_client, zengapay_client};

/// Where a body is a documented refusal.
#[derive(Clone, Copy)]
enum Genuine {
    Nowhere,
    /// ZENGAPAY's envelope, under every status that its operations list.
    Envelope,
    /// ZENGAPAY's map of fields.
    Fields,
    /// ZamuPay's list of fields.
    Errors,
}

/// `STATUS` stands for the status, and `REFERENCE` for the payment's.
const BODIES: &[(Genuine, &str)] = &[
    (
        Genuine::Envelope,
        r#"{"code":STATUS,"status":"error","message":"m"}"#,
    ),
    (
        Genuine::Envelope,
        r#"{"message":"m","status":"Unauthorized","code":"STATUS"}"#,
    ),
    (
        Genuine::Fields,
        r#"{"msisdn":["required"],"amount":["required"]}"#,
    ),
    (
        Genuine::Errors,
        r#"{"appDomainName":"LIVE","status":"BadRequest","originatorConversationId":"REFERENCE","errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (
        Genuine::Errors,
        r#"{"appDomainName":"LIVE","errors":[{"field":"PaymentOrderLines[0].Recipient","message":"m"}]}"#,
    ),
    (Genuine::Nowhere, ""),
    (Genuine::Nowhere, " "),
    (Genuine::Nowhere, "null"),
    (Genuine::Nowhere, "STATUS"),
    (Genuine::Nowhere, r#""error""#),
    (Genuine::Nowhere, "[]"),
    (Genuine::Nowhere, "{}"),
    (Genuine::Nowhere, "<html><h1>STATUS</h1></html>"),
    (Genuine::Nowhere, "default backend - STATUS"),
    (Genuine::Nowhere, r#"{"message":"m"}"#),
    (Genuine::Nowhere, r#"{"title":"t"}"#),
    (
        Genuine::Nowhere,
        r#"{"title":"t","status":STATUS,"traceId":"00-0352-00"}"#,
    ),
    (Genuine::Nowhere, r#"{"reason":"r"}"#),
    (
        Genuine::Nowhere,
        r#"{"errorMessage":"m","systemTraceAuditNumber":"REFERENCE"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"id":"REFERENCE","idType":"1","message":"Record not found"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (Genuine::Nowhere, r#"{"errors":{"amount":["required"]}}"#),
    (
        Genuine::Nowhere,
        r#"{"message":"m","errors":{"amount":["required"]}}"#,
    ),
    (Genuine::Nowhere, r#"{"code":STATUS,"message":"m"}"#),
    (Genuine::Nowhere, r#"{"code":STATUS,"status":"error"}"#),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":STATUS,"message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"accepted","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"OK","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"PENDING","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"202 Accepted","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"TransactionInitiated","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":202,"status":"error","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS.0,"status":"error","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"m","transactionReference":"t"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"m","transactionReference":null}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"m","data":{"transactionStatus":"SUCCEEDED"}}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"m","external_reference":"another"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"external_reference is in use"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"Duplicate","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"code":202,"status":"error","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"CODE":202,"status":"error","message":"m"}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":STATUS,"status":"error","message":"m"},"#,
    ),
    (
        Genuine::Nowhere,
        r#"[{"code":STATUS,"status":"error","message":"m"}]"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"error":{"code":STATUS,"status":"error","message":"m"}}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"m","reason":"Forbidden","code":STATUS}"#,
    ),
    (Genuine::Nowhere, r#"{"external_reference":["m"]}"#),
    (
        Genuine::Nowhere,
        r#"{"msisdn":["m"],"external_reference":["m"]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"msisdn":["m"],"transactionReference":["t"]}"#,
    ),
    (Genuine::Nowhere, r#"{"msisdn":[],"amount":["m"]}"#),
    (Genuine::Nowhere, r#"{"msisdn":{"0":"m"}}"#),
    (Genuine::Nowhere, r#"{"appDomainName":"LIVE","errors":[]}"#),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","errors":[{"field":"Amount"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","errors":{"Amount":["m"]}}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","status":"Accepted","errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","status":"InternalServerError","errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","originatorConversationId":"another","errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","message":{"systemConversationId":"s"},"errors":[{"field":"Amount","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","errors":[{"field":"OriginatorConversationId","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","errors":[{"field":"Amount","message":"m"},{"field":"PaymentOrderLines[3].Transaction.systemtraceauditnumber","message":"m"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"appDomainName":"LIVE","errors":[{"field":"","message":"duplicate originator conversation id"}]}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"message":{"appDomainName":"LIVE","systemConversationId":"s","originatorConversationId":"REFERENCE","remarks":"accepted"}}"#,
    ),
    (
        Genuine::Nowhere,
        r#"{"code":202,"status":"accepted","message":"Transaction Initiated","transactionReference":"t"}"#,
    ),
];

/// Whether a gateway may say this of an operation when it refuses it.
fn is_documented(genuine: Genuine, operation: &str, status: u16) -> bool {
    let zengapay = ["createCollection", "createTransfer"].contains(&operation);
    let shown = ["createPaymentOrder", "createExpressDeposit"].contains(&operation);
    match genuine {
        Genuine::Nowhere => false,
        Genuine::Envelope => zengapay && [400, 401, 403, 404, 405, 406, 422, 429].contains(&status),
        Genuine::Fields => zengapay && status == 422,
        Genuine::Errors => shown && status == 400,
    }
}

/// The server; it ends when it is dropped.
struct Server {
    base_url: String,
    executed: Arc<AtomicUsize>,
    _accepting: JoinSet<()>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let executed = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&executed);
        let mut accepting = JoinSet::new();
        accepting.spawn(async move {
            let mut serving = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                serving.spawn(serve(stream, Arc::clone(&counter)));
            }
        });
        Self {
            base_url,
            executed,
            _accepting: accepting,
        }
    }

    fn setting(&self, gateway: Gateway) -> Setting {
        Setting {
            gateway,
            base_url: self.base_url.clone(),
            token_url: format!("{}/connect/token", self.base_url),
            client_id: "shop".to_owned(),
            secret: "secret".to_owned(),
            policy: Policy::Default,
            reuse: false,
            timeout: Duration::from_secs(20),
            certificate: None,
        }
    }
}

async fn serve(mut stream: TcpStream, executed: Arc<AtomicUsize>) {
    let mut heard = Vec::new();
    while let Some(request) = next(&mut stream, &mut heard).await {
        let response = match case(&request) {
            Some((status, number)) => {
                executed.fetch_add(1, Ordering::SeqCst);
                let reference = format!("case-{status}-{number}-");
                let body = BODIES[number].1.replace("STATUS", &status.to_string());
                http(status, &body.replace("REFERENCE", &reference))
            }
            None => http(
                200,
                r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#,
            ),
        };
        if stream.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
}

fn http(status: u16, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// The next request, as text.
async fn next(stream: &mut TcpStream, heard: &mut Vec<u8>) -> Option<String> {
    loop {
        let text = String::from_utf8_lossy(heard).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse::<usize>().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                heard.clear();
                return Some(text);
            }
        }
        let mut bytes = [0; 4096];
        match stream.read(&mut bytes).await {
            Ok(read) if read > 0 => heard.extend_from_slice(&bytes[..read]),
            _ => return None,
        }
    }
}

/// The status and the body that a payment asks for with its reference.
fn case(request: &str) -> Option<(u16, usize)> {
    let (_, case) = request.split_once("case-")?;
    let mut parts = case.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Pays under each status with each body, one operation after another, and gives what was called not moved.
async fn denied(client: &Client, operations: &[&str], statuses: &[u16]) -> Vec<String> {
    let mut denied = Vec::new();
    for status in statuses {
        for (number, (genuine, body)) in BODIES.iter().enumerate() {
            let operation = operations[(usize::from(*status) + number) % operations.len()];
            let reference = format!("case-{status}-{number}-");
            let error = pay(client, operation, &reference).await.unwrap_err();
            assert_eq!(error.status(), Some(*status), "{error}");
            let expected = !is_documented(*genuine, operation, *status);
            if error.may_have_moved_money() != expected {
                denied.push(format!("{operation}, {status}, {body}: not {expected}"));
            }
        }
    }
    denied
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fault_no_payment_that_was_executed_is_called_not_moved_whatever_comes_back() {
    let server = Server::start().await;
    let all: Vec<u16> = (400..500).collect();
    let mut paying = JoinSet::new();
    let mut payments = 0;
    for (gateway, every, operations) in [
        (
            Gateway::Zengapay,
            1,
            &["createCollection", "createTransfer"][..],
        ),
        (
            Gateway::Zamupay,
            1,
            &["createPaymentOrder", "createExpressDeposit"][..],
        ),
        (
            Gateway::Zamupay,
            // No response proves anything for these.
            10,
            &[
                "createCheckoutOrder",
                "purchaseAirtime",
                "submitBillRequest",
            ][..],
        ),
    ] {
        for statuses in all.chunks(25) {
            let statuses: Vec<u16> = statuses.iter().copied().step_by(every).collect();
            let setting = server.setting(gateway);
            payments += statuses.len() * BODIES.len();
            paying.spawn(async move {
                let client = match gateway {
                    Gateway::Zengapay => Client::Zengapay(zengapay_client(&setting)),
                    Gateway::Zamupay => Client::Zamupay(zamupay_client(&setting).await),
                };
                denied(&client, operations, &statuses).await
            });
        }
    }
    let wrong: Vec<String> = paying.join_all().await.into_iter().flatten().collect();
    assert_eq!(server.executed.load(Ordering::SeqCst), payments);
    assert!(payments > 12_000);
    assert!(
        wrong.is_empty(),
        "{} of {payments}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
