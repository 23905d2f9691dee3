//! Which strings of requests are references: the merchant's, by which a payment is recognised, and the gateway's, by which it is
//! looked up.

use std::collections::BTreeSet;

use crate::ir::{Api, LookupBy, Operation, Parameter, Shape, Type};

/// Marks every reference in what operations send, so that one with white space around it is never sent.
pub(super) fn mark(api: &mut Api) {
    let names = names(api);
    let fields: Vec<(String, usize)> = api
        .operations
        .iter()
        .filter(|operation| operation.effect.reference.is_some())
        .flat_map(|operation| fields(api, operation, &names))
        .collect();
    for (name, number) in fields {
        let structure = match api.types.get_mut(&name).map(|def| &mut def.shape) {
            Some(Shape::Struct(structure)) => structure,
            _ => continue,
        };
        if let Some(field) = structure.fields.get_mut(number) {
            field.constraints.reference = true;
        }
    }
    let asked = asked(api);
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            let is_asked = asked.contains(&(operation.id.clone(), parameter.name.wire.clone()));
            if is_text(&parameter.ty) && (is_asked || names.contains(&joined(&parameter.name.wire)))
            {
                parameter.constraints.reference = true;
            }
        }
    }
}

/// The names of the merchant's references and identifiers, of all operations.
fn names(api: &Api) -> BTreeSet<String> {
    let of = |operation: &Operation| {
        let reference = operation.effect.reference.iter();
        let identifiers = operation.proof().into_iter();
        let identifiers = identifiers.flat_map(|proof| &proof.identifiers);
        let all = reference.map(|name| &name.wire).chain(identifiers);
        all.map(|name| joined(name)).collect::<Vec<_>>()
    };
    api.operations.iter().flat_map(of).collect()
}

/// The fields of a request that have one of these names, at any depth: each by its type and its number there.
fn fields(api: &Api, operation: &Operation, names: &BTreeSet<String>) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Type> = operation.body.iter().map(|body| &body.ty).collect();
    while let Some(ty) = open.pop() {
        let Some(name) = ty.named().filter(|name| seen.insert(*name)) else {
            continue;
        };
        let Some(def) = api.types.get(name) else {
            continue;
        };
        open.extend(def.shape.parts());
        if let Shape::Struct(structure) = &def.shape {
            let numbered = structure.fields.iter().enumerate();
            let references = numbered.filter(|(_, field)| {
                is_text(&field.ty) && names.contains(&joined(&field.name.wire))
            });
            found.extend(references.map(|(number, _)| (name.to_owned(), number)));
        }
    }
    found
}

/// The parameters that take the reference of a payment that is asked about: each by its operation and its name.
fn asked(api: &Api) -> BTreeSet<(String, String)> {
    let mut asked = BTreeSet::new();
    let mut ask = |operation: &str, parameter: &str| {
        asked.insert((operation.to_owned(), parameter.to_owned()));
    };
    for operation in &api.operations {
        for lookup in &operation.lookup {
            if let LookupBy::Parameter { parameter, .. } = &lookup.by {
                ask(&lookup.operation, parameter);
            }
        }
        let about = operation.settles.as_ref();
        if let Some(about) = about.and_then(|settles| settles.about.as_ref()) {
            ask(&operation.id, &about.parameter);
        }
    }
    let of_events = api.events.iter().flat_map(|events| events.kinds.values());
    let of_events = of_events.filter_map(|kind| kind.confirm.as_ref());
    let of_callbacks = api.callbacks.values();
    let of_callbacks = of_callbacks.filter_map(|callback| callback.confirm.as_ref());
    for confirm in of_events.chain(of_callbacks) {
        // What confirms has one required parameter, the reference.
        let operation = api.operation(confirm);
        let required = operation
            .into_iter()
            .flat_map(|operation| &operation.parameters);
        for Parameter { name, .. } in required.filter(|parameter| parameter.required) {
            ask(confirm, &name.wire);
        }
    }
    asked
}

fn is_text(ty: &Type) -> bool {
    *ty.bare() == Type::String
}

/// The letters and digits of a name in lower case: documents write one name in several ways.
fn joined(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
