use http::HeaderMap;

use super::*;

#[test]
fn a_success_that_lacks_or_contradicts_what_makes_it_one_is_none() {
    const ACCEPTANCE: Acceptance = Acceptance {
        has: &["message.id"],
        unset: &["00-00"],
        reference: Some("message.orderId"),
        contradicts: &[
            Contradiction::new("code", &["", "!2XX", "failed"]),
            Contradiction::new("message.state", &["4XX", "failed"]),
        ],
        lacks: &["errors", "message.reason"],
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
        r#"{"code":"202 Accepted","message":{"id":"000","state":""}}"#,
        r#"{"errors":0,"message":{"id":"t-1","reason":" "}}"#,
        r#"{"errors":null,"reason":"x","message":{"id":"t-1","errors":["x"],"reason":false}}"#,
        r#"{"more":{"code":500,"errors":["x"]},"message":{"id":"t-1"}}"#,
    ] {
        assert_eq!(check(body), Ok(()), "{body}");
    }
    for (body, says) in [
        (r#"{"message":{}}"#, "the body has no field `message.id`"),
        (
            r#"{"message":{"id":null}}"#,
            "the body has no field `message.id`",
        ),
        (
            r#"{"message":{"id":""}}"#,
            "`message.id` is empty in the body",
        ),
        (
            r#"{"message":{"id":" "}}"#,
            "`message.id` is empty in the body",
        ),
        (
            r#"{"message":{"id":"{0000}"}}"#,
            "`message.id` names nothing in the body",
        ),
        (
            r#"{"message":{"id":17}}"#,
            "the body has another form than documented: message.id: expected a string, found a number",
        ),
        (
            r#"{"message":{"id":["t-1"]}}"#,
            "the body has another form than documented: message.id: expected a string, found a list",
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
            r#"{"code":-1,"message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"code":"","message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"code":[{"x":"failed"}],"message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"CODE":500,"message":{"id":"t-1"}}"#,
            "`code` in the body reports a failure",
        ),
        (
            r#"{"Errors":[{"x":1}],"message":{"id":"t-1"}}"#,
            "`errors` in the body reports a failure",
        ),
        (
            r#"{"errors":"no","message":{"id":"t-1"}}"#,
            "`errors` in the body reports a failure",
        ),
        (
            r#"{"message":{"id":"t-1","reason":1}}"#,
            "`message.reason` in the body reports a failure",
        ),
        (
            "{\"code\":202,\n\"code\":422,\"message\":{\"id\":\"t-1\"}}",
            "the body repeats a member at line 2, column 8",
        ),
        (
            r#"{"message":{"id":"t-1","more":"\ud800"}}"#,
            "the body is not JSON at line 1, column 31",
        ),
    ] {
        assert_eq!(check(body), Err(says.to_owned()), "{body}");
    }
}

#[test]
fn a_member_that_lies_too_deep_in_a_success_is_found_by_its_column() {
    let body = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"reference":"r","message":{{"id":"t-1"}},"more":{open}{close}}}"#)
    };
    let compare = |depth: usize| PLAIN.compare(body(depth).as_bytes(), None);
    assert_eq!(compare(31), Ok(()));
    for depth in [32, 40, 30_000] {
        let error = compare(depth).unwrap_err();
        assert_eq!(error.position(), Some((1, 79)), "{depth}");
        assert_eq!(
            error.to_string(),
            "the body is nested too deeply at line 1, column 79"
        );
    }
}

#[test]
fn only_declared_members_of_a_read_are_looked_at() {
    const READ: Acceptance = Acceptance {
        has: &[],
        unset: &[],
        reference: None,
        contradicts: &[
            Contradiction::new("code", &["!2XX", "failed"]),
            Contradiction::new("data.state", &["failed"]),
        ],
        lacks: &["errors"],
    };
    let check = |body: &str| READ.check_read(&Answer::new(200, HeaderMap::new(), body.to_owned()));
    let deep = format!(r#"{{"rows":{}{}}}"#, "[".repeat(30_000), "]".repeat(30_000));
    for body in [
        "",
        "[]",
        "not JSON",
        r#"{"code":200,"data":{"state":"done"}}"#,
        r#"{"code":null,"errors":{},"data":[]}"#,
        r#"{"rows":[{"code":500,"code":500,"errors":["x"]},"\ud800"],"more":1,"more":2}"#,
        &deep,
    ] {
        assert_eq!(check(body), Ok(()), "{body}");
    }
    for (body, path) in [
        (r#"{"code":500,"rows":[{"x":1,"x":2}]}"#, "code"),
        (r#"{"code":200,"Code":"500"}"#, "code"),
        (r#"{"data":{"state":"FAILED"}}"#, "data.state"),
        (r#"{"data":{},"data":{"state":["failed"]}}"#, "data.state"),
        (r#"{"errors":{"x":1,"x":2}}"#, "errors"),
        ("\u{feff}{\"errors\":[1]}", "errors"),
    ] {
        let error = check(body).unwrap_err();
        assert_eq!(error.path(), Some(path), "{body}");
        assert!(error.reports_a_failure());
    }
}

const PLAIN: Acceptance = Acceptance {
    has: &["message.id", "reference"],
    unset: &["00-00", "null"],
    reference: Some("message.orderId"),
    contradicts: &[
        Contradiction::new("code", &["", "!2XX", "not found", "399"]),
        Contradiction::new("message.state", &["failed", "bad request", "4XX"]),
    ],
    lacks: &["errors", "message.reason"],
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
        r#"{"reference":"null","message":{"id":"t-1"}}"#,
        r#"{"reference":"{00-00}","message":{"id":"t-1"}}"#,
        r#"{"reference":"r","Message":{"id":"t-1","state":"failed"}}"#,
        r#"{"code":"","reference":"r","message":{"id":"t-1"}}"#,
        r#"{"Code":500,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":20,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"code":-1,"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"errors":"x","reference":"r","message":{"id":"t-1"}}"#,
        r#"{"errors":{"x":1},"reference":"r","message":{"id":"t-1"}}"#,
        r#"{"reference":"r","message":{"id":"t-1","REASON":"x"}}"#,
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

const READ: Acceptance = Acceptance {
    has: &[],
    unset: &[],
    reference: None,
    contradicts: &[
        Contradiction::new("code", &["!2XX", "failed"]),
        Contradiction::new("status", &["", "failed", "bad request"]),
    ],
    lacks: &["error", "errors"],
};

/// Whether a glance is enough for a read. If so, looking for failures must find none either.
fn is_silent(body: &[u8]) -> bool {
    let is_enough = glance::is_silent(&READ, body);
    if is_enough {
        let found = READ.look_for_failures(body);
        assert!(found.is_ok(), "{}", String::from_utf8_lossy(body));
    }
    is_enough
}

#[test]
fn a_glance_is_enough_for_a_plain_read() {
    for body in [
        "{\"code\":200,\"status\":\"OK\",\"data\":{\"code\":500,\"text\":\"\\\"}é\\\\\",\"rows\":[[],{}]}}",
        r#" { "data" : [ ] , "status" : null , "code" : 202 , "more" : -1.5e3 } "#,
        r#"{"data":{"x":1,"x":2},"errors":null,"more":true}"#,
    ] {
        assert!(is_silent(body.as_bytes()), "{body}");
    }
    for body in [
        r#"{"code":500,"data":{}}"#,
        r#"{"data":{},"Code":500}"#,
        r#"{"status":"","data":{}}"#,
        r#"{"status":["failed"]}"#,
        r#"{"errors":{"x":1}}"#,
        r#"{"error":"x"}"#,
        r#"{"\u0065rror":"x"}"#,
    ] {
        assert!(!is_silent(body.as_bytes()), "{body}");
    }
}

#[test]
fn whatever_byte_is_changed_a_glance_at_a_read_hides_no_failure() {
    let body = br#"{"code":200,"status":"OK","data":{"text":"a\"b","more":[{"x":null}]},"error":null,"last":"failed"}"#;
    assert!(is_silent(body));
    let mut enough = 0;
    for at in 0..body.len() {
        for byte in 0..=u8::MAX {
            let mut changed = body.to_vec();
            changed[at] = byte;
            enough += usize::from(is_silent(&changed));
        }
        for end in at..body.len() {
            is_silent(&[&body[..end], &body[at..]].concat());
            is_silent(&[&body[..at], &body[end..]].concat());
        }
    }
    assert!(enough > 1000, "{enough}");
}
