//! Rows whose reference is not that of the payment, and yet may mean it.

use super::*;

const SIMILAR: [&str; 13] = [
    "PAYOUT-17",
    "Payout-17",
    " payout-17",
    "payout-17 ",
    "payout-17\\n",
    "\\tpayout-17\\u00a0",
    "\u{feff}payout-17",
    " PAYOUT-17\\u200b",
    "payout -17",
    "payout_17",
    "PAYOUT17",
    "ZP-payout-17",
    "payout-",
];

#[tokio::test]
async fn a_row_whose_reference_differs_by_case_punctuation_or_length_is_a_doubt_and_never_not_found()
 {
    for similar in SIMILAR {
        let rows = [row("x", similar, 1, TRANSFER)];
        for replies in [
            [statement(1, 1, &rows), transfers(1, 1, &[])],
            [statement(1, 1, &[]), transfers(1, 1, &rows)],
        ] {
            let (_server, client) = scripted(replies).await;
            let (candidates, doubts) = unclear(once(&client).await.unwrap());
            assert_eq!(candidates, []);
            assert_eq!(doubts, [Doubt::SimilarReference], "{similar:?}");
        }
    }
}

#[tokio::test]
async fn a_row_with_a_blank_reference_is_a_doubt_and_never_not_found() {
    for blank in [" ", "\\t", "\\n \\r", "\\u00a0", "\u{200b}"] {
        let rows = [row("x", blank, 1, TRANSFER)];
        let (_server, client) = scripted([statement(1, 1, &rows), transfers(1, 1, &[])]).await;
        let (_, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(doubts, [Doubt::UnreadableRows], "{blank:?}");
    }
}

#[tokio::test]
async fn a_failed_payment_beside_one_of_a_similar_reference_is_unclear_and_a_succeeded_one_is_not()
{
    for similar in SIMILAR {
        let ours = row("b", REFERENCE, 1, TRANSFER);
        let failed = ours.replace("SUCCEEDED", "FAILED");
        let other = row("x", similar, 1, TRANSFER);
        let (_server, client) = scripted([
            statement(1, 1, &[failed.clone(), other.clone()]),
            transfers(1, 1, &[failed]),
        ])
        .await;
        let (candidates, doubts) = unclear(once(&client).await.unwrap());
        assert_eq!(id(&candidates[0]), "b");
        assert_eq!(doubts, [Doubt::SimilarReference], "{similar:?}");

        let (_server, client) = scripted([statement(1, 1, &[ours, other])]).await;
        assert_eq!(id(&executed(once(&client).await.unwrap())), "b");
    }
}

#[tokio::test]
async fn a_row_with_a_really_different_reference_is_no_doubt() {
    for other in ["payout-170", "xpayout-17", "payout-1", "payou"] {
        let rows = [row("x", other, 1, TRANSFER)];
        let (_server, client) = scripted([statement(1, 1, &rows), transfers(1, 1, &[])]).await;
        let nothing = once(&client).await.unwrap();
        assert!(
            matches!(nothing, Resolution::NotFound { .. }),
            "{nothing:?}"
        );
    }
}

#[tokio::test]
async fn a_row_whose_reference_is_another_spelling_of_the_number_or_a_boolean_is_a_doubt() {
    let sought = |client: &Client| {
        client
            .resolve::<operations::CreateTransfer>("400000", attempted_at())
            .tries(1)
    };
    for (json, doubt) in [
        ("400000.0", Doubt::SimilarReference),
        ("4e5", Doubt::SimilarReference),
        ("\"0400000\"", Doubt::SimilarReference),
        ("true", Doubt::UnreadableRows),
    ] {
        let row = row("x", "?", 1, TRANSFER).replace("\"?\"", json);
        let (_server, client) = scripted([statement(1, 1, &[row]), transfers(1, 1, &[])]).await;
        assert_eq!(unclear(sought(&client).await.unwrap()).1, [doubt], "{json}");
    }
    // Long numbers that are nearly the same are two.
    for json in ["400001", "400000.5", "\"40000000000000000000001\""] {
        let row = row("x", "?", 1, TRANSFER).replace("\"?\"", json);
        let (_server, client) = scripted([statement(1, 1, &[row]), transfers(1, 1, &[])]).await;
        let nothing = sought(&client).await.unwrap();
        assert!(matches!(nothing, Resolution::NotFound { .. }), "{json}");
    }
}
