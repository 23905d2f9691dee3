//! Rules about parts that the client does not send: names, tags, links, examples and scopes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::checker::Checker;
use super::rules::text;
use crate::diagnostic::Code;
use crate::ground::pointer::Path;
use crate::openapi::resolver::{Node, node, pointer_within, resolved};
use crate::openapi::{Object, operations};

impl Checker<'_> {
    pub(super) fn email(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let email = text(map, "email").unwrap_or("@");
        let is_blank = |letter: char| letter.is_whitespace() || letter.is_control();
        if !email.contains('@') || email.contains(is_blank) {
            self.report.warning(
                Code::InvalidEmail,
                &at.member("email"),
                format!("`{}` is not an e-mail address", email.escape_debug()),
                "write an address such as `help@example.com`",
            );
        }
    }

    pub(super) fn component_names(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        for (section, components) in map {
            if Object::Components.expected(section).is_none() {
                continue;
            }
            let at = at.member(section);
            for (name, _) in components.as_object().into_iter().flatten() {
                let is_plain =
                    |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
                let at = at.member(name);
                // The author of another file has not named the component.
                if !name.chars().all(is_plain) && self.origins.of(&at.to_string()).is_none() {
                    self.report.warning(
                        Code::ComponentName,
                        &at,
                        format!(
                            "the name `{}` has other characters than OpenAPI allows for a component",
                            name.escape_debug()
                        ),
                        "write the name with letters, digits, `.`, `-` and `_`",
                    );
                }
            }
        }
    }

    /// Reports pairs of keys of which an object may have one.
    pub(super) fn exclusive(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        let (one, other) = match object {
            Object::Parameter | Object::Header | Object::MediaType => ("example", "examples"),
            Object::Example => ("value", "externalValue"),
            Object::Link => ("operationId", "operationRef"),
            _ => return,
        };
        if map.contains_key(one) && map.contains_key(other) {
            self.report.warning(
                Code::ExclusiveKeys,
                &at.member(other),
                format!("{} has both `{one}` and `{other}`", object.name()),
                "keep one of the two",
            );
        }
    }

    pub(super) fn link(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let id = text(map, "operationId");
        if !map.contains_key("operationId") && !map.contains_key("operationRef") {
            self.missing(Object::Link, "operationId", at);
        }
        if let Some(id) = id.filter(|id| !self.operation_ids().contains(id)) {
            self.report.warning(
                Code::UnknownOperation,
                &at.member("operationId"),
                format!("no operation has the `operationId` `{}`", id.escape_debug()),
                "write the `operationId` of an operation of this document",
            );
        }
        let target = text(map, "operationRef").unwrap_or_default();
        let pointer = pointer_within(target).filter(|pointer| !pointer.is_empty());
        let is_operation = |node: Node<'_>| Object::at(&node.pointer) == Some(Object::Operation);
        if pointer.is_some_and(|pointer| !node(self.tree, &pointer).is_some_and(is_operation)) {
            self.report.warning(
                Code::UnknownOperation,
                &at.member("operationRef"),
                format!("`{}` leads to no operation", target.escape_debug()),
                "refer to an operation of this document, such as `#/paths/~1things/get`",
            );
        }
    }

    /// The names of the operations under `paths`.
    fn operation_ids(&self) -> &BTreeSet<&str> {
        let tree = self.tree;
        self.operation_ids.get_or_init(|| {
            operations(tree)
                .filter_map(|found| found.operation.get("operationId")?.as_str())
                .collect()
        })
    }

    /// Reports an operation of a callback that has the name of another one.
    pub(super) fn callback_id(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let Some(id) = text(map, "operationId") else {
            return;
        };
        let is_of_callback = at.to_string().matches('/').count() > 3;
        if is_of_callback
            && (self.operation_ids().contains(id) || !self.callback_ids.insert(id.to_owned()))
        {
            self.report.warning(
                Code::CallbackOperationId,
                &at.member("operationId"),
                format!(
                    "duplicate operationId `{}` in a callback",
                    id.escape_debug()
                ),
                "give each operation its own `operationId`",
            );
        }
    }

    pub(super) fn tags(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let mut seen = BTreeSet::new();
        let tags = map.get("tags").and_then(Value::as_array);
        for (number, tag) in tags.into_iter().flatten().enumerate() {
            let name = tag.get("name").and_then(Value::as_str);
            if let Some(name) = name.filter(|name| !seen.insert(*name)) {
                self.report.warning(
                    Code::DuplicateTag,
                    &at.member("tags").item(number).member("name"),
                    format!("duplicate tag `{}`", name.escape_debug()),
                    "declare each tag once",
                );
            }
        }
    }

    /// Reports undeclared schemes in requirements that no operation has.
    pub(super) fn unused_requirements(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let Some(list) = map.get("security").and_then(Value::as_array) else {
            return;
        };
        let inherits = |operation: &Value| operation.get("security").is_none();
        if operations(self.tree).any(|found| inherits(found.operation)) {
            return;
        }
        for (number, requirement) in list.iter().enumerate() {
            for name in requirement.as_object().into_iter().flat_map(Map::keys) {
                if self.scheme_named(name).is_none() {
                    self.report.error(
                        Code::UnknownSecurityScheme,
                        &at.member("security").item(number).member(name),
                        format!("undeclared security scheme `{name}`"),
                        "declare it under `components.securitySchemes` of this document",
                    );
                }
            }
        }
    }

    /// Reports scopes of schemes that have none.
    pub(super) fn scopes(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let list = map.get("security").and_then(Value::as_array);
        for (number, requirement) in list.into_iter().flatten().enumerate() {
            for (name, scopes) in requirement.as_object().into_iter().flatten() {
                let ty = self
                    .scheme_named(name)
                    .and_then(|scheme| scheme.get("type")?.as_str());
                let has_none = ty.is_some_and(|ty| ["apiKey", "http"].contains(&ty));
                if has_none && scopes.as_array().is_some_and(|scopes| !scopes.is_empty()) {
                    self.report.warning(
                        Code::UnneededScopes,
                        &at.member("security").item(number).member(name),
                        format!("the security scheme `{name}` has no scopes"),
                        format!("write `{name}: []`"),
                    );
                }
            }
        }
    }

    fn scheme_named(&self, name: &str) -> Option<&Value> {
        let schemes = self.tree.get("components")?.get("securitySchemes")?;
        Some(resolved(self.tree, schemes.get(name)?))
    }

    pub(super) fn empty_value(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let location = text(map, "in").unwrap_or("query");
        if map.get("allowEmptyValue") == Some(&Value::Bool(true)) && location != "query" {
            self.report.warning(
                Code::AllowEmptyValue,
                &at.member("allowEmptyValue"),
                format!("`allowEmptyValue` says nothing of a parameter in `{location}`"),
                "write `allowEmptyValue` at parameters in `query` only",
            );
        }
    }
}
