//! Claim: a gateway that writes its errors in five shapes gives one typed error: the message, the errors of single fields
//! with their paths, the ids and the trace id. Whatever comes instead is an error too, with the body as it was sent.
//!
//! The gateway is an invented one, `goldens/error_shapes/spec.yaml`, and then the one that has these shapes.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "nobody uses all of what is generated"
)]
#[allow(clippy::enum_variant_names, reason = "the names are the document's")]
#[path = "../goldens/error_shapes/expected"]
mod expected {
    #[rustfmt::skip]
    pub mod client;
    #[rustfmt::skip]
    pub mod operations;
    #[rustfmt::skip]
    pub mod types;
}

mod zamupay;

use expected::client::Client;
use expected::operations::{ListOrders, ListOrdersRefused};
use malipo::runtime::ClientBuilder;
use malipo::{ApiError, Error};
use malipo_tests::scripted::{Reply, Scripted};

async fn refused(status: u16, body: &str) -> Error {
    let server = Scripted::start(Reply::json(status, body)).await.unwrap();
    let client = ClientBuilder::<Client>::new(server.base_url())
        .build()
        .unwrap();
    let error = client.list_orders().await.unwrap_err();
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
    assert_eq!(error.status(), Some(status));
    let shown = format!(
        "{error} {error:?} {error:#?} {:?}",
        error.refusal::<ListOrders>()
    );
    for private in ["Amina", "770000017"] {
        assert!(!shown.contains(private), "{shown}");
    }
    error
}

type Pairs<'a> = Vec<(&'a str, &'a str)>;

/// The message, the errors of fields, the ids and the trace id of a refusal.
fn said(error: &Error) -> (Option<&str>, Pairs<'_>, Pairs<'_>, Option<&str>) {
    let said: &ApiError = error.api_error().unwrap();
    assert!(
        error.to_string().contains("was refused with status"),
        "{error}"
    );
    (
        said.message.as_deref(),
        said.field_errors().collect(),
        said.ids().collect(),
        said.trace_id(),
    )
}

#[tokio::test]
async fn a_list_of_fields_and_messages() {
    let error = refused(
        400,
        r#"{"appDomainName":"TEST","status":"BadRequest","requestId":"16780000-a97d","orderId":"W933",
            "errors":[{"field":"PaymentOrderLines[0].Remitter","message":"Amina 256770000017 is required."},
                      {"field":null,"message":"Try again."}]}"#,
    )
    .await;
    let fields = vec![
        (
            "PaymentOrderLines[0].Remitter",
            "Amina 256770000017 is required.",
        ),
        ("", "Try again."),
    ];
    let ids = vec![("requestId", "16780000-a97d"), ("orderId", "W933")];
    assert_eq!(said(&error), (None, fields, ids, None));
    assert_eq!(
        error.api_error().unwrap().status.as_deref(),
        Some("BadRequest")
    );
    assert!(
        format!("{error:?}").contains("16780000-a97d"),
        "an id may be quoted: {error:?}"
    );
}

#[tokio::test]
async fn the_same_without_a_status_and_with_an_id_that_is_not_known() {
    let error = refused(
        409,
        r#"{"requestId":"0","errors":[{"field":"OrderId","message":"duplicate order id 'W933'"}]}"#,
    )
    .await;
    let fields = vec![("OrderId", "duplicate order id 'W933'")];
    assert_eq!(said(&error), (None, fields, vec![], None));
}

#[tokio::test]
async fn a_reason() {
    let error = refused(
        422,
        r#"{"appDomainName":"TEST","reason":"Amina has no account"}"#,
    )
    .await;
    assert_eq!(
        said(&error),
        (Some("Amina has no account"), vec![], vec![], None)
    );
}

#[tokio::test]
async fn a_map_from_fields_to_messages() {
    let error = refused(
        400,
        r#"{"errors":{"AccountNumber":["The AccountNumber field is required.","256770000017"]},
            "type":"about:blank","title":"One or more validation errors occurred.","status":400,"traceId":"00-0352-00"}"#,
    )
    .await;
    let fields = vec![
        ("AccountNumber", "The AccountNumber field is required."),
        ("AccountNumber", "256770000017"),
    ];
    assert_eq!(
        said(&error),
        (
            Some("One or more validation errors occurred."),
            fields,
            vec![],
            Some("00-0352-00")
        )
    );
    assert_eq!(error.api_error().unwrap().code.as_deref(), Some("400"));
}

#[tokio::test]
async fn a_message_of_its_own() {
    let error = refused(
        400,
        r#"{"lineId":"325ac159","errorMessage":"Something went wrong"}"#,
    )
    .await;
    assert_eq!(
        said(&error),
        (
            Some("Something went wrong"),
            vec![],
            vec![("lineId", "325ac159")],
            None
        )
    );
}

#[tokio::test]
async fn an_id_with_a_message() {
    let error = refused(
        404,
        r#"{"id":"W933","idType":"OrderId","message":"No such order"}"#,
    )
    .await;
    assert_eq!(
        said(&error),
        (Some("No such order"), vec![], vec![("id", "W933")], None)
    );
}

#[tokio::test]
async fn a_cut_or_mixed_body_still_gives_what_it_holds() {
    for (body, status, message) in [
        (
            r#"{"status":"BadRequest","timestamp":"2022"}"#,
            Some("BadRequest"),
            None,
        ),
        (r#"{"errors":null,"reason":"why"}"#, None, Some("why")),
        (
            r#"{"errors":"Amina","status":400,"message":"m"}"#,
            Some("400"),
            Some("m"),
        ),
        (
            r#"{"errors":[{"field":{}}],"errorMessage":"m"}"#,
            None,
            Some("m"),
        ),
    ] {
        let error = refused(400, body).await;
        let found = error.api_error().unwrap();
        assert_eq!(
            (found.status.as_deref(), found.message.as_deref()),
            (status, message),
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_id_alone_is_kept_and_is_no_refusal() {
    let error = refused(400, r#"{"id":"proxy-1"}"#).await;
    assert!(!error.to_string().contains("was refused"), "{error}");
    assert_eq!(
        error.api_error().unwrap().ids().collect::<Vec<_>>(),
        [("id", "proxy-1")]
    );
    assert!(matches!(
        error.refusal::<ListOrders>(),
        Some(ListOrdersRefused::ClientErrorOther(_))
    ));
}

#[tokio::test]
async fn what_has_none_of_the_shapes_is_an_error_without_words() {
    for body in [
        "",
        "<html>Amina</html>",
        "[]",
        "\"Amina\"",
        "{}",
        r#"{"errors":[{"fi"#,
        r#"{"id":[7]}"#,
    ] {
        let error = refused(502, body).await;
        assert!(error.api_error().is_none(), "{body}: {error:?}");
        let error = refused(400, body).await;
        assert!(error.api_error().is_none(), "{body}: {error:?}");
        let documented = error.refusal::<ListOrders>().is_some();
        let words = match documented {
            true => "got a response with status 400 and a documented body",
            false => "neither the expected success nor a documented refusal",
        };
        assert!(error.to_string().contains(words), "{body}: {error}");
    }
}
