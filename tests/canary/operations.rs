//! Every operation of every gateway, through success and through faults.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

use malipo::runtime::{Call, Operation};
use malipo_codegen::ir::{Answer, Api, Media, Operation as Described, Status, Type};
use malipo_tests::scripted::Reply;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::filled::Filling;
use super::watched;
use super::{
    PHONE, TEXT, TOKEN, assert_clean, assert_debug_clean, assert_error_clean, granted,
    holds_a_marker, nobody, server, specification, zamupay, zengapay,
};

/// The ways that are gone, where there are several.
const WAYS: usize = 3;

/// What a call is made with.
struct Made<'a> {
    operation: &'a Described,
    body: Option<Value>,
}

impl Made<'_> {
    fn body<T: DeserializeOwned>(&self) -> T {
        // By its text: amounts do not pass through a `Value`.
        serde_json::from_str(&self.body.as_ref().unwrap().to_string()).unwrap()
    }

    fn text(&self, name: &str) -> String {
        let parameter = self.operation.parameters.iter();
        let parameter = { parameter }
            .find(|parameter| parameter.name.wire == name)
            .unwrap();
        match &parameter.ty {
            Type::Sensitive(_) => TEXT.to_owned(),
            Type::Msisdn(_) => PHONE.to_owned(),
            _ => "reference-17".to_owned(),
        }
    }

    /// Whether the request carries something that must not be shown.
    fn holds_a_marker(&self) -> bool {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let parameters = self.operation.parameters.iter();
        let mut parameters = { parameters }.filter(|parameter| parameter.required);
        holds_a_marker(&body)
            || parameters.any(|parameter| holds_a_marker(&self.text(&parameter.name.wire)))
    }
}

/// An operation on its way through a client.
struct Journey<'a, C, F> {
    api: &'a Api,
    operation: &'a Described,
    client: fn(&str) -> C,
    /// Whether a token is asked for first.
    asks: bool,
    call: F,
}

/// What was seen on the way.
#[derive(Default)]
struct Seen {
    sent: bool,
    decoded: bool,
    refused_here: bool,
}

/// The body of a response as it is written in its first media type.
fn written(answer: &Answer, body: impl FnOnce(&Type) -> Value) -> String {
    match answer.bodies.first() {
        None => String::new(),
        Some(described) => match (body(&described.ty), described.media) {
            (Value::String(text), Media::Text) => text,
            (value, _) => value.to_string(),
        },
    }
}

impl<C, F, O> Journey<'_, C, F>
where
    C: Debug,
    F: Fn(&C, &Made<'_>) -> Call<O>,
    O: Operation + Debug,
    O::Output: Serialize + Debug,
{
    fn filling(&self, way: usize) -> Filling<'_> {
        Filling {
            api: self.api,
            way,
            quoting: false,
            breaking: false,
        }
    }

    fn made(&self, filling: Filling<'_>) -> Made<'_> {
        Made {
            operation: self.operation,
            body: { self.operation.body.as_ref() }.map(|body| filling.body(&body.ty)),
        }
    }

    /// The replies of a server that is asked for a token first, if this operation needs one.
    fn replies(&self, replies: impl IntoIterator<Item = Reply>) -> Vec<Reply> {
        let token = (self.asks && self.operation.authenticated).then(granted);
        token.into_iter().chain(replies).collect()
    }

    async fn through(&self) -> Seen {
        let mut seen = Seen::default();
        for way in 0..WAYS {
            self.succeed(way, &mut seen).await;
        }
        self.fail().await;
        self.be_unauthorized().await;
        self.never_arrive().await;
        self.break_a_rule(&mut seen).await;
        seen
    }

    fn success(&self, way: usize) -> (u16, String) {
        let answer = &self.operation.successes[0];
        let Status::Code(status) = answer.status else {
            panic!("{}: which status is a success?", self.operation.id);
        };
        let filling = self.filling(way);
        let body = |ty: &Type| filling.success(ty, self.operation.acceptance.as_ref());
        (status, written(answer, body))
    }

    fn answers_with_text(&self) -> bool {
        let mut bodies = self.operation.successes[0].bodies.iter();
        bodies.any(|body| body.media == Media::Text)
    }

    async fn succeed(&self, way: usize, seen: &mut Seen) {
        let id = &self.operation.id;
        let (status, answer) = self.success(way);
        let server = server(self.replies([Reply::json(status, &answer)])).await;
        let client = (self.client)(&server.base_url());
        let made = self.made(self.filling(way));
        let call = (self.call)(&client, &made);
        assert_debug_clean(id, &client);
        assert_debug_clean(id, &call);
        assert_debug_clean(id, call.operation());
        let response = call.with_response().await.unwrap_or_else(|error| {
            panic!("{id}: {error:?}: {answer}: {:?}", error.violations());
        });
        assert_debug_clean(id, &response);
        assert_debug_clean(id, response.value());
        assert_debug_clean(id, response.answer());

        let raw = server.requests().pop().unwrap();
        let raw = String::from_utf8(raw).unwrap();
        let (head, body) = raw.split_once("\r\n\r\n").unwrap();
        assert_eq!(
            head.contains(TOKEN),
            self.operation.authenticated,
            "{id}: {head}"
        );
        let (line, _) = head.split_once("\r\n").unwrap();
        let sent = holds_a_marker(line) || holds_a_marker(body);
        assert_eq!(sent, made.holds_a_marker(), "{id}: {raw}");
        seen.sent |= sent;

        let value = serde_json::to_string(response.value()).unwrap();
        assert_eq!(
            holds_a_marker(&value),
            holds_a_marker(&answer),
            "{id}: {value}"
        );
        seen.decoded |= holds_a_marker(&value);
    }

    /// Answers of which none is a success, and all of which repeat a marker.
    async fn fail(&self) {
        let (_, success) = self.success(0);
        let quoting = Filling {
            quoting: true,
            ..self.filling(0)
        };
        let any = format!("{TEXT} {PHONE}");
        let mut faults: Vec<(String, Reply)> = Vec::new();
        for answer in &self.operation.failures {
            let status = match answer.status {
                Status::Code(401) => continue,
                Status::Code(status) => status,
                Status::Range(range) => u16::from(range) * 100,
                Status::Default => 500,
            };
            let body = written(answer, |ty| quoting.body(ty));
            faults.push((format!("{status}: {body}"), Reply::json(status, &body)));
        }
        let marked = [("set-cookie", TEXT), ("location", TEXT), ("x-note", &*any)];
        for status in [302, 307, 403, 404, 409, 429, 500, 503] {
            faults.push((format!("{status}"), Reply::answer(status, &marked, &any)));
        }
        let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{success}{any}");
        let half_a_head = format!("HTTP/1.1 200 OK\r\nset-cookie: {any}");
        let wrong = format!(r#"{{"code":["{any}"],"{TEXT}":"{any}"}}"#);
        let html = format!("<html>{any}</html>");
        for (what, reply) in [
            ("no JSON", Reply::json(200, &format!("{success}{any}"))),
            ("another shape", Reply::json(200, &wrong)),
            ("a text", Reply::json(200, &format!("\"{any}\""))),
            ("HTML", Reply::answer(200, &marked, &html)),
            ("cut JSON", Reply::json(200, &format!(r#"{{"x":"{any}"#))),
            ("half a body", Reply::Bytes(half.into_bytes())),
            ("half a head", Reply::Bytes(half_a_head.into_bytes())),
            ("no HTTP", Reply::Bytes(any.clone().into_bytes())),
            ("closed", Reply::Close),
        ] {
            faults.push((what.to_owned(), reply));
        }
        let replies = faults.iter().map(|(_, reply)| reply.clone());
        let server = server(self.replies(replies)).await;
        let client = (self.client)(&server.base_url());
        for (what, _) in &faults {
            let call = (self.call)(&client, &self.made(self.filling(0)));
            let what = format!("{}, {what}", self.operation.id);
            match call.with_response().await {
                Err(error) => assert_error_clean(&what, &error),
                // What may be anything may be this too, and an answer that is a plain text by its specification is shown.
                Ok(response) if self.answers_with_text() => {
                    assert_debug_clean(&what, response.answer());
                }
                Ok(response) => assert_debug_clean(&what, &response),
            }
        }
        let asked = self.replies([]).len();
        assert_eq!(
            server.requests().len(),
            asked + faults.len(),
            "{}",
            self.operation.id
        );
    }

    /// 401, always: what reads is sent once more with another token, which is refused as well.
    async fn be_unauthorized(&self) {
        let refused = Reply::json(401, &format!(r#"{{"code":401,"message":"{TEXT}"}}"#));
        let more = self.replies([refused.clone()]);
        let server = server(more.into_iter().chain(self.replies([refused]))).await;
        let client = (self.client)(&server.base_url());
        let call = (self.call)(&client, &self.made(self.filling(0)));
        let error = call.await.unwrap_err();
        assert_eq!(error.status(), Some(401), "{}", self.operation.id);
        assert_error_clean(&self.operation.id, &error);
    }

    /// Nobody listens, or nobody answers.
    async fn never_arrive(&self) {
        let client = (self.client)(&nobody().await);
        let call = (self.call)(&client, &self.made(self.filling(0)));
        assert_error_clean(&self.operation.id, &call.await.unwrap_err());

        let server = server(self.replies([Reply::Silence])).await;
        let client = (self.client)(&server.base_url());
        let call = (self.call)(&client, &self.made(self.filling(0)));
        let error = call.timeout(Duration::from_millis(100)).await.unwrap_err();
        assert!(error.is_timeout(), "{}: {error:?}", self.operation.id);
        assert_error_clean(&self.operation.id, &error);
    }

    /// Rules that the request breaks, so that it is not sent.
    async fn break_a_rule(&self, seen: &mut Seen) {
        let breaking = Filling {
            breaking: true,
            ..self.filling(0)
        };
        let made = self.made(breaking);
        if made.body == self.made(self.filling(0)).body {
            return;
        }
        let client = (self.client)(&nobody().await);
        let error = (self.call)(&client, &made).await.unwrap_err();
        assert!(
            error.is_invalid_request(),
            "{}: {error:?}",
            self.operation.id
        );
        assert_error_clean(&self.operation.id, &error);
        for violation in error.violations() {
            assert_clean(&self.operation.id, &format!("{violation} {violation:?}"));
        }
        seen.refused_here |= made.holds_a_marker();
    }
}

/// A test that sends every operation of a gateway on its way.
macro_rules! operations {
    ($test:ident: $gateway:ident, asks: $asks:literal, at_least: $least:expr;
     $($id:literal => |$client:ident, $made:tt| $call:expr,)+) => {
        #[tokio::test]
        async fn $test() {
            watched::begin();
            let api = specification(stringify!($gateway)).unwrap();
            let listed = BTreeSet::from([$($id),+]);
            let known: BTreeSet<_> =
                api.operations.iter().map(|operation| operation.id.as_str()).collect();
            assert_eq!(listed, known, "every operation is sent on its way");
            let (mut sent, mut decoded, mut refused_here) = (0, 0, 0);
            $({
                let operation = api.operation($id).unwrap();
                let journey = Journey {
                    api: &api,
                    operation,
                    client: $gateway,
                    asks: $asks,
                    call: |$client: &malipo::$gateway::Client, $made: &Made<'_>| $call,
                };
                let seen = journey.through().await;
                sent += usize::from(seen.sent);
                decoded += usize::from(seen.decoded);
                refused_here += usize::from(seen.refused_here);
            })+
            println!("markers: sent by {sent} operations, decoded by {decoded}, refused here of {refused_here}");
            let least: [usize; 3] = $least;
            assert!([sent, decoded, refused_here].iter().zip(least).all(|(seen, least)| *seen >= least));
            watched::assert_recorded_clean(&["malipo.call", "hyper_util", "[reqwest::connect] log"]);
        }
    };
}

operations! { canary_in_every_operation_of_zengapay: zengapay, asks: false, at_least: [3, 8, 2];
    "listCollections" => |client, _| client.list_collections(),
    "createCollection" => |client, made| client.create_collection(made.body()),
    "getCollection" => |client, made| client.get_collection(made.text("transactionReference")),
    "listTransfers" => |client, _| client.list_transfers(),
    "createTransfer" => |client, made| client.create_transfer(made.body()),
    "getTransfer" => |client, made| client.get_transfer(made.text("transactionReference")),
    "getAccount" => |client, _| client.get_account(),
    "getAccountBalance" => |client, _| client.get_account_balance(),
    "getAccountStatement" => |client, _| client.get_account_statement(),
    "listNetworks" => |client, _| client.list_networks(),
    "getNetwork" => |client, _| client.get_network(1),
    "listContacts" => |client, _| client.list_contacts(),
    "createContact" => |client, made| client.create_contact(made.body()),
    "getContact" => |client, made| client.get_contact(made.text("uuid")),
}

operations! { canary_in_every_operation_of_zamupay: zamupay, asks: true, at_least: [13, 16, 11];
    "requestToken" => |client, made| client.request_token(made.body()),
    "requestTokenAsJson" => |client, made| client.request_token_as_json(made.body()),
    "listTransactionRoutes" => |client, _| client.list_transaction_routes(),
    "checkHealth" => |client, _| client.check_health(),
    "createPaymentOrder" => |client, made| client.create_payment_order(made.body()),
    "getPaymentOrder" => |client, _| client.get_payment_order("order-17"),
    "rejectPaymentOrder" => |client, _| client.reject_payment_order("order-17"),
    "createExpressDeposit" => |client, made| client.create_express_deposit(made.body()),
    "getExpressDeposit" => |client, _| client.get_express_deposit("deposit-17"),
    "createPaymentLink" => |client, made| client.create_payment_link(made.body()),
    "getPaymentLink" => |client, _| client.get_payment_link("link-17"),
    "updatePaymentLink" => |client, made| client.update_payment_link(made.body()),
    "createCheckoutOrder" => |client, made| client.create_checkout_order(made.body()),
    "getCheckoutOrder" => |client, _| client.get_checkout_order("checkout-17"),
    "validateAccountNumber" => |client, made| client.validate_account_number(made.body()),
    "getAccountNumberValidation" => |client, _| client.get_account_number_validation("stan-17"),
    "validateAccount" => |client, made| client.validate_account(made.body()),
    "getAccountValidation" => |client, _| client.get_account_validation("stan-17"),
    "purchaseAirtime" => |client, made| client.purchase_airtime(made.body()),
    "getBalance" => |client, _| client.get_balance(404),
    "getCharges" => |client, _| client.get_charges("type-17"),
    "getBillRequest" => |client, _| client.get_bill_request("bill-17"),
    "submitBillRequest" => |client, made| client.submit_bill_request(made.body::<malipo::zamupay::types::BillRequest>()),
    "listBillServices" => |client, _| client.list_bill_services(),
    "getBillNumber" => |client, made| client.get_bill_number("service-17", made.text("accountNumber")),
    "createBillNumber" => |client, made| client.create_bill_number(made.body()),
}
