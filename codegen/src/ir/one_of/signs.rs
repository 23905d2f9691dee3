//! What is known of the options before a value is read as one.

use std::collections::{HashMap, HashSet};

use super::kinds::Kinds;
use super::{JsonKind, OneOf, OneOfOption, Sign};
use crate::ir::{Api, Field, Shape, Struct, Type};

impl OneOf {
    /// The signs of each option, in their order.
    #[must_use]
    pub fn signs(&self, api: &Api) -> Vec<Vec<Sign>> {
        let options = self.options.iter().map(|option| &option.ty);
        let structs = options.clone().filter_map(|ty| structure(api, ty));
        let members = structs.flat_map(|structure| structure.fields.iter().map(|field| &field.ty));
        self.signs_by(api, &Kinds::below(api, options.chain(members)))
    }

    /// [`signs`](Self::signs), where the kinds of all unions are known.
    pub(crate) fn signs_by(&self, api: &Api, kinds: &Kinds<'_>) -> Vec<Vec<Sign>> {
        let structs: Vec<Option<&Struct>> = self
            .options
            .iter()
            .map(|option| structure(api, &option.ty))
            .collect();
        let objects = kinds_of_options(self, api, kinds)
            .iter()
            .filter(|kinds| kinds.contains(&JsonKind::Object))
            .count();
        let of_members = match objects > 1 && !self.is_tagged(&structs) {
            true => self.of_members(api, kinds, &structs),
            false => vec![Vec::new(); structs.len()],
        };
        let mut signs = Vec::with_capacity(self.options.len());
        for ((option, structure), of_members) in self.options.iter().zip(&structs).zip(of_members) {
            let mut own = Vec::new();
            if self.discriminator.is_some() && !option.values.is_empty() {
                own.push(Sign::Tag(option.values.clone()));
            }
            if structure.is_none() {
                own.push(match option.ty.bare() {
                    Type::Json => Sign::Any,
                    _ => Sign::Is(kinds.of(api, &option.ty)),
                });
            }
            own.extend(of_members);
            signs.push(own);
        }
        signs
    }

    /// Whether the discriminator tells all objects apart.
    fn is_tagged(&self, structs: &[Option<&Struct>]) -> bool {
        let mut objects = self.options.iter().zip(structs);
        self.discriminator.is_some()
            && objects.all(|(option, structure)| structure.is_none() || !option.values.is_empty())
    }

    fn of_members(
        &self,
        api: &Api,
        kinds: &Kinds<'_>,
        structs: &[Option<&Struct>],
    ) -> Vec<Vec<Sign>> {
        if let Some(constants) = constants(api, structs) {
            let signs = constants.into_iter();
            return signs.map(|sign| sign.into_iter().collect()).collect();
        }
        let holders = holders(structs);
        let mut of_names: HashMap<&str, Vec<JsonKind>> = HashMap::new();
        let mut differ: HashSet<&str> = HashSet::new();
        for field in structs.iter().flatten().flat_map(|option| &option.fields) {
            let own = kinds.of(api, &field.ty);
            for name in field_names(field) {
                let first = of_names.entry(name).or_insert_with(|| own.clone());
                if *first != own {
                    differ.insert(name);
                }
            }
        }
        let of_option = |structure: &Struct| {
            let mut signs = Vec::new();
            let is_known = own_property(structure, &holders).is_some();
            for field in &structure.fields {
                let names = || field_names(field).map(str::to_owned).collect();
                match field.only(api) {
                    Some(only) => signs.push(Sign::Values(names(), vec![only])),
                    None if !is_known && field_names(field).any(|name| differ.contains(name)) => {
                        let own = kinds.of(api, &field.ty);
                        if own.len() < JsonKind::ALL.len() {
                            signs.push(Sign::Kinds(names(), own));
                        }
                    }
                    None => {}
                }
            }
            if structure.closed {
                signs.push(Sign::Closed);
            }
            signs
        };
        let options = structs.iter();
        options
            .map(|structure| structure.map_or_else(Vec::new, of_option))
            .collect()
    }
}

pub(super) fn kinds_of_options(one_of: &OneOf, api: &Api, kinds: &Kinds<'_>) -> Vec<Vec<JsonKind>> {
    let of_option = |option: &OneOfOption| kinds.of(api, &option.ty);
    one_of.options.iter().map(of_option).collect()
}

/// By a property that must be there, and has different values in each option.
pub(super) fn constants(api: &Api, structs: &[Option<&Struct>]) -> Option<Vec<Option<Sign>>> {
    let by = |name: &str| {
        let mut signs: Vec<Option<Sign>> = Vec::new();
        let mut taken: HashSet<String> = HashSet::new();
        for option in structs {
            let Some(option) = option else {
                signs.push(None);
                continue;
            };
            let field = option.fields.iter().find(|field| field.name.wire == name)?;
            let values = field.listed(api)?;
            if values.iter().any(|value| taken.contains(value)) {
                return None;
            }
            taken.extend(values.iter().cloned());
            let names = field_names(field).map(str::to_owned).collect();
            signs.push(Some(Sign::Values(names, values)));
        }
        Some(signs)
    };
    let mut options = structs.iter().flatten();
    let first = options.next()?;
    options.next()?;
    first.fields.iter().find_map(|field| by(&field.name.wire))
}

pub(super) fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => Some(structure),
        _ => None,
    }
}

/// How many options have a property of each name.
pub(super) fn holders<'a>(options: &[Option<&'a Struct>]) -> HashMap<&'a str, usize> {
    let mut holders = HashMap::new();
    for option in options.iter().flatten() {
        let names = option.fields.iter().flat_map(field_names);
        for name in names.collect::<HashSet<_>>() {
            *holders.entry(name).or_default() += 1;
        }
    }
    holders
}

/// A required property that no other option has.
pub(super) fn own_property<'a>(
    option: &'a Struct,
    holders: &HashMap<&str, usize>,
) -> Option<&'a Field> {
    option.fields.iter().find(|field| {
        field.required && field_names(field).all(|name| holders.get(name) == Some(&1))
    })
}

pub(super) fn field_names(field: &Field) -> impl Iterator<Item = &str> {
    let aliases = field.aliases.iter().map(String::as_str);
    std::iter::once(field.name.wire.as_str()).chain(aliases)
}
