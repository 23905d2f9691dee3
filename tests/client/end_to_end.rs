//! Claim: through the generated client, against the embedded gateway, every operation does what it is for: money is
//! collected and paid out, and the gateway's ledger agrees with what the client was told. Refusals arrive as errors that
//! tell what happened to the money. Nothing that was sent broke the specification.
//!
//! `cargo xtask coverage` reads from these tests which operations they cover: those that a gateway from [`gateway`]
//! answered with success. There is nothing to declare.

/// A test for each operation of a gateway, which calls it and sees what the gateway made of it.
macro_rules! operations {
    ($gateway:literal; $($operation:ident => $test:ident: |$sandbox:ident, $client:ident| $body:block)+) => {
        $(#[tokio::test]
        async fn $test() {
            let ($sandbox, $client) = gateway().await;
            $body
            let called = &$sandbox.requests();
            let operation = stringify!($operation);
            assert!(
                called.iter().any(|request| request.operation.as_deref() == Some(operation)),
                "{operation} is not called"
            );
            assert_contract(&$sandbox);
        })+

        #[test]
        fn every_operation_of_the_specification_has_a_test_here() {
            $crate::end_to_end::assert_all_operations($gateway, &[$(stringify!($operation)),+]);
        }
    };
}

mod operations;
mod refusals;
mod zamupay;

use std::collections::BTreeSet;
use std::ops::Deref;
use std::thread;
use std::time::Duration;

use malipo::runtime::Outcome;
use malipo::zengapay::types::{
    CollectionRequest, EntryDesignation, TransactionStatus, TransferRequest,
};
use malipo::zengapay::{Client, Environment};
use malipo::{Decimal, Msisdn};
use malipo_coverage::Witness;
use malipo_sandbox::{Fate, Gateway, PaymentStatus, Sandbox, Which, Zengapay};

/// A gateway that says, at the end of a test that passed, which operations it answered with success.
struct Witnessed<G: Gateway = Zengapay> {
    sandbox: Sandbox<G>,
    /// The name of its module.
    gateway: &'static str,
}

impl<G: Gateway> Deref for Witnessed<G> {
    type Target = Sandbox<G>;

    fn deref(&self) -> &Sandbox<G> {
        &self.sandbox
    }
}

impl<G: Gateway> Drop for Witnessed<G> {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let succeeded: BTreeSet<String> = self
            .requests()
            .into_iter()
            .filter(|request| (200..300).contains(&request.status))
            .filter_map(|request| request.operation)
            .collect();
        // The runner names the thread of a test after the test.
        let test = thread::current().name().unwrap_or("unnamed").to_owned();
        for operation in succeeded {
            let witness = Witness {
                gateway: self.gateway.to_owned(),
                operation,
                test: test.clone(),
            };
            println!("{witness}");
        }
    }
}

async fn gateway() -> (Witnessed, Client) {
    let sandbox = Witnessed {
        sandbox: Sandbox::start().await.unwrap(),
        gateway: "zengapay",
    };
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    (sandbox, client)
}

/// After every test: each request was one that the specification allows, and so was each answer.
fn assert_contract<G: Gateway>(sandbox: &Sandbox<G>) {
    assert_eq!(sandbox.violations(), []);
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

fn assert_all_operations(gateway: &str, tested: &[&str]) {
    let specified: BTreeSet<String> = malipo_tests::specification(gateway)
        .unwrap()
        .operations
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let tested: BTreeSet<String> = tested
        .iter()
        .map(|&operation| operation.to_owned())
        .collect();
    assert_eq!(tested, specified);
}

fn mtn() -> Msisdn {
    "+256 770 000 015".parse().unwrap()
}

fn collection(reference: &str, amount: i64) -> CollectionRequest {
    CollectionRequest::builder()
        .msisdn(mtn())
        .amount(amount)
        .external_reference(reference)
        .narration("Credit note")
        .build()
}

fn transfer(reference: &str, amount: i64) -> TransferRequest {
    TransferRequest::builder()
        .to_msisdn(mtn())
        .amount(amount)
        .external_reference(reference)
        .narration("Payout")
        .build()
}

#[tokio::test]
async fn a_collection_is_pending_until_the_subscriber_decides() {
    let (sandbox, client) = gateway().await;
    for (reference, approved, end) in [
        ("yes", true, TransactionStatus::Succeeded),
        ("no", false, TransactionStatus::Failed),
    ] {
        let accepted = client
            .create_collection(collection(reference, 20_000))
            .await
            .unwrap();
        let asked = client
            .get_collection(&accepted.transaction_reference)
            .await
            .unwrap()
            .data;
        assert_eq!(asked.transaction_status, TransactionStatus::Pending);
        let completed = asked.transaction_completion_date.unwrap();
        assert_eq!(
            (completed.value(), completed.as_sent()),
            (None, "0000-00-00 00:00:00")
        );

        if approved {
            sandbox.approve(&accepted.transaction_reference).unwrap();
        } else {
            sandbox.decline(&accepted.transaction_reference).unwrap();
        }
        let settled = client
            .get_collection(&accepted.transaction_reference)
            .await
            .unwrap()
            .data;
        assert_eq!(settled.transaction_status, end);
        assert!(
            settled
                .transaction_completion_date
                .unwrap()
                .value()
                .is_some()
        );
        assert_eq!(
            sandbox.ledger().executions(reference),
            usize::from(approved)
        );
    }
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_transfer_debits_the_account_once() {
    let (sandbox, client) = gateway().await;
    let before = sandbox.ledger().total();
    let accepted = client
        .create_transfer(transfer("payout-1", 15_000))
        .await
        .unwrap();
    let paid = client
        .get_transfer(&accepted.transaction_reference)
        .await
        .unwrap()
        .data;
    assert_eq!(paid.transaction_status, TransactionStatus::Succeeded);
    assert_eq!(paid.msisdn.unwrap().value(), Some(&mtn()));

    let ledger = sandbox.ledger();
    assert_eq!(ledger.executions("payout-1"), 1);
    assert_eq!(before - ledger.total(), Decimal::from(15_000));
    let balance = client.get_account_balance().await.unwrap().data;
    assert_eq!(balance.balance.available.unwrap().value(), ledger.total());
    assert_contract(&sandbox);
}

#[tokio::test]
async fn amounts_are_exact_on_the_whole_way() {
    let (sandbox, client) = gateway().await;
    for text in ["0.01", "2152.2", "186600.00", "12345678.99"] {
        let amount: malipo::Amount = text.parse().unwrap();
        let request = CollectionRequest::builder()
            .msisdn(mtn())
            .amount(amount)
            .external_reference(text)
            .narration("Exact")
            .build();
        let accepted = client.create_collection(request).await.unwrap();
        let read = client
            .get_collection(accepted.transaction_reference)
            .await
            .unwrap()
            .data;
        assert_eq!(
            read.amount.unwrap().value(),
            text.parse::<Decimal>().unwrap()
        );
        let ledger = sandbox.ledger();
        let held = ledger
            .payments()
            .iter()
            .find(|payment| payment.external_reference == text)
            .unwrap();
        assert_eq!(held.amount, text.parse::<Decimal>().unwrap());
    }
    assert_contract(&sandbox);
}

#[tokio::test]
async fn lists_and_the_statement_show_what_happened_and_heed_their_filters() {
    let (sandbox, client) = gateway().await;
    let asked = client
        .create_collection(collection("in-1", 10_000))
        .await
        .unwrap();
    sandbox.approve(&asked.transaction_reference).unwrap();
    client
        .create_transfer(transfer("out-1", 2_000))
        .await
        .unwrap();

    let collections = client.list_collections().await.unwrap().collections;
    assert_eq!(collections.data.len(), 1);
    assert_eq!(
        collections.data[0]
            .transaction_external_reference
            .as_deref(),
        Some("in-1")
    );
    let transfers = client
        .list_transfers()
        .with(|query| query.page(1))
        .await
        .unwrap()
        .transfers;
    assert_eq!(
        transfers.data[0].transaction_external_reference.as_deref(),
        Some("out-1")
    );

    let statement = client.get_account_statement().await.unwrap().statement;
    assert_eq!(
        statement.data.len(),
        3,
        "the collection, its charge and the transfer"
    );
    let charges = client
        .get_account_statement()
        .with(|query| query.designation(EntryDesignation::Charges).limit(5))
        .await
        .unwrap()
        .statement;
    assert_eq!(charges.data.len(), 1);
    assert_eq!(charges.data[0].msisdn, None, "a charge has no phone number");
    assert_contract(&sandbox);
}

#[tokio::test]
async fn an_indeterminate_transfer_is_neither_success_nor_failure_until_it_is_settled() {
    for (later, outcome, executions, left) in [
        (Fate::Approve, Outcome::Succeeded, 1, 985_000),
        (Fate::Decline, Outcome::Failed, 0, 1_000_000),
    ] {
        let (sandbox, client) = gateway().await;
        let day = Duration::from_secs(24 * 60 * 60);
        sandbox.decide(
            Which::NextTransfer,
            Fate::Indeterminate.then_after(day, later),
        );
        let accepted = client
            .create_transfer(transfer("unclear", 15_000))
            .await
            .unwrap();
        let reference = &accepted.transaction_reference;
        let unclear = client.get_transfer(reference).await.unwrap().data;
        assert_eq!(unclear.transaction_status, TransactionStatus::Indeterminate);
        let error = client
            .get_transfer(reference)
            .wait(Duration::from_millis(50))
            .first_pause(Duration::from_millis(5))
            .await
            .unwrap_err();
        assert!(error.is_unsettled(), "{error}");
        assert_eq!(sandbox.ledger().executions("unclear"), 1, "it still may");
        assert_eq!(
            sandbox.ledger().balance("UGX-MTNMM"),
            Some(Decimal::from(985_000)),
            "the money is held"
        );

        sandbox.advance(day);
        let settled = client
            .get_transfer(reference)
            .wait(Duration::from_secs(30))
            .await
            .unwrap();
        assert_eq!(settled.outcome, outcome);
        assert_eq!(sandbox.ledger().executions("unclear"), executions);
        assert_eq!(
            sandbox.ledger().balance("UGX-MTNMM"),
            Some(Decimal::from(left))
        );
        assert_contract(&sandbox);
    }
}

#[tokio::test]
async fn a_declined_transfer_has_failed_and_its_money_is_back() {
    let (sandbox, client) = gateway().await;
    let before = sandbox.ledger().total();
    sandbox.decide(Which::Reference("barred".to_owned()), Fate::Decline);
    let accepted = client
        .create_transfer(transfer("barred", 15_000))
        .await
        .unwrap();
    let settled = client
        .get_transfer(&accepted.transaction_reference)
        .wait(Duration::from_secs(30))
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Failed);
    assert_eq!(sandbox.ledger().executions("barred"), 0);
    assert_eq!(sandbox.ledger().total(), before);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn what_is_not_documented_can_be_called_with_the_same_credentials() {
    let (sandbox, client) = gateway().await;
    let answer = client
        .request(malipo::Method::Get, "/networks")
        .query("page", "1")
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let error = client
        .request(malipo::Method::Get, "/banks")
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(!error.may_have_moved_money());
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn the_whole_answer_is_there_for_who_wants_it() {
    let (_sandbox, client) = gateway().await;
    let response = client.get_account_balance().with_response().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.headers().contains_key("content-type"));
    assert!(response.body().starts_with(b"{"));
}

#[tokio::test]
async fn the_ledger_judges_and_not_the_client() {
    let (sandbox, client) = gateway().await;
    let accepted = client
        .create_collection(collection("judge", 700))
        .await
        .unwrap();
    let ledger = sandbox.ledger();
    let payment = ledger.payment(&accepted.transaction_reference).unwrap();
    assert_eq!(
        (payment.status, payment.amount),
        (PaymentStatus::Pending, Decimal::from(700))
    );
    assert_eq!(
        ledger.executions("judge"),
        1,
        "a subscriber who is asked may still pay"
    );
    sandbox.decline(&accepted.transaction_reference).unwrap();
    assert_eq!(sandbox.ledger().executions("judge"), 0);
}
