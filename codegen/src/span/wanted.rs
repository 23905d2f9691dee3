//! The values whose places are asked for.

use std::collections::HashMap;
use std::ops::Range;

use crate::ground::pointer::name_of;

/// The values that were asked for, and all that they are in, as a tree of names. A whole document has a hundred thousand values,
/// of which a handful is asked for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Where it stands, if it was found.
    span: Option<Range<usize>>,
    /// How often it was found: more than once where a key stands twice.
    found: usize,
    /// How often what it is in had been found by then.
    within: usize,
    parent: usize,
    below: HashMap<String, usize>,
}

/// The root of [`Wanted`].
pub(super) const ROOT: usize = 0;

impl Wanted {
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }

    pub(super) fn add(&mut self, pointer: &str) {
        let mut node = ROOT;
        for step in pointer.split('/').skip(1) {
            let name = name_of(step);
            node = match self.below(node, &name) {
                Some(known) => known,
                None => {
                    let new = self.nodes.len();
                    self.nodes.push(Node {
                        parent: node,
                        ..Node::default()
                    });
                    self.nodes[node].below.insert(name.into_owned(), new);
                    new
                }
            };
        }
    }

    /// What is wanted of a value, by the name of its member or the number of its item.
    pub(super) fn below(&self, node: usize, key: &str) -> Option<usize> {
        self.nodes[node].below.get(key).copied()
    }

    /// Whether anything below a value is wanted.
    pub(super) fn is_wanted_below(&self, node: usize) -> bool {
        !self.nodes[node].below.is_empty()
    }

    /// Notes where a value stands. Of a key that stands twice the last counts, as for the reader.
    pub(super) fn found(&mut self, node: usize, span: Range<usize>) {
        let within = self.nodes[self.nodes[node].parent].found;
        let node = &mut self.nodes[node];
        node.span = Some(span);
        node.found += 1;
        node.within = within;
    }

    pub(super) fn nearest(&self, pointer: &str) -> Option<Range<usize>> {
        let mut node = &self.nodes[ROOT];
        let mut nearest = node.span.as_ref();
        for step in pointer.split('/').skip(1) {
            match node
                .below
                .get(&*name_of(step))
                .map(|below| &self.nodes[*below])
            {
                // What was found in an earlier value of the same key is not there any more.
                Some(below) if below.span.is_some() && below.within == node.found => node = below,
                _ => break,
            }
            nearest = node.span.as_ref();
        }
        nearest.cloned()
    }
}
