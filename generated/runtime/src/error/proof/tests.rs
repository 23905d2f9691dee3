use http::HeaderMap;

use super::*;

const ENVELOPE: ProvingShape = ProvingShape {
    statuses: &[401, 422, 429],
    body: ProvingBody::Object(&[
        ProvingMember {
            name: "code",
            required: true,
            value: ProvingValue::HttpStatus,
        },
        ProvingMember {
            name: "status",
            required: true,
            value: ProvingValue::Status,
        },
        ProvingMember {
            name: "message",
            required: true,
            value: ProvingValue::Message,
        },
        ProvingMember {
            name: "orderId",
            required: false,
            value: ProvingValue::Reference,
        },
        ProvingMember {
            name: "time",
            required: false,
            value: ProvingValue::Other,
        },
    ]),
};

const FIELDS: ProvingShape = ProvingShape {
    statuses: &[422],
    body: ProvingBody::RequestFields(&["payer", "amount", "order_id"]),
};

const ERRORS: ProvingShape = ProvingShape {
    statuses: &[400],
    body: ProvingBody::Object(&[
        ProvingMember {
            name: "app",
            required: true,
            value: ProvingValue::Message,
        },
        ProvingMember {
            name: "errors",
            required: true,
            value: ProvingValue::FieldErrors {
                field: "field",
                message: "message",
            },
        },
    ]),
};

const PROOF: RefusalProof = RefusalProof {
    shapes: &[ENVELOPE, FIELDS, ERRORS],
    identifiers: &["order_id", "TraceNumber"],
    duplicates: &["duplicate", "already"],
    says: &["no", "error", "not authorized", "unprocessable"],
};

fn holds(status: u16, body: impl AsRef<[u8]>) -> bool {
    let answer = Answer::new(status, HeaderMap::new(), body.as_ref().to_vec());
    PROOF.holds(&answer, Some("order-17"))
}

#[test]
fn what_is_documented_proves_a_refusal() {
    for (status, body) in [
        (
            401,
            r#"{"code":401,"status":"Unauthorized","message":"The key is wrong."}"#,
        ),
        (
            422,
            r#" {"status":"Unprocessable Entity","message":"m","code":"422"} "#,
        ),
        (
            429,
            "\u{feff}{\"code\":429,\"status\":\"error\",\"message\":\"429 Too Many Requests\"}",
        ),
        (
            401,
            r#"{"code":401,"status":"no","message":"m","orderId":"order-17","time":"now"}"#,
        ),
        (
            401,
            r#"{"code":401,"status":"no","message":"m","orderId":null,"time":1}"#,
        ),
        (
            422,
            r#"{"payer":["required","wrong"],"amount":["too small"]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"Lines[0].Payer","message":"required"}]}"#,
        ),
        // Free text is not searched for success.
        (
            401,
            r#"{"code":401,"status":"no","message":"pending: accepted, OK, 202"}"#,
        ),
    ] {
        assert!(holds(status, body), "{status} {body}");
    }
}

#[test]
fn another_status_or_another_body_proves_nothing() {
    let envelope = |status: u16| format!(r#"{{"code":{status},"status":"no","message":"m"}}"#);
    for status in (100..=599).filter(|status| ![401, 422, 429].contains(status)) {
        assert!(!holds(status, envelope(status)), "{status}");
    }
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        r#"{"code":401}"#,
        r#"{"code":401,"message":"m"}"#,
        r#"{"code":403,"status":"no","message":"m"}"#,
        r#"{"code":401.0,"status":"no","message":"m"}"#,
        r#"{"code":" 401","status":"no","message":"m"}"#,
        r#"{"code":"0401","status":"no","message":"m"}"#,
        r#"{"code":[401],"status":"no","message":"m"}"#,
        r#"{"code":401,"status":401,"message":"m"}"#,
        r#"{"code":401,"status":"no","message":null}"#,
        r#"{"code":401,"status":null,"message":"m"}"#,
        r#"{"code":401,"status":"","message":"m"}"#,
        r#"{"code":401,"status":"no","message":" "}"#,
        r#"{"code":401,"status":"no","message":["m"]}"#,
        r#"{"code":401,"status":"no","message":"m","kind":"Status"}"#,
        r#"{"code":401,"status":"no","message":"m","data":{"transactionReference":"t"}}"#,
        r#"{"code":401,"status":"no","message":"m","orderId":"order-18"}"#,
        r#"{"code":401,"status":"no","message":"m","orderId":17}"#,
        r#"{"code":401,"status":"no","message":"m","time":{}}"#,
        r#"{"code":401,"code":401,"status":"no","message":"m"}"#,
        r#"{"code":401,"status":"no","Status":"accepted","message":"m"}"#,
        r#"{"code":401,"status":"no","message":"m"} trailing"#,
        r#"{"code":401,"status":"no","message":"m"}{}"#,
        r#"{"code":401,"status":"no","message":"m""#,
        r#"{"code":401,"status":"no","message":"\ud800"}"#,
        r#"{'code':401,"status":"no","message":"m"}"#,
        r#"[{"code":401,"status":"no","message":"m"}]"#,
    ] {
        assert!(!holds(401, body), "{body}");
    }
    assert!(!holds(
        401,
        b"{\"code\":401,\"status\":\"no\",\"message\":\"\xff\"}"
    ));
}

#[test]
fn a_status_proves_something_in_listed_words_or_the_reason_phrase_alone() {
    let body = |said: &str| format!(r#"{{"code":401,"status":"{said}","message":"m"}}"#);
    for said in [
        "Unauthorized",
        "UN_AUTHORIZED",
        "error",
        "No.",
        "NotAuthorized",
        "not  authorized",
    ] {
        assert!(holds(401, body(said)), "{said}");
    }
    for said in [
        "accepted",
        "Ok",
        "202 Accepted",
        "is-pending",
        "500",
        "401",
        "1",
        "5xx",
        "Under Process",
        "on hold",
        "TIMEDOUT",
        "network error",
        "debited",
        "no error",
        "authorized",
        "Forbidden",
        "",
        " ",
    ] {
        assert!(!holds(401, body(said)), "{said}");
    }
}

#[test]
fn a_refusal_as_a_duplicate_proves_nothing() {
    for (status, body) in [
        (422, r#"{"order_id":["The order id is required."]}"#),
        (422, r#"{"payer":["required"],"order_id":["required"]}"#),
        (422, r#"{"payer":["This payer was paid already."]}"#),
        (
            422,
            r#"{"code":422,"status":"Unprocessable","message":"order_id must differ"}"#,
        ),
        (422, r#"{"code":422,"status":"Duplicate","message":"m"}"#),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"order_id","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"Lines[0].traceNumber","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"$.lines[0].TRACE_NUMBER[0]","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"a","message":"m"},{"field":"Order-Id","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"Trace Number","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"The order.ID ","message":"m"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"a","message":"Duplicate order"}]}"#,
        ),
        (
            400,
            r#"{"app":"LIVE","errors":[{"field":"a","message":"the TraceNumber is known"}]}"#,
        ),
    ] {
        assert!(!holds(status, body), "{status} {body}");
    }
}

#[test]
fn fields_that_are_not_of_the_request_and_messages_that_are_none_prove_nothing() {
    for body in [
        r#"{"payer":[]}"#,
        r#"{"payer":[""]}"#,
        r#"{"payer":"required"}"#,
        r#"{"payer":[1]}"#,
        r#"{"payer":["required"],"status":["wrong"]}"#,
        r#"{"Payer":["required"]}"#,
        r#"{"message":"m","errors":{"payer":["required"]}}"#,
    ] {
        assert!(!holds(422, body), "{body}");
    }
    for body in [
        r#"{"app":"LIVE","errors":[]}"#,
        r#"{"app":"","errors":[{"field":"a","message":"m"}]}"#,
        r#"{"app":"LIVE","errors":[{"field":"a"}]}"#,
        r#"{"app":"LIVE","errors":[{"field":"","message":"m"}]}"#,
        r#"{"app":"LIVE","errors":[{"field":"a","message":"m","state":"OK"}]}"#,
        r#"{"app":"LIVE","errors":[{"field":"a","message":"m"},"more"]}"#,
        r#"{"app":"LIVE","errors":{"field":"a","message":"m"}}"#,
        r#"{"errors":[{"field":"a","message":"m"}]}"#,
    ] {
        assert!(!holds(400, body), "{body}");
    }
}

#[test]
fn a_body_that_is_too_long_or_too_deep_proves_nothing() {
    let of_length = |length: usize| {
        let (head, tail) = (r#"{"code":401,"status":"no","message":""#, r#""}"#);
        let filling = "x".repeat(length - head.len() - tail.len());
        format!("{head}{filling}{tail}")
    };
    assert!(holds(401, of_length(LONGEST)) && !holds(401, of_length(LONGEST + 1)));
    let deep = format!(
        r#"{{"code":401,"status":"no","message":"m","time":{}{}}}"#,
        "[".repeat(30_000),
        "]".repeat(30_000)
    );
    assert!(!holds(401, deep));
}

#[test]
fn a_body_has_only_listed_members_if_it_has_a_member_and_each_is_listed() {
    let values: &[(&str, &[&str])] = &[("code", &["404"])];
    let has_only = |body: &str| has_only(body.as_bytes(), &["code", "message"], values);
    for body in [
        r#"{"code":404}"#,
        r#"{"code":null}"#,
        r#"{"message":"none","code":"404"}"#,
    ] {
        assert!(has_only(body), "{body}");
    }
    for body in [
        "{}",
        "[]",
        r#"{"code":405}"#,
        r#"{"code":404,"data":null}"#,
        r#"{"code":404,"Code":404}"#,
    ] {
        assert!(!has_only(body), "{body}");
    }
}
