//! Schemas with a `discriminator` that others extend: where one is named, a value is itself or a subtype of it.
//!
//! The supertype becomes a union of itself and its subtypes, under its name; its own properties become a struct beside it. A
//! union without a `discriminator` whose options all extend one such schema has its discriminator.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::{Lowering, prune};
use crate::diagnostic::{Code, Report};
use crate::ground::pointer;
use crate::ground::text::joined;
use crate::ir;
use crate::naming::Scope;
use crate::openapi::resolver::{component, reference};
use crate::schema::Ref;

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

/// The values that the property of a discriminator lists.
struct Listed {
    values: Vec<String>,
    known: HashSet<String>,
    /// The values by their letters, to find one that is written in another way.
    letters: HashMap<String, usize>,
}

impl Listed {
    fn new(values: Vec<String>) -> Self {
        let known = values.iter().cloned().collect();
        let mut of_letters = HashMap::new();
        for (number, value) in values.iter().enumerate() {
            of_letters.entry(letters(value)).or_insert(number);
        }
        Self {
            values,
            known,
            letters: of_letters,
        }
    }

    /// The values that stand for an option, if the list has any of them: as they are, or written in another way.
    fn meant(&self, values: &[String]) -> Option<Vec<String>> {
        if values.iter().any(|value| self.known.contains(value)) {
            return Some(values.to_vec());
        }
        let mut letters = values.iter().map(|value| letters(value));
        let number = letters.find_map(|letters| self.letters.get(&letters))?;
        let mut meant = vec![self.values.get(*number)?.clone()];
        meant.extend_from_slice(values);
        Some(meant)
    }
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The lists of values of discriminators, each made once.
#[derive(Default)]
struct Lists {
    by_type: HashMap<String, Rc<Listed>>,
    by_values: HashMap<Vec<String>, Rc<Listed>>,
}

impl Lists {
    fn of(&mut self, ty: &str, values: impl FnOnce() -> Vec<String>) -> Rc<Listed> {
        if let Some(known) = self.by_type.get(ty) {
            return known.clone();
        }
        let values = values();
        let listed = match self.by_values.get(&values) {
            Some(known) => known.clone(),
            None => Rc::new(Listed::new(values.clone())),
        };
        self.by_values.insert(values, listed.clone());
        self.by_type.insert(ty.to_owned(), listed.clone());
        listed
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

    /// The values of a discriminator that stand for each of these types. If a property lists values, and none of those, then
    /// one that is written nearly so is meant, or what is left if that can be of one type only. Otherwise nothing tells.
    fn tags(
        &self,
        types: &[ir::Type],
        property: &str,
        mut values: Vec<Vec<String>>,
        lists: &mut Lists,
    ) -> Vec<Vec<String>> {
        let mut claimed: HashMap<*const Listed, HashSet<String>> = HashMap::new();
        let mut unclear: BTreeMap<usize, Rc<Listed>> = BTreeMap::new();
        let mut clashes: HashMap<*const Listed, usize> = HashMap::new();
        for (number, (ty, values)) in types.iter().zip(&mut values).enumerate() {
            let Some(listed) = self.listed_values(ty, property, lists) else {
                continue;
            };
            match listed.meant(values) {
                Some(meant) => {
                    let claimed = claimed.entry(Rc::as_ptr(&listed)).or_default();
                    claimed.extend(meant.iter().cloned());
                    *values = meant;
                }
                None => {
                    *clashes.entry(Rc::as_ptr(&listed)).or_default() += 1;
                    unclear.insert(number, listed);
                }
            }
        }
        for (number, listed) in unclear {
            let at = Rc::as_ptr(&listed);
            let Some((ty, values)) = types.get(number).zip(values.get_mut(number)) else {
                continue;
            };
            let mut said = std::mem::take(values);
            if matches!((said.as_slice(), ty), ([value], ir::Type::Named(name)) if value == name) {
                // Only its name would tell, and the list does not have it.
                said.clear();
            }
            if clashes.get(&at) == Some(&1) {
                let claimed = claimed.get(&at);
                let is_free = |value: &&String| claimed.is_none_or(|all| !all.contains(*value));
                values.extend(listed.values.iter().filter(is_free).cloned());
            }
            values.append(&mut said);
        }
        values
    }

    /// The values of the same discriminator in a union that is an option, without these.
    fn tags_within(&self, ty: &ir::Type, property: &str, known: &[String]) -> Vec<String> {
        let ir::Type::Named(name) = ty else {
            return Vec::new();
        };
        match self.types.get(name).map(|def| &def.shape) {
            Some(ir::Shape::OneOf(one_of)) if one_of.discriminator.as_deref() == Some(property) => {
                let mut known: HashSet<&String> = known.iter().collect();
                let values = one_of.options.iter().flat_map(|option| &option.values);
                values
                    .filter(|value| known.insert(value))
                    .cloned()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The values that a property of a struct can have, if they are listed.
    fn listed_values(
        &self,
        ty: &ir::Type,
        property: &str,
        lists: &mut Lists,
    ) -> Option<Rc<Listed>> {
        let of = |ty: &ir::Type| match ty {
            ir::Type::Named(name) => self.types.get(name).map(|def| &def.shape),
            _ => None,
        };
        let Some(ir::Shape::Struct(structure)) = of(ty) else {
            return None;
        };
        let mut fields = structure.fields.iter();
        let field = fields.find(|field| field.name.wire == property)?;
        let ir::Type::Named(name) = &field.ty else {
            return None;
        };
        match of(&field.ty)? {
            ir::Shape::StringEnum(values) => Some(lists.of(name, || {
                let values = values.values.iter();
                values.map(|value| value.wire.clone()).collect()
            })),
            ir::Shape::IntegerEnum(values) => Some(lists.of(name, || {
                let values = values.values.iter();
                values.map(|value| value.wire.to_string()).collect()
            })),
            _ => None,
        }
    }

    /// Corrects the values of discriminators that no option can have.
    fn correct_tags(&mut self, lists: &mut Lists) {
        let mut corrected = Vec::new();
        for (name, def) in &self.types {
            let ir::Shape::OneOf(one_of) = &def.shape else {
                continue;
            };
            let Some(property) = &one_of.discriminator else {
                continue;
            };
            let tagged = one_of.options.iter().enumerate();
            let tagged = tagged.filter(|(_, option)| !option.values.is_empty());
            let (numbers, tagged): (Vec<usize>, Vec<&ir::OneOfOption>) = tagged.unzip();
            let types: Vec<ir::Type> = tagged.iter().map(|option| option.ty.clone()).collect();
            let said = tagged.iter().map(|option| option.values.clone()).collect();
            let all = self.tags(&types, property, said, lists);
            for ((number, option), mut values) in numbers.into_iter().zip(tagged).zip(all) {
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
