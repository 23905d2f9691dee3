//! A gateway whose clock is not that of this machine, or is not known.

use malipo_sandbox::DateHeader;
use malipo_tests::scripted::http_date;

use super::*;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A page of a list with this `Date`.
fn dated(key: &str, rows: &[String], date: &str) -> Reply {
    let headers = [("content-type", "application/json"), ("date", date)];
    Reply::answer(200, &headers, &page_body(key, 1, 1, rows))
}

/// A gateway whose lists have no row, and that sends this `Date`.
async fn empty_at(date: &str) -> (Scripted, Client) {
    let page = |key| dated(key, &[], date);
    // The first page is asked for again where the gateway understood another time.
    scripted([page("statement"), page("statement"), page("transfers")]).await
}

#[tokio::test]
async fn resolve_says_not_found_while_the_clocks_differ_by_less_than_a_minute() {
    let now = SystemTime::now();
    let near = Duration::from_secs(50);
    for date in [now, now - near, now + near] {
        let page = |key| dated(key, &[], &http_date(date));
        let (_server, client) = scripted([page("statement"), page("transfers")]).await;
        let nothing = once(&client).await.unwrap();
        assert!(
            matches!(nothing, Resolution::NotFound { .. }),
            "{nothing:?}"
        );
    }
}

#[tokio::test]
async fn resolve_never_says_not_found_when_the_clocks_differ_by_more_than_a_minute() {
    for gateway_is_ahead in [false, true] {
        for by in [MINUTE + Duration::from_secs(5), HOUR, 24 * HOUR] {
            let date = match gateway_is_ahead {
                true => SystemTime::now() + by,
                false => SystemTime::now() - by,
            };
            let (_server, client) = empty_at(&http_date(date)).await;
            let (candidates, doubts) = unclear(once(&client).await.unwrap());
            assert_eq!(candidates, []);
            for doubt in doubts {
                match doubt {
                    Doubt::ClocksDiffer {
                        by: told,
                        gateway_is_ahead: side,
                    } => {
                        assert!(by.abs_diff(told) < Duration::from_secs(4), "{told:?}");
                        assert_eq!(side, gateway_is_ahead);
                        assert!(doubt.to_string().contains("clock"), "{doubt}");
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}

#[tokio::test]
async fn resolve_never_says_not_found_without_a_date() {
    for date in ["", "yesterday", "2026-01-05T06:00:00Z", "0"] {
        let page = |key| dated(key, &[], date);
        let (_server, client) = scripted([page("statement"), page("transfers")]).await;
        let (candidates, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(
            (&*candidates, &*doubts),
            (&[][..], &[Doubt::NoGatewayClock][..])
        );
    }
}

#[tokio::test]
async fn resolve_searches_the_time_of_the_attempt_by_the_gateways_clock() {
    // An hour behind: what was paid at nine by this machine, the gateway calls eight.
    let date = http_date(SystemTime::now() - HOUR);
    let eight = row("b", REFERENCE, 0, TRANSFER).replace("09:00", "08:00");
    let (server, client) = scripted([
        dated("statement", &[], &date),
        dated("statement", &[eight], &date),
    ])
    .await;
    let found = executed(once(&client).await.unwrap());
    assert_eq!(id(&found), "b");
    let asked = asked(&server);
    assert_eq!(
        asked[0],
        "/v1/account/statement?start=2026-01-05%2008%3A50%3A00&page=1"
    );
    let again: &str = &asked[1];
    // Ten minutes before eight; the header has whole seconds, and time passes.
    assert!(
        again.contains("start=2026-01-05%2007%3A49%3A") || again.contains("%2007%3A50%3A0"),
        "{again}"
    );
}

#[tokio::test]
async fn resolve_of_a_gateway_whose_clock_is_another_finds_a_payment_and_never_its_absence() {
    // The simulator's clock is that of a January, and so is its `Date`.
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    let at = SystemTime::now();
    client.create_transfer(payout(REFERENCE)).await.unwrap();
    let search = |reference| {
        client
            .resolve::<operations::CreateTransfer>(reference, at)
            .tries(1)
    };
    let found = executed(search(REFERENCE).await.unwrap());
    assert_eq!(found.settlement(), Settlement::Succeeded);
    let (candidates, doubts) = unclear(search("another").await.unwrap());
    assert_eq!(candidates, []);
    assert!(
        doubts
            .iter()
            .all(|doubt| matches!(doubt, Doubt::ClocksDiffer { .. })),
        "{doubts:?}"
    );
    let told = doubts[0].to_string();
    assert!(
        told.contains(" days behind the clock of this machine"),
        "{told}"
    );
    assert!(
        told.contains("let a gateway that is simulated run in real time"),
        "{told}"
    );
}

#[tokio::test]
async fn resolve_heeds_the_date_that_the_embedded_gateway_is_told_to_send() {
    let sandbox = Sandbox::builder().real_time().start().await.unwrap();
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    for (date, is_clear) in [
        (DateHeader::Clock, true),
        (DateHeader::Ahead(MINUTE / 2), true),
        (DateHeader::Behind(MINUTE / 2), true),
        (DateHeader::Ahead(2 * MINUTE), false),
        (DateHeader::Behind(2 * MINUTE), false),
        (DateHeader::Absent, false),
    ] {
        sandbox.send_date(date);
        let search = client.resolve::<operations::CreateTransfer>(REFERENCE, SystemTime::now());
        let result = search.tries(1).await.unwrap();
        let not_found = matches!(result, Resolution::NotFound { .. });
        assert_eq!(not_found, is_clear, "{date:?}: {result:?}");
    }
}
