use malipo_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::{AIRTEL, MTN, assert_clean, collection, get, post, start, transfer};

#[tokio::test]
async fn every_answer_fits_the_specification() {
    let sandbox = Sandbox::start().await.unwrap();
    let approved = start(&sandbox, "/collections", &collection(MTN, "1000", "a")).await;
    sandbox.approve(&approved).unwrap();
    let declined = start(&sandbox, "/collections", &collection(AIRTEL, "2000", "b")).await;
    sandbox.decline(&declined).unwrap();
    let pending = start(&sandbox, "/collections", &collection(AIRTEL, "3000", "c")).await;
    let paid = start(&sandbox, "/transfers", &transfer(AIRTEL, "10.55", "d")).await;
    sandbox.leave_transfers_pending(true);
    let waiting = start(&sandbox, "/transfers", &transfer(AIRTEL, "20", "e")).await;

    for (path, status) in [
        (format!("/collections/{approved}"), 200),
        (format!("/collections/{declined}"), 200),
        (format!("/collections/{pending}"), 200),
        (format!("/transfers/{paid}"), 200),
        (format!("/transfers/{waiting}"), 200),
        ("/collections/unknown".to_owned(), 404),
        ("/transfers/unknown".to_owned(), 404),
        ("/collections".to_owned(), 200),
        ("/collections?page=2".to_owned(), 200),
        (
            "/collections?per_page=1&page=2&status=PENDING".to_owned(),
            200,
        ),
        ("/transfers".to_owned(), 200),
        ("/account/balance".to_owned(), 200),
        ("/account/statement".to_owned(), 200),
        ("/account/statement?page=99".to_owned(), 200),
        ("/networks".to_owned(), 200),
        ("/networks/1".to_owned(), 200),
        ("/networks/3".to_owned(), 404),
    ] {
        let answer = get(&sandbox, &path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
    post(
        &sandbox,
        "/transfers",
        &transfer(MTN, "999999999", "too much"),
    )
    .await;
    assert_clean(&sandbox);
    assert!(sandbox.requests().len() > 20);

    // Refusals of broken requests have to fit as well.
    post(&sandbox, "/collections", "{}").await;
    post(&sandbox, "/collections", "{").await;
    get(&sandbox, "/account/statement?limit=-1").await;
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

/// The names of the members of every object, in order, by the path to it; numbers of rows left out.
fn shape(value: &Value, at: &str, shapes: &mut Vec<(String, Vec<String>)>) {
    match value {
        Value::Object(map) => {
            shapes.push((at.to_owned(), map.keys().cloned().collect()));
            for (name, member) in map {
                shape(member, &format!("{at}/{name}"), shapes);
            }
        }
        Value::Array(rows) => {
            if let Some(first) = rows.first() {
                shape(first, &format!("{at}/0"), shapes);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn the_networks_are_those_of_the_vendors_sample() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = get(&sandbox, "/networks").await.json();
    assert_eq!(
        answer["networks"]["data"],
        json!([
            {
                "id": 1,
                "networkName": "MTN Uganda Limited",
                "serviceName": "MTN Mobile Money",
                "currencyName": "Ugandan shillings (MTN Mobile Money)",
                "currencyCode": "UGX-MTNMM",
                "country": "UGANDA",
                "countryIso2": "UG"
            },
            {
                "id": 2,
                "networkName": "Airtel Uganda Limited",
                "serviceName": "Airtel Money",
                "currencyName": "Ugandan shillings (Airtel Money)",
                "currencyCode": "UGX-ATLMM",
                "country": "UGANDA",
                "countryIso2": "UG"
            }
        ])
    );
    assert_eq!(answer["networks"].get("links"), None);
    let one = get(&sandbox, "/networks/2").await.json();
    assert_eq!(one["network"].get("id"), None);
    assert_eq!(
        one["network"]["networkName"],
        json!("Airtel Uganda Limited")
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_settled_collection_has_the_members_of_the_vendors_sample() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/collections",
        &collection(AIRTEL, "176650", "21012616232830"),
    )
    .await;
    sandbox.approve(&reference).unwrap();
    let answer = get(&sandbox, &format!("/collections/{reference}"))
        .await
        .json();
    let sample = json!({
        "code": 200,
        "status": "OK",
        "data": {
            "transactionSystemId": "", "transactionReference": "", "transactionStatus": "", "amount": 0, "msisdn": "",
            "channel": "", "customerCharged": false, "currencyCode": "", "currencyName": "",
            "MNOTransactionReferenceId": "", "transactionExternalReference": "", "transactionExternalNarrative": "",
            "transactionInitiationDate": "", "transactionCompletionDate": "", "transactionEntryGeneralType": "",
            "transactionEntryDesignation": "", "transactionEntrySpecificType": ""
        }
    });
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    shape(&answer, "", &mut ours);
    shape(&sample, "", &mut theirs);
    assert_eq!(ours, theirs);
}
