use std::collections::HashSet;

use super::*;
use crate::wire::{Lenient, UnsetTexts};

fn read(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn every_form_is_read_to_the_nanosecond() {
    for (text, written, nanoseconds) in [
        ("2022-03-19T07:32:04", "2022-03-19T07:32:04", 0),
        ("2022-03-19 07:32:04", "2022-03-19T07:32:04", 0),
        ("20220319073204", "2022-03-19T07:32:04", 0),
        (
            "2022-03-19T07:32:04.3",
            "2022-03-19T07:32:04.3",
            300_000_000,
        ),
        (
            "2022-03-19T07:32:04.30",
            "2022-03-19T07:32:04.3",
            300_000_000,
        ),
        (
            "2022-03-19T07:32:04.1131933",
            "2022-03-19T07:32:04.1131933",
            113_193_300,
        ),
        (
            "2022-03-19T07:32:04.000000001",
            "2022-03-19T07:32:04.000000001",
            1,
        ),
        (
            "2022-03-19T07:32:04.999999999Z",
            "2022-03-19T07:32:04.999999999Z",
            999_999_999,
        ),
        ("2022-03-19T07:32:04+03:00", "2022-03-19T07:32:04+03:00", 0),
        (
            "2022-03-19 07:32:04.5-09:30",
            "2022-03-19T07:32:04.5-09:30",
            500_000_000,
        ),
        ("2022-03-19T07:32:04-00:30", "2022-03-19T07:32:04-00:30", 0),
        ("2022-03-19T07:32:04+00:00", "2022-03-19T07:32:04Z", 0),
        ("2022-03-19T07:32:04-00:00", "2022-03-19T07:32:04Z", 0),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00", 0),
        ("0001-01-01T00:00:00+03:00", "0001-01-01T00:00:00+03:00", 0),
        (
            "9999-12-31T23:59:59.9999999",
            "9999-12-31T23:59:59.9999999",
            999_999_900,
        ),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", 0),
    ] {
        let time = read(text);
        assert_eq!(time.to_string(), written);
        assert_eq!(time.to_civil().subsec_nanosecond(), nanoseconds, "{text}");
        assert_eq!(read(written), time);
        assert_eq!(time.offset().is_some(), time.to_timestamp().is_some());
    }
}

#[test]
fn everything_else_is_refused() {
    for text in [
        "",
        "-1",
        "2022-03-19",
        "2022-03-19T07:32",
        "2022-03-19T07:32:04.",
        "2022-03-19T07:32:04.1234567890",
        "2022-03-19T07:32:04,5",
        "2022-03-19T07:32:04z",
        "2022-03-19t07:32:04",
        "2022-03-19T07:32:04 Z",
        "2022-03-19T07:32:04ZZ",
        "2022-03-19T07:32:04+03",
        "2022-03-19T07:32:04+0300",
        "2022-03-19T07:32:04+24:00",
        "2022-03-19T07:32:04+03:60",
        "2022-02-29T00:00:00",
        "2022-13-01T00:00:00",
        "2022-03-19T24:00:00",
        "2022-03-19T07:32:60",
        "0000-00-00 00:00:00",
        "9999-12-31T23:59:59Z",
        " 2022-03-19T07:32:04",
        "+022-03-19T07:32:04",
        "2022/03/19 07:32:04",
        "20220319073204Z",
        "2022031907320",
        "202203190732041",
        "2022-0319073204",
        "２022-03-19T07:32:04",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn only_alike_times_are_compared() {
    let (early, late) = (
        read("2022-03-19T10:00:00+03:00"),
        read("2022-03-19T09:00:00Z"),
    );
    assert!(early < late);
    assert_eq!(early, read("2022-03-19T07:00:00Z"));
    assert!(read("2022-03-19T09:00:00") < read("20220319100000"));
    for local in [read("2022-03-19T10:00:00"), read("2022-03-19T07:00:00")] {
        assert_ne!(local, early);
        assert_eq!(local.partial_cmp(&early), None);
        assert_eq!(early.partial_cmp(&local), None);
    }
    let times = [
        "2022-03-19T10:00:00+03:00",
        "2022-03-19T07:00:00Z",
        "2022-03-19T07:00:00",
    ];
    assert_eq!(times.map(read).into_iter().collect::<HashSet<_>>().len(), 2);
}

#[test]
fn what_was_sent_is_kept_and_the_year_1_can_mean_not_known() {
    enum YearOne {}
    impl UnsetTexts for YearOne {
        const TEXTS: &'static [&'static str] = &["0001-01-01T00:00:00", "-1"];
    }

    for (json, value, unset) in [
        ("\"0001-01-01T00:00:00\"", false, true),
        ("\"-1\"", false, true),
        ("\"2021-10-26 00:00:00\"", true, false),
        ("\"2022-04-28T14:52:57.1131930+03:00\"", true, false),
        ("20220319073158", true, false),
        ("\"tomorrow\"", false, false),
    ] {
        let time: Lenient<DateTime, YearOne> = serde_json::from_str(json).unwrap();
        assert_eq!(time.value().is_some(), value, "{json}");
        assert_eq!(time.is_unset(), unset, "{json}");
        assert_eq!(serde_json::to_string(&time).unwrap(), json);
    }
    let plain: Lenient<DateTime> = "0001-01-01T00:00:00".into();
    assert_eq!(plain.value().map(|time| time.to_civil().year()), Some(1));
}
