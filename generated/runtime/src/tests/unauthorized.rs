//! What follows on a 401: once more for a call that moves no money, and never for a payment.

use ::malipo_runtime::rt as R;

use super::gateway::client::Client;
use super::issuer::Issuer;
use super::server::{Server, payment};
use super::tokens::read_together;
use crate::auth::Auth;
use crate::call::{Call, Gateway};
use crate::request::Method;

/// It changes something, and moves no money.
struct Rename;

impl R::Operation for Rename {
    type Output = ();
    type Refusal = R::NoRefusal;

    const SPEC: R::OperationSpec = R::OperationSpec {
        id: "rename",
        method: R::Method::Put,
        path: "/name",
        effect: R::Effect::Writes,
        authenticated: true,
    };

    fn encode(&self, request: &mut R::Encoder) {
        request.template("/name");
        request.header("X-Extra", "1");
        request.json("application/json", "Amina");
    }

    fn decode(_: &R::Answer) -> Result<(), R::Undecodable> {
        Ok(())
    }
}

fn rename(client: &Client) -> Call<Rename> {
    Call::new(client.runtime(), Rename)
}

#[tokio::test]
async fn a_call_that_moves_no_money_is_made_once_more_with_a_new_token() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.get_collection("t-1").await.unwrap();
    issuer.withdraw();
    client.get_collection("t-1").await.unwrap();
    issuer.withdraw();
    rename(&client).await.unwrap();
    issuer.withdraw();
    client.request(Method::Get, "/x").await.unwrap();
    assert_eq!(issuer.asked(), 4);
    assert_eq!(issuer.shown(), [1, 1, 2, 2, 3, 3, 4]);
    let script = issuer.script();
    let [first, second] = [&script.calls[3].0, &script.calls[4].0];
    assert!(first.contains("x-extra: 1") && first.ends_with("\"Amina\""));
    assert_eq!(first, second, "nothing but the token is another");
}

#[tokio::test]
async fn a_call_that_is_not_accepted_with_a_new_token_either_is_made_twice_and_no_more() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    issuer.script().status = "401 Unauthorized";
    let error = client.get_collection("t-1").await.unwrap_err();
    assert!(error.is_unauthorized() && !error.is_no_token());
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 2]));
    // A token that was renewed for a call is not thrown away by the same call: the next one begins with it.
    client.get_collection("t-1").await.unwrap_err();
    assert_eq!((issuer.asked(), issuer.shown()), (3, vec![1, 2, 2, 3]));
}

#[tokio::test]
async fn a_payment_is_made_once_and_the_next_one_gets_a_new_token() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.get_collection("t-1").await.unwrap();
    issuer.withdraw();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert!(error.is_unauthorized() && !error.may_have_moved_money() && !error.is_retryable());
    assert_eq!(
        error.to_string(),
        "createCollection was refused with status 401 (the token was not accepted); no money moved"
    );
    assert_eq!((issuer.asked(), issuer.shown()), (1, vec![1, 1]));
    client.create_collection(payment()).await.unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 1, 2]));

    issuer.withdraw();
    let error = client.request(Method::Post, "/x").await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(issuer.shown(), [1, 1, 2, 2]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_calls_whose_token_dies_ask_for_one_more() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    read_together(&client, 200).await;
    issuer.withdraw();
    read_together(&client, 200).await;
    assert_eq!(issuer.asked(), 2);
    let shown = issuer.shown();
    assert_eq!(shown.iter().filter(|token| **token == 2).count(), 200);
}

#[tokio::test]
async fn a_late_401_of_an_old_token_leaves_the_new_one_alone() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.get_collection("t-1").await.unwrap();
    issuer.withdraw();
    client.get_collection("t-1").await.unwrap();
    let Auth::Tokens(tokens, _) = &client.runtime().inner().auth else {
        panic!("other credentials");
    };
    tokens.invalidate(1);
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 2);
    tokens.invalidate(2);
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 3);
}

#[tokio::test]
async fn a_403_is_returned_and_says_that_it_is_about_a_permission() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    issuer.script().status = "403 Forbidden";
    let error = client.get_collection("t-1").await.unwrap_err();
    assert!(error.is_forbidden() && !error.is_retryable());
    assert_eq!(
        error.to_string(),
        "getCollection got a response with status 403 (the gateway does not allow this call: check the permissions of the credentials, and whether this server's IP address is whitelisted), which is neither the expected success nor a documented refusal"
    );
    assert_eq!((issuer.asked(), issuer.shown()), (1, vec![1]));
}

#[tokio::test]
async fn a_401_whose_body_is_too_large_counts_as_one() {
    let issuer = Issuer::start().await;
    let client = issuer.builder().max_answer_bytes(16).build().unwrap();
    issuer.script().status = "401 Unauthorized";
    for _ in 0..2 {
        let error = client.create_collection(payment()).await.unwrap_err();
        assert!(error.is_too_large() && error.is_unauthorized());
    }
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 2]));
}

#[tokio::test]
async fn a_static_token_is_shown_once() {
    let server = Server::answering("401 Unauthorized", "", "").await;
    let error = server.client().get_collection("t-1").await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(server.requests().len(), 1);
}
