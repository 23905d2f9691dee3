//! Schemas with a `discriminator` that others extend: where one is named, a value is itself or a subtype of it.
//!
//! The supertype becomes a union of itself and its subtypes, under its name; its own properties become a struct beside it. A
//! union without a `discriminator` whose options all extend one such schema has its discriminator.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{Lowering, prune};
use crate::diagnostic::{Code, Report};
use crate::ground::pointer;
use crate::ground::text::joined;
use crate::ir;
use crate::naming::Scope;
use crate::openapi::resolver::{component, reference};

/// How many schemas are named in a warning.
const MOST_NAMES: usize = 3;

/// How many options all supertypes may have, for each schema of the document: a long line of supertypes has very many.
const MOST_OPTIONS: usize = 8;

/// The supertypes whose subtypes are lost somewhere, with these.
pub(super) struct Lost(BTreeMap<String, Vec<String>>);

/// Which schemas extend which.
struct Families<'d> {
    parents: BTreeMap<&'d str, Vec<String>>,
    children: BTreeMap<String, Vec<&'d str>>,
    discriminators: BTreeMap<&'d str, Discriminator<'d>>,
}

#[derive(Clone)]
struct Discriminator<'d> {
    property: &'d str,
    /// The values, by what is written under `mapping` for them and by the schema that this names.
    mapping: HashMap<String, Vec<&'d str>>,
}

impl<'d> Families<'d> {
    fn new(tree: &'d Value) -> Self {
        let schemas = tree
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let mut families = Self {
            parents: BTreeMap::new(),
            children: BTreeMap::new(),
            discriminators: BTreeMap::new(),
        };
        for (name, schema) in schemas.into_iter().flatten() {
            let parts = schema.get("allOf").and_then(Value::as_array);
            let parts = parts.into_iter().flatten().filter_map(reference);
            let parents: Vec<String> = parts
                .filter_map(|part| component(part, "schemas"))
                .collect();
            for parent in &parents {
                families
                    .children
                    .entry(parent.clone())
                    .or_default()
                    .push(name);
            }
            families.parents.insert(name, parents);
            families
                .discriminators
                .extend(Discriminator::of(schema).map(|found| (name.as_str(), found)));
        }
        families
    }

    /// All that extend a schema, at whatever remove.
    fn descendants(&self, name: &str) -> Vec<&'d str> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([name]);
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            for child in self.children.get(next).into_iter().flatten() {
                if seen.insert(child) {
                    found.push(*child);
                    open.push(child);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The nearest schema with a discriminator that a schema extends.
    fn discriminated_parent<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let mut seen = BTreeSet::from([name]);
        let mut open: Vec<&str> = vec![name];
        while !open.is_empty() {
            let above = open
                .iter()
                .filter_map(|name| self.parents.get(name))
                .flatten();
            let above: Vec<&str> = above
                .map(String::as_str)
                .filter(|name| seen.insert(name))
                .collect();
            let mut discriminated = above
                .iter()
                .filter_map(|name| self.discriminators.get_key_value(name));
            if let Some((name, _)) = discriminated.next() {
                return Some(name);
            }
            open = above;
        }
        None
    }
}

impl<'d> Discriminator<'d> {
    fn of(schema: &'d Value) -> Option<Self> {
        let discriminator = schema.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?;
        let mut mapping: HashMap<String, Vec<&str>> = HashMap::new();
        let entries = discriminator.get("mapping").and_then(Value::as_object);
        for (value, target) in entries.into_iter().flatten() {
            let Some(target) = target.as_str() else {
                continue;
            };
            let named = component(target, "schemas").unwrap_or_else(|| target.to_owned());
            mapping.entry(named).or_default().push(value);
        }
        Some(Self { property, mapping })
    }

    /// The values that stand for a schema: those of the mapping, or else its name.
    fn values(&self, name: &str) -> Vec<String> {
        match self.mapping.get(name) {
            Some(values) => values.iter().map(|value| (*value).to_owned()).collect(),
            None => vec![name.to_owned()],
        }
    }
}

impl Lowering<'_> {
    /// Makes unions of supertypes. Returns those whose subtypes are still lost.
    pub(super) fn unite_subtypes(&mut self, operations: &mut [ir::Operation]) -> Lost {
        let families = Families::new(self.tree);
        let mut lost = BTreeMap::new();
        let mut left = families.parents.len() * MOST_OPTIONS;
        let mut bases: BTreeMap<String, String> = BTreeMap::new();
        let mut unions: Vec<(&str, Vec<&str>)> = Vec::new();
        for name in families.discriminators.keys() {
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
        for (name, subtypes) in unions {
            if let Some(discriminator) = families.discriminators.get(name) {
                self.unite(name, &subtypes, discriminator, &bases);
            }
        }
        self.inherit(&families, &bases);
        self.keep_bases(&families, &bases);
        self.correct_tags();
        for name in keep_forms(operations, &bases) {
            let all = families.descendants(&name).into_iter().map(str::to_owned);
            lost.insert(bases.get(&name).unwrap_or(&name).clone(), all.collect());
        }
        Lost(lost)
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
    ) {
        let mut variants = Scope::default();
        let mut options = Vec::new();
        let mut claimed = BTreeSet::new();
        let is_alias = |option: &&str| !self.types.contains_key(*option);
        let aliases: Vec<&str> = subtypes.iter().copied().filter(is_alias).collect();
        // The supertype comes first: without a discriminator, a value that has only its members is one. Its values are those
        // that no subtype has, so it is looked at last.
        let subtypes = subtypes.iter().filter(|option| !aliases.contains(option));
        for option in subtypes.copied().chain([name]) {
            let wire = bases.get(option).map_or(option, String::as_str);
            let ty = ir::Type::Named(wire.to_owned());
            let mut values = discriminator.values(option);
            if option == name {
                if let Some(listed) = self.listed_values(&ty, discriminator.property) {
                    values.retain(|value| listed.contains(value));
                    let is_free = |value: &&String| values.is_empty() && !claimed.contains(*value);
                    let free: Vec<String> = listed.iter().filter(is_free).cloned().collect();
                    values.extend(free);
                }
                for alias in &aliases {
                    values.extend(self.tags(
                        &ty,
                        discriminator.property,
                        discriminator.values(alias),
                    ));
                }
                let mut seen = BTreeSet::new();
                values.retain(|value| !claimed.contains(value) && seen.insert(value.clone()));
                if values.is_empty() {
                    continue;
                }
            } else {
                values = self.tags(&ty, discriminator.property, values);
                claimed.extend(values.iter().cloned());
            }
            let variant = self.types.get(option).map(|def| def.name.rust.clone());
            let Some(rust) = variant.and_then(|variant| variants.take_near([variant], "")) else {
                continue;
            };
            let option = ir::OneOfOption { ty, rust, values };
            match bases.get(name) == Some(&wire.to_owned()) {
                true => options.insert(0, option),
                false => options.push(option),
            }
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
    fn inherit(&mut self, families: &Families<'_>, bases: &BTreeMap<String, String>) {
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
            for option in &mut one_of.options {
                if let ir::Type::Named(name) = &option.ty {
                    let values = discriminator.values(name);
                    option.values = self.tags(&option.ty, discriminator.property, values);
                }
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

    /// The values of a discriminator that stand for a type. If its property lists values, and none of these, then some of
    /// the list are meant: the one that is written nearly so, or all.
    fn tags(&self, ty: &ir::Type, property: &str, mut values: Vec<String>) -> Vec<String> {
        let Some(listed) = self.listed_values(ty, property) else {
            return values;
        };
        if values.iter().any(|value| listed.contains(value)) {
            return values;
        }
        let letters = |text: &str| {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        let is_meant =
            |listed: &&String| values.iter().any(|value| letters(value) == letters(listed));
        let mut all: Vec<String> = match listed.iter().find(is_meant) {
            Some(meant) => vec![meant.clone()],
            None => listed,
        };
        all.append(&mut values);
        all
    }

    /// The values of the same discriminator in a union that is an option, without these.
    fn tags_within(&self, ty: &ir::Type, property: &str, known: &[String]) -> Vec<String> {
        let ir::Type::Named(name) = ty else {
            return Vec::new();
        };
        match self.types.get(name).map(|def| &def.shape) {
            Some(ir::Shape::OneOf(one_of)) if one_of.discriminator.as_deref() == Some(property) => {
                let values = one_of.options.iter().flat_map(|option| &option.values);
                values
                    .filter(|value| !known.contains(value))
                    .cloned()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The values that a property of a struct can have, if they are listed.
    fn listed_values(&self, ty: &ir::Type, property: &str) -> Option<Vec<String>> {
        let of = |ty: &ir::Type| match ty {
            ir::Type::Named(name) => self.types.get(name).map(|def| &def.shape),
            _ => None,
        };
        let Some(ir::Shape::Struct(structure)) = of(ty) else {
            return None;
        };
        let mut fields = structure.fields.iter();
        let field = fields.find(|field| field.name.wire == property)?;
        match of(&field.ty)? {
            ir::Shape::StringEnum(values) => {
                let values = values.values.iter();
                Some(values.map(|value| value.wire.clone()).collect())
            }
            _ => None,
        }
    }

    /// Corrects the values of discriminators that no option can have.
    fn correct_tags(&mut self) {
        let mut corrected = Vec::new();
        for (name, def) in &self.types {
            let ir::Shape::OneOf(one_of) = &def.shape else {
                continue;
            };
            let Some(property) = &one_of.discriminator else {
                continue;
            };
            for (number, option) in one_of.options.iter().enumerate() {
                if option.values.is_empty() {
                    continue;
                }
                let mut values = self.tags(&option.ty, property, option.values.clone());
                values.extend(self.tags_within(&option.ty, property, &values));
                if values != option.values {
                    corrected.push((name.clone(), number, values));
                }
            }
        }
        for (name, number, values) in corrected {
            if let Some(ir::Shape::OneOf(one_of)) =
                self.types.get_mut(&name).map(|def| &mut def.shape)
                && let Some(option) = one_of.options.get_mut(number)
            {
                option.values = values;
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
