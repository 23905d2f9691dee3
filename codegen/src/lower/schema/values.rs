//! Constraints, and lists of known values.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Number, Value};

use crate::account::Marks;
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::{pattern, pointer};
use crate::ir;
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::schema::Schema;
use crate::vocabulary as x;

pub(super) fn of_string(text: &Schema, marks: &Marks) -> ir::Constraints {
    let pattern = |source: &String| ir::Pattern {
        source: source.clone(),
        translated: marks.translated(source).map_err(str::to_owned),
    };
    ir::Constraints {
        patterns: text.patterns.iter().map(pattern).collect(),
        ..lengths(text)
    }
}

/// The constraints of a string, without its patterns.
pub(super) fn lengths(text: &Schema) -> ir::Constraints {
    ir::Constraints {
        min_length: text.min_length.filter(|least| *least > 0),
        max_length: text.max_length,
        ..ir::Constraints::default()
    }
}

/// The values of an enum of strings. Numbers and booleans are sent as strings; lists and objects are not sent.
pub(super) fn strings(values: &[Value]) -> Vec<Option<String>> {
    let text = |value: &Value| match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
    };
    values.iter().map(text).collect()
}

/// The values of an enum of integers.
pub(super) fn integers(values: &[Value]) -> Vec<Option<i64>> {
    let integer = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    };
    values.iter().map(integer).collect()
}

/// Whether constraints exclude some of the values of an enum, which the caller can give nevertheless.
pub(super) fn excludes_values(schema: &Schema, marks: &Marks) -> bool {
    let bounds = |number: &Number| {
        let Some(number) = number.as_f64() else {
            return false;
        };
        let exceeds = |bound: &Option<Number>, exclusive: Option<bool>, sign: f64| {
            let bound = bound.as_ref().and_then(Number::as_f64);
            bound.is_some_and(|bound| {
                let over = sign * (number - bound);
                over > 0.0 || (over == 0.0 && exclusive == Some(true))
            })
        };
        let step = schema.multiple_of.as_ref().and_then(Number::as_f64);
        exceeds(&schema.minimum, schema.exclusive_minimum, -1.0)
            || exceeds(&schema.maximum, schema.exclusive_maximum, 1.0)
            || step.is_some_and(|step| number % step != 0.0)
    };
    let lengths = |text: &str| {
        let count = text.chars().count();
        schema.min_length.is_some_and(|least| count < least)
            || schema.max_length.is_some_and(|most| count > most)
    };
    // Of a pattern that is not translated, the account says so.
    let patterns: Vec<String> = schema
        .patterns
        .iter()
        .filter_map(|pattern| marks.translated(pattern).ok())
        .collect();
    let strings = |text: &str| {
        lengths(text)
            || !patterns
                .iter()
                .all(|pattern| pattern::is_match(pattern, text))
    };
    schema.enumeration.iter().any(|value| match value {
        Value::Number(number) => bounds(number),
        Value::String(text) => strings(text),
        _ => false,
    })
}

/// By value: the value that has its name, and that name.
type Collisions = BTreeMap<String, (String, String)>;

impl Lowering<'_> {
    /// The known values of an enum; `null` among them only says that the value may be `null`.
    pub(super) fn enumeration<T: Clone + PartialEq + ToString>(
        &mut self,
        values: &[Option<T>],
        extensions: &x::Extensions,
        at: &str,
    ) -> Option<ir::Enum<T>> {
        let mut docs: IndexMap<String, x::ValueDocs> =
            x::get(extensions, x::VALUES).unwrap_or_default();
        let (mut plain, collisions) = self.plain_names(values, &docs, at);
        let mut names = Scope::default();
        let mut known: Vec<ir::EnumValue<T>> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut called = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let wire = value.to_string();
            if !seen.insert(wire.clone()) {
                self.report.warning(
                    Code::EnumTwice,
                    &format!("{at}/enum/{number}"),
                    format!("duplicate value `{wire}`"),
                    "keep one of the two",
                );
                continue;
            }
            let said = docs
                .shift_remove(&wire)
                .map_or(String::new(), |said| said.description);
            let spelled = || naming::type_name(&naming::spelled(&wire));
            let mut candidates = plain
                .remove(&wire)
                .into_iter()
                .chain(std::iter::once_with(spelled).flatten())
                .peekable();
            let nothing = candidates.peek().is_none();
            let candidates = candidates.chain(nothing.then(|| "Value".to_owned()));
            let Some(rust) = names.take_near(candidates, &wire) else {
                continue;
            };
            called.insert(wire.clone(), rust.clone());
            known.push(ir::EnumValue {
                wire: value.clone(),
                rust,
                docs: said,
            });
        }
        self.report_collisions(collisions, &called, values, at);
        self.values_unknown(&docs, &seen, at);
        if known.is_empty() {
            self.report.warning(
                Code::EmptyEnum,
                &pointer::step(at, "enum"),
                "an `enum` without values is not supported, so the value is raw JSON",
                "list the values",
            );
            return None;
        }
        let unknown = names.take_first(["Unknown", "Unrecognised", "NotKnown", "NotListed"], "");
        Some(ir::Enum {
            unknown: unknown.map_or_else(|| format!("Unknown{}", known.len()), str::to_owned),
            values: known,
        })
    }

    /// Reports values whose name another value has, with what both are called.
    fn report_collisions<T: ToString>(
        &mut self,
        collisions: Collisions,
        called: &BTreeMap<String, String>,
        values: &[Option<T>],
        at: &str,
    ) {
        let mut numbers = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            let wire = value.as_ref().map(T::to_string);
            numbers.entry(wire.unwrap_or_default()).or_insert(number);
        }
        for (wire, (owner, wanted)) in collisions {
            if let (Some(number), Some(rust), Some(other)) =
                (numbers.get(&wire), called.get(&wire), called.get(&owner))
            {
                self.report.warning(
                    Code::NameCollision,
                    &format!("{at}/enum/{number}"),
                    format!(
                        "the values `{wire}` and `{owner}` both map to the variant `{wanted}`, so they are `{rust}` and `{other}`"
                    ),
                    format!("name one of them under `{}`", x::VALUES),
                );
            }
        }
    }

    /// The names that values have as they are written, of those that have one of their own. Of two that differ in a sign
    /// only, neither has. Then those whose name another value has: the other, and that name.
    fn plain_names<T: ToString>(
        &mut self,
        values: &[Option<T>],
        docs: &IndexMap<String, x::ValueDocs>,
        at: &str,
    ) -> (BTreeMap<String, String>, Collisions) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        let mut collisions = BTreeMap::new();
        for (number, value) in values.iter().enumerate() {
            let Some(wire) = value.as_ref().map(T::to_string) else {
                continue;
            };
            let at_value = format!("{at}/enum/{number}");
            let Some(rust) = self.plain_name(&wire, docs, at, &at_value) else {
                continue;
            };
            match owners.get(&rust) {
                Some(owner) if *owner == wire => {}
                Some(owner) => {
                    collisions.insert(wire.clone(), (owner.clone(), rust.clone()));
                    let in_words = |wire: &str| naming::type_name(&naming::spelled(wire));
                    if in_words(&wire) != in_words(owner) {
                        shared.insert(owner.clone());
                    }
                }
                None => {
                    owners.insert(rust.clone(), wire.clone());
                    names.insert(wire, rust);
                }
            }
        }
        names.retain(|wire, _| !shared.contains(wire));
        (names, collisions)
    }

    fn plain_name(
        &mut self,
        wire: &str,
        docs: &IndexMap<String, x::ValueDocs>,
        at: &str,
        at_value: &str,
    ) -> Option<String> {
        match docs.get(wire).and_then(|said| said.name.clone()) {
            Some(name) if naming::type_name(&name).as_ref() == Some(&name) => Some(name),
            Some(name) => {
                self.report.error(
                    Code::VariantName,
                    &pointer::step(&pointer::step(&pointer::step(at, x::VALUES), wire), "name"),
                    format!("`{name}` is not the name of a Rust variant"),
                    match naming::type_name(&name) {
                        Some(near) => format!("write it in UpperCamelCase: `{near}`"),
                        None => "write it in UpperCamelCase".to_owned(),
                    },
                );
                None
            }
            None if wire.is_empty() => Some("Empty".to_owned()),
            None => {
                let rust = naming::type_name(wire);
                if rust.is_none() {
                    self.report.warning(
                        Code::Unnameable,
                        at_value,
                        format!("the value `{wire}` has no letter or digit to name it by in Rust"),
                        format!("name it under `{}`, in UpperCamelCase", x::VALUES),
                    );
                }
                rust
            }
        }
    }

    /// What is said of values that the enum does not have.
    fn values_unknown(
        &mut self,
        docs: &IndexMap<String, x::ValueDocs>,
        known: &BTreeSet<String>,
        at: &str,
    ) {
        for wire in docs.keys() {
            let help = match did_you_mean(wire, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write a value of `enum`".to_owned(),
            };
            self.report.error(
                Code::UnknownName,
                &pointer::step(&pointer::step(at, x::VALUES), wire),
                format!("`{wire}` is not a value of this enum"),
                help,
            );
        }
    }
}
