//! The credentials of operations. A long list that several operations have is a constant.

use std::collections::{BTreeMap, HashMap};

use crate::emit::ident;
use crate::emit::rust::{Rust, rust};
use crate::ir::{Api, Operation, Scheme};

/// How many schemes a list may have that is written out wherever it is used.
const MOST_WRITTEN: usize = 8;

/// The lists that several operations have, in the order of their first.
pub(super) struct Lists<'a> {
    shared: Vec<&'a [Vec<Scheme>]>,
    /// The number of each list that is shared, by where it is in memory.
    numbers: HashMap<*const Vec<Scheme>, usize>,
}

impl<'a> Lists<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        // Of one that operations inherit, there is only one in memory.
        let mut users: HashMap<*const Vec<Scheme>, usize> = HashMap::new();
        let mut found: Vec<&[Vec<Scheme>]> = Vec::new();
        for operation in &api.operations {
            let list = &*operation.security;
            if list.iter().map(Vec::len).sum::<usize>() > MOST_WRITTEN {
                let users = users.entry(list.as_ptr()).or_default();
                *users += 1;
                if *users == 1 {
                    found.push(list);
                }
            }
        }
        let mut alike: BTreeMap<&[Vec<Scheme>], Vec<*const Vec<Scheme>>> = BTreeMap::new();
        for list in &found {
            alike.entry(list).or_default().push(list.as_ptr());
        }
        let mut lists = Self {
            shared: Vec::new(),
            numbers: HashMap::new(),
        };
        for list in found {
            let places = alike.remove(list).unwrap_or_default();
            let users = places.iter().filter_map(|place| users.get(place));
            if users.sum::<usize>() > 1 {
                let number = lists.shared.len();
                let places = places.into_iter().map(|place| (place, number));
                lists.numbers.extend(places);
                lists.shared.push(list);
            }
        }
        lists
    }

    /// The lists that are constants.
    pub(super) fn constants(&self) -> Vec<Rust> {
        let lists = self.shared.iter().enumerate().map(|(number, list)| {
            let name = ident(&name(number));
            let written = written(list);
            rust!(const #name: &[&[rt::Scheme]] = #written;)
        });
        lists.collect()
    }

    /// The credentials of a call, where they are others than a bearer token.
    pub(super) fn security(&self, operation: &Operation) -> Option<Rust> {
        let list = &*operation.security;
        if list.is_empty() || *list == [[Scheme::Token]] {
            return None;
        }
        let list = match self.numbers.get(&list.as_ptr()) {
            Some(number) => {
                let name = ident(&name(*number));
                rust!(#name)
            }
            None => written(list),
        };
        Some(rust!(const SECURITY: &'static [&'static [rt::Scheme]] = #list;))
    }
}

fn name(number: usize) -> String {
    format!("SECURITY_{}", number + 1)
}

fn written(list: &[Vec<Scheme>]) -> Rust {
    let alternatives = list.iter().map(|schemes| {
        let schemes = schemes.iter().map(|scheme| match scheme {
            Scheme::Token => rust!(rt::Scheme::Token),
            Scheme::Basic => rust!(rt::Scheme::Basic),
            Scheme::Key(name) => rust!(rt::Scheme::Key(#name)),
        });
        rust!(&[#(#schemes),*])
    });
    rust!(&[#(#alternatives),*])
}
