//! What proves a refusal or an acceptance must be documented: the bodies, their statuses and their members.

mod acceptance;

use std::collections::BTreeSet;

use super::facts::field_names;
use super::paths;
use super::unknown::unknown;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{
    Api, EffectKind, ErrorRole, Field, Operation, ProvingBody, ProvingMember, ProvingShape,
    RefusalProof, Shape, Type,
};
use crate::vocabulary as x;

pub(super) fn check(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        let here = format!("{}/{}", operation.pointer, x::REFUSAL);
        match &operation.provable {
            Some(_) => moves_money(operation, &here, report),
            // A document that declares sources is one of ours: it must say what is known of refusals.
            None if !api.sources.is_empty() && operation.effect.kind == EffectKind::MovesMoney => {
                report.error(
                    Code::MissingProofs,
                    &operation.pointer,
                    format!(
                        "`{}` does not declare which refusals prove that no money moved",
                        operation.id
                    ),
                    format!(
                        "add `{}` with `proofs`, or with `none` and the reason",
                        x::REFUSAL
                    ),
                );
            }
            None => {}
        }
        if let Some(proof) = operation.proof() {
            refusal(api, operation, proof, &here, report);
        }
        if let Some(acceptance) = &operation.acceptance {
            let here = format!("{}/{}", operation.pointer, x::ACCEPTANCE);
            match operation.effect.kind {
                EffectKind::MovesMoney => {}
                EffectKind::Reads => acceptance::of_a_read(acceptance, &here, report),
                EffectKind::Writes | EffectKind::Unknown => report.error(
                    Code::TargetEffect,
                    &here,
                    format!("`{}` neither moves money nor reads", operation.id),
                    "declare it on an operation that moves money or reads",
                ),
            }
            acceptance::check(api, operation, acceptance, &here, report);
        }
    }
}

fn moves_money(operation: &Operation, here: &str, report: &mut Report) {
    if operation.effect.kind != EffectKind::MovesMoney {
        report.error(
            Code::TargetEffect,
            here,
            format!("`{}` moves no money, so it needs no proof", operation.id),
            "declare it on an operation that moves money",
        );
    }
}

fn refusal(
    api: &Api,
    operation: &Operation,
    proof: &RefusalProof,
    here: &str,
    report: &mut Report,
) {
    for (number, shape) in proof.shapes.iter().enumerate() {
        let here = format!("{here}/proofs/{number}");
        statuses(operation, shape, &here, report);
        match &shape.body {
            ProvingBody::Object { .. } => object(api, shape, &here, report),
            ProvingBody::RequestFields => {}
        }
    }
    // A gateway may name an identifier that its documents have in other requests alone.
    let known = identifiers(api);
    for (number, name) in proof.identifiers.iter().enumerate() {
        if !known.contains(name.as_str()) {
            let here = format!("{here}/identifiers/{number}");
            let names = known.iter().copied();
            unknown(
                "the properties and parameters of requests",
                name,
                names,
                &here,
                report,
            );
        }
    }
    if let Some(reference) = &operation.effect.reference
        && !proof.identifiers.contains(&reference.wire)
    {
        report.error(
            Code::ProofIdentifier,
            &format!("{here}/identifiers"),
            format!(
                "the merchant's reference `{}` is not an identifier",
                reference.wire
            ),
            "add it to `identifiers`; an error about it may be that of a duplicate",
        );
    }
}

fn statuses(operation: &Operation, shape: &ProvingShape, here: &str, report: &mut Report) {
    let all = operation.proving_statuses(shape);
    if all.is_empty() {
        report.error(
            Code::ProofStatus,
            here,
            format!(
                "`{}` lists this body under no status that proves a refusal",
                operation.id
            ),
            "list the body under a status from 400 to 499 other than 408, by its number",
        );
    }
    for (number, status) in shape.statuses.iter().flatten().enumerate() {
        if !operation.may_prove(&shape.body, *status) {
            report.error(
                Code::ProofStatus,
                &format!("{here}/statuses/{number}"),
                format!(
                    "`{}` does not list this body under `{status}`",
                    operation.id
                ),
                "name a status from 400 to 499 other than 408 that has this body in `responses`, by its number",
            );
        }
    }
}

fn object(api: &Api, shape: &ProvingShape, here: &str, report: &mut Report) {
    let ProvingBody::Object {
        schema,
        members,
        reference,
    } = &shape.body
    else {
        return;
    };
    let Some(structure) = paths::structure(api, &Type::Named(schema.clone())) else {
        let names = api.types.keys().map(String::as_str);
        return unknown(
            "the schemas",
            schema,
            names,
            &format!("{here}/schema"),
            report,
        );
    };
    let names = || {
        structure
            .fields
            .iter()
            .map(|field| field.name.wire.as_str())
    };
    let find = |name: &str| {
        structure
            .fields
            .iter()
            .find(|field| field.name.wire == name)
    };
    for (name, member) in members {
        let here = step(&format!("{here}/members"), name);
        match find(name) {
            None => unknown(
                "the properties of that schema",
                name,
                names(),
                &here,
                report,
            ),
            Some(field) if !fits(api, *member, field) => report.error(
                Code::ProofMember,
                &here,
                format!("`{name}` cannot be `{}`", member.as_str()),
                "`http-status` needs an integer or a string, `string` a string, and `field-errors` a list of objects with two \
                 properties, marked as `field` and `message`",
            ),
            Some(_) => {}
        }
    }
    if let Some(name) = reference {
        let here = format!("{here}/reference");
        match find(name) {
            None => unknown(
                "the properties of that schema",
                name,
                names(),
                &here,
                report,
            ),
            Some(field) if *field.ty.bare() == Type::String => {}
            Some(_) => report.error(
                Code::ProofMember,
                &here,
                format!("`{name}` is not a string"),
                "name the string with the merchant's reference",
            ),
        }
    }
    for field in &structure.fields {
        if !members.contains_key(&field.name.wire) && !paths::is_scalar(api, &field.ty) {
            report.error(
                Code::ProofMember,
                &format!("{here}/schema"),
                format!("`{}` is not a scalar", field.name.wire),
                "list it under `members`",
            );
        }
    }
}

fn fits(api: &Api, member: ProvingMember, field: &Field) -> bool {
    match (member, field.ty.bare()) {
        (ProvingMember::HttpStatus, ty) => paths::is_scalar(api, ty),
        (ProvingMember::String, Type::String) => true,
        (ProvingMember::String, ty) => api
            .type_def(ty)
            .is_some_and(|def| matches!(def.shape, Shape::StringEnum(_))),
        (ProvingMember::FieldErrors, Type::List(item)) => {
            paths::structure(api, item).is_some_and(|item| {
                let has = |role| {
                    item.fields
                        .iter()
                        .any(|field| field.error_role == Some(role))
                };
                item.fields.len() == 2 && has(ErrorRole::Field) && has(ErrorRole::Message)
            })
        }
        (ProvingMember::FieldErrors, _) => false,
    }
}

/// The names of what requests have, of all operations.
fn identifiers(api: &Api) -> BTreeSet<&str> {
    let operations = || api.operations.iter();
    let parameters = operations().flat_map(|operation| &operation.parameters);
    let mut names: BTreeSet<&str> = parameters.map(|one| one.name.wire.as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Type> = operations()
        .flat_map(|operation| &operation.body)
        .map(|body| &body.ty)
        .collect();
    while let Some(ty) = open.pop() {
        if let Some(name) = ty.named()
            && seen.insert(name)
            && let Some(def) = api.types.get(name)
        {
            names.extend(field_names(def));
            open.extend(def.shape.parts());
        }
    }
    names
}
