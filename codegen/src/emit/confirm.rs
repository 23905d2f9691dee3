//! How an event is confirmed: what the gateway is asked, and what of its answer is held against the event.

use std::collections::BTreeMap;

use super::ident;
use super::reach::{Reached, reach};
use super::rust::{Rust, rust};
use super::settles;
use super::values::{self, Side};
use crate::ir::{Api, CompareLines, Compares, Operation, Output, Shape, Type};

/// What of an event may be missing, for the documentation of a module of events.
pub(super) fn optional(noun: &str) -> [String; 2] {
    [
        "# What may be missing".to_owned(),
        format!(
            "An unconfirmed {noun} always has its kind and its reference, and a confirmed one always has its event, state, settlement and \
             comparison. These accessors return an `Option`:\n\n\
             - [`Settlement::outcome`](rt::Settlement::outcome) is `None` unless the gateway's state is final.\n\
             - [`Confirmed::identity`](rt::event::Confirmed::identity) is `None` unless that state is final and the {noun} agrees with it.\n\
             - A field of a body that is an `Option` is `None` if the gateway did not send it, sent `null`, or sent what cannot be read. \
             `unreadable()` of the body lists what cannot be read. A [`Maybe`](rt::Maybe) tells absence from `null`, and its `value()` is \
             `None` for both.\n\
             - [`Lenient::value`](rt::Lenient::value) is `None` if what was sent is no such value, or means \"not known\". `as_sent()` \
             returns it as it was sent."
        ),
    ]
}

/// The type of what the gateway answers.
pub(super) fn state(api: &Api, operation: Option<&Operation>) -> Rust {
    operation.and_then(output).map_or_else(
        || rust!(()),
        |ty| values::value(api, ty, Side::Response, &values::types_scope()),
    )
}

/// The call that asks, from `client` and `reference`; none if no operation does.
pub(super) fn asked(operation: Option<&Operation>) -> Rust {
    operation.map_or_else(
        || rust!(None),
        |operation| {
            let method = ident(&operation.rust_method);
            rust!(Some(client.#method(reference).asked()))
        },
    )
}

/// How far the payment has come, from `state`.
pub(super) fn settlement(operation: Option<&Operation>) -> Rust {
    operation
        .filter(|operation| operation.settles.is_some())
        .map_or_else(
            || rust!(rt::Settlement::Unknown),
            |operation| {
                let operation = ident(&operation.rust_type);
                rust!(<super::operations::#operation as rt::Settles>::settlement(state))
            },
        )
}

/// What the gateway's support needs, from `state`; none if nothing is declared.
pub(super) fn ids(operation: Option<&Operation>) -> Option<Rust> {
    let operation = operation?;
    let declared = operation
        .settles
        .as_ref()
        .is_some_and(|told| !told.ids.is_empty());
    declared.then(|| {
        let operation = ident(&operation.rust_type);
        rust!(<super::operations::#operation as rt::Settles>::ids(state))
    })
}

/// The comparisons of `event`, of the type `ty`, with `state`.
pub(super) fn comparisons(
    api: &Api,
    declared: &Compares,
    ty: &Type,
    operation: Option<&Operation>,
) -> Vec<Rust> {
    let Some(state) = operation.and_then(output) else {
        return Vec::new();
    };
    let Some(Shape::OneOf(one_of)) = api.type_def(ty).map(|def| &def.shape) else {
        return of_one_form(api, declared, ty, state);
    };
    let (scope, name) = (
        values::types_scope(),
        api.type_def(ty).map(|def| ident(&def.name.rust)),
    );
    let arms = one_of.options.iter().filter_map(|option| {
        let comparisons = of_one_form(api, declared, &option.ty, state);
        let variant = ident(&option.rust);
        (!comparisons.is_empty()).then(|| {
            rust! {
                #scope #name::#variant(event) => {
                    #(#comparisons)*
                }
            }
        })
    });
    let arms: Vec<Rust> = arms.collect();
    match arms.is_empty() {
        true => Vec::new(),
        false => vec![rust! {
            match event {
                #(#arms)*
                _ => {}
            }
        }],
    }
}

/// The comparisons of `event` where its type is one object.
fn of_one_form(api: &Api, declared: &Compares, ty: &Type, state: &Type) -> Vec<Rust> {
    let mut comparisons = values_of(api, &declared.always, &declared.settled, ty, state);
    let lines = declared.lines.as_ref();
    comparisons.extend(lines.and_then(|lines| of_lines(api, lines, ty, state)));
    comparisons
}

/// The comparisons of single values of `event` and `state`.
fn values_of(
    api: &Api,
    always: &BTreeMap<String, String>,
    settled: &BTreeMap<String, String>,
    ty: &Type,
    state: &Type,
) -> Vec<Rust> {
    let of = |when: &str, declared: &BTreeMap<String, String>| -> Vec<Rust> {
        let when = ident(when);
        declared
            .iter()
            .filter_map(|(said, is)| {
                let said_value = value(api, ty, said, rust!(event))?;
                let is_value = value(api, state, is, rust!(state))?;
                let unreadable = unreadable(api, ty, said, state, is)?;
                Some(rust! {
                    differences.#when(#said, #unreadable, #said_value, #is_value);
                })
            })
            .collect()
    };
    let mut all = of("always", always);
    all.extend(of("settled", settled));
    all
}

/// The comparison of the lines of `event` and `state`.
fn of_lines(api: &Api, lines: &CompareLines, ty: &Type, state: &Type) -> Option<Rust> {
    let (said, is) = (&lines.of.event, &lines.of.state);
    let said_list = reach(api, ty, said, rust!(event))?;
    let is_list = reach(api, state, is, rust!(state))?;
    let (Type::List(said_line), Type::List(is_line)) = (said_list.ty, is_list.ty) else {
        return None;
    };
    let comparisons = values_of(api, &lines.compares, &lines.outcome, said_line, is_line);
    let unreadable = unreadable(api, ty, said, state, is)?;
    let (said_list, is_list) = (slice(&said_list), slice(&is_list));
    let said_key = settles::text(&reach(api, said_line, &lines.by.event, rust!(line))?);
    let is_key = settles::text(&reach(api, is_line, &lines.by.state, rust!(line))?);
    Some(rust! {
        differences.lines(
            #said,
            #unreadable,
            rt::event::Lines { all: #said_list, key: |line| #said_key },
            rt::event::Lines { all: #is_list, key: |line| #is_key },
            |event, state, differences| {
                #(#comparisons)*
            },
        );
    })
}

/// A list as an option of a slice.
fn slice(list: &Reached<'_>) -> Rust {
    match list.place() {
        Some(place) => rust!(Some(#place.as_slice())),
        None => {
            let found = list.optional().to_string();
            match found.strip_suffix(".as_ref()") {
                Some(place) => Rust::from_text(format!("{place}.as_deref()")),
                None => Rust::from_text(format!("{found}.map(Vec::as_slice)")),
            }
        }
    }
}

/// Whether one of two values, or an object around it, could not be read.
fn unreadable(api: &Api, ty: &Type, said: &str, state: &Type, is: &str) -> Option<Rust> {
    let mut parts = set_aside(api, ty, said, "event")?;
    parts.extend(set_aside(api, state, is, "state")?);
    Some(rust!(#(#parts)||*))
}

fn set_aside(api: &Api, ty: &Type, path: &str, root: &str) -> Option<Vec<Rust>> {
    let root = || Rust::from_text(root.to_owned());
    let mut parts = Vec::new();
    let mut before: Option<&str> = None;
    for (end, name) in ends(path) {
        parts.push(match before {
            None => {
                let root = root();
                rust!(#root.unreadable().has(#name))
            }
            Some(before) => {
                let holder = reach(api, ty, before, root())?;
                match holder.place() {
                    Some(place) => rust!(#place.unreadable().has(#name)),
                    None => {
                        let holder = holder.optional();
                        rust!(#holder.is_some_and(|value| value.unreadable().has(#name)))
                    }
                }
            }
        });
        before = path.get(..end);
    }
    Some(parts)
}

/// Every name in a path, with where the path to it ends.
fn ends(path: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    path.split('.').map(move |name| {
        let before = if end == 0 { 0 } else { end + 1 };
        end = before + name.len();
        (end, name)
    })
}

const fn output(operation: &Operation) -> Option<&Type> {
    match &operation.output {
        Output::One(ty) => Some(ty),
        Output::Unit | Output::Many { .. } => None,
    }
}

/// A value that the runtime can compare, as an option; that of an enum of texts is its text on the wire.
fn value(api: &Api, ty: &Type, path: &str, place: Rust) -> Option<Rust> {
    let reached = reach(api, ty, path, place)?;
    let found = reached.optional();
    let as_text = match api.type_def(reached.ty).map(|def| &def.shape) {
        Some(Shape::StringEnum(_)) => rust!(.map(|value| value.as_str())),
        Some(Shape::IntegerEnum(_)) => rust!(.map(|value| value.as_i64()).as_ref()),
        _ => Rust::new(),
    };
    Some(rust!(#found #as_text))
}
