//! Claim: a request that cannot be right is refused before a byte is sent, with every violation named and no value
//! repeated; a base URL that would leak money or secrets is refused when the client is built.

use malipo::zengapay::types::{CollectionRequest, TransferRequest};
use malipo::zengapay::{Client, Environment};
use malipo::{Amount, Msisdn, Phase};
use malipo_tests::scripted::{Reply, Scripted};

mod amounts;
mod phone_numbers;
mod references;
mod zamupay;

fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .build()
        .unwrap()
}

fn msisdn() -> Msisdn {
    "256770000015".parse().unwrap()
}

#[tokio::test]
async fn every_violation_is_named_and_nothing_is_sent() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    for amount in ["0", "-1", "0.001", "186600.005"] {
        let error = client(&server)
            .create_collection(
                CollectionRequest::builder()
                    .msisdn(msisdn())
                    .amount(amount.parse::<Amount>().unwrap())
                    .external_reference("")
                    .narration("")
                    .build(),
            )
            .await
            .unwrap_err();
        assert!(error.is_invalid_request());
        assert_eq!(error.phase(), Phase::NotSent);
        assert!(!error.may_have_moved_money());
        let paths: Vec<&str> = error.violations().iter().map(|v| v.path()).collect();
        for path in ["body.amount", "body.external_reference", "body.narration"] {
            assert!(
                paths.contains(&path),
                "{amount}: {path} is missing in {paths:?}"
            );
        }
        assert!(!error.to_string().contains("186600.005"));
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_transfer_to_a_contact_without_a_name_for_it_is_not_sent() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let error = client(&server)
        .create_transfer(
            TransferRequest::builder()
                .to_contact("")
                .amount(1)
                .external_reference("a")
                .narration("b")
                .build(),
        )
        .await
        .unwrap_err();
    assert_eq!(
        error
            .violations()
            .iter()
            .map(|v| v.path())
            .collect::<Vec<_>>(),
        ["body.contact_id"]
    );
    assert!(server.requests().is_empty());
}

#[test]
fn a_phone_number_is_normalised_or_refused_without_being_repeated() {
    for accepted in [
        "256770000015",
        "+256770000015",
        "+256 770 000 015",
        "256-770-000-015",
    ] {
        assert_eq!(
            accepted.parse::<Msisdn>().unwrap().as_digits(),
            "256770000015"
        );
    }
    for refused in [
        "25677O000015",
        "0770000015",
        "",
        "+",
        "256",
        "2567700000151234567",
        "256(770)000015",
    ] {
        let error = refused.parse::<Msisdn>().unwrap_err().to_string();
        assert!(refused.len() < 5 || !error.contains(refused), "{error}");
    }
}

#[tokio::test]
async fn a_path_parameter_cannot_leave_its_segment() {
    let server = Scripted::start(Reply::json(404, "{}")).await.unwrap();
    for (value, segment) in [
        ("a/b", "a%2Fb"),
        ("a/../b", "a%2F..%2Fb"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("%2f", "%252f"),
        ("a#b", "a%23b"),
        ("é", "%C3%A9"),
        ("a b", "a%20b"),
    ] {
        drop(client(&server).get_collection(value).await);
        let last = server.requests().pop().unwrap();
        let line = String::from_utf8_lossy(&last)
            .lines()
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(line, format!("GET /v1/collections/{segment} HTTP/1.1"));
    }
    let sent = server.requests().len();
    for value in ["", ".", ".."] {
        let error = client(&server).get_collection(value).await.unwrap_err();
        assert!(error.is_invalid_request(), "{value:?}");
    }
    assert_eq!(
        server.requests().len(),
        sent,
        "a dot segment cannot be escaped, so it is not sent"
    );
}

#[test]
fn a_base_url_is_https_or_this_machine_and_holds_nothing_else() {
    let build = |url: &str| {
        Client::builder(Environment::Sandbox, "t")
            .base_url(url)
            .build()
    };
    for good in [
        "https://api.example.com/v1",
        "https://api.example.com/v1/",
        "http://127.0.0.1:8080/v1",
        "http://localhost:1",
        "http://[::1]:9/v1",
    ] {
        assert!(build(good).is_ok(), "{good}");
    }
    for bad in [
        "http://api.example.com/v1",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "https://user:secret@api.example.com/",
        "https://api.example.com/?key=secret",
        "https://api.example.com/#secret",
        "ftp://api.example.com/",
        "not a url",
        "",
    ] {
        let error = build(bad).unwrap_err();
        assert!(error.is_configuration(), "{bad}");
        assert_eq!(error.phase(), Phase::NotSent);
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
}

#[test]
fn the_client_can_be_shared_and_its_calls_can_be_sent_to_another_thread() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn sent<T: Send>(_: &T) {}
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-secret")
        .build()
        .unwrap();
    shared(&client);
    sent(&client.get_account_balance().into_future());
    assert!(!format!("{client:?}").contains("secret"));
}
