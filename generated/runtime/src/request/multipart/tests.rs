use std::collections::BTreeMap;

use super::*;

/// A value that is sent, of whichever type.
#[derive(Serialize)]
#[serde(untagged)]
enum Sent {
    File(File),
    Files(Vec<File>),
    Plain(&'static str),
    Number(i64),
    Numbers(Vec<i64>),
    Object(BTreeMap<&'static str, Sent>),
    Objects(Vec<BTreeMap<&'static str, Sent>>),
    Nothing(Option<i64>),
}

fn object<const N: usize>(members: [(&'static str, Sent); N]) -> BTreeMap<&'static str, Sent> {
    BTreeMap::from(members)
}

/// The body, with `B` as the boundary, and its media type.
fn written_as(media_type: &str, body: &impl Serialize, types: &[(&str, &str)]) -> (String, String) {
    let form = Multipart::of(body, types).unwrap();
    let (media_type, body) = form.into_body(media_type);
    let (rest, boundary) = media_type.split_once("boundary=").unwrap();
    let body = String::from_utf8_lossy(&body).replace(boundary, "B");
    (format!("{rest}boundary=B"), body)
}

fn written(body: &impl Serialize, types: &[(&str, &str)]) -> String {
    let (media_type, body) = written_as("multipart/form-data", body, types);
    assert_eq!(media_type, "multipart/form-data; boundary=B");
    body
}

/// What parts with these heads and contents are.
fn parts(parts: &[(&str, &str)]) -> String {
    let part = |(head, content): &(&str, &str)| {
        format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    parts.iter().map(part).collect::<String>() + "--B--\r\n"
}

#[test]
fn each_member_and_each_item_of_a_list_is_a_part_that_says_what_it_is() {
    let pdf = File::new("%PDF")
        .named("a.pdf")
        .media_type("application/pdf");
    let body = object([
        ("a purpose", Sent::Plain("identity")),
        ("b absent", Sent::Nothing(None)),
        ("c tags", Sent::Numbers(vec![1, 2])),
        ("d file", Sent::File(pdf)),
        ("e none", Sent::Files(Vec::new())),
        ("f meta", Sent::Object(object([("a", Sent::Number(1))]))),
        (
            "g people",
            Sent::Objects(vec![
                object([("street", Sent::Plain("P1"))]),
                object([("street", Sent::Plain("P2"))]),
            ]),
        ),
        ("h files", Sent::Files(vec![File::new("1"), File::new("2")])),
        ("i last", Sent::Number(3)),
    ]);
    let (json, bytes) = ("Content-Type: application/json", "application/octet-stream");
    let file = format!("name=\"h files\"; filename=\"file\"\r\nContent-Type: {bytes}");
    let expected = parts(&[
        ("name=\"a purpose\"", "identity"),
        ("name=\"c tags\"", "1"),
        ("name=\"c tags\"", "2"),
        (
            "name=\"d file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf",
            "%PDF",
        ),
        (&format!("name=\"f meta\"\r\n{json}"), r#"{"a":1}"#),
        (
            &format!("name=\"g people\"\r\n{json}"),
            r#"{"street":"P1"}"#,
        ),
        (
            &format!("name=\"g people\"\r\n{json}"),
            r#"{"street":"P2"}"#,
        ),
        (&file, "1"),
        (&file, "2"),
        ("name=\"i last\"", "3"),
    ]);
    assert_eq!(written(&body, &[]), expected);
}

#[test]
fn a_part_is_of_the_media_type_that_the_document_lists() {
    let address = || {
        Sent::Object(object([
            ("city", Sent::Plain("Kampala & Gulu")),
            ("nr", Sent::Number(2)),
        ]))
    };
    let body = object([
        ("a face", Sent::File(File::new("1").named("a.png"))),
        ("b hand", Sent::File(File::new("2").media_type("image/gif"))),
        ("c any", Sent::File(File::new("3"))),
        ("d note", Sent::Plain("<p>")),
        ("e json", Sent::Plain("a\"b")),
        ("f form", address()),
        ("g vendor", address()),
        ("h xml", address()),
    ]);
    let types = [
        ("a face", "image/*, image/png, image/jpeg"),
        ("b hand", "image/png"),
        ("c any", "image/*"),
        ("d note", "text/html; charset=utf-8"),
        ("e json", "application/json"),
        ("f form", "application/x-www-form-urlencoded"),
        ("g vendor", "text/plain, application/vnd.a+json;version=2"),
        ("h xml", "application/xml"),
    ];
    let json = r#"{"city":"Kampala & Gulu","nr":2}"#;
    let expected = parts(&[
        (
            "name=\"a face\"; filename=\"a.png\"\r\nContent-Type: image/png",
            "1",
        ),
        (
            "name=\"b hand\"; filename=\"file\"\r\nContent-Type: image/gif",
            "2",
        ),
        (
            "name=\"c any\"; filename=\"file\"\r\nContent-Type: application/octet-stream",
            "3",
        ),
        (
            "name=\"d note\"\r\nContent-Type: text/html; charset=utf-8",
            "<p>",
        ),
        (
            "name=\"e json\"\r\nContent-Type: application/json",
            r#""a\"b""#,
        ),
        (
            "name=\"f form\"\r\nContent-Type: application/x-www-form-urlencoded",
            "city=Kampala+%26+Gulu&nr=2",
        ),
        (
            "name=\"g vendor\"\r\nContent-Type: application/vnd.a+json;version=2",
            json,
        ),
        ("name=\"h xml\"\r\nContent-Type: application/json", json),
    ]);
    assert_eq!(written(&body, &types), expected);
}

#[test]
fn a_file_keeps_every_byte_and_inside_json_it_is_a_string() {
    let bytes = File::new(vec![0xff, 0x00, b'\r', b'\n']);
    let form = Multipart::of(&object([("f", Sent::File(bytes))]), &[]).unwrap();
    assert_eq!(&*form.parts[0].content, [0xff, 0x00, b'\r', b'\n']);

    let files = (0..12).map(|number| File::new(format!("\"{number}\"")));
    let inner = object([("files", Sent::Files(files.collect()))]);
    let body = written(&object([("json", Sent::Object(inner))]), &[]);
    let listed: Vec<String> = (0..12).map(|number| format!(r#""\"{number}\"""#)).collect();
    let expected = format!(r#"{{"files":[{}]}}"#, listed.join(","));
    assert!(body.contains(&expected), "{body}");
    assert_eq!(serde_json::to_string(&File::new("a")).unwrap(), "\"a\"");
}

#[test]
fn other_types_of_multipart_have_a_boundary_too() {
    let body = object([("a", Sent::Object(object([]))), ("b", Sent::Plain("x"))]);
    let (media_type, _) = written_as("multipart/related", &body, &[]);
    assert_eq!(
        media_type,
        "multipart/related; type=\"application/json\"; boundary=B"
    );
    let (media_type, body) = written_as("multipart/mixed; boundary=x; a=b", &body, &[]);
    assert_eq!(media_type, "multipart/mixed; a=b; boundary=B");
    assert!(body.ends_with("--B--\r\n"), "{body}");
    let (media_type, _) = written_as("multipart/related;type=text/x", &object([]), &[]);
    assert_eq!(media_type, "multipart/related; type=text/x; boundary=B");
}

#[test]
fn only_an_object_has_parts() {
    let error = |body: Sent| Multipart::of(&body, &[]).err();
    assert_eq!(error(Sent::Plain("a")), Some(NotParts::NoObject));
    assert_eq!(error(Sent::Numbers(vec![1])), Some(NotParts::NoObject));
    assert_eq!(error(Sent::Nothing(None)), None);
    let map = BTreeMap::from([(vec![1], 1)]);
    assert_eq!(Multipart::of(&map, &[]).err(), Some(NotParts::Unwritable));
}

#[test]
fn no_name_can_end_its_header_and_debug_shows_no_content() {
    let file = File::new("secret")
        .named("a\"\r\nX: 1")
        .media_type("text/plain\r\nY: 1");
    assert_eq!(format!("{file:?}"), "File(6 bytes)");
    let body = written(&object([("f\"\n", Sent::File(file))]), &[]);
    assert!(
        body.contains("name=\"f%22%0A\"; filename=\"a%22%0D%0AX: 1\""),
        "{body}"
    );
    assert!(body.contains("Content-Type: text/plainY: 1\r\n"), "{body}");
}
