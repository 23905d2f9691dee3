//! What a request looks like, and what cannot be written.

use super::*;
use crate::wire::Sensitive;

fn target(write: impl FnOnce(&mut Encoder)) -> Result<String, String> {
    let mut encoder = Encoder::new();
    write(&mut encoder);
    encoder
        .finish(Violations::new())
        .map(|encoded| match &*encoded.query {
            "" => encoded.path,
            query => format!("{}?{query}", encoded.path),
        })
        .map_err(|violations| violations.to_string())
}

#[test]
fn no_path_parameter_can_leave_its_segment() {
    for (value, segment) in [
        ("a/b", "a%2Fb"),
        ("../account", "..%2Faccount"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("%2f", "%252f"),
        ("%2e%2e", "%252e%252e"),
        ("a b+c", "a%20b%2Bc"),
        ("é€", "%C3%A9%E2%82%AC"),
        ("...", "..."),
        ("a\\b", "a%5Cb"),
        ("a\r\nb", "a%0D%0Ab"),
        ("9e8a1c1e-1.~_", "9e8a1c1e-1.~_"),
    ] {
        let found = target(|request| {
            request.template("/collections/{transactionReference}");
            request.path("transactionReference", value);
        });
        let expected = format!("/collections/{segment}");
        assert_eq!(found.as_deref(), Ok(&*expected));
        // The URL parser must take it as it stands, and find as many segments as there are.
        let url = reqwest::Url::parse(&format!("https://example.com/v1{expected}")).unwrap();
        assert_eq!(url.path(), format!("/v1{expected}"));
        assert_eq!(url.query(), None);
    }
}

#[test]
fn a_path_parameter_that_a_url_parser_would_drop_is_a_violation() {
    for value in ["", ".", ".."] {
        let found = target(|request| request.path("id", value));
        assert_eq!(
            found.unwrap_err(),
            "`id` must not be empty, `.` or `..` (it is a part of the path)"
        );
    }
    assert!(target(|request| request.path("id", &None::<String>)).is_err());
}

#[test]
fn values_come_in_any_order_and_none_can_stand_for_another() {
    let found = target(|request| {
        request.template("/a/{x{y}/{y}.json");
        request.path("y", "{x{y}");
        request.path("x{y", "{y}");
    });
    assert_eq!(found.as_deref(), Ok("/a/%7By%7D/%7Bx%7By%7D.json"));
}

#[test]
fn a_query_is_escaped_and_leaves_out_what_is_absent() {
    let found = target(|request| {
        request.template("/statement");
        request.query("start", "2021-01-01 00:00:00");
        request.query("end", &None::<String>);
        request.query("limit", &Some(5_i64));
        request.query("a&b", &Sensitive::new("c=d&e#f+é".to_owned()));
        request.query_list("tag", &vec!["x", "y z"]);
        request.query_list("none", &None::<Vec<String>>);
        request.query("yes", &true);
    });
    assert_eq!(
        found.as_deref(),
        Ok(
            "/statement?start=2021-01-01%2000%3A00%3A00&limit=5&a%26b=c%3Dd%26e%23f%2B%C3%A9&tag=x&tag=y%20z&yes=true"
        )
    );
}

#[test]
fn a_header_that_cannot_be_sent_is_a_violation_without_its_value() {
    let message = target(|request| {
        request.header("x-name", "evil-value\r\nInjected: 1");
        request.header("bad name", "x");
        request.header("Authorization", "Bearer stolen");
        request.header("x-absent", &None::<String>);
    })
    .unwrap_err();
    assert!(message.contains("`x-name` has a character"), "{message}");
    assert!(message.contains("`bad name` is no name"), "{message}");
    assert!(
        message.contains("`Authorization` is a header that"),
        "{message}"
    );
    assert!(
        !message.contains("evil-value") && !message.contains("stolen"),
        "{message}"
    );
}

#[test]
fn a_body_that_is_no_json_is_a_violation_without_its_value() {
    let map = std::collections::BTreeMap::from([(vec!["secret"], 1)]);
    let message = target(|request| request.json("application/json", &map)).unwrap_err();
    assert!(
        message.starts_with("`body` cannot be written as JSON"),
        "{message}"
    );
    assert!(!message.contains("secret"), "{message}");
}

#[test]
fn a_body_is_called_what_it_is() {
    struct Token;
    impl ToForm for Token {
        fn to_form(&self, form: &mut Form) {
            form.field("scope", "a b");
        }
    }
    let sent = |write: fn(&mut Encoder)| {
        let mut encoder = Encoder::new();
        write(&mut encoder);
        let encoded = encoder.finish(Violations::new()).unwrap();
        let body = encoded.body.unwrap();
        (body.media_type, body.data)
    };
    let (form, body) = sent(|request| request.form("application/x-www-form-urlencoded", &Token));
    assert_eq!(
        (form.to_str().unwrap(), &*body),
        ("application/x-www-form-urlencoded", &b"scope=a+b"[..])
    );
    let (json, body) = sent(|request| request.json("application/json", "a b"));
    assert_eq!(
        (json.to_str().unwrap(), &*body),
        ("application/json", &br#""a b""#[..])
    );
}

#[test]
fn debug_shows_no_part_of_the_request() {
    let mut encoder = Encoder::new();
    encoder.path("id", "256770000017");
    encoder.json("application/json", "256770000017");
    assert!(!format!("{encoder:?}").contains("2567"));
}
/// What an encoder has written, without the boundary of a form.
fn encoded(write: impl FnOnce(&mut Encoder)) -> Encoded {
    let mut encoder = Encoder::new();
    encoder.template("/things");
    write(&mut encoder);
    encoder.finish(Violations::new()).unwrap()
}

#[test]
fn parts_are_escaped_each_and_their_delimiters_are_not() {
    let found = target(|request| {
        request.template("{ids}");
        request.path_styled("ids", &["a,b", "c/d"], Style::Simple, false);
        request.query_styled("tags", &["x,y", "z&"], Style::Form, false);
        request.query_styled("words", &["a b", "c"], Style::SpaceDelimited, false);
        request.query_styled("none", &None::<Vec<String>>, Style::DeepObject, true);
        let range = std::collections::BTreeMap::from([("from", Some(1)), ("to", None)]);
        request.query_styled("range", &range, Style::DeepObject, true);
        request.query_json("where", &range);
        request.query_json("nothing", &None::<i64>);
    });
    assert_eq!(
        found.as_deref(),
        Ok(concat!(
            "a%2Cb,c%2Fd?tags=x%2Cy,z%26&words=a%20b%20c&range%5Bfrom%5D=1",
            "&where=%7B%22from%22%3A1%2C%22to%22%3Anull%7D"
        ))
    );
    let empty = target(|request| {
        request.path_styled("ids", &Vec::<String>::new(), Style::Simple, false);
    });
    assert!(empty.unwrap_err().contains("must not be empty"));
}

#[test]
fn cookies_are_one_header_and_no_value_can_end_its_own() {
    let mut encoder = Encoder::new();
    encoder.cookie("sid", "a;b=c");
    let violations = encoder.finish(Violations::new()).err().unwrap();
    assert!(
        violations
            .to_string()
            .starts_with("`sid` has a character that a cookie")
    );
    let request = encoded(|request| {
        request.cookie("sid", "a%/b=c");
        request.cookie("none", &None::<String>);
        request.cookie_styled("seen", &[1, 2], Style::Form, true);
        request.cookie_json("where", &["a,b", "100%"]);
    });
    let cookie = &request.headers[header::COOKIE];
    assert_eq!(
        cookie,
        "sid=a%/b=c; seen=1; seen=2; where=[%22a%2Cb%22%2C%22100%25%22]"
    );
    assert!(cookie.is_sensitive());
    let request = encoded(|request| {
        request.header("Cookie", "theme=dark");
        request.cookie("sid", "a");
    });
    assert_eq!(request.headers[header::COOKIE], "theme=dark; sid=a");
}

#[test]
fn parts_of_a_header_are_joined_by_commas() {
    let request = encoded(|request| {
        request.header_styled("X-Codes", &["a", "b"], Style::Simple, false);
        request.header_json("X-Where", &[1]);
        request.header_json("X-None", &None::<i64>);
    });
    assert_eq!(request.headers["x-codes"], "a,b");
    assert_eq!(request.headers["x-where"], "[1]");
    assert_eq!(request.headers.len(), 2);
}

#[test]
fn a_form_has_the_styles_of_its_fields() {
    #[derive(Serialize)]
    struct Charge {
        name: &'static str,
        tags: [&'static str; 2],
        card: std::collections::BTreeMap<&'static str, [i64; 1]>,
        meta: [Option<i64>; 0],
        none: Option<i64>,
    }
    let charge = Charge {
        name: "a b",
        tags: ["x", "y&"],
        card: std::collections::BTreeMap::from([("number", [1])]),
        meta: [],
        none: None,
    };
    let request = encoded(|request| {
        request.form_styled(
            "application/x-www-form-urlencoded",
            &charge,
            &[("card", Style::DeepObject, true)],
        )
    });
    assert_eq!(
        request.body.unwrap().data,
        "name=a+b&tags=x&tags=y%26&card%5Bnumber%5D%5B0%5D=1"
    );
}

#[test]
fn a_body_has_the_media_type_of_the_specification() {
    let media_type = |request: Encoded| {
        let (media_type, data) = request
            .body
            .map(|body| (body.media_type, body.data))
            .unzip();
        (
            media_type.map(|value| value.to_str().unwrap().to_owned()),
            data,
        )
    };
    let (page, body) = media_type(encoded(|request| {
        request.text("text/html", "<p>");
    }));
    assert_eq!(
        (page.as_deref(), body.unwrap()),
        (Some("text/html"), "<p>".into())
    );
    let (bytes, _) = media_type(encoded(|request| {
        request.bytes("application/octet-stream", &Bytes::from_static(&[0xff]))
    }));
    assert_eq!(bytes.as_deref(), Some("application/octet-stream"));
    let (none, _) = media_type(encoded(|_| ()));
    assert_eq!(none, None);
    let (form, body) = media_type(encoded(|request| {
        let body = std::collections::BTreeMap::from([("a", 1)]);
        request.multipart("multipart/form-data", &body, &[]);
    }));
    let boundary = form.unwrap();
    let boundary = boundary
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = body.unwrap();
    assert!(body.starts_with(format!("--{boundary}\r\n").as_bytes()));
    assert!(body.ends_with(format!("\r\n--{boundary}--\r\n").as_bytes()));
}

#[test]
fn the_caller_says_what_a_body_is_and_what_is_asked_for() {
    let request = encoded(|request| {
        request.bytes("multipart/related", &Bytes::from_static(b"--x--"));
        request.content_type("multipart/related; boundary=x");
        request.accept_only("text/csv");
    });
    let body = request.body.unwrap();
    assert_eq!(body.media_type, "multipart/related; boundary=x");
    assert_eq!(request.headers[header::ACCEPT], "text/csv");
}

#[test]
fn a_media_type_that_cannot_be_one_is_a_violation() {
    let told = |write: fn(&mut Encoder)| {
        let mut encoder = Encoder::new();
        write(&mut encoder);
        let violations = encoder.finish(Violations::new()).err().unwrap();
        violations.to_string()
    };
    for media_type in [
        "",
        "image",
        "image/*",
        "a/b/c",
        "image/png, image/gif",
        "a/b\r\nX: 1",
    ] {
        let mut encoder = Encoder::new();
        encoder.bytes("application/octet-stream", &Bytes::new());
        encoder.content_type(media_type);
        let violations = encoder.finish(Violations::new()).err().unwrap();
        let said = violations.to_string();
        assert!(
            said.contains("must be a media type"),
            "{media_type:?}: {said}"
        );
        assert!(!said.contains("X:"), "{said}");
    }
    let said = told(|request| request.content_type("image/png"));
    assert!(said.contains("without a body"), "{said}");
    let said = told(|request| {
        request.multipart("multipart/form-data", &[("a", 1)], &[]);
    });
    assert!(said.contains("`body` must be an object"), "{said}");
    let said = told(|request| {
        let body = std::collections::BTreeMap::from([("a", 1)]);
        request.multipart("multipart/form-data", &body, &[]);
        request.content_type("multipart/mixed; boundary=y");
    });
    assert!(said.contains("cannot be changed"), "{said}");
    let said = told(|request| {
        request.bytes("multipart/related", &Bytes::new());
    });
    assert!(said.contains("must name the boundary"), "{said}");
    let said = told(|request| request.accept_only("csv\n"));
    assert!(said.contains("`accept` must be"), "{said}");
}
