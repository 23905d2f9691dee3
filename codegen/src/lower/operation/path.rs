//! Path templates, cut at their parameters, each of which must be declared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ground::url::is_percent_encoded;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{PathItem, Ref};

/// A path as it is sent: its pieces, and the query that an odd template has.
pub(super) struct Template {
    pub(super) segments: Vec<ir::Segment>,
    /// Parameters of the query that never differ.
    pub(super) query: Vec<(String, String)>,
}

impl Lowering<'_> {
    /// Tells of paths that differ in the names of their parameters only, which are one path. It is an error where nothing tells
    /// their operations apart: neither the method nor a name of their own, which shows that two are meant.
    pub(super) fn same_paths(&mut self) {
        let document = self.document;
        let mut templates: BTreeMap<String, Vec<(&str, &Ref<PathItem>)>> = BTreeMap::new();
        for (path, item) in &document.paths {
            let same = templates.entry(without_names(path)).or_default();
            let clash = same
                .iter()
                .find(|(_, other)| cannot_be_told_apart(item, other));
            if let Some((other, _)) = clash.or(same.last()) {
                let at = pointer::step("/paths", path);
                let what = format!(
                    "`{path}` is the same path as `{other}`, except for the names of its parameters"
                );
                match clash {
                    Some(_) => {
                        let help =
                            "keep the one that the server has, or give the paths different names";
                        self.report.error(Code::SamePath, &at, what, help);
                    }
                    None => {
                        let help = "put the methods of both under one path";
                        self.report.warning(Code::SamePath, &at, what, help);
                    }
                }
            }
            same.push((path, item));
        }
    }

    /// The path, cut at its parameters. Those that do not answer to it are mended: OpenAPI demands that they agree, and
    /// documents of which one path does not are common.
    pub(super) fn template(
        &mut self,
        path: &str,
        parameters: &mut Vec<ir::Parameter>,
        at: &str,
    ) -> Option<Template> {
        let path_at = pointer::step("/paths", path);
        let (path, query) = self.without_query(path, parameters, &path_at)?;
        let path = &colons_to_braces(path, parameters);
        let names = self.braces(path, &path_at)?;
        self.agree(&names, parameters, path, at);
        let mut segments = Vec::new();
        let mut rest = path.as_str();
        while let Some((literal, (name, after))) = rest
            .split_once('{')
            .and_then(|(literal, after)| Some((literal, after.split_once('}')?)))
        {
            if !literal.is_empty() {
                segments.push(ir::Segment::Literal(encoded(literal)));
            }
            segments.push(ir::Segment::Parameter(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            segments.push(ir::Segment::Literal(encoded(rest)));
        }
        Some(Template { segments, query })
    }

    /// The names in braces.
    fn braces(&mut self, path: &str, at: &str) -> Option<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        let mut literals = String::new();
        let mut rest = path;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                self.path_problem(
                    at,
                    format!("`{path}` has a `{{` without a `}}`"),
                    "close the brace",
                );
                return None;
            };
            if name.is_empty() {
                self.path_problem(
                    at,
                    format!("`{path}` has a parameter without a name"),
                    "write the name of the parameter in the braces",
                );
                return None;
            }
            if names.iter().any(|known| known == name) {
                self.path_problem(
                    at,
                    format!("`{{{name}}}` occurs twice in the path"),
                    "give each parameter its own name",
                );
                return None;
            }
            names.push(name.to_owned());
            literals.push_str(literal);
            rest = after;
        }
        literals.push_str(rest);
        if literals.contains('}') {
            self.path_problem(
                at,
                format!("`{path}` has a `}}` without a `{{`"),
                "write each parameter as `{name}`",
            );
            return None;
        }
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            self.report.error(
                Code::UnsendablePath,
                at,
                format!(
                    "`{path}` cannot be sent: clients and servers take out segments `.` and `..`"
                ),
                "write the path without such segments",
            );
            return None;
        }
        if encoded(&literals) != literals {
            self.report.warning(
                Code::EncodedPath,
                at,
                format!("`{path}` is not percent-encoded, and is sent so"),
                "percent-encode the characters that a path cannot have",
            );
        }
        Some(names)
    }

    /// Cuts off a fragment, which is never sent, and a query, which is. A parameter that is a value in the query is one of the query.
    fn without_query<'p>(
        &mut self,
        path: &'p str,
        parameters: &mut Vec<ir::Parameter>,
        at: &str,
    ) -> Option<(&'p str, Vec<(String, String)>)> {
        let (whole, fragment) = match path.split_once('#') {
            Some((whole, fragment)) => (whole, Some(fragment)),
            None => (path, None),
        };
        if let Some(fragment) = fragment {
            self.report.warning(
                Code::PathFragment,
                at,
                format!("the fragment `#{fragment}` of the path is not sent"),
                "rely on the path alone: HTTP sends no fragment",
            );
        }
        let Some((path, query)) = whole.split_once('?') else {
            return Some((whole, Vec::new()));
        };
        let mut constants = Vec::new();
        let help = "declare the query as parameters with `in: query`";
        for pair in query.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let template = value
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'));
            let is_sent = match template {
                _ if !pair.contains(['{', '}']) => {
                    constants.push((name.to_owned(), value.to_owned()));
                    true
                }
                Some(template) => is_sent_in_query(name, template, parameters),
                None => false,
            };
            if !is_sent {
                let what =
                    format!("`{pair}` in the query of `{whole}` is no parameter that can be sent");
                self.report.error(Code::UnsendablePath, at, what, help);
                return None;
            }
        }
        let sent_as = match query.contains('{') {
            true => "with its parameters",
            false => "as a constant",
        };
        let what = format!("the query `?{query}` of the path is sent {sent_as}");
        self.report.warning(Code::PathQuery, at, what, help);
        Some((path, constants))
    }

    /// Makes the declared path parameters those that the path has.
    fn agree(
        &mut self,
        names: &[String],
        parameters: &mut Vec<ir::Parameter>,
        path: &str,
        at: &str,
    ) {
        let in_path = |parameter: &ir::Parameter| parameter.location == ir::Location::Path;
        let missing: Vec<&String> = names
            .iter()
            .filter(|name| {
                !parameters
                    .iter()
                    .any(|parameter| in_path(parameter) && parameter.name.wire == **name)
            })
            .collect();
        let idle: Vec<usize> = (0..parameters.len())
            .filter(|number| {
                let parameter = &parameters[*number];
                in_path(parameter) && !names.contains(&parameter.name.wire)
            })
            .collect();
        if let ([name], [number]) = (missing.as_slice(), idle.as_slice()) {
            let parameter = &mut parameters[*number];
            self.report.warning(
                Code::MisnamedPathParameter,
                &parameter.pointer,
                format!(
                    "the path parameter `{}` is not in `{path}`, and `{name}` is not declared, so the one is read as the other",
                    parameter.name.wire
                ),
                "write the same name in the path and in `parameters`",
            );
            parameter.name.wire.clone_from(name);
            return;
        }
        for number in idle.into_iter().rev() {
            let parameter = parameters.remove(number);
            self.report.warning(
                Code::UnusedPathParameter,
                &parameter.pointer,
                format!(
                    "the path parameter `{}` is not in `{path}`, so it is left out",
                    parameter.name.wire
                ),
                "write it into the path in braces",
            );
        }
        let mut taken: BTreeSet<String> = parameters
            .iter()
            .map(|parameter| parameter.name.rust.clone())
            .chain(["body".to_owned()])
            .collect();
        for name in missing {
            self.report.warning(
                Code::UndeclaredPathParameter,
                at,
                format!("undeclared path parameter `{name}`; it is read as a string"),
                "declare it under `parameters` with `in: path` and `required: true`",
            );
            let first = crate::naming::field_name(name).unwrap_or_else(|| "parameter".to_owned());
            let rust = std::iter::once(first.clone())
                .chain(crate::naming::numbered(&first))
                .find(|rust| taken.insert(rust.clone()))
                .unwrap_or(first.clone());
            parameters.push(ir::Parameter {
                name: ir::Name {
                    wire: name.clone(),
                    rust,
                },
                location: ir::Location::Path,
                part: None,
                spelling: ir::Spelling::Plain,
                ty: ir::Type::String,
                required: true,
                constraints: ir::Constrained::default(),
                default: None,
                docs: ir::Docs::default(),
                pointer: at.to_owned(),
            });
        }
    }

    fn path_problem(&mut self, at: &str, what: String, help: &str) {
        self.report.error(Code::PathTemplate, at, what, help);
    }
}

/// Some write `/users/:email` for `/users/{email}`.
fn colons_to_braces(path: &str, parameters: &[ir::Parameter]) -> String {
    let parts = path.split('/').map(|part| match part.strip_prefix(':') {
        Some(name)
            if parameters.iter().any(|parameter| {
                parameter.location == ir::Location::Path && parameter.name.wire == name
            }) =>
        {
            format!("{{{name}}}")
        }
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A part of a path as it is sent: what cannot stand in one is percent-encoded, and what is encoded stays.
fn encoded(literal: &str) -> String {
    let mut encoded = String::with_capacity(literal.len());
    for (at, character) in literal.char_indices() {
        let is_plain = match character {
            '%' => literal.get(at..at + 3).is_some_and(is_percent_encoded),
            character => {
                character.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(character)
            }
        };
        match is_plain {
            true => encoded.push(character),
            false => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    encoded
}

/// Makes the parameter of a template such as `a={b}` in the query of a path one that is sent there. Returns false if there is none, or
/// two that it may be.
fn is_sent_in_query(name: &str, template: &str, parameters: &mut Vec<ir::Parameter>) -> bool {
    let find = |parameters: &[ir::Parameter], location, wire: &str| {
        let is = |known: &ir::Parameter| known.location == location && known.name.wire == wire;
        parameters.iter().position(is)
    };
    let in_path = find(parameters, ir::Location::Path, template);
    match (find(parameters, ir::Location::Query, name), in_path) {
        // The template only repeats what is declared.
        (Some(_), in_path) if name == template => {
            in_path.map(|number| parameters.remove(number));
            true
        }
        // A list would have another form there.
        (None, Some(number))
            if parameters[number].spelling == ir::Spelling::Plain
                && !matches!(parameters[number].ty.bare(), ir::Type::List(_)) =>
        {
            let parameter = &mut parameters[number];
            parameter.location = ir::Location::Query;
            parameter.name.wire = name.to_owned();
            true
        }
        _ => false,
    }
}

/// Whether two path items have a method in common, for which one of them gives its operation no name.
fn cannot_be_told_apart(one: &Ref<PathItem>, other: &Ref<PathItem>) -> bool {
    let (Ref::Item(one), Ref::Item(other)) = (one, other) else {
        return false;
    };
    one.operations.iter().any(|(method, operation)| {
        let others = other.operations.iter();
        let mut others = others.filter(|(of_other, _)| of_other == method);
        others.any(|(_, other)| operation.id.is_none() || other.id.is_none())
    })
}

/// A path template without the names of its parameters.
fn without_names(path: &str) -> String {
    path.split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, after)| after))
        .collect::<Vec<_>>()
        .join("{}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(members: &str, path: &str) -> Option<Vec<(ir::Location, String)>> {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  '{path}':\n    get:\n      operationId: a\n      \
             parameters: [{members}]\n      responses: {{ '204': {{ description: Done. }} }}\n"
        );
        let api = crate::lower(&crate::Input::new("t.yaml", document))
            .ok()?
            .api;
        let parameters = api.operations.first()?.parameters.iter();
        Some(
            parameters
                .map(|found| (found.location, found.name.wire.clone()))
                .collect(),
        )
    }

    #[test]
    fn a_template_that_is_a_value_of_the_query_is_sent_there() {
        let x = "{ name: x, in: path, required: true, schema: { type: string } }";
        let in_query = x.replace("path", "query");
        let list = x.replace("string", "array, items: { type: string }");
        let b = Some(vec![(ir::Location::Query, "b".to_owned())]);
        let of_x = Some(vec![(ir::Location::Query, "x".to_owned())]);
        assert_eq!(parameters(x, "/a?b={x}"), b);
        assert_eq!(parameters("", "/a?b={x}"), b);
        assert_eq!(parameters(&in_query, "/a?x={x}&c=d"), of_x);
        // What nobody can know is an error.
        for (declared, path) in [
            (list.as_str(), "/a?b={x}"),
            (x, "/a?b=c{x}"),
            (x, "/a?{x}"),
            (
                &format!("{x}, {{ name: b, in: query, schema: {{ type: string }} }}"),
                "/a?b={x}",
            ),
        ] {
            assert_eq!(parameters(declared, path), None, "{path}");
        }
    }

    #[test]
    fn only_what_cannot_stand_in_a_path_is_encoded() {
        for (literal, sent) in [
            ("/a-._~!$&'()*+,;=:@", "/a-._~!$&'()*+,;=:@"),
            ("/ä b/", "/%C3%A4%20b/"),
            ("/a%20b%c3", "/a%20b%c3"),
            ("/a%zz%", "/a%25zz%25"),
            ("/a%é", "/a%25%C3%A9"),
            ("/[\"<>\\^`|]", "/%5B%22%3C%3E%5C%5E%60%7C%5D"),
        ] {
            assert_eq!(encoded(literal), sent);
        }
    }
}
