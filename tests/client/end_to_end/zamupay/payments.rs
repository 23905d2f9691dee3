//! Payments that are repeated, stopped, of several lines, or refused: the caller is never told that money stayed when it
//! may have moved.

use std::time::Duration;

use malipo::runtime::{Outcome, Settlement, Settles};
use malipo::zamupay::operations::GetPaymentOrder;
use malipo::zamupay::types::{
    OrderLine, PaymentOrder, RejectionResult, ResultCode, TransactionStatus,
};
use malipo::{Decimal, dec};
use malipo_sandbox::{Fate, PaymentStatus, Which};

use super::{bank, business, deposit, gateway, leave_payouts_pending, mobile, order, payout};
use crate::end_to_end::assert_contract;

const MINUTE: Duration = Duration::from_secs(60);

/// The status and the result of each line.
fn endings(order: &PaymentOrder) -> Vec<(Option<TransactionStatus>, Option<ResultCode>)> {
    let ending = |line: &OrderLine| {
        let outcome = line.transaction_outcome.as_ref().unwrap();
        (
            outcome.transaction_status.clone(),
            outcome.result_code.value().cloned(),
        )
    };
    order.order_lines.iter().flatten().map(ending).collect()
}

#[tokio::test]
async fn an_order_of_mixed_lines_settles_line_by_line_and_is_partial_when_one_fails() {
    let (sandbox, client) = gateway().await;
    sandbox.decide(Which::Reference("to-bank".to_owned()), Fate::LeavePending);
    sandbox.decide(Which::Reference("to-till".to_owned()), Fate::LeavePending);
    let before = sandbox.ledger().balance("KES").unwrap();
    let lines = [
        mobile("+254710000002", dec!(100.5), "to-phone"),
        bank("0122000000", 2_000, "to-bank"),
        business("172989", 300, "to-till"),
    ];
    client
        .create_payment_order(order("wages", lines))
        .await
        .unwrap();

    let under_way = client.get_payment_order("wages").await.unwrap();
    assert_eq!(
        endings(&under_way),
        [
            (
                Some(TransactionStatus::Completed),
                Some(ResultCode::Success)
            ),
            (None, None),
            (None, None)
        ]
    );
    assert!(!GetPaymentOrder::settlement(&under_way).is_final());

    sandbox.approve("to-bank").unwrap();
    sandbox.decline("to-till").unwrap();
    let settled = client
        .get_payment_order("wages")
        .wait(MINUTE)
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Partial);
    assert!(!settled.succeeded());
    assert_eq!(
        endings(&settled.value)[1..],
        [
            (
                Some(TransactionStatus::Completed),
                Some(ResultCode::Success)
            ),
            (Some(TransactionStatus::Failed), Some(ResultCode::Declined))
        ]
    );
    let ledger = sandbox.ledger();
    assert_eq!(ledger.executions("wages"), 2);
    assert_eq!(before - ledger.balance("KES").unwrap(), dec!(2100.5));
    assert_contract(&sandbox);
}

#[tokio::test]
async fn only_what_is_pending_can_be_rejected_and_the_status_alone_does_not_say_so() {
    let (sandbox, client) = gateway().await;
    let before = sandbox.ledger().balance("KES").unwrap();
    sandbox.decide(Which::Reference("late".to_owned()), Fate::LeavePending);
    let lines = [
        mobile("+254710000002", 10, "early"),
        mobile("+254710000003", 500, "late"),
    ];
    client
        .create_payment_order(order("wages", lines))
        .await
        .unwrap();

    let rejected = client.reject_payment_order("wages").await.unwrap();
    let results: Vec<_> = rejected
        .payment_orderlines
        .iter()
        .map(|line| line.result_code.value().cloned())
        .collect();
    assert_eq!(results, [Some(RejectionResult::CannotBeRejected), None]);
    let settled = client
        .get_payment_order("wages")
        .wait(MINUTE)
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Partial);
    let statuses: Vec<_> = endings(&settled.value)
        .into_iter()
        .map(|(status, _)| status)
        .collect();
    assert_eq!(
        statuses,
        [
            Some(TransactionStatus::Completed),
            Some(TransactionStatus::Rejected)
        ]
    );
    assert_eq!(sandbox.ledger().executions("wages"), 1);
    assert_eq!(
        before - sandbox.ledger().balance("KES").unwrap(),
        Decimal::from(10)
    );

    // A second time nothing is pending any more.
    let again = client.reject_payment_order("wages").await.unwrap();
    for line in again.payment_orderlines {
        assert_eq!(
            line.result_code.value(),
            Some(&RejectionResult::CannotBeRejected)
        );
    }
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_repeated_payout_is_accepted_and_pays_nothing_while_the_original_goes_on() {
    let (sandbox, client) = gateway().await;
    leave_payouts_pending(&sandbox);
    for _ in 0..3 {
        let accepted = client.create_payment_order(payout("wages", 700)).await;
        accepted.unwrap();
        let state = client.get_payment_order("wages").await.unwrap();
        assert_ne!(GetPaymentOrder::settlement(&state), Settlement::Failed);
    }
    assert_eq!(sandbox.ledger().payments().len(), 1);
    sandbox.approve("wages").unwrap();
    let settled = client
        .get_payment_order("wages")
        .wait(MINUTE)
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Succeeded);
    assert_eq!(sandbox.ledger().executions("wages"), 1);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_repeated_deposit_is_refused_at_once_and_the_first_can_still_be_paid() {
    let (sandbox, client) = gateway().await;
    let ask = || client.create_express_deposit(deposit("top-up", 700, "http://127.0.0.1:9/"));
    ask().await.unwrap();
    let error = ask().await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    // A proxy may have sent this request twice, and then only the second was refused.
    assert!(error.may_have_moved_money(), "{error}");
    assert!(!error.is_retryable());
    assert_eq!(error.reference(), Some("top-up"));
    let refused = error.api_error().unwrap();
    let fields: Vec<_> = refused.field_errors().collect();
    let complaint = "duplicate originator conversation id 'top-up'";
    assert_eq!(fields, [("OriginatorConversationId", complaint)]);

    let paid = sandbox.approve("top-up").unwrap();
    assert_eq!(paid.status, PaymentStatus::Succeeded);
    assert_eq!(sandbox.ledger().executions("top-up"), 1);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_payout_that_the_wallet_does_not_cover_is_accepted_and_has_failed() {
    let (sandbox, client) = gateway().await;
    let before = sandbox.ledger().total();
    client
        .create_payment_order(payout("too-much", 1_000_001))
        .await
        .unwrap();
    let settled = client
        .get_payment_order("too-much")
        .wait(MINUTE)
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Failed);
    assert_eq!(
        endings(&settled.value),
        [(
            Some(TransactionStatus::Failed),
            Some(ResultCode::InsufficientWalletBalance)
        )]
    );
    assert_eq!(sandbox.ledger().executions("too-much"), 0);
    assert_eq!(sandbox.ledger().total(), before);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn an_inconclusive_payout_is_not_over_until_the_gateway_knows() {
    let (sandbox, client) = gateway().await;
    let hour = Duration::from_secs(60 * 60);
    sandbox.decide(
        Which::Next,
        Fate::Indeterminate.then_after(hour, Fate::Approve),
    );
    client
        .create_payment_order(payout("unclear", 700))
        .await
        .unwrap();
    let error = client
        .get_payment_order("unclear")
        .wait(Duration::from_millis(500))
        .first_pause(Duration::from_millis(5))
        .await
        .unwrap_err();
    assert!(
        error.is_unsettled() && error.may_have_moved_money(),
        "{error}"
    );
    let last = error.last_state::<GetPaymentOrder>().unwrap();
    assert_eq!(
        endings(last),
        [(None, Some(ResultCode::InconclusiveStatus))]
    );

    // The client's token does not notice: its life is measured by another clock. But the gateway's has passed.
    sandbox.advance(hour);
    let settled = client
        .get_payment_order("unclear")
        .wait(MINUTE)
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Succeeded);
    assert_eq!(sandbox.ledger().executions("unclear"), 1);
    assert_eq!(sandbox.token_requests(), 2);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn amounts_are_exact_on_the_whole_way() {
    let (sandbox, client) = gateway().await;
    for text in ["0.01", "2152.2", "186600.00", "345678.99"] {
        let amount: malipo::Amount = text.parse().unwrap();
        client
            .create_payment_order(payout(text, amount))
            .await
            .unwrap();
        let read = client.get_payment_order(text).await.unwrap();
        let lines = read.order_lines.unwrap();
        let told = lines[0]
            .transaction
            .as_ref()
            .unwrap()
            .amount
            .as_ref()
            .unwrap();
        let exact = text.parse::<Decimal>().unwrap();
        assert_eq!(told.value(), exact);
        let ledger = sandbox.ledger();
        assert_eq!(ledger.payments().last().unwrap().amount, exact);
    }
    assert_contract(&sandbox);
}
