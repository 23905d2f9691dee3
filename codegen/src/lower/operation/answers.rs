//! Bodies of requests, and answers by status.

use std::borrow::Cow;

use super::content::{Represented, Way, variant};
use super::forms::Empty;
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::{Lowering, pointed};
use crate::schema::{Content, Keywords, Operation, Ref, RequestBody, Response};
use crate::vocabulary as x;
use crate::{ir, naming};

impl Lowering<'_> {
    /// Outer `None`: cannot be represented. Inner `None`: there is no body.
    pub(super) fn body(
        &mut self,
        body: Option<&Ref<RequestBody>>,
        at: &str,
        id: &str,
    ) -> Option<Option<ir::Body>> {
        let Some(reference) = body else {
            return Some(None);
        };
        let section = &self.document.request_bodies;
        let (body, there) = self.resolve(reference, section, at)?;
        if self.is_unused(&there) {
            return Some(None);
        }
        self.account.read(&there, As::RequestBody);
        let name = match there == at {
            true => format!("{id}-request"),
            false => pointed::name(self.tree, &there),
        };
        let at = there;
        let at = pointer::step(&at, "content");
        let found = self.contents(&body.content, Way::SENT, &at, &name);
        let bodies: Vec<ir::Body> = found
            .into_iter()
            .filter_map(|found| {
                let at = pointer::step(&at, found.key);
                self.sent(found, body, &at)
            })
            .collect();
        let mut bodies = bodies.into_iter();
        Some(bodies.next().map(|mut first| {
            first.others = bodies.collect();
            if !first.others.is_empty() {
                let mut names = naming::Scope::default();
                let all = std::iter::once(&mut first.variant);
                for variant in all.chain(first.others.iter_mut().map(|other| &mut other.variant)) {
                    let near = names.take_near([variant.clone()], "");
                    *variant = near.unwrap_or_default();
                }
            }
            first
        }))
    }

    /// A body that is sent; `None` if it is a form without a field.
    fn sent(
        &mut self,
        found: Represented<'_>,
        declared: &RequestBody,
        at: &str,
    ) -> Option<ir::Body> {
        let entry = found.entry;
        let mut body = ir::Body {
            ty: found.body.ty,
            media: found.body.media,
            media_type: found.body.media_type,
            styles: Vec::new(),
            part_types: Vec::new(),
            constraints: found.body.constraints,
            also: found.body.also,
            variant: variant(found.key),
            others: Vec::new(),
            required: declared.required,
            docs: declared.description.clone().unwrap_or_default(),
        };
        if is_outside_of_range(found.key, body.media) {
            self.account.drops(at, Code::MediaRange);
        }
        let is_form = matches!(body.media, ir::Media::Form | ir::Media::Multipart);
        match self.empty_form(entry).filter(|_| is_form) {
            Some(Empty::Closed) => return None,
            Some(Empty::Open) => {
                self.report.warning(
                    Code::FormWithoutFields,
                    at,
                    "the form has no fields, so no body is sent",
                    "call the operation with the client's `request` method to send fields",
                );
                return None;
            }
            None => {}
        }
        match body.media {
            ir::Media::Form => self.form(&mut body, entry, at),
            ir::Media::Multipart => self.parts(&mut body, entry, at),
            _ => {}
        }
        Some(body)
    }

    pub(super) fn answers(
        &mut self,
        operation: &Operation,
        at: &str,
        id: &str,
    ) -> Option<Vec<ir::Answer>> {
        let at = pointer::step(at, "responses");
        let mut answers: Vec<ir::Answer> = Vec::with_capacity(operation.responses.len());
        let mut complete = true;
        for (status, key, response) in &operation.responses {
            match self.answer(
                *status,
                response,
                &pointer::step(&at, key),
                &format!("{id}-{key}"),
            ) {
                Some(answer) => answers.push(answer),
                None => complete = false,
            }
        }
        let succeeds = |answer: &ir::Answer| {
            answer.status.is_success() || answer.status == ir::Status::Default
        };
        if complete && !answers.iter().any(succeeds) {
            self.report.warning(
                Code::NoSuccess,
                &at,
                format!("`{id}` declares no success response, so the client returns nothing"),
                "declare the status of the success, such as `200`",
            );
        }
        complete.then_some(answers)
    }

    fn answer(
        &mut self,
        status: ir::Status,
        reference: &Ref<Response>,
        at: &str,
        name: &str,
    ) -> Option<ir::Answer> {
        let section = &self.document.responses;
        let (response, there) = self.resolve(reference, section, at)?;
        self.account.read(&there, As::Response);
        let name = match there == at {
            true => name,
            false => &pointed::name(self.tree, &there),
        };
        let at = there;
        let mut bodies: Vec<ir::AnswerBody> = Vec::new();
        let content_at = pointer::step(&at, "content");
        let also: Vec<String> = x::get(&response.extensions, x::ALSO).unwrap_or_default();
        let declared = self.main_bodies(&response.content, &also, &content_at);
        let way = Way::received(status.is_success() && also.is_empty());
        let found = self.contents(&declared, way, &content_at, name);
        let mut found = found.into_iter().map(|found| found.body);
        bodies.extend(found.next());
        let alternatives = found.collect();
        for (number, target) in also.iter().enumerate() {
            let at = format!("{at}/{}/{number}", x::ALSO);
            bodies.push(self.reference_to_schema(target, &at)?.into_body());
        }
        let headers = self.headers(&at);
        if !self.affords(headers.len(), &at) {
            return None;
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
            alternatives,
            headers,
            empty_body: x::get(&response.extensions, x::EMPTY_BODY).unwrap_or(false),
            docs,
            pointer: at,
        })
    }

    /// The content of a response without the other bodies of `x-malipo-also`, which an `anyOf` of the main body and these lists
    /// once more, in plain OpenAPI.
    fn main_bodies<'c>(
        &mut self,
        content: &'c Content,
        also: &[String],
        at: &str,
    ) -> Cow<'c, Content> {
        let mut main = Cow::Borrowed(content);
        for (media_type, entry) in content.iter().filter(|_| !also.is_empty()) {
            let schema = entry.schema.as_ref().and_then(Ref::as_item);
            let Some(schema) = schema.filter(|schema| schema.keywords() == Keywords::ANY_OF) else {
                continue;
            };
            let mut targets = schema.any_of.iter().map(Ref::target);
            let first = targets.next().flatten();
            match first.filter(|_| targets.eq(also.iter().map(|target| Some(target.as_str())))) {
                Some(first) => {
                    let at = pointer::step(&pointer::step(at, media_type), "schema");
                    self.account.read(&at, As::Alias);
                    if let Some(entry) = main.to_mut().get_mut(media_type) {
                        entry.schema = Some(Ref::To(first.into()));
                    }
                }
                None => self.report.error(
                    Code::PlainForm,
                    &format!("{}/schema/anyOf", pointer::step(at, media_type)),
                    format!("this `anyOf` does not list the bodies of `{}`", x::ALSO),
                    format!(
                        "refer to the main body first, then to those of `{}` in the same order",
                        x::ALSO
                    ),
                ),
            }
        }
        main
    }
}

/// Whether what the client sends without a media type of the caller is not in a range of media types.
fn is_outside_of_range(media_type: &str, media: ir::Media) -> bool {
    let essence = ir::essence(media_type);
    let Some(kind) = essence.strip_suffix("/*") else {
        // HTTP has no range of a suffix, such as `application/*+json`.
        return ir::is_range(&essence);
    };
    let usual = match media {
        ir::Media::Text => "text",
        _ => "application",
    };
    kind != "*" && kind != usual
}

pub(super) fn output(successes: &[ir::Answer], operation: &str) -> ir::Output {
    let all: Vec<(&ir::Answer, Option<&ir::AnswerBody>)> = successes
        .iter()
        .flat_map(|answer| {
            let none = answer.bodies.is_empty().then_some((answer, None));
            let some = answer.contents().map(move |body| (answer, Some(body)));
            none.into_iter().chain(some)
        })
        .collect();
    let read =
        |(_, body): &(_, Option<&ir::AnswerBody>)| body.map(|body| (body.ty.clone(), body.media));
    match all.as_slice() {
        [] => ir::Output::Unit,
        [first, rest @ ..] if rest.iter().all(|other| read(other) == read(first)) => {
            match first.1 {
                Some(body) => ir::Output::One(body.ty.clone()),
                None => ir::Output::Unit,
            }
        }
        several => {
            let mut names = naming::Scope::default();
            let variants = several.iter().map(|(answer, body)| {
                let status = naming::status_variant(answer.status);
                let media = body.map_or(String::new(), |body| variant(&body.media_type));
                let name = match (answer.alternatives.is_empty(), successes.len()) {
                    (true, _) => status,
                    (false, 1) => media,
                    (false, _) => format!("{status}{media}"),
                };
                ir::OutputVariant {
                    rust: names.take_near([name], "").unwrap_or_default(),
                    status: answer.status,
                    body: body.cloned(),
                }
            });
            ir::Output::Many {
                rust_type: format!("{operation}Output"),
                variants: variants.collect(),
            }
        }
    }
}
