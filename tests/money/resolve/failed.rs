//! A match that failed: it says that no money moved only if it is known to be the only one, and that of this attempt.

use super::*;

fn failed(reference: &str) -> String {
    row("b", reference, 1, TRANSFER).replace("SUCCEEDED", "FAILED")
}

/// A page with this row, and with part of its body replaced.
fn changed(key: &str, rows: &[String], from: &str, to: &str) -> Reply {
    let body = page_body(key, 1, 1, rows);
    let changed = body.replace(from, to);
    assert_ne!(body, changed, "{from}");
    Reply::json(200, &changed)
}

/// Both ways to read a list: from the first page on, and from the last one back. A list that is read later shows the payment too.
fn both_ways(page: impl Fn(&str) -> Reply) -> [Vec<Reply>; 2] {
    [
        vec![page("statement"), transfers(1, 1, &[failed(REFERENCE)])],
        vec![statement(1, 1, &[]), page("transfers")],
    ]
}

/// The doubts about the failed payment, which is a candidate.
async fn doubts(replies: Vec<Reply>) -> Vec<Doubt> {
    let (_server, client) = scripted(replies).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
    doubts
}

#[tokio::test]
async fn a_payment_that_failed_is_executed_only_when_the_list_was_read_completely() {
    for replies in both_ways(|key| page(key, 1, 1, &[failed(REFERENCE)])) {
        let (_server, client) = scripted(replies).await;
        let found = executed(once(&client).await.unwrap());
        assert_eq!(found.settlement(), Settlement::Failed);
    }
    // The second page, which nobody asked for, may have the same reference with another outcome.
    for last in ["null", "\"two\"", "\"\"", "2.5", "[]", "{}", "true"] {
        let to = format!("\"last_page\":{last},\"x\":0");
        for replies in both_ways(|key| changed(key, &[failed(REFERENCE)], "\"last_page\":1", &to)) {
            assert_eq!(doubts(replies).await, [Doubt::UnreadableCount], "{last}");
        }
    }
    for (from, to, doubt) in [
        ("\"last_page\":1,", "", Doubt::UnreadableCount),
        ("\"current_page\":1,", "", Doubt::UnreadableCount),
        (",\"total\":1", "", Doubt::UnreadableCount),
        ("\"total\":1", "\"total\":\"?\"", Doubt::UnreadableCount),
        ("\"total\":1", "\"total\":2", Doubt::CountsDiffer),
        ("\"to\":1", "\"to\":2", Doubt::CountsDiffer),
        ("\"data\":[", "\"data\":[7,", Doubt::UnreadableRows),
    ] {
        for replies in both_ways(|key| changed(key, &[failed(REFERENCE)], from, to)) {
            assert!(doubts(replies).await.contains(&doubt), "{to}");
        }
    }
}

#[tokio::test]
async fn a_last_page_written_as_2_0_is_a_doubt_and_leads_to_no_second_page() {
    let first = changed(
        "statement",
        &[failed(REFERENCE)],
        "\"last_page\":1",
        "\"last_page\":2.0",
    );
    let second = transfers(1, 1, &[failed(REFERENCE)]);
    let (server, client) = scripted([first, second]).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
    assert_eq!(doubts, [Doubt::UnreadableCount]);
    let [statement, transfers] = &*asked(&server) else {
        panic!("{:?}", asked(&server))
    };
    assert!(statement.contains("/statement?") && statement.ends_with("page=1"));
    assert_eq!(transfers, "/v1/transfers?page=1");
}

#[tokio::test]
async fn a_payment_that_failed_beside_a_doubt_about_the_clock_is_unclear() {
    let hour = Duration::from_secs(3600);
    for date in [
        String::new(),
        malipo_tests::scripted::http_date(SystemTime::now() + hour),
        malipo_tests::scripted::http_date(SystemTime::now() - hour),
    ] {
        let page = || {
            let headers = [("content-type", "application/json"), ("date", &*date)];
            let body = page_body("statement", 1, 1, &[failed(REFERENCE)]);
            Reply::answer(200, &headers, &body)
        };
        let second = transfers(1, 1, &[failed(REFERENCE)]);
        let doubts = doubts(vec![page(), page(), second]).await;
        let is_of_clock =
            |doubt: &Doubt| matches!(doubt, Doubt::NoGatewayClock | Doubt::ClocksDiffer { .. });
        assert!(doubts.iter().any(is_of_clock), "{doubts:?}");
    }
}

#[tokio::test]
async fn a_doubt_of_one_list_counts_for_the_failed_payment_of_the_next() {
    let replies = vec![
        statement(1, 1, &["7".to_owned()]),
        transfers(1, 1, &[failed(REFERENCE)]),
    ];
    assert_eq!(doubts(replies).await, [Doubt::UnreadableRows]);
}

#[tokio::test]
async fn a_doubt_of_an_earlier_look_counts_for_the_failed_payment_of_a_later_one() {
    let odd = || [statement(1, 1, &["7".to_owned()]), transfers(1, 1, &[])];
    for later in both_ways(|key| page(key, 1, 1, &[failed(REFERENCE)])) {
        let (server, client) = scripted(odd().into_iter().chain(later)).await;
        let search = once(&client).tries(2).first_pause(Duration::ZERO);
        let (candidates, doubts) = unclear(search.await.unwrap());
        assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
        assert_eq!(doubts, [Doubt::UnreadableRows]);
        assert_eq!(asked(&server).len(), 4, "each list twice");
    }
}

#[tokio::test]
async fn a_payment_that_failed_at_an_unknown_or_future_time_is_unclear() {
    let at = "\"2026-01-05 09:01:00\"";
    for start in [
        "null",
        "17",
        "[]",
        "\"\"",
        "\"yesterday\"",
        "\"05/01/2026\"",
        "\"2126-01-05 09:01:00\"",
        "\"9999-12-31 23:59:59\"",
    ] {
        let row = failed(REFERENCE).replace(at, start);
        for replies in both_ways(|key| page(key, 1, 1, std::slice::from_ref(&row))) {
            assert_eq!(doubts(replies).await, [Doubt::StartUnknown], "{start}");
        }
        // A payment that succeeded is one, whenever it began.
        let paid = row.replace("FAILED", "SUCCEEDED");
        let (_server, client) = scripted([statement(1, 1, &[paid])]).await;
        let found = executed(once(&client).await.unwrap());
        assert_eq!(found.settlement(), Settlement::Succeeded);
    }
    let row = failed(REFERENCE).replace(&format!(",\"transactionInitiationDate\":{at}"), "");
    let replies = vec![
        statement(1, 1, &[row]),
        transfers(1, 1, &[failed(REFERENCE)]),
    ];
    assert_eq!(doubts(replies).await, [Doubt::StartUnknown]);
}

#[tokio::test]
async fn a_payment_that_failed_more_than_a_minute_before_the_attempt_is_another_attempt() {
    for (start, is_of_another) in [("08:59:01", false), ("08:58:59", true), ("08:51:00", true)] {
        let row = failed(REFERENCE).replace("09:01:00", start);
        let rows = [row];
        let (_server, client) = scripted([statement(1, 1, &rows), transfers(1, 1, &rows)]).await;
        let result = once(&client).await.unwrap();
        match is_of_another {
            true => assert_eq!(unclear(result).1, [Doubt::Older], "{start}"),
            false => assert_eq!(executed(result).settlement(), Settlement::Failed),
        }
    }
}

#[tokio::test]
async fn a_payment_that_failed_is_unclear_if_a_better_look_failed_and_a_succeeded_one_is_not() {
    for reply in [
        Reply::json(500, "{}"),
        Reply::json(200, "{}"),
        Reply::answer(403, &[], "<p>no</p>"),
        Reply::Close,
    ] {
        let replies = vec![reply.clone(), transfers(1, 1, &[failed(REFERENCE)])];
        assert_eq!(doubts(replies).await, [Doubt::LookFailed], "{reply:?}");
        let paid = row("b", REFERENCE, 1, TRANSFER);
        let (_server, client) = scripted([reply, transfers(1, 1, &[paid])]).await;
        let found = executed(once(&client).await.unwrap());
        assert_eq!(found.settlement(), Settlement::Succeeded);
    }
}

#[tokio::test]
async fn a_payment_that_failed_is_not_believed_before_the_other_list_was_read() {
    let paid = |id| row(id, REFERENCE, 2, TRANSFER);
    // Somebody on the way sent the request twice, and the gateway executed the second one.
    for (other, expected) in [
        (transfers(1, 1, &[paid("c")]), Doubt::Several),
        (transfers(1, 1, &[paid("b")]), Doubt::TwoStates),
        (Reply::json(500, "{}"), Doubt::LookFailed),
        (Reply::Close, Doubt::LookFailed),
        (transfers(1, 1, &["7".to_owned()]), Doubt::UnreadableRows),
    ] {
        let replies = [statement(1, 1, &[failed(REFERENCE)]), other];
        let (server, client) = scripted(replies).await;
        let (candidates, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(doubts, [expected]);
        assert_eq!(candidates[0].settlement(), Settlement::Failed);
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn one_payment_that_failed_in_both_lists_is_one() {
    // The lists have different members.
    let second = failed(REFERENCE).replace("\"msisdn\":null", "\"customerCharged\":false");
    let replies = [
        statement(1, 1, &[failed(REFERENCE)]),
        transfers(1, 1, &[second]),
    ];
    let (_server, client) = scripted(replies).await;
    let found = executed(once(&client).await.unwrap());
    assert_eq!(found.settlement(), Settlement::Failed);
}

#[tokio::test]
async fn one_payment_in_two_states_on_one_list_is_unclear() {
    let rows = [failed(REFERENCE), row("b", REFERENCE, 1, TRANSFER)];
    let replies = [statement(1, 1, &rows), transfers(1, 1, &[])];
    let (_server, client) = scripted(replies).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!((candidates.len(), &*doubts), (2, &[Doubt::TwoStates][..]));
}

/// Looks twice, without a pause.
fn twice(client: &Client) -> Resolve<Client> {
    once(client).tries(2).first_pause(Duration::ZERO)
}

#[tokio::test]
async fn a_failed_payment_beside_a_look_that_failed_for_a_passing_reason_is_looked_for_again() {
    for passing in [Reply::json(503, "{}"), Reply::Close] {
        // The second look sees both lists.
        let (server, client) = scripted([
            statement(1, 1, &[failed(REFERENCE)]),
            passing.clone(),
            statement(1, 1, &[failed(REFERENCE)]),
            transfers(1, 1, &[failed(REFERENCE)]),
        ])
        .await;
        let found = executed(twice(&client).await.unwrap());
        assert_eq!(found.settlement(), Settlement::Failed);
        assert_eq!(server.requests().len(), 4);
        // The second attempt, which the first look could not see, has succeeded.
        let (_server, client) = scripted([
            statement(1, 1, &[failed(REFERENCE)]),
            passing.clone(),
            statement(1, 1, &[failed(REFERENCE)]),
            transfers(1, 1, &[row("c", REFERENCE, 2, TRANSFER)]),
        ])
        .await;
        let (candidates, doubts) = unclear(twice(&client).await.unwrap());
        assert_eq!((candidates.len(), &*doubts), (2, &[Doubt::Several][..]));
    }
}

#[tokio::test]
async fn a_failed_payment_is_kept_whatever_the_next_look_comes_to() {
    let first = || {
        [
            statement(1, 1, &[failed(REFERENCE)]),
            Reply::json(503, "{}"),
        ]
    };
    let forbidden = || Reply::answer(403, &[], "<p>no</p>");
    for second in [
        [Reply::json(503, "{}"), Reply::json(503, "{}")],
        [forbidden(), forbidden()],
        [Reply::Close, Reply::Close],
        [
            statement(1, 1, &[failed(REFERENCE)]),
            Reply::json(503, "{}"),
        ],
    ] {
        let (_server, client) = scripted(first().into_iter().chain(second)).await;
        let (candidates, doubts) = unclear(twice(&client).await.unwrap());
        assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
        assert_eq!(candidates[0].settlement(), Settlement::Failed);
        assert_eq!(doubts, [Doubt::LookFailed]);
    }
}

#[tokio::test]
async fn a_look_that_fails_for_good_beside_a_failed_payment_is_not_repeated() {
    let replies = [
        statement(1, 1, &[failed(REFERENCE)]),
        Reply::answer(403, &[], "<p>no</p>"),
    ];
    let (server, client) = scripted(replies).await;
    let (candidates, doubts) = unclear(twice(&client).await.unwrap());
    assert_eq!((candidates.len(), &*doubts), (1, &[Doubt::LookFailed][..]));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_failed_payment_is_not_lost_when_the_deadline_passes_in_the_next_look() {
    // In the same try, and in a later one.
    for replies in [
        vec![statement(1, 1, &[failed(REFERENCE)]), Reply::Silence],
        vec![
            statement(1, 1, &[failed(REFERENCE)]),
            Reply::json(503, "{}"),
            Reply::Silence,
        ],
    ] {
        let (_server, client) = scripted(replies).await;
        let search = twice(&client).deadline(Duration::from_millis(500));
        let (candidates, doubts) = unclear(search.await.unwrap());
        assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
        assert_eq!(doubts, [Doubt::LookFailed]);
    }
}

#[tokio::test]
async fn a_failed_payment_that_a_later_complete_look_does_not_show_is_unclear() {
    let failed = || [failed(REFERENCE)];
    let busy = || Reply::json(503, "{}");
    for replies in [
        // In the same look, in the list that is read after the one that shows it.
        vec![statement(1, 1, &failed()), transfers(1, 1, &[])],
        // In the next look.
        vec![
            statement(1, 1, &failed()),
            busy(),
            statement(1, 1, &[]),
            transfers(1, 1, &[]),
        ],
        vec![
            busy(),
            transfers(1, 1, &failed()),
            statement(1, 1, &failed()),
            transfers(1, 1, &[]),
        ],
    ] {
        let (_server, client) = scripted(replies).await;
        let (candidates, doubts) = unclear(twice(&client).await.unwrap());
        assert_eq!(candidates.iter().map(id).collect::<Vec<_>>(), ["b"]);
        assert_eq!(doubts, [Doubt::NotShownAgain]);
    }
    // A list that is read before need not know of it yet.
    let replies = [statement(1, 1, &[]), transfers(1, 1, &failed())];
    let (_server, client) = scripted(replies).await;
    let found = executed(twice(&client).await.unwrap());
    assert_eq!(found.settlement(), Settlement::Failed);
}
