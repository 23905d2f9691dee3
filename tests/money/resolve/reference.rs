//! A gateway that is asked for the reference itself.

use malipo::zamupay::types::{
    MobileLine, MobileRecipient, PaymentOrderRequest, PaymentTransaction,
};

use super::*;

const TOKEN: &str = r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#;

/// A gateway that grants a token and then gives these replies.
pub(super) async fn with_token(
    replies: impl IntoIterator<Item = Reply>,
) -> (Scripted, zamupay::Client) {
    let server = Scripted::sequence([Reply::json(200, TOKEN)].into_iter().chain(replies))
        .await
        .unwrap();
    let credentials = ClientCredentials::new("shop", "secret").token_url("/connect/token");
    let client = ClientBuilder::new(format!("http://{}", server.host()))
        .client_credentials(credentials)
        .retries(Retries::none())
        .build()
        .unwrap();
    (server, client)
}

fn order(client: &zamupay::Client) -> Resolve<zamupay::Client> {
    client
        .resolve::<zamupay::operations::CreatePaymentOrder>(REFERENCE, attempted_at())
        .tries(1)
}

fn answer(reference: &str, outcome: &str) -> Reply {
    Reply::json(
        200,
        &format!(
            r#"{{"originatorConversationId":"{reference}","orderLines":[{{"transactionOutcome":{{{outcome}}}}}]}}"#
        ),
    )
}

#[tokio::test]
async fn resolve_asks_for_the_reference_where_a_parameter_takes_it() {
    let (server, client) = with_token([answer(
        REFERENCE,
        r#""transactionStatus":4,"resultCode":"0""#,
    )])
    .await;
    let found = executed(order(&client).await.unwrap());
    assert_eq!(found.settlement(), Settlement::Succeeded);
    assert!(matches!(found.record(), zamupay::Record::PaymentOrder(_)));
    assert_eq!(
        asked(&server)[1],
        "/v1/payment-order/check-status?Id=payout-17&IdType=OriginatorConversationId"
    );
}

#[tokio::test]
async fn resolve_never_settles_a_payment_by_the_failure_of_its_repetition() {
    let (_server, client) = with_token([answer(
        REFERENCE,
        r#""transactionStatus":6,"resultCode":"9""#,
    )])
    .await;
    let (candidates, doubts) = unclear(order(&client).await.unwrap());
    assert_eq!(doubts, [Doubt::Repetition]);
    assert_eq!(candidates.len(), 1);
    assert_eq!(candidates[0].settlement(), Settlement::Duplicate);
    assert!(!candidates[0].settlement().is_final());
}

/// The documented notice that there is nothing under an identifier.
pub(super) fn notice(status: u16, id: &str) -> Reply {
    Reply::json(
        status,
        &format!(
            r#"{{"id":{id},"idType":"OriginatorConversationId","message":"Record not found"}}"#
        ),
    )
}

#[tokio::test]
async fn resolve_takes_the_documented_notice_of_its_own_reference_for_nothing_found() {
    for status in [400, 404] {
        let (_server, client) = with_token([notice(status, "\"payout-17\"")]).await;
        match order(&client).await.unwrap() {
            Resolution::NotFound {
                looked_from, tries, ..
            } => assert_eq!((looked_from, tries), (attempted_at(), 1)),
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn resolve_takes_no_404_of_somebody_else_for_nothing_found() {
    let plain = [("content-type", "text/plain; charset=utf-8")];
    let html = [("content-type", "text/html")];
    for reply in [
        Reply::answer(404, &[], ""),
        Reply::answer(404, &plain, "default backend - 404"),
        Reply::answer(404, &html, "<p>lost</p>"),
        // It calls itself JSON.
        Reply::json(404, "default backend - 404"),
        Reply::json(404, ""),
        Reply::json(404, "{}"),
        Reply::json(404, "null"),
        Reply::json(404, "\"payout-17\""),
        Reply::json(404, r#"{"message":"no Route matched with those values"}"#),
        Reply::json(
            404,
            r#"{"message":"no Route matched","request_id":"payout-17"}"#,
        ),
        Reply::json(
            404,
            r#"{"title":"Not Found","status":404,"id":"payout-17"}"#,
        ),
        Reply::json(404, r#"{"message":"payout-17 was not found","id":null}"#),
        Reply::json(404, r#"[{"id":"payout-17","message":"Record not found"}]"#),
        Reply::json(
            404,
            r#"{"data":{"id":"payout-17","message":"Record not found"}}"#,
        ),
        notice(404, "\"payout-18\""),
        notice(404, "\"PAYOUT-17\""),
        notice(404, "\"\""),
        notice(404, "null"),
        notice(400, "\"payout-18\""),
        Reply::json(400, r#"{"message":"Something else"}"#),
    ] {
        let (_server, client) = with_token([reply.clone()]).await;
        let error = order(&client).await.unwrap_err();
        assert!(error.may_have_moved_money(), "{reply:?}");
        assert_eq!(error.reference(), Some(REFERENCE));
    }
}

#[tokio::test]
async fn resolve_takes_no_notice_under_a_status_that_the_operation_does_not_list_for_it() {
    for status in [
        200, 302, 401, 403, 408, 409, 410, 421, 422, 429, 451, 499, 500, 503,
    ] {
        let (_server, client) = with_token([notice(status, "\"payout-17\"")]).await;
        let error = order(&client).await.unwrap_err();
        assert!(error.may_have_moved_money(), "{status}");
    }
}

#[tokio::test]
async fn resolve_does_not_take_an_answer_about_another_payment() {
    let (_server, client) = with_token([answer("payout-18", r#""transactionStatus":4"#)]).await;
    let error = order(&client).await.unwrap_err();
    assert!(error.may_have_moved_money());
    assert!(
        error.to_string().contains("responded about another"),
        "{error}"
    );
}

#[tokio::test]
async fn resolve_does_not_take_an_answer_that_names_no_payment() {
    for body in ["{}", r#"{"message":"no such order"}"#] {
        let (_server, client) = with_token([Reply::json(200, body)]).await;
        let search =
            client.resolve::<zamupay::operations::CreateExpressDeposit>(REFERENCE, attempted_at());
        let error = search.tries(1).await.unwrap_err();
        assert!(error.may_have_moved_money());
        assert!(
            error.to_string().contains("without its reference"),
            "{error}"
        );

        let (_server, client) = with_token([Reply::json(200, body)]).await;
        let search =
            client.resolve::<zamupay::operations::SubmitBillRequest>(REFERENCE, attempted_at());
        let error = search.tries(1).await.unwrap_err();
        assert_eq!(error.phase(), Phase::Answered, "{error}");
    }
}

#[tokio::test]
async fn resolve_says_where_no_operation_finds_such_a_payment() {
    use zamupay::types::{AirtimePurchaseRequest, AirtimeRecipient};

    let (_server, client) = with_token([Reply::Close]).await;
    let recipient = AirtimeRecipient::builder()
        .currency_code("KES")
        .phone_number("254700000007".parse().unwrap())
        .amount(dec!(10))
        .name("A Person")
        .build();
    let request = AirtimePurchaseRequest::builder()
        .originator_conversation_id(REFERENCE)
        .callback_url("https://shop.example.com/airtime")
        .recipients([recipient])
        .build();
    let error = client.purchase_airtime(request).await.unwrap_err();
    assert!(error.may_have_moved_money() && error.is_unresolvable());
    let shown = error.to_string();
    assert!(!shown.contains("look the payment up"), "{shown}");
    assert!(
        shown.ends_with(&format!(
            "look in its dashboard, for the payment's reference {REFERENCE:?} before paying again"
        )),
        "{shown}"
    );
    let error: Error = error.resolve(&client).await.unwrap_err();
    assert!(error.is_unresolvable() && error.may_have_moved_money());
    assert_eq!(error.reference(), Some(REFERENCE));
    assert!(
        error
            .to_string()
            .starts_with("purchaseAirtime makes payments"),
        "{error}"
    );
}

#[tokio::test]
async fn resolve_does_not_ask_another_gateway() {
    let (_server, zengapay) = scripted([Reply::Close]).await;
    let error = zengapay
        .create_transfer(payout(REFERENCE))
        .await
        .unwrap_err();
    assert!(!error.is_unresolvable() && error.to_string().contains("look the payment up by"));
    let (server, zamupay) = with_token([]).await;
    assert!(error.resolve(&zamupay).await.unwrap_err().is_unresolvable());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn resolve_takes_no_notice_with_other_members_or_of_another_kind_of_id_for_nothing_found() {
    for more in [
        r#","orderLines":[{"transactionOutcome":{"transactionStatus":4}}]"#,
        r#","originatorConversationId":"payout-17""#,
        r#","transactionStatus":4"#,
        r#","status":"ok""#,
        r#","idType":"SystemConversationId""#,
        r#","idType":7"#,
        r#","idType":["OriginatorConversationId"]"#,
        r#","ID":"payout-18""#,
    ] {
        let body = format!(r#"{{"id":"payout-17","message":"Record not found"{more}}}"#);
        for status in [400, 404] {
            let (_server, client) = with_token([Reply::json(status, &body)]).await;
            let error = order(&client).await.unwrap_err();
            assert!(error.may_have_moved_money(), "{status} {body}");
        }
    }
    for more in [
        "",
        r#","idType":null"#,
        r#","idType":1"#,
        r#","idType":"OriginatorConversationId""#,
    ] {
        let body = format!(r#"{{"id":"payout-17","message":"Record not found"{more}}}"#);
        let (_server, client) = with_token([Reply::json(404, &body)]).await;
        let resolution = order(&client).await.unwrap();
        assert!(
            matches!(resolution, Resolution::NotFound { .. }),
            "{body}: {resolution:?}"
        );
    }
}

const GUID: &str = "6b0d2c52-3f0e-4f4b-8a77-1f3a5d0c9e21";

#[tokio::test]
async fn resolve_knows_a_guid_in_either_case_and_with_braces_as_its_own_reference() {
    let done = r#""transactionStatus":4,"resultCode":"0""#;
    for repeated in [GUID.to_uppercase(), format!("{{{GUID}}}")] {
        let (_server, client) = with_token([answer(&repeated, done)]).await;
        let found = client
            .resolve::<zamupay::operations::CreatePaymentOrder>(GUID, attempted_at())
            .tries(1)
            .await;
        let found = executed(found.unwrap());
        assert_eq!(found.settlement(), Settlement::Succeeded, "{repeated}");
    }
}

#[tokio::test]
async fn resolve_takes_no_203_and_no_206_for_a_response_about_the_payment() {
    let Reply::Bytes(whole) = answer(REFERENCE, r#""transactionStatus":4,"resultCode":"0""#) else {
        unreachable!("a whole response");
    };
    for status in ["203", "206"] {
        let text = String::from_utf8(whole.clone()).unwrap();
        let partial = text.replacen(" 200 ", &format!(" {status} "), 1);
        let (_server, client) = with_token([Reply::Bytes(partial.into())]).await;
        let error = order(&client).await.unwrap_err();
        assert!(error.may_have_moved_money(), "{status}: {error}");
        assert_eq!(error.status().unwrap().to_string(), status);
    }
}

fn bill(client: &zamupay::Client) -> Resolve<zamupay::Client> {
    client
        .resolve::<zamupay::operations::SubmitBillRequest>(REFERENCE, attempted_at())
        .tries(1)
}

#[tokio::test]
async fn resolve_takes_no_query_and_no_validation_with_the_reference_for_the_payment_of_a_bill() {
    let answer = |kind: &str| {
        let body = format!(r#"{{"originatorConversationId":"{REFERENCE}"{kind}}}"#);
        Reply::json(200, &body)
    };
    for kind in [
        r#","transactionType":1"#,
        r#","transactionType":3"#,
        r#","transactionType":"3""#,
    ] {
        let (_server, client) = with_token([answer(kind)]).await;
        let error = bill(&client).await.unwrap_err();
        assert!(error.may_have_moved_money() && !error.is_retryable());
        let shown = error.to_string();
        assert!(shown.contains("responded about another"), "{kind}: {shown}");
    }
    // Samples have 0, or leave it out.
    for kind in [
        "",
        r#","transactionType":2"#,
        r#","transactionType":0"#,
        r#","transactionType":null"#,
    ] {
        let (_server, client) = with_token([answer(kind)]).await;
        let found = executed(bill(&client).await.unwrap());
        assert_eq!(found.settlement(), Settlement::Unknown, "{kind}");
    }
}

/// An order with lines of these numbers and states.
fn order_of(lines: &[(&str, u8)]) -> Reply {
    let line = |(stan, status): &(&str, u8)| {
        format!(
            r#"{{"transaction":{{"systemTraceAuditNumber":"{stan}"}},"transactionOutcome":{{"transactionStatus":{status},"resultCode":"18"}}}}"#
        )
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    let body = format!(
        r#"{{"originatorConversationId":"{REFERENCE}","orderLines":[{}]}}"#,
        lines.join(",")
    );
    Reply::json(200, &body)
}

#[tokio::test]
async fn an_order_of_two_lines_of_which_the_response_shows_only_one_is_unclear() {
    for shown in [
        &[("l-1", 6)][..],
        &[("l-1", 4)],
        &[("l-2", 4)],
        &[("l-1", 4), ("l-1", 4)],
        &[("l-1", 6), ("l-3", 6)],
        &[("l-1", 4), ("l-2", 4), ("l-3", 4)],
    ] {
        let (_server, client) = with_token([order_of(shown)]).await;
        let resolution = order(&client).lines(["l-1", "l-2"]).await.unwrap();
        let (candidates, doubts) = unclear(resolution);
        assert_eq!(doubts, [Doubt::LinesDiffer], "{shown:?}");
        assert_eq!(candidates.len(), 1);
    }
    for (shown, settlement) in [
        (&[("l-2", 4), ("l-1", 4)][..], Settlement::Succeeded),
        (&[("l-2", 6), ("l-1", 6)], Settlement::Failed),
        // Lines may come one by one, until the order is final.
        (&[("l-1", 1)], Settlement::Unknown),
        (&[], Settlement::Unknown),
    ] {
        let (_server, client) = with_token([order_of(shown)]).await;
        let found = executed(order(&client).lines(["l-1", "l-2"]).await.unwrap());
        assert_eq!(found.settlement(), settlement, "{shown:?}");
    }
}

#[tokio::test]
async fn an_order_that_shows_one_line_twice_is_unclear() {
    for shown in [
        &[("l-1", 6), ("l-1", 4)][..],
        &[("l-1", 4), ("l-2", 4), ("l-1", 6)],
        &[("l-1", 6), ("l-1", 6)],
    ] {
        let (_server, client) = with_token([order_of(shown)]).await;
        let (_, doubts) = unclear(order(&client).await.unwrap());
        assert_eq!(doubts, [Doubt::LinesDiffer], "{shown:?}");
    }
}

/// An order with lines of these numbers.
fn request(stans: &[&str]) -> PaymentOrderRequest {
    let line = |stan: &&str| {
        let recipient = MobileRecipient::builder()
            .name("Amina")
            .primary_account_number("+254710000010")
            .mccmnc("63902")
            .ccy(404)
            .build();
        let transaction = PaymentTransaction::builder()
            .route_id("dadcb601-7089-ec11-ab85-0ee00e897f52")
            .channel_type(20)
            .amount(200)
            .reference("16000000000")
            .system_trace_audit_number(*stan)
            .build();
        MobileLine::builder()
            .recipient(recipient)
            .transaction(transaction)
            .build()
    };
    PaymentOrderRequest::builder()
        .originator_conversation_id(REFERENCE)
        .payment_notes("Payroll")
        .payment_order_lines(stans.iter().map(line))
        .build()
}

#[tokio::test]
async fn resolve_from_an_error_knows_the_lines_of_the_order() {
    let all = [("l-1", 6), ("l-2", 6)];
    for (shown, is_whole) in [(&all[..1], false), (&all[..], true)] {
        let (_server, client) = with_token([Reply::Close, order_of(shown)]).await;
        let paid = client.create_payment_order(request(&["l-1", "l-2"]));
        let error = paid.await.unwrap_err();
        let resolution = error.resolve(&client).tries(1).await.unwrap();
        match is_whole {
            true => assert_eq!(executed(resolution).settlement(), Settlement::Failed),
            false => assert_eq!(unclear(resolution).1, [Doubt::LinesDiffer]),
        }
    }
    // So does one from an error that ended another.
    let replies = [Reply::Close, Reply::Close, order_of(&all[..1])];
    let (_server, client) = with_token(replies).await;
    let paid = client.create_payment_order(request(&["l-1", "l-2"]));
    let error = paid.await.unwrap_err();
    let ended = error.resolve(&client).tries(1).await.unwrap_err();
    let resolution = ended.resolve(&client).tries(1).await.unwrap();
    assert_eq!(unclear(resolution).1, [Doubt::LinesDiffer]);
}
