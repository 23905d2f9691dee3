//! Which types cannot be cloned.

use std::collections::{HashMap, HashSet};

use super::values::named;
use crate::ir::{Api, TypeDef};

/// The types that cannot be cloned: what only a payment sends, and what has a part of it.
pub(super) struct Uncloned<'a>(HashSet<&'a str>);

impl<'a> Uncloned<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let sent = || {
            let types = api.types.values();
            types.filter(|def| !def.usage.response && !def.shape.is_enum())
        };
        let mut open: Vec<&str> = sent()
            .filter(|def| def.usage.moves_money)
            .map(|def| def.name.wire.as_str())
            .collect();
        let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
        // Most documents declare no payment.
        for def in sent().filter(|_| !open.is_empty()) {
            for part in def.shape.parts().filter_map(|ty| named(api, ty)) {
                let holders = holders.entry(&part.name.wire).or_default();
                holders.push(&def.name.wire);
            }
        }
        let mut found = HashSet::new();
        while let Some(name) = open.pop() {
            if found.insert(name) {
                open.extend(holders.remove(name).unwrap_or_default());
            }
        }
        Self(found)
    }

    pub(super) fn has(&self, def: &TypeDef) -> bool {
        self.0.contains(def.name.wire.as_str())
    }
}
