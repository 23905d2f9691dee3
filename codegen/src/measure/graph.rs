//! What an operation reaches, as a graph: operations, components and whatever else references lead to.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::finding::Finding;
use crate::ground::pointer::step;
use crate::openapi::resolver::{self, pointer_within, resolved};
use crate::openapi::{Found, Object, operations};

/// What of the members of its object a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    All,
    Only(&'static str),
    Without(&'static str),
}

impl Share {
    pub(super) fn has(self, key: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(only) => key == only,
            Self::Without(other) => key != other,
        }
    }
}

/// A part of the document that is looked at once, however many others lead to it.
#[derive(Debug)]
pub(super) struct Node<'d> {
    pub(super) value: &'d Value,
    pub(super) object: Object,
    pub(super) at: String,
    pub(super) share: Share,
    /// Whether what is around it is no node that leads to it by being around it.
    is_outermost: bool,
    /// Where references in it lead.
    pub(super) edges: Vec<usize>,
    /// What was found in it.
    pub(super) findings: Vec<usize>,
}

/// Where an operation enters the graph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entrance {
    pub(super) request: usize,
    pub(super) responses: usize,
}

/// The graph of a document.
pub(super) struct Graph<'d> {
    tree: &'d Value,
    nodes: Vec<Node<'d>>,
    /// The numbers of the nodes, by JSON pointer.
    numbers: IndexMap<String, usize>,
    /// Where references lead, by what is written.
    targets: IndexMap<(&'d str, Object), Option<usize>>,
    findings: Vec<Finding>,
    entrances: Vec<Entrance>,
}

impl<'d> Graph<'d> {
    pub(super) fn new(tree: &'d Value) -> Self {
        let mut graph = Self {
            tree,
            nodes: Vec::new(),
            numbers: IndexMap::new(),
            targets: IndexMap::new(),
            findings: Vec::new(),
            entrances: Vec::new(),
        };
        for found in operations(tree) {
            let entrance = graph.operation(&found);
            graph.entrances.push(entrance);
        }
        graph
    }

    pub(super) fn nodes(&self) -> &[Node<'d>] {
        &self.nodes
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns where the operations enter, in the order of the document.
    pub(super) fn entrances(&self) -> &[Entrance] {
        &self.entrances
    }

    fn operation(&mut self, found: &Found<'d>) -> Entrance {
        let item_at = step("/paths", found.path);
        let at = found.pointer();
        let responses_at = step(&at, "responses");
        let (item, operation) = (found.item, found.operation);
        let responses = self.outermost(
            responses_at,
            (operation, Object::Operation, &at),
            Share::Only("responses"),
        );
        let whole_item = self.outermost(
            item_at.clone(),
            (item, Object::PathItem, &item_at),
            Share::All,
        );
        let mut edges = vec![whole_item];
        edges.extend(self.shared_parameters(found, &item_at));
        if operation.get("security").is_none() {
            edges.push(self.of_root("security"));
        }
        let has_servers = |of: &Value| {
            let servers = of.get("servers").and_then(Value::as_array);
            servers.is_some_and(|servers| !servers.is_empty())
        };
        if has_servers(operation) {
        } else if has_servers(item) {
            let servers_at = step(&item_at, "servers");
            let part = (item, Object::PathItem, item_at.as_str());
            edges.push(self.outermost(servers_at, part, Share::Only("servers")));
        } else {
            edges.push(self.of_root("servers"));
        }
        let part = (operation, Object::Operation, at.as_str());
        let request = self.outermost(at.clone(), part, Share::Without("responses"));
        if let Some(node) = self.nodes.get_mut(request) {
            node.edges.extend(edges);
        }
        Entrance { request, responses }
    }

    fn of_root(&mut self, key: &'static str) -> usize {
        let part = (self.tree, Object::Root, "");
        self.outermost(step("", key), part, Share::Only(key))
    }

    /// The parameters of a path that its operation does not replace.
    fn shared_parameters(&mut self, found: &Found<'d>, item_at: &str) -> Vec<usize> {
        let tree = self.tree;
        let key = |parameter: &'d Value| {
            let parameter = resolved(tree, parameter);
            let name = parameter.get("name").and_then(Value::as_str);
            let location = parameter.get("in").and_then(Value::as_str);
            let name = name.unwrap_or_default();
            // Headers are the same in any case.
            match location {
                Some("header") => (name.to_ascii_lowercase(), location),
                _ => (name.to_owned(), location),
            }
        };
        let list = |of: &'d Value| of.get("parameters").and_then(Value::as_array);
        let own: HashSet<_> = list(found.operation)
            .into_iter()
            .flatten()
            .map(key)
            .collect();
        let shared = list(found.item).into_iter().flatten().enumerate();
        let shared = shared.filter(|(_, parameter)| !own.contains(&key(parameter)));
        let at = step(item_at, "parameters");
        shared
            .map(|(number, parameter)| {
                let at = format!("{at}/{number}");
                self.outermost(at.clone(), (parameter, Object::Parameter, &at), Share::All)
            })
            .collect()
    }

    /// A node that an operation needs, and that no other node contains.
    fn outermost(&mut self, key: String, part: (&'d Value, Object, &str), share: Share) -> usize {
        let number = self.node(key, part, share);
        if let Some(node) = self.nodes.get_mut(number) {
            node.is_outermost = true;
        }
        number
    }

    fn node(
        &mut self,
        key: String,
        (value, object, at): (&'d Value, Object, &str),
        share: Share,
    ) -> usize {
        let number = *self.numbers.entry(key).or_insert(self.nodes.len());
        if number == self.nodes.len() {
            self.nodes.push(Node {
                value,
                object,
                at: at.to_owned(),
                share,
                is_outermost: false,
                edges: Vec::new(),
                findings: Vec::new(),
            });
        }
        number
    }

    /// The node that a reference leads to.
    pub(super) fn target(&mut self, written: &'d str, object: Object) -> Option<usize> {
        let object = object.general();
        if let Some(known) = self.targets.get(&(written, object)) {
            return *known;
        }
        let tree = self.tree;
        let node = pointer_within(written).and_then(|pointer| resolver::node(tree, &pointer));
        let number = node.map(|node| {
            let part = (node.value, object, node.pointer.as_str());
            self.node(node.pointer.clone(), part, Share::All)
        });
        self.targets.insert((written, object), number);
        number
    }

    /// The node of a schema at a JSON pointer.
    pub(super) fn schema(&mut self, pointer: &str) -> Option<usize> {
        let node = resolver::node(self.tree, pointer)?;
        let part = (node.value, Object::Schema, node.pointer.as_str());
        Some(self.node(node.pointer.clone(), part, Share::All))
    }

    /// The node of a security scheme.
    pub(super) fn scheme(&mut self, name: &str) -> Option<usize> {
        let scheme = self
            .tree
            .get("components")?
            .get("securitySchemes")?
            .get(name)?;
        let at = step("/components/securitySchemes", name);
        let part = (scheme, Object::SecurityScheme, at.as_str());
        Some(self.node(at.clone(), part, Share::All))
    }

    /// Adds what was found in a node.
    pub(super) fn add(&mut self, number: usize, edges: Vec<usize>, findings: Vec<Finding>) {
        let first = self.findings.len();
        self.findings.extend(findings);
        let last = self.findings.len();
        if let Some(node) = self.nodes.get_mut(number) {
            node.edges.extend(edges);
            node.edges.sort_unstable();
            node.edges.dedup();
            node.findings.extend(first..last);
        }
    }

    /// Adds a finding to the nodes that it stands in: the innermost, and those around it up to the outermost.
    pub(super) fn attach(&mut self, finding: Finding) {
        let number = self.findings.len();
        let mut around = finding.pointer.as_str();
        loop {
            if let Some(node) = self.numbers.get(around)
                && let Some(node) = self.nodes.get_mut(*node)
            {
                node.findings.push(number);
                if node.is_outermost {
                    break;
                }
            }
            match around.rsplit_once('/') {
                Some((shorter, _)) => around = shorter,
                None => break,
            }
        }
        self.findings.push(finding);
    }
}
