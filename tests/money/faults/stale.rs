//! A connection that the gateway closes just as a payment is sent on it, which only a client that reuses connections can meet.

use malipo::Phase;
use malipo::runtime::Retries;
use malipo::zengapay::{Client, Environment};
use malipo_sandbox::Sandbox;

use crate::faults::client::{self, pay};

/// How many turns of the runtime lie between the end of the connection and the payment: at each, another of the two sides
/// has come another step further.
const TURNS: usize = 12;

/// A payment just after its connection ended: whether it was accepted, and else how it failed.
async fn paid(reuse: bool, turns: usize) -> Result<(), malipo::Error> {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .retries(Retries::default().attempts(6))
        .reuse_connections(reuse)
        .build()
        .unwrap();
    client.get_account().await.unwrap();
    sandbox.close_idle_connections();
    for _ in 0..turns {
        tokio::task::yield_now().await;
    }
    let client = client::Client::Zengapay(client);
    let paid = pay(&client, "createTransfer", "payment-17").await;
    let executed = sandbox.ledger().executions("payment-17");
    // One that is lost was written to a connection that nobody reads any more.
    assert_eq!(executed, usize::from(paid.is_ok()), "{paid:?}");
    paid
}

#[tokio::test]
async fn fault_a_connection_that_ends_just_as_the_payment_is_sent_does_not_repeat_it() {
    let (mut accepted, mut lost) = (0, 0);
    for round in 0..TURNS * 4 {
        match paid(true, round % TURNS).await {
            Ok(()) => accepted += 1,
            Err(error) => {
                assert_eq!(error.phase(), Phase::MaybeSent, "{error}");
                assert!(error.may_have_moved_money());
                lost += 1;
            }
        }
    }
    assert!(
        accepted > 0 && lost > 0,
        "both should happen: {accepted} accepted, {lost} lost"
    );
}

#[tokio::test]
async fn fault_a_connection_that_ends_costs_no_payment_that_has_one_of_its_own() {
    for round in 0..TURNS * 2 {
        paid(false, round % TURNS).await.unwrap();
    }
}
