use malipo_sandbox::{Decimal, Sandbox};
use serde_json::{Value, json};

use crate::{AIRTEL, MTN, assert_clean, collection, column, get, start, transfer};

async fn statement(sandbox: &Sandbox, query: &str) -> Value {
    let answer = get(sandbox, &format!("/account/statement{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["statement"].clone()
}

#[tokio::test]
async fn the_statement_shows_payments_and_charges_in_the_vendors_form() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/collections",
        &collection(MTN, "107610", "20080620471018"),
    )
    .await;
    sandbox.approve(&reference).unwrap();

    let rows = statement(&sandbox, "").await["data"].clone();
    let id = rows[0]["transactionSystemId"].as_str().unwrap();
    assert_eq!(rows[0]["balanceBeforeTransaction"], json!(1_000_000));
    assert_eq!(rows[0]["balanceAfterTransaction"], json!(1_107_610));
    assert_eq!(rows[0].get("MNOTransactionReferenceId"), None);
    assert_eq!(rows[0].get("customerCharged"), None);

    assert_eq!(rows[1]["amount"], json!(2152.2));
    assert_eq!(rows[1]["msisdn"], json!(null));
    assert_eq!(rows[1]["channel"], json!("BACK_END_PROCESSOR"));
    assert_eq!(rows[1]["transactionExternalReference"], json!(id));
    assert_eq!(
        rows[1]["transactionExternalNarrative"],
        json!(format!(
            "MTN_UGANDA 2PC DEPOSITS CHARGE FOR TRANSACTION ID #{id}"
        ))
    );
    assert_eq!(rows[1]["transactionEntryGeneralType"], json!("DEBIT"));
    assert_eq!(rows[1]["transactionEntryDesignation"], json!("CHARGES"));
    assert_eq!(
        rows[1]["transactionEntrySpecificType"],
        json!("OUTBOUND_ZPACCT_DEBIT")
    );
    assert_eq!(rows[1]["balanceAfterTransaction"], json!(1_105_457.8));
    assert_clean(&sandbox);
}

#[tokio::test]
async fn every_filter_of_the_statement_filters() {
    let sandbox = Sandbox::start().await.unwrap();
    let approved = start(
        &sandbox,
        "/collections",
        &collection(MTN, "1000", "approved"),
    )
    .await; // 09:00:01
    sandbox.approve(&approved).unwrap();
    let declined = start(
        &sandbox,
        "/collections",
        &collection(AIRTEL, "2000", "declined"),
    )
    .await; // 09:00:02
    sandbox.decline(&declined).unwrap();
    start(
        &sandbox,
        "/collections",
        &collection(AIRTEL, "3000", "pending"),
    )
    .await; // 09:00:03
    start(&sandbox, "/transfers", &transfer(MTN, "4000", "paid")).await; // 09:00:04

    for (query, expected) in [
        ("", vec![1000, 20, 2000, 3000, 4000]),
        ("?status=SUCCEEDED", vec![1000, 20, 4000]),
        ("?status=FAILED,%20PENDING", vec![2000, 3000]),
        ("?status=UNHEARD_OF", vec![]),
        ("?currency_code=UGX-ATLMM", vec![2000, 3000]),
        ("?designation=CHARGES", vec![20]),
        (
            "?designation=TRANSACTION&currency_code=UGX-MTNMM",
            vec![1000, 4000],
        ),
        ("?start=2026-01-05%2009:00:02", vec![2000, 3000, 4000]),
        (
            "?start=2026-01-05+09%3A00%3A02&end=2026-01-05+09%3A00%3A03",
            vec![2000, 3000],
        ),
    ] {
        let page = statement(&sandbox, query).await;
        let amounts: Vec<_> = expected.iter().map(|amount| json!(amount)).collect();
        assert_eq!(column(&page["data"], "amount"), amounts, "{query}");
        assert_eq!(page["total"], json!(expected.len()), "{query}");
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn pages_ascend_and_their_addresses_lose_the_filters() {
    let sandbox = Sandbox::start().await.unwrap();
    for amount in 1..=7 {
        let body = transfer(MTN, &amount.to_string(), &format!("payout-{amount}"));
        start(&sandbox, "/transfers", &body).await;
    }
    let page = statement(&sandbox, "?limit=3&status=SUCCEEDED&page=2").await;
    assert_eq!(
        column(&page["data"], "amount"),
        [json!(4), json!(5), json!(6)]
    );
    let base = sandbox.base_url();
    assert_eq!(
        page["next_page_url"],
        json!(format!("{base}/account/statement?page=3"))
    );
    assert_eq!(
        page["prev_page_url"],
        json!(format!("{base}/account/statement?page=1"))
    );
    assert_eq!(
        column(&page["links"], "label"),
        [
            json!("pagination.previous"),
            json!(1),
            json!(2),
            json!(3),
            json!("pagination.next")
        ]
    );

    let last = statement(&sandbox, "?limit=3&page=3").await;
    assert_eq!(column(&last["data"], "amount"), [json!(7)]);
    assert_eq!(last["next_page_url"], json!(null));
    // Both sizes given: the newer name wins.
    assert_eq!(
        statement(&sandbox, "?limit=3&per_page=2").await["per_page"],
        json!(2)
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn pages_have_the_vendors_usual_sizes() {
    let sandbox = Sandbox::start().await.unwrap();
    for (path, key, size) in [
        ("/collections", "collections", 25),
        ("/transfers", "transfers", 25),
        ("/account/statement", "statement", 15),
        ("/networks", "networks", 15),
    ] {
        let answer = get(&sandbox, path).await.json();
        assert_eq!(answer[key]["per_page"], json!(size), "{path}");
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn the_balance_names_each_wallet_and_spells_the_total() {
    let sandbox = Sandbox::builder()
        .opening_balance("UGX-MTNMM", Decimal::from(4_806_710))
        .opening_balance("UGX-ATLMM", Decimal::new(213_877_265, 1))
        .start()
        .await
        .unwrap();
    let answer = get(&sandbox, "/account/balance").await;
    assert!(
        answer.body.contains(r#""available":21387726.5}"#),
        "{}",
        answer.body
    );
    let balance = &answer.json()["data"]["balance"];
    assert_eq!(balance["available"], json!(26_194_436.5));
    assert_eq!(
        balance["inWords"],
        json!(
            "Twenty Six Million, One Hundred Ninety Four Thousand, Four Hundred Thirty Six Shillings"
        )
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn the_ledger_adds_up_whatever_happens() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut expected = Decimal::from(2_000_000);
    for number in 1..=20_u32 {
        let (msisdn, amount) = (if number % 2 == 0 { MTN } else { AIRTEL }, number * 100);
        let reference = format!("mix-{number}");
        if number % 3 == 0 {
            start(
                &sandbox,
                "/transfers",
                &transfer(msisdn, &amount.to_string(), &reference),
            )
            .await;
            expected -= Decimal::from(amount);
        } else {
            let asked = start(
                &sandbox,
                "/collections",
                &collection(msisdn, &amount.to_string(), &reference),
            )
            .await;
            if number % 5 == 0 {
                sandbox.decline(&asked).unwrap();
            } else {
                sandbox.approve(&asked).unwrap();
                expected += Decimal::from(amount) * Decimal::new(98, 2);
            }
        }
    }
    assert_eq!(sandbox.ledger().total(), expected);
}
