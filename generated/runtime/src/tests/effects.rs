//! What a call may have done at the gateway, by what is declared of it.

use ::malipo_runtime::rt;

use super::gateway::client::Client;
use super::issuer::Issuer;
use super::server::{Server, Then, nobody};
use crate::call::{Call, ClientBuilder, Gateway};
use crate::error::Phase;
use crate::http::Retries;
use crate::request::Method;

/// An operation of a document that declares no effect.
struct CreatePayout;

impl rt::Operation for CreatePayout {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "createPayout",
        method: rt::Method::Post,
        path: "/payouts",
        effect: rt::Effect::Unknown,
        authenticated: true,
    };

    fn encode(&self, request: &mut rt::Encoder) {
        request.template("/payouts");
        request.json("application/json", "500");
    }

    fn decode(_: &rt::Answer) -> Result<(), rt::Undecodable> {
        Ok(())
    }
}

fn pay(client: &Client) -> Call<CreatePayout> {
    Call::new(client.runtime(), CreatePayout)
}

#[tokio::test]
async fn a_call_of_unknown_effect_may_have_been_carried_out_once_it_was_sent() {
    let busy = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n";
    let redirect = "HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n";
    for then in [
        Then::Close,
        Then::Write(busy.into()),
        Then::Write(redirect.into()),
    ] {
        let server = Server::start(then).await;
        let eager = Retries::default().attempts(5);
        let client = server.builder().retries(eager).build().unwrap();
        for error in [
            pay(&client).await.unwrap_err(),
            client.request(Method::Post, "/payouts").await.unwrap_err(),
        ] {
            assert!(error.may_have_moved_money() && !error.is_retryable());
            let says = error.to_string();
            assert!(
                says.ends_with("; it may have been carried out: find out before repeating it"),
                "{says}"
            );
        }
        assert_eq!(server.requests().len(), 2, "each is sent once");
    }
}

#[tokio::test]
async fn a_call_of_unknown_effect_that_was_not_sent_did_nothing() {
    let client: Client = ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap();
    let error = pay(&client).await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(!error.may_have_moved_money() && error.is_retryable());
    assert!(error.to_string().ends_with("; nothing was carried out"));
}

#[tokio::test]
async fn a_call_of_unknown_effect_is_not_repeated_after_a_401() {
    let issuer = Issuer::start().await;
    let client = issuer.client();
    client.get_collection("t-1").await.unwrap();
    issuer.withdraw();
    let error = pay(&client).await.unwrap_err();
    assert!(error.is_unauthorized() && error.may_have_moved_money());
    assert_eq!((issuer.asked(), issuer.shown()), (1, vec![1, 1]));
    pay(&client).await.unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 1, 2]));
}

#[tokio::test]
async fn a_raw_call_reads_if_its_method_is_a_safe_one() {
    let server = Server::start(Then::Close).await;
    let client = server.client();
    for (method, reads) in [
        (Method::Get, true),
        (Method::Head, true),
        (Method::Options, true),
        (Method::Trace, true),
        (Method::Post, false),
        (Method::Put, false),
        (Method::Patch, false),
        (Method::Delete, false),
    ] {
        let call = client.request(method, "/x").retries(Retries::none());
        let error = call.await.unwrap_err();
        assert_eq!(error.may_have_moved_money(), !reads, "{method}");
        assert_eq!(error.is_retryable(), reads, "{method}");
    }
}
