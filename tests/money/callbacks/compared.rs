//! What a callback says beside what the gateway says: identifiers, amount, status, account and lines.

use super::*;

/// A line of an order: its number, account, amount and status.
fn line(stan: &str, account: &str, amount: &str, status: &str) -> String {
    format!(
        r#"{{"recipient":{{"primaryAccountNumber":"{account}"}},"transaction":{{"systemTraceAuditNumber":"{stan}","amount":{amount},"channelType":0,"routeId":"r-1"}},"transactionOutcome":{{"transactionStatus":{status},"resultCode":"0","paymentAmount":{amount}}}}}"#
    )
}

fn order(lines: &[String]) -> String {
    format!(
        r#"{{"originatorConversationId":"order-17","conversationId":"c-1","orderLines":[{}]}}"#,
        lines.join(",")
    )
}

fn first() -> String {
    line("l-1", "254710000001", "10.50", "4")
}

fn second() -> String {
    line("l-2", "254710000002", "20", "4")
}

async fn compared(event: &str, state: &str) -> Comparison {
    let event = callback::payment_order(event).unwrap();
    let (confirmed, _) = confirmed(&event, state).await;
    let agrees = *confirmed.comparison() == Comparison::Agrees;
    let identity = agrees.then_some("paymentOrder:order-17");
    assert_eq!(confirmed.identity(), identity, "only what agrees has one");
    confirmed.comparison().clone()
}

fn differs(path: &str) -> Comparison {
    Comparison::Differs(vec![path.to_owned()])
}

#[tokio::test]
async fn lines_are_compared_by_their_own_number_in_whatever_order() {
    let event = order(&[first(), second()]);
    let turned = order(&[second(), first()]);
    assert_eq!(compared(&event, &turned).await, Comparison::Agrees);
    // One line of several, as a callback for each line would have.
    let one = order(&[second()]);
    assert_eq!(compared(&one, &event).await, Comparison::Agrees);
}

#[tokio::test]
async fn amount_status_and_account_of_a_line_are_compared() {
    let state = order(&[first(), second()]);
    for (changed, path) in [
        (
            second().replace(":20,\"channel", ":21,\"channel"),
            "transaction.amount",
        ),
        (
            second().replace("254710000002", "254710000003"),
            "recipient.primaryAccountNumber",
        ),
        (
            second().replace("Status\":4", "Status\":6"),
            "transactionOutcome.transactionStatus",
        ),
        (
            second().replace("Code\":\"0\"", "Code\":\"1\""),
            "transactionOutcome.resultCode",
        ),
        (second().replace("r-1", "r-2"), "transaction.routeId"),
        (
            second().replace(":20,\"channel", ":{},\"channel"),
            "transaction.amount",
        ),
    ] {
        assert_ne!(changed, second());
        let event = order(&[first(), changed]);
        let path = format!("orderLines[1].{path}");
        assert_eq!(compared(&event, &state).await, differs(&path));
    }
    let unknown = order(&[first(), line("l-3", "254710000002", "20", "4")]);
    assert_eq!(compared(&unknown, &state).await, differs("orderLines[1]"));
    let odd = order(&[first(), "7".to_owned()]);
    assert_eq!(compared(&odd, &state).await, differs("orderLines"));
}

/// A line whose number is absent, cannot be read, or is nothing.
fn nameless(line: &str) -> Vec<String> {
    let number = if line.contains("l-1") { "l-1" } else { "l-2" };
    let number = format!(r#""systemTraceAuditNumber":"{number}""#);
    let mut all = vec![line.replace(&format!("{number},"), "")];
    for odd in ["null", "\"\"", "\" \"", "[]", "{}"] {
        all.push(line.replace(&number, &format!(r#""systemTraceAuditNumber":{odd}"#)));
    }
    assert!(all.iter().all(|changed| changed != line));
    all
}

#[tokio::test]
async fn lines_that_cannot_be_matched_one_to_one_never_agree() {
    let state = order(&[first(), second()]);
    for odd in nameless(&second()) {
        // Whoever forges the event leaves out the number and writes another amount.
        for line in [odd.clone(), odd.replace(":20,\"channel", ":2000,\"channel")] {
            let event = order(&[first(), line]);
            assert_eq!(compared(&event, &state).await, differs("orderLines"));
        }
        let one = order(std::slice::from_ref(&odd));
        assert_eq!(compared(&one, &state).await, differs("orderLines"));
        let state = order(&[first(), odd]);
        let event = order(&[first(), second()]);
        assert_eq!(compared(&event, &state).await, differs("orderLines"));
        assert_eq!(compared(&state, &state).await, differs("orderLines"));
    }
}

#[tokio::test]
async fn an_event_with_more_lines_than_the_gateway_or_one_of_them_twice_differs() {
    let one = order(&[first()]);
    let twice = order(&[first(), first()]);
    let two = order(&[first(), second()]);
    assert_eq!(compared(&two, &one).await, differs("orderLines[1]"));
    assert_eq!(compared(&twice, &one).await, differs("orderLines[1]"));
    assert_eq!(compared(&twice, &two).await, differs("orderLines[1]"));
    assert_eq!(compared(&one, &two).await, Comparison::Agrees);
    // Two lines of the gateway have the number: the event means one of them, and nobody knows which.
    let other = first().replace("10.50", "99");
    let doubled = order(&[first(), other.clone()]);
    assert_eq!(compared(&one, &doubled).await, differs("orderLines[0]"));
    // Each has its counterpart.
    let turned = order(&[other.clone(), first()]);
    assert_eq!(compared(&turned, &doubled).await, Comparison::Agrees);
    let Comparison::Differs(_) = compared(&order(&[first(), first()]), &doubled).await else {
        panic!("one line of the gateway was matched twice");
    };
}

#[tokio::test]
async fn one_line_without_a_number_is_compared_with_the_only_line_of_the_gateway() {
    let state = order(&[first()]);
    for odd in nameless(&first()) {
        let event = order(std::slice::from_ref(&odd));
        assert_eq!(compared(&event, &state).await, Comparison::Agrees, "{odd}");
        assert_eq!(compared(&state, &event).await, Comparison::Agrees, "{odd}");
        let other = event.replace("10.50", "1050");
        assert_eq!(
            differs("orderLines[0].transaction.amount"),
            match compared(&other, &state).await {
                Comparison::Differs(paths) => Comparison::Differs(paths[..1].to_vec()),
                other => other,
            }
        );
    }
}

#[tokio::test]
async fn an_event_with_lines_about_an_order_that_shows_none_is_not_settled_yet() {
    let event = order(&[first()]);
    assert_eq!(
        compared(&event, &order(&[])).await,
        Comparison::NotSettledYet
    );
}

#[tokio::test]
async fn an_early_callback_is_not_settled_yet_and_one_about_other_money_differs_even_then() {
    let pending = order(&[line("l-1", "254710000001", "10.50", "1")]);
    let forged = order(&[first()]);
    assert_eq!(compared(&forged, &pending).await, Comparison::NotSettledYet);
    let other = forged.replace("10.50", "1050");
    assert_eq!(
        compared(&other, &pending).await,
        differs("orderLines[0].transaction.amount")
    );
    // And when the order is over, the true one agrees.
    assert_eq!(compared(&forged, &forged).await, Comparison::Agrees);
}

#[tokio::test]
async fn a_channel_of_zero_a_guid_of_zeros_and_a_masked_account_contradict_nothing() {
    let state = order(&[first()])
        .replace("\"channelType\":0", "\"channelType\":20")
        .replace("254710000001", "+254710000001");
    let event = order(&[first()])
        .replace("\"r-1\"", "\"00000000-0000-0000-0000-000000000000\"")
        .replace("\"c-1\"", "\"00000000-0000-0000-0000-000000000000\"");
    assert_eq!(compared(&event, &state).await, Comparison::Agrees);
    let masked = event.replace("254710000001", "2547100**01");
    assert_eq!(compared(&masked, &state).await, Comparison::Agrees);
    let other = event.replace("\"channelType\":0", "\"channelType\":21");
    assert_eq!(
        compared(&other, &state).await,
        differs("orderLines[0].transaction.channelType")
    );
}

#[tokio::test]
async fn a_bill_payment_is_compared_in_either_form() {
    for event in [
        r#"{"originatorConversationId":"b-1","systemConversationId":"s-1"}"#,
        r#"{"OriginatorConversationId":"b-1","SystemConversationId":"s-1"}"#,
    ] {
        let event = callback::bill_payment(event).unwrap();
        let same = r#"{"originatorConversationId":"b-1","systemConversationId":"s-1"}"#;
        let (bill, _) = confirmed(&event, same).await;
        // Whether a bill is over is not published.
        assert_eq!(*bill.comparison(), Comparison::NotSettledYet);
        assert_eq!(bill.identity(), None);
        for (from, path) in [
            ("b-1", "originatorconversationid"),
            ("s-1", "systemconversationid"),
        ] {
            let (bill, _) = confirmed(&event, &same.replace(from, "x")).await;
            let differing = differing(&bill).join(" ").to_lowercase();
            assert_eq!(differing, path);
        }
    }
}

#[tokio::test]
async fn a_checkout_event_with_two_spellings_that_disagree_is_reported() {
    let printed = body("webhooks/checkout_order");
    for (name, value, other, path) in [
        (
            "\"Status\": 4",
            "\"status\": 4",
            "\"status\": 6",
            "checkoutOutcome.Status",
        ),
        (
            "\"ResultCode\": \"000\"",
            "\"resultCode\": \"000\"",
            "\"resultCode\": \"18\"",
            "checkoutOutcome.ResultCode",
        ),
    ] {
        for (second, expected) in [(value, Comparison::Agrees), (other, differs(path))] {
            for both in [format!("{name}, {second}"), format!("{second}, {name}")] {
                let event = printed.replace(name, &both);
                assert_ne!(event, printed);
                let event = callback::checkout_order(&event).unwrap();
                let (confirmed, _) = confirmed(&event, &printed).await;
                assert_eq!(*confirmed.comparison(), expected, "{both}");
                let kept = confirmed.event().0.checkout_outcome.value().unwrap();
                let is_kept = kept.unreadable().iter().count() > 0;
                assert_eq!(is_kept, expected != Comparison::Agrees);
            }
        }
    }
}

#[tokio::test]
async fn a_state_of_a_checkout_with_two_spellings_that_disagree_is_not_final() {
    let printed = body("webhooks/checkout_order");
    let event = callback::checkout_order(&printed).unwrap();
    let state = printed.replace("\"Status\": 4", "\"Status\": 4, \"status\": 6");
    let (confirmed, _) = confirmed(&event, &state).await;
    assert_eq!(confirmed.settlement(), Settlement::Unknown);
    assert_eq!(*confirmed.comparison(), Comparison::NotSettledYet);
}

#[tokio::test]
async fn a_response_about_a_validation_that_reports_a_failure_confirms_nothing() {
    let event = body("webhooks/account_number_validation_cut");
    let event = callback::account_number_validation(event).unwrap();
    let state = body("get_account_number_validation/response_200");
    for failure in ["\"code\": 500", "\"success\": false", "\"errors\": [\"m\"]"] {
        let state = state.replacen('{', &format!("{{{failure},"), 1);
        let server = Scripted::start(Reply::json(200, &state)).await.unwrap();
        let error = event.confirm(&client(&server)).await.unwrap_err();
        assert!(!error.is_unconfirmable(), "{error}");
    }
}
