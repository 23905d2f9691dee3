//! Claim: after a payment whose answer was lost, `resolve` finds out what the gateway made of it, by the reference alone;
//! what it cannot be sure of is unclear, and what it did not find is never called not executed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::future::{IntoFuture, poll_fn};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use malipo::runtime::{CallFuture, ClientBuilder, ClientCredentials, Resolve, Retries};
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Environment, Record, operations};
use malipo::{Error, Found, Phase, Resolution, Settlement, dec, zamupay};
use malipo_sandbox::{Fault, Sandbox};
use malipo_tests::scripted::{Reply, Scripted};

const REFERENCE: &str = "payout-17";

/// 09:00:00 on 2026-01-05 by a clock three hours ahead of UTC.
fn attempted_at() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_592_800)
}

/// A row at so many minutes past nine, with what else it has.
fn row(id: &str, reference: &str, minute: u32, more: &str) -> String {
    format!(
        r#"{{"transactionReference":"{id}","transactionStatus":"SUCCEEDED","msisdn":null,"transactionExternalReference":"{reference}","transactionInitiationDate":"2026-01-05 09:{minute:02}:00"{more}}}"#
    )
}

const TRANSFER: &str = r#","transactionEntrySpecificType":"OUTBOUND_MSISDN_DEBIT","transactionEntryDesignation":"TRANSACTION""#;
const COLLECTION: &str = r#","transactionEntrySpecificType":"INBOUND_MSISDN_CREDIT","transactionEntryDesignation":"TRANSACTION""#;
const CHARGE: &str = r#","transactionEntrySpecificType":"OUTBOUND_ZPACCT_DEBIT","transactionEntryDesignation":"CHARGES""#;

fn page(key: &str, current: i64, last: i64, rows: &[String]) -> Reply {
    let rows = rows.join(",");
    Reply::json(
        200,
        &format!(
            r#"{{"{key}":{{"current_page":{current},"data":[{rows}],"from":null,"last_page":{last},"next_page_url":null,"prev_page_url":null,"to":null}}}}"#
        ),
    )
}

fn statement(current: i64, last: i64, rows: &[String]) -> Reply {
    page("statement", current, last, rows)
}

fn transfers(current: i64, last: i64, rows: &[String]) -> Reply {
    page("transfers", current, last, rows)
}

/// A gateway that gives these replies, and a client of it that makes nothing again by itself.
async fn scripted(replies: impl IntoIterator<Item = Reply>) -> (Scripted, Client) {
    let server = Scripted::sequence(replies).await.unwrap();
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .retries(Retries::none())
        .build()
        .unwrap();
    (server, client)
}

/// Looks once.
fn once(client: &Client) -> Resolve<Client> {
    client
        .resolve::<operations::CreateTransfer>(REFERENCE, attempted_at())
        .tries(1)
}

fn payout(reference: &str) -> TransferRequest {
    TransferRequest::builder()
        .to_msisdn("256770000017".parse().unwrap())
        .amount(dec!(1500.50))
        .external_reference(reference)
        .narration("Refund")
        .build()
}

/// The request targets, in order.
fn asked(server: &Scripted) -> Vec<String> {
    let target = |request: &Vec<u8>| {
        let text = String::from_utf8_lossy(request).into_owned();
        text.split(' ').nth(1).unwrap().to_owned()
    };
    server.requests().iter().map(target).collect()
}

fn executed<R: std::fmt::Debug>(resolution: Resolution<R>) -> Found<R> {
    match resolution {
        Resolution::Executed(found) => found,
        other => panic!("{other:?}"),
    }
}

fn id(found: &Found<Record>) -> &str {
    match found.record() {
        Record::StatementEntry(row) => &row.transaction_reference,
        Record::Transaction(row) => &row.transaction_reference,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn resolve_finds_a_payment_on_the_third_page_of_the_statement() {
    let other = row("a", "payout-16", 0, TRANSFER);
    let (server, client) = scripted([
        statement(1, 3, std::slice::from_ref(&other)),
        statement(2, 3, &[other]),
        statement(3, 3, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let found = executed(once(&client).await.unwrap());
    assert_eq!(
        (id(&found), found.settlement()),
        ("b", Settlement::Succeeded)
    );
    // Ten minutes before the attempt, by the gateway's clock.
    let start = "start=2026-01-05%2008%3A50%3A00";
    let pages: Vec<_> = (1..=3)
        .map(|number| format!("/v1/account/statement?{start}&page={number}"))
        .collect();
    assert_eq!(asked(&server), pages);
}

#[tokio::test]
async fn resolve_from_an_error_knows_the_reference_and_the_time() {
    let (server, client) = scripted([
        Reply::Close,
        statement(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let before = SystemTime::now();
    let error = client.create_transfer(payout(REFERENCE)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    let at = error.attempted_at().unwrap();
    assert!(before <= at && at <= SystemTime::now());
    // The row is older than this attempt, so it cannot be taken for it without a doubt.
    match error.resolve(&client).await.unwrap() {
        Resolution::Unclear(candidates) => assert_eq!(candidates.len(), 1),
        other => panic!("{other:?}"),
    }
    assert!(asked(&server)[1].starts_with("/v1/account/statement?start="));
}

#[tokio::test]
async fn resolve_calls_two_payments_with_one_reference_unclear() {
    let rows = [
        row("a", REFERENCE, 0, TRANSFER),
        row("b", REFERENCE, 9, TRANSFER),
    ];
    let (_server, client) = scripted([statement(1, 1, &rows)]).await;
    match once(&client).await.unwrap() {
        Resolution::Unclear(candidates) => {
            assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["a", "b"]);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn resolve_takes_a_row_that_came_on_two_pages_for_one_payment() {
    let same = row("a", REFERENCE, 0, TRANSFER);
    let (_server, client) = scripted([
        statement(1, 2, std::slice::from_ref(&same)),
        statement(2, 2, &[same]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "a");
}

#[tokio::test]
async fn resolve_takes_neither_a_charge_nor_a_collection_for_a_payout() {
    let rows = [
        row("charge", REFERENCE, 0, CHARGE),
        row("collection", REFERENCE, 0, COLLECTION),
        row("payout", REFERENCE, 0, TRANSFER),
    ];
    let (_server, client) = scripted([statement(1, 1, &rows)]).await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "payout");

    let (_server, client) = scripted([statement(1, 1, &rows[..2]), transfers(1, 1, &[])]).await;
    let nothing = once(&client).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { .. }),
        "{nothing:?}"
    );
}

#[tokio::test]
async fn resolve_does_not_exclude_a_row_for_what_is_missing_or_not_known() {
    for more in [
        "",
        r#","transactionEntrySpecificType":"OUTBOUND_BANK_DEBIT","transactionEntryDesignation":"TRANSACTION""#,
    ] {
        let (_server, client) = scripted([statement(1, 1, &[row("a", REFERENCE, 0, more)])]).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "a", "{more}");
    }
}

#[tokio::test]
async fn resolve_tells_in_which_time_it_found_nothing_and_how_often_it_looked() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(1, 1, &[]),
        statement(1, 1, &[]),
        transfers(1, 1, &[]),
        statement(1, 1, &[row("late", REFERENCE, 2, TRANSFER)]),
    ])
    .await;
    let quick = |tries| once(&client).tries(tries).first_pause(Duration::ZERO);
    let before = SystemTime::now();
    match quick(2).await.unwrap() {
        Resolution::NotFound {
            looked_from,
            looked_until,
            tries,
        } => {
            assert_eq!(looked_from, attempted_at() - Duration::from_secs(600));
            assert!(before <= looked_until && looked_until <= SystemTime::now());
            assert_eq!(tries, 2);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.requests().len(), 4);
    // Not found was not the same as not executed.
    assert_eq!(id(&executed(quick(1).await.unwrap())), "late");
}

#[tokio::test]
async fn resolve_reads_the_list_back_from_its_last_page() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(1, 9, &[row("old", REFERENCE, 0, TRANSFER)]),
        transfers(9, 9, &[row("x", "payout-18", 4, TRANSFER)]),
        transfers(8, 9, &[row("b", REFERENCE, 1, TRANSFER)]),
        transfers(
            7,
            9,
            &[row("y", "payout-2", 0, TRANSFER).replace("09:00", "08:00")],
        ),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
    let numbers = [1, 9, 8, 7].map(|number| format!("/v1/transfers?page={number}"));
    // Page 7 is older than the payment can be, and so what is before it was not read.
    assert_eq!(asked(&server)[1..], numbers);
}

#[tokio::test]
async fn resolve_reads_a_list_of_several_pages_to_its_first_if_need_be() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(1, 2, &[row("first", REFERENCE, 0, TRANSFER)]),
        transfers(2, 2, &[row("x", "payout-18", 4, TRANSFER)]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "first");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn resolve_does_not_take_an_older_payment_for_the_one_without_a_doubt() {
    let old = row("old", REFERENCE, 0, TRANSFER).replace("2026-01-05", "2025-12-05");
    let (_server, client) = scripted([statement(1, 1, &[]), transfers(1, 1, &[old])]).await;
    match once(&client).await.unwrap() {
        Resolution::Unclear(candidates) => assert_eq!(id(&candidates[0]), "old"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn resolve_looks_again_after_a_503_in_the_middle() {
    let (server, client) = scripted([
        statement(1, 2, &[]),
        Reply::json(503, "{}"),
        transfers(1, 1, &[]),
        statement(1, 2, &[]),
        statement(2, 2, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let search = once(&client).tries(2).first_pause(Duration::ZERO);
    assert_eq!(id(&executed(search.await.unwrap())), "b");
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn resolve_that_has_not_seen_everything_is_an_error_and_never_not_found() {
    for failing in [
        Reply::json(503, "{}"),
        Reply::json(403, r#"{"message":"no"}"#),
        Reply::Close,
        Reply::json(200, "<html>"),
        statement(7, 9, &[]),
    ] {
        // What cannot be read is the statement in one case, and the list in the other.
        let first = [failing.clone(), transfers(1, 1, &[])];
        let second = [statement(1, 1, &[]), failing.clone()];
        for replies in [first, second] {
            let (_server, client) = scripted(replies).await;
            let error = once(&client).await.unwrap_err();
            assert!(error.may_have_moved_money() && !error.is_retryable());
            assert_eq!(error.reference(), Some(REFERENCE));
            assert_eq!(error.attempted_at(), Some(attempted_at()));
            assert!(
                error.to_string().ends_with("find out before paying again"),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn resolve_finds_a_payment_in_the_list_where_the_statement_is_forbidden() {
    let (_server, client) = scripted([
        Reply::json(403, r#"{"message":"no"}"#),
        transfers(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
}

#[tokio::test]
async fn resolve_goes_on_from_an_error_that_ended_another() {
    let (_server, client) = scripted([
        Reply::json(401, r#"{"message":"no"}"#),
        Reply::json(401, r#"{"message":"no"}"#),
        statement(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    // Nothing of it looks passing, so it is not tried again.
    let error = once(&client).tries(9).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(id(&executed(error.resolve(&client).await.unwrap())), "b");
}

#[tokio::test]
async fn resolve_reads_no_more_pages_than_it_may() {
    let (server, client) = scripted([
        statement(1, 9, &[]),
        statement(2, 9, &[]),
        transfers(1, 9, &[]),
        transfers(9, 9, &[]),
    ])
    .await;
    let error = once(&client).tries(3).max_pages(2).await.unwrap_err();
    assert!(error.is_pagination() && error.may_have_moved_money());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn resolve_ends_with_its_deadline() {
    let (_server, client) = scripted([Reply::Silence]).await;
    let error = once(&client)
        .deadline(Duration::from_millis(100))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.may_have_moved_money());
    assert_eq!(error.phase(), Phase::MaybeSent);

    let (_server, client) =
        scripted([statement(1, 1, &[]), transfers(1, 1, &[]), Reply::Silence]).await;
    let search = once(&client).tries(9).first_pause(Duration::ZERO);
    let nothing = search.deadline(Duration::from_millis(300)).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { tries: 1, .. }),
        "{nothing:?}"
    );
}

#[tokio::test]
async fn resolve_of_what_is_no_payment_says_so() {
    let (_server, client) = scripted([Reply::json(503, "{}")]).await;
    let error = client.list_networks().await.unwrap_err();
    let error = error.resolve(&client).await.unwrap_err();
    assert!(error.is_unresolvable() && !error.may_have_moved_money());
    assert_eq!(error.phase(), Phase::NotSent);
}

// ---------------------------------------------------------------------------------------------------------------------
// A gateway that is asked for the reference itself
// ---------------------------------------------------------------------------------------------------------------------

const TOKEN: &str = r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#;

/// A gateway that grants a token and then gives these replies.
async fn with_token(replies: impl IntoIterator<Item = Reply>) -> (Scripted, zamupay::Client) {
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
    match order(&client).await.unwrap() {
        Resolution::Unclear(candidates) => {
            assert_eq!(candidates.len(), 1);
            assert_eq!(candidates[0].settlement(), Settlement::Duplicate);
            assert!(!candidates[0].settlement().is_final());
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn resolve_takes_a_documented_404_for_nothing_found_and_a_page_for_people_for_an_error() {
    let (_server, client) = with_token([Reply::answer(404, &[], "")]).await;
    match order(&client).await.unwrap() {
        Resolution::NotFound {
            looked_from, tries, ..
        } => {
            assert_eq!((looked_from, tries), (attempted_at(), 1));
        }
        other => panic!("{other:?}"),
    }
    let html = [("content-type", "text/html; charset=utf-8")];
    let (_server, client) = with_token([Reply::answer(404, &html, "<p>lost</p>")]).await;
    assert_eq!(order(&client).await.unwrap_err().status(), Some(404));
}

#[tokio::test]
async fn resolve_takes_the_documented_notice_of_its_own_reference_for_nothing_found() {
    let notice = |status, id: &str| {
        Reply::json(
            status,
            &format!(
                r#"{{"id":"{id}","idType":"OriginatorConversationId","message":"Record not found"}}"#
            ),
        )
    };
    let (_server, client) = with_token([notice(400, REFERENCE)]).await;
    let nothing = order(&client).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { tries: 1, .. }),
        "{nothing:?}"
    );
    for other in [
        notice(400, "payout-18"),
        notice(500, REFERENCE),
        Reply::json(400, r#"{"message":"Something else"}"#),
    ] {
        let (_server, client) = with_token([other]).await;
        assert!(order(&client).await.unwrap_err().may_have_moved_money());
    }
}

#[tokio::test]
async fn resolve_does_not_take_an_answer_about_another_payment() {
    let (_server, client) = with_token([answer("payout-18", r#""transactionStatus":4"#)]).await;
    let error = order(&client).await.unwrap_err();
    assert!(error.may_have_moved_money());
    assert!(
        error.to_string().contains("answered about another"),
        "{error}"
    );
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
    assert!(error.may_have_moved_money());
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
    let (server, zamupay) = with_token([]).await;
    assert!(error.resolve(&zamupay).await.unwrap_err().is_unresolvable());
    assert!(server.requests().is_empty());
}

// ---------------------------------------------------------------------------------------------------------------------
// End to end
// ---------------------------------------------------------------------------------------------------------------------

/// An embedded gateway in real time, and a client whose first payment's answer is lost.
async fn lossy() -> (Sandbox, Client) {
    let sandbox = Sandbox::builder().real_time().start().await.unwrap();
    sandbox.fail(Fault::Close.after_execution().of("createTransfer"));
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    (sandbox, client)
}

#[tokio::test]
async fn resolve_finds_what_was_executed_although_its_answer_was_lost() {
    let (sandbox, client) = lossy().await;
    let error = client.create_transfer(payout(REFERENCE)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
    let found = executed(error.resolve(&client).await.unwrap());
    assert_eq!(found.settlement(), Settlement::Succeeded);
    assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
    assert_eq!(sandbox.violations(), []);
}

#[tokio::test]
async fn resolve_after_a_call_was_dropped_needs_the_reference_and_the_time_alone() {
    let (sandbox, client) = lossy().await;
    let before = SystemTime::now();
    // The caller is gone as soon as the gateway has heard of it; whether it has is what nobody knows.
    let call = tokio::spawn(client.create_transfer(payout(REFERENCE)).into_future());
    while sandbox.ledger().executions(REFERENCE) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    call.abort();
    let _ = call.await;
    let search = client.resolve::<operations::CreateTransfer>(REFERENCE, before);
    assert_eq!(
        executed(search.await.unwrap()).settlement(),
        Settlement::Succeeded
    );
    assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
}

#[tokio::test]
async fn resolve_after_a_drop_at_any_time_agrees_with_the_ledger() {
    let sandbox = Sandbox::builder().real_time().start().await.unwrap();
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    let before = SystemTime::now();
    let references: Vec<String> = (0..40).map(|number| format!("payout-{number}")).collect();
    for (number, reference) in (0..).zip(&references) {
        let mut call = client.create_transfer(payout(reference)).into_future();
        // Dropped after so many polls, with a little time between them; or answered before that.
        for _ in 0..number / 2 {
            if polled_to_its_end(&mut call).await {
                break;
            }
            tokio::time::sleep(Duration::from_micros(50)).await;
        }
    }
    client.create_transfer(payout("payout-40")).await.unwrap();
    let mut endings = (0, 0);
    for reference in references.iter().map(String::as_str).chain(["payout-40"]) {
        // What was sent may still be on its way.
        let already = sandbox.ledger().executions(reference);
        let search = client.resolve::<operations::CreateTransfer>(reference, before);
        let resolution = search.tries(1).await.unwrap();
        match (already, resolution, sandbox.ledger().executions(reference)) {
            (_, Resolution::Executed(_), 1) => endings.0 += 1,
            (0, Resolution::NotFound { .. }, _) => endings.1 += 1,
            (_, other, executions) => {
                panic!("{reference} was executed {executions} times: {other:?}")
            }
        }
    }
    assert!(endings.0 > 0 && endings.1 > 0, "{endings:?}");
}

/// Polls once; whether it has come to its end.
async fn polled_to_its_end(call: &mut CallFuture<malipo::zengapay::types::Accepted>) -> bool {
    poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_ready())).await
}

#[tokio::test]
async fn resolve_of_a_payment_that_was_never_sent_finds_nothing() {
    let (sandbox, client) = lossy().await;
    let search = client.resolve::<operations::CreateTransfer>(REFERENCE, SystemTime::now());
    let nothing = search.tries(2).first_pause(Duration::ZERO).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { tries: 2, .. }),
        "{nothing:?}"
    );
    assert_eq!(sandbox.ledger().executions(REFERENCE), 0);
}
