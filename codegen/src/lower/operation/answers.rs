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
        let ty = self.content(&body.content, &span::step(&at, "content"), &name)?;
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
        for other in content.keys().filter(|other| *other != media) {
            self.report.warning(
                Code::UnsupportedMediaType,
                &span::step(at, other),
                format!("`{other}` is not used: the body is sent and read as `{media}`"),
                "remove it",
            );
        }
        let at = span::step(&span::step(at, media), "schema");
        match &entry.schema {
            None => Some(Some(ir::AnswerBody {
                ty: ir::Type::Json,
                role: None,
            })),
            Some(schema) => {
                let used = self.schema(schema, &Position::new(&at, name))?;
                Some(Some(used.into_body()))
            }
        }
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
        bodies.extend(self.content(&response.content, &span::step(&at, "content"), name)?);
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

fn is_json(media: &str) -> bool {
    let essence = media
        .split(';')
        .next()
        .unwrap_or(media)
        .trim()
        .to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json") || essence == "*/*"
}

pub(super) fn output(successes: &[ir::Answer], operation: &str) -> ir::Output {
    let body = |answer: &ir::Answer| answer.bodies.first().map(|body| body.ty.clone());
    match successes {
        [] => ir::Output::Unit,
        [first, rest @ ..] if rest.iter().all(|answer| body(answer) == body(first)) => {
            match body(first) {
                Some(ty) => ir::Output::One(ty),
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
                    ty: body(answer),
                })
                .collect(),
        },
    }
}
