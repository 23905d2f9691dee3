//! Operations: method, path, parameters, body, answers and what the gateway's keys say of them.

mod answers;
mod parameters;

use std::collections::BTreeMap;

use openapiv3::{Operation, PathItem, ReferenceOr, SecurityScheme};

use super::{Lowering, prune};
use crate::diagnostic::Code;
use crate::naming::{self, Scope};
use crate::vocabulary as x;
use crate::{ir, span};

impl Lowering<'_> {
    /// Every operation that can be represented, in document order.
    pub(super) fn operations(&mut self) -> Vec<ir::Operation> {
        let document = self.document;
        let mut names = Scope::default();
        for method in naming::CLIENT_METHODS {
            // The client has these methods anyway; the list has no name twice.
            let _ = names.take(method, "a method that every client has");
        }
        let mut operations = Vec::new();
        let mut templates: BTreeMap<String, &str> = BTreeMap::new();
        for (path, item) in &document.paths.paths {
            let at = span::step("/paths", path);
            if let Some(other) = templates.insert(without_names(path), path) {
                self.report.error(
                    Code::PathParameter,
                    &at,
                    format!("`{path}` is the same path as `{other}`: the names of its parameters do not tell them apart"),
                    "put the methods of both under one of them",
                );
            }
            match item {
                ReferenceOr::Item(item) => {
                    for (method, operation) in item.iter() {
                        let at = span::step(&at, method);
                        if method == "trace" {
                            self.report.warning(
                                Code::UnsupportedPart,
                                &at,
                                "the method TRACE is not supported, so the operation is left out",
                                "clients do not send TRACE; remove the operation",
                            );
                            continue;
                        }
                        let before = self.report.len();
                        let lowered =
                            self.operation(path, method, item, operation, &at, &mut names);
                        if let (None, Some(id)) = (&lowered, &operation.operation_id)
                            && self.report.len() == before
                        {
                            prune::left_out(id, &at, self.report);
                        }
                        operations.extend(lowered);
                    }
                }
                ReferenceOr::Reference { .. } => self.report.warning(
                    Code::UnsupportedPart,
                    &span::step(&at, "$ref"),
                    "a path that is a `$ref` is not followed, so its operations are left out",
                    "write the operations out here",
                ),
            }
        }
        operations
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &PathItem,
        operation: &Operation,
        at: &str,
        names: &mut Scope,
    ) -> Option<ir::Operation> {
        let name = self.operation_name(operation, at, names);
        // Even if its name is taken, the rest is looked at, so that all that is wrong with it is told at once.
        let id = match &name {
            Some(name) => name.wire.clone(),
            None => format!("{}-{method}-{path}", operation.operation_id.as_ref()?),
        };
        let text = [
            operation.summary.as_deref(),
            operation.description.as_deref(),
        ]
        .into_iter()
        .flatten()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n\n");
        let docs = self.docs(Some(&text), &operation.extensions, operation.deprecated, at);
        let parameters = self.parameters(item, operation, path, at, &id);
        let body = self.body(
            operation.request_body.as_ref(),
            &span::step(at, "requestBody"),
            &id,
        );
        let answers = self.answers(operation, at, &id);
        let authenticated = self.authenticated(operation, at);
        let segments = self.segments(path, parameters.as_deref(), at);
        let effect = self.effect(operation, method, at);
        let home = self.home(item, operation, path, at);
        let extensions = &operation.extensions;

        let (successes, failures): (Vec<_>, Vec<_>) = answers?
            .into_iter()
            .partition(|answer| answer.status.is_success());
        // Operations live in a module of their own, so their types cannot collide with schemas;
        // among themselves they are told apart later.
        let name = name?;
        let rust_type = naming::type_name(&name.wire)?;
        home?;
        Some(ir::Operation {
            output: answers::output(&successes, &rust_type),
            id: name.wire,
            rust_method: name.rust,
            rust_type,
            method: method.to_uppercase(),
            path: path.to_owned(),
            segments: segments?,
            parameters: parameters?,
            body: body?,
            successes,
            failures,
            refusals: None,
            effect,
            lookup: x::get(extensions, x::LOOKUP).unwrap_or_default(),
            settles: x::get(extensions, x::SETTLES),
            pages: x::get(extensions, x::PAGES),
            authenticated: authenticated?,
            no_fixture: x::get::<x::Fixture>(extensions, x::FIXTURE).map(|fixture| fixture.none),
            docs,
            pointer: at.to_owned(),
        })
    }

    fn operation_name(
        &mut self,
        operation: &Operation,
        at: &str,
        names: &mut Scope,
    ) -> Option<ir::Name> {
        let Some(id) = &operation.operation_id else {
            self.report.warning(
                Code::MissingOperationId,
                at,
                "the operation has no `operationId`, so it is left out",
                "add one: it becomes the name of the client's method",
            );
            return None;
        };
        let at_id = span::step(at, "operationId");
        let Some(rust) = naming::field_name(id) else {
            self.report.error(
                Code::Unnameable,
                &at_id,
                format!("no Rust name can be made from `{id}`"),
                "name the operation like a method, such as `createPayment`",
            );
            return None;
        };
        let quoted = format!("`{id}`");
        if let Err(owner) = names.take(&rust, &quoted) {
            let (code, what) = if owner == quoted {
                (
                    Code::DuplicateOperationId,
                    format!("the operationId `{id}` is used twice"),
                )
            } else {
                let what =
                    format!("the operation `{id}` and {owner} would both be the method `{rust}`");
                (Code::NameCollision, what)
            };
            self.report
                .error(code, &at_id, what, "give each operation a name of its own");
            return None;
        }
        Some(ir::Name {
            wire: id.clone(),
            rust,
        })
    }

    /// Servers of its own would send an operation elsewhere than the client's base URL.
    fn home(&mut self, item: &PathItem, operation: &Operation, path: &str, at: &str) -> Option<()> {
        let at = match (operation.servers.is_empty(), item.servers.is_empty()) {
            (true, true) => return Some(()),
            (false, _) => at.to_owned(),
            (true, false) => span::step("/paths", path),
        };
        self.report.warning(
            Code::UnsupportedPart,
            &span::step(&at, "servers"),
            "servers of one path or operation are not supported yet, so the operation is left out",
            "move them to the root of the document, or write a document for each base URL",
        );
        None
    }

    fn effect(&mut self, operation: &Operation, method: &str, at: &str) -> ir::Effect {
        let ours = !self.sources.is_empty();
        if ours && !operation.extensions.contains_key(x::EFFECT) {
            self.report.error(
                Code::MissingFact,
                at,
                "the operation does not say what it does to money",
                format!(
                    "add `{}` with a `kind`: reads, writes or moves-money",
                    x::EFFECT
                ),
            );
        }
        match x::get::<x::Effect>(&operation.extensions, x::EFFECT) {
            Some(declared) => ir::Effect {
                kind: declared.kind,
                reference: declared.reference.map(|wire| ir::Name {
                    rust: naming::field_name(&wire).unwrap_or_default(),
                    wire,
                }),
                duplicates: declared.duplicates,
                options: declared.options,
            },
            // Nothing is known of what it does: only a method that is safe by definition is taken to read.
            None => ir::Effect {
                kind: match method {
                    "get" | "head" | "options" => ir::EffectKind::Reads,
                    _ => ir::EffectKind::Writes,
                },
                reference: None,
                duplicates: None,
                options: BTreeMap::new(),
            },
        }
    }

    fn authenticated(&mut self, operation: &Operation, at: &str) -> Option<bool> {
        let document = self.document;
        let (requirements, at) = match (&operation.security, &document.security) {
            (Some(own), _) => (own, span::step(at, "security")),
            (None, Some(root)) => (root, "/security".to_owned()),
            (None, None) => {
                if !self.sources.is_empty() {
                    self.report.error(
                        Code::MissingFact,
                        at,
                        "neither the operation nor the document says which credentials it needs",
                        "add `security:` to the root of the document, or `security: []` to an operation that needs none",
                    );
                }
                return Some(false);
            }
        };
        // Credentials that may be left out are sent all the same, as long as there is a scheme to send them by.
        if requirements.iter().all(indexmap::IndexMap::is_empty) {
            return Some(false);
        }
        let entries = document
            .components
            .as_ref()
            .map(|components| &components.security_schemes);
        for (number, requirement) in requirements.iter().enumerate() {
            let at = format!("{at}/{number}");
            if requirement.len() != 1 {
                continue;
            }
            let Some((name, _)) = requirement.first() else {
                continue;
            };
            let Some(scheme) = entries.and_then(|entries| entries.get(name)) else {
                self.report.error(
                    Code::UnresolvedReference,
                    &span::step(&at, name),
                    format!("there is no security scheme `{name}`"),
                    "declare it under `components/securitySchemes`",
                );
                return None;
            };
            let (scheme, _) = self.resolve(scheme, "securitySchemes", entries, &at)?;
            if sends_a_token(scheme) {
                return Some(true);
            }
        }
        self.report.warning(
            Code::UnsupportedSecurity,
            &at,
            "no alternative is a bearer token, so the operation is left out",
            "only `type: http` with `scheme: bearer`, and `type: oauth2` with `clientCredentials`, are supported now",
        );
        None
    }
}

/// Whether a request carries a bearer token: one that was given, or one that the client gets for itself.
fn sends_a_token(scheme: &SecurityScheme) -> bool {
    match scheme {
        SecurityScheme::HTTP { scheme, .. } => scheme.eq_ignore_ascii_case("bearer"),
        SecurityScheme::OAuth2 { flows, .. } => flows.client_credentials.is_some(),
        SecurityScheme::APIKey { .. } | SecurityScheme::OpenIDConnect { .. } => false,
    }
}

/// A path template without the names of its parameters.
fn without_names(path: &str) -> String {
    path.split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, after)| after))
        .collect::<Vec<_>>()
        .join("{}")
}
