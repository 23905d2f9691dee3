//! Bodies of requests, and answers by status.

use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody, Response, StatusCode};

use crate::diagnostic::Code;
use crate::lower::Lowering;
use crate::lower::schema::Position;
use crate::vocabulary as x;
use crate::{ir, naming, span};

impl Lowering<'_> {
    /// Outer `None`: cannot be represented. Inner `None`: there is no body.
    pub(super) fn body(
        &mut self,
        body: Option<&ReferenceOr<RequestBody>>,
        at: &str,
        id: &str,
    ) -> Option<Option<ir::Body>> {
        let Some(reference) = body else {
            return Some(None);
        };
        let document = self.document;
        let entries = document
            .components
            .as_ref()
            .map(|components| &components.request_bodies);
        let (body, at) = self.resolve(reference, "requestBodies", entries, at)?;
        let name = match at.strip_prefix("/components/requestBodies/") {
            Some(component) => format!("{component}-request"),
            None => format!("{id}-request"),
        };
        let at = span::step(&at, "content");
        let sent = [ir::Media::Json, ir::Media::Form];
        let Some(sent) = self.content(&body.content, &sent, &at, &name)? else {
            return Some(None);
        };
        if sent.media == ir::Media::Form {
            self.form(&sent.ty, &at)?;
        }
        Some(Some(ir::Body {
            ty: sent.ty,
            media: sent.media,
            required: body.required,
            docs: body.description.clone().unwrap_or_default(),
        }))
    }

    /// What is sent or received among the media types, the first choice first. Outer `None`: there are only others.
    /// Inner `None`: there are none.
    fn content(
        &mut self,
        content: &indexmap::IndexMap<String, MediaType>,
        choices: &[ir::Media],
        at: &str,
        name: &str,
    ) -> Option<Option<ir::AnswerBody>> {
        let Some((first, _)) = content.first() else {
            return Some(None);
        };
        let chosen = choices.iter().find_map(|choice| {
            let (name, entry) = content
                .iter()
                .find(|(name, _)| media(name) == Some(*choice))?;
            Some((*choice, name, entry))
        });
        let Some((media, chosen, entry)) = chosen else {
            self.report.warning(
                Code::UnsupportedMediaType,
                &span::step(at, first),
                format!("`{first}` is not supported yet, so the operation is left out"),
                match choices {
                    [_, ir::Media::Form] => {
                        "only `application/json` and `application/x-www-form-urlencoded` are sent now"
                    }
                    _ => "only `application/json` and `text/plain` are received now",
                },
            );
            return None;
        };
        for other in content.keys().filter(|other| *other != chosen) {
            self.report.warning(
                Code::UnsupportedMediaType,
                &span::step(at, other),
                format!("`{other}` is not used: the body is sent and read as `{chosen}`"),
                "remove it",
            );
        }
        let at = span::step(&span::step(at, chosen), "schema");
        let body = match &entry.schema {
            None => ir::AnswerBody {
                ty: match media {
                    ir::Media::Text => ir::Type::String,
                    ir::Media::Json | ir::Media::Form => ir::Type::Json,
                },
                media,
                role: None,
            },
            Some(schema) => ir::AnswerBody {
                media,
                ..self.schema(schema, &Position::new(&at, name))?.into_body()
            },
        };
        if media == ir::Media::Text && !is_text(&body.ty) {
            self.report.warning(
                Code::UnsupportedMediaType,
                &at,
                "a plain text is read as a text only, so the operation is left out",
                "write `type: string` without an `enum`",
            );
            return None;
        }
        Some(Some(body))
    }

    /// A form is an object of plain values: nothing else can be written as one in a way that all would read alike.
    fn form(&mut self, ty: &ir::Type, at: &str) -> Option<()> {
        let fields = match ty {
            // One that is not there could not be represented, and the reason was reported.
            ir::Type::Named(name) => match self.types.get(name).map(|def| &def.shape) {
                None => return Some(()),
                Some(ir::Shape::Struct(structure)) => structure.fields.as_slice(),
                Some(_) => &[],
            },
            _ => &[],
        };
        let odd: Vec<_> = fields
            .iter()
            .filter(|field| field.nullable || !self.is_plain(&field.ty, false))
            .map(|field| (field.pointer.clone(), field.nullable))
            .collect();
        for (at, nullable) in &odd {
            let (what, help) = match nullable {
                true => (
                    "a form cannot say `null`",
                    "remove `nullable`: what is optional is left out of a form",
                ),
                false => (
                    "a form holds plain values only",
                    "send the body as JSON, or declare a plain value",
                ),
            };
            self.report.warning(
                Code::UnsupportedForm,
                at,
                format!("{what}, so the operation is left out"),
                help,
            );
        }
        if fields.is_empty() {
            self.report.warning(
                Code::UnsupportedForm,
                at,
                "a form is an object with `properties`, and this is none, so the operation is left out",
                "declare its fields, or send the body as JSON",
            );
        }
        (odd.is_empty() && !fields.is_empty()).then_some(())
    }

    pub(super) fn answers(
        &mut self,
        operation: &Operation,
        at: &str,
        id: &str,
    ) -> Option<Vec<ir::Answer>> {
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
        let declared = operation
            .responses
            .responses
            .iter()
            .map(|(status, response)| {
                let (status, key) = match status {
                    StatusCode::Code(code) => (ir::Status::Code(*code), code.to_string()),
                    StatusCode::Range(first) => (
                        ir::Status::Range(u8::try_from(*first).unwrap_or(0)),
                        format!("{first}XX"),
                    ),
                };
                (status, key, response)
            });
        let default = operation
            .responses
            .default
            .iter()
            .map(|r| (ir::Status::Default, "default".to_owned(), r));
        let mut answers: Vec<ir::Answer> = Vec::new();
        let mut complete = true;
        for (status, key, response) in declared.chain(default) {
            match self.answer(
                status,
                response,
                &span::step(&at, &key),
                &format!("{id}-{key}"),
            ) {
                Some(answer) => answers.push(answer),
                None => complete = false,
            }
        }
        if complete && !answers.iter().any(|answer| answer.status.is_success()) {
            self.report.warning(
                Code::NoResponses,
                &at,
                format!("`{id}` declares no answer of success, so the client gives nothing back"),
                "declare the status of success, such as `200`",
            );
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
        let entries = document
            .components
            .as_ref()
            .map(|components| &components.responses);
        let (response, at) = self.resolve(reference, "responses", entries, at)?;
        let name = match at.strip_prefix("/components/responses/") {
            Some(component) => &format!("{component}-response"),
            None => name,
        };
        let mut bodies: Vec<ir::AnswerBody> = Vec::new();
        let content_at = span::step(&at, "content");
        let received = [ir::Media::Json, ir::Media::Text];
        bodies.extend(self.content(&response.content, &received, &content_at, name)?);
        for (number, target) in x::get::<Vec<String>>(&response.extensions, x::ALSO)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let at = format!("{at}/{}/{number}", x::ALSO);
            bodies.push(self.reference_to_schema(&target, &at)?.into_body());
        }
        let docs = self.docs(
            Some(&response.description),
            &response.extensions,
            false,
            &at,
        );
        Some(ir::Answer {
            status,
            bodies,
            empty_body: x::get(&response.extensions, x::EMPTY_BODY).unwrap_or(false),
            docs,
            pointer: at,
        })
    }
}

/// How a body of this media type is written, where that is known.
fn media(name: &str) -> Option<ir::Media> {
    let essence = name
        .split(';')
        .next()
        .unwrap_or(name)
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" => Some(ir::Media::Json),
        "application/x-www-form-urlencoded" => Some(ir::Media::Form),
        "text/plain" => Some(ir::Media::Text),
        other => other.ends_with("+json").then_some(ir::Media::Json),
    }
}

fn is_text(ty: &ir::Type) -> bool {
    match ty {
        ir::Type::String => true,
        ir::Type::Sensitive(inner) => **inner == ir::Type::String,
        _ => false,
    }
}

pub(super) fn output(successes: &[ir::Answer], operation: &str) -> ir::Output {
    let body = |answer: &ir::Answer| answer.bodies.first().cloned();
    let written = |answer: &ir::Answer| body(answer).map(|body| (body.ty, body.media));
    match successes {
        [] => ir::Output::Unit,
        [first, rest @ ..] if rest.iter().all(|answer| written(answer) == written(first)) => {
            match body(first) {
                Some(body) => ir::Output::One(body.ty),
                None => ir::Output::Unit,
            }
        }
        several => ir::Output::Many {
            rust_type: format!("{operation}Output"),
            variants: several
                .iter()
                .map(|answer| ir::OutputVariant {
                    rust: naming::status_variant(answer.status),
                    status: answer.status,
                    ty: body(answer).map(|body| body.ty),
                })
                .collect(),
        },
    }
}
