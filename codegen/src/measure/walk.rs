//! The walk over the nodes of the graph: each pair of an object and a keyword.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::finding::Finding;
use super::graph::{Graph, Share};
use crate::account::{As, Mark, Marks, Role};
use crate::diagnostic::Code;
use crate::ground::pointer::Path;
use crate::ground::regex;
use crate::openapi::resolver;
use crate::openapi::{Expected, METHODS, Object, Visitor, walk, walk_or_reference};

/// Looks at each node that the operations reach, and adds what was reported or noted of the nodes.
/// Without marks, only of interest is what leads to what.
pub(super) fn visit(graph: &mut Graph<'_>, marks: Option<&Marks>, found: Vec<Finding>) {
    let covered: HashSet<&str> = found.iter().map(|found| found.pointer.as_str()).collect();
    let mut number = 0;
    while let Some(node) = graph.nodes().get(number) {
        let (value, object, at, share) = (node.value, node.object, node.at.clone(), node.share);
        let mut walker = Walker {
            graph: &mut *graph,
            marks,
            covered: &covered,
            share,
            around: Vec::new(),
            at: String::new(),
            edges: Vec::new(),
            findings: Vec::new(),
        };
        match share {
            Share::Only(_) => walk(value, object, &Path::Pointer(&at), &mut walker),
            _ => walk_or_reference(value, object, &Path::Pointer(&at), &mut walker),
        }
        let Walker {
            mut edges,
            findings,
            ..
        } = walker;
        let led = marks.map_or(&[][..], |marks| marks.led(&at));
        edges.extend(led.iter().filter_map(|led| graph.schema(led)));
        graph.add(number, edges, findings);
        number += 1;
    }
    for finding in found {
        graph.attach(finding);
    }
}

/// What the walk is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// The object of which the node is a share.
    Share,
    /// An object that was read.
    Read(As),
    /// One that nothing accounts for, such as an operation that is left out. Only where it leads is of interest.
    Unread,
}

/// Visits what belongs to one node.
struct Walker<'d, 'g> {
    graph: &'g mut Graph<'d>,
    marks: Option<&'g Marks>,
    covered: &'g HashSet<&'g str>,
    share: Share,
    around: Vec<Around>,
    at: String,
    edges: Vec<usize>,
    findings: Vec<Finding>,
}

impl<'d> Walker<'d, '_> {
    fn find(&mut self, code: Option<Code>, at: &Path<'_>) {
        let mut pointer = String::new();
        at.write_to(&mut pointer);
        self.findings.push(Finding::of_table(code, pointer));
    }
}

impl<'d> Visitor<'d> for Walker<'d, '_> {
    fn object(&mut self, _: &'d Map<String, Value>, object: Object, at: &Path<'_>) -> bool {
        if self.around.is_empty() && matches!(self.share, Share::Only(_)) {
            self.around.push(Around::Share);
            return true;
        }
        let is_in_unread = self.around.last() == Some(&Around::Unread);
        let Some(marks) = self.marks.filter(|_| !is_in_unread) else {
            self.around.push(Around::Unread);
            return true;
        };
        self.at.clear();
        at.write_to(&mut self.at);
        let what = match marks.of(&self.at) {
            Some(mark) => mark.read,
            None => match unmarked(marks, self.covered, &self.at, object) {
                Unmarked::Merged => As::Merged,
                Unmarked::Covered => return false,
                Unmarked::Unaccounted => {
                    self.find(None, at);
                    self.around.push(Around::Unread);
                    return true;
                }
            },
        };
        if what.is_all_below() {
            return false;
        }
        self.around.push(Around::Read(what));
        true
    }

    fn end(&mut self, _: Object) {
        self.around.pop();
    }

    fn keyword(
        &mut self,
        object: Object,
        key: &'d str,
        value: &'d Value,
        expected: Option<Expected>,
        at: &Path<'_>,
    ) -> bool {
        if self.around.len() == 1 && !self.share.has(key) {
            return false;
        }
        // Its operations and what they share are looked at with each operation.
        let is_item = object == Object::PathItem && self.share == Share::All;
        if is_item && (METHODS.contains(&key) || ["parameters", "servers"].contains(&key)) {
            return false;
        }
        // What OpenAPI does not have is documentation, or was reported. A key of ours may name schemas.
        if expected.is_none() {
            return true;
        }
        let Some(Around::Read(what)) = self.around.last() else {
            return true;
        };
        match what.role(key) {
            Some(Role::Represented) => return true,
            Some(Role::Complete | Role::Documentation) => {}
            Some(Role::Pattern(code)) => {
                let is_translated = |pattern| {
                    self.marks
                        .is_some_and(|marks| marks.translated(pattern).is_ok())
                };
                let pattern = value.as_str();
                // What is no regular expression counts as that.
                let is_none = pattern.is_some_and(|pattern| regex::fault(pattern).is_some());
                if !is_none && !pattern.is_some_and(is_translated) {
                    self.find(Some(code), at);
                }
            }
            Some(Role::Ignored(code)) => {
                // One that is false is as good as none.
                if *value != Value::Bool(false) {
                    self.find(Some(code), at);
                }
            }
            None => self.find(None, at),
        }
        false
    }

    fn entry(&mut self, of: Expected, key: &'d str, _: &'d Value, _: &Path<'_>) -> bool {
        match of {
            Expected::Requirement => {
                self.edges.extend(self.graph.scheme(key));
                false
            }
            Expected::Responses => !key.starts_with("x-"),
            _ => true,
        }
    }

    fn named(&mut self, target: &'d str) {
        self.edges.extend(self.graph.target(target, Object::Schema));
    }

    fn reference(&mut self, value: &'d Value, object: Object, _: &Path<'_>) {
        if let Some(target) = resolver::reference(value) {
            self.edges.extend(self.graph.target(target, object));
        }
    }
}

/// What an object without a mark is.
enum Unmarked {
    /// A schema in one that was merged with others.
    Merged,
    /// What is around it is ignored, or accounts for all below.
    Covered,
    Unaccounted,
}

/// Looks around an object without a mark.
fn unmarked(marks: &Marks, covered: &HashSet<&str>, at: &str, object: Object) -> Unmarked {
    let mut around = at;
    let mut nearest = None;
    loop {
        if covered.contains(around) {
            return Unmarked::Covered;
        }
        if let Some(mark) = marks.of(around) {
            if mark.read.is_all_below() {
                return Unmarked::Covered;
            }
            nearest = nearest.or(Some(mark));
        }
        match around.rsplit_once('/') {
            Some((shorter, _)) => around = shorter,
            None => break,
        }
    }
    match nearest {
        Some(Mark {
            is_merged: true, ..
        }) if object.general() == Object::Schema => Unmarked::Merged,
        _ => Unmarked::Unaccounted,
    }
}
