//! Claim: a member of a response or an event that has another JSON type than documented is kept as it came, and the rest is
//! read. Only what the caller cannot do without makes the whole unreadable, and then the error names its path.

use std::collections::BTreeMap;

use malipo_tests::exact_json::Exact;
use serde_json::Value;

use crate::contract::{Reading, bodies, declared, round_trip};

/// What members are replaced by.
const OTHERS: &[&str] = &[
    "7",
    "1",
    "1.5",
    "-2.50",
    "99999999999999999999999",
    "true",
    "false",
    "\"word\"",
    "\"true\"",
    "\"yes\"",
    "\"202\"",
    "\"1,000.00\"",
    "\"500 \"",
    "[]",
    "[1]",
    "{}",
    "{\"a\":{\"b\":[1]}}",
    "null",
];

/// What the caller cannot do without, written down by hand from the documents: the reference that the next call asks for,
/// and the status of a payment. A path without positions.
const ESSENTIAL: &[&str] = &[
    "zengapay Accepted transactionReference",
    "zengapay TransactionAnswer data.transactionReference",
    "zengapay TransactionAnswer data.transactionStatus",
    "zengapay WebhookEvent event",
    "zengapay WebhookEvent data.transactionReference",
    "zengapay WebhookEvent data.transactionStatus",
    "zamupay Accepted message.systemConversationId",
    "zamupay BillAnswer message.systemConversationId",
    "zamupay AccountNumberValidation systemTraceAuditNumber",
    "zamupay CheckoutOrder originatorConversationId",
    "zamupay PaymentOrder originatorConversationId",
    "zamupay Token access_token",
];

/// The same body with another value at a pointer. No sample has a number that loses digits on this way.
fn replaced(body: &Value, pointer: &str, other: &str) -> String {
    let mut body = body.clone();
    let marker = "the replaced value";
    *body.pointer_mut(pointer).unwrap() = Value::String(marker.to_owned());
    body.to_string().replace(&format!("\"{marker}\""), other)
}

/// Returns the value at a pointer, if there is one.
fn at<'e>(exact: &'e mut Exact, pointer: &str) -> Option<&'e mut Exact> {
    pointer.split('/').skip(1).try_fold(exact, |exact, step| {
        let step = step.replace("~1", "/").replace("~0", "~");
        match exact {
            Exact::Object(members) => members.get_mut(&step),
            Exact::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        }
    })
}

/// Takes a value out, with the member that it is.
fn without(exact: &Exact, pointer: &str) -> Exact {
    let mut exact = exact.clone();
    let (parent, step) = malipo_tests::parent(pointer).unwrap();
    if let Some(Exact::Object(members)) = at(&mut exact, parent) {
        members.remove(&step);
    }
    exact
}

/// A scalar as text, whether it has quotes or not.
fn scalar(exact: &Exact) -> Option<&str> {
    match exact {
        Exact::Plain(text) | Exact::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether what came back is what was sent at the pointer and what was read before everywhere else. `null` may be absence,
/// and a scalar may have got or lost its quotes. A list with an item that cannot be read comes back as it was sent, with
/// what nobody reads of the other items.
fn is_kept(before: &Exact, sent: &str, back: &Exact, pointer: &str) -> bool {
    let sent = Exact::read(sent).unwrap();
    let value = at(&mut sent.clone(), pointer).unwrap().clone();
    let mut back = back.clone();
    if at(&mut back, pointer).is_none() {
        let is_null = value == Exact::Plain("null".to_owned());
        return is_null && back == without(before, pointer);
    }
    let mut expected = before.clone();
    let there = at(&mut back, pointer).unwrap().clone();
    // Of an object, nobody reads members that are not documented.
    let is_object = matches!(&value, Exact::Object(_));
    let same = there == value
        || (is_object && there == Exact::Object(BTreeMap::new()))
        || (scalar(&value).is_some() && scalar(&there) == scalar(&value))
        // Dates and amounts are written as they were read; a listed word is the same word.
        || matches!((scalar(&there), scalar(&value)), (Some(a), Some(b)) if a.trim_matches('"') == b);
    if !same {
        return false;
    }
    if let Some(place) = at(&mut expected, pointer) {
        *place = there;
    }
    if back == expected {
        return true;
    }
    // The nearest list around it, as it was sent.
    let mut around = pointer;
    while let Some((parent, step)) = around.rsplit_once('/') {
        if step.parse::<usize>().is_ok() {
            let mut expected = before.clone();
            let (Some(place), Some(list)) = (
                at(&mut expected, parent),
                at(&mut sent.clone(), parent).cloned(),
            ) else {
                return false;
            };
            *place = list;
            if back == expected {
                return true;
            }
        }
        around = parent;
    }
    false
}

fn path(pointer: &str) -> String {
    let steps = pointer
        .split('/')
        .skip(1)
        .filter(|step| step.parse::<usize>().is_err());
    steps.collect::<Vec<_>>().join(".")
}

#[test]
fn a_member_of_another_type_is_kept_as_it_came_and_the_rest_is_read() {
    let (mut kept, mut essential, mut wrong) = (0, 0, Vec::new());
    for (api, bodies) in bodies() {
        for (fixture, body) in bodies {
            let exchange = &fixture.exchange;
            let is_success = exchange.status.is_some_and(|status| status < 300);
            if !(is_success || exchange.event.is_some()) {
                continue;
            }
            let ty = declared(&api, &fixture);
            let malipo_codegen::ir::Type::Named(name) = ty else {
                continue;
            };
            let read = |body: &str| round_trip(&fixture.gateway, ty, body, Reading::AsResponse);
            let before = Exact::read(&read(&body).unwrap().written).unwrap();
            let value: Value = serde_json::from_str(&body).unwrap();
            for pointer in malipo_tests::pointers(&value) {
                if pointer.is_empty() {
                    // The whole body is no member.
                    continue;
                }
                if at(&mut before.clone(), &pointer).is_none() {
                    // A name that is read as another, or that nobody reads.
                    continue;
                }
                let path = path(&pointer);
                let known = format!("{} {name} {path}", fixture.gateway);
                let is_essential = ESSENTIAL.iter().any(|essential| {
                    *essential == known || essential.starts_with(&format!("{known}."))
                });
                let is_object = value.pointer(&pointer).unwrap().is_object();
                // An object with other members is no other type.
                for other in OTHERS
                    .iter()
                    .filter(|other| !(is_object && other.starts_with('{')))
                {
                    let sent = replaced(&value, &pointer, other);
                    let case = || format!("{}: {pointer} = {other}", fixture.file);
                    match read(&sent) {
                        Ok(back) => {
                            let back = Exact::read(&back.written).unwrap();
                            if !is_kept(&before, &sent, &back, &pointer) {
                                wrong.push(format!("{} came back otherwise", case()));
                            }
                            kept += 1;
                        }
                        Err(error) if is_essential => {
                            let shown = error.to_string();
                            if !shown.contains(&path) || shown.contains("line") {
                                wrong.push(format!("{}: {shown}", case()));
                            }
                            essential += 1;
                        }
                        Err(error) => wrong.push(format!("{}: {error}", case())),
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
    assert!(
        kept > 4_000 && essential > 250,
        "{kept} kept, {essential} essential"
    );
}
