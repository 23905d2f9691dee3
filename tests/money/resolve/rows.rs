//! A gateway whose statement and lists are read for the payment.

use super::*;

#[tokio::test]
async fn resolve_finds_a_payment_on_the_third_page_of_the_statement() {
    let other = row("a", "payout-16", 0, TRANSFER);
    let (server, client) = scripted([
        statement(1, 3, std::slice::from_ref(&other)),
        statement(2, 3, &[other]),
        statement(3, 3, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let found = executed(once(&client).await.unwrap());
    assert_eq!(
        (id(&found), found.settlement()),
        ("b", Settlement::Succeeded)
    );
    // Ten minutes before the attempt, by the gateway's clock.
    let start = "start=2026-01-05%2008%3A50%3A00";
    let pages: Vec<_> = (1..=3)
        .map(|number| format!("/v1/account/statement?{start}&page={number}"))
        .collect();
    assert_eq!(asked(&server), pages);
}

#[tokio::test]
async fn resolve_from_an_error_knows_the_reference_and_the_time() {
    let (server, client) = scripted([
        Reply::Close,
        statement(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let before = SystemTime::now();
    let error = client.create_transfer(payout(REFERENCE)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::MaybeSent);
    let at = error.attempted_at().unwrap();
    assert!(before <= at && at <= SystemTime::now());
    // The row is older than this attempt, so it cannot be taken for it without a doubt.
    let (candidates, doubts) = unclear(error.resolve(&client).await.unwrap());
    assert_eq!((candidates.len(), &*doubts), (1, &[Doubt::Older][..]));
    assert!(asked(&server)[1].starts_with("/v1/account/statement?start="));
}

#[tokio::test]
async fn resolve_calls_two_payments_with_one_reference_unclear() {
    let rows = [
        row("a", REFERENCE, 0, TRANSFER),
        row("b", REFERENCE, 9, TRANSFER),
    ];
    let (_server, client) = scripted([statement(1, 1, &rows)]).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(doubts, [Doubt::Several]);
}

#[tokio::test]
async fn resolve_takes_a_row_that_came_on_two_pages_for_one_payment() {
    let same = row("a", REFERENCE, 0, TRANSFER);
    let (_server, client) = scripted([
        statement(1, 2, std::slice::from_ref(&same)),
        statement(2, 2, &[same]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "a");
}

#[tokio::test]
async fn resolve_takes_neither_a_charge_nor_a_collection_for_a_payout() {
    let rows = [
        row("charge", REFERENCE, 0, CHARGE),
        row("collection", REFERENCE, 0, COLLECTION),
        row("payout", REFERENCE, 0, TRANSFER),
    ];
    let (_server, client) = scripted([statement(1, 1, &rows)]).await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "payout");

    let (_server, client) = scripted([statement(1, 1, &rows[..2]), transfers(1, 1, &[])]).await;
    let nothing = once(&client).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { .. }),
        "{nothing:?}"
    );
}

#[tokio::test]
async fn a_row_is_skipped_only_if_it_is_a_charge_or_of_the_other_direction() {
    for more in [
        TRANSFER.replace("\"TRANSACTION\"", "\"LIQUIDATION\""),
        TRANSFER.replace("OUTBOUND_MSISDN_DEBIT", "OUTBOUND_ZPACCT_DEBIT"),
        r#","transactionEntrySpecificType":"OUTBOUND_ZPACCT_DEBIT""#.to_owned(),
    ] {
        let paid = row("a", REFERENCE, 1, &more);
        let failed = row("b", REFERENCE, 1, TRANSFER).replace("SUCCEEDED", "FAILED");
        let (_server, client) = scripted([statement(1, 1, std::slice::from_ref(&paid))]).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "a", "{more}");
        let replies = [statement(1, 1, &[failed, paid]), transfers(1, 1, &[])];
        let (_server, client) = scripted(replies).await;
        let (_, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(doubts, [Doubt::Several], "{more}");
    }
}

#[tokio::test]
async fn resolve_does_not_exclude_a_row_for_what_is_missing_or_not_known() {
    for more in [
        "",
        r#","transactionEntrySpecificType":"OUTBOUND_BANK_DEBIT","transactionEntryDesignation":"TRANSACTION""#,
    ] {
        let (_server, client) = scripted([statement(1, 1, &[row("a", REFERENCE, 0, more)])]).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "a", "{more}");
    }
}

#[tokio::test]
async fn resolve_tells_in_which_time_it_found_nothing_and_how_often_it_looked() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(1, 1, &[]),
        statement(1, 1, &[]),
        transfers(1, 1, &[]),
        statement(1, 1, &[row("late", REFERENCE, 2, TRANSFER)]),
    ])
    .await;
    let quick = |tries| once(&client).tries(tries).first_pause(Duration::ZERO);
    let before = SystemTime::now();
    match quick(2).await.unwrap() {
        Resolution::NotFound {
            looked_from,
            looked_until,
            tries,
        } => {
            assert_eq!(looked_from, attempted_at() - Duration::from_secs(600));
            assert!(before <= looked_until && looked_until <= SystemTime::now());
            assert_eq!(tries, 2);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.requests().len(), 4);
    // Not found was not the same as not executed.
    assert_eq!(id(&executed(quick(1).await.unwrap())), "late");
}

#[tokio::test]
async fn resolve_reads_the_list_back_from_its_last_page() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(
            1,
            9,
            &[row("old", REFERENCE, 0, TRANSFER).replace("09:00", "07:00")],
        ),
        transfers(9, 9, &[row("x", "payout-18", 4, TRANSFER)]),
        transfers(8, 9, &[row("b", REFERENCE, 1, TRANSFER)]),
        transfers(
            7,
            9,
            &[row("y", "payout-2", 0, TRANSFER).replace("09:00", "08:00")],
        ),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
    let numbers = [1, 9, 8, 7].map(|number| format!("/v1/transfers?page={number}"));
    // Page 7 is older than the payment can be, and so what is before it was not read.
    assert_eq!(asked(&server)[1..], numbers);
}

#[tokio::test]
async fn resolve_reads_a_list_of_several_pages_to_its_first_if_need_be() {
    let (server, client) = scripted([
        statement(1, 1, &[]),
        transfers(1, 2, &[row("first", REFERENCE, 0, TRANSFER)]),
        transfers(2, 2, &[row("x", "payout-18", 4, TRANSFER)]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "first");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn resolve_does_not_take_an_older_payment_for_the_one_without_a_doubt() {
    let old = row("old", REFERENCE, 0, TRANSFER).replace("2026-01-05", "2025-12-05");
    let (_server, client) = scripted([statement(1, 1, &[]), transfers(1, 1, &[old])]).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!((id(&candidates[0]), &*doubts), ("old", &[Doubt::Older][..]));
}

#[tokio::test]
async fn resolve_looks_again_after_a_503_in_the_middle() {
    let (server, client) = scripted([
        statement(1, 2, &[]),
        Reply::json(503, "{}"),
        transfers(1, 1, &[]),
        statement(1, 2, &[]),
        statement(2, 2, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    let search = once(&client).tries(2).first_pause(Duration::ZERO);
    assert_eq!(id(&executed(search.await.unwrap())), "b");
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn resolve_that_has_not_seen_everything_is_an_error_and_never_not_found() {
    for failing in [
        Reply::json(503, "{}"),
        Reply::json(403, r#"{"message":"no"}"#),
        Reply::Close,
        Reply::json(200, "<html>"),
        statement(7, 9, &[]),
    ] {
        // What cannot be read is the statement in one case, and the list in the other.
        let first = [failing.clone(), transfers(1, 1, &[])];
        let second = [statement(1, 1, &[]), failing.clone()];
        for replies in [first, second] {
            let (_server, client) = scripted(replies).await;
            let error = once(&client).await.unwrap_err();
            assert!(error.may_have_moved_money() && !error.is_retryable());
            assert_eq!(error.reference(), Some(REFERENCE));
            assert_eq!(error.attempted_at(), Some(attempted_at()));
            assert!(
                error.to_string().ends_with("find out before paying again"),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn resolve_finds_a_payment_in_the_list_where_the_statement_is_forbidden() {
    let (_server, client) = scripted([
        Reply::json(403, r#"{"message":"no"}"#),
        transfers(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
}

#[tokio::test]
async fn resolve_goes_on_from_an_error_that_ended_another() {
    let (_server, client) = scripted([
        Reply::json(401, r#"{"message":"no"}"#),
        Reply::json(401, r#"{"message":"no"}"#),
        statement(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]),
    ])
    .await;
    // Nothing of it looks passing, so it is not tried again.
    let error = once(&client).tries(9).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(id(&executed(error.resolve(&client).await.unwrap())), "b");
}

#[tokio::test]
async fn resolve_reads_no_more_pages_than_it_may() {
    let (server, client) = scripted([
        statement(1, 9, &[]),
        statement(2, 9, &[]),
        transfers(1, 9, &[]),
        transfers(9, 9, &[]),
    ])
    .await;
    let error = once(&client).tries(3).max_pages(2).await.unwrap_err();
    assert!(error.is_pagination() && error.may_have_moved_money());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn resolve_ends_with_its_deadline() {
    let (_server, client) = scripted([Reply::Silence]).await;
    let error = once(&client)
        .deadline(Duration::from_millis(500))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.may_have_moved_money());
    assert_eq!(error.phase(), Phase::MaybeSent);

    let (_server, client) =
        scripted([statement(1, 1, &[]), transfers(1, 1, &[]), Reply::Silence]).await;
    let search = once(&client).tries(9).first_pause(Duration::ZERO);
    let nothing = search.deadline(Duration::from_secs(2)).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { tries: 1, .. }),
        "{nothing:?}"
    );
}

#[tokio::test]
async fn resolve_does_not_wait_for_a_look_that_its_deadline_leaves_no_time_for() {
    let busy = || Reply::answer(503, &[("retry-after", "300")], "{}");
    let (server, client) = scripted([busy(), busy()]).await;
    let search = once(&client).tries(9);
    let began = std::time::Instant::now();
    let error = search.deadline(Duration::from_secs(100)).await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert!(began.elapsed() < Duration::from_secs(50));
    assert_eq!(server.requests().len(), 2, "each way once");
}

#[tokio::test]
async fn resolve_of_an_empty_reference_asks_nobody() {
    let (server, client) = scripted([statement(1, 1, &[row("t-1", "", 0, TRANSFER)])]).await;
    let search = client.resolve::<operations::CreateTransfer>("", attempted_at());
    assert!(search.await.unwrap_err().is_unresolvable());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn resolve_of_what_is_no_payment_says_so() {
    let (_server, client) = scripted([Reply::json(503, "{}")]).await;
    let error = client.list_networks().await.unwrap_err();
    assert!(!error.is_unresolvable());
    let error = error.resolve(&client).await.unwrap_err();
    assert!(error.is_unresolvable() && !error.may_have_moved_money());
    assert_eq!(error.phase(), Phase::NotSent);
}

#[tokio::test]
async fn a_doubt_of_one_look_is_not_taken_away_by_a_later_look_that_finds_nothing() {
    let odd = || [statement(1, 1, &["7".to_owned()]), transfers(1, 1, &[])];
    let empty = || [statement(1, 1, &[]), transfers(1, 1, &[])];
    let (server, client) = scripted(odd().into_iter().chain(empty())).await;
    let twice = || once(&client).tries(2).first_pause(Duration::ZERO);
    let (candidates, doubts) = unclear(twice().await.unwrap());
    assert_eq!(
        (candidates, doubts),
        (Vec::new(), vec![Doubt::UnreadableRows])
    );
    assert_eq!(asked(&server).len(), 4);
    // What is found later takes it away.
    let found = statement(1, 1, &[row("b", REFERENCE, 1, TRANSFER)]);
    let (_server, client) = scripted(odd().into_iter().chain([found])).await;
    let found = once(&client).tries(2).first_pause(Duration::ZERO).await;
    assert_eq!(id(&executed(found.unwrap())), "b");
}
