//! `oneOf` and `anyOf`: one of several schemas, each a variant.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::form::{Candidate, CandidateOf};
use super::{Form, Position, Used, Written};
use crate::account::Marks;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::openapi::resolver::component;
use crate::openapi::resolver::{self, schema_named};
use crate::schema::{Discriminator, Ref, Schema};
use crate::vocabulary as x;

impl Lowering<'_> {
    pub(super) fn one_of(
        &mut self,
        candidates: &[Candidate],
        schema: &Schema,
        position: &Position,
    ) -> Option<ir::OneOf> {
        let mut names = Scope::default();
        let mut found: Vec<ir::OneOfOption> = Vec::new();
        let mut numbers: BTreeMap<ir::Type, usize> = BTreeMap::new();
        let discriminator = schema.discriminator.as_deref();
        let mapping = discriminator.map(Mapping::new);
        for candidate in candidates {
            let Some(used) = self.candidate(candidate) else {
                continue;
            };
            self.unchecked_here(&used, &candidate.position.pointer);
            if used.nullable && !schema.nullable {
                self.ignored_null(&candidate.position.pointer);
            }
            let ty = used.ty;
            let values = mapping.as_ref();
            let values = values.map_or_else(Vec::new, |mapping| mapping.values_of(candidate));
            if let Some(other) = numbers.get(&ty).and_then(|number| found.get_mut(*number)) {
                if values.is_empty() {
                    let name = candidate.name.as_deref().unwrap_or(&other.rust);
                    self.report.warning(
                        Code::OptionTwice,
                        &candidate.position.pointer,
                        format!("duplicate option `{name}`"),
                        "keep one of the two",
                    );
                }
                other.values.extend(values);
                continue;
            }
            let rust = self.variant(candidate, &ty);
            let rust = names.take_near([rust], "")?;
            numbers.insert(ty.clone(), found.len());
            found.push(ir::OneOfOption { ty, rust, values });
        }
        if found.is_empty() {
            self.unsupported(&position.pointer, "an empty list of options");
            return None;
        }
        if let (Some(discriminator), Some(mapping)) = (discriminator, &mapping) {
            self.mapped_elsewhere(mapping, candidates, position);
            self.claimed_twice(&discriminator.property_name, &found, position);
        }
        let unknown = names.take_first(["Unknown", "Unrecognised", "NotKnown", "NotListed"], "");
        Some(ir::OneOf {
            unknown: unknown.map_or_else(|| format!("Unknown{}", found.len()), str::to_owned),
            options: found,
            discriminator: discriminator.map(|discriminator| discriminator.property_name.clone()),
            overlap: x::get(&schema.extensions, x::OVERLAP),
        })
    }

    fn candidate(&mut self, candidate: &Candidate) -> Option<Used> {
        let position = &candidate.position;
        let listed = match &candidate.of {
            CandidateOf::Whole(whole) => {
                let form = Form::Whole(whole.clone());
                return self.written(Written::of(&whole.schema, &form)?, position);
            }
            CandidateOf::Listed(listed) => listed,
        };
        match listed {
            Ref::Item(item) => self.item(item, position),
            Ref::To(target) => {
                let at = resolver::at_reference(&position.pointer);
                if !self.is_there(target, &at) {
                    return None;
                }
                let used = self.referred(target, position);
                Some(used.unwrap_or_else(|| Used::of(ir::Type::Json)))
            }
        }
    }

    /// Whether an option leads somewhere. One that does not is left out: what it would be is kept as it was sent.
    pub(super) fn is_there(&mut self, target: &str, at: &str) -> bool {
        self.pointed(target, at).is_some()
    }

    /// Says which values of a discriminator stand for what is none of the options. Of what is nowhere, that was said before.
    fn mapped_elsewhere(
        &mut self,
        mapping: &Mapping<'_>,
        candidates: &[Candidate],
        position: &Position,
    ) {
        let at = pointer::step(&position.pointer, "discriminator");
        let listed = candidates.iter().flat_map(|option| mapping.of(option));
        let listed: BTreeSet<usize> = listed.collect();
        for (number, (value, mapped)) in mapping.entries.iter().enumerate() {
            if !listed.contains(&number) && schema_named(self.tree, mapped).is_some() {
                self.report.warning(
                    Code::MappingTarget,
                    &pointer::step(&pointer::step(&at, "mapping"), value),
                    format!(
                        "`{mapped}` is not an option, so the value `{value}` is read as unknown"
                    ),
                    "add it to the options",
                );
            }
        }
    }

    /// Says which values of a discriminator stand for several options.
    fn claimed_twice(&mut self, property: &str, options: &[ir::OneOfOption], position: &Position) {
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for option in options {
            for value in &option.values {
                let owner = *owners.entry(value).or_insert(&option.rust);
                if owner != option.rust {
                    self.report.warning(
                        Code::DiscriminatorTwice,
                        &pointer::step(&position.pointer, "discriminator"),
                        format!(
                            "the value `{value}` of `{property}` selects both `{owner}` and `{}`, and is read as `{owner}`",
                            option.rust
                        ),
                        "give each option its own value under `mapping`",
                    );
                }
            }
        }
    }

    /// What the variant of an option is called.
    fn variant(&self, candidate: &Candidate, ty: &ir::Type) -> String {
        if candidate.referred().is_some()
            && let ir::Type::Named(wire) = ty
            && let Some(rust) = self.component_names.get(wire)
        {
            return rust.clone();
        }
        let said = candidate.name.as_deref().and_then(naming::type_name);
        said.unwrap_or_else(|| match ty {
            ir::Type::Named(_) => {
                let place = candidate.position.pointer.rsplit('/').next();
                let number = place.and_then(|place| place.parse::<usize>().ok());
                format!("Option{}", number.map_or(1, |number| number + 1))
            }
            ty => word(ty).to_owned(),
        })
    }
}

/// The values of a discriminator, by what they stand for.
struct Mapping<'d> {
    entries: Vec<(&'d String, &'d String)>,
    /// The numbers of the values, by what is written and by the schema that this names.
    targets: HashMap<String, Vec<usize>>,
    schemas: HashMap<String, Vec<usize>>,
}

impl<'d> Mapping<'d> {
    fn new(discriminator: &'d Discriminator) -> Self {
        let entries: Vec<_> = discriminator.mapping.iter().collect();
        let mut targets: HashMap<String, Vec<usize>> = HashMap::new();
        let mut schemas: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (_, mapped)) in entries.iter().enumerate() {
            targets.entry((*mapped).clone()).or_default().push(number);
            if let Some(name) = component(mapped, "schemas") {
                schemas.entry(name).or_default().push(number);
            }
        }
        Self {
            entries,
            targets,
            schemas,
        }
    }

    /// The numbers of the values that are said to stand for an option.
    fn of(&self, option: &Candidate) -> BTreeSet<usize> {
        let name = schema_of(option);
        let target = option.referred().or(option.name.as_deref());
        let written = target.into_iter().chain(name.as_deref());
        let written = written.filter_map(|target| self.targets.get(target));
        let named = name.as_ref().and_then(|name| self.schemas.get(name));
        written.chain(named).flatten().copied().collect()
    }

    /// The values that stand for an option: those that are said to, else its name.
    fn values_of(&self, option: &Candidate) -> Vec<String> {
        let numbers = self.of(option).into_iter();
        let values = numbers.filter_map(|number| self.entries.get(number));
        let values: Vec<String> = values.map(|(value, _)| (*value).clone()).collect();
        match values.is_empty() {
            true => schema_of(option).into_iter().collect(),
            false => values,
        }
    }
}

/// What an option is called among the schemas, or else.
fn schema_of(option: &Candidate) -> Option<String> {
    let target = option.referred().or(option.name.as_deref());
    component(target.unwrap_or_default(), "schemas").or_else(|| option.name.clone())
}

/// What a value is called of which nothing else is known.
fn word(ty: &ir::Type) -> &'static str {
    use ir::Type;
    match ty.bare() {
        Type::Named(_) | Type::Nullable(_) | Type::Sensitive(_) => "Option",
        Type::Boolean => "Boolean",
        Type::Integer32 | Type::Integer64 | Type::Unsigned64 => "Integer",
        Type::Float | Type::Number => "Number",
        Type::Amount(_) => "Amount",
        Type::Msisdn(_) => "Msisdn",
        Type::LocalDateTime | Type::DateTime | Type::Formatted(ir::Format::DateTime) => "DateTime",
        Type::Formatted(ir::Format::Date) => "Date",
        Type::Formatted(ir::Format::Uuid) => "Uuid",
        Type::String | Type::Text | Type::IntegerOrText | Type::OrUnset(..) => "Text",
        Type::Json => "Json",
        Type::Bytes => "Bytes",
        Type::File => "File",
        Type::List(_) => "List",
        Type::Map(_) => "Map",
    }
}

/// Says of which lists nothing tells the options apart.
pub(in crate::lower) fn tell_apart(api: &ir::Api, report: &mut Report) {
    let kinds = ir::Kinds::of_all(api);
    for def in api.types.values() {
        let ir::Shape::OneOf(one_of) = &def.shape else {
            continue;
        };
        // The caller chooses the option of a value that is only sent.
        if !def.usage.response {
            continue;
        }
        if let Some((later, earlier)) = one_of.in_doubt(api, &kinds)
            && let Some(option) = one_of.options.get(later)
            && let Some(first) = one_of.options.get(earlier)
        {
            let (name, first) = (&option.rust, &first.rust);
            report.warning(
                Code::AmbiguousOptions,
                &format!("{}/oneOf/{later}", def.pointer),
                format!("a value that fits both `{first}` and `{name}` is read as `{first}`"),
                format!(
                    "add a `discriminator`, or a required property that only one option has; or explain with `{}` why the first option is right",
                    x::OVERLAP
                ),
            );
        }
    }
}

/// Accounts for values that have several options at once, which the client sends and reads as one.
pub(in crate::lower) fn hold_together(
    api: &ir::Api,
    any_of: &HashSet<String>,
    account: &mut Marks,
) {
    let kinds = ir::Kinds::of_all(api);
    for def in api.types.values() {
        if let ir::Shape::OneOf(one_of) = &def.shape
            && any_of.contains(&def.pointer)
            && one_of.may_hold_together(api, &kinds)
        {
            account.drops(&def.pointer, Code::OptionsTogether);
        }
    }
}
