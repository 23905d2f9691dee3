//! What is emitted for events must be possible: they are about a payment that the gateway can be asked about.

use super::paths;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{
    AlternativeSignature, Api, Callback, Compares, EffectKind, Events, Operation, Output, Shape,
    Type,
};
use crate::vocabulary as x;

/// Looks at what [`facts`](super::facts) found to exist.
pub(super) fn check(api: &Api, report: &mut Report) {
    if let Some(events) = &api.events {
        self::events(api, events, report);
    }
    for (wire, callback) in &api.callbacks {
        let here = step(&format!("/{}", x::CALLBACKS), wire);
        self::callback(api, wire, callback, &here, report);
    }
}

fn events(api: &Api, events: &Events, report: &mut Report) {
    let root = format!("/{}", x::EVENTS);
    let Some(signature) = &events.signature else {
        report.warning(
            Code::EventUnsigned,
            &root,
            "the events have no `signature`, so no code is generated for them",
            "add `signature`, or declare unsigned events under `x-malipo-callbacks`",
        );
        return;
    };
    let Some(reference) = &events.reference else {
        report.error(
            Code::ConfirmationMissing,
            &root,
            "the events have no `reference` to confirm them by",
            "add `reference` with the path of the gateway's reference in the event",
        );
        return;
    };
    if !signature.over.contains(reference) {
        report.error(
            Code::ReferenceNotSigned,
            &format!("{root}/reference"),
            format!("the reference `{reference}` is not signed"),
            "name one of the values of `over`; a reference that is not signed confirms nothing",
        );
    }
    if let Some(alternative) = &signature.alternative {
        forms_of_signed(&signature.over, alternative, &root, report);
    }
    for (wire, kind) in &events.kinds {
        let here = step(&format!("{root}/kinds"), wire);
        let confirm = kind.confirm.as_ref().and_then(|id| api.operation(id));
        if let Some(operation) = confirm {
            confirms(api, operation, &here, report);
            confirms_alike(api, events, operation, &here, report);
        }
        if kind.claims.is_some() && confirm.is_none_or(|operation| operation.settles.is_none()) {
            report.error(
                Code::ClaimWithoutState,
                &format!("{here}/claims"),
                format!("the claims of `{wire}` cannot be compared with a state"),
                "name an operation with `x-malipo-settles` under `confirm`",
            );
        }
        compares(api, &events.compares, &root, &kind.ty, confirm, report);
    }
    if events.kinds.values().any(|kind| kind.confirm.is_some()) {
        compares_the_reference(&[reference], &events.compares, &root, report);
    }
}

/// Where both readings are accepted, each joined value has a form; else the whole body could stand in for one.
fn forms_of_signed(
    over: &[String],
    alternative: &AlternativeSignature,
    root: &str,
    report: &mut Report,
) {
    let here = format!("{root}/signature/alternative/forms");
    for path in over {
        if !alternative.forms.contains_key(path) {
            report.error(
                Code::SignedForm,
                &here,
                format!("the signed value `{path}` has no form"),
                "add `uuid`, `digits` or `decimal`, or a signature over a body could be passed off as one over the values",
            );
        }
    }
    for path in alternative.forms.keys() {
        if !over.contains(path) {
            report.error(
                Code::UnsignedForm,
                &step(&here, path),
                format!("`{path}` is not signed"),
                "name one of the values of `over`",
            );
        }
    }
}

fn callback(api: &Api, wire: &str, callback: &Callback, here: &str, report: &mut Report) {
    let confirm = callback.confirm.as_ref().and_then(|id| api.operation(id));
    if let Some(operation) = confirm {
        confirms(api, operation, here, report);
    }
    if callback.reference.is_empty() {
        if callback.confirm.is_some()
            || !callback.compares.is_empty()
            || callback.progress.is_some()
        {
            report.error(
                Code::ConfirmationMissing,
                here,
                format!("the callback `{wire}` has no `reference` to confirm it by"),
                "add `reference` with its paths in the body",
            );
        }
        return;
    }
    references(api, wire, callback, here, report);
    if confirm.is_some() {
        let references: Vec<_> = callback.reference.iter().collect();
        compares_the_reference(&references, &callback.compares, here, report);
    }
    compares(api, &callback.compares, here, &callback.ty, confirm, report);
}

/// Every path of the reference leads to a value, and every form of the body has one of them.
fn references(api: &Api, wire: &str, callback: &Callback, here: &str, report: &mut Report) {
    let forms = forms(api, &callback.ty);
    let mut without: Vec<bool> = vec![true; forms.len()];
    for (number, path) in callback.reference.iter().enumerate() {
        let here = format!("{here}/reference/{number}");
        let mut lost = None;
        let mut found = false;
        for (form, without) in forms.iter().zip(&mut without) {
            match paths::walk(api, form, known_as(api, form, path)) {
                Ok(ty) if is_plain(api, ty) => {
                    *without = false;
                    found = true;
                }
                Ok(_) => {
                    found = true;
                    report.error(
                        Code::TargetType,
                        &here,
                        format!("`{path}` is not a plain value"),
                        "name the property with the reference of the payment",
                    );
                }
                Err(reason) => lost = Some(reason),
            }
        }
        if let (false, Some(lost)) = (found, lost) {
            lost.report(&format!("the callback `{wire}`"), path, &here, report);
        }
    }
    if forms.len() > 1 && without.contains(&true) {
        report.error(
            Code::ReferencePerForm,
            here,
            format!("a form of `{wire}` has no reference"),
            "add the path of the reference in each form",
        );
    }
}

/// The name of the property for which a path is another name; else the path.
fn known_as<'a>(api: &'a Api, form: &Type, path: &'a str) -> &'a str {
    paths::structure(api, form)
        .into_iter()
        .flat_map(|structure| &structure.fields)
        .find(|field| field.aliases.iter().any(|alias| alias == path))
        .map_or(path, |field| field.name.wire.as_str())
}

/// An operation that confirms is called with the reference and nothing else.
fn confirms(api: &Api, operation: &Operation, here: &str, report: &mut Report) {
    let here = format!("{here}/confirm");
    let required: Vec<&Type> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required && parameter.constant(api).is_none())
        .map(|parameter| &parameter.ty)
        .collect();
    let reads = operation.effect.kind == EffectKind::Reads;
    let with_body = operation.body.as_ref().is_some_and(|body| body.required);
    if !reads || with_body || required != [&Type::String] {
        report.error(
            Code::ConfirmOperation,
            &here,
            format!("`{}` does not read by one string", operation.id),
            "name an operation that takes the gateway's reference and nothing else",
        );
    }
    if !matches!(operation.output, Output::One(_)) {
        report.error(
            Code::NoSingleSuccess,
            &here,
            format!("`{}` has no single success schema", operation.id),
            "declare one schema for the responses of success",
        );
    }
}

/// The signed events of a gateway are one type, so that one type of answer confirms them.
fn confirms_alike(
    api: &Api,
    events: &Events,
    operation: &Operation,
    here: &str,
    report: &mut Report,
) {
    let first = events
        .kinds
        .values()
        .find_map(|kind| api.operation(kind.confirm.as_ref()?));
    if first.is_some_and(|first| first.output != operation.output) {
        report.error(
            Code::ConfirmResponse,
            &format!("{here}/confirm"),
            format!(
                "`{}` has another response than the other operations that confirm events",
                operation.id
            ),
            "use one response schema for all of them",
        );
    }
}

/// An answer about another payment confirms nothing, so the reference itself is among what is compared.
fn compares_the_reference(
    references: &[&String],
    compares: &Compares,
    here: &str,
    report: &mut Report,
) {
    if !references
        .iter()
        .any(|reference| compares.always.contains_key(*reference))
    {
        let names: Vec<_> = references.iter().map(|name| format!("`{name}`")).collect();
        report.error(
            Code::ReferenceNotCompared,
            here,
            format!(
                "the reference {} is not compared with the response",
                names.join(" or ")
            ),
            "add it to `compares`, so that a response about another payment does not count",
        );
    }
}

/// What is compared must be a plain value on both sides.
fn compares(
    api: &Api,
    declared: &Compares,
    root: &str,
    event: &Type,
    confirm: Option<&Operation>,
    report: &mut Report,
) {
    let state = confirm.and_then(|operation| paths::output(&operation.output));
    let forms = forms(api, event);
    let plain = |ty: &Type| is_plain(api, ty);
    for (key, pairs) in [
        ("compares", &declared.always),
        ("outcome", &declared.settled),
    ] {
        for (said, is) in pairs {
            let here = step(&format!("{root}/{key}"), said);
            found(api, &forms, said, "an event", &plain, &here, report);
            let state: Vec<_> = state.into_iter().collect();
            found(api, &state, is, "the response", &plain, &here, report);
        }
    }
    let Some(lines) = &declared.lines else {
        return;
    };
    let root = format!("{root}/lines");
    let list = |types: &[&Type], path: &str| {
        types
            .iter()
            .find_map(|ty| match paths::walk(api, ty, path) {
                Ok(Type::List(line)) => Some((**line).clone()),
                _ => None,
            })
    };
    let sides = [
        (forms, &lines.of.event, &lines.by.event, "an event"),
        (
            state.into_iter().collect(),
            &lines.of.state,
            &lines.by.state,
            "the response",
        ),
    ];
    for (number, (types, of, by, whose)) in sides.into_iter().enumerate() {
        if types.is_empty() {
            continue;
        }
        let Some(line) = list(&types, of) else {
            report.error(
                Code::TargetType,
                &format!("{root}/of"),
                format!("`{of}` of {whose} is not a list"),
                "name the list of the lines",
            );
            continue;
        };
        let line = [&line];
        let key = |ty: &Type| *ty == Type::String;
        found(
            api,
            &line,
            by,
            "a line",
            &key,
            &format!("{root}/by"),
            report,
        );
        for (key, pairs) in [("compares", &lines.compares), ("outcome", &lines.outcome)] {
            for (said, is) in pairs {
                let here = step(&format!("{root}/{key}"), said);
                let path = if number == 0 { said } else { is };
                found(api, &line, path, "a line", &plain, &here, report);
            }
        }
    }
}

/// The forms that a body may have.
fn forms<'a>(api: &'a Api, ty: &'a Type) -> Vec<&'a Type> {
    match api.type_def(ty).map(|def| &def.shape) {
        Some(Shape::OneOf(one_of)) => one_of.options.iter().map(|option| &option.ty).collect(),
        _ => vec![ty],
    }
}

/// A path leads to such a value in one of the forms, if there is any.
fn found(
    api: &Api,
    forms: &[&Type],
    path: &str,
    whose: &str,
    is_such: &impl Fn(&Type) -> bool,
    here: &str,
    report: &mut Report,
) {
    let mut lost = None;
    for form in forms {
        match paths::walk(api, form, path) {
            Ok(ty) if is_such(ty) => return,
            Ok(_) => {
                return report.error(
                    Code::TargetType,
                    here,
                    format!("`{path}` of {whose} is not a plain value"),
                    "compare strings, numbers, amounts, phone numbers and enums",
                );
            }
            Err(reason) => lost = lost.or(Some(reason)),
        }
    }
    if let Some(lost) = lost {
        lost.report(whose, path, here, report);
    }
}

fn is_plain(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Named(_) => matches!(
            api.type_def(ty).map(|def| &def.shape),
            Some(Shape::StringEnum(_) | Shape::IntegerEnum(_))
        ),
        Type::Sensitive(inner) => !matches!(**inner, Type::Named(_)) && is_plain(api, inner),
        Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Json
        | Type::Float
        | Type::Number => false,
        _ => true,
    }
}
