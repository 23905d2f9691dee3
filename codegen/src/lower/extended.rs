//! Schemas with a `discriminator` that others extend: where one is named, a value is itself or a subtype of it.
//!
//! The supertype becomes a union of itself and its subtypes, under its name; its own properties become a struct beside it. A
//! union without a `discriminator` whose options all extend one such schema has its discriminator.

mod families;
mod tags;

use std::collections::{BTreeMap, BTreeSet};

use super::{Lowering, prune};
use crate::diagnostic::{Code, Report};
use crate::ground::pointer;
use crate::ground::text::joined;
use crate::ir;
use crate::naming::Scope;
use crate::schema::Ref;

use families::{Discriminator, Families};
use tags::Lists;

/// How many schemas are named in a warning.
const MOST_NAMES: usize = 3;

/// How many options all supertypes may have, for each schema of the document: a long line of supertypes has very many.
const MOST_OPTIONS: usize = 8;

/// The supertypes whose subtypes are lost somewhere, with these.
pub(super) struct Lost(BTreeMap<String, Vec<String>>);

impl Lowering<'_> {
    /// Makes unions of supertypes. Returns those whose subtypes are still lost.
    pub(super) fn unite_subtypes(&mut self, operations: &mut [ir::Operation]) -> Lost {
        let families = Families::new(self.tree);
        let mut lost = BTreeMap::new();
        let mut left = families.parents.len() * MOST_OPTIONS;
        let mut bases: BTreeMap<String, String> = BTreeMap::new();
        let mut unions: Vec<(&str, Vec<&str>)> = Vec::new();
        for name in families.discriminators.keys() {
            self.judge_mapping(&families, name);
            let is_plain = |def: &ir::TypeDef| match &def.shape {
                ir::Shape::Struct(structure) => structure.choice.is_none(),
                _ => false,
            };
            if !families.children.contains_key(*name)
                || !self.types.get(*name).is_some_and(is_plain)
            {
                continue;
            }
            let all = families.descendants(name);
            // What adds nothing has no type of its own.
            if all.iter().all(|name| !self.types.contains_key(*name)) {
                continue;
            }
            let is_known = |name: &&str| self.is_struct(name) || !self.types.contains_key(*name);
            let known: Vec<&str> = all.iter().copied().filter(is_known).collect();
            if !known.iter().any(|name| self.is_struct(name)) || known.len() > left {
                lost.insert(
                    (*name).to_owned(),
                    all.into_iter().map(str::to_owned).collect(),
                );
                continue;
            }
            left -= known.len();
            if let Some(base) = self.take_base(name) {
                bases.insert((*name).to_owned(), base);
                unions.push((*name, known));
            }
        }
        let mut lists = Lists::default();
        for (name, subtypes) in unions {
            if let Some(discriminator) = families.discriminators.get(name) {
                self.unite(name, &subtypes, discriminator, &bases, &mut lists);
            }
        }
        self.inherit(&families, &bases, &mut lists);
        self.keep_bases(&families, &bases);
        self.correct_tags(&mut lists);
        self.account_subtypes(&families, &bases);
        for name in keep_forms(operations, &bases) {
            let all = families.descendants(&name).into_iter().map(str::to_owned);
            lost.insert(bases.get(&name).unwrap_or(&name).clone(), all.collect());
        }
        Lost(lost)
    }

    /// Notes that a value of a supertype may be any of its subtypes.
    fn account_subtypes(&mut self, families: &Families<'_>, bases: &BTreeMap<String, String>) {
        for name in bases.keys() {
            let at = pointer::step("/components/schemas", name);
            for child in families.descendants(name) {
                let child = pointer::step("/components/schemas", child);
                self.account.leads(&at, child);
            }
        }
    }

    /// Reports the values of a supertype's discriminator for schemas that do not extend it.
    fn judge_mapping(&mut self, families: &Families<'_>, name: &str) {
        let at = pointer::step("/components/schemas", name);
        let Some(Ref::Item(schema)) = self.document.schemas.component(name) else {
            return;
        };
        // Options are judged as such.
        if let Some(discriminator) = &schema.discriminator
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && !discriminator.mapping.is_empty()
        {
            let descendants = families.descendants(name);
            let family: BTreeSet<&str> = descendants.into_iter().chain([name]).collect();
            self.mapped_to_strangers(discriminator, &family, &at);
        }
    }

    fn is_struct(&self, name: &str) -> bool {
        let shape = self.types.get(name).map(|def| &def.shape);
        matches!(shape, Some(ir::Shape::Struct(_)))
    }

    /// Moves the struct of a supertype to a name beside it.
    fn take_base(&mut self, name: &str) -> Option<String> {
        let mut def = self.types.remove(name)?;
        let plain = format!("{name}Base");
        let mut wires = std::iter::once(plain.clone()).chain(crate::naming::numbered(&plain));
        let wire = wires.find(|wire| !self.types.contains_key(wire) && !self.is_named(wire))?;
        let rust = self.type_name(&wire, &def.pointer);
        let union = ir::TypeDef {
            name: def.name.clone(),
            docs: def.docs.clone(),
            shape: ir::Shape::OneOf(ir::OneOf {
                options: Vec::new(),
                discriminator: None,
                overlap: None,
                unknown: String::new(),
            }),
            usage: def.usage,
            pointer: def.pointer.clone(),
        };
        def.name = ir::Name {
            wire: wire.clone(),
            rust,
        };
        self.types.insert(name.to_owned(), union);
        self.types.insert(wire.clone(), def);
        Some(wire)
    }

    /// Whether a component has this name.
    fn is_named(&self, wire: &str) -> bool {
        self.tree
            .pointer(&pointer::step("/components/schemas", wire))
            .is_some()
    }

    fn unite(
        &mut self,
        name: &str,
        subtypes: &[&str],
        discriminator: &Discriminator<'_>,
        bases: &BTreeMap<String, String>,
        lists: &mut Lists,
    ) {
        let property = discriminator.property;
        let type_of = |option: &str| {
            let wire = bases.get(option).map_or(option, String::as_str);
            ir::Type::Named(wire.to_owned())
        };
        let is_alias = |option: &&&str| !self.types.contains_key(**option);
        let aliases: Vec<&str> = subtypes.iter().filter(is_alias).copied().collect();
        let subtypes: Vec<&str> = subtypes
            .iter()
            .filter(|option| !is_alias(option))
            .copied()
            .collect();
        let types: Vec<ir::Type> = subtypes.iter().map(|option| type_of(option)).collect();
        let said = subtypes.iter().map(|option| discriminator.values(option));
        let values = self.tags(&types, property, said.collect(), lists);
        let claimed: BTreeSet<String> = values.iter().flatten().cloned().collect();
        // Its values are those that no subtype has.
        let mut own = discriminator.values(name);
        let listed = self.listed_values(&type_of(name), property, lists);
        if let Some(listed) = &listed {
            own.retain(|value| listed.known.contains(value));
            if own.is_empty() && values.iter().all(|values| !values.is_empty()) {
                own.extend(listed.values.iter().cloned());
            }
        }
        for alias in aliases {
            let said = discriminator.values(alias);
            let meant = listed.as_ref().and_then(|listed| listed.meant(&said));
            own.extend(meant.unwrap_or(said));
        }
        let mut seen = BTreeSet::new();
        own.retain(|value| !claimed.contains(value) && seen.insert(value.clone()));
        // The supertype comes first: without a discriminator, a value that has only its members is one.
        let supertype = (name, (type_of(name), own));
        let supertype = std::iter::once(supertype).filter(|(_, (_, own))| !own.is_empty());
        let mut variants = Scope::default();
        let mut options = Vec::new();
        for (option, (ty, values)) in
            supertype.chain(subtypes.into_iter().zip(types.into_iter().zip(values)))
        {
            let variant = self.types.get(option).map(|def| def.name.rust.clone());
            let Some(rust) = variant.and_then(|variant| variants.take_near([variant], "")) else {
                continue;
            };
            options.push(ir::OneOfOption { ty, rust, values });
        }
        let unknown = variants.take_first(["Unknown", "Unrecognised", "NotKnown", "NotListed"], "");
        let unknown = unknown.map_or_else(|| format!("Unknown{}", options.len()), str::to_owned);
        if let Some(def) = self.types.get_mut(name) {
            def.shape = ir::Shape::OneOf(ir::OneOf {
                options,
                discriminator: Some(discriminator.property.to_owned()),
                overlap: None,
                unknown,
            });
        }
    }

    /// Gives a union without a discriminator that of the schema that all its options extend.
    fn inherit(
        &mut self,
        families: &Families<'_>,
        bases: &BTreeMap<String, String>,
        lists: &mut Lists,
    ) {
        let mut found = Vec::new();
        for (name, def) in &self.types {
            let ir::Shape::OneOf(one_of) = &def.shape else {
                continue;
            };
            if one_of.discriminator.is_some() || one_of.options.len() < 2 {
                continue;
            }
            let mut parents = BTreeSet::new();
            for option in &one_of.options {
                parents.insert(match &option.ty {
                    ir::Type::Named(option)
                        if !bases.contains_key(option) && self.is_struct(option) =>
                    {
                        families.discriminated_parent(option)
                    }
                    _ => None,
                });
            }
            if let (1, Some(Some(parent))) = (parents.len(), parents.first())
                && let Some(discriminator) = families.discriminators.get(parent)
            {
                found.push((name.clone(), discriminator.clone()));
            }
        }
        for (name, discriminator) in found {
            let Some(ir::Shape::OneOf(one_of)) = self.types.get(&name).map(|def| &def.shape) else {
                continue;
            };
            let mut one_of = one_of.clone();
            let types: Vec<ir::Type> = one_of.options.iter().map(|of| of.ty.clone()).collect();
            let said = types.iter().map(|ty| match ty {
                ir::Type::Named(name) => discriminator.values(name),
                _ => Vec::new(),
            });
            let values = self.tags(&types, discriminator.property, said.collect(), lists);
            for (option, values) in one_of.options.iter_mut().zip(values) {
                option.values = values;
            }
            one_of.discriminator = Some(discriminator.property.to_owned());
            if let Some(def) = self.types.get_mut(&name) {
                def.shape = ir::Shape::OneOf(one_of);
            }
        }
    }

    /// Where a union with the discriminator of a supertype lists that, it means its own properties.
    fn keep_bases(&mut self, families: &Families<'_>, bases: &BTreeMap<String, String>) {
        for def in self.types.values_mut() {
            let ir::Shape::OneOf(one_of) = &mut def.shape else {
                continue;
            };
            for option in &mut one_of.options {
                if let ir::Type::Named(name) = &mut option.ty
                    && let Some(base) = bases.get(name)
                    && let Some(discriminator) = families.discriminators.get(name.as_str())
                    && one_of.discriminator.as_deref() == Some(discriminator.property)
                {
                    name.clone_from(base);
                }
            }
        }
    }
}

/// Gives forms and parameters the struct of a supertype, since only a struct has fields. Returns the supertypes.
fn keep_forms(
    operations: &mut [ir::Operation],
    bases: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let mut kept = BTreeSet::new();
    let mut keep = |ty: &mut ir::Type| {
        if let ir::Type::Named(name) = ty
            && let Some(base) = bases.get(name)
        {
            kept.insert(std::mem::replace(name, base.clone()));
        }
    };
    for operation in operations {
        for parameter in &mut operation.parameters {
            keep(&mut parameter.ty);
        }
        if let Some(body) = operation
            .body
            .as_mut()
            .filter(|body| body.media != ir::Media::Json)
        {
            keep(&mut body.ty);
        }
    }
    kept
}

impl Lost {
    /// Says which schemas lose what others add to them.
    pub(super) fn tell(&self, api: &ir::Api, report: &mut Report) {
        if self.0.is_empty() {
            return;
        }
        let used = prune::used(api);
        for (name, subtypes) in &self.0 {
            let Some(def) = api.types.get(name).filter(|_| used.contains(name)) else {
                continue;
            };
            // What keeps other properties loses none.
            if matches!(&def.shape, ir::Shape::Struct(structure) if structure.rest.is_some()) {
                continue;
            }
            let more = subtypes.len().saturating_sub(MOST_NAMES);
            let mut names: Vec<String> =
                subtypes.iter().map(|child| format!("`{child}`")).collect();
            if more > 1 {
                names.truncate(MOST_NAMES);
                names.push(format!("{more} others"));
            }
            report.warning(
                Code::SubtypeMembers,
                &pointer::step(&def.pointer, "discriminator"),
                format!(
                    "a `{name}` keeps only the properties of `{name}` and loses those of {}",
                    joined(&names, "or")
                ),
                "list the subtypes in a `oneOf` with this `discriminator`, and refer to that",
            );
        }
    }
}
