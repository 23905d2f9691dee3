//! Structs that hold themselves: one link of each circle stands in a box, or it would have no size.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Code, Report};
use crate::ir::{Api, Field, Shape, Type};

/// Puts one link of each circle in a box.
pub(super) fn close_circles(api: &mut Api, report: &mut Report) {
    for (name, def) in &api.types {
        if matches!(def.shape, Shape::OneOf(_)) && is_option_of_itself(api, name) {
            report.error(
                Code::OptionOfItself,
                &def.pointer,
                format!("`{name}` is an option of itself"),
                "break the cycle with a property of an object",
            );
        }
    }
    for (name, number) in links_back(api, |_| true) {
        if let Some(field) = field_mut(api, &name, number) {
            field.boxed = true;
        }
    }
    for (name, number) in links_back(api, |field| field.required && !field.nullable) {
        if let Some(field) = field_mut(api, &name, number) {
            report.warning(
                Code::EndlessValue,
                &field.pointer,
                format!(
                    "`{}` contains itself through required properties, so no finite value exists",
                    named(field).unwrap_or(&name)
                ),
                "make the property optional or `nullable`",
            );
        }
    }
}

/// Whether one of several leads to itself by nothing but lists of options.
fn is_option_of_itself(api: &Api, name: &str) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut open = vec![name];
    while let Some(next) = open.pop() {
        let Some(Shape::OneOf(one_of)) = api.types.get(next).map(|def| &def.shape) else {
            continue;
        };
        for option in &one_of.options {
            match &option.ty {
                Type::Named(option) if option == name => return true,
                Type::Named(option) if seen.insert(option) => open.push(option),
                _ => {}
            }
        }
    }
    false
}

fn field_mut<'a>(api: &'a mut Api, name: &str, number: usize) -> Option<&'a mut Field> {
    match &mut api.types.get_mut(name)?.shape {
        Shape::Struct(structure) => structure.fields.get_mut(number),
        _ => None,
    }
}

/// The struct that a property is, if it is one itself and not in a list.
fn named(field: &Field) -> Option<&str> {
    match &field.ty {
        Type::Named(name) => Some(name),
        Type::Sensitive(inner) => match &**inner {
            Type::Named(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// What is known of a struct on the way through all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// What it holds is being looked at.
    Open,
    Done,
}

/// The properties that lead back to a struct which is above them: by the struct that has it, and their number. Without
/// recursion, since a document can make a chain of any length.
fn links_back(api: &Api, follows: impl Fn(&Field) -> bool) -> Vec<(String, usize)> {
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    let mut found = Vec::new();
    for root in api.types.keys() {
        if seen.contains_key(root.as_str()) {
            continue;
        }
        let mut open = vec![(root.as_str(), fields(api, root).iter().enumerate())];
        seen.insert(root, Seen::Open);
        while let Some((name, left)) = open.last_mut() {
            let name = *name;
            let Some((number, field)) = left.next() else {
                seen.insert(name, Seen::Done);
                open.pop();
                continue;
            };
            let Some(part) = named(field).filter(|_| follows(field)) else {
                continue;
            };
            match seen.get(part) {
                Some(Seen::Open) => found.push((name.to_owned(), number)),
                Some(Seen::Done) => {}
                None => {
                    seen.insert(part, Seen::Open);
                    open.push((part, fields(api, part).iter().enumerate()));
                }
            }
        }
    }
    found
}

fn fields<'a>(api: &'a Api, name: &str) -> &'a [Field] {
    match api.types.get(name).map(|def| &def.shape) {
        Some(Shape::Struct(structure)) => &structure.fields,
        // Each option of several is in a box of its own.
        _ => &[],
    }
}
