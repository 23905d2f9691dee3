//! Where YAML parsers disagree, and what this one decides.

use serde_json::{Value, json};

use super::load;
use crate::Text;
use crate::diagnostic::{Code, Diagnostics, Report};

fn read(text: &str) -> (Option<Value>, Diagnostics) {
    let mut report = Report::new("test.yaml");
    let tree = load(&text.into(), &mut report);
    (tree.map(|loaded| loaded.tree), report.finish(text))
}

#[track_caller]
fn value(text: &str) -> Value {
    let (tree, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    tree.unwrap()
}

/// The codes of what is wrong, each with the text of its line.
#[track_caller]
fn problems(text: &str) -> Vec<(Code, String)> {
    let (_, diagnostics) = read(text);
    let rendered = diagnostics.render();
    let places = rendered
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> test.yaml:"));
    let lines = places.map(|place| place.split(':').next().unwrap().parse::<usize>().unwrap());
    let lines = lines.map(|number| text.lines().nth(number - 1).unwrap_or_default().to_owned());
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .zip(lines)
        .collect()
}

#[test]
fn a_flow_mapping_whose_first_key_no_json_has_is_yaml() {
    let expected = json!({ "a": { "b": "c" } });
    for text in [
        "{ a: {b: c} }",
        "\u{feff}\n{\n  a: {b: c},\n}\n",
        "{'a': {b: c}}",
        "{\"a\": {\"b\": \"c\"}}",
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
    for (key, text) in [
        ("$ref", "{$ref: b}"),
        ("_a", "{_a: b}"),
        ("-a", "{-a: b}"),
        ("200", "{200: b}"),
        ("é", "{é: b}"),
    ] {
        assert_eq!(value(text), json!({ key: "b" }), "{text}");
    }
    assert_eq!(value("{}"), json!({}));
}

#[test]
fn what_begins_like_json_is_held_to_json() {
    for text in ["{\"a\": 1,}", "{\"a\": b}", "{, a: 1}", "{"] {
        let (_, diagnostics) = read(text);
        assert!(
            diagnostics.render().contains("this is not JSON"),
            "{text}: {diagnostics}"
        );
    }
}

#[test]
fn yes_no_on_and_off_are_texts() {
    assert_eq!(
        value("[yes, no, on, off, y, n]"),
        json!(["yes", "no", "on", "off", "y", "n"])
    );
    assert_eq!(
        value("[true, false, True, FALSE]"),
        json!([true, false, true, false])
    );
}

#[test]
fn nothing_a_tilde_and_null_are_null() {
    assert_eq!(
        value("a:\nb: ~\nc: null\nd: 'null'"),
        json!({ "a": null, "b": null, "c": null, "d": "null" })
    );
}

#[test]
fn a_leading_zero_makes_a_text_and_not_an_octal_number() {
    assert_eq!(
        value("[0777, 0770000017, 00]"),
        json!(["0777", "0770000017", "00"])
    );
    assert_eq!(value("[0o17, 0x1F, 0b11]"), json!([15, 31, 3]));
}

#[test]
fn a_phone_number_with_a_plus_needs_quotes() {
    assert_eq!(
        value("['+256770000017', +256770000017]"),
        json!(["+256770000017", 256_770_000_017_u64])
    );
}

#[test]
fn an_exponent_makes_a_number() {
    assert_eq!(
        value("[1e3, 1.5E2, 1e, e3]"),
        json!([1000.0, 150.0, "1e", "e3"])
    );
}

#[test]
fn underscores_and_colons_make_no_numbers() {
    assert_eq!(
        value("[1_000, 12:30:45, 1.2.3]"),
        json!(["1_000", "12:30:45", "1.2.3"])
    );
}

#[test]
fn a_number_in_quotes_is_a_text() {
    assert_eq!(
        value("a: '200'\nb: \"1.0\"\nc: 200"),
        json!({ "a": "200", "b": "1.0", "c": 200 })
    );
}

#[test]
fn a_date_is_a_text() {
    assert_eq!(
        value("[2024-01-31, 2024-01-31 23:59:59]"),
        json!(["2024-01-31", "2024-01-31 23:59:59"])
    );
}

#[test]
fn a_number_that_no_integer_holds_is_read_as_a_float() {
    assert_eq!(
        value("[9223372036854775807, 18446744073709551615]"),
        json!([i64::MAX, u64::MAX])
    );
    assert_eq!(value("[99999999999999999999]"), json!([1e20]));
    assert_eq!(value("{\"a\": 99999999999999999999}"), json!({ "a": 1e20 }));
}

#[test]
fn a_number_that_is_not_finite_is_a_problem_at_its_place() {
    let found = problems("a: 1\nb: .nan\nc: [.inf,\n  -.INF]\n");
    let lines: Vec<&str> = found.iter().map(|(_, line)| line.as_str()).collect();
    assert!(
        found.iter().all(|(code, _)| *code == Code::NotFinite),
        "{found:?}"
    );
    assert_eq!(lines, ["b: .nan", "c: [.inf,", "  -.INF]"]);
}

#[test]
fn a_number_beyond_the_range_is_a_problem_and_the_nearest_stands_for_it() {
    for text in ["{\"a\":\n[-1e999, 1]}", "a:\n  [-1e999, 1]"] {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].0, Code::NotFinite, "{text}");
        assert!(found[0].1.contains("-1e999"), "{text}");
        assert_eq!(read(text).0, Some(json!({ "a": [-1e308, 1] })), "{text}");
    }
    let digits = "9".repeat(400);
    for text in [format!("{{\"a\": {digits}}}"), format!("a: {digits}")] {
        assert_eq!(read(&text).0, Some(json!({ "a": 1e308 })), "{text}");
        assert_eq!(problems(&text)[0].0, Code::NotFinite, "{text}");
    }
}

#[test]
fn what_stands_in_quotes_in_yaml_is_a_string_however_large_it_looks() {
    let quoted =
        "a: '1e999'\nb: \"1e999\"\nc: !!str 1e999\nd: |-\n  1e999\n1e999: 1e99999999999x\n";
    let strings = json!({ "a": "1e999", "b": "1e999", "c": "1e999", "d": "1e999", "1e999": "1e99999999999x" });
    assert_eq!(value(quoted), strings);
    // Beside one that does not.
    let both = "1e998: '1e999'\nb: 1e999\nc: \"-1e999\"\n";
    let found = problems(both);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "b: 1e999");
    assert_eq!(
        read(both).0,
        Some(json!({ "1e998": "1e999", "b": 1e308, "c": "-1e999" }))
    );
    // What an alias repeats is the number again.
    let twice = read("a: &far 1e999\nb: *far\n").0;
    assert_eq!(twice, Some(json!({ "a": 1e308, "b": 1e308 })));
}

#[test]
fn keys_that_are_no_texts_are_kept_as_they_are_written() {
    assert_eq!(
        value("200: a\n'404': b\ntrue: c\n1.5: d\n~: e\n-7: f"),
        json!({ "200": "a", "404": "b", "true": "c", "1.5": "d", "null": "e", "-7": "f" })
    );
}

#[test]
fn a_key_that_is_written_in_two_ways_is_the_same_key() {
    assert_eq!(
        problems("200: a\n'200': b"),
        [(Code::DuplicateKey, "'200': b".to_owned())]
    );
}

#[test]
fn a_key_that_stands_twice_is_a_problem_in_both_formats_and_at_every_depth() {
    assert_eq!(
        problems("a: 1\nb:\n  c: 1\n  c: 2\n"),
        [(Code::DuplicateKey, "  c: 2".to_owned())]
    );
    assert_eq!(
        problems("{\"a\": [{\n\"b\": 1,\n\"b\": 2}]}"),
        [(Code::DuplicateKey, "\"b\": 2}]}".to_owned())]
    );
    assert_eq!(
        problems("{\"a\": 1,\n\"\\u0061\": 2}"),
        [(Code::DuplicateKey, "\"\\u0061\": 2}".to_owned())]
    );
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    assert_eq!(read("a: 1\na: 2").0, Some(json!({ "a": 2 })));
    assert_eq!(read("{\"a\": 1, \"a\": 2}").0, Some(json!({ "a": 2 })));
}

#[test]
fn an_alias_stands_for_its_anchor() {
    assert_eq!(
        value("a: &x { b: [1] }\nc: *x"),
        json!({ "a": { "b": [1] }, "c": { "b": [1] } })
    );
    assert_eq!(
        problems("a: 1\nb: *nobody"),
        [(Code::Syntax, "b: *nobody".to_owned())]
    );
}

#[test]
fn a_merge_key_is_a_problem_and_is_not_merged() {
    let text = "a: &x { b: 1 }\nc:\n  <<: *x\n  d: 2\n";
    assert_eq!(problems(text), [(Code::MergeKey, "  <<: *x".to_owned())]);
    assert_eq!(
        read(text).0.unwrap()["c"],
        json!({ "<<": { "b": 1 }, "d": 2 })
    );
}

#[test]
fn a_tag_of_ones_own_is_a_problem() {
    assert_eq!(
        problems("a: 1\nb: !secret x"),
        [(Code::YamlTag, "b: !secret x".to_owned())]
    );
    assert_eq!(value("a: !!str 7"), json!({ "a": "7" }));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_document() {
    assert_eq!(value("\u{feff}a: 1"), json!({ "a": 1 }));
    assert_eq!(value("\u{feff}{\"a\": 1}"), json!({ "a": 1 }));
    assert_eq!(
        problems("\u{feff}a: 1\na: 2"),
        [(Code::DuplicateKey, "a: 2".to_owned())]
    );
}

#[test]
fn surrogate_pairs_are_one_character_and_half_of_one_is_a_problem() {
    assert_eq!(
        value(r#"{"a": "\ud83d\ude00"}"#),
        json!({ "a": "\u{1F600}" })
    );
    let half = r#"{"a": "\ud83d"}"#;
    assert_eq!(problems(half)[0].0, Code::HalfCharacter);
    assert_eq!(read(half).0, Some(json!({ "a": "\u{fffd}" })));
    // Whatever else is wrong is reported as well.
    let found = problems(r#"{"a": "\ud83d", b}"#);
    assert_eq!(found.last().unwrap().0, Code::Syntax);
}

#[test]
fn a_text_over_several_lines_ends_its_lines_alike_on_every_system() {
    for text in ["a: |\n  b\n  c\n", "a: |\r\n  b\r\n  c\r\n"] {
        assert_eq!(value(text), json!({ "a": "b\nc\n" }));
    }
    assert_eq!(value("a: >-\n  b\n  c\n"), json!({ "a": "b c" }));
}

#[test]
fn the_order_of_the_document_is_kept() {
    let tree = value("z: 1\na: 2\nm: 3");
    let keys: Vec<&String> = tree.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn what_cannot_be_read_is_shown_at_its_character() {
    let (_, diagnostics) = read("{\n  \"é\": \"é\", x\n}");
    assert!(
        diagnostics.render().contains("test.yaml:2:13\n"),
        "{diagnostics}"
    );
    let (_, diagnostics) = read("a:\n  é: [1\nb: 2\n");
    assert!(
        diagnostics.render().contains("test.yaml:3:2\n"),
        "{diagnostics}"
    );
}

#[test]
fn without_content_there_is_nothing_to_read() {
    for text in ["", " \n\t\n", "# only this\n", "---\n", "~", "null"] {
        let (tree, diagnostics) = read(text);
        assert_eq!(tree, None);
        assert!(
            diagnostics.iter().all(|d| d.code == Code::Empty),
            "{text:?}: {diagnostics}"
        );
    }
}

#[test]
fn a_key_that_is_far_too_long_is_a_problem_that_is_not_repeated() {
    let text = format!(
        "{{\"{}\": {{\"a\": 1, \"a\": 2}}, \"b\": 2}}",
        "k".repeat(2_000)
    );
    let (tree, diagnostics) = read(&text);
    assert_eq!(tree, Some(json!({ "b": 2 })));
    let found: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.what.as_str())
        .collect();
    assert_eq!(found, ["this key is longer than 1024 bytes"]);
}

#[test]
fn a_value_of_the_author_may_have_any_key() {
    let key = "k".repeat(2_000);
    for text in [
        format!("{{\"paths\": {{\"/a\": {{\"x-note\": {{\"{key}\": {{\"a\": 1}}}}}}}}}}"),
        format!("{{\"components\": {{\"examples\": {{\"A\": {{\"value\": {{\"{key}\": 1}}}}}}}}}}"),
        format!("{{\"x-note\": [{{\"a\": {{\"{key}\": 1}}}}]}}"),
    ] {
        let (tree, diagnostics) = read(&text);
        assert!(diagnostics.is_empty(), "{diagnostics}");
        assert_eq!(tree, serde_json::from_str(&text).ok());
    }
    // Keys of ours are read.
    let (_, diagnostics) = read(&format!("{{\"x-malipo-words\": {{\"{key}\": 1}}}}"));
    assert!(diagnostics.has_errors());
    // Pointers to what is below would repeat the key.
    let (_, diagnostics) = read(&format!(
        "{{\"x-note\": {{\"{key}\": {{\"a\": 1, \"a\": 2}}}}}}"
    ));
    assert!(
        diagnostics
            .iter()
            .all(|found| !format!("{found:?}").contains(&key))
    );
    assert!(diagnostics.has_errors());
}

#[test]
fn a_key_that_is_no_scalar_is_reported_where_it_stands_and_costs_its_member() {
    let text = "a: 1\n? [b, {c: d}]\n: {e: 1, e: 2}\n? {f: g}\n: 2\nh: 3\n? !i j\n: 4\n";
    let (tree, diagnostics) = read(text);
    assert_eq!(tree, Some(json!({ "a": 1, "h": 3 })));
    let found = diagnostics.located().into_iter();
    let found: Vec<_> = found.map(|(found, line, _)| (found.code, line)).collect();
    // A tag is no part of what is looked for when lines are.
    assert_eq!(
        found[..2],
        [(Code::Key, 2), (Code::Key, 4)],
        "{diagnostics}"
    );
    assert_eq!(found.len(), 3, "{diagnostics}");
    let (_, diagnostics) = read("x-note:\n  ? [a]\n  : b\n");
    assert!(
        !diagnostics.is_empty() && !diagnostics.has_errors(),
        "{diagnostics}"
    );
}

#[test]
fn a_merge_key_within_what_it_merges_is_reported_once() {
    let (_, diagnostics) = read("a: &i\n  b: {<<: *i}\n");
    let of_merging = diagnostics
        .iter()
        .filter(|found| found.code == Code::MergeKey);
    assert_eq!(of_merging.count(), 1, "{diagnostics}");
}

#[test]
fn what_cannot_be_read_is_shown_where_it_stands() {
    for (text, code, place) in [
        ("a: 1\nb: c\u{1}d\n", Code::Syntax, (2, 5)),
        ("a: \u{feff}1\nb: c\u{7f}d\n", Code::Syntax, (2, 5)),
        ("a: 1\n---\nb: 2\n", Code::SeveralDocuments, (2, 1)),
        ("a: 1\n...\nb: 2\n", Code::SeveralDocuments, (3, 1)),
        (
            "--- {a: 1}\n# c\n--- {b: 2}\n",
            Code::SeveralDocuments,
            (3, 1),
        ),
        ("a: 1\rb: 2\rb: 3\r", Code::DuplicateKey, (3, 1)),
        ("a: 1\r\nb: 2\rc: [\r", Code::Syntax, (3, 5)),
        (
            "{\"a\": 1,\r\"b\": 2,\r \"b\": 3}",
            Code::DuplicateKey,
            (3, 2),
        ),
        ("{\"a\": \"é\",\r\n\"b\": \"é\", x}", Code::Syntax, (2, 11)),
        ("{\"a\": \"é\",\r\"b\": \"é\", x}", Code::Syntax, (2, 11)),
    ] {
        let (_, diagnostics) = read(text);
        let located = diagnostics.located();
        let [(found, line, column)] = located[..] else {
            panic!("{text:?}: {diagnostics}");
        };
        assert_eq!((found.code, (line, column)), (code, place), "{text:?}");
    }
}

#[test]
fn a_key_that_yaml_would_merge_is_a_name_in_json() {
    let (tree, diagnostics) = read(r#"{"<<": {"a": 1}}"#);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    assert_eq!(tree.unwrap()["<<"]["a"], 1);
    let (_, diagnostics) = read("'a': 1\n<<: {b: 2}\n");
    assert!(diagnostics.has_errors(), "{diagnostics}");
}

#[test]
fn a_replacement_character_that_somebody_wrote_is_a_letter() {
    assert_eq!(value("a: 0\u{fffd}1"), json!({ "a": "0\u{fffd}1" }));
}

#[test]
fn a_byte_that_is_no_text_is_told_with_its_place() {
    let text = Text::from(b"\xef\xbb\xbfa: 1\nb: Caf\xe9".to_vec());
    let mut report = Report::new("test.yaml");
    assert!(load(&text, &mut report).is_none());
    let diagnostics = report.finish(&text);
    let located = diagnostics.located();
    let [(_, line, column)] = located.as_slice() else {
        panic!("{located:?}");
    };
    assert_eq!((*line, *column), (2, 7));
}

#[test]
fn aliases_that_unfold_without_an_end_are_a_problem() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    let (tree, diagnostics) = read(&text);
    assert_eq!(tree, None);
    assert!(
        diagnostics.render().contains("expand to too much"),
        "{diagnostics}"
    );
}

/// Generators of others that are measured, and that read YAML with it.
const PEERS: &[&str] = &["openapi-to-rust"];

#[test]
fn nothing_of_ours_depends_on_the_archived_parser() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for lock in [
        "../Cargo.lock",
        "fuzz/Cargo.lock",
        "benches/peers/Cargo.lock",
    ] {
        let text = std::fs::read_to_string(root.join(lock)).unwrap();
        assert!(text.contains("name = \"yaml_serde\""), "{lock}");
        for package in text.split("[[package]]").skip(1) {
            let name = package.split('"').nth(1).unwrap_or_default();
            let depends = |archived: &str| package.contains(&format!("\n \"{archived}\""));
            assert!(
                name == "serde_yaml" || !depends("unsafe-libyaml"),
                "{lock}: {name}"
            );
            assert!(
                PEERS.contains(&name) || !depends("serde_yaml"),
                "{lock}: {name}"
            );
        }
    }
}
