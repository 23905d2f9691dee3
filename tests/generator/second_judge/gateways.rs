//! What the embedded gateways respond, to the wire goldens and to the same requests spoiled, and what they post by themselves.

use std::collections::BTreeSet;
use std::time::Duration;

use malipo_sandbox::{Delivery, Fate, Gateway, Sandbox, Webhooks, Which, Zamupay};
use malipo_tests::scripted::{Reply, Scripted};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::second_judge::goldens::Golden;
use crate::second_judge::judge::Judges;

const FATES: [Fate; 5] = [
    Fate::Approve,
    Fate::Decline,
    Fate::LeavePending,
    Fate::Indeterminate,
    Fate::Inconclusive,
];

/// A gateway that is asked through a socket, and the judges of all that comes from it.
struct Asked<G: Gateway> {
    sandbox: Sandbox<G>,
    judges: Judges,
    token: String,
    receiver: Scripted,
    /// Which operations responded with which statuses.
    seen: BTreeSet<(String, u16)>,
    /// The statuses of the responses to spoiled forms.
    spoiled_forms: BTreeSet<u16>,
}

impl<G: Gateway> Asked<G> {
    async fn new(gateway: &str, sandbox: Sandbox<G>, token: String) -> Self {
        let receiver = Scripted::start(Reply::answer(200, &[], "")).await.unwrap();
        let url = format!("http://{}/paymentOrder", receiver.host());
        sandbox.send_webhooks(Webhooks::to(url).unwrap());
        Self {
            sandbox,
            judges: Judges::of(gateway),
            token,
            receiver,
            seen: BTreeSet::new(),
            spoiled_forms: BTreeSet::new(),
        }
    }

    /// Sends a request and has the response judged.
    async fn send(&mut self, request: &Golden, headers: &str) -> (u16, Value) {
        let base = self.sandbox.base_url().strip_prefix("http://").unwrap();
        let host = base.split('/').next().unwrap();
        let (method, target, body) = (&request.method, &request.target, &request.body);
        let content = match &request.media_type {
            Some(media_type) => {
                format!(
                    "content-type: {media_type}\r\ncontent-length: {}\r\n",
                    body.len()
                )
            }
            None => String::new(),
        };
        let text = format!(
            "{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}{content}\r\n{body}"
        );
        let mut stream = TcpStream::connect(host).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).await.unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let what = format!("{} {status} to {text}", request.operation);
        self.seen.insert((request.operation.clone(), status));
        match self.judges.response(&request.operation, status) {
            Some(judged) if !body.is_empty() => {
                assert!(
                    head.to_lowercase()
                        .contains("content-type: application/json"),
                    "{what}"
                );
                let body = serde_json::from_str(body).unwrap();
                assert!(
                    judged.agree(&body, &what),
                    "{what}: {:?} {body}",
                    judged.plain(&body)
                );
                (status, body)
            }
            // Without JSON: a word, or nothing where that is known.
            _ => {
                let bare = body.is_empty() || head.contains("text/plain");
                assert!(bare, "{what}: {body}");
                (status, Value::Null)
            }
        }
    }

    fn authorized(&self) -> String {
        format!("authorization: Bearer {}\r\n", self.token)
    }

    /// Spoils each request in every way that comes to mind; each must be rejected as the specification says.
    async fn spoil(&mut self, requests: &[Golden]) {
        for request in requests {
            let spoiled = [
                (request.clone(), String::new()),
                (
                    request.clone(),
                    format!("accept: text/xml\r\n{}", self.authorized()),
                ),
                (
                    Golden {
                        method: "DELETE".to_owned(),
                        ..request.clone()
                    },
                    self.authorized(),
                ),
                (
                    Golden {
                        target: format!("{}nowhere", request.target),
                        ..request.clone()
                    },
                    self.authorized(),
                ),
            ];
            for (request, headers) in spoiled {
                self.send(&request, &headers).await;
            }
            if request.media_type.is_none() {
                continue;
            }
            let broken = Golden {
                body: "{\"".to_owned(),
                ..request.clone()
            };
            self.send(&broken, &self.authorized()).await;
            if !request.is_json() {
                self.spoil_form(request).await;
            }
            let members: Map<String, Value> =
                serde_json::from_str(&request.body).unwrap_or_default();
            assert_eq!(members.is_empty(), !request.is_json(), "{}", request.name);
            for name in members.keys() {
                for value in [
                    None,
                    Some(json!(null)),
                    Some(json!([])),
                    Some(json!("")),
                    Some(json!(-1)),
                ] {
                    let spoiled = request.with(|body| {
                        match value {
                            Some(value) => body.insert(name.clone(), value),
                            None => body.remove(name),
                        };
                    });
                    self.send(&spoiled, &self.authorized()).await;
                }
            }
            self.sandbox.throttle(1, Some(Duration::from_secs(1)));
            self.send(request, &self.authorized()).await;
        }
    }

    /// Leaves out, empties and replaces each field of a form.
    async fn spoil_form(&mut self, request: &Golden) {
        let fields: Vec<&str> = request.body.split('&').collect();
        for (number, field) in fields.iter().enumerate() {
            let (name, _) = field.split_once('=').unwrap();
            for value in [None, Some(format!("{name}=")), Some(format!("{name}=-1"))] {
                let mut spoiled: Vec<&str> = fields.clone();
                match &value {
                    Some(value) => spoiled[number] = value,
                    None => drop(spoiled.remove(number)),
                }
                let spoiled = Golden {
                    body: spoiled.join("&"),
                    ..request.clone()
                };
                let (status, _) = self.send(&spoiled, &self.authorized()).await;
                self.spoiled_forms.insert(status);
            }
        }
    }

    /// What the gateway has posted, with the path that it was posted to.
    async fn posted(&self) -> Vec<(String, Value)> {
        let deliveries = self.sandbox.webhook_deliveries().await;
        assert!(
            deliveries.iter().all(Delivery::is_acknowledged),
            "{deliveries:?}"
        );
        let read = |request: Vec<u8>| {
            let text = String::from_utf8(request).unwrap();
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            let target = head.split(' ').nth(1).unwrap();
            (target[1..].to_owned(), serde_json::from_str(body).unwrap())
        };
        self.receiver.requests().into_iter().map(read).collect()
    }

    /// Every operation has succeeded, and was refused with these statuses at least.
    fn assert_seen(&self, seen: &BTreeSet<(String, u16)>, refusals: &[u16]) {
        for operation in &self.judges.api.operations {
            let succeeded = seen
                .iter()
                .any(|(id, status)| *id == operation.id && *status < 300);
            assert!(succeeded, "{} has never succeeded: {seen:?}", operation.id);
        }
        for status in refusals {
            assert!(
                seen.iter().any(|(_, seen)| seen == status),
                "{status} was never seen"
            );
        }
    }
}

fn is_read(request: &Golden) -> bool {
    request.method == "GET" || request.operation == "rejectPaymentOrder"
}

#[tokio::test]
async fn every_response_of_the_gateway_of_zengapay_is_accepted_by_both_judges() {
    let mut seen = BTreeSet::new();
    let mut posted = BTreeSet::new();
    for fate in FATES {
        let sandbox = Sandbox::start().await.unwrap();
        let token = sandbox.token().to_owned();
        let mut asked = Asked::new("zengapay", sandbox, token).await;
        asked.sandbox.decide(Which::Collections, fate);
        asked.sandbox.decide(Which::Transfers, fate);
        let mut goldens = Golden::all("zengapay", &asked.judges);
        // The contact comes before the transfer to it.
        goldens.sort_by_key(|golden| (is_read(golden), golden.operation != "createContact"));
        let mut ids = Map::new();
        let mut requests = Vec::new();
        for golden in goldens {
            let mut request = golden.with(|body| {
                if body.contains_key("contact_id") {
                    body.insert("contact_id".to_owned(), ids["createContact"].clone());
                }
            });
            for (read, made) in [
                ("getCollection", "createCollection"),
                ("getTransfer", "createTransfer"),
                ("getContact", "createContact"),
            ] {
                if request.operation == read {
                    let (path, _) = request.target.rsplit_once('/').unwrap();
                    request.target = format!("{path}/{}", ids[made].as_str().unwrap());
                }
            }
            let (status, response) = asked.send(&request, &asked.authorized()).await;
            assert!(status < 300, "{}: {status} {response}", golden.name);
            let id = response
                .get("transactionReference")
                .or(response.get("uuid"));
            ids.insert(golden.operation.clone(), id.cloned().unwrap_or_default());
            requests.push(request);
        }
        for (_, event) in asked.posted().await {
            let kind = event["event"].as_str().unwrap();
            posted.insert(kind.to_owned());
            let judged = asked.judges.event(kind);
            assert!(
                judged.agree(&event, "webhook"),
                "{:?}",
                judged.plain(&event)
            );
        }
        if fate == Fate::Approve {
            asked.spoil(&requests).await;
        }
        seen.append(&mut asked.seen);
        if fate == Fate::Inconclusive {
            asked.assert_seen(&seen, &[400, 401, 404, 405, 406, 422, 429]);
            let declared = &asked.judges.api.events.as_ref().unwrap().kinds;
            assert!(posted.iter().eq(declared.keys()), "{posted:?}");
        }
    }
}

/// The callbacks that the gateway does not post: nobody has published their bodies.
const UNPUBLISHED: [&str; 2] = ["accountValidation", "airtimePurchase"];

/// The name of what the gateway posts to the address in a request.
fn callback(operation: &str) -> &'static str {
    match operation {
        "submitBillRequest" => "billPayment",
        "validateAccountNumber" => "accountNumberValidation",
        "validateAccount" => "accountValidation",
        "createCheckoutOrder" => "checkoutOrder",
        "createExpressDeposit" => "expressDeposit",
        "purchaseAirtime" => "airtimePurchase",
        other => panic!("{other} has no callback"),
    }
}

#[tokio::test]
async fn every_response_of_the_gateway_of_zamupay_is_accepted_by_both_judges() {
    let mut seen = BTreeSet::new();
    let mut posted = BTreeSet::new();
    let mut passed_on = 0;
    for fate in FATES {
        let sandbox = Zamupay::start().await.unwrap();
        let mut asked = Asked::new("zamupay", sandbox, String::new()).await;
        asked.sandbox.decide(Which::Collections, fate);
        asked.sandbox.decide(Which::Transfers, fate);
        let mut goldens = Golden::all("zamupay", &asked.judges);
        let is_first = |golden: &Golden| {
            golden.operation.starts_with("requestToken")
                || golden.operation == "listTransactionRoutes"
        };
        goldens.sort_by_key(|golden| (is_read(golden), !is_first(golden)));
        let mut requests = Vec::new();
        // What the gateway names by itself: a link, and a type of transactions.
        let (mut link, mut kind) = (String::new(), String::new());
        for golden in goldens {
            let request = own_identifiers(&golden, &asked, &link, &kind);
            let (status, response) = asked.send(&request, &asked.authorized()).await;
            assert!(status < 300, "{}: {status} {response}", golden.name);
            if let Some(token) = response.get("access_token") {
                asked.token = token.as_str().unwrap().to_owned();
            }
            if golden.operation == "createPaymentLink" {
                link = response["id"].as_str().unwrap().to_owned();
            }
            if golden.operation == "listTransactionRoutes" {
                let route = &response["routes"][0];
                kind = route["transactionTypeId"].as_str().unwrap().to_owned();
            }
            requests.push(request);
            asked.sandbox.advance(Duration::from_secs(1));
        }
        for (name, event) in asked.posted().await {
            // The first of the two callbacks of a deposit is passed on as the network sent it.
            if name == "expressDeposit" && event.get("Body").is_some() {
                passed_on += 1;
                continue;
            }
            let judged = asked.judges.event(&name);
            assert!(
                judged.agree(&event, &name),
                "{name}: {:?}",
                judged.plain(&event)
            );
            posted.insert(name);
        }
        if fate == Fate::Approve {
            asked.spoil(&requests).await;
            // The scope may be left out.
            assert_eq!(asked.spoiled_forms, BTreeSet::from([200, 400, 401]));
        }
        seen.append(&mut asked.seen);
        if fate == Fate::Inconclusive {
            asked.assert_seen(&seen, &[400, 401, 404, 429]);
            let declared = asked.judges.api.callbacks.keys();
            let declared: Vec<_> = declared
                .filter(|name| !UNPUBLISHED.contains(&name.as_str()))
                .collect();
            assert!(posted.iter().eq(declared), "{posted:?}");
            assert_eq!(
                passed_on, 4,
                "one for each fate, except that of a prompt without a response"
            );
        }
    }
}

/// A golden with the gateway's credentials, an address of ours for callbacks, and an identifier of its own, which is its name. A read
/// asks for one of these.
fn own_identifiers(golden: &Golden, asked: &Asked<Zamupay>, link: &str, kind: &str) -> Golden {
    let mut request = golden.with(|body| {
        let address = |name: &str| format!("http://{}/{name}", asked.receiver.host());
        for name in [
            "callBackUrl",
            "CallBackUrl",
            "callbackURL",
            "checkoutCallbackUrl",
            "kycRequestCallBackURL",
        ] {
            if let Some(url) = body.get_mut(name) {
                *url = json!(address(callback(&golden.operation)));
            }
        }
        for name in ["originatorConversationId", "OriginatorConversationId"] {
            if let Some(id) = body.get_mut(name) {
                *id = json!(golden.name);
            }
        }
        for line in body
            .get_mut("paymentOrderLines")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            line["transaction"]["systemTraceAuditNumber"] = json!(golden.name);
        }
        if body.contains_key("client_id") {
            body.insert("client_id".to_owned(), json!(asked.sandbox.client_id()));
            body.insert(
                "client_secret".to_owned(),
                json!(asked.sandbox.client_secret()),
            );
        }
        if golden.operation == "updatePaymentLink" {
            body.insert("id".to_owned(), json!(link));
        }
    });
    if golden.operation == "requestToken" {
        request.body = request
            .body
            .replace("GENERATED_CLIENT_ID", asked.sandbox.client_id())
            .replace("GENERATED_CLIENT_SECRET", asked.sandbox.client_secret());
    }
    let read = |id: &str| {
        let (path, query) = request.target.split_once('?').unwrap();
        let query: Vec<String> = query
            .split('&')
            .map(|pair| match pair.split_once('=').unwrap() {
                (
                    name @ ("Id"
                    | "OriginatorConversationId"
                    | "accountNumber"
                    | "transactionTypeId"),
                    _,
                ) => format!("{name}={id}"),
                _ => pair.to_owned(),
            })
            .collect();
        format!("{path}?{}", query.join("&"))
    };
    request.target = match golden.operation.as_str() {
        "getPaymentOrder" => read("create_payment_order_mobile"),
        "getExpressDeposit" => read("create_express_deposit"),
        "getCheckoutOrder" => read("create_checkout_order"),
        "getBillRequest" => read("submit_bill_request_payment"),
        "getPaymentLink" => read(link),
        "rejectPaymentOrder" => read("create_payment_order_business"),
        "getCharges" => read(kind),
        "getBillNumber" => read("1000000063"),
        _ => request.target.clone(),
    };
    request
}
