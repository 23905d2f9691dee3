//! Lists that grow while they are read.

use super::*;

/// A page with one row of a list whose last page and number of rows are these.
fn grown(current: i64, last: i64, total: i64, row: &str) -> Reply {
    let body = page_body("transfers", current, last, &[row.to_owned()]);
    let own = format!("\"total\":{last}");
    assert!(body.contains(&own));
    Reply::json(200, &body.replace(&own, &format!("\"total\":{total}")))
}

/// A row of somebody else that began long before the attempt.
fn old() -> String {
    row("old", "payout-1", 0, TRANSFER).replace("09:00", "08:00")
}

/// A row of somebody else.
fn other() -> String {
    row("x", "payout-18", 0, TRANSFER)
}

fn ours() -> String {
    row("b", REFERENCE, 1, TRANSFER)
}

#[tokio::test]
async fn a_page_that_the_last_page_names_is_read() {
    let failed = || {
        let ours = row("b", REFERENCE, 0, TRANSFER);
        ours.replace("SUCCEEDED", "FAILED")
    };
    let second = || ours().replace("\"b\"", "\"c\"");
    // The list has a fifth page when the fourth is read, and a sixth when the fifth is.
    for shown in [other(), failed()] {
        let replies = [
            statement(1, 1, &[]),
            grown(1, 4, 4, &old()),
            grown(4, 5, 5, &shown),
            grown(5, 6, 6, &other()),
            grown(6, 6, 6, &second()),
            grown(3, 6, 6, &old()),
        ];
        let (server, client) = scripted(replies).await;
        match once(&client).await.unwrap() {
            Resolution::Executed(found) => assert_eq!(id(&found), "c"),
            result => assert_eq!(unclear(result).1, [Doubt::Several]),
        }
        let pages = asked(&server);
        let last = |page: &String| page.rsplit('=').next().map(str::to_owned);
        let pages: Vec<_> = pages.iter().filter_map(last).collect();
        assert_eq!(pages, ["1", "1", "4", "5", "6", "3"]);
    }
}

#[tokio::test]
async fn a_page_that_an_earlier_page_names_is_read_before_anything_is_not_found() {
    // The fourth page is read again, since rows may have come to it: by its number, and by the number of all rows.
    for (last, total) in [(5, 5), (4, 5)] {
        let replies = [
            statement(1, 1, &[]),
            grown(1, 4, 4, &old()),
            grown(4, 4, 4, &other()),
            grown(3, last, total, &old()),
            grown(4, 5, 5, &other()),
            grown(5, 5, 5, &ours()),
        ];
        let (server, client) = scripted(replies).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
        assert_eq!(server.requests().len(), 6);
    }
}

#[tokio::test]
async fn a_last_page_that_says_alone_that_there_are_more_is_a_doubt() {
    // The last page in any of its three forms: its number, the number of rows, the address of the next page.
    let next = |reply: Reply| match reply {
        Reply::Bytes(bytes) => {
            let text = String::from_utf8(bytes).unwrap();
            let body = text.split("\r\n\r\n").nth(1).unwrap();
            Reply::json(
                200,
                &body.replace("\"next_page_url\":null", "\"next_page_url\":\"/5\""),
            )
        }
        other => other,
    };
    for (last, doubt) in [
        (grown(4, 4, 5, &other()), Doubt::CountsDiffer),
        (next(grown(4, 4, 4, &other())), Doubt::NextPage),
    ] {
        let replies = [
            statement(1, 1, &[]),
            grown(1, 4, 4, &old()),
            last,
            grown(3, 4, 4, &old()),
        ];
        let (_server, client) = scripted(replies).await;
        assert_eq!(unclear(once(&client).await.unwrap()).1, [doubt]);
    }
}

#[tokio::test]
async fn a_list_that_grows_faster_than_it_can_be_read_is_a_doubt_and_no_endless_search() {
    let first = [statement(1, 1, &[]), grown(1, 4, 4, &old())];
    let pages = (4..=20).map(|number| grown(number, number + 1, number + 1, &other()));
    let back = grown(3, 21, 21, &old());
    let again = (4..=20).map(|number| grown(number, 40, 40, &other()));
    let replies = first.into_iter().chain(pages).chain([back]).chain(again);
    let (server, client) = scripted(replies).await;
    let (candidates, doubts) = unclear(once(&client).await.unwrap());
    assert_eq!((candidates, doubts), (Vec::new(), vec![Doubt::NextPage]));
    assert_eq!(server.requests().len(), 2 + 17 + 1 + 17);
}
