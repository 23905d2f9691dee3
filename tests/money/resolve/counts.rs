//! Lists of which something cannot be read, or in which something is missing.

use super::*;

/// A row of somebody else.
fn other() -> String {
    row("x", "payout-18", 0, TRANSFER)
}

/// The statement with this row, which cannot be the payment, or with part of its page replaced.
fn page_with(key: &str, rows: &[String], from: &str, to: &str) -> Reply {
    let body = page_body(key, 1, 1, rows);
    let changed = body.replace(from, to);
    assert_ne!(body, changed, "{from}");
    Reply::json(200, &changed)
}

/// Rows that cannot be read, or not whose they are.
fn odd_rows() -> Vec<String> {
    let mut odd: Vec<String> = ["7", "null", "true", "\"payout-17\"", "[]", "{}", "[{}]"]
        .map(str::to_owned)
        .into();
    // What makes a row one.
    odd.push(other().replace(
        "\"transactionReference\":\"x\"",
        "\"transactionReference\":[]",
    ));
    odd.push(other().replace(
        "\"transactionReference\":\"x\"",
        "\"transactionReference\":\"\"",
    ));
    odd.push(other().replace(
        "\"transactionStatus\":\"SUCCEEDED\"",
        "\"transactionStatus\":{}",
    ));
    odd.push(other().replace("\"transactionStatus\":\"SUCCEEDED\",", ""));
    // Whose it is.
    for reference in ["null", "[\"payout-17\"]", "{\"a\":\"payout-17\"}", "\"\""] {
        odd.push(other().replace("\"payout-18\"", reference));
    }
    odd.push(other().replace("\"transactionExternalReference\":\"payout-18\",", ""));
    odd
}

#[tokio::test]
async fn an_odd_row_of_somebody_else_never_hides_the_row_that_matches() {
    let ours = || row("b", REFERENCE, 1, TRANSFER);
    let odd_elsewhere = [
        other().replace("\"msisdn\":null", "\"msisdn\":{\"number\":[]}"),
        other().replace("\"2026-01-05 09:00:00\"", "[2026,1,5]"),
        other().replace(TRANSFER, r#","amount":"1,000.00","channel":7"#),
    ];
    for odd in odd_rows().into_iter().chain(odd_elsewhere) {
        for rows in [[ours(), odd.clone()], [odd.clone(), ours()]] {
            let (_server, client) = scripted([statement(1, 1, &rows)]).await;
            let found = executed(once(&client).await.unwrap());
            assert_eq!(id(&found), "b", "{odd}");
            let nothing = statement(1, 1, &[]);
            let (_server, client) = scripted([nothing, transfers(1, 1, &rows)]).await;
            assert_eq!(id(&executed(once(&client).await.unwrap())), "b", "{odd}");
        }
    }
}

#[tokio::test]
async fn a_row_that_matches_is_found_whatever_else_is_odd_in_it() {
    let ours = row("b", REFERENCE, 1, TRANSFER);
    for odd in [
        ours.replace("\"msisdn\":null", "\"msisdn\":{}"),
        ours.replace("\"2026-01-05 09:01:00\"", "17"),
        ours.replace("\"OUTBOUND_MSISDN_DEBIT\"", "[]"),
        ours.replace("\"TRANSACTION\"", "false"),
    ] {
        assert_ne!(odd, ours);
        let (_server, client) = scripted([statement(1, 1, &[odd])]).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
    }
}

#[tokio::test]
async fn while_a_row_cannot_be_read_nothing_found_is_unclear() {
    for odd in odd_rows() {
        let rows = [other(), odd.clone()];
        for replies in [
            [statement(1, 1, &rows), transfers(1, 1, &[])],
            [statement(1, 1, &[]), transfers(1, 1, &rows)],
        ] {
            let (_server, client) = scripted(replies).await;
            let (candidates, doubts) = unclear(once(&client).await.unwrap());
            assert_eq!(candidates, []);
            assert_eq!(doubts, [Doubt::UnreadableRows], "{odd}");
        }
    }
}

#[tokio::test]
async fn an_odd_row_that_cannot_be_the_payment_raises_no_doubt() {
    let nameless = |more| row("x", "payout-18", 0, more).replace("\"payout-18\"", "null");
    let old = nameless(TRANSFER).replace("2026-01-05", "2025-12-05");
    for odd in [nameless(CHARGE), nameless(COLLECTION), old] {
        let (_server, client) = scripted([
            statement(1, 1, std::slice::from_ref(&odd)),
            transfers(1, 1, &[]),
        ])
        .await;
        let nothing = once(&client).await.unwrap();
        assert!(
            matches!(nothing, Resolution::NotFound { .. }),
            "{odd}: {nothing:?}"
        );
    }
}

#[tokio::test]
async fn while_total_or_last_page_cannot_be_read_nothing_found_is_unclear() {
    for value in [
        "null",
        "\"many\"",
        "\"\"",
        "[]",
        "{}",
        "true",
        "1.5",
        "18446744073709551616",
    ] {
        for (from, to) in [
            ("\"total\":1", format!("\"total\":{value}")),
            ("\"last_page\":1", format!("\"last_page\":{value}")),
            ("\"current_page\":1", format!("\"current_page\":{value}")),
            (",\"total\":1", String::new()),
            ("\"last_page\":1,", String::new()),
        ] {
            let rows = [other()];
            for replies in [
                [
                    page_with("statement", &rows, from, &to),
                    transfers(1, 1, &rows),
                ],
                [
                    statement(1, 1, &rows),
                    page_with("transfers", &rows, from, &to),
                ],
            ] {
                let (_server, client) = scripted(replies).await;
                let (candidates, doubts) = unclear(once(&client).await.unwrap());
                assert_eq!(candidates, []);
                assert_eq!(doubts, [Doubt::UnreadableCount], "{to}");
            }
            // And yet a row that is there is found.
            let rows = [row("b", REFERENCE, 1, TRANSFER)];
            let (_server, client) = scripted([page_with("statement", &rows, from, &to)]).await;
            assert_eq!(id(&executed(once(&client).await.unwrap())), "b", "{to}");
        }
    }
}

#[tokio::test]
async fn while_other_rows_are_announced_than_came_nothing_found_is_unclear() {
    for (from, to) in [
        ("\"total\":1", "\"total\":25"),
        ("\"total\":1", "\"total\":0"),
        ("\"total\":1", "\"total\":-1"),
        ("\"to\":1", "\"to\":24"),
        ("\"from\":1", "\"from\":-9223372036854775808"),
        ("\"last_page\":1", "\"last_page\":0"),
    ] {
        let rows = [other()];
        for replies in [
            [
                page_with("statement", &rows, from, to),
                transfers(1, 1, &rows),
            ],
            [
                statement(1, 1, &rows),
                page_with("transfers", &rows, from, to),
            ],
        ] {
            let (_server, client) = scripted(replies).await;
            let (candidates, doubts) = unclear(once(&client).await.unwrap());
            assert_eq!(candidates, []);
            assert_eq!(doubts, [Doubt::CountsDiffer], "{to}");
        }
    }
    // A page in the middle that has lost its row.
    let (_server, client) = scripted([
        statement(1, 3, &[other()]),
        statement(2, 3, &[]),
        statement(3, 3, &[other()]),
        transfers(1, 1, &[]),
    ])
    .await;
    let (_, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!(doubts, [Doubt::CountsDiffer]);
}

#[tokio::test]
async fn nothing_found_on_all_pages_that_are_announced_is_not_found() {
    let old = row("old", "payout-1", 0, TRANSFER).replace("09:00", "08:00");
    let (server, client) = scripted([
        statement(1, 3, &[other()]),
        statement(2, 3, &[other()]),
        statement(3, 3, &[other()]),
        transfers(1, 9, std::slice::from_ref(&old)),
        transfers(9, 9, &[other()]),
        transfers(8, 9, &[old]),
    ])
    .await;
    let nothing = once(&client).await.unwrap();
    assert!(
        matches!(nothing, Resolution::NotFound { .. }),
        "{nothing:?}"
    );
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn every_doubt_says_in_words_what_it_is() {
    for doubt in [
        Doubt::Several,
        Doubt::TwoStates,
        Doubt::Older,
        Doubt::Repetition,
        Doubt::NoGatewayClock,
        Doubt::UnreadableRows,
        Doubt::UnreadableCount,
        Doubt::CountsDiffer,
        Doubt::NotShownAgain,
        Doubt::SimilarReference,
        Doubt::StartUnknown,
        Doubt::AttemptInFuture,
    ] {
        assert!(doubt.to_string().contains(' '), "{doubt:?}");
    }
}

#[tokio::test]
async fn a_list_whose_last_page_names_a_next_page_is_incomplete() {
    let null = "\"next_page_url\":null";
    for next in [
        "\"https://example.com/transfers?page=2\"",
        "7",
        "[]",
        "{}",
        "true",
    ] {
        let next = format!("\"next_page_url\":{next}");
        for replies in [
            [
                page_with("statement", &[other()], null, &next),
                transfers(1, 1, &[]),
            ],
            [
                statement(1, 1, &[]),
                page_with("transfers", &[other()], null, &next),
            ],
        ] {
            let (_server, client) = scripted(replies).await;
            let (candidates, doubts) = unclear(once(&client).await.unwrap());
            assert_eq!(
                (candidates, doubts),
                (Vec::new(), vec![Doubt::NextPage]),
                "{next}"
            );
        }
        let failed = row("b", REFERENCE, 1, TRANSFER).replace("SUCCEEDED", "FAILED");
        let page = page_with("statement", &[failed], null, &next);
        let failed = row("b", REFERENCE, 1, TRANSFER).replace("SUCCEEDED", "FAILED");
        let (_server, client) = scripted([page, transfers(1, 1, &[failed])]).await;
        assert_eq!(
            unclear(once(&client).await.unwrap()).1,
            [Doubt::NextPage],
            "{next}"
        );
    }
}

#[tokio::test]
async fn a_next_page_that_is_blank_or_named_by_a_page_before_the_last_is_no_doubt() {
    let with = |reply: &str, next: &str| reply.replace("\"next_page_url\":null", next);
    let blank = with(&page_body("statement", 1, 1, &[]), "\"next_page_url\":\"\"");
    let first = with(
        &page_body("statement", 1, 2, &[row("x", "payout-18", 0, TRANSFER)]),
        "\"next_page_url\":\"https://example.com/2\"",
    );
    let second = statement(2, 2, &[row("y", "payout-19", 0, TRANSFER)]);
    for replies in [
        vec![Reply::json(200, &blank), transfers(1, 1, &[])],
        vec![Reply::json(200, &first), second, transfers(1, 1, &[])],
    ] {
        let (_server, client) = scripted(replies).await;
        let nothing = once(&client).await.unwrap();
        assert!(
            matches!(nothing, Resolution::NotFound { .. }),
            "{nothing:?}"
        );
    }
}

#[tokio::test]
async fn a_list_that_numbers_its_rows_halfway_or_in_words_is_incomplete() {
    for (from, to) in [
        ("\"from\":1", "\"from\":null"),
        ("\"to\":1", "\"to\":null"),
        ("\"to\":1", "\"to\":\"x\""),
        ("\"from\":1", "\"from\":[]"),
    ] {
        let replies = [
            page_with("statement", &[other()], from, to),
            transfers(1, 1, &[]),
        ];
        let (_server, client) = scripted(replies).await;
        let (_, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(doubts, [Doubt::UnreadableCount], "{to}");
    }
    for (from, to) in [
        ("\"from\":null", "\"from\":5"),
        ("\"to\":null", "\"to\":9"),
        ("\"to\":null", "\"to\":\"x\""),
    ] {
        let replies = [page_with("statement", &[], from, to), transfers(1, 1, &[])];
        let (_server, client) = scripted(replies).await;
        let (_, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(doubts, [Doubt::UnreadableCount], "{to}");
    }
}

#[tokio::test]
async fn a_list_that_is_not_a_complete_200_shows_nothing() {
    for status in [202, 203, 206, 226] {
        let body = page_body("statement", 1, 1, &[]);
        let replies = [Reply::json(status, &body), transfers(1, 1, &[])];
        let (_server, client) = scripted(replies).await;
        once(&client).await.unwrap_err();
    }
}

#[tokio::test]
async fn a_list_with_its_newest_rows_first_is_read_to_its_end() {
    let old = |id| row(id, "payout-1", 0, TRANSFER).replace("09:00", "08:00");
    let ours = row("b", REFERENCE, 1, TRANSFER);
    for first in [ours, other()] {
        let is_ours = first.contains(REFERENCE);
        let replies = [
            statement(1, 1, &[]),
            transfers(1, 3, &[first]),
            transfers(3, 3, &[old("x")]),
            transfers(2, 3, &[old("y")]),
        ];
        let (server, client) = scripted(replies).await;
        let result = once(&client).await.unwrap();
        match is_ours {
            true => assert_eq!(id(&executed(result)), "b"),
            false => assert!(matches!(result, Resolution::NotFound { .. }), "{result:?}"),
        }
        assert_eq!(server.requests().len(), 4);
    }
}
