//! Error responses: operations that fail in the same ways share one enum.

use std::collections::{BTreeMap, HashMap};

use crate::ir;
use crate::naming;

type Failures<'a> = Vec<&'a ir::Answer>;

/// Gives each operation its set of error answers. The set that most operations have is called `Refused`;
/// any other is named after the first operation that has it.
pub(super) fn share(api: &mut ir::Api) {
    let mut groups: Vec<(Failures<'_>, Vec<usize>)> = Vec::new();
    // What is equal stands at the same places: only what does is compared.
    let mut by_places: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    for (number, operation) in api.operations.iter().enumerate() {
        let failures: Failures<'_> = operation
            .failures
            .iter()
            .filter(|answer| !answer.bodies.is_empty())
            .collect();
        if failures.is_empty() {
            continue;
        }
        let places = failures.iter().map(|answer| answer.pointer.as_str());
        let alike = by_places.entry(places.collect()).or_default();
        let known = alike.iter().find(|group| groups[**group].0 == failures);
        match known {
            Some(group) => groups[*group].1.push(number),
            None => {
                alike.push(groups.len());
                groups.push((failures, vec![number]));
            }
        }
    }
    let most = groups
        .iter()
        .map(|(_, members)| members.len())
        .max()
        .unwrap_or(0);
    let common = groups
        .iter()
        .position(|(_, members)| members.len() == most && most > 1);

    let mut sets = Vec::new();
    for (index, (failures, members)) in groups.into_iter().enumerate() {
        let rust_type = match members.first() {
            Some(first) if Some(index) != common => {
                format!("{}Refused", api.operations[*first].rust_type)
            }
            _ => "Refused".to_owned(),
        };
        let variants = variants(api, &failures);
        let set = ir::RefusalSet {
            rust_type,
            variants,
        };
        sets.push((set, members));
    }
    for (set, members) in sets {
        for member in members {
            api.operations[member].refusals = Some(api.refusals.len());
        }
        api.refusals.push(set);
    }
}

fn variants(api: &ir::Api, failures: &[&ir::Answer]) -> Vec<ir::RefusalVariant> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut variants = Vec::new();
    for answer in failures {
        let status = naming::status_variant(answer.status);
        for (number, body) in answer.bodies.iter().enumerate() {
            let wanted = match (number, api.type_def(&body.ty)) {
                (0, _) => status.clone(),
                (_, Some(def)) => format!("{status}{}", def.name.rust),
                (_, None) => format!("{status}Also"),
            };
            let count = taken.entry(wanted.clone()).or_insert(0);
            *count += 1;
            variants.push(ir::RefusalVariant {
                rust: if *count == 1 {
                    wanted
                } else {
                    format!("{wanted}{count}")
                },
                status: answer.status,
                ty: body.ty.clone(),
                media: body.media,
                role: body.role,
                docs: answer.docs.clone(),
            });
        }
    }
    variants
}
