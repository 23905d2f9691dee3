//! What the gateway posts: received, confirmed by asking, and waited for.

use std::time::Duration;

use malipo::runtime::event::Comparison;
use malipo::runtime::{Outcome, Settlement, Settles};
use malipo::zamupay::callback;
use malipo::zamupay::operations::GetPaymentOrder;
use malipo::zamupay::types::{
    AccountNumberValidationRequest, AccountType, CallbackFormat, CheckoutItem,
    CheckoutOrderRequest, PaymentOrder, TransactionStatus,
};

use super::{Receiver, bill, deposit, gateway, leave_payouts_pending, payout};
use crate::end_to_end::assert_contract;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_payout_that_is_repeated_is_never_seen_failed_while_the_original_completes() {
    let (sandbox, client) = gateway().await;
    let receiver = Receiver::start().await;
    receiver.receives_orders_of(&sandbox);
    leave_payouts_pending(&sandbox);
    for _ in 0..2 {
        client
            .create_payment_order(payout("wages", 700))
            .await
            .unwrap();
    }
    // The callback calls the reference failed; what was paid under it is another matter.
    let posted = receiver.posted(&sandbox).await;
    assert_eq!(posted.len(), 1);
    assert!(posted[0].contains(r#""transactionStatus":6"#), "{posted:?}");
    let body: PaymentOrder = serde_json::from_str(&posted[0]).unwrap();
    assert_eq!(
        GetPaymentOrder::settlement(&body),
        Settlement::Duplicate,
        "as a state it is no end"
    );
    let duplicate = callback::payment_order(&posted[0]).unwrap();
    assert_eq!(duplicate.reference(), "wages");
    let confirmed = duplicate.confirm(&client).await.unwrap();
    assert!(
        !confirmed.settlement().is_final(),
        "{:?}",
        confirmed.settlement()
    );

    // While the caller waits, the original completes.
    let waiting = client
        .get_payment_order("wages")
        .wait(MINUTE)
        .first_pause(Duration::from_millis(20))
        .max_pause(Duration::from_millis(20));
    let network = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        sandbox.approve("wages").unwrap();
    };
    let (settled, ()) = tokio::join!(waiting.into_future(), network);
    assert_eq!(settled.unwrap().outcome, Outcome::Succeeded);

    let posted = receiver.posted(&sandbox).await;
    assert_eq!(posted.len(), 2);
    // Whichever of the two is looked at now, and however often: it is paid.
    for body in &posted {
        let event = callback::payment_order(body).unwrap();
        let confirmed = event.confirm(&client).await.unwrap();
        assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    }
    assert_eq!(sandbox.ledger().executions("wages"), 1);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_callback_that_comes_twice_or_is_forged_tells_what_the_gateway_tells() {
    let (sandbox, client) = gateway().await;
    let receiver = Receiver::start().await;
    receiver.receives_orders_of(&sandbox);
    leave_payouts_pending(&sandbox);
    client
        .create_payment_order(payout("wages", 700))
        .await
        .unwrap();
    sandbox.decline("wages").unwrap();
    sandbox.deliver_webhook(1).unwrap();
    let posted = receiver.posted(&sandbox).await;
    assert_eq!(posted.len(), 2);
    for body in &posted {
        let event = callback::payment_order(body).unwrap();
        let confirmed = event.confirm(&client).await.unwrap();
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
        assert_eq!(confirmed.identity(), Some("paymentOrder:wages"));
    }

    let forged = posted[0].replace(r#""transactionStatus":6"#, r#""transactionStatus":4"#);
    assert_ne!(forged, posted[0]);
    let event = callback::payment_order(forged).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Failed);
    assert_eq!(
        *confirmed.comparison(),
        Comparison::Differs(vec![
            "orderLines[0].transactionOutcome.transactionStatus".to_owned()
        ])
    );
    assert_eq!(confirmed.identity(), None);
    assert_eq!(sandbox.ledger().executions("wages"), 0);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn of_the_two_callbacks_of_a_deposit_only_the_second_is_an_event() {
    for (reference, approved) in [("paid", true), ("refused", false)] {
        let (sandbox, client) = gateway().await;
        let receiver = Receiver::start().await;
        client
            .create_express_deposit(deposit(reference, 700, &receiver.url()))
            .await
            .unwrap();
        sandbox.make_indeterminate(reference).unwrap();
        let posted = receiver.posted(&sandbox).await;
        assert_eq!(posted.len(), 1);
        assert!(callback::express_deposit(&posted[0]).unwrap().is_none());

        let ended = if approved {
            sandbox.approve(reference).unwrap()
        } else {
            sandbox.decline(reference).unwrap()
        };
        let posted = receiver.posted(&sandbox).await;
        assert_eq!(posted.len(), 2);
        let event = callback::express_deposit(&posted[1]).unwrap().unwrap();
        let confirmed = event.confirm(&client).await.unwrap();
        // Nobody has published which words the status has; the receipt is there or not.
        assert_eq!(confirmed.settlement(), Settlement::Unknown);
        let callback::ExpressDeposit(said) = confirmed.event();
        let state = confirmed.state();
        for receipt in [&said.thirdpartyreceiptnumber, &state.mpesa_receipt_number] {
            assert_eq!(receipt.value(), ended.network_reference.as_ref());
        }
        assert_eq!(said.payment_amount.value().is_some(), approved);
        assert_eq!(
            sandbox.ledger().executions(reference),
            usize::from(approved)
        );
        assert_contract(&sandbox);
    }
}

#[tokio::test]
async fn a_bill_is_told_to_the_address_in_its_request_and_confirmed() {
    let (sandbox, client) = gateway().await;
    let receiver = Receiver::start().await;
    for (reference, account, status) in [
        ("good", "1111111", TransactionStatus::Completed),
        ("bad", "1900002", TransactionStatus::Failed),
    ] {
        let request = bill(reference, account, 15, &receiver.url());
        client.submit_bill_request(request).await.unwrap();
        let posted = receiver.posted(&sandbox).await;
        let event = callback::bill_payment(posted.last().unwrap()).unwrap();
        assert_eq!(event.reference(), reference);
        let confirmed = event.confirm(&client).await.unwrap();
        assert_eq!(confirmed.state().status, Some(status));
    }
    assert_eq!(sandbox.ledger().executions("good"), 1);
    assert_eq!(sandbox.ledger().executions("bad"), 0);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_card_payment_and_a_validation_are_told_and_confirmed_by_their_own_reads() {
    let (sandbox, client) = gateway().await;
    let receiver = Receiver::start().await;
    let item = CheckoutItem::builder()
        .name("Black Shirt")
        .price(2_500)
        .build();
    let request = CheckoutOrderRequest::builder()
        .originator_conversation_id("card-1")
        .checkout_callback_url(receiver.url())
        .checkout_request_lines([item])
        .build();
    client.create_checkout_order(request).await.unwrap();
    sandbox.approve("card-1").unwrap();
    let posted = receiver.posted(&sandbox).await;
    let event = callback::checkout_order(&posted[0]).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);

    let request = AccountNumberValidationRequest::builder()
        .r#type(AccountType::Mobile)
        .system_trace_audit_number("v-1")
        .primary_account_number("+254710000004")
        .institution_code("63902")
        .call_back_url(receiver.url())
        .call_back_format(CallbackFormat::Json)
        .build();
    client.validate_account_number(request).await.unwrap();
    let posted = receiver.posted(&sandbox).await;
    let event = callback::account_number_validation(&posted[1]).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_wait_goes_on_while_the_gateway_does_not_know_the_order_yet() {
    let (sandbox, client) = gateway().await;
    let waiting = client
        .get_payment_order("wages")
        .wait(MINUTE)
        .first_pause(Duration::from_millis(20))
        .max_pause(Duration::from_millis(20));
    let paying = async {
        while sandbox.requests().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        client
            .create_payment_order(payout("wages", 700))
            .await
            .unwrap();
    };
    let (settled, ()) = tokio::join!(waiting.into_future(), paying);
    assert_eq!(settled.unwrap().outcome, Outcome::Succeeded);
    let unknown = sandbox
        .requests()
        .iter()
        .filter(|request| request.status == 400)
        .count();
    assert!(unknown > 0, "the gateway knew the order from the first");
    assert_contract(&sandbox);
}
