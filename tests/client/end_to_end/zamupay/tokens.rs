//! How often the gateway is asked for a token, by its own count, and what a call gets that has none.

use std::collections::BTreeSet;
use std::future::IntoFuture;
use std::time::Duration;

use malipo::runtime::{Call, Operation, Retries};
use malipo::zamupay::{Client, Environment};
use malipo_sandbox::{TokenAnswer, Zamupay};
use tokio::task::JoinSet;

use super::{client, gateway, payout};
use crate::end_to_end::assert_contract;

/// So many calls at the same time, of which each must succeed.
async fn together<O>(calls: usize, call: impl Fn(usize) -> Call<O>)
where
    O: Operation<Output: Send + 'static> + Send + Sync + 'static,
{
    let mut running = JoinSet::new();
    for number in 0..calls {
        running.spawn(call(number).into_future());
    }
    while let Some(ended) = running.join_next().await {
        ended.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_on_a_cold_cache_ask_for_one_token_and_for_one_more_when_it_dies() {
    let (sandbox, client) = gateway().await;
    together(200, |_| client.get_balance(404)).await;
    assert_eq!(sandbox.token_requests(), 1);

    sandbox.expire_tokens();
    together(200, |_| client.get_balance(404)).await;
    assert_eq!(sandbox.token_requests(), 2);

    let refused = sandbox.requests();
    let refused = refused.iter().filter(|request| request.status == 401);
    assert!(refused.count() >= 1, "the dead token was shown");
    assert_contract(&sandbox);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_payments_on_a_cold_cache_ask_for_one_token_and_are_made_once_each() {
    let (sandbox, client) = gateway().await;
    let reference = |number: usize| format!("out-{number}");
    together(200, |number| {
        client.create_payment_order(payout(&reference(number), 10))
    })
    .await;
    assert_eq!(sandbox.token_requests(), 1);
    let ledger = sandbox.ledger();
    let executions: BTreeSet<_> = (0..200)
        .map(|number| ledger.executions(&reference(number)))
        .collect();
    assert_eq!(executions, [1].into());
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_payment_whose_token_has_died_is_not_repeated_and_leaves_that_to_the_caller() {
    let (sandbox, client) = gateway().await;
    client.get_balance(404).await.unwrap();
    sandbox.expire_tokens();

    let error = client
        .create_payment_order(payout("out-1", 10))
        .await
        .unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert!(!error.is_no_token(), "{error}");
    // The documents have no body for it, so it is no documented refusal: the reference is to be looked up.
    assert!(error.may_have_moved_money(), "{error}");
    assert_eq!(error.reference(), Some("out-1"));
    assert_eq!(sandbox.token_requests(), 1, "nothing was repeated");
    assert_eq!(sandbox.ledger().payments(), []);

    // The dead token is forgotten, so that the look-up and the caller's own repetition have a new one.
    let missing = client.get_payment_order("out-1").await.unwrap_err();
    assert_eq!(missing.status(), Some(400));
    client
        .create_payment_order(payout("out-1", 10))
        .await
        .unwrap();
    assert_eq!(sandbox.token_requests(), 2);
    assert_eq!(sandbox.ledger().executions("out-1"), 1);
    assert_contract(&sandbox);
}

/// The gateway says that its token lives six seconds, of which the client wants three left: so long this test must take,
/// since only the client's own tests can put its clock forward.
#[tokio::test]
async fn a_failed_early_renewal_costs_no_call() {
    let (sandbox, _) = gateway().await;
    // Not saved by being made again.
    let client = Client::builder(
        Environment::Sandbox,
        sandbox.client_id(),
        sandbox.client_secret(),
    )
    .base_url(sandbox.base_url())
    .retries(Retries::none())
    .build()
    .unwrap();
    sandbox.answer_token_requests(TokenAnswer::Says(Some(6)));
    client.get_balance(404).await.unwrap();
    sandbox.answer_token_requests(TokenAnswer::Unavailable);
    tokio::time::sleep(Duration::from_millis(3_100)).await;

    for number in 0..5 {
        client
            .create_payment_order(payout(&format!("out-{number}"), 10))
            .await
            .unwrap();
        client.get_balance(404).await.unwrap();
    }
    assert_eq!(
        sandbox.token_requests(),
        2,
        "it failed once, and is left alone for a while"
    );
    assert_eq!(sandbox.ledger().payments().len(), 5);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn the_two_token_endpoints_serve_the_client_alike() {
    let (sandbox, client) = gateway().await;
    client.get_balance(404).await.unwrap();
    let other = Client::builder_with_json_tokens(
        Environment::Sandbox,
        sandbox.client_id(),
        sandbox.client_secret(),
    )
    .base_url(sandbox.base_url())
    .build()
    .unwrap();
    other.get_balance(404).await.unwrap();
    let asked: Vec<_> = sandbox
        .requests()
        .into_iter()
        .filter(|request| request.path.ends_with("token"))
        .map(|request| request.path)
        .collect();
    assert_eq!(asked, ["/connect/token", "/v1/oauth/token"]);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_wrong_secret_is_told_without_the_secret() {
    let (sandbox, _) = gateway().await;
    let client = Client::builder(
        Environment::Sandbox,
        sandbox.client_id(),
        "not-the-secret-4711",
    )
    .base_url(sandbox.base_url())
    .build()
    .unwrap();
    let error = client
        .create_payment_order(payout("out-1", 10))
        .await
        .unwrap_err();
    assert!(
        error.is_no_token() && !error.may_have_moved_money(),
        "{error}"
    );
    let told = chain(&error);
    assert!(
        told.contains("invalid_client") && told.contains("secret"),
        "{told}"
    );
    assert!(!format!("{told}{error:?}").contains("4711"), "{told}");
    assert_eq!(sandbox.ledger().payments(), []);
    assert_contract(&sandbox);
}

/// An error and all that caused it, as a log shows it.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

#[tokio::test]
async fn an_endpoint_that_gives_no_token_says_how_and_moves_nothing() {
    for (answer, says) in [
        (TokenAnswer::Unavailable, "status 503"),
        (TokenAnswer::Html, "the body is not JSON"),
        (
            TokenAnswer::Forbidden,
            "permitted the scope `PyPay_api` (status 403)",
        ),
        (TokenAnswer::Empty, "empty"),
    ] {
        let (sandbox, client) = gateway().await;
        sandbox.answer_token_requests(answer);
        let error = client
            .create_payment_order(payout("out-1", 10))
            .await
            .unwrap_err();
        assert!(
            error.is_no_token() && !error.may_have_moved_money(),
            "{answer:?}: {error}"
        );
        assert!(error.to_string().contains(says), "{answer:?}: {error}");
        let told = format!("{}{error:?}", chain(&error));
        assert!(!told.contains(sandbox.client_secret()), "{told}");
        assert!(!told.contains("back soon"), "{told}");
        assert_eq!(sandbox.ledger().payments(), []);

        sandbox.answer_token_requests(TokenAnswer::Token);
        client
            .create_payment_order(payout("out-1", 10))
            .await
            .unwrap();
        // An empty token is no token, in the specification too.
        match answer {
            TokenAnswer::Empty => {
                assert_eq!(sandbox.violations(), []);
                assert_eq!(sandbox.unfit_answers().len(), 1);
            }
            _ => assert_contract(&sandbox),
        }
    }
}

#[tokio::test]
async fn a_token_endpoint_that_is_down_is_told_as_no_token() {
    let sandbox = Zamupay::start().await.unwrap();
    let client = client(&sandbox);
    drop(sandbox);
    let error = client
        .create_payment_order(payout("out-1", 10))
        .await
        .unwrap_err();
    assert!(
        error.is_no_token() && !error.may_have_moved_money(),
        "{error}"
    );
}

#[tokio::test]
async fn a_missing_permission_names_the_operation_and_costs_no_token() {
    let (sandbox, client) = gateway().await;
    sandbox.forbid(["createPaymentOrder"]).unwrap();
    let error = client
        .create_payment_order(payout("out-1", 10))
        .await
        .unwrap_err();
    assert!(error.is_forbidden() && !error.is_no_token(), "{error}");
    let says = "createPaymentOrder got a response with status 403 (the gateway does not allow this call: check the permissions of the credentials, and whether this server's IP address is whitelisted)";
    assert!(error.to_string().starts_with(says), "{error}");
    client.get_balance(404).await.unwrap();
    assert_eq!(
        sandbox.token_requests(),
        1,
        "the token is as good as before"
    );
    assert_eq!(sandbox.ledger().payments(), []);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn tokens_whose_life_is_not_told_or_absurd_serve_all_the_same() {
    for said in [None, Some(0), Some(-1)] {
        let (sandbox, client) = gateway().await;
        sandbox.answer_token_requests(TokenAnswer::Says(said));
        client
            .create_payment_order(payout("out-1", 10))
            .await
            .unwrap();
        client.get_balance(404).await.unwrap();
        assert_eq!(sandbox.ledger().executions("out-1"), 1);
        assert_contract(&sandbox);
    }
}
