//! Structs that hold themselves.
//!
//! One that does so other than through a list, a map or an optional part has no end; one that does so through an
//! optional part has no size in Rust, which is not supported yet.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Report};
use crate::ir::{Api, Field, Shape, Type, TypeDef};

pub(super) fn check(api: &Api, report: &mut Report) {
    let circles = Circles::of(api);
    for (name, def) in &api.types {
        let circle = circles.number.get(name.as_str());
        let mut back = parts(api, def)
            .filter(|(_, part)| circles.number.get(part.name.wire.as_str()) == circle);
        if let Some((field, part)) = back.next() {
            report.error(
                Code::CyclicReference,
                &field.pointer,
                format!(
                    "`{}` holds itself without a list or a map between",
                    part.name.wire
                ),
                "recursive schemas are not supported yet: put a list between, or receive raw JSON",
            );
        }
    }
}

/// The structs that a struct holds, each with the property that holds it.
fn parts<'a>(api: &'a Api, def: &'a TypeDef) -> impl Iterator<Item = (&'a Field, &'a TypeDef)> {
    let fields = match &def.shape {
        Shape::Struct(structure) => structure.fields.as_slice(),
        // Each option is in a box of its own.
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => &[],
    };
    fields.iter().filter_map(|field| {
        let inner = match &field.ty {
            Type::Sensitive(inner) => inner,
            other => other,
        };
        let part = api
            .type_def(inner)
            .filter(|part| matches!(part.shape, Shape::Struct(_)))?;
        Some((field, part))
    })
}

/// Types that lead to each other have the same number: Tarjan's strongly connected components, without recursion,
/// since a document can make a chain of any length.
#[derive(Default)]
struct Circles<'a> {
    number: BTreeMap<&'a str, usize>,
    index: BTreeMap<&'a str, usize>,
    lowest: BTreeMap<&'a str, usize>,
    waiting: Vec<&'a str>,
}

impl<'a> Circles<'a> {
    fn of(api: &'a Api) -> Self {
        let mut circles = Self::default();
        for def in api.types.values() {
            if !circles.index.contains_key(def.name.wire.as_str()) {
                circles.visit(api, def);
            }
        }
        circles
    }

    fn visit(&mut self, api: &'a Api, root: &'a TypeDef) {
        let mut open = vec![self.enter(api, root)];
        while let Some((name, rest)) = open.last_mut() {
            let name = *name;
            match rest.pop() {
                Some(part) => {
                    let next = part.name.wire.as_str();
                    if !self.index.contains_key(next) {
                        let entered = self.enter(api, part);
                        open.push(entered);
                    } else if !self.number.contains_key(next) {
                        self.lower(name, self.index[next]);
                    }
                }
                None => {
                    self.leave(name);
                    open.pop();
                    if let Some((above, _)) = open.last() {
                        let above = *above;
                        self.lower(above, self.lowest[name]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, api: &'a Api, def: &'a TypeDef) -> (&'a str, Vec<&'a TypeDef>) {
        let name = def.name.wire.as_str();
        let index = self.index.len();
        self.index.insert(name, index);
        self.lowest.insert(name, index);
        self.waiting.push(name);
        (name, parts(api, def).map(|(_, part)| part).collect())
    }

    fn lower(&mut self, name: &'a str, candidate: usize) {
        if let Some(lowest) = self.lowest.get_mut(name) {
            *lowest = candidate.min(*lowest);
        }
    }

    /// When nothing below leads further up, all that waits since then is one circle.
    fn leave(&mut self, name: &'a str) {
        if self.lowest[name] != self.index[name] {
            return;
        }
        let number = self.index[name];
        while let Some(member) = self.waiting.pop() {
            self.number.insert(member, number);
            if member == name {
                break;
            }
        }
    }
}
