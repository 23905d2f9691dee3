//! Path templates, cut at their parameters, each of which must be declared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code;
use crate::ground::pointer;
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
        let (path, query) = self.without_query(path, &path_at)?;
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
                segments.push(ir::Segment::Literal(literal.to_owned()));
            }
            segments.push(ir::Segment::Parameter(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            segments.push(ir::Segment::Literal(rest.to_owned()));
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
        if path.split('/').any(|part| matches!(part, "." | ".."))
            || !literals.chars().all(is_path_character)
        {
            self.report.warning(
                Code::UnsendablePath,
                at,
                format!("`{path}` cannot be sent as a path, so the operation is left out"),
                "percent-encode reserved characters, and use no segment `.` or `..`",
            );
            return None;
        }
        Some(names)
    }

    /// Cuts off a fragment, which is never sent, and a query, which is.
    fn without_query<'p>(
        &mut self,
        path: &'p str,
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
        if query.contains(['{', '}']) {
            self.report.warning(
                Code::UnsendablePath,
                at,
                format!("the query of `{whole}` has a parameter, so the operation is left out"),
                "declare the query as parameters with `in: query`",
            );
            return None;
        }
        self.report.warning(
            Code::PathQuery,
            at,
            format!("the query `?{query}` of the path is sent as a constant"),
            "declare the query as parameters with `in: query`",
        );
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        };
        Some((
            path,
            query
                .split('&')
                .filter(|part| !part.is_empty())
                .map(pair)
                .collect(),
        ))
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

/// What may stand in a path unescaped, and what escapes the rest.
fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(character)
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
