//! Tokens that grow old: renewed early, and never at the cost of a call.

use std::future::IntoFuture;
use std::time::Duration;

use super::issuer::Issuer;
use super::server::payment;
use super::tokens::read_together;
use crate::auth::TokenCache;

fn skip(cache: &TokenCache, seconds: u64) {
    cache.skip(Duration::from_secs(seconds));
}

#[tokio::test]
async fn a_token_with_a_tenth_of_its_life_left_is_renewed_while_calls_go_on_with_it() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    // The margin is 360 s and up to a fifth more.
    skip(&cache, 3600 - 432 - 5);
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 1);

    issuer.hold();
    skip(&cache, 80);
    for _ in 0..3 {
        client.get_collection("t-1").await.unwrap();
        client.create_collection(payment()).await.unwrap();
    }
    issuer.was_asked(2).await;
    assert_eq!(issuer.shown(), [1; 8], "nobody waits for the new token");
    issuer.let_through();
    while issuer.shown().last() != Some(&2) {
        // Until it has arrived, the gateway accepts the old one no longer.
        client.get_collection("t-1").await.unwrap();
    }
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn a_failed_early_renewal_costs_no_call_and_is_tried_again_after_a_pause() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    issuer.refuse_tokens("503 Service Unavailable", "<html>");
    skip(&cache, 3600 - 300);
    for attempt in 2..=6 {
        for _ in 0..5 {
            client.get_collection("t-1").await.unwrap();
            client.create_collection(payment()).await.unwrap();
        }
        issuer.was_asked(attempt).await;
        failed(&cache).await;
        client.create_collection(payment()).await.unwrap();
        assert_eq!(issuer.asked(), attempt, "it is left alone for a while");
        skip(&cache, 11);
    }
    issuer.grant_tokens();
    client.get_collection("t-1").await.unwrap();
    issuer.was_asked(7).await;
    read_together(&client, 20).await;
    assert_eq!(issuer.asked(), 7);
}

/// Waits until a request for a token has ended.
async fn failed(cache: &TokenCache) {
    while cache.is_renewing() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_payment_waits_for_a_new_token_when_the_old_one_has_less_than_a_minute() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    issuer.hold();
    skip(&cache, 3600 - 59);
    client.get_collection("t-1").await.unwrap();
    let payment = tokio::spawn(client.create_collection(payment()).into_future());
    issuer.was_asked(2).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!payment.is_finished());
    issuer.let_through();
    payment.await.unwrap().unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 1, 2]));
}

#[tokio::test]
async fn a_payment_goes_on_with_the_old_token_when_a_new_one_is_refused_or_late() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    skip(&cache, 3600 - 59);
    issuer.refuse_tokens("500 Oops", "");
    client.create_collection(payment()).await.unwrap();
    assert_eq!(issuer.asked(), 2);
    // During the pause after a failure it does not wait again.
    client.create_collection(payment()).await.unwrap();
    assert_eq!(issuer.asked(), 2);

    skip(&cache, 11);
    issuer.hold();
    let call = client.create_collection(payment());
    call.timeout(Duration::from_millis(600)).await.unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (3, vec![1; 4]));
    issuer.let_through();
}

#[tokio::test]
async fn a_payment_whose_old_token_ends_while_it_waits_takes_none_but_the_new_one() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    skip(&cache, 3600 - 30);
    issuer.hold();
    let call = client
        .create_collection(payment())
        .timeout(Duration::from_secs(3));
    let payment = tokio::spawn(call.into_future());
    issuer.was_asked(2).await;
    skip(&cache, 31);
    tokio::time::sleep(Duration::from_millis(1700)).await;
    assert_eq!(
        issuer.shown(),
        [1],
        "its patience is over, and the old token too"
    );
    issuer.let_through();
    payment.await.unwrap().unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 2]));
}

#[tokio::test]
async fn a_token_that_has_ended_is_never_shown() {
    let issuer = Issuer::start().await;
    let (client, cache) = issuer.timed();
    client.get_collection("t-1").await.unwrap();
    skip(&cache, 3601);
    read_together(&client, 50).await;
    assert_eq!(issuer.asked(), 2);
    assert!(issuer.shown()[1..].iter().all(|token| *token == 2));
}

#[tokio::test]
async fn a_short_life_is_not_spent_on_renewals() {
    let issuer = Issuer::start().await;
    issuer.script().expires_in = "\"30\"".to_owned();
    let (client, cache) = issuer.timed();
    client.create_collection(payment()).await.unwrap();
    skip(&cache, 11);
    client.create_collection(payment()).await.unwrap();
    assert_eq!(issuer.asked(), 1);
    skip(&cache, 8);
    client.create_collection(payment()).await.unwrap();
    assert_eq!((issuer.asked(), issuer.shown()), (2, vec![1, 1, 2]));
}

#[tokio::test]
async fn a_token_without_a_life_serves_for_five_minutes_and_one_without_any_left_only_who_waited() {
    for told in ["", "null", "\"soon\""] {
        let issuer = Issuer::start().await;
        issuer.script().expires_in = told.to_owned();
        let (client, cache) = issuer.timed();
        read_together(&client, 3).await;
        skip(&cache, 220);
        read_together(&client, 3).await;
        assert_eq!(issuer.asked(), 1, "{told}");
        skip(&cache, 81);
        client.get_collection("t-1").await.unwrap();
        assert_eq!(issuer.asked(), 2, "{told}");
    }
    for told in ["0", "-1", "\"0\""] {
        let issuer = Issuer::start().await;
        issuer.script().expires_in = told.to_owned();
        let client = issuer.client();
        issuer.hold();
        let calls: Vec<_> = (0..20)
            .map(|_| tokio::spawn(client.get_collection("t-1").into_future()))
            .collect();
        issuer.was_asked(1).await;
        issuer.let_through();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        assert_eq!(issuer.asked(), 1, "{told}");
        client.create_collection(payment()).await.unwrap();
        assert_eq!(issuer.asked(), 2, "{told}");
    }
}
