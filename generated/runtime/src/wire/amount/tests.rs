use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::*;
use crate::dec;
use crate::wire::Maybe;

const WIDEST: &str = "1234567890123456789012345.678";

fn read(json: &str) -> Amount {
    serde_json::from_str(json).unwrap()
}

fn refused(json: &str) -> bool {
    serde_json::from_str::<Amount>(json).is_err()
}

#[test]
fn the_documented_amounts_keep_their_text() {
    for text in [
        "256600",
        "186600.00",
        "2152.2",
        "26194436.5",
        "0",
        "0.00",
        "-15.50",
        WIDEST,
    ] {
        assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
        let quoted = format!("\"{text}\"");
        assert_eq!(serde_json::to_string(&read(&quoted)).unwrap(), quoted);
        assert_eq!(text.parse::<Amount>().unwrap().to_string(), text);
    }
}

#[test]
fn exponents_are_applied_exactly() {
    for (json, written) in [
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("1.50e1", "15.0"),
        ("12e+2", "1200"),
        ("-1.5e+3", "-1500"),
        (
            "7.9228162514264337593543950335e28",
            "79228162514264337593543950335",
        ),
        ("0e999999999999999999999", "0"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("10e-29", "0.0000000000000000000000000001"),
    ] {
        assert_eq!(
            serde_json::to_string(&read(json)).unwrap(),
            written,
            "{json}"
        );
    }
}

#[test]
fn what_cannot_be_held_exactly_is_an_error() {
    for json in [
        "1e-29",
        "1e29",
        "1e999999999999999999999",
        "1e-999999999999999999999",
        "79228162514264337593543950336",
        "0.12345678901234567890123456789",
        "123456789012345678901234567890.1",
        "1234567890123456789012345678.901",
    ] {
        assert!(refused(json), "{json}");
    }
}

#[test]
fn zeros_that_change_no_value_are_never_the_reason_for_an_error() {
    assert_eq!(read("1.00000000000000000000000000000000000000"), dec!(1));
    assert_eq!(read("0.000000000000000000000000000000000000000"), dec!(0));
    assert_eq!(
        read("1234567890123456789012345678.0000"),
        dec!(1234567890123456789012345678)
    );
    assert_eq!(
        read("\"000000000000000000000000000000000000015\""),
        dec!(15)
    );
    assert_eq!(read("-0"), dec!(0));
}

#[test]
fn what_is_no_decimal_is_an_error() {
    for json in [
        "\"\"",
        "\" 1\"",
        "\"1,000\"",
        "\"+5\"",
        "\".5\"",
        "\"5.\"",
        "\"NaN\"",
        "\"1e\"",
        "\"1e+\"",
        "\"--1\"",
        "\"1.2.3\"",
        "\"UGX 5\"",
        "\"٣\"",
        "true",
        "null",
        "[1]",
        "{}",
    ] {
        assert!(refused(json), "{json}");
    }
    assert!("".parse::<Amount>().is_err());
}

#[test]
fn an_error_never_repeats_the_text() {
    let error = serde_json::from_str::<Amount>("\"secret-4711\"").unwrap_err();
    assert!(!error.to_string().contains("4711"));
}

#[test]
fn an_escaped_string_is_unescaped_first() {
    assert_eq!(read(r#""\u0031\u0030""#), dec!(10));
}

#[test]
fn equality_order_and_hash_are_by_value() {
    let hash = |amount: Amount| {
        let mut hasher = DefaultHasher::new();
        amount.hash(&mut hasher);
        hasher.finish()
    };
    assert_eq!(read("10"), read("\"10.00\""));
    assert_eq!(hash(read("10")), hash(read("\"10.00\"")));
    assert_eq!(hash(read("0")), hash(read("-0.00")));
    assert!(read("9.99") < read("10"));
    assert_eq!(read("10"), dec!(10));
    assert_eq!(Amount::from(10_u64), Amount::from(dec!(10)));
}

#[test]
fn a_new_amount_is_a_number_and_may_be_quoted() {
    assert_eq!(
        serde_json::to_string(&Amount::from(dec!(500.00))).unwrap(),
        "500.00"
    );
    assert_eq!(
        serde_json::to_string(&Amount::from(500).to_quoted()).unwrap(),
        "\"500\""
    );
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Shapes {
    plain: Amount,
    boxed: Box<Amount>,
    optional: Option<Amount>,
    absent: Option<Amount>,
    list: Vec<Amount>,
    map: BTreeMap<String, Amount>,
    nested: BTreeMap<String, Vec<Option<Amount>>>,
    maybe: Maybe<Amount>,
    inner: Inner,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Inner {
    amount: Amount,
}

#[test]
fn twenty_eight_digits_survive_in_every_shape() {
    let json = r#"{"plain":W,"boxed":W,"optional":W,"absent":null,"list":[W,"W"],"map":{"a":W},"nested":{"a":[W,null]},"maybe":W,"inner":{"amount":W}}"#
        .replace('W', WIDEST);
    let from_text: Shapes = serde_json::from_str(&json).unwrap();
    let from_bytes: Shapes = serde_json::from_slice(json.as_bytes()).unwrap();
    let from_reader: Shapes = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&from_text).unwrap(), json);
    assert_eq!(from_text, from_bytes);
    assert_eq!(from_text, from_reader);
    assert!(serde_json::to_vec_pretty(&from_text).is_ok());
}

#[test]
fn a_buffering_shape_refuses_rather_than_rounds() {
    #[derive(Debug, Deserialize)]
    struct Flat {
        #[serde(flatten)]
        _inner: Inner,
    }
    assert!(serde_json::from_str::<Flat>(r#"{"amount":1234567890123456789012345.678}"#).is_err());
}

#[test]
fn a_literal_is_read_by_the_compiler() {
    assert_eq!(dec!(256600).to_string(), "256600");
    assert_eq!(dec!(186_600.00).to_string(), "186600.00");
    assert_eq!(dec!(-2152.2).to_string(), "-2152.2");
    assert_eq!(dec!(1234567890123456789012345.678).to_string(), WIDEST);
    assert_eq!(dec!(79228162514264337593543950335), Decimal::MAX);
}
