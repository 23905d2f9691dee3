use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use malipo_sandbox::{Decimal, Fate, Sandbox, Which};
use serde_json::{Value, json};

use crate::http::{call, with_headers};
use crate::{AIRTEL, MTN, assert_clean, collection, envelope, get, post, start, transfer};

/// A call of each operation that is carried out: its operationId, method, path, body and status.
async fn every_operation(
    sandbox: &Sandbox,
) -> Vec<(&'static str, &'static str, String, Option<String>, u16)> {
    let contact = r#"{"first_name":"Denis","phone":"256770000017","type":"Beneficiary"}"#;
    let saved = post(sandbox, "/contacts", contact).await.json();
    let uuid = saved["uuid"].as_str().unwrap();
    let asked = start(sandbox, "/collections", &collection(MTN, "1000", "a")).await;
    let paid = start(sandbox, "/transfers", &transfer(AIRTEL, "10.55", "b")).await;
    let get = |operation, path: &str| (operation, "GET", path.to_owned(), None, 200);
    let post = |operation, path: &str, body: String, status| {
        (operation, "POST", path.to_owned(), Some(body), status)
    };
    vec![
        post(
            "createCollection",
            "/collections",
            collection(AIRTEL, "5", "c"),
            202,
        ),
        get("getCollection", &format!("/collections/{asked}")),
        get("listCollections", "/collections"),
        post("createTransfer", "/transfers", transfer(MTN, "5", "d"), 202),
        get("getTransfer", &format!("/transfers/{paid}")),
        get("listTransfers", "/transfers"),
        get("getAccount", "/account"),
        get("getAccountBalance", "/account/balance"),
        get("getAccountStatement", "/account/statement"),
        get("listNetworks", "/networks"),
        get("getNetwork", "/networks/1"),
        post("createContact", "/contacts", contact.to_owned(), 201),
        get("listContacts", "/contacts"),
        get("getContact", &format!("/contacts/{uuid}")),
    ]
}

/// The operations of the specification, read from it and not from the simulator.
fn operations_of_the_specification() -> BTreeSet<String> {
    let input = malipo_codegen::Input::strict(
        "spec/zengapay.yaml",
        include_str!("../../../../spec/zengapay.yaml").to_owned(),
    );
    let api = malipo_codegen::lower(&input).unwrap().api;
    api.operations
        .into_iter()
        .map(|operation| operation.id)
        .collect()
}

/// The statuses with which each operation has been answered so far.
fn answered(sandbox: &Sandbox) -> BTreeMap<String, BTreeSet<u16>> {
    let mut answered: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for request in sandbox.requests() {
        if let Some(operation) = request.operation {
            answered
                .entry(operation)
                .or_default()
                .insert(request.status);
        }
    }
    answered
}

#[tokio::test]
async fn every_operation_is_carried_out_and_its_answer_fits_the_specification() {
    let sandbox = Sandbox::start().await.unwrap();
    let calls = every_operation(&sandbox).await;
    let called: BTreeSet<_> = calls.iter().map(|call| call.0.to_owned()).collect();
    assert_eq!(called, operations_of_the_specification());
    for (operation, method, path, body, status) in calls {
        let answer = call(&sandbox, method, &path, body.as_deref()).await;
        assert_eq!(answer.status, status, "{operation}: {}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answered(&sandbox)[operation].contains(&status));
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn every_operation_refuses_in_every_way_and_each_refusal_fits_the_specification() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = format!("authorization: Bearer {}\r\n", sandbox.token());
    let json = "content-type: application/json\r\n";
    let calls = every_operation(&sandbox).await;
    let before = sandbox.ledger();
    for (operation, method, path, body, _) in calls {
        let body = body.as_deref();
        let wrong_token = format!("authorization: Bearer another\r\n{json}");
        let answer = with_headers(&sandbox, method, &path, &wrong_token, body).await;
        envelope(401, "Unauthorized", &answer);

        let answer = call(&sandbox, "DELETE", &path, None).await;
        envelope(405, "Method Not Allowed", &answer);

        let xml = format!("{token}{json}accept: text/xml\r\n");
        let answer = with_headers(&sandbox, method, &path, &xml, body).await;
        envelope(406, "Not Acceptable", &answer);

        let answer = call(&sandbox, method, &path, Some("{\"")).await;
        envelope(400, "Bad Request", &answer);

        let unknown = format!("{path}?colour=red");
        let answer = call(&sandbox, method, &unknown, body).await;
        assert_eq!(answer.status, 422, "{operation}: {}", answer.body);
        let bag = answer.json();
        assert_eq!(bag.as_object().unwrap().len(), 1, "{bag}");
        assert!(bag["colour"].is_array(), "{bag}");

        for pause in [None, Some(Duration::from_secs(7))] {
            sandbox.throttle(1, pause);
            let answer = call(&sandbox, method, &path, body).await;
            envelope(429, "error", &answer);
            assert_eq!(answer.header("retry-after").is_some(), pause.is_some());
        }
        let all = BTreeSet::from([400, 401, 406, 422, 429]);
        assert!(all.is_subset(&answered(&sandbox)[operation]), "{operation}");
    }
    assert_eq!(sandbox.ledger(), before, "a refusal changes nothing");
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn what_only_some_operations_refuse_fits_the_specification_as_well() {
    let sandbox = Sandbox::start().await.unwrap();
    let calls = every_operation(&sandbox).await;
    for path in [
        "/collections/unknown",
        "/transfers/unknown",
        "/networks/3",
        "/contacts/unknown",
        "/networks/mtn",
    ] {
        envelope(404, "Not Found", &get(&sandbox, path).await);
    }
    let too_much = transfer(MTN, "999999999", "too much");
    let answer = post(&sandbox, "/transfers", &too_much).await;
    envelope(422, "Unprocessable Entity", &answer);
    sandbox.whitelist([]);
    for (operation, method, path, body, status) in calls {
        let guarded = operation == "createTransfer" || path.starts_with("/account");
        let answer = call(&sandbox, method, &path, body.as_deref()).await;
        if guarded {
            envelope(403, "Forbidden", &answer);
        } else {
            assert_eq!(answer.status, status, "{operation}: {}", answer.body);
        }
        assert_eq!(answered(&sandbox)[operation].contains(&403), guarded);
    }
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn payments_in_every_state_and_pages_of_every_kind_fit_the_specification() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut paths = Vec::new();
    for fate in [
        Fate::Approve,
        Fate::Decline,
        Fate::LeavePending,
        Fate::Indeterminate,
    ] {
        for (path, body) in [
            ("/collections", collection(AIRTEL, "2000", "state")),
            ("/transfers", transfer(AIRTEL, "2000", "state")),
        ] {
            sandbox.decide(Which::Next, fate);
            let reference = start(&sandbox, path, &body).await;
            paths.push(format!("{path}/{reference}"));
        }
    }
    paths.extend(
        [
            "/collections?page=2",
            "/collections?per_page=1&page=2&status=PENDING",
            "/account/statement?page=99",
            "/account/statement?limit=2&page=2",
        ]
        .map(str::to_owned),
    );
    for path in paths {
        let answer = get(&sandbox, &path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn the_account_has_the_members_of_the_vendors_sample_and_the_balance_of_the_ledger() {
    let sandbox = Sandbox::builder()
        .opening_balance("UGX-MTNMM", Decimal::from(4_806_710))
        .opening_balance("UGX-ATLMM", Decimal::new(213_877_265, 1))
        .start()
        .await
        .unwrap();
    let answer = get(&sandbox, "/account").await;
    assert!(
        answer.body.contains(r#""available":26194436.5,"#),
        "{}",
        answer.body
    );
    let fixture: Value = serde_json::from_str(include_str!(
        "../../../fixtures/zengapay/get_account/response_200.json"
    ))
    .unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    shape(&answer.json(), "", &mut ours);
    shape(&fixture["body"], "", &mut theirs);
    assert_eq!(ours, theirs);
    assert_eq!(
        answer.json()["data"]["balance"],
        fixture["body"]["data"]["balance"]
    );
    assert_eq!(
        answer.json()["data"]["account"].as_array().unwrap().len(),
        1
    );
    assert_clean(&sandbox);
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
