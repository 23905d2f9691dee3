//! The embedded gateway, in real time: its ledger knows what became of the payment.

use super::*;

/// An embedded gateway in real time, and a client whose first payment's answer is lost.
async fn lossy() -> (Sandbox, Client) {
    let sandbox = Sandbox::builder().real_time().start().await.unwrap();
    sandbox
        .fail(Fault::Close.after_execution().of("createTransfer"))
        .unwrap();
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
