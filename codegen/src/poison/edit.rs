//! Which part goes with a fault.

use serde_json::Value;

use crate::ground::pointer::{find, item_number, unescaped};
use crate::openapi::resolver::{is_keyword, is_reference};
use crate::openapi::{Beside, Object};
use crate::vocabulary;

use super::stub;

/// What is done about a fault.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edit {
    /// A schema becomes one of any value.
    Raw(String),
    /// An alternative of the credentials is not used.
    Requirement(String),
    /// A security scheme keeps what says where credentials go.
    Credential(String),
    /// A response has a body that nobody reads.
    RawResponse(String),
    /// A header has any value.
    RawHeader(String),
    /// A link leads nowhere.
    RawLink(String),
    /// A member is removed.
    Remove(String),
    /// No request has the part: a parameter, a request body, a security scheme or a server.
    Unused(String, Object),
    /// A parameter, a request body or a server cannot be used, so operations that need it are left out. Of a body, the entry of its
    /// `content` that goes too.
    Needed(String, Object, Option<String>),
    /// An operation is left out, for this member of it.
    LeaveOut(String, Option<String>),
}

/// Finds what is done about faults of one document.
pub(super) struct Editing<'a> {
    tree: &'a Value,
    beside: &'a Beside,
}

impl<'a> Editing<'a> {
    pub(super) const fn new(tree: &'a Value, beside: &'a Beside) -> Self {
        Self { tree, beside }
    }

    /// Finds the innermost object around a fault that can be done without.
    pub(super) fn edit(&self, fault: &str) -> Option<Edit> {
        let steps: Vec<&str> = fault.split('/').skip(1).collect();
        let up_to = |count: usize| first(fault, count).to_owned();
        let is_ours = |step: &&str| step.starts_with(vocabulary::PREFIX);
        if let Some(number) = steps.iter().position(is_ours) {
            return Some(Edit::Remove(up_to(number + 1)));
        }
        match steps.as_slice() {
            ["paths", _, _, "callbacks", ..] => return Some(Edit::Remove(up_to(4))),
            ["paths", _, _, "security", _, ..] => return Some(Edit::Requirement(up_to(5))),
            ["security", _, ..] => return Some(Edit::Requirement(up_to(2))),
            ["info" | "tags" | "externalDocs" | "servers" | "security" | "components"]
            | ["components", _] => {
                return Some(Edit::Remove(fault.to_owned()));
            }
            ["info", _, ..] => return Some(Edit::Remove(up_to(2))),
            ["tags", ..] => return Some(Edit::Remove(up_to(1))),
            // The first server is the one that requests go to.
            ["servers", "0", ..] => return Some(Edit::Remove(up_to(1))),
            // Without any address of its own, what is below has that of what is around it.
            ["paths", _, "servers"] | ["paths", _, _, "servers"] => {
                return Some(Edit::Remove(fault.to_owned()));
            }
            ["paths", _, "servers", "0", ..] => return Some(self.first_server(up_to(4))),
            ["paths", _, _, "servers", "0", ..] => return Some(self.first_server(up_to(5))),
            ["paths", path, ..] if !unescaped(path).starts_with('/') => {
                return Some(Edit::Remove(up_to(2)));
            }
            _ => {}
        }
        (1..=steps.len())
            .rev()
            .find_map(|count| {
                let at = up_to(count);
                let object = Object::at(&at).or_else(|| self.beside.at(&at))?;
                self.around(fault, &steps, count, object)
            })
            .or_else(|| {
                // A key that OpenAPI does not have at the root.
                let known = Object::Root.expected(steps.first()?).is_some();
                (!known && !steps[0].is_empty()).then(|| Edit::Remove(up_to(1)))
            })
    }

    /// What is done if the object at the first `count` steps goes, or a member of it; `None` if it goes with what is around it.
    fn around(&self, fault: &str, steps: &[&str], count: usize, object: Object) -> Option<Edit> {
        let at = first(fault, count).to_owned();
        let member = steps.get(count).map(|key| unescaped(key));
        if member
            .as_ref()
            .is_some_and(|key| can_be_done_without(object, key))
        {
            let at = first(fault, count + 1);
            // What was found in a merged schema may stand in one of its parts. A member without a usable key was not read.
            let was_read = member.as_ref().is_none_or(|key| !key.starts_with('?'));
            if find(self.tree, at).is_some() || !was_read {
                return Some(Edit::Remove(at.to_owned()));
            }
        }
        // A value of a discriminator is read as unknown then.
        if object == Object::Discriminator && matches!(steps.get(count..), Some(["mapping", _])) {
            return Some(Edit::Remove(first(fault, count + 2).to_owned()));
        }
        let is_shared = steps.first() != Some(&"paths");
        let is_component = count == 3 && steps.first() == Some(&"components");
        let is_whole = count == steps.len();
        Some(match object {
            Object::Schema | Object::Property => Edit::Raw(around_parts(&at).to_owned()),
            Object::Header if is_component => Edit::RawHeader(at),
            Object::Link if is_component => Edit::RawLink(at),
            Object::Example if is_component => Edit::Raw(at),
            Object::Header
            | Object::Link
            | Object::Example
            | Object::ExternalDocs
            | Object::Xml
            | Object::Callback
            | Object::PathItem => Edit::Remove(at),
            Object::Server => Edit::Unused(at, object),
            // What stands under a key that is no status stands for no response.
            Object::Response if is_whole && !is_shared => Edit::Remove(at),
            Object::Response => Edit::RawResponse(at),
            // One of a property that does not exist says nothing.
            Object::Encoding if is_whole => Edit::Remove(at),
            Object::MediaType if is_whole && self.has_others(&at) => Edit::Remove(at),
            Object::Operation => {
                // It is no operation, or all of it is a reference.
                let member = member.filter(|key| !is_keyword(key));
                Edit::LeaveOut(at, member)
            }
            Object::Parameter if self.is_optional(&at, steps.get(count).copied()) => {
                Edit::Unused(at, object)
            }
            Object::RequestBody if find(self.tree, &at).is_some_and(Value::is_null) => {
                Edit::Unused(at, object)
            }
            Object::Parameter | Object::RequestBody => {
                let entry = match steps.get(count..) {
                    Some(["content", entry]) => Some(unescaped(entry)),
                    _ => None,
                };
                Edit::Needed(at, object, entry)
            }
            Object::SecurityScheme => {
                let scheme = find(self.tree, &at);
                match scheme.and_then(|scheme| stub::credential(scheme, member.as_deref())) {
                    Some(_) => Edit::Credential(at),
                    None => Edit::Unused(at, object),
                }
            }
            // They go with what is around them.
            _ => return None,
        })
    }

    /// The first server of a path or an operation: what says that it is elsewhere must not be sent to another address.
    fn first_server(&self, at: String) -> Edit {
        let url = find(self.tree, &at).and_then(|server| server.get("url"));
        match url {
            Some(Value::String(_) | Value::Number(_)) => Edit::Needed(at, Object::Server, None),
            _ => Edit::Remove(at.trim_end_matches("/0").to_owned()),
        }
    }

    /// Whether requests mean what they say without a faulty parameter. Nobody can send one of which nothing is known.
    fn is_optional(&self, at: &str, faulty: Option<&str>) -> bool {
        let Some(parameter) = find(self.tree, at) else {
            return false;
        };
        let says = |key: &str| parameter.get(key);
        !parameter.is_object()
            || is_reference(parameter)
            || (faulty != Some("required")
                && says("required").is_none_or(|required| *required == false)
                && says("in").is_none_or(|location| location != "path"))
    }

    /// Whether there are other entries beside one.
    fn has_others(&self, at: &str) -> bool {
        let around = at
            .rsplit_once('/')
            .and_then(|(around, _)| find(self.tree, around));
        around
            .and_then(Value::as_object)
            .is_some_and(|entries| entries.len() > usize::from(find(self.tree, at).is_some()))
    }
}

/// The first steps of a pointer.
fn first(pointer: &str, count: usize) -> &str {
    let mut ends = pointer.match_indices('/').skip(1).map(|(end, _)| end);
    match count {
        0 => "",
        count => pointer
            .get(..ends.nth(count - 1).unwrap_or(pointer.len()))
            .unwrap_or(pointer),
    }
}

/// Whether an object means the same, or less of its values is checked, without a member.
fn can_be_done_without(object: Object, key: &str) -> bool {
    if key.starts_with("x-") {
        return true;
    }
    let keys: &[&str] = match object {
        Object::Schema | Object::Property => &[
            "title",
            "description",
            "default",
            "example",
            "deprecated",
            "externalDocs",
            "xml",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxProperties",
            "minProperties",
        ],
        // What is in doubt is not required, but for what stands in a path.
        Object::Parameter | Object::Header => &[
            "description",
            "required",
            "deprecated",
            "example",
            "examples",
        ],
        Object::MediaType => &["example", "examples"],
        Object::RequestBody => &["description", "required"],
        Object::PathItem => &["summary", "description"],
        Object::Response => &["description", "headers", "links"],
        // Without its `operationId`, an operation is named after its method and path.
        Object::Operation => &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "deprecated",
        ],
        _ => &[],
    };
    keys.contains(&key)
        // What it does not have says nothing, but for a schema keywords of later versions do.
        || (object.expected(key).is_none()
            && !is_keyword(key)
            && !matches!(object, Object::Schema | Object::Property | Object::Callback))
}

/// The schema that a schema is a part or an option of: what is said of the others does not hold without it.
fn around_parts(schema: &str) -> &str {
    let around = schema.rsplit_once('/').and_then(|(list, number)| {
        item_number(number)?;
        let (around, keyword) = list.rsplit_once('/')?;
        let is_part = ["allOf", "oneOf", "anyOf"].contains(&keyword);
        is_part.then_some(around)
    });
    match around {
        Some(around) => around_parts(around),
        None => schema,
    }
}
