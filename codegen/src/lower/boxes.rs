//! Structs that contain themselves: one link of each cycle is in a `Box`, or the struct would have no size.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Code, Report};
use crate::ir::{Api, Field, Shape, Type};

/// Puts one link of each circle in a box.
pub(super) fn close_circles(api: &mut Api, report: &mut Report) {
    for name in options_of_themselves(api) {
        if let Some(def) = api.types.get(&name) {
            report.error(
                Code::ReferenceCycle,
                &def.pointer,
                format!("reference cycle through `{name}`"),
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

/// The lists of options that are an option of themselves by nothing but options. Without recursion, and each looked at twice: in
/// the order in which they end, then against it, from which only what lies on a common circle is reached.
fn options_of_themselves(api: &Api) -> BTreeSet<String> {
    let mut options: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, def) in &api.types {
        if let Shape::OneOf(one_of) = &def.shape {
            let named = one_of.options.iter().filter_map(|option| match &option.ty {
                Type::Named(option) => Some(option.as_str()),
                _ => None,
            });
            let named: Vec<&str> = named.collect();
            for option in &named {
                holders.entry(option).or_default().push(name);
            }
            options.insert(name, named);
        }
    }
    let mut seen: HashSet<&str> = HashSet::new();
    let mut ended: Vec<&str> = Vec::new();
    for root in options.keys() {
        let mut open = vec![(*root, false)];
        while let Some((name, is_left)) = open.pop() {
            if is_left {
                ended.push(name);
            } else if seen.insert(name)
                && let Some(options) = options.get(name)
            {
                open.push((name, true));
                open.extend(options.iter().map(|option| (*option, false)));
            }
        }
    }
    let mut found = BTreeSet::new();
    for root in ended.into_iter().rev() {
        let mut open = vec![root];
        let mut circle = Vec::new();
        while let Some(name) = open.pop() {
            if seen.remove(name) {
                circle.push(name);
                open.extend(holders.get(name).into_iter().flatten());
            }
        }
        let is_own_option = || options.get(root).is_some_and(|all| all.contains(&root));
        if circle.len() > 1 || (circle.len() == 1 && is_own_option()) {
            found.extend(circle.into_iter().map(str::to_owned));
        }
    }
    found
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
    let mut seen: HashMap<&str, Seen> = HashMap::new();
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
