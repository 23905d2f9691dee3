//! The documentation of an operation: what it does to money, what proves a refusal and how an outcome is found out.
//!
//! Paths into a body are those of the Rust types.

use super::fields::raw_method;
use super::markdown::{code, linked, markdown};
use super::media::media_types;
use super::parts::{
    attributes, contradiction, description, provenance, section, sentence, sourced,
};
use crate::emit::rust::Rust;
use crate::ground::text::joined;
use crate::ir::{
    Acceptance, Api, Codes, EffectKind, Lookup, LookupBy, Operation, Output, Provable, ProvingBody,
    ProvingShape, Settles, Shape, Type,
};
use crate::naming::without_mark;

/// Doc comment of the struct of an operation: the client's method has the rest.
pub(in crate::emit) fn operation(operation: &Operation) -> Rust {
    let method = without_mark(&operation.rust_method);
    let line = format!(
        "The request that [`Client::{method}`](super::Client::{method}) sends: {}.",
        code(&format!("{} {}", operation.method, operation.path))
    );
    attributes(&[line], false)
}

/// Doc comment of the client's method: what the operation does, its errors, and where that is documented.
pub(in crate::emit) fn method(api: &Api, operation: &Operation) -> Rust {
    let mut parts = description(api, &operation.docs, "");
    parts.push(code(&format!("{} {}", operation.method, operation.path)));
    parts.extend(effect(api, operation));
    parts.extend(media_types(operation));
    if let Some(settles) = &operation.settles {
        parts.extend(state(api, operation, settles));
    }
    if operation.pages.is_some() {
        parts.push(
            "The response is one page of a list. `items` and `pages` on the call read all of it."
                .to_owned(),
        );
    }
    parts.extend(raw_method(&operation.rust_method));
    let errors = [
        refusals(api, operation),
        contradictions(api, operation),
        lookups(api, &operation.lookup),
        given_back(api, operation),
    ];
    parts.extend(section("Errors", errors.into_iter().flatten()));
    parts.extend(section("Provenance", provenance(api, &operation.docs)));
    attributes(&parts, false)
}

/// Documents what a call does to money, or that nobody knows.
fn effect(api: &Api, operation: &Operation) -> Option<String> {
    match operation.effect.kind {
        EffectKind::Reads | EffectKind::Writes => return None,
        EffectKind::Unknown => {
            return Some(
                "**Unknown effect.** The document does not declare one, so a call must not run twice."
                    .to_owned(),
            );
        }
        EffectKind::MovesMoney => {}
    }
    let mut money = "**Moves money.**".to_owned();
    for (option, kind) in &operation.effect.options {
        if *kind != EffectKind::MovesMoney {
            money.push_str(&format!(" Not with {}.", schema(api, option)));
        }
    }
    if let Some(reference) = &operation.effect.reference {
        money.push_str(&format!(
            " The merchant's reference is `{}`.",
            without_mark(&reference.rust)
        ));
    }
    if let Some(duplicates) = &operation.effect.duplicates {
        money.push_str(&format!(
            " A reference that was used before: {}",
            linked(api, duplicates)
        ));
    }
    Some(money)
}

/// Documents which type gives the request back. The request of a call that only reads needs nobody back.
fn given_back(api: &Api, operation: &Operation) -> Option<String> {
    let body = operation.body.as_ref().filter(|body| body.required)?;
    let def = api.type_def(&body.ty)?;
    if operation.effect.kind == EffectKind::Reads {
        return None;
    }
    let link = |name: &str| format!("[`{name}`](super::types::{name})");
    let mut told = format!(
        "[`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as {}",
        link(&def.name.rust)
    );
    let options = match &def.shape {
        Shape::OneOf(one_of) => one_of.options.as_slice(),
        _ => &[],
    };
    let options: Vec<String> = options
        .iter()
        .filter_map(|option| api.type_def(&option.ty))
        .map(|def| link(&def.name.rust))
        .collect();
    if !options.is_empty() {
        told.push_str(&format!(
            ", or as the type that it has: {}",
            options.join(", ")
        ));
    }
    told.push('.');
    Some(told)
}

/// Documents where `resolve` looks for a payment.
fn lookups(api: &Api, lookups: &[Lookup]) -> Option<String> {
    let mut ways = lookups.iter().map(|lookup| way(api, lookup));
    let mut text = format!(
        "After an unclear outcome, `resolve` looks the payment up with {}.",
        ways.next()?
    );
    for way in ways {
        text.push_str(&format!(
            " If nothing or only a failed payment is found there, `resolve` also looks with {way}."
        ));
    }
    text.push_str(" Not found does not prove that the payment was not executed.");
    Some(text)
}

fn way(api: &Api, lookup: &Lookup) -> String {
    let id = &lookup.operation;
    let Some(operation) = api.operation(id) else {
        return code(id);
    };
    let method = without_mark(&operation.rust_method);
    let found = match &lookup.by {
        LookupBy::Parameter { parameter, .. } => {
            let mut parameters = operation.parameters.iter();
            let parameter = parameters
                .find(|declared| declared.name.wire == *parameter)
                .map_or(parameter.as_str(), |declared| {
                    without_mark(&declared.name.rust)
                });
            format!("whose {} is the reference", code(parameter))
        }
        LookupBy::Row { items, matches, .. } => format!(
            "the rows of {} whose {} is the reference",
            code(&path(api, operation, items)),
            code(
                path(api, operation, &format!("{items}.{matches}"))
                    .rsplit_once('.')
                    .map_or(matches.as_str(), |(_, last)| last)
            ),
        ),
    };
    format!("[`Client::{method}`](super::Client::{method}), {found}")
}

/// Documents which states of a payment are final.
fn state(api: &Api, operation: &Operation, settles: &Settles) -> Vec<String> {
    let pending = match settles.pending.is_empty() {
        true => String::new(),
        false => format!("pending while {}; ", list(&settles.pending)),
    };
    let mut text = format!(
        "The state is in {}: {pending}succeeded with {}; failed with {}. Any other value is not final.",
        code(&path(api, operation, &settles.status)),
        list(&settles.succeeded),
        list(&settles.failed),
    );
    if let Some(duplicate) = &settles.duplicate {
        text.push_str(&format!(
            " A failure with {} in {} marks a duplicate request. It is not final, and says nothing about the original.",
            list(&duplicate.values),
            code(&path(api, operation, &duplicate.path)),
        ));
    }
    if operation.effect.kind == EffectKind::Reads {
        text.push_str(" `.wait()` asks until the state is final.");
    }
    let mut parts = vec![text];

    if operation.effect.kind == EffectKind::Reads {
        parts.push(match &settles.about {
            Some(about) => format!(
                "`wait` believes only a response whose {} is the reference that it asked for.",
                code(&path(api, operation, &about.matches))
            ),
            None => "The response does not repeat the reference, so `wait` cannot tell whether it is about this payment."
                .to_owned(),
        });
        parts.extend(settles.lines.as_ref().and_then(|_| lines(api, operation)));
    }
    let Some(conclusive) = &settles.conclusive else {
        return parts;
    };
    parts.push(format!(
        "Whether a failure is final depends on {}. A failure that is not may still turn out to be a success:",
        code(&path(api, operation, &conclusive.path))
    ));
    let cases = conclusive.of.iter().map(|(value, declared)| {
        let when = match &declared.codes {
            Codes::Only(codes) => format!("is final only with {}", list(codes)),
            Codes::Except(codes) if codes.is_empty() => "is always final".to_owned(),
            Codes::Except(codes) => format!("is final unless the code is {}", list(codes)),
        };
        let source = declared.source.as_ref();
        let source = source
            .map(|source| sourced(api, source))
            .unwrap_or_default();
        format!("- {} {when}. {source}", code(value))
            .trim_end()
            .to_owned()
    });
    parts.push(cases.collect::<Vec<_>>().join("\n"));
    parts.extend(
        conclusive
            .conflicts
            .iter()
            .map(|conflict| contradiction(api, conflict)),
    );
    parts
}

/// Documents the method of the response that lists its lines.
fn lines(api: &Api, operation: &Operation) -> Option<String> {
    let Output::One(output) = &operation.output else {
        return None;
    };
    let response = &api.type_def(output)?.name.rust;
    Some(format!(
        "The response has [`lines()`](super::types::{response}::lines): each line with its own settlement, your reference of \
         the line, and the gateway's reason."
    ))
}

/// Which refusals prove that a payment was not made.
fn refusals(api: &Api, operation: &Operation) -> Option<String> {
    let proof = match operation.provable.as_ref()? {
        Provable::Never(reason) => {
            return Some(format!(
                "No response of this operation proves that no money moved. {}",
                sentence(api, reason)
            ));
        }
        Provable::By(proof) => proof,
    };
    let shape = |shape: &ProvingShape| {
        let statuses = operation.proving_statuses(shape);
        let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
        let body = match &shape.body {
            ProvingBody::Object {
                schema: name,
                members,
                ..
            } => {
                let body = Type::Named(name.clone());
                let members = members.keys().map(|member| {
                    let declared = api.property(&body, member);
                    let member =
                        declared.map_or(member.as_str(), |field| without_mark(&field.name.rust));
                    member.to_owned()
                });
                let members = listed(&members.collect::<Vec<_>>(), "and");
                format!("{} with {members}", schema(api, name))
            }
            ProvingBody::RequestFields => "fields of the request with lists of messages".to_owned(),
        };
        let source = shape
            .source
            .as_ref()
            .map_or_else(String::new, |source| format!(" {}", sourced(api, source)));
        format!("- Status {}, {body}.{source}", joined(&statuses, "or"))
    };
    let mut lines = vec![
        "These refusals prove that no money moved, unless something in them contradicts that or they may be about a duplicate:"
            .to_owned(),
        String::new(),
    ];
    lines.extend(proof.shapes.iter().map(shape));
    Some(lines.join("\n"))
}

/// Which responses with a status of success are errors.
fn contradictions(api: &Api, operation: &Operation) -> Option<String> {
    let Acceptance {
        has,
        contradicts,
        lacks,
        foreign,
        source,
        ..
    } = operation.acceptance.as_ref()?;
    let paths = |paths: Vec<&String>| {
        let paths = paths.into_iter().map(|wire| path(api, operation, wire));
        list(&paths.collect::<Vec<_>>())
    };
    let mut reasons = Vec::new();
    if !has.is_empty() {
        reasons.push(format!("lacks {}", paths(has.iter().collect())));
    }
    if !contradicts.is_empty() {
        let said = paths(contradicts.keys().collect());
        reasons.push(format!("reports a failure in {said}"));
    }
    if !lacks.is_empty() {
        reasons.push(format!("has {}", paths(lacks.iter().collect())));
    }
    let source = source
        .as_ref()
        .map(|source| format!(" {}", sourced(api, source)));
    let other = (!foreign.is_empty()).then(|| {
        let said = paths(foreign.keys().collect());
        format!(
            " It is also an error if it reports a failure in {said}. {} documents no such member, but other software on the way may \
             respond so.",
            markdown(&api.gateway.title)
        )
    });
    let text = format!(
        "A response with a status of success is an error if it {}.{}{}",
        reasons.join(", or "),
        source.unwrap_or_default(),
        other.unwrap_or_default(),
    );
    (!reasons.is_empty()).then_some(text)
}

/// A link to the type of a schema.
fn schema(api: &Api, name: &str) -> String {
    match api.types.get(name) {
        Some(def) => format!("[`{0}`](super::types::{0})", def.name.rust),
        None => code(name),
    }
}

/// A dotted path into the response, as the fields of the types are called in Rust.
fn path(api: &Api, operation: &Operation, path: &str) -> String {
    let mut ty = match &operation.output {
        Output::One(ty) => Some(ty),
        Output::Unit | Output::Many { .. } => None,
    };
    let fields = path.split('.').map(|wire| {
        let is_value = |ty: &&Type| !matches!(ty, Type::List(_) | Type::Nullable(_));
        let value = ty.and_then(|ty| ty.walk().find(is_value));
        let field = value.and_then(|value| api.property(value, wire));
        ty = field.map(|field| &field.ty);
        field.map_or(wire, |field| without_mark(&field.name.rust))
    });
    fields.collect::<Vec<_>>().join(".")
}

fn list(values: &[String]) -> String {
    listed(values, "or")
}

fn listed(values: &[String], word: &str) -> String {
    let quoted: Vec<String> = values.iter().map(|value| code(value)).collect();
    match values.is_empty() {
        true => "nothing".to_owned(),
        false => joined(&quoted, word),
    }
}
