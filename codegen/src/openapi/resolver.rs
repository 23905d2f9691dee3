//! References: the one place that knows how they are written, and the one that follows them.
//!
//! A reference leads to a node: a JSON pointer and the value there. On the way to it other references may stand, also in the
//! middle of the pointer.

use serde_json::{Map, Value};

use super::table::Object;
use crate::diagnostic::did_you_mean;
use crate::ground::pointer::{Path, find, item_number, percent_decoded, step, unescaped};

/// The key that makes an object a reference.
const KEYWORD: &str = "$ref";

/// How many references may lead to each other. Longer chains that end were shortened.
pub(crate) const LONGEST_CHAIN: usize = 64;

/// How the names of files end that hold YAML or JSON.
const FILE_ENDINGS: [&str; 3] = [".yaml", ".yml", ".json"];

/// A value of the document and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node<'d> {
    pub(crate) pointer: String,
    pub(crate) value: &'d Value,
}

/// Where a reference leads, as it is written: a file, if it names one, and a JSON pointer in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The path from the file that holds the reference.
    pub(crate) file: Option<String>,
    pub(crate) pointer: String,
}

impl Link {
    pub(crate) fn new(target: &str) -> Self {
        let (file, pointer) = target.split_once('#').unwrap_or((target, ""));
        Self {
            file: Some(file)
                .filter(|file| !file.is_empty())
                .map(percent_decoded),
            pointer: percent_decoded(pointer),
        }
    }

    /// Writes the reference to a location in a file.
    pub(crate) fn to(file: &str, pointer: &str) -> String {
        let file = file.replace('%', "%25").replace('#', "%23");
        format!("{file}{}", reference_to(pointer))
    }
}

/// Returns what stands under `$ref`, whatever it is.
pub(crate) fn written(value: &Value) -> Option<&Value> {
    written_in(value.as_object()?)
}

fn written_in(members: &Map<String, Value>) -> Option<&Value> {
    // Nearly all that are references are nothing else, and nearly all others are not: a look at each key costs less than a
    // look-up.
    let mut members = members.iter();
    members
        .find(|(key, _)| *key == KEYWORD)
        .map(|(_, target)| target)
}

/// Returns whether a value is meant as a reference.
pub(crate) fn is_reference(value: &Value) -> bool {
    written(value).is_some()
}

/// Returns what a value refers to.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    written(value)?.as_str()
}

/// Returns whether a key makes an object a reference.
pub(crate) fn is_keyword(key: &str) -> bool {
    key == KEYWORD
}

/// Returns whether a text can be a reference at all.
pub(crate) fn can_be_followed(target: &str) -> bool {
    !target.is_empty() && !target.contains(char::is_control)
}

/// Returns whether a reference leads to another file or address.
pub(crate) fn leads_elsewhere(target: &str) -> bool {
    !target.starts_with('#')
}

/// Returns whether a reference names a location in a file, and not the whole file.
pub(crate) fn names_a_location(target: &str) -> bool {
    target.contains('#')
}

/// Returns whether a text is a reference to a part of the document.
pub(crate) fn leads_within(text: &str) -> bool {
    text.starts_with("#/")
}

/// Returns whether a text ends as the name of a YAML or JSON file.
pub(crate) fn names_a_file(text: &str) -> bool {
    FILE_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Returns the name of a file without the ending of YAML or JSON.
pub(crate) fn file_stem(name: &str) -> &str {
    let mut stems = FILE_ENDINGS
        .iter()
        .filter_map(|ending| name.strip_suffix(ending));
    stems.next().unwrap_or(name)
}

/// Returns the last name in the JSON pointer of a reference.
pub(crate) fn last_name(target: &str) -> Option<String> {
    let pointer = Link::new(target).pointer;
    let (_, name) = pointer.rsplit_once('/')?;
    Some(unescaped(name))
}

/// Returns whether a text can be a reference to a location of the document that is no component.
pub(crate) fn leads_deep(text: &str) -> bool {
    let mut sections = Object::Components.keys().iter();
    text.starts_with('#') && !sections.any(|(section, _)| names_component(text, section))
}

/// Returns the location of the `$ref` of an object.
pub(crate) fn at_reference(pointer: &str) -> String {
    step(pointer, KEYWORD)
}

/// Returns the location of the `$ref` of an object, on the way through a tree.
pub(crate) const fn path_of_reference<'p>(at: &'p Path<'p>) -> Path<'p> {
    at.member(KEYWORD)
}

/// Makes an object a reference, or lets it refer to something else.
pub(crate) fn refer(members: &mut Map<String, Value>, target: String) {
    members.insert(KEYWORD.to_owned(), Value::String(target));
}

/// Takes the reference out of an object.
pub(crate) fn take(members: &mut Map<String, Value>) -> Option<Value> {
    members.shift_remove(KEYWORD)
}

/// Writes the reference to a location of the document.
pub(crate) fn reference_to(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

/// Returns the reference within the document that one without its first slash should be: a JSON pointer begins with a slash.
pub(crate) fn with_slash(target: &str) -> Option<String> {
    let pointer = target.strip_prefix('#')?;
    // An anchor has no slash.
    let lacks_one = pointer.contains('/') && !pointer.starts_with(['/', '%']);
    lacks_one.then(|| format!("#/{pointer}"))
}

/// Returns the JSON pointer of a reference within the document.
pub(crate) fn pointer_within(target: &str) -> Option<String> {
    target.strip_prefix('#').map(percent_decoded)
}

/// Returns the JSON pointer that a value refers to, if it refers to a location of the document.
pub(crate) fn pointer_of(value: &Value) -> Option<String> {
    pointer_within(reference(value)?)
}

/// Returns the name of the component that `#/components/SECTION/NAME` leads to.
pub(crate) fn component(target: &str, section: &str) -> Option<String> {
    if !names_component(target, section) {
        return None;
    }
    let (_, name) = target.rsplit_once('/')?;
    Some(unescaped(&percent_decoded(name)))
}

/// Returns whether a reference is of the form `#/components/SECTION/NAME`.
pub(crate) fn names_component(target: &str, section: &str) -> bool {
    let name = target.strip_prefix("#/components/");
    let name = name.and_then(|rest| rest.strip_prefix(section)?.strip_prefix('/'));
    name.is_some_and(|name| !name.contains('/') && !escapes_slash(name))
}

/// Returns whether a slash is percent-encoded, which is a step of a pointer like any other.
fn escapes_slash(text: &str) -> bool {
    text.contains('%') && (text.contains("%2F") || text.contains("%2f"))
}

/// Returns the node at a JSON pointer. Where the pointer leads through a reference, it goes on in what that leads to; the node
/// then has the pointer that leads there without it.
pub(crate) fn node<'d>(tree: &'d Value, pointer: &str) -> Option<Node<'d>> {
    if let Some(value) = find(tree, pointer) {
        let pointer = pointer.to_owned();
        return Some(Node { pointer, value });
    }
    through_references(tree, pointer, &mut { LONGEST_CHAIN })
}

fn through_references<'d>(tree: &'d Value, pointer: &str, left: &mut usize) -> Option<Node<'d>> {
    let mut here = Node {
        pointer: String::new(),
        value: tree,
    };
    for key in pointer.strip_prefix('/')?.split('/') {
        while let Some(next) = pointer_of(here.value) {
            *left = left.checked_sub(1)?;
            here = match find(tree, &next) {
                Some(value) => Node {
                    pointer: next,
                    value,
                },
                None => through_references(tree, &next, left)?,
            };
        }
        let value = match here.value {
            Value::Object(members) => members.get(&unescaped(key))?,
            Value::Array(items) => items.get(item_number(key)?)?,
            _ => return None,
        };
        let pointer = format!("{}/{key}", here.pointer);
        here = Node { pointer, value };
    }
    Some(here)
}

/// Follows one reference within the document.
pub(crate) fn target<'d>(tree: &'d Value, value: &Value) -> Option<Node<'d>> {
    node(tree, &pointer_of(value)?)
}

/// Returns what a value leads to through references within the document; where they lead nowhere, the last of them.
pub(crate) fn resolved<'d>(tree: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..LONGEST_CHAIN {
        match target(tree, value) {
            Some(node) => value = node.value,
            None => break,
        }
    }
    value
}

/// Returns the JSON pointer of what a value at a JSON pointer leads to through references within the document.
pub(crate) fn ends_at(tree: &Value, value: &Value, at: String) -> String {
    let mut end = at;
    let mut value = value;
    for _ in 0..LONGEST_CHAIN {
        match target(tree, value) {
            Some(node) => (end, value) = (node.pointer, node.value),
            None => break,
        }
    }
    end
}

/// Returns what a discriminator's value leads to, by the name of a schema or by a reference within the document.
pub(crate) fn schema_named<'d>(tree: &'d Value, target: &str) -> Option<&'d Value> {
    match pointer_within(target) {
        Some(pointer) => node(tree, &pointer).map(|node| node.value),
        None => tree.get("components")?.get("schemas")?.get(target),
    }
}

/// Returns the key that somebody may have meant by the last step of a pointer that leads nowhere.
pub(crate) fn near<'d>(tree: &'d Value, pointer: &str) -> Option<&'d str> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let known = find(tree, parent)?.as_object()?;
    did_you_mean(name, known.keys().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({
            "paths": { "/a b": { "get": { "parameters": [{ "name": "limit" }] } } },
            "components": { "schemas": {
                "A/B": { "properties": { "x~y": { "type": "string" } } },
                "Alias": { "$ref": "#/components/schemas/A~1B" },
                "Twice": { "$ref": "#/components/schemas/Alias" },
                "Loop": { "$ref": "#/components/schemas/Loop" },
            } },
        })
    }

    fn leads_to(target: &str) -> Option<(String, Value)> {
        let tree = document();
        let found = node(&tree, &pointer_within(target)?)?;
        Some((found.pointer, found.value.clone()))
    }

    #[test]
    fn a_reference_leads_to_any_location_of_the_document() {
        let cases = [
            (
                "#/components/schemas/A~1B/properties/x~0y",
                "/components/schemas/A~1B/properties/x~0y",
            ),
            (
                "#/components/schemas/A%7E1B/properties/x~0y",
                "/components/schemas/A~1B/properties/x~0y",
            ),
            (
                "#/paths/~1a%20b/get/parameters/0",
                "/paths/~1a b/get/parameters/0",
            ),
            ("#", ""),
        ];
        for (target, pointer) in cases {
            let found = leads_to(target).map(|(pointer, _)| pointer);
            assert_eq!(found.as_deref(), Some(pointer), "{target}");
        }
        for nowhere in [
            "#/components/schemas/C",
            "#/paths/~1a b/get/parameters/1",
            "#components",
            "b.yaml",
        ] {
            assert_eq!(leads_to(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn a_pointer_goes_on_behind_the_references_on_its_way() {
        for alias in ["Alias", "Twice"] {
            let target = format!("#/components/schemas/{alias}/properties/x~0y");
            let (pointer, value) = leads_to(&target).unwrap();
            assert_eq!(pointer, "/components/schemas/A~1B/properties/x~0y");
            assert_eq!(value, json!({ "type": "string" }));
        }
        assert_eq!(leads_to("#/components/schemas/Loop/properties/x"), None);
    }

    #[test]
    fn a_chain_ends_at_what_is_no_reference_and_a_cycle_somewhere() {
        let tree = document();
        let schema = |name: &str| &tree["components"]["schemas"][name];
        assert_eq!(resolved(&tree, schema("Twice")), schema("A/B"));
        assert_eq!(resolved(&tree, schema("Loop")), schema("Loop"));
    }

    #[test]
    fn a_link_is_decoded_once() {
        let link = Link::new("a%20b%2523.yaml#/c%2520d/~1e");
        assert_eq!(link.file.as_deref(), Some("a b%23.yaml"));
        assert_eq!(link.pointer, "/c%20d/~1e");
        let written = Link::to("a b%23.yaml", "/c%20d/~1e");
        assert_eq!(Link::new(&written), link);
        assert_eq!(Link::new("#/a").file, None);
        assert_eq!(Link::new("b.yaml").pointer, "");
    }

    #[test]
    fn what_is_no_component_is_deep() {
        for deep in [
            "#",
            "#/a",
            "#/components/schemas/A/items",
            "#/paths/~1a/get",
            "#/definitions/A",
            "#/components/definitions/A",
            "#/components/x-schemas/A",
            "#/components/schemas/A%2fitems",
        ] {
            assert!(leads_deep(deep), "{deep}");
        }
        for other in ["#/components/schemas/A~1B", "a.yaml#/a", "A", ""] {
            assert!(!leads_deep(other), "{other}");
        }
    }

    #[test]
    fn the_last_name_of_a_reference_is_decoded_once() {
        let name = |target| last_name(target);
        assert_eq!(name("#/components/schemas/C%20d").as_deref(), Some("C d"));
        assert_eq!(name("a.yaml#/A~1B%2520").as_deref(), Some("A/B%20"));
        assert_eq!(name("folder/a.yaml"), None);
    }

    #[test]
    fn a_component_is_named_by_its_section() {
        let name = |target| component(target, "schemas");
        assert_eq!(
            name("#/components/schemas/A~1B%20C").as_deref(),
            Some("A/B C")
        );
        assert_eq!(name("#/components/schemas/A/properties/b"), None);
        assert_eq!(name("#/components/responses/A"), None);
        assert_eq!(name("#/components/schemas/A%2Fproperties%2Fb"), None);
    }
}
