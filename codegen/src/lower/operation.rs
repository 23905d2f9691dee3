//! Operations: method, path, parameters, body, answers and what the gateway's keys say of them.

mod answers;
mod charset;
mod content;
mod forms;
mod headers;
mod names;
mod nested;
mod parameters;
mod part_headers;
mod path;
mod proofs;
mod security;
mod servers;

pub(in crate::lower) use names::OperationName;

use std::collections::BTreeMap;

use super::{Lowering, prune};
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::naming;
use crate::openapi::resolver;
use crate::schema::{Operation, PathItem, Ref};
use crate::vocabulary as x;

/// The statuses under which a response has no content (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
const NO_CONTENT: [ir::Status; 3] = [
    ir::Status::Code(204),
    ir::Status::Code(205),
    ir::Status::Code(304),
];

impl Lowering<'_> {
    /// Every operation that can be represented, in document order.
    pub(super) fn operations(&mut self) -> Vec<ir::Operation> {
        let document = self.document;
        self.same_paths();
        let mut names = self.operation_names();
        let mut operations = Vec::with_capacity(names.len());
        for (path, item) in &document.paths {
            let at = pointer::step("/paths", path);
            match item {
                Ref::Item(item) => {
                    self.account.read(&at, As::PathItem);
                    self.account_servers(&item.servers, &at);
                    for (method, operation) in &item.operations {
                        let at = pointer::step(&at, method);
                        if operation.is_reference {
                            // The form of the document was looked at before, and this was told.
                            self.left_out.extend(operation.id.clone());
                            continue;
                        }
                        self.account.read(&at, As::Operation);
                        self.account_servers(&operation.servers, &at);
                        let name = names.remove(&at);
                        let id = name.as_ref().map(|name| name.name.wire.clone());
                        let (lowered, reported) = self
                            .apart(|this| this.operation(path, method, item, operation, &at, name));
                        if let (None, Some(id)) = (&lowered, &id)
                            && reported.is_empty()
                        {
                            prune::left_out(id, &at, &mut self.report);
                        }
                        self.report.add(reported);
                        if lowered.is_none() {
                            self.left_out.extend(id);
                        }
                        operations.extend(lowered);
                    }
                }
                Ref::To(target) => {
                    if let Some((why, help)) = self.unfollowed.reason(target) {
                        self.report.warning(
                            Code::UnresolvedFile,
                            &resolver::at_reference(&at),
                            format!("{why}, so the operations of this path are left out"),
                            help,
                        );
                    }
                }
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
        name: Option<OperationName>,
    ) -> Option<ir::Operation> {
        // Even if its name is taken, the rest is looked at, so that all that is wrong with it is told at once.
        let id = match &name {
            Some(name) => name.name.wire.clone(),
            None => format!("{}-{method}-{path}", operation.id.as_ref()?),
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
        let mut parameters = self.parameters(item, operation, path, at, &id);
        let body = self.body(
            operation.body.as_ref(),
            &pointer::step(at, "requestBody"),
            &id,
        );
        let of_parts = std::mem::take(&mut self.part_headers);
        if let (Some(parameters), Some(Some(body))) = (&mut parameters, &body) {
            self.add_part_headers(parameters, of_parts, body);
        }
        let answers = self.answers(operation, at, &id);
        let security = self.security(operation, at);
        let template = parameters
            .as_mut()
            .and_then(|parameters| self.template(path, parameters, at));
        let effect = self.effect(operation, method, at);
        let provable = self.provable(&operation.extensions, at);
        let acceptance = self.acceptance(&operation.extensions, at);
        let server = self.own_server(item, operation);
        let settles = self.settles(operation, at);
        let extensions = &operation.extensions;

        let mut answers = answers?;
        // HTTP sends none, whatever the document says.
        let is_empty = |status| method == "head" || NO_CONTENT.contains(&status);
        for answer in answers.iter_mut().filter(|answer| is_empty(answer.status)) {
            answer.bodies.clear();
            answer.alternatives.clear();
        }
        let (mut successes, failures): (Vec<_>, Vec<_>) = answers
            .into_iter()
            .partition(|answer| answer.status.is_success());
        if successes.is_empty() {
            // It stands for every status that is not declared.
            let default = failures
                .iter()
                .find(|answer| answer.status == ir::Status::Default);
            successes.extend(default.cloned());
        }
        self.unread_headers(&successes, &failures);
        // Operations live in a module of their own, so their types cannot collide with schemas.
        let OperationName { name, rust_type } = name?;
        let template = template?;
        let security = security?;
        Some(ir::Operation {
            output: answers::output(&successes, &rust_type),
            headers: headers::of_successes(&successes),
            id: name.wire,
            rust_method: name.rust,
            rust_type,
            method: method.to_uppercase(),
            path: path.to_owned(),
            segments: template.segments,
            fixed_query: template.query,
            parameters: parameters?,
            body: body?,
            successes,
            failures,
            refusals: None,
            effect,
            provable,
            acceptance,
            lookup: x::get(extensions, x::LOOKUP).unwrap_or_default(),
            settles,
            pages: x::get(extensions, x::PAGES),
            authenticated: !security.is_empty(),
            security,
            server,
            no_fixture: x::get::<x::Fixture>(extensions, x::FIXTURE).map(|fixture| fixture.none),
            docs,
            pointer: at.to_owned(),
        })
    }

    fn settles(&mut self, operation: &Operation, at: &str) -> Option<ir::Settles> {
        let declared = x::get::<x::Settles>(&operation.extensions, x::SETTLES)?;
        let conclusive = declared.conclusive.map(|conclusive| {
            let at = format!("{at}/{}/conclusive/of", x::SETTLES);
            let of = conclusive.of.into_iter().map(|(value, declared)| {
                let at = pointer::step(&at, &value);
                let source = self
                    .docs_from(ir::Docs::default(), declared.source, Vec::new(), &at)
                    .source;
                let codes = declared.codes;
                (value, ir::ConclusiveCodes { codes, source })
            });
            ir::Conclusive {
                path: conclusive.path,
                of: of.collect(),
                conflicts: conclusive.conflicts,
            }
        });
        let about = declared.about.map(|about| {
            let at = pointer::step(&pointer::step(at, x::SETTLES), "about");
            let source = self
                .docs_from(ir::Docs::default(), about.source, Vec::new(), &at)
                .source;
            ir::About {
                parameter: about.parameter,
                matches: about.matches,
                values: about.values,
                source,
            }
        });
        Some(ir::Settles {
            status: declared.status,
            pending: declared.pending,
            succeeded: declared.succeeded,
            failed: declared.failed,
            duplicate: declared.duplicate,
            conclusive,
            about,
            ids: declared.ids,
            lines: declared.lines,
        })
    }

    fn effect(&mut self, operation: &Operation, method: &str, at: &str) -> ir::Effect {
        let ours = !self.sources.is_empty();
        if ours && !operation.extensions.contains_key(x::EFFECT) {
            self.report.error(
                Code::MissingEffect,
                at,
                "the operation does not declare its effect on money",
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
            // Only a method that is safe by definition (RFC 9110, section 9.2.1) reads; any other may do anything.
            None => ir::Effect {
                kind: match method {
                    "get" | "head" | "options" | "trace" => ir::EffectKind::Reads,
                    _ => ir::EffectKind::Unknown,
                },
                reference: None,
                duplicates: None,
                options: BTreeMap::new(),
            },
        }
    }
}
