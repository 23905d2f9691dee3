//! What each node of the graph reaches, in time that grows with the graph: nodes that lead to each other reach the same.

use std::collections::BTreeMap;

use super::finding::{Finding, Key};
use super::graph::{Entrance, Graph};

/// For each node, the first finding of each key that it reaches.
#[derive(Debug)]
pub(super) struct Totals {
    /// The number of the component that a node is in. A component leads to others with smaller numbers only.
    component_of: Vec<usize>,
    first: Vec<BTreeMap<Key, usize>>,
}

impl Totals {
    pub(super) fn new(graph: &Graph<'_>) -> Self {
        let edges: Vec<&[usize]> = graph.nodes().iter().map(|node| &node.edges[..]).collect();
        let component_of = components(&edges);
        let count = component_of.iter().max().map_or(0, |last| last + 1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (node, component) in component_of.iter().enumerate() {
            if let Some(members) = members.get_mut(*component) {
                members.push(node);
            }
        }
        let mut first: Vec<BTreeMap<Key, usize>> = Vec::with_capacity(count);
        for (component, members) in members.iter().enumerate() {
            let nodes = || members.iter().filter_map(|node| graph.nodes().get(*node));
            let mut own: BTreeMap<Key, usize> = BTreeMap::new();
            for number in nodes().flat_map(|node| &node.findings) {
                if let Some(finding) = graph.findings().get(*number) {
                    own.entry(finding.key()).or_insert(*number);
                }
            }
            let others = nodes().flat_map(|node| &node.edges);
            let others = others.filter_map(|node| component_of.get(*node));
            for reached in others.filter(|other| **other != component) {
                for (key, number) in first.get(*reached).into_iter().flatten() {
                    own.entry(*key).or_insert(*number);
                }
            }
            first.push(own);
        }
        Self {
            component_of,
            first,
        }
    }

    /// Returns the first finding of each key that a node reaches.
    pub(super) fn of(&self, node: usize) -> impl Iterator<Item = (Key, usize)> {
        let component = self.component_of.get(node);
        let first = component.and_then(|component| self.first.get(*component));
        first
            .into_iter()
            .flatten()
            .map(|(key, number)| (*key, *number))
    }

    /// Returns the findings that make a difference to some of these operations.
    pub(super) fn findings<'g>(
        &self,
        graph: &'g Graph<'_>,
        called: &[Entrance],
    ) -> Vec<&'g Finding> {
        let sent = reached(graph, called.iter().map(|entrance| entrance.request));
        let received = reached(graph, called.iter().map(|entrance| entrance.responses));
        let mut found = Vec::new();
        for (number, node) in graph.nodes().iter().enumerate() {
            let is = |reached: &[bool]| reached.get(number).copied().unwrap_or_default();
            let (sent, received) = (is(&sent), is(&received));
            let findings = node.findings.iter();
            found.extend(findings.filter_map(|finding| {
                let finding = graph.findings().get(*finding)?;
                let key = finding.key();
                let counts = (sent && key.is_of_requests()) || (received && key.is_of_responses());
                counts.then_some(finding)
            }));
        }
        found
    }
}

/// Which nodes are reached from some of them.
fn reached(graph: &Graph<'_>, from: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; graph.nodes().len()];
    let mut open: Vec<usize> = from.collect();
    while let Some(number) = open.pop() {
        if let Some(known) = reached.get_mut(number)
            && !*known
        {
            *known = true;
            open.extend(
                graph
                    .nodes()
                    .get(number)
                    .into_iter()
                    .flat_map(|node| &node.edges),
            );
        }
    }
    reached
}

/// The strongly connected components of a graph, by Tarjan's algorithm, without recursion: a document can make a chain of any length.
fn components(edges: &[&[usize]]) -> Vec<usize> {
    const NOT_SEEN: usize = usize::MAX;
    let mut search = Search {
        index: vec![NOT_SEEN; edges.len()],
        low: vec![0; edges.len()],
        component: vec![NOT_SEEN; edges.len()],
        stack: Vec::new(),
        seen: 0,
        components: 0,
    };
    for root in 0..edges.len() {
        if search.index.get(root) != Some(&NOT_SEEN) {
            continue;
        }
        // A node, and how many of its edges were followed.
        let mut open = vec![(root, 0)];
        search.enter(root);
        while let Some((node, followed)) = open.last_mut() {
            let node = *node;
            let next = edges.get(node).and_then(|edges| edges.get(*followed));
            *followed += 1;
            match next {
                Some(next) if search.index.get(*next) == Some(&NOT_SEEN) => {
                    search.enter(*next);
                    open.push((*next, 0));
                }
                Some(next) if search.component.get(*next) == Some(&NOT_SEEN) => {
                    let index = search.index.get(*next).copied().unwrap_or_default();
                    search.lower(node, index);
                }
                Some(_) => {}
                None => {
                    open.pop();
                    search.leave(node);
                    let low = search.low.get(node).copied().unwrap_or_default();
                    if let Some((parent, _)) = open.last() {
                        search.lower(*parent, low);
                    }
                }
            }
        }
    }
    search.component
}

struct Search {
    index: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    stack: Vec<usize>,
    seen: usize,
    components: usize,
}

impl Search {
    fn enter(&mut self, node: usize) {
        if let (Some(index), Some(low)) = (self.index.get_mut(node), self.low.get_mut(node)) {
            *index = self.seen;
            *low = self.seen;
        }
        self.seen += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    /// Takes the component of which a node was the first from the stack.
    fn leave(&mut self, node: usize) {
        if self.index.get(node) != self.low.get(node) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            if let Some(component) = self.component.get_mut(member) {
                *component = self.components;
            }
            if member == node {
                break;
            }
        }
        self.components += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_that_lead_to_each_other_are_one_component_and_lead_to_smaller_numbers() {
        // 0 → 1 ⇄ 2 → 3, 4 ⇄ 4, 3 → 5.
        let edges: [&[usize]; 6] = [&[1], &[2], &[1, 3], &[5], &[4], &[]];
        let found = components(&edges);
        assert_eq!(found[1], found[2]);
        for (from, to) in [(0, 1), (2, 3), (3, 5)] {
            assert!(found[from] > found[to], "{found:?}");
        }
        assert_ne!(found[4], found[3]);
    }

    #[test]
    fn a_long_chain_needs_no_recursion() {
        let chain: Vec<[usize; 1]> = (1..200_001).map(|next| [next % 200_000]).collect();
        let edges: Vec<&[usize]> = chain.iter().map(|edges| &edges[..]).collect();
        assert!(components(&edges).iter().all(|component| *component == 0));
    }
}
