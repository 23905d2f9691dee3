//! The last step of lowering: leaves out whatever needs a part that was left out, and marks each type as sent, received or both.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Report};
use crate::ir::{self, Type};

/// Leaves out types and operations that refer to a type which could not be represented.
pub(super) fn prune(api: &mut ir::Api, report: &mut Report) {
    prune_types(&mut api.types);
    let ir::Api {
        types, operations, ..
    } = api;
    for operation in operations {
        let mut less = false;
        for ty in operation_types_mut(operation) {
            less |= without_the_missing(ty, types);
        }
        if let Some(body) = &mut operation.body {
            without_own_form(body);
            body.others.iter_mut().for_each(without_own_form);
        }
        if less {
            report.warning(
                Code::UnsupportedSchema,
                &operation.pointer,
                format!(
                    "`{}` uses a schema that is left out, so that part is raw JSON",
                    operation.id
                ),
                "see the diagnostic of that schema",
            );
        }
    }
}

/// Leaves out the types that refer to one that is missing.
fn prune_types(types: &mut IndexMap<String, ir::TypeDef>) {
    let named = types.values().flat_map(named_in);
    let mut gone: Vec<String> = named
        .filter(|name| !types.contains_key(*name))
        .map(str::to_owned)
        .collect();
    if gone.is_empty() {
        return;
    }
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for def in types.values() {
        for name in named_in(def) {
            let users = users.entry(name.to_owned()).or_default();
            users.push(def.name.wire.clone());
        }
    }
    while let Some(name) = gone.pop() {
        for user in users.remove(&name).into_iter().flatten() {
            if types.shift_remove(&user).is_some() {
                gone.push(user);
            }
        }
    }
}

/// Only a struct writes itself as a form.
fn without_own_form(body: &mut ir::Body) {
    if body.media == ir::Media::Form && !matches!(body.ty, Type::Named(_)) {
        body.media = ir::Media::StyledForm;
    }
}

/// Puts raw JSON where a type is missing; whether there was any.
fn without_the_missing(ty: &mut Type, types: &IndexMap<String, ir::TypeDef>) -> bool {
    let is_missing = ty.named().is_some_and(|name| !types.contains_key(name));
    if is_missing {
        *ty.core_mut() = Type::Json;
    }
    is_missing
}

/// Reports that an operation is left out with a part of it.
pub(super) fn left_out(id: &str, at: &str, report: &mut Report) {
    report.warning(
        Code::UnsupportedSchema,
        at,
        format!("`{id}` needs a part that is left out, so it is left out too"),
        "see the diagnostic of that part",
    );
}

/// Marks each type with the ways it travels.
pub(super) fn mark_usage(api: &mut ir::Api) {
    let mut requests = HashSet::new();
    let mut payments = HashSet::new();
    let mut responses = HashSet::new();
    for operation in &api.operations {
        for ty in sent(operation) {
            reach(api, ty, &mut requests);
            if operation.effect.kind == ir::EffectKind::MovesMoney {
                reach(api, ty, &mut payments);
            }
        }
    }
    for ty in received(api) {
        reach(api, ty, &mut responses);
    }
    let usage = api.types.keys().map(|name| {
        let request = requests.contains(name.as_str());
        ir::Usage {
            request,
            // A schema that nothing uses is most likely something that is received.
            response: responses.contains(name.as_str()) || !request,
            moves_money: payments.contains(name.as_str()),
        }
    });
    let usage: Vec<ir::Usage> = usage.collect();
    for (def, usage) in api.types.values_mut().zip(usage) {
        def.usage = usage;
        if let ir::Shape::Struct(structure) = &mut def.shape {
            for field in &mut structure.fields {
                // What is not sent cannot be demanded of the caller, nor what is not received of the gateway.
                let one_way = (field.read_only && def.usage.request)
                    || (field.write_only && def.usage.response);
                field.required &= !one_way;
            }
        }
    }
}

/// The types that anything sent or received is made of.
pub(super) fn used(api: &ir::Api) -> BTreeSet<String> {
    let mut found = HashSet::new();
    for ty in api.operations.iter().flat_map(sent).chain(received(api)) {
        reach(api, ty, &mut found);
    }
    found.into_iter().map(str::to_owned).collect()
}

fn sent(operation: &ir::Operation) -> impl Iterator<Item = &Type> {
    let bodies = operation.body.iter().flat_map(ir::Body::choices);
    let body = bodies.map(|body| &body.ty);
    body.chain(operation.parameters.iter().map(|p| &p.ty))
}

fn received(api: &ir::Api) -> impl Iterator<Item = &Type> {
    let answers = api.operations.iter().flat_map(|operation| {
        let answers = operation.successes.iter().chain(&operation.failures);
        answers
            .flat_map(|answer| answer.bodies.iter().chain(&answer.alternatives))
            .map(|body| &body.ty)
    });
    let signed = api.events.iter().flat_map(|events| events.kinds.values());
    answers
        .chain(signed.map(|kind| &kind.ty))
        .chain(api.callbacks.values().map(|callback| &callback.ty))
}

fn reach<'a>(api: &'a ir::Api, ty: &'a Type, seen: &mut HashSet<&'a str>) {
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        if let Some(name) = ty.named()
            && seen.insert(name)
            && let Some(def) = api.types.get(name)
        {
            open.extend(def.shape.parts());
        }
    }
}

fn operation_types_mut(operation: &mut ir::Operation) -> Vec<&mut Type> {
    let mut types: Vec<&mut Type> = Vec::new();
    match &mut operation.output {
        ir::Output::Unit => {}
        ir::Output::One(ty) => types.push(ty),
        ir::Output::Many { variants, .. } => {
            types.extend(
                variants
                    .iter_mut()
                    .filter_map(|variant| variant.body.as_mut())
                    .map(|body| &mut body.ty),
            );
        }
    }
    if let Some(body) = &mut operation.body {
        types.extend(body.others.iter_mut().map(|other| &mut other.ty));
        types.push(&mut body.ty);
    }
    types.extend(
        operation
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.ty),
    );
    let answers = operation
        .successes
        .iter_mut()
        .chain(&mut operation.failures);
    let bodies =
        answers.flat_map(|answer| answer.bodies.iter_mut().chain(&mut answer.alternatives));
    types.extend(bodies.map(|body| &mut body.ty));
    types
}

fn named_in(def: &ir::TypeDef) -> impl Iterator<Item = &str> {
    def.shape.parts().filter_map(Type::named)
}
