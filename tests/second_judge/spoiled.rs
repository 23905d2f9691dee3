//! Documents that cannot be right, to see that the judges can reject, and where they differ.

use serde_json::{Value, json};

use crate::goldens::Golden;
use crate::judge::Judged;
use crate::{fixtures, gateways, of_fixture};

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
fn rejected(judged: &Judged<'_>, body: &Value, what: &str, differences: &mut Vec<String>) -> usize {
    let mut count = 0;
    for (place, spoiled) in spoiled(body) {
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
                count += rejected(&judged, &body, &fixture.file, &mut differences);
            }
        }
        for golden in Golden::all(gateway, &judges) {
            if let Some(body) = golden.value(&judges) {
                let judged = judges.request(&golden.operation);
                count += rejected(&judged, &body, &golden.name, &mut differences);
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
    assert!(count > 7000, "{count}");
}
