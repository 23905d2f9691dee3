//! Orders that do not show all of their lines, or one of them twice.

use std::time::Duration;

use malipo::runtime::Wait;
use malipo::zamupay::operations::GetPaymentOrder;
use malipo::{Error, Outcome};

use super::*;

/// An order with lines of these numbers and states, each with a conclusive code.
fn order(lines: &[(&str, u8)]) -> String {
    let line = |(stan, status): &(&str, u8)| {
        format!(
            r#"{{"transaction":{{"systemTraceAuditNumber":"{stan}","reference":"r"}},"transactionOutcome":{{"transactionStatus":{status},"resultCode":"18"}}}}"#
        )
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!(
        r#"{{"originatorConversationId":"order-17","orderLines":[{}]}}"#,
        lines.join(",")
    )
}

fn wait(server: &Scripted) -> Wait<GetPaymentOrder> {
    client(server)
        .get_payment_order("order-17")
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .max_pause(Duration::from_millis(5))
}

/// The error of a wait that was cancelled at the second response of these.
async fn goes_on(state: &str, lines: &[&str]) -> Error {
    let server = Scripted::start(Reply::json(200, state)).await.unwrap();
    let waiting = wait(&server).lines(lines.iter().copied());
    let error = waiting.until(server.asked(2)).await.unwrap_err();
    assert!(
        error.is_unsettled() && error.may_have_moved_money(),
        "{error}"
    );
    error
}

#[tokio::test]
async fn a_wait_that_knows_the_lines_believes_no_order_that_lacks_one() {
    for shown in [
        &[("l-1", 6)][..],
        &[("l-1", 4)],
        &[("l-1", 4), ("l-3", 4)],
        &[("l-1", 4), ("l-2", 4), ("l-3", 6)],
    ] {
        let error = goes_on(&order(shown), &["l-1", "l-2"]).await;
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("exactly the lines"), "{shown:?}: {source}");
        assert!(error.last_state::<GetPaymentOrder>().is_none());
    }
    let all = [order(&[("l-2", 6)]), order(&[("l-2", 6), ("l-1", 4)])];
    let server = Scripted::sequence(all.map(|state| Reply::json(200, &state)));
    let server = server.await.unwrap();
    let settled = wait(&server).lines(["l-1", "l-2"]).await.unwrap();
    assert_eq!(settled.outcome, Outcome::Partial);
    assert_eq!(asked(&server).len(), 2);
}

#[tokio::test]
async fn a_confirmed_order_that_lacks_a_line_of_the_event_settles_nothing() {
    let event = callback::payment_order(order(&[("l-1", 6), ("l-2", 4)])).unwrap();
    for status in [4, 6] {
        let (confirmed, _) = confirmed(&event, &order(&[("l-1", status)])).await;
        assert_eq!(confirmed.settlement(), Settlement::Unknown);
        assert_eq!(differing(&confirmed), ["orderLines[1]"]);
        assert_eq!(confirmed.identity(), None);
    }
    // An event with fewer lines than the order is one of a line.
    let event = callback::payment_order(order(&[("l-1", 6)])).unwrap();
    let (confirmed, _) = confirmed(&event, &order(&[("l-2", 6), ("l-1", 6)])).await;
    assert_eq!(confirmed.settlement(), Settlement::Failed);
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
}

#[tokio::test]
async fn one_line_in_two_states_is_never_final() {
    for shown in [
        &[("l-1", 6), ("l-1", 4)][..],
        &[("l-1", 4), ("l-1", 6)],
        &[("l-1", 4), ("l-2", 6), ("l-1", 6)],
    ] {
        let error = goes_on(&order(shown), &[]).await;
        assert!(error.to_string().contains("contradicts itself"), "{error}");
        let event = callback::payment_order(order(shown)).unwrap();
        let (confirmed, _) = confirmed(&event, &order(shown)).await;
        assert_eq!(confirmed.settlement(), Settlement::Unknown, "{shown:?}");
        assert_eq!(*confirmed.comparison(), Comparison::NotSettledYet);
    }
}
