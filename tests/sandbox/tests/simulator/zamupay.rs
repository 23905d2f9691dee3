//! What the simulator claims of ZamuPay.

mod answers;
mod callbacks;
mod deposits;
mod orders;
mod others;
mod tokens;

use std::sync::OnceLock;

use malipo_codegen::ir::{Api, Type};
use malipo_codegen::{Input, Strictness, fit, lower};
use malipo_sandbox::{Builder, Zamupay, ZamupaySandbox};
use serde_json::{Value, json};

use crate::http::{Answer, authority, raw};

/// A token that is good now.
async fn token(sandbox: &ZamupaySandbox) -> String {
    let answer = ask_for_token(sandbox).await.json();
    answer["access_token"].as_str().unwrap().to_owned()
}

/// A simulator, and a token that it gave.
struct Merchant {
    sandbox: ZamupaySandbox,
    token: String,
}

impl std::ops::Deref for Merchant {
    type Target = ZamupaySandbox;

    fn deref(&self) -> &ZamupaySandbox {
        &self.sandbox
    }
}

impl Merchant {
    async fn start() -> Self {
        Self::of(Zamupay::builder()).await
    }

    async fn of(builder: Builder<Zamupay>) -> Self {
        let sandbox = builder.start().await.unwrap();
        let token = token(&sandbox).await;
        Self { sandbox, token }
    }

    async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let authorization = format!("authorization: Bearer {}\r\n", self.token);
        self.call_with(&authorization, method, path, body).await
    }

    /// A call with these headers in place of the token's.
    async fn call_with(
        &self,
        headers: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let content = match body.len() {
            0 => String::new(),
            length => {
                format!("content-type: application/json\r\ncontent-length: {length}\r\n")
            }
        };
        let host = authority(&self.sandbox);
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}{content}\r\n{body}"
        );
        raw(&self.sandbox, &request).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    /// A call that must succeed.
    async fn done(&self, path: &str, body: &Value) -> Value {
        let answer = self.post(path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// A read that must succeed.
    async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }
}

/// Asks for a token with the right credentials, as a form.
async fn ask_for_token(sandbox: &ZamupaySandbox) -> Answer {
    let (id, secret) = (sandbox.client_id(), sandbox.client_secret());
    ask(
        sandbox,
        &format!(
            "client_id={id}&client_secret={secret}&grant_type=client_credentials&scope=PyPay_api"
        ),
    )
    .await
}

/// Posts a form to the token endpoint.
async fn ask(sandbox: &ZamupaySandbox, form: &str) -> Answer {
    let host = authority(sandbox);
    let length = form.len();
    let request = format!(
        "POST /connect/token HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}"
    );
    raw(sandbox, &request).await
}

const ORDERS: &str = "/v1/payment-order/new-order";
const PHONE: &str = "+254710000002";

fn status_of(order: &str) -> String {
    format!("/v1/payment-order/check-status?Id={order}&IdType=OriginatorConversationId")
}

fn transaction(amount: &str, stan: &str) -> Value {
    let amount: Value = serde_json::from_str(amount).unwrap();
    json!({
        "routeId": "90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8",
        "channelType": 1,
        "amount": amount,
        "reference": "rent",
        "systemTraceAuditNumber": stan,
    })
}

fn mobile(account: &str, amount: &str, stan: &str) -> Value {
    json!({
        "recipient": {"name": "John Doe", "primaryAccountNumber": account, "mccmnc": "63902", "ccy": 404},
        "transaction": transaction(amount, stan),
    })
}

fn bank(account: &str, amount: &str, stan: &str) -> Value {
    json!({
        "recipient": {"name": "John Doe", "primaryAccountNumber": account, "institutionIdentifier": "GAFRKENAXXX", "ccy": "404"},
        "transaction": transaction(amount, stan),
    })
}

fn order(reference: &str, lines: &[Value]) -> Value {
    json!({
        "originatorConversationId": reference,
        "paymentNotes": "Transactions",
        "paymentOrderLines": lines,
    })
}

fn deposit(reference: &str, callback: &str) -> Value {
    json!({
        "ShortCode": "888888",
        "Amount": 250.55,
        "PhoneNumber": "254710000012",
        "TransactionDesc": "Top up",
        "OriginatorConversationId": reference,
        "CallBackUrl": callback,
    })
}

/// A payment of a bill; in the older form if it names a code such as `KE-GOTV`.
fn bill(reference: &str, account: &str, service: &str, callback: &str) -> Value {
    let mut bill = json!({
        "accountNumber": account,
        "transactionType": 2,
        "transactionDesc": "Electricity",
        "originatorConversationId": reference,
        "msisdn": "254710000011",
        "amount": 15.5,
        "customerNames": "TEST PAYER",
        "countryCode": "KE",
        "currencyCode": "KES",
        "saveBillerNumber": true,
        "callBackUrl": callback,
    });
    let name = if service.starts_with("KE-") {
        "serviceCode"
    } else {
        "ServiceId"
    };
    bill[name] = json!(service);
    bill
}

/// The specification, read from its file and not from the simulator.
fn specification() -> &'static Api {
    static API: OnceLock<Api> = OnceLock::new();
    API.get_or_init(|| {
        let input = Input::strict(
            "spec/zamupay.yaml",
            include_str!("../../../../spec/zamupay.yaml").to_owned(),
        );
        lower(&input).unwrap().api
    })
}

/// A body is as a schema of the specification says, strictly.
fn assert_fits(schema: &str, body: &Value) {
    let misfits = fit(
        specification(),
        &Type::Named(schema.to_owned()),
        body,
        Strictness::Strict,
    );
    assert!(misfits.is_empty(), "{schema}: {misfits:?}: {body}");
}
