//! Operations: method, path, parameters, body, answers and what the gateway's keys say of them.

use openapiv3::{
    HeaderStyle, MediaType, Operation, Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
    RequestBody, Response, SecurityScheme, StatusCode,
};

use super::Lowering;
use super::schema::Position;
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
        for (path, item) in &document.paths.paths {
            let at = span::step("/paths", path);
            match item {
                ReferenceOr::Item(item) => {
                    for (method, operation) in item.iter() {
                        let at = span::step(&at, method);
                        if method == "trace" {
                            self.report.warning(
                                Code::UnsupportedParameter,
                                &at,
                                "the method TRACE is not supported, so the operation is left out",
                                "clients do not send TRACE; remove the operation",
                            );
                            continue;
                        }
                        operations.extend(self.operation(path, method, item, operation, &at, &mut names));
                    }
                }
                ReferenceOr::Reference { reference } => {
                    self.unresolved(reference, &span::step(&at, "$ref"), "paths");
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
        names: &mut Scope,
    ) -> Option<ir::Operation> {
        let name = self.operation_name(operation, at, names)?;
        let text = [operation.summary.as_deref(), operation.description.as_deref()]
            .into_iter()
            .flatten()
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("\n\n");
        let docs = self.docs(Some(&text), &operation.extensions, operation.deprecated, at);
        let parameters = self.parameters(item, operation, path, at);
        let body = self.body(operation.request_body.as_ref(), &span::step(at, "requestBody"), &name.wire);
        let answers = self.answers(operation, at, &name.wire);
        let authenticated = self.authenticated(operation, at);
        let segments = self.segments(path, parameters.as_deref(), at);
        let effect = self.effect(operation, method);
        let extensions = &operation.extensions;

        let (successes, failures): (Vec<_>, Vec<_>) =
            answers?.into_iter().partition(|answer| answer.status.is_success());
        let rust_type = self.type_name_of_operation(&name)?;
        Some(ir::Operation {
            output: output(&successes, &rust_type),
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

    fn operation_name(&mut self, operation: &Operation, at: &str, names: &mut Scope) -> Option<ir::Name> {
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
        if let Err(owner) = names.take(&rust, id) {
            let (code, what) = if owner == *id {
                (Code::DuplicateOperationId, format!("the operationId `{id}` is used twice"))
            } else {
                let what = format!("the operation `{id}` and {owner} would both be the method `{rust}`");
                (Code::NameCollision, what)
            };
            self.report.error(code, &at_id, what, "give each operation a name of its own");
            return None;
        }
        Some(ir::Name { wire: id.clone(), rust })
    }

    fn type_name_of_operation(&mut self, name: &ir::Name) -> Option<String> {
        // Operations live in a module of their own, so their types cannot collide with schemas;
        // among themselves their methods have been told apart already.
        naming::type_name(&name.wire)
    }

    fn parameters(&mut self, item: &PathItem, operation: &Operation, path: &str, at: &str) -> Option<Vec<ir::Parameter>> {
        let document = self.document;
        let entries = document.components.as_ref().map(|components| &components.parameters);
        let path_at = span::step("/paths", path);
        let shared = item.parameters.iter().enumerate().map(|(n, p)| (p, format!("{path_at}/parameters/{n}")));
        let own = operation.parameters.iter().enumerate().map(|(n, p)| (p, format!("{at}/parameters/{n}")));

        let mut found: Vec<(&Parameter, String, bool)> = Vec::new();
        let mut complete = true;
        for ((reference, pointer), own) in shared.map(|p| (p, false)).chain(own.map(|p| (p, true))) {
            let Some((parameter, pointer)) = self.resolve(reference, "parameters", entries, &pointer) else {
                complete = false;
                continue;
            };
            let same = |other: &&mut (&Parameter, String, bool)| key(other.0) == key(parameter);
            match found.iter_mut().find(same) {
                // An operation's parameter takes the place of the one that its path shares.
                Some(other) if own && !other.2 => *other = (parameter, pointer, own),
                Some(_) => {
                    complete = false;
                    self.report.error(
                        Code::DuplicateParameter,
                        &pointer,
                        format!("the parameter `{}` is declared twice", key(parameter).1),
                        "keep one of them",
                    );
                }
                None => found.push((parameter, pointer, own)),
            }
        }
        let mut names = Scope::default();
        // The body is a field of the operation as well.
        let _ = names.take("body", "the request body");
        let mut parameters = Vec::new();
        for (parameter, pointer, _) in found {
            match self.parameter(parameter, &pointer, &mut names) {
                Some(parameter) => parameters.push(parameter),
                None => complete = false,
            }
        }
        complete.then_some(parameters)
    }

    fn parameter(&mut self, parameter: &Parameter, at: &str, names: &mut Scope) -> Option<ir::Parameter> {
        let data = parameter.parameter_data_ref();
        let (location, usual) = match parameter {
            Parameter::Path { style, .. } => (ir::Location::Path, *style == PathStyle::Simple),
            Parameter::Query { style, .. } => (
                ir::Location::Query,
                *style == QueryStyle::Form && data.explode != Some(false),
            ),
            Parameter::Header { style, .. } => (ir::Location::Header, *style == HeaderStyle::Simple),
            Parameter::Cookie { .. } => return self.unsupported_parameter(at, "a cookie parameter"),
        };
        if !usual {
            return self.unsupported_parameter(at, "this style of parameter");
        }
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => schema,
            ParameterSchemaOrContent::Content(_) => {
                return self.unsupported_parameter(at, "a parameter with `content`");
            }
        };
        let used = self.schema(schema, &Position::new(&span::step(at, "schema"), &data.name))?;
        if !self.is_plain(&used.ty, location == ir::Location::Query) {
            return self.unsupported_parameter(at, "a parameter that is not a plain value");
        }
        if location == ir::Location::Path && !data.required {
            self.report.error(
                Code::PathParameter,
                at,
                format!("the path parameter `{}` is not required", data.name),
                "add `required: true`: a path has no optional part",
            );
        }
        let name = self.field_name(&data.name, at, names)?;
        let mut docs = self.docs(data.description.as_deref(), &data.extensions, data.deprecated.unwrap_or(false), at);
        if docs.text.is_empty() {
            docs.text = used.docs.text;
        }
        docs.source = docs.source.or(used.docs.source);
        docs.conflicts.extend(used.docs.conflicts);
        Some(ir::Parameter {
            name,
            location,
            ty: used.ty,
            required: data.required,
            constraints: used.constraints,
            default: used.default,
            docs,
            pointer: at.to_owned(),
        })
    }

    /// Whether a value can be written as one text, or in a query as several.
    fn is_plain(&self, ty: &ir::Type, lists: bool) -> bool {
        match ty {
            ir::Type::Named(name) => self
                .types
                .get(name)
                .is_some_and(|def| !matches!(def.shape, ir::Shape::Struct(_))),
            ir::Type::List(item) => lists && self.is_plain(item, false),
            ir::Type::Sensitive(inner) => self.is_plain(inner, false),
            ir::Type::Map(_) | ir::Type::Json | ir::Type::Text | ir::Type::Nullable(_) => false,
            _ => true,
        }
    }

    fn unsupported_parameter(&mut self, at: &str, what: &str) -> Option<ir::Parameter> {
        self.report.warning(
            Code::UnsupportedParameter,
            at,
            format!("{what} is not supported yet, so the operation is left out"),
            "send it with the client's `request(…)`, or declare it another way",
        );
        None
    }

    /// The path, cut at its parameters, each of which must be declared.
    fn segments(&mut self, path: &str, parameters: Option<&[ir::Parameter]>, at: &str) -> Option<Vec<ir::Segment>> {
        let declared: Vec<&str> = parameters?
            .iter()
            .filter(|parameter| parameter.location == ir::Location::Path)
            .map(|parameter| parameter.name.wire.as_str())
            .collect();
        let mut segments = Vec::new();
        let mut used: Vec<&str> = Vec::new();
        let mut rest = path;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                self.path_problem(at, format!("the path `{path}` has a `{{` without its `}}`"), "close it");
                return None;
            };
            if !declared.contains(&name) {
                self.path_problem(
                    at,
                    format!("the path parameter `{name}` is not declared"),
                    "add it to `parameters` with `in: path` and `required: true`",
                );
            }
            if used.contains(&name) {
                self.path_problem(at, format!("the path has `{{{name}}}` twice"), "give each a name of its own");
            }
            used.push(name);
            if !literal.is_empty() {
                segments.push(ir::Segment::Literal(literal.to_owned()));
            }
            segments.push(ir::Segment::Parameter(name.to_owned()));
            rest = after;
        }
        for name in declared {
            if !used.contains(&name) {
                self.path_problem(
                    at,
                    format!("the path parameter `{name}` does not occur in `{path}`"),
                    "put it into the path in braces, or remove the parameter",
                );
            }
        }
        if !rest.is_empty() {
            segments.push(ir::Segment::Literal(rest.to_owned()));
        }
        if !path.starts_with('/') || rest.contains('}') {
            self.path_problem(at, format!("`{path}` is not a path template"), "start it with `/` and pair its braces");
            return None;
        }
        Some(segments)
    }

    fn path_problem(&mut self, at: &str, what: String, help: &str) {
        self.report.error(Code::PathParameter, at, what, help);
    }

    /// Outer `None`: cannot be represented. Inner `None`: there is no body.
    fn body(&mut self, body: Option<&ReferenceOr<RequestBody>>, at: &str, id: &str) -> Option<Option<ir::Body>> {
        let Some(reference) = body else {
            return Some(None);
        };
        let document = self.document;
        let entries = document.components.as_ref().map(|components| &components.request_bodies);
        let (body, at) = self.resolve(reference, "requestBodies", entries, at)?;
        let ty = self.content(&body.content, &span::step(&at, "content"), &format!("{id}-request"))?;
        let Some(used) = ty else {
            return Some(None);
        };
        Some(Some(ir::Body {
            ty: used.ty,
            required: body.required,
            docs: body.description.clone().unwrap_or_default(),
        }))
    }

    /// The JSON among the media types. Outer `None`: there are only others. Inner `None`: there are none.
    fn content(
        &mut self,
        content: &indexmap::IndexMap<String, MediaType>,
        at: &str,
        name: &str,
    ) -> Option<Option<ir::AnswerBody>> {
        let Some((first, _)) = content.first() else {
            return Some(None);
        };
        let Some((media, entry)) = content.iter().find(|(media, _)| is_json(media)) else {
            self.report.warning(
                Code::UnsupportedMediaType,
                &span::step(at, first),
                format!("`{first}` is not supported yet, so the operation is left out"),
                "only `application/json` is sent and received now",
            );
            return None;
        };
        let at = span::step(&span::step(at, media), "schema");
        match &entry.schema {
            None => Some(Some(ir::AnswerBody { ty: ir::Type::Json, role: None })),
            Some(schema) => {
                let used = self.schema(schema, &Position::new(&at, name))?;
                Some(Some(used.into_body()))
            }
        }
    }

    fn answers(&mut self, operation: &Operation, at: &str, id: &str) -> Option<Vec<ir::Answer>> {
        let at = span::step(at, "responses");
        if operation.responses.responses.is_empty() && operation.responses.default.is_none() {
            self.report.error(
                Code::NoResponses,
                &at,
                "the operation declares no answer",
                "declare at least one response",
            );
            return None;
        }
        let declared = operation.responses.responses.iter().map(|(status, response)| {
            let (status, key) = match status {
                StatusCode::Code(code) => (ir::Status::Code(*code), code.to_string()),
                StatusCode::Range(first) => (ir::Status::Range(u8::try_from(*first).unwrap_or(0)), format!("{first}XX")),
            };
            (status, key, response)
        });
        let default = operation.responses.default.iter().map(|r| (ir::Status::Default, "default".to_owned(), r));
        let mut answers = Vec::new();
        let mut complete = true;
        for (status, key, response) in declared.chain(default) {
            match self.answer(status, response, &span::step(&at, &key), &format!("{id}-{key}")) {
                Some(answer) => answers.push(answer),
                None => complete = false,
            }
        }
        complete.then_some(answers)
    }

    fn answer(
        &mut self,
        status: ir::Status,
        reference: &ReferenceOr<Response>,
        at: &str,
        name: &str,
    ) -> Option<ir::Answer> {
        let document = self.document;
        let entries = document.components.as_ref().map(|components| &components.responses);
        let (response, at) = self.resolve(reference, "responses", entries, at)?;
        let mut bodies: Vec<ir::AnswerBody> = Vec::new();
        bodies.extend(self.content(&response.content, &span::step(&at, "content"), name)?);
        for (number, target) in x::get::<Vec<String>>(&response.extensions, x::ALSO).into_iter().flatten().enumerate() {
            let at = format!("{at}/{}/{number}", x::ALSO);
            bodies.push(self.reference_to_schema(&target, &at)?.into_body());
        }
        let docs = self.docs(Some(&response.description), &response.extensions, false, &at);
        Some(ir::Answer {
            status,
            bodies,
            empty_body: x::get(&response.extensions, x::EMPTY_BODY).unwrap_or(false),
            docs,
            pointer: at,
        })
    }

    fn effect(&mut self, operation: &Operation, method: &str) -> ir::Effect {
        match x::get::<x::Effect>(&operation.extensions, x::EFFECT) {
            Some(declared) => ir::Effect {
                kind: declared.kind,
                reference: declared.reference.map(|wire| ir::Name {
                    rust: naming::field_name(&wire).unwrap_or_default(),
                    wire,
                }),
                duplicates: declared.duplicates,
            },
            // Nothing is known of what it does: only a method that is safe by definition is taken to read.
            None => ir::Effect {
                kind: match method {
                    "get" | "head" | "options" | "trace" => ir::EffectKind::Reads,
                    _ => ir::EffectKind::Writes,
                },
                reference: None,
                duplicates: None,
            },
        }
    }

    fn authenticated(&mut self, operation: &Operation, at: &str) -> Option<bool> {
        let document = self.document;
        let (requirements, at) = match (&operation.security, &document.security) {
            (Some(own), _) => (own, span::step(at, "security")),
            (None, Some(root)) => (root, "/security".to_owned()),
            (None, None) => return Some(false),
        };
        if requirements.is_empty() || requirements.iter().any(indexmap::IndexMap::is_empty) {
            return Some(false);
        }
        let entries = document.components.as_ref().map(|components| &components.security_schemes);
        for (number, requirement) in requirements.iter().enumerate() {
            let at = format!("{at}/{number}");
            if requirement.len() != 1 {
                continue;
            }
            let Some((name, _)) = requirement.first() else { continue };
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
            if matches!(scheme, SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer")) {
                return Some(true);
            }
        }
        self.report.warning(
            Code::UnsupportedSecurity,
            &at,
            "no alternative is a bearer token, so the operation is left out",
            "only `type: http` with `scheme: bearer` is supported now",
        );
        None
    }
}

fn key(parameter: &Parameter) -> (u8, &str) {
    let location = match parameter {
        Parameter::Path { .. } => 0,
        Parameter::Query { .. } => 1,
        Parameter::Header { .. } => 2,
        Parameter::Cookie { .. } => 3,
    };
    (location, &parameter.parameter_data_ref().name)
}

fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or(media).trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json") || essence == "*/*"
}

fn output(successes: &[ir::Answer], operation: &str) -> ir::Output {
    let body = |answer: &ir::Answer| answer.bodies.first().map(|body| body.ty.clone());
    match successes {
        [] => ir::Output::Unit,
        [first, rest @ ..] if rest.iter().all(|answer| body(answer) == body(first)) => match body(first) {
            Some(ty) => ir::Output::One(ty),
            None => ir::Output::Unit,
        },
        several => ir::Output::Many {
            rust_type: format!("{operation}Output"),
            variants: several
                .iter()
                .map(|answer| ir::OutputVariant {
                    rust: naming::status_variant(answer.status),
                    status: answer.status,
                    ty: body(answer),
                })
                .collect(),
        },
    }
}
