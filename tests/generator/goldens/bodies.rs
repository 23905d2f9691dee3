//! What a server gets of bodies and their media types, and what the client makes of its responses: over sockets.

use malipo::runtime::{Bytes, Call, Client, ClientBuilder, File, Gateway, Operation};
use malipo_tests::scripted::{Reply, Scripted};

use super::*;

/// A client of whichever document.
pub(super) struct Any(pub(super) Client);

impl Gateway for Any {
    const TITLE: &'static str = "Any";

    fn from_runtime(runtime: Client) -> Self {
        Self(runtime)
    }

    fn runtime(&self) -> &Client {
        &self.0
    }
}

pub(super) fn client(server: &Scripted) -> Any {
    ClientBuilder::new(server.base_url()).build().unwrap()
}

/// A request as a server got it.
pub(super) struct Got {
    head: String,
    pub(super) body: Vec<u8>,
}

impl Got {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    pub(super) fn content_type(&self) -> &str {
        self.header("content-type").unwrap()
    }

    /// The heads of the parts, and what is in them.
    pub(super) fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let (_, boundary) = self.content_type().split_once("boundary=").unwrap();
        let (open, close) = (format!("--{boundary}\r\n"), format!("--{boundary}--\r\n"));
        let body = self.body.strip_suffix(close.as_bytes()).unwrap();
        let mut parts = Vec::new();
        let mut rest = body.strip_prefix(open.as_bytes()).unwrap();
        loop {
            let end = position(rest, format!("\r\n{open}").as_bytes());
            let part = &rest[..end.unwrap_or(rest.len() - 2)];
            let blank = position(part, b"\r\n\r\n").unwrap();
            let head = String::from_utf8(part[..blank].to_vec()).unwrap();
            let head = head.replace("Content-Disposition: form-data; ", "");
            parts.push((head, part[blank + 4..].to_vec()));
            match end {
                Some(end) => rest = &rest[end + 2 + open.len()..],
                None => return parts,
            }
        }
    }

    /// The same, where all of it is text.
    pub(super) fn texts(&self) -> Vec<(String, String)> {
        let texts = self.parts().into_iter();
        let text = |content| String::from_utf8(content).unwrap();
        texts.map(|(head, content)| (head, text(content))).collect()
    }
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|some| some == part)
}

/// What a server gets of a call; nothing if it was never sent.
pub(super) async fn got<O: Operation>(
    call: impl FnOnce(Call<O>) -> Call<O>,
    operation: O,
) -> Option<Got> {
    let server = Scripted::start(Reply::answer(204, &[], "")).await.unwrap();
    let client = client(&server);
    let result = call(Call::new(&client.0, operation)).await;
    let requests = server.requests();
    assert_eq!(result.is_ok(), !requests.is_empty());
    let request = requests.first()?;
    let blank = position(request, b"\r\n\r\n").unwrap();
    Some(Got {
        head: String::from_utf8(request[..blank].to_vec()).unwrap(),
        body: request[blank + 4..].to_vec(),
    })
}

pub(super) async fn sent<O: Operation>(operation: O) -> Got {
    got(|call| call, operation).await.unwrap()
}

/// What the client makes of a response, and what it has asked for.
pub(super) async fn read<O: Operation>(
    operation: O,
    media_type: &str,
    body: &str,
) -> (Result<O::Output, malipo::Error>, String) {
    let reply = Reply::answer(200, &[("content-type", media_type)], body);
    let server = Scripted::start(reply).await.unwrap();
    let client = client(&server);
    let result = Call::new(&client.0, operation).await;
    let request = String::from_utf8(server.requests()[0].clone()).unwrap();
    let accept = request
        .lines()
        .find_map(|line| line.strip_prefix("accept: "));
    (result, accept.unwrap().to_owned())
}

pub(super) fn texts<const N: usize>(parts: [(&str, &str); N]) -> Vec<(String, String)> {
    let parts = parts.into_iter();
    parts
        .map(|(head, content)| (head.to_owned(), content.to_owned()))
        .collect()
}

pub(super) const BYTES: &str = "Content-Type: application/octet-stream";
pub(super) const JSON: &str = "Content-Type: application/json";

#[tokio::test]
async fn properties_that_a_multipart_form_does_not_name_are_parts() {
    use multipart_with_other_parts::expected::operations::{AddAlbum, AddFile};
    use multipart_with_other_parts::expected::types::AddFileRequest;
    let others = [("extra".to_owned(), "kept?".to_owned())];
    let body = AddFileRequest::builder()
        .file(File::new("abc").named("a.txt"))
        .additional_properties(std::collections::BTreeMap::from(others))
        .build();
    let file = format!("name=\"file\"; filename=\"a.txt\"\r\n{BYTES}");
    let expected = texts([(&file, "abc"), ("name=\"extra\"", "kept?")]);
    assert_eq!(sent(AddFile { body }).await.texts(), expected);

    let files = ["one", "two"].map(|name| (name.to_owned(), File::new(vec![0xff, 0x0d, 0x0a])));
    let body = std::collections::BTreeMap::from(files);
    let parts = sent(AddAlbum { body }).await.parts();
    let heads: Vec<&str> = parts.iter().map(|(head, _)| &**head).collect();
    let head = |name: &str| format!("name=\"{name}\"; filename=\"file\"\r\n{BYTES}");
    assert_eq!(heads, [head("one"), head("two")]);
    assert!(
        parts
            .iter()
            .all(|(_, content)| *content == [0xff, 0x0d, 0x0a])
    );
}

#[tokio::test]
async fn each_object_of_a_list_is_a_part_and_an_encoding_says_how_an_object_is_written() {
    use multipart_with_lists_of_objects::expected::operations::AddPeople;
    use multipart_with_lists_of_objects::expected::types::{
        AddPeopleRequest, AddPeopleRequestPeopleItem,
    };
    let person = |street: &str| AddPeopleRequestPeopleItem::builder().street(street).build();
    let address = [("city".to_owned(), "Kampala & Gulu".to_owned())];
    let body = AddPeopleRequest::builder()
        .people([person("P1"), person("P2")])
        .address(std::collections::BTreeMap::from(address))
        .build();
    let people = format!("name=\"people\"\r\n{JSON}");
    let address = "name=\"address\"\r\nContent-Type: application/x-www-form-urlencoded";
    let expected = texts([
        (&people, r#"{"street":"P1"}"#),
        (&people, r#"{"street":"P2"}"#),
        (address, "city=Kampala+%26+Gulu"),
    ]);
    assert_eq!(sent(AddPeople { body }).await.texts(), expected);
}

#[tokio::test]
async fn a_part_that_is_one_of_several_is_a_plain_text_or_a_file() {
    use multipart_with_choices::expected::operations::Attach;
    use multipart_with_choices::expected::types::AttachRequest;
    let text = AttachRequest::builder().u("t x".to_owned()).what(5).build();
    let expected = texts([("name=\"u\"", "t x"), ("name=\"what\"", "5")]);
    assert_eq!(sent(Attach { body: text }).await.texts(), expected);
    let number = AttachRequest::builder().u(7).build();
    assert_eq!(
        sent(Attach { body: number }).await.texts(),
        texts([("name=\"u\"", "7")])
    );
    let file = File::new(vec![0x89, 0xff]).media_type("image/png");
    let body = AttachRequest::builder().what(file).build();
    let parts = sent(Attach { body }).await.parts();
    let head = "name=\"what\"; filename=\"file\"\r\nContent-Type: image/png".to_owned();
    assert_eq!(parts, [(head, vec![0x89, 0xff])]);
}

#[tokio::test]
async fn a_multipart_form_that_is_one_of_several_has_files() {
    use multipart_with_unions::expected::operations::Scan;
    use multipart_with_unions::expected::types::{ScanRequestOption1, ScanRequestOption2};
    let scan = ScanRequestOption1::builder()
        .file(File::new(vec![0xfe]))
        .build();
    let parts = sent(Scan { body: scan.into() }).await.parts();
    let head = format!("name=\"file\"; filename=\"file\"\r\n{BYTES}");
    assert_eq!(parts, [(head, vec![0xfe])]);
    let url = ScanRequestOption2::builder()
        .url("https://a.example")
        .build();
    assert_eq!(
        sent(Scan { body: url.into() }).await.texts(),
        texts([("name=\"url\"", "https://a.example")])
    );
}

#[tokio::test]
async fn every_multipart_body_has_a_boundary() {
    use multipart_of_other_types::expected::operations::{SendBatch, Upload};
    use multipart_of_other_types::expected::types::{UploadRequest, UploadRequestMeta};
    let body = UploadRequest::builder()
        .meta(UploadRequestMeta::builder().title("A").build())
        .media(File::new("1"))
        .build();
    let upload = sent(Upload { body }).await;
    let (media_type, _) = upload.content_type().split_once("; boundary=").unwrap();
    assert_eq!(media_type, "multipart/related; type=\"application/json\"");
    let meta = format!("name=\"meta\"\r\n{JSON}");
    let media = "name=\"media\"; filename=\"file\"\r\nContent-Type: image/png";
    let expected = texts([(&meta, r#"{"title":"A"}"#), (media, "1")]);
    assert_eq!(upload.texts(), expected);

    let body = Bytes::from_static(b"--x\r\n\r\n1\r\n--x--\r\n");
    let batch = || SendBatch { body: body.clone() };
    let named = got(
        |call| call.content_type("multipart/mixed; boundary=x"),
        batch(),
    )
    .await;
    let named = named.unwrap();
    assert_eq!(named.content_type(), "multipart/mixed; boundary=x");
    assert_eq!(named.body, body);
    assert!(got(|call| call, batch()).await.is_none());
}

#[tokio::test]
async fn a_part_has_the_headers_that_the_caller_gives_and_those_of_one_value() {
    use headers_of_parts::expected::operations::AddProfile;
    use headers_of_parts::expected::types::AddProfileRequest;
    let picture = File::new("P").named("p.png");
    let head = "name=\"picture\"; filename=\"p.png\"";
    let png = "Content-Type: image/png";
    let profile = |body| AddProfile {
        picture_x_checksum: "9f86".to_owned(),
        picture_x_size: None,
        note_content_language: None,
        tags_x_of: None,
        body,
    };
    let body = AddProfileRequest::builder()
        .picture(picture.clone())
        .build();
    let picture_head = format!("{head}\r\nX-Checksum: 9f86\r\nX-Kind: raw\r\n{png}");
    assert_eq!(
        sent(profile(body)).await.texts(),
        texts([(&picture_head, "P")])
    );

    let body = AddProfileRequest::builder()
        .picture(picture)
        .note("N")
        .tags(["a", "b"])
        .build();
    let all = profile(body)
        .picture_x_size(1)
        .note_content_language("en")
        .tags_x_of([1, 2]);
    let picture_head = format!("{head}\r\nX-Checksum: 9f86\r\nX-Size: 1\r\nX-Kind: raw\r\n{png}");
    let note = "name=\"note\"\r\nContent-Language: en\r\nX-Kind: note";
    let tag = "name=\"tags\"\r\nX-Of: 1,2";
    let expected = texts([(&picture_head, "P"), (note, "N"), (tag, "a"), (tag, "b")]);
    assert_eq!(sent(all).await.texts(), expected);
}

#[tokio::test]
async fn a_part_without_a_header_that_it_must_have_and_a_header_without_its_part_are_violations() {
    use headers_of_parts::expected::operations::AddProfile;
    use headers_of_parts::expected::types::AddProfileRequest;
    let profile = |note: Option<&str>| {
        let mut body = AddProfileRequest::builder().picture(File::new("P")).build();
        body.note = note.map(str::to_owned);
        AddProfile {
            picture_x_checksum: "9f86".to_owned(),
            picture_x_size: None,
            note_content_language: None,
            tags_x_of: None,
            body,
        }
    };
    let server = Scripted::start(Reply::answer(204, &[], "")).await.unwrap();
    let client = client(&server);
    let breaks = async |operation| {
        let error = Call::new(&client.0, operation).await.unwrap_err();
        let violations = error.violations().iter();
        violations.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        breaks(profile(Some("N"))).await,
        [
            "`Content-Language` is required where the part `note` is sent (give the header, or leave the part out)"
        ]
    );
    assert_eq!(
        breaks(profile(None).note_content_language("en").tags_x_of([1])).await,
        [
            "`Content-Language` is a header of the part `note`, which is not sent (send the part, or leave the header out)",
            "`X-Of` is a header of the part `tags`, which is not sent (send the part, or leave the header out)",
        ]
    );
    let mut broken = profile(None).picture_x_size(1);
    broken.picture_x_checksum = "9\r\nX-Evil: 1".to_owned();
    assert_eq!(
        breaks(broken).await,
        [
            "`X-Checksum` has a character that a header cannot carry (use visible ASCII characters, and no line break)"
        ]
    );
    let mut long = profile(None);
    long.picture_x_checksum = "9".repeat(65);
    assert_eq!(
        breaks(long).await,
        ["`X-Checksum` must have at most 64 characters"]
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn in_place_of_a_range_a_concrete_media_type_is_sent() {
    use ranges_in_requests::expected::operations::{PutImage, PutOrder, SetPicture};
    use ranges_of_text::expected::operations::PutNote;
    let image = || PutImage {
        body: Bytes::from_static(&[1, 2, 3, 4]),
    };
    let usual = sent(image()).await;
    assert_eq!(usual.content_type(), "application/octet-stream");
    assert_eq!(usual.body, [1, 2, 3, 4]);
    let png = got(|call| call.content_type("image/png"), image()).await;
    assert_eq!(png.unwrap().content_type(), "image/png");
    let range = got(|call| call.content_type("image/*"), image()).await;
    assert!(range.is_none());

    let note = || PutNote {
        body: "# A".to_owned(),
    };
    assert_eq!(
        sent(note()).await.content_type(),
        "text/plain; charset=utf-8"
    );
    let markdown = got(|call| call.content_type("text/markdown"), note()).await;
    assert_eq!(markdown.unwrap().content_type(), "text/markdown");

    let picture = || SetPicture {
        body: Some(Bytes::from_static(b"1")),
    };
    assert_eq!(sent(picture()).await.content_type(), "image/png");
    let jpeg = got(|call| call.content_type("image/jpeg"), picture()).await;
    assert_eq!(jpeg.unwrap().content_type(), "image/jpeg");
    let nothing = SetPicture { body: None };
    let nothing = got(|call| call.content_type("image/jpeg"), nothing).await;
    assert!(nothing.is_none());

    let version = "application/vnd.shop.order+json;version=2";
    let (order, accept) = read(PutOrder { body: vec![1] }, version, "[2]").await;
    assert_eq!((order.unwrap(), &*accept), (vec![2], version));
    let server = Scripted::start(Reply::json(200, "[]")).await.unwrap();
    let client = client(&server);
    Call::new(&client.0, PutOrder { body: vec![1] })
        .await
        .unwrap();
    let request = String::from_utf8(server.requests()[0].clone()).unwrap();
    let content_type = format!("content-type: {version}\r\n");
    assert!(request.contains(&content_type), "{request}");
}

#[tokio::test]
async fn the_caller_chooses_among_bodies_of_several_media_types() {
    use several_request_bodies::expected::client::Client as Contacts;
    use several_request_bodies::expected::types::{AddContactsRequest, AddContactsRequestForm};
    let server = Scripted::start(Reply::answer(204, &[], "")).await.unwrap();
    let client: Contacts = ClientBuilder::new(server.base_url()).build().unwrap();
    let json = AddContactsRequest::builder().name("Amina").build();
    client.add_contacts(json).await.unwrap();
    client.add_contacts("name\nAmina".to_owned()).await.unwrap();
    let form = AddContactsRequestForm::builder().list("a b").build();
    client.add_contacts(form).await.unwrap();
    let nobody = AddContactsRequest::builder().name("").build();
    let error = client.add_contacts(nobody).await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for (request, (media_type, body)) in requests.iter().zip([
        ("application/json", "{\"name\":\"Amina\"}"),
        ("text/csv", "name\nAmina"),
        ("application/x-www-form-urlencoded", "list=a+b"),
    ]) {
        let request = String::from_utf8_lossy(request);
        let (head, sent) = request.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains(&format!("content-type: {media_type}\r\n")),
            "{head}"
        );
        assert_eq!(sent, body);
    }
}

#[tokio::test]
async fn a_success_is_read_by_its_content_type() {
    use several_success_bodies::expected::operations::{
        GetReport, GetReportOutput, GetVersion, GetVersionOutput, ListThings,
    };
    let all = "application/json, text/csv;q=0.9, application/pdf;q=0.9";
    for (media_type, body, expected) in [
        ("application/json", "[1]", GetReportOutput::OkJson(vec![1])),
        (
            "text/csv; charset=utf-8",
            "a,b",
            GetReportOutput::OkCsv("a,b".to_owned()),
        ),
        (
            "application/pdf",
            "%PDF",
            GetReportOutput::OkPdf("%PDF".into()),
        ),
    ] {
        let (output, accept) = read(GetReport {}, media_type, body).await;
        assert_eq!((output.unwrap(), &*accept), (expected, all));
    }
    assert!(read(GetReport {}, "text/html", "<p>").await.0.is_err());
    let reply = Reply::answer(200, &[("content-type", "text/csv")], "a");
    let server = Scripted::start(reply).await.unwrap();
    let client = client(&server);
    let csv = Call::new(&client.0, GetReport {}).accept("text/csv").await;
    assert_eq!(csv.unwrap(), GetReportOutput::OkCsv("a".to_owned()));
    let request = String::from_utf8(server.requests()[0].clone()).unwrap();
    assert!(request.contains("accept: text/csv\r\n"), "{request}");

    let versions = "application/json;version=2, application/json;version=3;q=0.9";
    let (two, accept) = read(GetVersion {}, "application/json; version=2", r#"{"two":2}"#).await;
    assert_eq!(accept, versions);
    assert!(matches!(two.unwrap(), GetVersionOutput::JsonVersion2(two) if two.two == Some(2)));
    let (three, _) = read(
        GetVersion {},
        "application/json;version=3",
        r#"{"three":3}"#,
    )
    .await;
    assert!(
        matches!(three.unwrap(), GetVersionOutput::JsonVersion3(three) if three.three == Some(3))
    );
    let (things, accept) = read(ListThings {}, "application/json", r#"["a"]"#).await;
    assert_eq!(things.unwrap(), ["a"]);
    assert_eq!(accept, "application/hal+json, application/json;q=0.9");
}

#[tokio::test]
async fn plain_text_is_readable_where_any_media_type_is_allowed() {
    use plain_text_under_any_type::expected::operations::{GetAnything, GetCount, Greet};
    use ranges_of_text::expected::operations::GetNote;
    let any = "application/json, */*;q=0.9";
    for (media_type, body) in [("text/plain", "hi"), ("application/json", "\"hi\"")] {
        let (greeting, accept) = read(Greet {}, media_type, body).await;
        assert_eq!((&*greeting.unwrap(), &*accept), ("hi", any));
    }
    let (anything, accept) = read(GetAnything {}, "text/plain", "hi").await;
    assert_eq!((anything.unwrap().get(), &*accept), ("\"hi\"", any));
    let (anything, _) = read(GetAnything {}, "application/json", "[1.50]").await;
    assert_eq!(anything.unwrap().get(), "[1.50]");
    let (count, accept) = read(GetCount {}, "text/plain", "42").await;
    assert_eq!(
        (count.unwrap(), &*accept),
        (42, "text/plain, application/json")
    );
    assert!(read(GetCount {}, "text/plain", "many").await.0.is_err());
    let (note, accept) = read(GetNote {}, "text/markdown", "# A").await;
    assert_eq!(
        (&*note.unwrap(), &*accept),
        ("# A", "text/*, application/json")
    );
}

#[tokio::test]
async fn what_breaks_a_constraint_of_a_list_or_an_object_is_not_sent() {
    use constraints_of_lists_and_objects::expected::operations::{PutNumbers, PutThing};
    use constraints_of_lists_and_objects::expected::types::Thing;
    let map = |names: &[&str]| -> std::collections::BTreeMap<String, String> {
        let names = names.iter().map(|name| (*name).to_owned());
        names.map(|name| (name.clone(), name)).collect()
    };
    let numbers = |body: &[i64]| PutNumbers {
        body: body.to_vec(),
    };
    assert_eq!(sent(numbers(&[1, 5])).await.body, b"[1,5]");
    for body in [&[1, 2, 3][..], &[1, 1], &[6]] {
        assert!(got(|call| call, numbers(body)).await.is_none(), "{body:?}");
    }
    let thing = |tags: &[&str], labels: &[&str], others: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned());
        let thing = Thing::builder().tags(tags).labels(map(labels));
        thing.additional_properties(map(others)).build()
    };
    let body = thing(&["a", "abc"], &["x"], &[]);
    assert!(got(|call| call, PutThing { body }).await.is_some());
    for (body, path) in [
        (thing(&["a", ""], &["x"], &[]), "tags[1]"),
        (thing(&["abcd"], &["x"], &[]), "tags[0]"),
        (thing(&[], &[], &[]), "labels"),
        (thing(&["a"], &["x"], &["more"]), ""),
    ] {
        let violations = Violations::of(&body);
        let found: Vec<&str> = violations.iter().map(|found| found.path()).collect();
        assert_eq!(found, [path]);
        assert!(got(|call| call, PutThing { body }).await.is_none());
    }
}

#[tokio::test]
async fn documented_headers_of_a_response_have_their_types() {
    use headers_of_responses::expected::operations::{ListThings, ListThingsHeaders};
    let headers = [
        ("x-rate-limit", "42"),
        ("X-Price", "1.50"),
        ("x-ids", "1, 2"),
        ("x-again", "perhaps"),
        ("set-cookie", "sid=secret"),
    ];
    let server = Scripted::start(Reply::answer(204, &headers, ""))
        .await
        .unwrap();
    let client = client(&server);
    let response = Call::new(&client.0, ListThings {})
        .with_response()
        .await
        .unwrap();
    let headers = ListThingsHeaders::from(response.headers());
    assert_eq!(headers.x_rate_limit, Some(42));
    assert_eq!(
        headers.x_price.as_ref().map(|price| price.as_str()),
        Some("1.50")
    );
    assert_eq!(headers.x_ids, Some(vec![1, 2]));
    assert_eq!((headers.x_again, &headers.x_absent), (None, &None));
    let cookie = headers.set_cookie.as_ref().unwrap();
    assert_eq!(cookie.expose(), "sid=secret");
    assert!(!format!("{headers:?}").contains("secret"));
}
