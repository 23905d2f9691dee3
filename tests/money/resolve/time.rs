//! Which time is searched: not one before 1970, and not one that is still to come.

use super::*;

fn at(client: &Client, attempted_at: SystemTime) -> Resolve<Client> {
    client
        .resolve::<operations::CreateTransfer>(REFERENCE, attempted_at)
        .tries(1)
}

const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

#[tokio::test]
async fn an_attempt_in_the_future_is_never_searched_in_a_window_that_ends_before_it_begins() {
    for (ahead, is_in_future) in [
        (Duration::from_secs(30), false),
        (Duration::from_secs(3_600), true),
        (CENTURY, true),
        (100 * CENTURY, true),
    ] {
        let attempted_at = SystemTime::now() + ahead;
        let (server, client) = scripted([statement(1, 1, &[]), transfers(1, 1, &[])]).await;
        let resolution = at(&client, attempted_at).await.unwrap();
        if is_in_future {
            assert_eq!(unclear(resolution).1, [Doubt::AttemptInFuture], "{ahead:?}");
        } else {
            // Half a minute is the difference of two clocks.
            let Resolution::NotFound {
                looked_from,
                looked_until,
                ..
            } = resolution
            else {
                panic!("{resolution:?}")
            };
            assert!(looked_from <= looked_until);
        }
        let start = asked(&server)[0].clone();
        let year = |moment| malipo_runtime::rt::resolve::local_time(moment, 180).unwrap();
        let earliest = year(SystemTime::now() - Duration::from_secs(700)).to_string();
        let latest = year(SystemTime::now()).to_string();
        let asked_for = start.split(['=', '&']).nth(1).unwrap().to_owned();
        let asked_for = asked_for.replace("%20", " ").replace("%3A", ":");
        assert!(earliest <= asked_for && asked_for <= latest, "{asked_for}");
    }
}

#[tokio::test]
async fn a_notice_that_nothing_is_there_has_no_window_that_ends_before_it_begins() {
    let (_server, client) = reference::with_token([reference::notice(404, "\"payout-17\"")]).await;
    let search = client
        .resolve::<zamupay::operations::CreatePaymentOrder>(REFERENCE, SystemTime::now() + CENTURY);
    match search.tries(1).await.unwrap() {
        Resolution::NotFound {
            looked_from,
            looked_until,
            ..
        } => assert!(looked_from <= looked_until),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_attempt_before_1970_or_the_year_1_is_searched_from_1970_on() {
    let epoch = SystemTime::UNIX_EPOCH;
    for attempted_at in [
        epoch,
        epoch + Duration::from_secs(60),
        epoch - Duration::from_secs(1),
        epoch - CENTURY,
        epoch - 25 * CENTURY,
    ] {
        // The second reply is for a gateway whose clock is behind.
        let hour = SystemTime::now() - Duration::from_secs(3600);
        let date = malipo_tests::scripted::http_date(hour);
        let headers = [("content-type", "application/json"), ("date", &*date)];
        let behind = Reply::answer(200, &headers, &page_body("statement", 1, 1, &[]));
        let (server, client) = scripted([behind.clone(), behind, transfers(1, 1, &[])]).await;
        let _ = at(&client, attempted_at).await.unwrap();
        for target in asked(&server).iter().take(2) {
            assert!(
                target.contains("start=1970-01-01%2003%3A00%3A00"),
                "{target}"
            );
        }
        let (_server, client) = scripted([statement(1, 1, &[]), transfers(1, 1, &[])]).await;
        match at(&client, attempted_at).await.unwrap() {
            Resolution::NotFound { looked_from, .. } => assert_eq!(looked_from, epoch),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn the_walk_back_goes_on_over_a_page_whose_rows_are_not_all_dated_and_older() {
    let old = row("y", "payout-2", 0, TRANSFER).replace("09:00", "08:00");
    let undated = old.replace("\"2026-01-05 08:00:00\"", "null");
    let unreadable = "7".to_owned();
    for odd in [undated, unreadable] {
        let two = |current, rows: &[String]| {
            let body = page_body("transfers", current, 3, rows);
            let (from, to) = (2 * current - 1, 2 * current);
            let body = body
                .replace(&format!("\"from\":{current}"), &format!("\"from\":{from}"))
                .replace(&format!("\"to\":{current}"), &format!("\"to\":{to}"))
                .replace("\"total\":3", "\"total\":6");
            Reply::json(200, &body)
        };
        let ours = row("b", REFERENCE, 1, TRANSFER);
        let (server, client) = scripted([
            statement(1, 1, &[]),
            two(1, &[old.clone(), old.clone()]),
            two(3, &[old.clone(), odd.clone()]),
            two(2, &[ours, old.clone()]),
            two(1, &[old.clone(), old.clone()]),
        ])
        .await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "b", "{odd}");
        let pages = asked(&server);
        let pages = pages.iter().map(|target| target.split_once("page="));
        let pages: Vec<_> = pages.map(|page| page.unwrap().1).collect();
        // Of the statement the only one, and of the transfers the first, the last, and back over the odd one.
        assert_eq!(pages, ["1", "1", "3", "2"], "{odd}");
    }
}
