//! Phone numbers at ZENGAPAY: one that is paid or charged is judged before sending, one of a contact and one in a response is not.

use malipo::zengapay::types::{CollectionRequest, ContactRequest, ContactType, TransferRequest};
use malipo::zengapay::webhook::Receiver;
use malipo::{Error, Msisdn, Phase};
use malipo_tests::scripted::{Reply, Scripted};

use super::client;

fn number(text: &str) -> Msisdn {
    text.parse().unwrap()
}

fn collection(from: &str) -> CollectionRequest {
    CollectionRequest::builder()
        .msisdn(number(from))
        .amount(500)
        .external_reference("invoice-17")
        .narration("Rent")
        .build()
}

fn transfer(to: &str) -> TransferRequest {
    TransferRequest::builder()
        .to_msisdn(number(to))
        .amount(500)
        .external_reference("payout-17")
        .narration("Wages")
        .build()
}

/// The one violation of a call that was not sent, about the field with the number.
fn only_violation(error: &Error, text: &str) -> String {
    assert_eq!(error.phase(), Phase::NotSent);
    let [violation] = error.violations() else {
        panic!("{text}: {error}")
    };
    assert_eq!(violation.path(), "body.msisdn");
    let shown = format!("{error} {error:?} {violation:?}");
    assert!(!shown.contains(text), "{shown}");
    violation.to_string()
}

/// What is wrong with the number, wherever it is paid or charged.
async fn slip(server: &Scripted, text: &str) -> String {
    let client = client(server);
    let charged = client.create_collection(collection(text)).await;
    let charged = only_violation(&charged.unwrap_err(), text);
    let paid = client.create_transfer(transfer(text)).await;
    assert_eq!(only_violation(&paid.unwrap_err(), text), charged);
    charged
}

#[tokio::test]
async fn a_number_that_no_country_uses_is_not_charged_and_not_paid() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    for code in ["250", "254", "255", "256"] {
        let zero = slip(&server, &format!("{code}0770000017")).await;
        assert!(
            zero.contains(&format!("remove the 0 after {code}")),
            "{zero}"
        );
        // A 0 in the place of the first digit, so that the length is right.
        let zero = slip(&server, &format!("{code}077000001")).await;
        assert!(
            zero.contains(&format!("remove the 0 after {code}")),
            "{zero}"
        );
        for (national, digits) in [("77000001", 8), ("7700000177", 10), ("770000017777", 12)] {
            let length = slip(&server, &format!("{code}{national}")).await;
            let rule = format!("must have 9 digits after the country code {code}");
            assert!(length.contains(&rule), "{length}");
            assert!(
                length.contains(&format!("this one has {digits}")),
                "{length}"
            );
        }
    }
    for text in ["4407946000001", "2430812345678"] {
        let zero = slip(&server, text).await;
        assert!(zero.contains("remove the 0 after"), "{zero}");
    }
    for text in ["99999999999", "210770000017", "699770000017"] {
        let unknown = slip(&server, text).await;
        assert!(unknown.contains("no country has this one"), "{unknown}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_number_without_a_country_code_gets_a_suggestion() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    for text in ["770000017", "729351383", "77000001"] {
        let shown = slip(&server, text).await;
        assert!(
            shown.contains("must begin with its country code"),
            "{shown}"
        );
        assert!(
            shown.contains("write 256 before a national number"),
            "{shown}"
        );
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn numbers_of_other_countries_and_those_that_the_caller_vouches_for_are_sent() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let client = client(&server);
    for text in [
        "256770000017",
        "254710000002",
        "447946000001",
        "2250701020304",
    ] {
        drop(client.create_transfer(transfer(text)).await);
    }
    for text in ["770000017", "2560770000017", "99999999999"] {
        let paid = client.create_transfer(transfer(text));
        assert!(
            !paid
                .accept_any_phone_number()
                .await
                .unwrap_err()
                .is_invalid_request()
        );
        let charged = client.create_collection(collection(text));
        assert!(
            !charged
                .accept_any_phone_number()
                .await
                .unwrap_err()
                .is_invalid_request()
        );
        // It was said of these two calls only.
        assert!(
            client
                .create_transfer(transfer(text))
                .await
                .unwrap_err()
                .is_invalid_request()
        );
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 4 + 2 * 3);
    let last = String::from_utf8_lossy(&requests[9]);
    assert!(last.contains(r#""msisdn":"99999999999""#), "{last}");
}

#[tokio::test]
async fn what_the_caller_vouches_for_are_numbers_and_nothing_else() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let request = CollectionRequest::builder()
        .msisdn(number("770000017"))
        .amount(0)
        .external_reference("invoice-17")
        .narration("Rent")
        .build();
    let call = client(&server).create_collection(request);
    let error = call.accept_any_phone_number().await.unwrap_err();
    let paths: Vec<_> = error.violations().iter().map(|v| v.path()).collect();
    assert_eq!(paths, ["body.amount"]);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_contact_has_any_number() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let numbers = [
        "+4491509874561",
        "770000017",
        "2560770000017",
        "99999999999",
    ];
    for text in numbers {
        let contact = ContactRequest::builder()
            .first_name("Amina")
            .last_name("Test")
            .phone(number(text))
            .r#type(ContactType::Other)
            .build();
        let error = client(&server).create_contact(contact).await.unwrap_err();
        assert!(!error.is_invalid_request(), "{text}: {error}");
    }
    assert_eq!(server.requests().len(), numbers.len());
}

#[tokio::test]
async fn no_number_in_a_response_or_an_event_is_judged() {
    let transaction = |msisdn: &str| {
        format!(
            r#"{{"transactionReference":"4ff14e2a-27d5-5287-8783-46587e45f227","transactionStatus":"SUCCEEDED",
               "amount":"500","msisdn":"{msisdn}"}}"#
        )
    };
    for text in ["770000017", "2560770000017", "99999999999"] {
        let data = transaction(text);
        let body = format!(r#"{{"code":200,"status":"OK","data":{data}}}"#);
        let server = Scripted::start(Reply::json(200, &body)).await.unwrap();
        let found = client(&server).get_collection("4ff14e2a").await.unwrap();
        let read = found.data.msisdn.as_ref().and_then(|msisdn| msisdn.value());
        assert_eq!(read.map(Msisdn::as_digits), Some(text));

        let body = format!(r#"{{"event":"collection.success","data":{data}}}"#);
        let received = Receiver::unsigned().receive_signed(None, body);
        assert!(received.is_ok_and(|event| event.is_known()), "{text}");
    }
}
