//! Claim: no public setter of a time, a size or a number makes anything panic, whatever it is given, and the longest time that
//! can be given is no time limit that anybody reaches. Sums with clocks are checked in release as well as in debug:
//! `cargo xtask check --full` runs this in release too.

use std::future::IntoFuture;
use std::time::{Duration, SystemTime};

use malipo::runtime::{ClientBuilder, Method, Resolve, Retries, TokenCache};
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Environment, operations};
use malipo::{Error, zamupay};
use malipo_tests::scripted::{Reply, Scripted};

const TIMES: [Duration; 8] = [
    Duration::ZERO,
    Duration::from_nanos(1),
    Duration::from_millis(1),
    Duration::from_secs(1 << 31),
    Duration::from_secs(1 << 40),
    Duration::from_secs(i64::MAX as u64),
    Duration::from_secs(u64::MAX),
    Duration::MAX,
];

const ACCEPTED: &str = r#"{"code":202,"status":"accepted","transactionReference":"48f4be7a-73b3-524d-9a98-6290b56c5f2e"}"#;
const PENDING: &str = r#"{"code":200,"status":"OK","data":{"transactionReference":"t-1","transactionExternalReference":"r-1","transactionStatus":"PENDING"}}"#;

fn is_long(time: Duration) -> bool {
    time > Duration::from_secs(60)
}

async fn server() -> Scripted {
    Scripted::start(Reply::json(202, ACCEPTED)).await.unwrap()
}

fn builder(server: &Scripted) -> ClientBuilder<Client> {
    Client::builder(Environment::Sandbox, "t").base_url(server.base_url())
}

fn transfer() -> TransferRequest {
    TransferRequest::builder()
        .to_msisdn("256770000015".parse().unwrap())
        .amount(500)
        .external_reference("r-1")
        .narration("Test")
        .build()
}

/// It ends, without a panic; whether it can be trusted to is for others to say.
async fn ends<T>(what: impl IntoFuture<Output = T>) -> Option<T> {
    tokio::time::timeout(Duration::from_millis(100), what.into_future())
        .await
        .ok()
}

#[tokio::test]
async fn a_client_with_any_time_limit_is_built_or_refused_and_the_longest_are_no_limit() {
    let server = server().await;
    type Set = fn(ClientBuilder<Client>, Duration) -> ClientBuilder<Client>;
    let setters: [Set; 4] = [
        ClientBuilder::connect_timeout,
        ClientBuilder::read_timeout,
        ClientBuilder::timeout,
        |builder, time| {
            builder
                .connect_timeout(time)
                .read_timeout(time)
                .timeout(time)
        },
    ];
    for set in setters {
        for time in TIMES {
            match set(builder(&server), time).build() {
                Err(error) => assert!(error.is_configuration() && time.is_zero(), "{error}"),
                Ok(client) => {
                    let paid = client.create_transfer(transfer()).await;
                    assert!(!is_long(time) || paid.is_ok(), "{time:?}: {paid:?}");
                    let _ = client.get_transfer("t-1").await;
                }
            }
        }
    }
}

#[tokio::test]
async fn a_call_with_any_time_limit_ends() {
    let server = server().await;
    let client = builder(&server).build().unwrap();
    for time in TIMES {
        let paid = client.create_transfer(transfer()).timeout(time).await;
        assert!(!is_long(time) || paid.is_ok(), "{time:?}: {paid:?}");
        let raw = client.request(Method::Post, "/x").timeout(time).await;
        assert!(!is_long(time) || raw.is_ok(), "{time:?}: {raw:?}");
    }
}

#[tokio::test]
async fn retries_of_any_number_and_pause_are_no_panic() {
    let busy = Scripted::start(Reply::json(503, "{}")).await.unwrap();
    for attempts in [0, 1, 2, 40, u32::MAX] {
        for first in TIMES {
            for most in TIMES {
                let retries = Retries::default()
                    .attempts(attempts)
                    .first_pause(first)
                    .max_pause(most);
                let client = builder(&busy).retries(retries).build().unwrap();
                let call = client.get_transfer("t-1").timeout(Duration::MAX);
                if attempts < 2 {
                    call.await.unwrap_err();
                } else if first == most {
                    let _ =
                        tokio::time::timeout(Duration::from_millis(20), call.into_future()).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn a_response_of_any_size_that_is_allowed_is_read() {
    let server = server().await;
    for bytes in [0, 1, ACCEPTED.len(), usize::MAX / 2, usize::MAX] {
        let client = builder(&server).max_answer_bytes(bytes).build().unwrap();
        let paid = client.create_transfer(transfer()).await;
        assert_eq!(paid.is_ok(), bytes >= ACCEPTED.len(), "{bytes}: {paid:?}");
    }
}

#[tokio::test]
async fn a_wait_with_any_deadline_and_pause_is_no_panic() {
    let pending = Scripted::start(Reply::json(200, PENDING)).await.unwrap();
    let client = builder(&pending).build().unwrap();
    for deadline in TIMES {
        for pause in TIMES {
            let wait = client
                .get_transfer("t-1")
                .wait(deadline)
                .first_pause(pause)
                .max_pause(pause);
            if let Some(ended) = ends(wait).await {
                let error = ended.unwrap_err();
                assert!(error.is_unsettled() || error.is_timeout(), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_search_with_any_number_and_from_any_time_is_no_panic() {
    let server = server().await;
    let client = builder(&server).build().unwrap();
    let epoch = SystemTime::UNIX_EPOCH;
    let mut moments = vec![epoch, SystemTime::now()];
    for time in TIMES {
        moments.extend(epoch.checked_add(time));
        moments.extend(epoch.checked_sub(time));
    }
    // The first and the last that the system can tell.
    let mut step = Duration::from_secs(u64::MAX >> 1);
    let (mut first, mut last) = (epoch, epoch);
    while step > Duration::ZERO {
        first = first.checked_sub(step).unwrap_or(first);
        last = last.checked_add(step).unwrap_or(last);
        step /= 2;
    }
    moments.extend([first, last]);
    for moment in moments {
        let search = client.resolve::<operations::CreateTransfer>("r-1", moment);
        let _ = ends(search.tries(1)).await;
    }
    for time in TIMES {
        for (tries, pages) in [(0, 0), (2, 1), (u32::MAX, usize::MAX)] {
            let search: Resolve<Client> =
                client.resolve::<operations::CreateTransfer>("r-1", SystemTime::now());
            let search = search
                .tries(tries)
                .max_pages(pages)
                .first_pause(time)
                .max_pause(time)
                .deadline(time);
            let _ = ends(search).await;
        }
    }
}

#[tokio::test]
async fn a_walk_over_any_pages_is_no_panic() {
    for (current, last) in [
        (0, 0),
        (1, i64::MAX),
        (i64::MAX, i64::MAX),
        (i64::MIN, i64::MIN),
        (-1, -1),
    ] {
        let body = format!(
            r#"{{"code":200,"collections":{{"current_page":{current},"last_page":{last},"data":[],"total":0}}}}"#
        );
        let server = Scripted::start(Reply::json(200, &body)).await.unwrap();
        let client = builder(&server).build().unwrap();
        for page in [1, current, last] {
            for most in [0, 1, usize::MAX] {
                let list = client.list_collections().with(|query| query.page(page));
                let mut pages = list.pages().max_pages(most);
                for _ in 0..3 {
                    let _ = ends(pages.next()).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn a_request_for_a_token_with_any_time_limit_ends() {
    let granted = r#"{"access_token":"t","expires_in":1e300}"#;
    for life in ["1e300", "0", "-1", "18446744073709551615", "\"inf\""] {
        let server = Scripted::start(Reply::json(200, &granted.replace("1e300", life)))
            .await
            .unwrap();
        for time in TIMES {
            let client = zamupay::Client::builder(zamupay::Environment::Sandbox, "id", "secret")
                .base_url(server.base_url())
                .token_cache(&TokenCache::default())
                .timeout(time)
                .build();
            match client {
                Err(error) => assert!(error.is_configuration() && time.is_zero(), "{error}"),
                Ok(client) => {
                    let read: Result<_, Error> = client.get_balance(404).timeout(time).await;
                    let _ = read;
                }
            }
        }
    }
}
