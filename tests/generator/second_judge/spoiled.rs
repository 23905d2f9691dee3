//! Documents that cannot be right, to see that the judges can reject, and where they differ.

use malipo_codegen::ir::{Choice, Shape, Struct};
use serde_json::{Value, json};

use crate::second_judge::goldens::Golden;
use crate::second_judge::judge::{Judged, Judges};
use crate::second_judge::{fixtures, gateways, of_fixture};

/// A body in which what another option of a choice takes is given as well, for each place and several values.
fn with_a_second_option(judges: &Judges, body: &Value) -> Vec<(String, Value)> {
    let structures = judges
        .api
        .types
        .values()
        .filter_map(|def| match &def.shape {
            Shape::Struct(structure) => Some((structure, structure.choice.as_ref()?)),
            _ => None,
        });
    let structures: Vec<(&Struct, &Choice)> = structures.collect();
    let mut out = Vec::new();
    for place in malipo_tests::pointers(body) {
        let Some(object) = body.pointer(&place).and_then(Value::as_object) else {
            continue;
        };
        for (structure, choice) in &structures {
            let declares = |name: &String| {
                structure
                    .fields
                    .iter()
                    .any(|field| field.name.wire == *name)
            };
            let takes = || choice.options.iter().map(|option| &option.takes);
            if !object.keys().all(declares) || !takes().any(|name| object.contains_key(name)) {
                continue;
            }
            for takes in takes().filter(|name| !object.contains_key(*name)) {
                for value in [json!("x"), json!(17), json!(""), json!(null)] {
                    let mut changed = body.clone();
                    changed.pointer_mut(&place).unwrap()[takes] = value;
                    out.push((format!("{place}/{takes}"), changed));
                }
            }
        }
    }
    out
}

/// Strings that some people write for a phone number. Each replaces each string that has the digits of one.
const NUMBERS: [&str; 8] = [
    "+",
    "0710900001",
    "254710900001",
    "+254710900001",
    "+254(710)900001",
    "++254710900001",
    "+0710900001",
    "+2547109000010000",
];

fn with_another_number(body: &Value) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    for place in malipo_tests::pointers(body) {
        let text = body.pointer(&place).and_then(Value::as_str);
        let digits = text.unwrap_or_default().bytes().filter(u8::is_ascii_digit);
        if digits.count() < 8 {
            continue;
        }
        for number in NUMBERS {
            let mut changed = body.clone();
            *changed.pointer_mut(&place).unwrap() = json!(number);
            out.push((format!("{place} {number}"), changed));
        }
    }
    out
}

/// A body with one member or item changed, left out or added, for each place and each way.
fn spoiled(body: &Value) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    for place in malipo_tests::pointers(body) {
        for value in [
            json!(null),
            json!(true),
            json!(-1.5),
            json!(""),
            json!("x"),
            json!([]),
            json!({}),
        ] {
            let mut changed = body.clone();
            *changed.pointer_mut(&place).unwrap() = value;
            out.push((place.clone(), changed));
        }
        let mut without = body.clone();
        let left_out = malipo_tests::parent(&place).and_then(|(above, name)| {
            let object = without.pointer_mut(above)?.as_object_mut()?;
            object.remove(&name)
        });
        if left_out.is_some() {
            out.push((place.clone(), without));
        }
        let mut with = body.clone();
        if let Some(object) = with.pointer_mut(&place).and_then(Value::as_object_mut) {
            object.insert("notDeclared".to_owned(), json!(1));
            out.push((place, with));
        }
    }
    out
}

/// How many spoiled bodies both judges reject. Where they differ, `differences` says so.
fn rejected(
    judged: &Judged<'_>,
    spoiled: Vec<(String, Value)>,
    what: &str,
    differences: &mut Vec<String>,
) -> usize {
    let mut count = 0;
    for (place, spoiled) in spoiled {
        let (plain, own) = (judged.plain(&spoiled), judged.own(&spoiled));
        let known = |(at, rule): &(String, &str)| judged.may_differ(&spoiled, at, rule);
        match plain.is_empty() {
            false if !own.is_empty() => count += 1,
            false => differences.push(format!("{what} {place}: we accept it, but {plain:?}")),
            true if own.iter().all(known) => {}
            true => differences.push(format!("{what} {place}: only we find {own:?}")),
        }
    }
    count
}

#[test]
fn a_standard_validator_rejects_spoiled_requests_if_and_only_if_we_do_and_of_responses_nothing_that_we_accept()
 {
    let mut differences = Vec::new();
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for (fixture, body) in fixtures(gateway) {
            if fixture.exchange.breaks.is_empty() {
                let judged = of_fixture(&judges, &fixture);
                count += rejected(&judged, spoiled(&body), &fixture.file, &mut differences);
            }
        }
        for golden in Golden::all(gateway, &judges) {
            if let Some(body) = golden.value(&judges) {
                let judged = judges.request(&golden.operation);
                count += rejected(&judged, spoiled(&body), &golden.name, &mut differences);
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
    assert!(count > 7000, "{count}");
}

/// How many bodies of the wire goldens, spoiled like this, both judges reject.
fn rejected_requests(spoil: impl Fn(&Judges, &Value) -> Vec<(String, Value)>) -> usize {
    let mut differences = Vec::new();
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for golden in Golden::all(gateway, &judges) {
            if let Some(body) = golden.value(&judges) {
                let judged = judges.request(&golden.operation);
                let spoiled = spoil(&judges, &body);
                count += rejected(&judged, spoiled, &golden.name, &mut differences);
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
    count
}

#[test]
fn a_choice_of_which_two_options_are_given_is_rejected_by_both_judges() {
    let count = rejected_requests(with_a_second_option);
    assert!(count > 10, "{count}");
}

#[test]
fn a_phone_number_that_is_written_otherwise_is_rejected_by_both_judges() {
    let count = rejected_requests(|_, body| with_another_number(body));
    assert!(count > 50, "{count}");
}
