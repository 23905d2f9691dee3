use malipo_sandbox::{PaymentStatus, Sandbox};
use serde_json::json;

use crate::{AIRTEL, MTN, assert_clean, envelope, get, post, start, transfer};

/// The body of a new contact.
fn contact(phone: &str) -> String {
    format!(r#"{{"first_name":"Denis","last_name":"","phone":"{phone}","type":"Beneficiary"}}"#)
}

fn to_contact(uuid: &str, reference: &str) -> String {
    format!(
        r#"{{"msisdn":"","amount":1500,"external_reference":"{reference}","narration":"Payout","contact_id":"{uuid}","use_contact":true}}"#
    )
}

/// Saves a contact and gives its uuid.
async fn save(sandbox: &Sandbox, phone: &str) -> String {
    let answer = post(sandbox, "/contacts", &contact(phone)).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()["uuid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_contact_is_saved_with_what_is_known_of_the_answer_and_no_more() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = post(&sandbox, "/contacts", &contact(MTN)).await;
    assert_eq!(answer.status, 201);
    let uuid = answer.json()["uuid"].as_str().unwrap().to_owned();
    assert_eq!(answer.json(), json!({"code": 201, "uuid": uuid}));
    assert_eq!(uuid.split('-').nth(2).unwrap().chars().next(), Some('5'));

    let contacts = sandbox.contacts();
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0].uuid, uuid);
    assert_eq!(contacts[0].phone, MTN);
    let person = contacts[0].person.as_ref().unwrap();
    assert_eq!(
        (
            person.first_name.as_str(),
            person.last_name.as_str(),
            person.contact_type.as_str()
        ),
        ("Denis", "", "Beneficiary")
    );
    // The same number again is another contact: nothing says that it is refused.
    assert_ne!(save(&sandbox, MTN).await, uuid);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn the_same_contacts_get_the_same_uuids_in_every_run() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let sandbox = Sandbox::start().await.unwrap();
        runs.push([save(&sandbox, MTN).await, save(&sandbox, AIRTEL).await]);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0][0], runs[0][1]);
}

#[tokio::test]
async fn contacts_are_read_as_their_uuids_and_the_answer_says_that_no_more_is_known() {
    let sandbox = Sandbox::start().await.unwrap();
    let empty = get(&sandbox, "/contacts").await;
    assert_eq!(empty.json(), json!([]));
    let (first, second) = (save(&sandbox, MTN).await, save(&sandbox, AIRTEL).await);

    let list = get(&sandbox, "/contacts").await;
    assert_eq!(list.json(), json!([{"uuid": first}, {"uuid": second}]));
    let one = get(&sandbox, &format!("/contacts/{second}")).await;
    assert_eq!(one.json(), json!({"code": 200, "uuid": second}));
    for answer in [list, one] {
        assert_eq!(answer.status, 200);
        let note = answer.header("x-malipo-sandbox").unwrap();
        assert!(note.contains("has not published"), "{note}");
    }
    let unknown = "/contacts/9aa3bc79-583e-4eb5-93bf-0e894b07aec9";
    envelope(404, "Not Found", &get(&sandbox, unknown).await);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_transfer_to_a_contact_pays_the_contacts_number() {
    let sandbox = Sandbox::start().await.unwrap();
    save(&sandbox, MTN).await;
    let uuid = save(&sandbox, AIRTEL).await;
    let reference = start(&sandbox, "/transfers", &to_contact(&uuid, "payout")).await;

    let ledger = sandbox.ledger();
    let payment = ledger.payment(&reference).unwrap();
    assert_eq!(payment.msisdn.as_deref(), Some(AIRTEL));
    assert_eq!(payment.wallet, "UGX-ATLMM");
    assert_eq!(payment.status, PaymentStatus::Succeeded);
    assert_eq!(sandbox.contacts().len(), 2, "it was a contact before");
    let shown = get(&sandbox, &format!("/transfers/{reference}")).await;
    assert_eq!(shown.json()["data"]["msisdn"], json!(AIRTEL));
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_transfer_to_nobody_is_refused_and_changes_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let abroad = save(&sandbox, "254700000001").await;
    let before = (sandbox.ledger(), sandbox.contacts());
    for uuid in ["9aa3bc79-583e-4eb5-93bf-0e894b07aec9", &abroad] {
        let answer = post(&sandbox, "/transfers", &to_contact(uuid, "payout")).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.json()["contact_id"].is_array(), "{}", answer.body);
    }
    assert_eq!((sandbox.ledger(), sandbox.contacts()), before);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn paying_a_new_number_makes_a_contact_of_it_once() {
    let sandbox = Sandbox::start().await.unwrap();
    save(&sandbox, MTN).await;
    for (msisdn, reference) in [(MTN, "1"), (AIRTEL, "2"), (AIRTEL, "3")] {
        start(&sandbox, "/transfers", &transfer(msisdn, "100", reference)).await;
    }
    let contacts = sandbox.contacts();
    assert_eq!(contacts.len(), 2);
    assert_eq!(contacts[1].phone, AIRTEL);
    assert_eq!(contacts[1].person, None, "nobody said who it is");
    let uuid = contacts[1].uuid.clone();
    start(&sandbox, "/transfers", &to_contact(&uuid, "4")).await;
    assert_eq!(sandbox.ledger().executions("4"), 1);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn the_oldest_contacts_go_when_there_are_too_many() {
    let sandbox = Sandbox::builder().keep_records(2).start().await.unwrap();
    let first = save(&sandbox, MTN).await;
    let second = save(&sandbox, MTN).await;
    let third = save(&sandbox, AIRTEL).await;
    assert_ne!(third, second);
    let kept: Vec<_> = sandbox
        .contacts()
        .into_iter()
        .map(|kept| kept.uuid)
        .collect();
    assert_eq!(kept, [second, third.clone()]);
    let path = |uuid: &str| format!("/contacts/{uuid}");
    assert_eq!(get(&sandbox, &path(&first)).await.status, 404);
    assert_eq!(get(&sandbox, &path(&third)).await.status, 200);
    let paid = post(&sandbox, "/transfers", &to_contact(&first, "p-1")).await;
    assert_eq!(paid.status, 422, "{}", paid.body);
    assert_eq!(sandbox.ledger().executions("p-1"), 0);
}
