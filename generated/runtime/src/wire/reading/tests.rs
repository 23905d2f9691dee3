use std::fmt::Write as _;

use super::*;
use crate::wire::{Amount, Lenient, Msisdn, Sensitive, Unreadable};

::malipo_runtime::rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    struct Payment keeps unreadable {
        reference: essential String = "reference" | "oldReference";
        code: some i64 = "code";
        settled: some bool = "settled";
        amount: some Amount = "amount";
        payer: maybe Sensitive<String> = "payer";
        lines: may Vec<Line> = "lines" [list];
        totals: some Totals = "totals";
        inner: some Box<Payment> = "inner";
    }
}

::malipo_runtime::rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    struct Line keeps unreadable {
        id: must String = "id";
        note: some String = "note" | "Note";
    }
}

::malipo_runtime::rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    struct Totals keeps unreadable {
        phone: some Lenient<Msisdn> = "phone";
    } and others: Amount
}

fn read(json: &str) -> Payment {
    decode(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn error(json: &str) -> String {
    decode::<Payment>(json.as_bytes()).unwrap_err().to_string()
}

fn names(unreadable: &Unreadable) -> Vec<(&str, &str, &[usize])> {
    unreadable
        .iter()
        .map(|member| (member.name(), member.json().get(), member.items()))
        .collect()
}

#[test]
fn a_scalar_of_another_type_is_read_where_nothing_is_lost() {
    let payment = read(
        r#"{"reference":17,"code":"202","settled":"true","amount":"12345678901234567890.12345678","payer":1e400}"#,
    );
    assert_eq!(payment.reference, "17");
    assert_eq!((payment.code, payment.settled), (Some(202), Some(true)));
    assert_eq!(
        payment.amount.unwrap().to_string(),
        "12345678901234567890.12345678"
    );
    assert_eq!(payment.payer.value().unwrap().expose(), "1e400");
    assert!(payment.unreadable().is_empty());
}

#[test]
fn what_would_have_to_be_guessed_is_unreadable_and_kept() {
    for (name, json) in [
        ("code", "\"2 02\""),
        ("code", "\" 202\""),
        ("code", "\"0x10\""),
        ("code", "202.5"),
        ("code", "99999999999999999999"),
        ("code", "{\"a\":1}"),
        ("settled", "1"),
        ("settled", "\"yes\""),
        ("settled", "\"True\""),
        ("amount", "\"1,000.00\""),
        ("amount", "\"\""),
        ("amount", "\"500 \""),
        ("amount", "true"),
        ("payer", "[\"Amina\"]"),
        ("payer", "\"Ami\\ud83d\""),
        ("code", "1e999"),
        ("totals", "\"none\""),
    ] {
        let payment = read(&format!(r#"{{"reference":"r","{name}":{json}}}"#));
        assert_eq!(names(payment.unreadable()), [(name, json, &[][..])]);
        assert_eq!(payment.reference, "r");
        let written = serde_json::to_string(&payment).unwrap();
        assert!(written.contains(&format!("\"{name}\":{json}")), "{written}");
        assert!(!format!("{payment:?}").contains("Amina"));
    }
}

#[test]
fn an_item_that_cannot_be_read_hides_no_other() {
    let lines = r#"[{"id":"a"},7,{"note":"no id"},{"id":"b","note":{"x":1}},null]"#;
    let payment = read(&format!(r#"{{"reference":"r","lines":{lines}}}"#));
    let ids: Vec<_> = payment.lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(
        names(payment.unreadable()),
        [("lines", lines, &[1, 2, 4][..])]
    );
    assert!(payment.lines[1].unreadable().has("note"));
    assert!(serde_json::to_string(&payment).unwrap().contains(lines));
    let whole = read(r#"{"reference":"r","lines":"none"}"#);
    assert!(whole.lines.is_empty() && whole.unreadable().has("lines"));
}

#[test]
fn only_what_must_be_there_is_an_error_and_its_path_is_named() {
    for (json, says) in [
        ("{}", "the body has no field `reference`"),
        (r#"{"reference":" "}"#, "`reference` is empty in the body"),
        (
            r#"{"reference":{"secret":1}}"#,
            "the body has another form than documented: reference: expected a string, found an object",
        ),
        (
            r#"{"reference":"a","oldReference":"secret"}"#,
            "the body has `reference` more than once, with different values",
        ),
        (
            "[]",
            "the body is JSON of another shape at line 1, column 0",
        ),
    ] {
        let said = error(json);
        assert_eq!(said, says, "{json}");
        assert!(!said.contains("secret"));
    }
    ::malipo_runtime::rt::object! {
        #[derive(Debug, PartialEq)]
        struct Outer {
            data: must Payment = "data";
        }
    }
    let deep = decode::<Outer>(br#"{"data":{"reference":null}}"#).unwrap_err();
    assert_eq!(deep.path(), Some("data.reference"));
    assert_eq!(
        deep.to_string(),
        "the body has another form than documented: data.reference: expected a string, found null"
    );
}

#[test]
fn a_member_under_two_names_counts_once_if_both_agree() {
    let same = read(r#"{"reference":"r","oldReference":"r","code":1,"code":"1"}"#);
    assert!(same.unreadable().is_empty() && same.code == Some(1));
    let line = r#"{"reference":"r","lines":[{"id":"a","note":"x","Note":"y"}]}"#;
    let line = &read(line).lines[0];
    assert_eq!(line.note, None);
    assert_eq!(
        names(line.unreadable()),
        [("note", "\"x\"", &[][..]), ("Note", "\"y\"", &[][..])]
    );
    let one_odd = read(r#"{"reference":"r","code":1,"code":[]}"#);
    assert_eq!(
        (one_odd.code, one_odd.unreadable().iter().count()),
        (None, 2)
    );
}

#[test]
fn many_repetitions_cost_no_more_than_their_length() {
    let many = |pairs: usize| {
        let pairs = r#","code":0,"code":1,"note":{},"amount":"x","amount":[]"#.repeat(pairs);
        read(&format!(r#"{{"reference":"r"{pairs}}}"#))
    };
    let payment = many(40_000);
    assert_eq!(
        (payment.code, payment.unreadable().iter().count()),
        (None, 4)
    );
}

#[test]
fn a_row_with_half_a_surrogate_pair_or_a_huge_number_hides_no_other() {
    for odd in [
        r#"{"id":"a","note":"hello \ud83d"}"#,
        r#"{"id":"a","note":1e999}"#,
    ] {
        let payment = read(&format!(
            r#"{{"reference":"r","lines":[{odd},{{"id":"b"}}]}}"#
        ));
        let ids: Vec<_> = payment.lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
        assert!(payment.lines[0].unreadable().has("note") || payment.lines[0].note.is_some());
        assert!(payment.unreadable().is_empty());
    }
    let payment = read(r#"{"reference":"r","lines":[1e999,{"id":"b"}]}"#);
    assert_eq!(payment.unreadable().items_of("lines"), 1);
    let broken = decode::<Payment>(br#"{"reference":"r",}"#).unwrap_err();
    assert!(broken.to_string().contains("line 1"), "{broken}");
}

#[test]
fn other_properties_are_set_aside_one_by_one() {
    let totals = r#"{"reference":"r","totals":{"UGX":1.50,"KES":"many","phone":[]}}"#;
    let totals = read(totals).totals.unwrap();
    assert_eq!(totals.others.len(), 1);
    assert!(totals.unreadable().has("KES") && totals.unreadable().has("phone"));
    let written = serde_json::to_string(&totals).unwrap();
    assert_eq!(written, r#"{"phone":[],"UGX":1.50,"KES":"many"}"#);
}

#[test]
fn what_nests_without_end_is_read_in_bounded_time_or_not_at_all() {
    let mut json = r#"{"reference":"r","code":"x""#.to_owned();
    let depth = 100;
    for _ in 0..depth {
        let _ = write!(json, r#","inner":{{"reference":"r","code":[]"#);
    }
    json.push_str(&"}".repeat(depth + 1));
    let payment = read(&json);
    assert!(payment.inner.is_some());
    json.insert_str(
        1,
        &format!(r#""lines":[{}7],"#, r#"{"note":1},"#.repeat(20_000)),
    );
    assert!(read(&json).unreadable().has("lines"));
    let endless = format!(
        r#"{{"reference":"r","code":"x","inner":{}"#,
        "[".repeat(100_000)
    );
    assert!(decode::<Payment>(endless.as_bytes()).is_err());
}

#[test]
fn nothing_is_read_leniently_where_shapes_are_told_apart() {
    let json = br#"{"reference":"r","code":"x"}"#;
    assert!(strictly(|| decode::<Payment>(json)).is_err());
    assert!(decode::<Payment>(json).is_ok());
}
