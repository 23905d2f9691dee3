//! Values of the unions of a document, made from their schemas in the tree, not from the types: each option with all members, with
//! few and with nulls, and each listed value.

mod schema;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::emit;
use crate::ir::{Api, OneOf, Shape, Type, TypeDef};
use schema::{Maker, Members};

/// So many values are made of one union at most.
const MOST_OF_A_UNION: usize = 400;

/// So many values of one option are made at most to show each listed value.
const MOST_TURNS: usize = 30;

/// A value of a union.
#[derive(Clone, Debug)]
pub struct Instance {
    /// JSON pointer of the schema of the union.
    pub pointer: String,
    /// The value as JSON.
    pub json: String,
    /// The type in Rust, where `types` is the module of the types and `rt` is `malipo_runtime::rt`.
    pub rust_type: String,
    /// The variant that it should be read as, where a name tells.
    pub variant: Option<String>,
    /// The variant of a value that no option knows.
    pub unknown: String,
}

/// Makes values of all unions.
pub(crate) fn collect(tree: &Value, api: &Api) -> Vec<Instance> {
    let maker = Maker::new(tree);
    let mut found = Vec::new();
    for def in api.types.values() {
        if let Shape::OneOf(one_of) = &def.shape {
            of_union(&maker, tree, api, def, one_of, &mut found);
        }
    }
    found
}

fn of_union(
    maker: &Maker<'_>,
    tree: &Value,
    api: &Api,
    def: &TypeDef,
    one_of: &OneOf,
    found: &mut Vec<Instance>,
) {
    let Some(schema) = tree.pointer(&def.pointer) else {
        return;
    };
    let rust_type = emit::type_path(api, &Type::Named(def.name.wire.clone()), def.usage);
    let mut seen = BTreeSet::new();
    for option in 0..maker.options(schema, &def.pointer) {
        let ways = [Members::All, Members::Few, Members::Null].map(|members| (members, 0));
        let turns = (1..MOST_TURNS).map(|turn| (Members::All, turn));
        let before = seen.len();
        for (members, turn) in ways.into_iter().chain(turns) {
            // Later turns differ only in what is listed.
            if seen.len() >= MOST_OF_A_UNION || (turn > 2 && seen.len() == before) {
                break;
            }
            let Some(made) = maker.make(schema, &def.pointer, option, members, turn) else {
                continue;
            };
            if !seen.insert(made.json.clone()) {
                continue;
            }
            let variant = made.component.and_then(|name| {
                let mut options = one_of.options.iter();
                let option = options.find(|option| option.ty == Type::Named(name.clone()))?;
                Some(option.rust.clone())
            });
            found.push(Instance {
                pointer: def.pointer.clone(),
                json: made.json,
                rust_type: rust_type.clone(),
                variant,
                unknown: one_of.unknown.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
