//! Which values fit several options equally well, so that the first of these is chosen.

use std::collections::{HashMap, HashSet};

use super::kinds::Kinds;
use super::signs::{constants, field_names, holders, kinds_of_options, own_property, structure};
use super::{JsonKind, OneOf, OneOfOption};
use crate::ir::{Api, Field, Shape, Struct, Type};

/// How deep types are compared; what lies deeper is the same for all that is known.
const MOST_LEVELS: usize = 6;

/// How often each option may be compared; what is not compared may be the same.
const MOST_COMPARED: usize = 64;

impl OneOf {
    /// The first option of which a value may be read as an option before it, and that one: the value has something, and nothing
    /// that only one of them knows. The empty object and the empty list are not counted, since nothing is read wrongly of them.
    pub(crate) fn in_doubt(&self, api: &Api, kinds: &Kinds<'_>) -> Option<(usize, usize)> {
        if self.overlap.is_some() || self.options.len() == 1 {
            return None;
        }
        let structs: Vec<Option<&Struct>> = self
            .options
            .iter()
            .map(|option| structure(api, &option.ty))
            .collect();
        let is_constant = constants(api, &structs).is_some();
        let holders = holders(&structs);
        let of_kinds = kinds_of_options(self, api, kinds);
        let fields = structs.iter().flatten().map(|option| option.fields.len());
        let mut comparison = Comparison {
            api,
            kinds,
            left: (fields.sum::<usize>() + self.options.len()) * MOST_COMPARED,
        };
        let mut owners: HashMap<&String, usize> = HashMap::new();
        for value in self.options.iter().flat_map(|option| &option.values) {
            *owners.entry(value).or_default() += 1;
        }
        // A value that stands for several options tells nothing.
        let is_tagged = |option: &OneOfOption| {
            self.discriminator.is_some() && !option.values.is_empty() && { option.values.iter() }
                .all(|value| owners.get(value) == Some(&1))
        };
        let keeps = |option: &&Struct| option.rest.is_some();
        let is_kept = structs.iter().flatten().any(keeps) || self.has_a_map(api, kinds);
        // What no other option can be is not compared at all.
        let compared: Vec<usize> = (0..self.options.len())
            .filter(|number| {
                let Some(option) = self.options.get(*number) else {
                    return false;
                };
                let structure = structs.get(*number).copied().flatten();
                let is_alone = !is_kept
                    && structure.is_some_and(|option| own_property(option, &holders).is_some());
                !is_tagged(option) && !is_alone && *option.ty.bare() != Type::Json
            })
            .collect();
        for (position, later) in compared.iter().enumerate() {
            for earlier in compared.iter().take(position) {
                let both = (self.options.get(*earlier)?, self.options.get(*later)?);
                let are_structs = [earlier, later]
                    .iter()
                    .all(|number| structs.get(**number).is_some_and(Option::is_some));
                if is_constant && are_structs {
                    continue;
                }
                if comparison.left == 0 {
                    return Some((*later, *earlier));
                }
                comparison.left -= 1;
                let of = |number: usize| of_kinds.get(number).map_or(&[][..], Vec::as_slice);
                if overlap(of(*earlier), of(*later))
                    && comparison.may_be_both(&both.0.ty, &both.1.ty, 0)
                {
                    return Some((*later, *earlier));
                }
            }
        }
        None
    }

    /// Whether an object may have the properties of two options, and neither option holds it: each has properties that the other
    /// lacks, and nothing that both have, or the discriminator, makes it one of the two.
    pub(crate) fn may_hold_together(&self, api: &Api, kinds: &Kinds<'_>) -> bool {
        let is_tagged =
            |option: &OneOfOption| self.discriminator.is_some() && !option.values.is_empty();
        let options: Vec<(&OneOfOption, &Struct)> = self
            .options
            .iter()
            .filter_map(|option| Some((option, structure(api, &option.ty)?)))
            .filter(|(_, structure)| !structure.closed && structure.rest.is_none())
            .collect();
        let fields = options.iter().map(|(_, option)| option.fields.len());
        let mut comparison = Comparison {
            api,
            kinds,
            left: (fields.sum::<usize>() + options.len()) * MOST_COMPARED,
        };
        options
            .iter()
            .enumerate()
            .any(|(number, (option, structure))| {
                options.iter().take(number).any(|(other, of_other)| {
                    !(is_tagged(option) && is_tagged(other))
                        && comparison.together(structure, of_other)
                })
            })
    }

    /// Whether an option that is no struct takes objects.
    fn has_a_map(&self, api: &Api, kinds: &Kinds<'_>) -> bool {
        self.options.iter().any(|option| {
            structure(api, &option.ty).is_none()
                && *option.ty.bare() != Type::Json
                && kinds.of(api, &option.ty).contains(&JsonKind::Object)
        })
    }
}

/// Whether values of two types may be of the same kind, apart from `null`.
fn overlap(one: &[JsonKind], other: &[JsonKind]) -> bool {
    let mut kinds = one.iter().filter(|kind| **kind != JsonKind::Null);
    kinds.any(|kind| other.contains(kind))
}

struct Comparison<'a> {
    api: &'a Api,
    kinds: &'a Kinds<'a>,
    /// How many members may still be compared.
    left: usize,
}

impl Comparison<'_> {
    fn spend(&mut self, members: usize) -> bool {
        let enough = self.left >= members;
        self.left = self.left.saturating_sub(members);
        enough
    }

    /// Whether a value that says something may be of both types.
    fn may_be_both(&mut self, one: &Type, other: &Type, level: usize) -> bool {
        let (one, other) = (one.bare(), other.bare());
        if level > MOST_LEVELS || !self.spend(1) {
            return true;
        }
        let (api, kinds) = (self.api, self.kinds);
        if !overlap(&kinds.of(api, one), &kinds.of(api, other)) {
            return false;
        }
        let shape = |ty| api.type_def(ty).map(|def| &def.shape);
        match ((one, shape(one)), (other, shape(other))) {
            ((_, Some(Shape::OneOf(one_of))), (ty, _))
            | ((ty, _), (_, Some(Shape::OneOf(one_of)))) => {
                let mut options = one_of.options.iter();
                options.any(|option| self.may_be_both(&option.ty, ty, level + 1))
            }
            ((_, Some(Shape::Struct(one))), (_, Some(Shape::Struct(other)))) => {
                self.structs(one, other, level + 1)
            }
            ((_, Some(Shape::Struct(structure))), (Type::Map(entry), _))
            | ((Type::Map(entry), _), (_, Some(Shape::Struct(structure)))) => {
                self.struct_and_map(structure, entry, level + 1)
            }
            ((_, Some(one)), (_, Some(other))) => {
                !self.spend(values(one) + values(other)) || may_be_equal(one, other)
            }
            ((Type::List(one), _), (Type::List(other), _))
            | ((Type::Map(one), _), (Type::Map(other), _)) => {
                self.may_be_both(one, other, level + 1)
            }
            _ => true,
        }
    }

    fn structs(&mut self, one: &Struct, other: &Struct, level: usize) -> bool {
        if !self.spend(one.fields.len() + other.fields.len()) {
            return true;
        }
        let named = |fields: &[Field], number: usize| -> Vec<(String, usize)> {
            let names = fields.get(number).into_iter().flat_map(field_names);
            names.map(|name| (name.to_owned(), number)).collect()
        };
        let of_other: HashMap<String, usize> = (0..other.fields.len())
            .flat_map(|number| named(&other.fields, number))
            .collect();
        let mut met = vec![false; other.fields.len()];
        let mut has_common = one.fields.is_empty() && other.fields.is_empty();
        for field in &one.fields {
            let number = field_names(field).find_map(|name| of_other.get(name).copied());
            let found = number.and_then(|number| other.fields.get(number));
            let is_common = match (found, &other.rest) {
                (Some(found), _) => {
                    let is_common = self.fields(field, found, level);
                    if let Some(met) = number.and_then(|number| met.get_mut(number)) {
                        *met = true;
                    }
                    if found.required && !is_common {
                        return false;
                    }
                    is_common
                }
                (None, Some(rest)) => self.may_be_both(&field.ty, &rest.ty, level),
                (None, None) => false,
            };
            if field.required && !is_common {
                return false;
            }
            has_common |= is_common;
        }
        for (field, met) in other.fields.iter().zip(met) {
            if met {
                continue;
            }
            let is_common = match &one.rest {
                Some(rest) => self.may_be_both(&field.ty, &rest.ty, level),
                None => false,
            };
            if field.required && !is_common {
                return false;
            }
            has_common |= is_common;
        }
        match (&one.rest, &other.rest) {
            (Some(one), Some(other)) if !has_common => self.may_be_both(&one.ty, &other.ty, level),
            _ => has_common,
        }
    }

    /// Whether an object may have what is required in both, and has a place in neither.
    fn together(&mut self, one: &Struct, other: &Struct) -> bool {
        if !self.spend(one.fields.len() + other.fields.len()) {
            return true;
        }
        let named = other.fields.iter();
        let named: HashMap<&str, &Field> = named
            .flat_map(|field| field_names(field).map(move |name| (name, field)))
            .collect();
        let mut shared = 0;
        for field in &one.fields {
            let found = field_names(field).find_map(|name| named.get(name).copied());
            let Some(found) = found else { continue };
            shared += 1;
            if (field.required || found.required) && !self.fields(field, found, 0) {
                return false;
            }
        }
        shared < one.fields.len() && shared < other.fields.len()
    }

    fn fields(&mut self, one: &Field, other: &Field, level: usize) -> bool {
        match (one.values(self.api), other.values(self.api)) {
            (Some(one), Some(other)) => {
                let one: HashSet<String> = one.into_iter().collect();
                !self.spend(one.len() + other.len()) || other.iter().any(|of| one.contains(of))
            }
            _ => self.may_be_both(&one.ty, &other.ty, level),
        }
    }

    fn struct_and_map(&mut self, structure: &Struct, entry: &Type, level: usize) -> bool {
        let mut has_common = structure.fields.is_empty();
        for field in &structure.fields {
            let is_common = self.may_be_both(&field.ty, entry, level);
            if field.required && !is_common {
                return false;
            }
            has_common |= is_common;
        }
        has_common
    }
}

/// Whether two enums have a value in common.
fn may_be_equal(one: &Shape, other: &Shape) -> bool {
    fn meet<T: Eq + std::hash::Hash>(
        one: impl Iterator<Item = T>,
        mut other: impl Iterator<Item = T>,
    ) -> bool {
        let one: HashSet<T> = one.collect();
        other.any(|value| one.contains(&value))
    }
    match (one, other) {
        (Shape::StringEnum(one), Shape::StringEnum(other)) => meet(
            one.values.iter().map(|value| &value.wire),
            other.values.iter().map(|value| &value.wire),
        ),
        (Shape::IntegerEnum(one), Shape::IntegerEnum(other)) => meet(
            one.values.iter().map(|value| value.wire),
            other.values.iter().map(|value| value.wire),
        ),
        _ => true,
    }
}

/// How many values an enum has.
const fn values(shape: &Shape) -> usize {
    match shape {
        Shape::StringEnum(of) => of.values.len(),
        Shape::IntegerEnum(of) => of.values.len(),
        Shape::Struct(_) | Shape::OneOf(_) => 0,
    }
}
