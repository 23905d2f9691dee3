//! More of each kind of wire format that users of generators have found to be wrong, beside those of the other files.

use std::collections::BTreeMap;

use malipo::runtime::{Bytes, Call, File, Number};
use malipo_tests::scripted::{Reply, Scripted};

use super::bodies::{BYTES, JSON, client, got, read, sent, texts};
use super::more_of_each_kind::expected::operations::{
    AddAnything, AddBatch, AddCount, AddNote, AddPlace, AddScan, PutSound, PutTable,
};
use super::more_of_each_kind::expected::types::*;
use super::*;

fn map<V, const N: usize>(members: [(&str, V); N]) -> BTreeMap<String, V> {
    let members = members.into_iter();
    members
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[tokio::test]
async fn other_properties_of_a_multipart_form_are_parts_whatever_their_type() {
    let numbers = map([("five", 5), ("minus", -1)]);
    let body = AddNoteRequest::builder()
        .additional_properties(numbers)
        .build();
    let expected = texts([("name=\"five\"", "5"), ("name=\"minus\"", "-1")]);
    assert_eq!(sent(AddNote { body }).await.texts(), expected);

    let any = map([("a", r#"{"b":1.50}"#), ("c", "\"x\""), ("d", "true")]);
    let any = any
        .into_iter()
        .map(|(name, json)| (name, json.parse().unwrap()));
    let any: BTreeMap<String, malipo::runtime::RawJson> = any.collect();
    let body = AddAnythingRequest::builder()
        .name("n")
        .additional_properties(any)
        .build();
    let object = format!("name=\"a\"\r\n{JSON}");
    let expected = texts([
        ("name=\"name\"", "n"),
        (&object, r#"{"b":1.50}"#),
        ("name=\"c\"", "x"),
        ("name=\"d\"", "true"),
    ]);
    assert_eq!(sent(AddAnything { body }).await.texts(), expected);
}

#[tokio::test]
async fn scalars_among_several_types_are_plain_parts_alone_and_in_lists() {
    let number: Number = "1.50".parse().unwrap();
    for (done, shown) in [
        (AddNoteRequestDone::from(true), "true"),
        (AddNoteRequestDone::from(number), "1.50"),
    ] {
        let body = AddNoteRequest::builder().done(done).build();
        let expected = texts([("name=\"done\"", shown)]);
        assert_eq!(sent(AddNote { body }).await.texts(), expected);
    }
    let marks = [
        AddNoteRequestMarksItem::from("t x".to_owned()),
        AddNoteRequestMarksItem::from(7),
    ];
    let body = AddNoteRequest::builder().marks(marks).build();
    let expected = texts([("name=\"marks\"", "t x"), ("name=\"marks\"", "7")]);
    assert_eq!(sent(AddNote { body }).await.texts(), expected);
}

#[tokio::test]
async fn bytes_among_several_types_are_files_alone_and_in_lists() {
    let pages = [
        AddScanRequestPagesItem::from(File::new("abc").named("a.txt")),
        AddScanRequestPagesItem::from(3),
    ];
    let body = AddScanRequest::builder()
        .pages(pages)
        .cover(File::new("def"))
        .build();
    let page = format!("name=\"pages\"; filename=\"a.txt\"\r\n{BYTES}");
    let cover = format!("name=\"cover\"; filename=\"file\"\r\n{BYTES}");
    let expected = texts([(&page, "abc"), ("name=\"pages\"", "3"), (&cover, "def")]);
    assert_eq!(sent(AddScan { body }).await.texts(), expected);

    let url = AddScanRequestCoverOption2::builder()
        .url("https://a.example")
        .build();
    let body = AddScanRequest::builder().cover(url).build();
    let cover = format!("name=\"cover\"\r\n{JSON}");
    let expected = texts([(&cover, r#"{"url":"https://a.example"}"#)]);
    assert_eq!(sent(AddScan { body }).await.texts(), expected);
}

#[tokio::test]
async fn each_item_of_a_list_of_maps_or_of_shared_objects_is_a_part() {
    let people = [
        map([("street", "P1".to_owned())]),
        map([("street", "P2".to_owned())]),
    ];
    let lines = [1, 2].map(|size| Line::builder().size(size).build());
    let body = AddNoteRequest::builder()
        .people(people)
        .lines(lines)
        .build();
    let (people, lines) = (
        format!("name=\"people\"\r\n{JSON}"),
        format!("name=\"lines\"\r\n{JSON}"),
    );
    let expected = texts([
        (&people, r#"{"street":"P1"}"#),
        (&people, r#"{"street":"P2"}"#),
        (&lines, r#"{"size":1}"#),
        (&lines, r#"{"size":2}"#),
    ]);
    assert_eq!(sent(AddNote { body }).await.texts(), expected);
}

#[tokio::test]
async fn the_caller_narrows_a_range_of_sounds() {
    let sound = || PutSound {
        body: Bytes::from_static(b"abc"),
    };
    let ogg = got(|call| call.content_type("audio/ogg; codecs=opus"), sound()).await;
    assert_eq!(ogg.unwrap().content_type(), "audio/ogg; codecs=opus");
    assert_eq!(
        sent(sound()).await.content_type(),
        "application/octet-stream"
    );
    assert!(
        got(|call| call.content_type("audio/*"), sound())
            .await
            .is_none()
    );
}

#[tokio::test]
async fn other_parameters_of_media_types_are_kept_too() {
    let table = || PutTable {
        body: "a,b".to_owned(),
    };
    let profile = "application/json; profile=\"a\"";
    let (line, accept) = read(table(), profile, r#"{"size":2}"#).await;
    assert_eq!((line.unwrap().size, &*accept), (Some(2), profile));
    let server = Scripted::start(Reply::json(200, "{}")).await.unwrap();
    let client = client(&server);
    Call::new(&client.0, table()).await.unwrap();
    let request = String::from_utf8(server.requests()[0].clone()).unwrap();
    assert!(
        request.contains("content-type: text/csv; header=absent\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn commas_and_spaces_between_parts_of_a_form_are_told_from_those_in_them() {
    let body = AddPlaceRequest::builder()
        .at(AddPlaceRequestAt::builder().x(1).y("a,b").build())
        .tags(["c", "d e"])
        .build();
    let sent = sent(AddPlace { body }).await;
    assert_eq!(
        String::from_utf8(sent.body).unwrap(),
        "at=x,1,y,a%2Cb&tags=c+d+e"
    );
}

#[tokio::test]
async fn a_mixed_multipart_body_of_an_object_has_a_boundary_and_its_parts() {
    let body = AddBatchRequest::builder()
        .line(Line::builder().size(1).build())
        .note("n")
        .build();
    let batch = sent(AddBatch { body }).await;
    assert!(
        batch
            .content_type()
            .starts_with("multipart/mixed; boundary=")
    );
    let line = format!("name=\"line\"\r\n{JSON}");
    let expected = texts([
        (&line, r#"{"size":1}"#),
        (
            "name=\"note\"\r\nContent-Type: text/plain; charset=utf-8",
            "n",
        ),
    ]);
    assert_eq!(batch.texts(), expected);
}

#[tokio::test]
async fn large_integers_need_no_suffix_in_parameters_lists_and_optional_fields() {
    let body = Count::builder()
        .big(9_007_199_254_740_993)
        .all([9_007_199_254_740_993, -1])
        .whole(18_446_744_073_709_551_615)
        .build();
    let count = AddCount {
        from: 9_007_199_254_740_993,
        to: None,
        body,
    };
    let sent = sent(count.to(-9_007_199_254_740_993)).await;
    assert_eq!(
        String::from_utf8(sent.body).unwrap(),
        r#"{"big":9007199254740993,"all":[9007199254740993,-1],"whole":18446744073709551615}"#
    );
}

#[test]
fn another_discriminator_than_that_of_its_option_is_a_violation_in_an_any_of_too() {
    let count = |shape: Shape| Count::builder().shape(shape).build();
    let round = |is: &str| -> Shape { Round::builder().is(is).radius(2).build().into() };
    let flat = |is: &str| -> Shape { Flat::builder().is(is).build().into() };
    for (shape, is_valid) in [
        (round("r"), true),
        (round("Flat"), false),
        (flat("Flat"), true),
        (flat("r"), false),
        (flat("f"), false),
    ] {
        let violations = Violations::of(&count(shape.clone()));
        assert_eq!(violations.is_empty(), is_valid, "{shape:?}: {violations}");
    }
    assert_eq!(
        write(&count(round("r"))),
        r#"{"shape":{"is":"r","radius":2}}"#
    );
}

#[tokio::test]
async fn whatever_a_server_says_to_an_unknown_effect_it_may_have_moved_money() {
    for (status, headers) in [
        (503, &[][..]),
        (302, &[("location", "/elsewhere")][..]),
        (500, &[("content-type", "text/html")][..]),
        (429, &[][..]),
    ] {
        let server = Scripted::start(Reply::answer(status, headers, "")).await;
        let server = server.unwrap();
        let client = client(&server);
        let sound = PutSound {
            body: Bytes::from_static(b"abc"),
        };
        let place = AddPlace {
            body: AddPlaceRequest::builder().tags(["a"]).build(),
        };
        let put = Call::new(&client.0, sound).await.unwrap_err();
        let post = Call::new(&client.0, place).await.unwrap_err();
        for error in [put, post] {
            assert!(error.may_have_moved_money(), "{status}: {error}");
        }
        // Neither was sent a second time.
        assert_eq!(server.requests().len(), 2, "{status}");
    }
}
