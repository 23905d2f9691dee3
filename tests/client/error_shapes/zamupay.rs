//! The five shapes as ZamuPay writes them, from its own samples; and what goes wrong with its credentials.

use malipo::zamupay::operations::CreatePaymentOrder;
use malipo::zamupay::types::{
    AccountNumberValidationRequest, AccountType, BillNumberRequest, CallbackFormat,
    ExpressDepositRequest, MobileLine, MobileRecipient, PaymentOrderRequest, PaymentTransaction,
};
use malipo::zamupay::{Client, Environment};
use malipo::{Error, Phase};
use malipo_tests::scripted::{Reply, Scripted};

use super::said;

const SECRET: &str = "s3cret-4711";
const TOKEN: &str =
    r#"{"access_token":"tok-4711","expires_in":3600,"token_type":"Bearer","scope":"PyPay_api"}"#;

fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "shop-17", SECRET)
        .base_url(format!("http://{}", server.host()))
        .retries(malipo::runtime::Retries::none())
        .build()
        .unwrap()
}

/// A server that grants a token and then says these.
async fn server<const N: usize>(answers: [Reply; N]) -> Scripted {
    let granted = Reply::json(200, TOKEN);
    Scripted::sequence([granted].into_iter().chain(answers))
        .await
        .unwrap()
}

fn fixture(name: &str) -> (u16, String) {
    let name = format!("zamupay/{name}.json");
    let all = malipo_coverage::fixtures::load(&malipo_tests::root("tests/fixtures")).unwrap();
    let fixture = all
        .into_iter()
        .find(|fixture| fixture.file == name)
        .unwrap();
    let exchange = fixture.exchange;
    (
        exchange.status.unwrap(),
        exchange.body.unwrap().get().to_owned(),
    )
}

fn order() -> PaymentOrderRequest {
    order_of("W933")
}

fn order_of(reference: &str) -> PaymentOrderRequest {
    let recipient = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000002")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let transaction = PaymentTransaction::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .channel_type(1)
        .amount(1111)
        .reference("17")
        .system_trace_audit_number("17")
        .build();
    let line = MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction)
        .build();
    PaymentOrderRequest::builder()
        .originator_conversation_id(reference)
        .payment_notes("Transactions")
        .payment_order_lines([line])
        .build()
}

/// Nothing secret or personal is in what an error shows, at any depth.
fn assert_discreet(error: &Error) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        shown.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    for private in ["4711", "Amina", "254710000002"] {
        assert!(!shown.contains(private), "{shown}");
    }
}

#[tokio::test]
async fn a_line_without_its_recipient() {
    let (status, body) = fixture("create_payment_order/response_400_missing_recipient");
    let server = server([Reply::json(status, &body)]).await;
    let error = client(&server)
        .create_payment_order(order_of("W93323321ei4455t40093334xxiuigggtey"))
        .await
        .unwrap_err();
    assert_discreet(&error);
    assert!(!error.may_have_moved_money(), "{error}");
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
    assert!(error.refusal::<CreatePaymentOrder>().is_some());
    let fields = vec![(
        "PaymentOrderLines[0].Recipient",
        "The Recipient field is required.",
    )];
    let ids = vec![
        (
            "systemConversationId",
            "16780000-a97d-3024-98a9-08d9ed471bab",
        ),
        (
            "originatorConversationId",
            "W93323321ei4455t40093334xxiuigggtey",
        ),
    ];
    assert_eq!(said(&error), (None, fields, ids, None));
    assert_eq!(
        error.api_error().unwrap().status.as_deref(),
        Some("BadRequest")
    );
}

#[tokio::test]
async fn a_refusal_of_another_order_does_not_prove_that_no_money_moved() {
    let (status, body) = fixture("create_payment_order/response_400_missing_recipient");
    let server = server([Reply::json(status, &body)]).await;
    let error = client(&server)
        .create_payment_order(order())
        .await
        .unwrap_err();
    assert_discreet(&error);
    assert!(error.may_have_moved_money(), "{error}");
    assert!(error.api_error().is_some());
}

#[tokio::test]
async fn fields_beside_a_message_are_shown_and_prove_nothing() {
    let body =
        r#"{"message":"The given data was invalid.","errors":{"amount":["required","4711"]}}"#;
    for status in [400, 422] {
        let server = server([Reply::json(status, body)]).await;
        let error = client(&server)
            .create_payment_order(order())
            .await
            .unwrap_err();
        assert_discreet(&error);
        assert!(error.may_have_moved_money(), "{error}");
        let fields = vec![("amount", "required"), ("amount", "4711")];
        let message = Some("The given data was invalid.");
        assert_eq!(said(&error), (message, fields, vec![], None));
    }
}

#[tokio::test]
async fn a_deposit_under_a_reference_that_was_used_before() {
    let (status, body) = fixture("create_express_deposit/response_400_duplicate");
    let server = server([Reply::json(status, &body)]).await;
    let deposit = ExpressDepositRequest::builder()
        .short_code("172989")
        .amount(10)
        .phone_number("254710000002".parse().unwrap())
        .transaction_desc("Deposit")
        .originator_conversation_id("W933")
        .call_back_url("https://merchant.example.com/deposits")
        .build();
    let error = client(&server)
        .create_express_deposit(deposit)
        .await
        .unwrap_err();
    assert_discreet(&error);
    assert_eq!(error.reference(), Some("W933"));
    let (_, fields, ids, _) = said(&error);
    assert_eq!(fields[0].0, "OriginatorConversationId");
    assert_eq!(ids.len(), 2);
}

#[tokio::test]
async fn a_bill_number_with_a_reason_and_with_a_list_of_fields() {
    let reason = fixture("create_bill_number/response_400_invalid_account");
    let problem = fixture("create_bill_number/response_400_validation");
    let server = server([&reason, &problem].map(|(status, body)| Reply::json(*status, body))).await;
    let client = client(&server);
    let request = || {
        BillNumberRequest::builder()
            .of_service_id(1)
            .account_number("1000000063")
            .build()
    };
    let error = client.create_bill_number(request()).await.unwrap_err();
    let message = Some("Account number number is invalid.");
    assert_eq!(said(&error), (message, vec![], vec![], None));

    let error = client.create_bill_number(request()).await.unwrap_err();
    let message = Some("One or more validation errors occurred.");
    let fields = vec![("AccountNumber", "The AccountNumber field is required.")];
    let trace = Some("00-03529608f740804d9e7bf8210d6e1cb9-df15d6e73e04804c-00");
    assert_eq!(said(&error), (message, fields, vec![], trace));
}

#[tokio::test]
async fn a_validation_that_went_wrong() {
    let (status, body) = fixture("validate_account_number/response_400_failed");
    let server = server([Reply::json(status, &body)]).await;
    let request = AccountNumberValidationRequest::builder()
        .r#type(AccountType::Mobile)
        .system_trace_audit_number("17")
        .primary_account_number("+254710000002")
        .institution_code("63902")
        .call_back_url("https://merchant.example.com/validations")
        .call_back_format(CallbackFormat::Json)
        .build();
    let error = client(&server)
        .validate_account_number(request)
        .await
        .unwrap_err();
    assert_discreet(&error);
    let ids = vec![(
        "systemTraceAuditNumber",
        "325ac159-a4fe-472d-954d-7a6293dc1a84",
    )];
    assert_eq!(
        said(&error),
        (Some("Something went wrong"), vec![], ids, None)
    );
}

#[tokio::test]
async fn an_order_that_is_not_found() {
    let body = r#"{"id":"W933","idType":"OriginatorConversationId","message":"Not found"}"#;
    let server = server([Reply::json(404, body)]).await;
    let error = client(&server).get_payment_order("W933").await.unwrap_err();
    assert_eq!(
        said(&error),
        (Some("Not found"), vec![], vec![("id", "W933")], None)
    );
}

#[tokio::test]
async fn no_token_is_a_plain_error_before_anything_was_sent() {
    let html = Reply::answer(
        200,
        &[("content-type", "text/html")],
        "<html>tok-4711</html>",
    );
    for (reply, says) in [
        (
            Reply::json(
                400,
                r#"{"error":"invalid_client","error_description":"s3cret-4711"}"#,
            ),
            "did not accept the client id and the client secret (status 400, invalid_client)",
        ),
        (
            Reply::json(401, "{}"),
            "did not accept the client id and the client secret",
        ),
        (
            Reply::json(403, "{}"),
            "are not permitted the scope `PyPay_api` (status 403)",
        ),
        (
            Reply::json(400, r#"{"error":"invalid_scope"}"#),
            "are not permitted the scope `PyPay_api`",
        ),
        (Reply::json(404, "{}"), "check the token URL"),
        (html, "the answer of the token endpoint is no token"),
        (
            Reply::answer(503, &[], "<html>4711</html>"),
            "granted no token (status 503)",
        ),
        (Reply::json(200, r#"{"access_token":""}"#), "is empty"),
        (Reply::Close, "the token endpoint"),
    ] {
        let server = Scripted::start(reply).await.unwrap();
        let error = client(&server)
            .create_payment_order(order())
            .await
            .unwrap_err();
        assert_discreet(&error);
        assert!(
            error.is_no_token() && error.phase() == Phase::NotSent,
            "{error}"
        );
        assert!(!error.may_have_moved_money());
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(server.requests().len(), 1, "the order itself is not sent");
    }
}

#[tokio::test]
async fn a_token_endpoint_that_is_down_is_a_plain_error() {
    let (_held, address) = malipo_tests::refusing().unwrap();
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let error = Client::builder(Environment::Sandbox, "shop-17", SECRET)
        .base_url(format!("http://{}", server.host()))
        .token_url(format!("http://{address}/connect/token"))
        .build()
        .unwrap()
        .create_payment_order(order())
        .await
        .unwrap_err();
    assert_discreet(&error);
    assert!(
        error.is_no_token() && error.is_connect() && error.is_retryable(),
        "{error}"
    );
    assert!(
        error.to_string().contains("could not be reached"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_is_not_permitted_says_that_the_credentials_do_not_permit_it() {
    let server = server([Reply::answer(403, &[], "")]).await;
    let error = client(&server).get_balance(404).await.unwrap_err();
    assert_discreet(&error);
    assert!(error.is_forbidden() && !error.is_no_token());
    let says = "getBalance got a response with status 403 (the gateway does not allow this call: check the permissions of the credentials, and whether this server's IP address is whitelisted)";
    assert!(error.to_string().contains(says), "{error}");
}

#[tokio::test]
async fn a_token_that_dies_is_renewed_once_for_a_read_and_never_repeats_an_order() {
    let refused = || Reply::answer(401, &[], "");
    let granted = || Reply::json(200, &TOKEN.replace("4711", "4712"));
    let accepted = r#"{"customerAccountBalanceList":[],"status":"ok","balance":1}"#;
    let read = server([refused(), granted(), Reply::json(200, accepted)]).await;
    client(&read).get_balance(404).await.unwrap();
    assert_eq!(read.requests().len(), 4);

    let paid = server([refused(), granted(), Reply::json(200, accepted)]).await;
    let client = client(&paid);
    let error = client.create_payment_order(order()).await.unwrap_err();
    assert_discreet(&error);
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(paid.requests().len(), 2, "the order was sent once");
    client.get_balance(404).await.unwrap();
    assert_eq!(paid.requests().len(), 4, "the next call has a new token");
}

#[tokio::test]
async fn the_scope_and_the_token_url_can_be_others() {
    let server = Scripted::start(Reply::json(200, TOKEN)).await.unwrap();
    let issuer = Scripted::start(Reply::json(200, TOKEN)).await.unwrap();
    let build = |builder: malipo::runtime::ClientBuilder<Client>| {
        let builder = builder.base_url(format!("http://{}", server.host()));
        builder.build().unwrap()
    };
    let builder = || Client::builder(Environment::Sandbox, "shop-17", SECRET);
    let elsewhere = format!("http://{}/token", issuer.host());
    drop(
        build(builder().scope("other api").token_url(elsewhere))
            .get_balance(404)
            .await,
    );
    let [asked] = issuer.requests().try_into().unwrap();
    let asked = String::from_utf8(asked).unwrap();
    assert!(asked.starts_with("POST /token "), "{asked}");
    assert!(asked.ends_with("&scope=other+api"), "{asked}");
    let text = String::from_utf8(server.requests().remove(0)).unwrap();
    assert!(text.contains("Bearer tok-4711"), "{text}");

    drop(
        build(
            Client::builder_with_json_tokens(Environment::Sandbox, "shop-17", SECRET)
                .token_url("/v2/token")
                .scope("other"),
        )
        .get_balance(404)
        .await,
    );
    let text = String::from_utf8(server.requests().remove(1)).unwrap();
    assert!(
        text.starts_with("POST /v2/token ") && text.ends_with(r#""scope":"other"}"#),
        "{text}"
    );
}

#[tokio::test]
async fn a_408_is_no_refusal_of_an_order() {
    let server = server([Reply::json(408, r#"{"message":"timed out"}"#)]).await;
    let error = client(&server)
        .create_payment_order(order())
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(408));
    assert!(error.may_have_moved_money(), "{error}");
}

#[tokio::test]
async fn an_error_about_an_identifier_of_the_merchant_counts_as_a_duplicate_in_every_spelling() {
    let body = |field: &str, reference: &str| {
        format!(
            r#"{{"appDomainName":"TEST","status":"BadRequest","originatorConversationId":"{reference}","errors":[{{"field":"{field}","message":"Not valid."}}]}}"#
        )
    };
    let deposit = || {
        ExpressDepositRequest::builder()
            .short_code("172989")
            .amount(1)
            .phone_number("254710000001".parse().unwrap())
            .transaction_desc("Top up")
            .originator_conversation_id("W933")
            .call_back_url("https://example.com")
            .build()
    };
    for (field, is_identifier) in [
        ("SystemTraceAuditNumber", true),
        ("systemTraceAuditNumber", true),
        ("system_trace_audit_number", true),
        ("stan", true),
        ("OriginatorConversationId", true),
        ("originatorConversationId", true),
        ("$.OriginatorConversationID", true),
        (
            "PaymentOrderLines[0].Transaction.SystemTraceAuditNumber",
            true,
        ),
        (
            "paymentOrderLines[0].transaction.systemTraceAuditNumber",
            true,
        ),
        ("Amount", false),
        ("PaymentOrderLines[0].Recipient", false),
    ] {
        let reply = || Reply::json(400, &body(field, "W933"));
        let gateway = server([reply()]).await;
        let error = client(&gateway)
            .create_express_deposit(deposit())
            .await
            .unwrap_err();
        assert_eq!(
            error.may_have_moved_money(),
            is_identifier,
            "deposit, {field}"
        );
        let gateway = server([reply()]).await;
        let error = client(&gateway)
            .create_payment_order(order())
            .await
            .unwrap_err();
        assert_eq!(
            error.may_have_moved_money(),
            is_identifier,
            "order, {field}"
        );
    }
}
