//! Claim: a list is walked page by page with all its filters, by number and to its end; and a gateway that repeats,
//! shrinks or breaks a page causes a clear error and no loop.

use std::pin::Pin;

use malipo::Error;
use malipo::runtime::{Call, Items, Retries};
use malipo::zengapay::operations::{GetAccountStatement, ListCollections};
use malipo::zengapay::types::TransactionStatus;
use malipo::zengapay::{Client, Environment};
use malipo_tests::scripted::{Reply, Scripted};

/// A page of collections that holds these references, and an address of the next page that must not be followed.
fn page(key: &str, current: i64, last: i64, references: &[&str]) -> Reply {
    let rows: Vec<String> = references
        .iter()
        .map(|reference| {
            format!(r#"{{"transactionReference":"{reference}","transactionStatus":"SUCCEEDED"}}"#)
        })
        .collect();
    let rows = rows.join(",");
    Reply::json(
        200,
        &format!(
            r#"{{"{key}":{{"current_page":{current},"data":[{rows}],"from":null,"last_page":{last},"next_page_url":"http://127.0.0.1:1/lost?page=2","prev_page_url":null,"to":null}}}}"#
        ),
    )
}

fn collections(current: i64, last: i64, references: &[&str]) -> Reply {
    page("collections", current, last, references)
}

fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .build()
        .unwrap()
}

async fn scripted(replies: impl IntoIterator<Item = Reply>) -> (Scripted, Call<ListCollections>) {
    let server = Scripted::sequence(replies).await.unwrap();
    let call = client(&server).list_collections();
    (server, call)
}

/// The request lines, without the method and the version.
fn asked(server: &Scripted) -> Vec<String> {
    let target = |request: &Vec<u8>| {
        let text = String::from_utf8_lossy(request).into_owned();
        text.split(' ').nth(1).unwrap().to_owned()
    };
    server.requests().iter().map(target).collect()
}

/// The references of the items before the end, and the error that ended the walk if one did.
async fn walked(mut items: Items<ListCollections>) -> (Vec<String>, Option<Error>) {
    let mut references = Vec::new();
    let mut failed = None;
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => references.push(item.transaction_reference),
            Err(error) => {
                assert!(failed.is_none(), "nothing comes after an error");
                failed = Some(error);
            }
        }
    }
    (references, failed)
}

#[tokio::test]
async fn all_items_of_all_pages_come_in_order() {
    let (server, call) = scripted([
        collections(1, 3, &["a", "b"]),
        collections(2, 3, &["c"]),
        collections(3, 3, &["d"]),
    ])
    .await;
    let items = call.items().all().await.unwrap();
    let references: Vec<_> = items
        .iter()
        .map(|item| &item.transaction_reference)
        .collect();
    assert_eq!(references, ["a", "b", "c", "d"]);
    assert_eq!(
        asked(&server),
        [
            "/v1/collections?page=1",
            "/v1/collections?page=2",
            "/v1/collections?page=3"
        ]
    );
}

#[tokio::test]
async fn pages_come_one_by_one_and_only_when_they_are_wanted() {
    let (server, call) = scripted([collections(1, 2, &["a"]), collections(2, 2, &["b"])]).await;
    let mut pages = call.pages();
    assert!(server.requests().is_empty());
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.collections.current_page, Some(1));
    assert_eq!((server.requests().len(), pages.page()), (1, 2));
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none(), "the end is the end");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_time_is_parsed_without_its_type_or_converted_from_one_that_was_calculated() {
    let (server, call) = scripted([collections(1, 1, &[])]).await;
    let until = jiff::civil::date(2026, 1, 31).at(23, 59, 59, 0);
    let call = call.with(|list| {
        list.start("2026-01-01 00:00:00".parse().unwrap())
            .end(until.into())
    });
    assert!(call.await.is_ok());
    let sent = String::from_utf8(server.requests().concat()).unwrap();
    let times = "start=2026-01-01%2000%3A00%3A00&end=2026-01-31%2023%3A59%3A59";
    assert!(sent.contains(times), "{sent}");
}

#[tokio::test]
async fn filters_are_kept_on_every_page_and_no_address_of_the_gateway_is_followed() {
    let (server, call) = scripted([collections(1, 2, &["a"]), collections(2, 2, &["b"])]).await;
    let call = call.with(|list| {
        list.start("2026-01-01 00:00:00".parse().unwrap())
            .status(TransactionStatus::Failed)
            .per_page(2)
    });
    let (references, error) = walked(call.items()).await;
    assert!(error.is_none() && references.len() == 2);
    let filters = "start=2026-01-01%2000%3A00%3A00&status=FAILED";
    assert_eq!(
        asked(&server),
        [
            format!("/v1/collections?{filters}&page=1&per_page=2"),
            format!("/v1/collections?{filters}&page=2&per_page=2"),
        ]
    );
}

#[tokio::test]
async fn a_size_that_comes_back_as_the_text_it_was_asked_with_is_no_error() {
    for size in ["2", "\"2\""] {
        let body = format!(
            r#"{{"collections":{{"current_page":1,"data":[],"from":null,"last_page":1,"next_page_url":null,"per_page":{size},"prev_page_url":null,"to":null}}}}"#
        );
        let (_server, call) = scripted([Reply::json(200, &body)]).await;
        let mut pages = call.with(|list| list.per_page(2)).pages();
        let page = pages.next().await.unwrap().unwrap();
        let size = page.collections.per_page.unwrap();
        assert_eq!(size.as_sent(), "2");
    }
}

#[tokio::test]
async fn a_walk_begins_at_the_page_that_is_set() {
    let (server, call) = scripted([collections(24, 24, &["newest"])]).await;
    let (references, error) = walked(call.with(|list| list.page(24)).items()).await;
    assert!(error.is_none());
    assert_eq!(references, ["newest"]);
    assert_eq!(asked(&server), ["/v1/collections?page=24"]);
}

#[tokio::test]
async fn an_empty_list_has_no_items_and_is_no_error() {
    for last in [0, 1] {
        let (_server, call) = scripted([collections(1, last, &[])]).await;
        assert!(call.items().all().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_empty_page_in_the_middle_does_not_end_the_walk() {
    let (_server, call) = scripted([
        collections(1, 3, &["a"]),
        collections(2, 3, &[]),
        collections(3, 3, &["b"]),
    ])
    .await;
    assert_eq!(walked(call.items()).await.0, ["a", "b"]);
}

#[tokio::test]
async fn a_page_that_repeats_is_an_error_and_no_loop() {
    let (server, call) = scripted([collections(1, 3, &["a"])]).await;
    let (references, error) = walked(call.items()).await;
    let error = error.unwrap();
    assert_eq!(references, ["a"]);
    assert!(error.is_pagination(), "{error}");
    assert!(error.to_string().contains("page 2") && error.to_string().contains("page 1"));
    assert_eq!(error.status(), Some(200));
    assert!(error.raw_body().is_some() && !error.is_retryable());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_page_number_that_shrinks_or_jumps_is_an_error() {
    for got in [1, 2, 4, -1, i64::MAX] {
        let (_server, call) = scripted([
            collections(1, 9, &["a"]),
            collections(2, 9, &["b"]),
            collections(got, 9, &["c"]),
        ])
        .await;
        let (references, error) = walked(call.items()).await;
        assert_eq!(references, ["a", "b"]);
        assert!(error.unwrap().is_pagination());
    }
}

#[tokio::test]
async fn a_list_that_ends_before_the_page_that_came_is_an_error() {
    let (_server, call) = scripted([collections(1, 3, &["a"]), collections(2, 1, &["a"])]).await;
    let (references, error) = walked(call.items()).await;
    assert_eq!(references, ["a"]);
    let error = error.unwrap();
    assert!(error.is_pagination());
    assert!(error.to_string().contains("ends with page 1"), "{error}");
}

#[tokio::test]
async fn a_list_that_becomes_shorter_is_an_error_also_before_its_new_end() {
    // Rows were taken out, and those that moved to the pages already read would be missing.
    let (server, call) = scripted([
        collections(1, 5, &["a"]),
        collections(2, 3, &["b"]),
        collections(3, 3, &["c"]),
    ])
    .await;
    let (references, error) = walked(call.items()).await;
    assert_eq!(references, ["a"]);
    let error = error.unwrap();
    assert!(error.is_pagination());
    assert!(error.to_string().contains("rows may be missing"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_last_page_that_cannot_be_is_an_error() {
    for last in [-1, i64::MIN] {
        let (_server, call) = scripted([collections(1, last, &["a"])]).await;
        assert!(walked(call.items()).await.1.unwrap().is_pagination());
    }
}

#[tokio::test]
async fn a_list_that_grows_meanwhile_is_walked_to_its_new_end() {
    let (_server, call) = scripted([
        collections(1, 1 + 1, &["a"]),
        collections(2, 3, &["b"]),
        collections(3, 3, &["c"]),
    ])
    .await;
    assert_eq!(walked(call.items()).await.0, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_page_that_is_no_page_is_an_error_of_pages() {
    for body in [
        "<html>Welcome to the Wi-Fi</html>",
        "",
        "[]",
        r#"{"collections":[]}"#,
        r#"{"collections":{"data":[]}}"#,
        r#"{"collections":{"current_page":"two","data":[],"from":null,"last_page":3,"next_page_url":null,"prev_page_url":null,"to":null}}"#,
        r#"{"transfers":{"current_page":2,"data":[],"from":null,"last_page":3,"next_page_url":null,"prev_page_url":null,"to":null}}"#,
    ] {
        let (_server, call) = scripted([collections(1, 3, &["a"]), Reply::json(200, body)]).await;
        let (references, error) = walked(call.items()).await;
        let error = error.unwrap();
        assert_eq!(references, ["a"]);
        assert!(error.is_pagination() && error.is_undecodable(), "{body}");
        assert!(error.to_string().contains("page 2"), "{error}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn an_error_of_the_call_ends_the_walk_and_tells_where_to_go_on() {
    let (server, call) = scripted([collections(1, 3, &["a"]), Reply::json(503, "{}")]).await;
    let mut pages = call.retries(Retries::none()).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(error.is_retryable() && !error.is_pagination());
    assert_eq!(pages.page(), 2);
    assert!(pages.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn more_pages_than_allowed_are_an_error_that_says_so() {
    let (server, call) = scripted([
        collections(1, 900, &["a"]),
        collections(2, 900, &["b"]),
        collections(3, 900, &["c"]),
    ])
    .await;
    let (references, error) = walked(call.items().max_pages(2)).await;
    let error = error.unwrap();
    assert_eq!(references, ["a", "b"]);
    assert!(error.is_pagination());
    assert!(
        error.to_string().contains("more than the 2 pages"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 2);

    let (_server, call) = scripted([collections(1, 2, &["a"]), collections(2, 2, &["b"])]).await;
    assert!(walked(call.items().max_pages(2)).await.1.is_none());
}

#[tokio::test]
async fn a_page_that_breaks_a_rule_is_never_asked_for() {
    let (server, call) = scripted([collections(1, 1, &[])]).await;
    let (_, error) = walked(call.with(|list| list.page(0)).items()).await;
    assert!(error.unwrap().is_invalid_request());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_statement_is_walked_too_and_streams_are_streams() {
    fn is_stream<S: futures_core::Stream + Send + Unpin>(stream: S) -> S {
        stream
    }
    let server = Scripted::sequence([
        page("statement", 1, 2, &["a"]),
        page("statement", 2, 2, &["b"]),
    ])
    .await
    .unwrap();
    let mut items: Items<GetAccountStatement> =
        is_stream(client(&server).get_account_statement().items());
    let mut references = Vec::new();
    while let Some(entry) = std::future::poll_fn(|context| {
        futures_core::Stream::poll_next(Pin::new(&mut items), context)
    })
    .await
    {
        references.push(entry.unwrap().transaction_reference);
    }
    assert_eq!(references.len(), 2);
    assert_eq!(asked(&server)[1], "/v1/account/statement?page=2");
}

#[tokio::test]
async fn a_page_that_is_dropped_half_way_is_not_lost() {
    let (_server, call) = scripted([collections(1, 1, &["a"])]).await;
    let mut items = call.items();
    // The first poll begins the call; the rest of it is made by the second `next`.
    std::future::poll_fn(|context| {
        let next = std::pin::pin!(items.next());
        assert!(next.poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    assert_eq!(
        items.next().await.unwrap().unwrap().transaction_reference,
        "a"
    );
}

#[tokio::test]
async fn a_row_that_cannot_be_read_hides_no_other_and_is_reported_behind_them() {
    let odd = r#"{"collections":{"current_page":1,"data":[{"transactionReference":"a","transactionStatus":"SUCCEEDED"},"odd",{"transactionReference":"b","transactionStatus":"PENDING"}],"from":null,"last_page":2,"next_page_url":null,"prev_page_url":null,"to":null}}"#;
    let replies = || [Reply::json(200, odd), collections(2, 2, &["c"])];
    let (_server, call) = scripted(replies()).await;
    let mut items = call.items();
    let (mut seen, mut errors) = (Vec::new(), Vec::new());
    while let Some(item) = items.next().await {
        match item {
            Ok(row) => seen.push(row.transaction_reference),
            Err(error) => errors.push((seen.len(), error)),
        }
    }
    assert_eq!(seen, ["a", "b", "c"]);
    let [(2, error)] = &errors[..] else {
        panic!("{errors:?}")
    };
    assert!(error.is_pagination(), "{error}");
    assert!(error.to_string().contains("1 rows"), "{error}");
    let (_server, call) = scripted(replies()).await;
    assert!(call.items().all().await.is_err());
    let (_server, call) = scripted(replies()).await;
    let page = call.await.unwrap().collections;
    assert_eq!(page.unreadable().items_of("data"), 1);
}
