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
    contradicts: &[
        "1XX", "2XX", "3XX", "5XX", "408", "accepted", "ok", "pending",
    ],
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
fn a_code_or_status_of_success_contradicts() {
    for said in [
        "accepted",
        "ACCEPTED",
        "Ok",
        "202",
        "202 Accepted",
        "is-pending",
        "500",
        "408",
    ] {
        let body = format!(r#"{{"code":401,"status":"{said}","message":"m"}}"#);
        assert!(!holds(401, &body), "{body}");
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
fn a_success_that_lacks_or_contradicts_what_makes_it_one_is_none() {
    const ACCEPTANCE: Acceptance = Acceptance {
        has: &["message.id"],
        reference: Some("message.orderId"),
        contradicts: &[
            Contradiction::new("code", &["4XX", "5XX"]),
            Contradiction::new("message.state", &["failed"]),
        ],
    };
    let check = |body: &str| {
        let answer = Answer::new(202, HeaderMap::new(), body.to_owned());
        let checked = ACCEPTANCE.check(&answer, Some("order-17"));
        checked.map_err(|reason| reason.to_string())
    };
    for body in [
        r#"{"message":{"id":"t-1"}}"#,
        r#"{"code":202,"message":{"id":"t-1","orderId":"order-17","state":"accepted"},"more":1}"#,
        r#"{"code":null,"message":{"id":"t-1","orderId":null}}"#,
    ] {
        assert_eq!(check(body), Ok(()), "{body}");
    }
    for (body, says) in [
        (r#"{"message":{}}"#, "the body has no field `message.id`"),
        (
            r#"{"message":{"id":""}}"#,
            "the body has no field `message.id`",
        ),
        (
            r#"{"message":{"id":" "}}"#,
            "the body has no field `message.id`",
        ),
        (
            r#"{"code":422,"message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"code":"422","message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"message":{"id":"t-1","state":"FAILED"}}"#,
            "`message.state` in the body reports a failure",
        ),
        (
            r#"{"message":{"id":"t-1","orderId":"order-18"}}"#,
            "`message.orderId` in the body is the reference of another payment",
        ),
        (
            r#"{"code":202,"code":422,"message":{"id":"t-1"}}"#,
            "the body has a repeated member, or is nested too deeply",
        ),
    ] {
        assert_eq!(check(body), Err(says.to_owned()), "{body}");
    }
}

const PLAIN: Acceptance = Acceptance {
    has: &["message.id", "reference"],
    reference: Some("message.orderId"),
    contradicts: &[
        Contradiction::new("code", &["4XX", "5XX", "not found", "399"]),
        Contradiction::new("message.state", &["failed", "bad request", "4XX"]),
    ],
};

/// Whether a glance is enough for a body. If so, the full comparison must find nothing either.
fn glances(body: &[u8]) -> bool {
    let is_enough = glance::is_success(&PLAIN, body, Some("order-17"));
    if is_enough {
        let compared = PLAIN.compare(body, Some("order-17"));
        assert!(compared.is_ok(), "{}", String::from_utf8_lossy(body));
    }
    is_enough
}

#[test]
fn a_glance_is_enough_for_a_plain_success_and_leaves_the_rest_to_the_full_comparison() {
    for body in [
        r#"{"reference":"r","message":{"id":"t-1"}}"#,
        r#" { "code": 202 , "reference": "r" , "message": { "id":"t-1", "orderId":"order-17", "state":"Accepted" } } "#,
        r#"{"code":null,"reference":"r","message":{"id":"t-1","orderId":"","state":true,"more":{"x":0}}}"#,
        r#"{"code":"OK","reference":"r","message":{"id":"t-1","orderId":null},"Text":"failed: 422"}"#,
    ] {
        assert!(glances(body.as_bytes()), "{body}");
    }
    for body in [
        "",
        "{}",
        "null",
        r#"{"reference":"r","message":{"id":""}}"#,
        r#"{"reference":"r","message":{"id":" "}}"#,
        r#"{"reference":1,"message":{"id":"t-1"}}"#,
        r#"{"reference":"r","message.id":"t-1"}"#,
        r#"{"reference":"r","message":{"message":{"id":"t-1"}}}"#,
        r#"{"reference":"r","message":{"id":"t-1"},"message":{}}"#,
        r#"{"reference":"r","message":{"id":"t-1"},"Message":{}}"#,
        r#"{"reference":"r","message":{"id":"t-1","more":{"x":1,"X":1}}}"#,
        r#"{"reference":"r","message":{"id":"t-1","orderId":"order-18"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","orderId":17}}"#,
        r#"{"reference":"r","message":{"id":"t-1","state":"FAILED"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","state":"isFailed"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","state":"a_bad_request"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","state":"HTTP422"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","state":"\u0066ailed"}}"#,
        r#"{"code":422,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":399,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":"Not-Found","reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":0422,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":4.22e2,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"reference":"r","message":{"id":"t-1"}} x"#,
        r#"{"reference":"r","message":{"id":"t-1"}}{}"#,
        r#"{"reference":"r","message":{"id":"t-1"}"#,
        r#"{"reference":"r","message":{"id":"t-1"},}"#,
        r#"{"reference":"é","message":{"id":"t-1"}}"#,
        r#"{"reference":"r" "message":{"id":"t-1"}}"#,
        r#"[{"reference":"r","message":{"id":"t-1"}}]"#,
    ] {
        assert!(!glances(body.as_bytes()), "{body}");
    }
    assert!(!glances(
        b"{\"reference\":\"\xff\",\"message\":{\"id\":\"t-1\"}}"
    ));
    let deep = format!(
        r#"{{"reference":"r","message":{{"id":"t-1"}},"more":{}1{}}}"#,
        r#"{"x":"#.repeat(30_000),
        "}".repeat(30_000)
    );
    assert!(!glances(deep.as_bytes()));
}

#[test]
fn whatever_byte_is_changed_a_glance_accepts_nothing_that_the_full_comparison_rejects() {
    let body = br#"{"code":202,"status":"accepted for now","reference":"r-1","message":{"id":"t-1","orderId":"order-17","state":"Accepted","due":null,"last":true}}"#;
    assert!(glances(body));
    let mut enough = 0;
    for at in 0..body.len() {
        for byte in 0..=u8::MAX {
            let mut changed = body.to_vec();
            changed[at] = byte;
            enough += usize::from(glances(&changed));
            changed.insert(at, body[at]);
            enough += usize::from(glances(&changed));
        }
        let shortened = [&body[..at], &body[at + 1..]].concat();
        enough += usize::from(glances(&shortened));
        // What repeats a part, or leaves one out, moves members to other objects and names to other values.
        for end in at..body.len() {
            glances(&[&body[..end], &body[at..]].concat());
            glances(&[&body[..at], &body[end..]].concat());
        }
    }
    assert!(enough > 1000, "{enough}");
}
