//! A gateway whose responses have a status of success and report a failure in the body.

use super::reference::with_token;
use super::*;

/// A page of the statement, or of the transfers, in a body that also says this.
fn page_that_says(envelope: &str, key: &str, rows: &[String]) -> Reply {
    let body = page_body(key, 1, 1, rows).replacen('{', &format!("{{{envelope},"), 1);
    Reply::json(200, &body)
}

const FAILURES: &[&str] = &[
    r#""code":500"#,
    r#""code":"503","status":"OK""#,
    r#""code":200,"status":"error""#,
    r#""status":"failed""#,
    r#""errors":["m"]"#,
];

#[tokio::test]
async fn resolve_never_says_not_found_of_a_list_that_reports_a_failure() {
    for envelope in FAILURES {
        for (first, second) in [(*envelope, r#""code":200"#), (r#""code":200"#, *envelope)] {
            let (_server, client) = scripted([
                page_that_says(first, "statement", &[]),
                page_that_says(second, "transfers", &[]),
            ])
            .await;
            let error = once(&client).await.unwrap_err();
            assert!(error.is_undecodable() && error.may_have_moved_money());
            assert_eq!(error.reference(), Some(REFERENCE), "{envelope}");
        }
    }
}

#[tokio::test]
async fn resolve_believes_no_row_of_a_list_that_reports_a_failure_and_looks_again() {
    let rows = [row("b", REFERENCE, 1, TRANSFER)];
    for envelope in FAILURES {
        let failed = || page_that_says(envelope, "statement", &rows);
        let (_server, client) = scripted([failed(), transfers(1, 1, &[])]).await;
        assert!(once(&client).await.unwrap_err().is_undecodable());

        let (server, client) = scripted([
            failed(),
            transfers(1, 1, &[]),
            page_that_says(r#""code":200,"status":"OK""#, "statement", &rows),
        ])
        .await;
        let again = once(&client).tries(2).first_pause(Duration::ZERO);
        assert_eq!(id(&executed(again.await.unwrap())), "b", "{envelope}");
        assert_eq!(asked(&server).len(), 3);
    }
}

#[tokio::test]
async fn resolve_finds_the_row_that_matches_beside_one_that_reports_a_failure_or_repeats_a_name() {
    let odd = row(
        "a",
        "payout-16",
        0,
        r#","code":500,"code":500,"status":"failed","errors":["m"]"#,
    );
    let rows = [odd, row("b", REFERENCE, 1, TRANSFER)];
    let page = page_that_says(r#""code":200,"status":"OK""#, "statement", &rows);
    let (_server, client) = scripted([page]).await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
}

#[tokio::test]
async fn resolve_believes_no_order_that_reports_a_failure() {
    let order = r#""originatorConversationId":"payout-17","orderLines":[{"transactionOutcome":{"transactionStatus":4,"resultCode":"0"}}]"#;
    for says in [
        r#""status":"BadRequest""#,
        r#""Status":"Internal Server Error""#,
        r#""errors":[{"field":"Id","message":"m"}]"#,
        r#""reason":"m""#,
        r#""errorMessage":"m""#,
    ] {
        let body = format!("{{{says},{order}}}");
        let (_server, client) = with_token([Reply::json(200, &body)]).await;
        let look = client
            .resolve::<zamupay::operations::CreatePaymentOrder>(REFERENCE, attempted_at())
            .tries(1);
        let error = look.await.unwrap_err();
        assert!(error.is_undecodable(), "{says}: {error}");
        assert!(error.may_have_moved_money());
    }
}

#[tokio::test]
async fn resolve_believes_no_look_up_of_zamupay_in_which_other_software_reports_a_failure() {
    type Search = fn(&zamupay::Client) -> Resolve<zamupay::Client>;
    let searches: [(Search, &str); 4] = [
        (
            |client| {
                client.resolve::<zamupay::operations::CreatePaymentOrder>(REFERENCE, attempted_at())
            },
            r#""originatorConversationId":"payout-17","orderLines":[]"#,
        ),
        (
            |client| {
                client
                    .resolve::<zamupay::operations::CreateExpressDeposit>(REFERENCE, attempted_at())
            },
            r#""originatorConversationId":"payout-17""#,
        ),
        (
            |client| {
                client
                    .resolve::<zamupay::operations::CreateCheckoutOrder>(REFERENCE, attempted_at())
            },
            r#""originatorConversationId":"payout-17","checkoutOutcome":{"Status":4}"#,
        ),
        (
            |client| {
                client.resolve::<zamupay::operations::SubmitBillRequest>(REFERENCE, attempted_at())
            },
            r#""originatorConversationId":"payout-17","transactionType":2"#,
        ),
    ];
    for (search, body) in searches {
        for failure in [
            r#""code":500"#,
            r#""Code":"400""#,
            r#""success":false"#,
            r#""Success":"False""#,
            r#""success":0"#,
            r#""succeeded":false"#,
            r#""isSuccess":"no""#,
        ] {
            let odd = Reply::json(200, &format!("{{{failure},{body}}}"));
            let fine = Reply::json(200, &format!(r#"{{"code":200,"success":true,{body}}}"#));
            let (_server, client) = with_token([odd.clone(), fine]).await;
            let error = search(&client).tries(1).await.unwrap_err();
            assert!(error.may_have_moved_money(), "{failure}: {error}");
            // The next look believes the gateway.
            let found = search(&client).tries(1).await.unwrap();
            let _ = executed(found);
        }
        // Nothing in it is nothing about this payment.
        let (_server, client) = with_token([Reply::json(200, "{}")]).await;
        let error = search(&client).tries(1).await.unwrap_err();
        assert!(error.may_have_moved_money(), "{error}");
    }
}
