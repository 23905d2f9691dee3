//! Rules about keys that depend on each other, of the parts that are sent or received.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ptr;

use serde_json::{Map, Value, json};

use super::checker::{Checker, Mend, list};
use crate::diagnostic::Code;
use crate::ground::media_type::is_media_type;
use crate::ground::pointer::Path;
use crate::ground::pointer::percent_decoded;
use crate::ground::text::{is_of_the_client, is_of_the_connection, is_token};
use crate::ground::url::{is_http, is_unencrypted, is_url, scheme};
use crate::openapi::resolver::{is_reference, pointer_of, resolved};
use crate::openapi::{METHODS, Object, QUERY_STYLES, STYLES};

/// What a message calls the one of two things that have names.
const API_KEY: &str = "an API key";

impl Checker<'_> {
    pub(super) fn rules(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        self.urls(map, object, at);
        self.header_names(map, object, at);
        self.exclusive(map, object, at);
        if matches!(object, Object::Root | Object::PathItem | Object::Operation) {
            self.sendable_server(map, object, at);
        }
        match object {
            Object::Contact => self.email(map, at),
            Object::Components => self.component_names(map, at),
            Object::Link => self.link(map, at),
            Object::SecurityScheme => self.scheme(map, at),
            Object::OAuthFlows => self.flows(map, at),
            Object::Parameter | Object::Header => self.parameter(map, object, at),
            Object::Server => self.server(map, at),
            Object::MediaType => self.encoding(map, at),
            Object::Encoding => self.explode(map, at),
            Object::RequestBody | Object::Response => self.media_types(map, at),
            Object::Root => {
                if let Some(paths) = map.get("paths") {
                    self.escaped_paths(paths, &at.member("paths"));
                }
                self.tags(map, at);
                self.unused_requirements(map, at);
                self.scopes(map, at);
            }
            Object::Operation => {
                let responses = map.get("responses").and_then(Value::as_object);
                if responses.is_some_and(Map::is_empty) {
                    self.no_responses(&at.member("responses"));
                }
                self.scopes(map, at);
                self.callback_id(map, at);
            }
            Object::Schema | Object::Property => {
                self.type_elsewhere(map, at);
                self.default(map, at);
                self.default_type(map, at);
                self.unlisted_default(map, at);
                self.pattern(map, at);
                self.ways(map, at);
                self.step(map, at);
                self.lists(map, at);
                self.merged(map, at);
                self.constant(map, at);
            }
            _ => {}
        }
    }

    fn scheme(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let needed: &[&str] = match text(map, "type").unwrap_or_default() {
            "http" => &["scheme"],
            "apiKey" => &["name", "in"],
            "oauth2" => &["flows"],
            "openIdConnect" => &["openIdConnectUrl"],
            _ => &[],
        };
        for key in needed {
            if !map.contains_key(*key) {
                self.missing(Object::SecurityScheme, key, at);
            }
        }
        if text(map, "type") == Some("apiKey") {
            self.name(map, API_KEY, at);
        }
    }

    /// A path may be written in several ways, and is the same however its letters are escaped.
    pub(super) fn escaped_paths(&mut self, paths: &Value, at: &Path<'_>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for path in paths
            .as_object()
            .into_iter()
            .flatten()
            .map(|(path, _)| path)
        {
            if let Some(other) = seen.insert(percent_decoded(path), path) {
                self.report.error(
                    Code::SamePath,
                    &at.member(path),
                    format!(
                        "`{path}` is the same path as `{other}`, which escapes other characters"
                    ),
                    same_path(paths.get(path), paths.get(other)),
                );
            }
        }
    }

    /// A part of a path that nobody declares is a text.
    pub(super) fn undeclared(&mut self, path: &str, item: &Value, at: &Path<'_>) {
        let names: Vec<&str> = path
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .filter(|name| !name.is_empty())
            .collect();
        if names.is_empty() || is_reference(item) {
            return;
        }
        let listed = |of: &Value| {
            let list = of.get("parameters").and_then(Value::as_array);
            list.cloned().unwrap_or_default()
        };
        let shared = listed(item);
        let methods = METHODS
            .iter()
            .filter_map(|method| Some((at.member(method), item.get(method)?)))
            .filter(|(_, operation)| operation.is_object() && !is_reference(operation));
        let mut found = Vec::new();
        for (at, operation) in methods {
            let mut own = listed(operation);
            let declared = |name: &str| {
                own.iter().chain(&shared).any(|parameter| {
                    let parameter = resolved(self.tree, parameter);
                    // One that cannot be looked at may be it.
                    is_reference(parameter)
                        || (parameter.get("in").is_some_and(|place| place == "path")
                            && parameter.get("name").and_then(written).as_deref() == Some(name))
                })
            };
            let mut missing: Vec<&str> = names.clone();
            missing.retain(|name| !declared(name));
            missing.dedup();
            let elsewhere = own.iter().chain(&shared).filter(|parameter| {
                let parameter = resolved(self.tree, parameter);
                let name = parameter.get("name").and_then(written);
                parameter.get("in").is_some_and(|place| place == "path")
                    && name.is_some_and(|name| !names.contains(&name.as_str()))
            });
            // One that only has another name is declared.
            if missing.len() == 1 && elsewhere.count() == 1 {
                continue;
            }
            for name in &missing {
                self.report.warning(
                    Code::UndeclaredPathParameter,
                    &at,
                    format!("undeclared path parameter `{name}`"),
                    "declare it under `parameters` with `in: path` and `required: true`",
                );
                own.push(json!({
                    "name": name, "in": "path", "required": true, "schema": { "type": "string" }
                }));
            }
            if !missing.is_empty() {
                found.push(Mend {
                    at: at.member("parameters").to_string(),
                    value: Some(Value::from(own)),
                });
            }
        }
        self.mends.extend(found);
    }

    fn flows(&mut self, flows: &Map<String, Value>, at: &Path<'_>) {
        for (name, flow) in flows {
            let needed: &[&str] = match name.as_str() {
                "implicit" => &["authorizationUrl"],
                "password" | "clientCredentials" => &["tokenUrl"],
                "authorizationCode" => &["authorizationUrl", "tokenUrl"],
                _ => &[],
            };
            for key in needed
                .iter()
                .filter(|key| flow.is_object() && flow.get(key).is_none())
            {
                self.missing(Object::OAuthFlow, key, &at.member(name));
            }
        }
    }

    fn parameter(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        match (map.contains_key("schema"), map.contains_key("content")) {
            (false, false) => self.missing(object, "schema", at),
            (true, true) => self.report.error(
                Code::SchemaAndContent,
                &at.member("content"),
                format!("{} has both `schema` and `content`", object.name()),
                "keep one of the two",
            ),
            (false, true) => self.content(map, object, at),
            (true, false) => self.style(map, object, at),
        }
        if object == Object::Parameter {
            self.name(map, "a parameter", at);
            self.required(map, at);
            self.empty_value(map, at);
        }
    }

    /// What is sent needs a name, and a header or cookie one that it can have.
    fn name(&mut self, map: &Map<String, Value>, of: &str, at: &Path<'_>) {
        let Some(name) = text(map, "name") else {
            return;
        };
        let location = text(map, "in").unwrap_or_default();
        let at = at.member("name");
        if name.is_empty() {
            self.report.error(
                Code::EmptyName,
                &at,
                format!("the name of {of} is empty"),
                "write the name under which it is sent",
            );
        } else if matches!(location, "header" | "cookie") {
            self.header_name(name, location, &at);
            if of == API_KEY && location == "header" && is_of_the_client(name) {
                let whose = match is_of_the_connection(name) {
                    true => "belongs to the connection",
                    false => "says what is sent and read",
                };
                self.report.error(
                    Code::ConnectionHeader,
                    &at,
                    format!("the header `{name}` {whose}, so it cannot carry an API key"),
                    "write the header that the server reads the key from, such as `X-Api-Key`",
                );
            }
        } else if name.contains(char::is_control) {
            self.control_character("name", name, &at);
        }
    }

    fn header_name(&mut self, name: &str, of: &str, at: &Path<'_>) {
        if name.contains(char::is_control) {
            self.control_character("name", name, at);
        } else if !is_token(name) {
            self.report.error(
                Code::HeaderName,
                at,
                format!("`{}` cannot be the name of a {of}", name.escape_debug()),
                "write the name with letters, digits and ``!#$%&'*+-.^_`|~``",
            );
        }
    }

    fn required(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        if text(map, "in") != Some("path") {
            return;
        }
        let name = text(map, "name").unwrap_or("?");
        let what = format!("the path parameter `{name}` is not required");
        let help = "add `required: true`; a path has no optional part";
        let at_required = at.member("required");
        match map.get("required") {
            None => {
                self.report
                    .warning(Code::OptionalPathParameter, at, what, help);
                self.mend(&at_required, Value::Bool(true));
            }
            Some(Value::Bool(false)) => {
                self.report
                    .error(Code::OptionalPathParameter, &at_required, what, help);
                // Told once: the rest can be looked at.
                self.mend(&at_required, Value::Bool(true));
            }
            Some(_) => {}
        }
    }

    /// A parameter that is written as a media type says.
    fn content(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        let at_content = at.member("content");
        let Some(content) = map.get("content").and_then(Value::as_object) else {
            return;
        };
        if content.len() != 1 {
            self.report.error(
                Code::ContentCount,
                &at_content,
                format!(
                    "the `content` of {} must have one media type, not {}",
                    object.name(),
                    content.len()
                ),
                "keep the media type in which it is sent",
            );
        }
        self.media_types(map, at);
        for key in ["style", "explode", "allowReserved"] {
            if map.contains_key(key) {
                self.report.error(
                    Code::StyleBesideContent,
                    &at.member(key),
                    format!("`{key}` has no meaning beside `content`"),
                    "write `schema` instead of `content`",
                );
            }
        }
    }

    fn media_types(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let content = map.get("content").and_then(Value::as_object);
        let names = content.into_iter().flatten().map(|(name, _)| name);
        for name in names {
            self.media_type(name, &at.member("content").member(name));
        }
        for (name, entry) in content.into_iter().flatten() {
            let is_empty = |encoding: &Value| encoding.as_object().is_none_or(Map::is_empty);
            let has_encoding = entry
                .get("encoding")
                .is_some_and(|encoding| !is_empty(encoding));
            if has_encoding && !may_be_a_form(name) {
                let (content, key) = (at.member("content"), "encoding");
                self.report.warning(
                    Code::StrayEncoding,
                    &content.member(name).member(key),
                    format!("an encoding means nothing for `{}`", name.escape_debug()),
                    "write `encoding` for forms only",
                );
            }
        }
    }

    /// Large real documents write words that are no media type, such as `gzip`, several media types as one, and semicolons with nothing
    /// behind them.
    fn media_type(&mut self, name: &str, at: &Path<'_>) {
        if is_media_type(name) {
            return;
        }
        let what = format!("`{}` is not a media type", name.escape_debug());
        let help = "write a media type such as `application/json`";
        let is_common = is_token(name.trim())
            || is_media_type(name.trim_end_matches([';', ' ']))
            || name.split(',').all(is_media_type);
        match is_common {
            true => self.report.warning(Code::MediaTypeName, at, what, help),
            false => self.report.error(Code::MediaTypeName, at, what, help),
        }
    }

    /// A parameter that is written as its style says.
    fn style(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        let styles: &[&str] = match (object, text(map, "in").unwrap_or_default()) {
            (Object::Header, _) | (_, "header") => &["simple"],
            (_, "path") => &["simple", "label", "matrix"],
            (_, "query") => QUERY_STYLES,
            (_, "cookie") => &["form"],
            _ => return,
        };
        let style = text(map, "style").unwrap_or_default();
        if STYLES.contains(&style) && !styles.contains(&style) {
            return self.report.error(
                Code::StyleLocation,
                &at.member("style"),
                format!("{} in this location has no style `{style}`", object.name()),
                format!("write {}", list(styles)),
            );
        }
        self.explode(map, at);
        // `deepObject` is for objects by rule; by common use lists, and values that may be an object, have it too.
        let needed = match style {
            "spaceDelimited" | "pipeDelimited" => "lists and objects",
            "deepObject" => "objects",
            _ => return,
        };
        let fits = map
            .get("schema")
            .is_none_or(|schema| may_have_parts(self.tree, schema, &mut HashSet::new()));
        if fits {
            return;
        }
        let at = at.member("style");
        let what = format!("the style `{style}` is for {needed}, and this is a single value");
        let help = "write the style `form`, or another type in the schema";
        // A single value under its name is what everybody sends; large real documents have that.
        match style {
            "deepObject" => self.report.warning(Code::StyleOfList, &at, what, help),
            _ => self.report.error(Code::StyleOfList, &at, what, help),
        }
    }

    /// OpenAPI has one form of `deepObject`, which its example writes with `explode: true`.
    fn explode(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let is_deep = text(map, "style") == Some("deepObject");
        if is_deep && map.get("explode") == Some(&Value::Bool(false)) {
            self.report.warning(
                Code::ExplodedStyle,
                &at.member("explode"),
                "`deepObject` has no form with `explode: false`; it is sent as with `explode: true`",
                "write `explode: true`",
            );
        }
    }

    pub(super) fn control_character(&mut self, part: &str, name: &str, at: &Path<'_>) {
        self.report.error(
            Code::ControlCharacter,
            at,
            format!(
                "the {part} `{}` has a control character",
                name.escape_debug()
            ),
            format!("write the {part} on one line"),
        );
    }

    fn header_names(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        if !matches!(object, Object::Response | Object::Encoding) {
            return;
        }
        let headers = map.get("headers").and_then(Value::as_object);
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, _) in headers.into_iter().flatten() {
            let headers = at.member("headers");
            let at = headers.member(name);
            self.header_name(name, "header", &at);
            if let Some(other) = seen.insert(name.to_ascii_lowercase(), name) {
                self.report.error(
                    Code::DuplicateHeader,
                    &at,
                    format!("`{name}` is the same header as `{other}`"),
                    "keep one of the two; the names of headers are the same in any case",
                );
            }
        }
    }

    /// Reports values that are not URLs, where OpenAPI demands one.
    fn urls(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        let keys: &[&str] = match object {
            Object::ExternalDocs | Object::Contact | Object::License => &["url"],
            Object::Info => &["termsOfService"],
            Object::OAuthFlow => &["authorizationUrl", "tokenUrl", "refreshUrl"],
            Object::SecurityScheme => &["openIdConnectUrl"],
            _ => return,
        };
        for key in keys {
            let written = text(map, key).unwrap_or_default();
            let is_called = matches!(object, Object::OAuthFlow | Object::SecurityScheme);
            let foreign = scheme(written).filter(|scheme| is_called && !is_http(scheme));
            let url = written.escape_debug();
            let what = match foreign {
                _ if !is_url(written) => format!("`{url}` is not a URL"),
                Some(scheme) => format!("`{url}` has the scheme `{scheme}`, where HTTP is needed"),
                None => continue,
            };
            let help = "write a URL such as `https://example.com/v1`";
            self.no_url(&at.member(key), what, help);
        }
    }

    fn no_url(&mut self, at: &Path<'_>, what: String, help: &str) {
        self.report.error(Code::InvalidUrl, at, what, help);
    }

    /// Reports an invalid URL of a server, by itself or with the defaults of its variables.
    fn server_url(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let url = text(map, "url").unwrap_or_default();
        let address = address(map).unwrap_or_default();
        if !is_url(url) {
            let what = format!("`{}` is not a URL", url.escape_debug());
            let help = "write a URL such as `https://example.com/v1`";
            return self.no_url(&at.member("url"), what, help);
        }
        if is_url(&address) {
            return;
        }
        let variables = map.get("variables").and_then(Value::as_object);
        let odd = variables.into_iter().flatten().find(|(name, variable)| {
            let default = variable.get("default").and_then(written);
            default.is_some_and(|default| !is_url(&url.replace(&format!("{{{name}}}"), &default)))
        });
        let address = address.escape_debug();
        let what = format!("the URL with its defaults is `{address}`, which is not one");
        let help = "write a default that can be this part of a URL";
        match odd {
            Some((name, _)) => {
                let (variables, key) = (at.member("variables"), "default");
                self.no_url(&variables.member(name).member(key), what, help);
            }
            None => self.no_url(&at.member("url"), what, help),
        }
    }

    fn server(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let variables = map.get("variables").and_then(Value::as_object);
        self.server_url(map, at);
        let url = text(map, "url").unwrap_or_default();
        let named = url
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'));
        for (name, _) in named {
            if variables.is_none_or(|variables| !variables.contains_key(name)) {
                self.report.error(
                    Code::UnknownServerVariable,
                    &at.member("url"),
                    format!("undeclared server variable `{name}`"),
                    "declare it under `variables` with a `default`",
                );
            }
        }
        for (name, variable) in variables.into_iter().flatten() {
            let values = variable.get("enum").and_then(Value::as_array);
            if variable.is_object() && variable.get("default").is_none() {
                let at = at.member("variables");
                let at = at.member(name);
                self.report.warning(
                    Code::MissingKey,
                    &at,
                    format!("{} has no `default`", Object::ServerVariable.name()),
                    "add `default:`",
                );
                let first = values.and_then(|values| written(values.first()?));
                self.mend(
                    &at.member("default"),
                    Value::from(first.unwrap_or_default()),
                );
            }
            if values.is_some_and(Vec::is_empty) {
                let (variables, key) = (at.member("variables"), "enum");
                let variable = variables.member(name);
                let at = variable.member(key);
                let none = Value::Array(Vec::new());
                self.read_as_empty(&none, "`enum`", &at, none.clone(), "list the values");
            } else if let (Some(values), Some(default)) = (values, variable.get("default"))
                && !values
                    .iter()
                    .any(|value| written(value) == written(default))
            {
                self.report.error(
                    Code::ServerDefault,
                    &at.member("variables").member(name).member("default"),
                    format!("the default of `{name}` is not in its `enum`"),
                    "write one of the values of `enum`",
                );
            }
        }
    }

    /// Reports the URL of the first server, which requests go to, if the client cannot send there.
    fn sendable_server(&mut self, map: &Map<String, Value>, object: Object, at: &Path<'_>) {
        let Some(address) = first_address(map) else {
            return;
        };
        let is_http = scheme(&address).is_none_or(is_http);
        let at = at.member("servers");
        let at = at.item(0);
        let at = at.member("url");
        let url = address.escape_debug();
        let (what, help) = if !is_http {
            (
                format!("the client sends nothing to `{url}`, since it speaks only HTTP"),
                "give the client the address of an HTTP server",
            )
        } else if address.contains(|letter| "?#".contains(letter)) {
            (
                format!("`{url}` has a query or a fragment, behind which no path can stand"),
                "give the client an address without query and fragment",
            )
        } else if is_unencrypted(&address) && object == Object::Root {
            return self.report.warning(
                Code::UnencryptedServer,
                &at,
                format!("`{url}` is not encrypted, and the client sends to `https://` only"),
                "build the client with an address that begins with `https://`",
            );
        } else if is_unencrypted(&address) && !self.is_usual_address(&address) {
            (
                format!("the client sends nothing to `{url}`, since it is not encrypted"),
                "give the client's builder an address that begins with `https://` by `server`",
            )
        } else {
            return;
        };
        self.report
            .warning(Code::UnsupportedServer, &at, what, help);
    }

    /// Whether an address is that of the document, in whose place the client has one of its own.
    fn is_usual_address(&self, address: &str) -> bool {
        let usual = self.tree.as_object().and_then(first_address);
        usual.is_some_and(|usual| usual.trim_end_matches('/') == address.trim_end_matches('/'))
    }

    /// What is said of the writing of a part must be said of a part that there is.
    fn encoding(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let (Some(encoding), Some(schema)) = (
            map.get("encoding").and_then(Value::as_object),
            map.get("schema"),
        ) else {
            return;
        };
        let mut known = BTreeSet::new();
        if !properties(self.tree, schema, &mut known, &mut HashSet::new()) {
            return;
        }
        for name in encoding
            .keys()
            .filter(|name| !known.contains(name.as_str()))
        {
            self.report.error(
                Code::UnknownEncoding,
                &at.member("encoding").member(name),
                format!("there is no property `{name}` to encode"),
                "declare the property in the schema of the body",
            );
        }
    }
}

/// A text, or what is taken for one.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// What to do about two paths that are the same.
pub(super) fn same_path(one: Option<&Value>, other: Option<&Value>) -> &'static str {
    let has =
        |item: Option<&Value>, method: &str| item.is_some_and(|item| item.get(method).is_some());
    let is_in_both = |method: &&&str| has(one, method) && has(other, method);
    match METHODS.iter().any(|method| is_in_both(&method)) {
        true => "keep the one that the server has, or give the paths different names",
        false => "put the methods of both under one path",
    }
}

/// The URL of the first server, with the defaults of its variables.
fn first_address(map: &Map<String, Value>) -> Option<String> {
    address(map.get("servers")?.as_array()?.first()?.as_object()?)
}

/// The URL of a server, with the defaults of its variables.
fn address(server: &Map<String, Value>) -> Option<String> {
    let url = text(server, "url")?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    let variables = variables.into_iter().flatten();
    Some(variables.fold(
        url,
        |url, (name, variable)| match variable.get("default").and_then(written) {
            Some(default) => url.replace(&format!("{{{name}}}"), &default),
            None => url,
        },
    ))
}

pub(super) fn text<'a>(map: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    map.get(key).and_then(Value::as_str)
}

/// Whether a schema, or an alternative of it, may be a list or an object. Those that were looked at are not looked at again.
fn may_have_parts(tree: &Value, schema: &Value, seen: &mut HashSet<*const Value>) -> bool {
    let schema = resolved(tree, schema);
    if pointer_of(schema).is_some() {
        return true;
    }
    if !seen.insert(ptr::from_ref(schema)) {
        return false;
    }
    if let Some(ty) = schema.get("type").and_then(Value::as_str) {
        return matches!(ty, "array" | "object");
    }
    let among = |key: &str| schema.get(key).and_then(Value::as_array);
    match among("oneOf").or(among("anyOf")).or(among("allOf")) {
        Some(options) => options
            .iter()
            .any(|option| may_have_parts(tree, option, seen)),
        None => true,
    }
}

/// Adds the properties that a schema names. False if there may be others. Schemas that were looked at are not looked at again.
fn properties<'a>(
    tree: &'a Value,
    schema: &'a Value,
    known: &mut BTreeSet<&'a str>,
    seen: &mut HashSet<*const Value>,
) -> bool {
    let schema = resolved(tree, schema);
    if !seen.insert(ptr::from_ref(schema)) {
        return true;
    }
    if is_reference(schema)
        || ["oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(key).is_some())
    {
        return false;
    }
    if schema
        .get("additionalProperties")
        .is_some_and(|more| *more != Value::Bool(false))
    {
        return false;
    }
    let named = schema.get("properties").and_then(Value::as_object);
    let parts = schema.get("allOf").and_then(Value::as_array);
    if named.is_none() && parts.is_none() {
        return false;
    }
    known.extend(named.into_iter().flatten().map(|(name, _)| name.as_str()));
    parts
        .into_iter()
        .flatten()
        .all(|part| properties(tree, part, known, seen))
}

/// Whether a media type is a form, or a range with forms.
fn may_be_a_form(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let forms = ["application/x-www-form-urlencoded", "application/*", "*/*"];
    essence.starts_with("multipart/") || forms.contains(&essence.as_str())
}
