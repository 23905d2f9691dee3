//! Dates, dates with a time and UUIDs that have a type of their own.

use malipo::runtime::{ClientBuilder, Date, DateTime, Lenient, Uuid};
use malipo_tests::scripted::{Reply, Scripted};

use super::typed_formats::expected::client::Client;
use super::typed_formats::expected::types::{Booking, BookingKey};
use super::*;

const ROOM: &str = "0d6cd1c7-8e3a-4c8b-9b1f-3f6f0a8b7c11";

fn room() -> Uuid {
    ROOM.parse().unwrap()
}

fn booking() -> Booking {
    Booking::builder().day("2026-01-31").build()
}

async fn responding(json: &str) -> (Scripted, Client) {
    let server = Scripted::start(Reply::json(200, json)).await.unwrap();
    let builder = ClientBuilder::new(format!("http://{}", server.host()));
    (server, builder.build().unwrap())
}

#[tokio::test]
async fn typed_values_are_sent_in_the_format_of_the_document() {
    let (server, client) = responding(r#"{"day":"2026-01-31"}"#).await;
    let day: Date = "2026-01-31".parse().unwrap();
    let moment: jiff::Timestamp = "2026-01-31T09:00:00.5Z".parse().unwrap();
    let zoned: DateTime = "2026-01-31T12:00:00+03:00".parse().unwrap();
    let body = Booking::builder()
        .day(day)
        .until(moment)
        .days([day, day.tomorrow().unwrap()])
        .key(Lenient::from(room()))
        .build();
    let call = client.book(room(), body);
    let call = call.with(|call| call.from(day).x_sent(zoned));
    call.await.unwrap();
    let request = String::from_utf8(server.requests().pop().unwrap()).unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let line = format!("PUT /rooms/{ROOM}?from=2026-01-31 HTTP/1.1\r\n");
    assert!(head.starts_with(&line), "{head}");
    assert!(
        head.contains("\r\nx-sent: 2026-01-31T12:00:00+03:00"),
        "{head}"
    );
    let key = format!(r#""key":"{ROOM}""#);
    assert_eq!(
        body,
        format!(
            r#"{{"day":"2026-01-31","until":"2026-01-31T09:00:00.5Z","days":["2026-01-31","2026-02-01"],{key}}}"#
        )
    );
}

#[tokio::test]
async fn a_string_that_has_another_format_spoils_no_response_and_is_written_back() {
    for (day, until, key, is_date, is_moment) in [
        (
            r#""2026-01-31""#,
            r#""2026-01-31T09:00:00Z""#,
            ROOM,
            true,
            true,
        ),
        (
            r#""2026-01-31""#,
            r#""2026-01-31T12:00:00.000+03:00""#,
            "0D6CD1C7-8E3A-4C8B-9B1F-3F6F0A8B7C11",
            true,
            true,
        ),
        (
            r#""2026-02-31""#,
            r#""2026-01-31 09:00""#,
            "none",
            false,
            false,
        ),
        (r#""tomorrow""#, r#""""#, "", false, false),
        ("20260131", "1769850000", "1", true, false),
        ("null", "false", ROOM, false, false),
    ] {
        let json = format!(r#"{{"day":{day},"until":{until},"days":[{day}],"key":"{key}"}}"#);
        let (_server, client) = responding(&json).await;
        let read = client.book(room(), booking()).await.unwrap();
        assert_eq!(read.day.value().is_some(), is_date, "{json}");
        let until = read.until.value().and_then(Lenient::value);
        assert_eq!(until.is_some(), is_moment, "{json}");
        let moment = until.and_then(|until| until.to_timestamp());
        let nine: jiff::Timestamp = "2026-01-31T09:00:00Z".parse().unwrap();
        assert!(moment.is_none_or(|moment| moment == nine), "{json}");
        assert!(matches!(read.key, Some(BookingKey::Uuid(_))), "{json}");
        assert_eq!(write(&read), json);
    }
    let (_server, client) = responding(r#"{"day":{}}"#).await;
    assert!(client.book(room(), booking()).await.is_err());
}

#[tokio::test]
async fn a_string_of_another_format_is_a_violation_before_a_byte_is_sent() {
    let (server, client) = responding("{}").await;
    let body = Booking::builder()
        .day("31.01.2026")
        .until("soon")
        .days(["2026-01-31", "2026-02-30"])
        .key(Lenient::from("1"))
        .build();
    let call = client.book("room 7", body);
    let call = call.with(|call| call.from("").x_sent("2026-01-31"));
    let error = call.await.unwrap_err();
    assert_eq!(server.requests().len(), 0);
    let said = error.to_string();
    for (field, rule) in [
        ("id", "a UUID"),
        ("from", "a date"),
        ("X-Sent", "a date and time"),
        ("body.day", "a date"),
        ("body.until", "a date and time"),
        ("body.days[1]", "a date"),
        ("body.key", "a UUID"),
    ] {
        assert!(
            said.contains(&format!("`{field}` must be {rule}")),
            "{said}"
        );
    }
    assert_eq!(error.violations().len(), 7, "{said}");
}
