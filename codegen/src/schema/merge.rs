//! Merges two flat schemas that both hold into one, without following references. Returns what was lost, and reports nothing.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::Hash;
use std::rc::Rc;

use indexmap::map::Entry;
use serde_json::{Number, Value};

use super::keywords::{JsonType, Keywords};
use super::types::{Additional, Ref, Schema};

/// Two formats of integers, of which each value of the first has the second one too.
const NARROW: &str = "int32";
const WIDE: &str = "int64";

/// What a merge changed about properties, and the types that contradict each other.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The properties that only the second schema has.
    pub(crate) added: Vec<String>,
    /// The properties that both schemas have, with different schemas.
    pub(crate) joined: Vec<String>,
    /// The types of both schemas, if no value has both. The second one counts.
    pub(crate) types: Option<(JsonType, JsonType)>,
    /// Whether something that one of the schemas demands of values is lost.
    pub(crate) is_weaker: bool,
}

impl Schema {
    /// Adds what another schema says that holds as well. Where only one of them can count, the other schema does.
    pub(crate) fn merge(&mut self, mut other: Self) -> Merged {
        let mut merged = Merged::default();
        self.merge_annotations(&mut other);
        for (name, property) in other.properties {
            match self.properties.entry(name) {
                Entry::Vacant(entry) => {
                    merged.added.push(entry.key().clone());
                    entry.insert(property);
                }
                Entry::Occupied(entry) if *entry.get() == property => {}
                Entry::Occupied(mut entry) => {
                    merged.joined.push(entry.key().clone());
                    entry.get_mut().join(property);
                }
            }
        }
        add_new(&mut self.required, other.required);
        match (&mut self.items, other.items) {
            (Some(known), Some(other)) if *known != other => known.join(other),
            (Some(_), _) => {}
            (items, other) => *items = other,
        }
        merged.is_weaker = !self.merge_additional(other.additional_properties);
        merged.types = self.merge_type(other.ty);
        merged.is_weaker |= !self.merge_values(other.enumeration);
        if self.format.as_deref() != Some(NARROW) || other.format.as_deref() != Some(WIDE) {
            self.format = other.format.or(self.format.take());
        }
        add_new(&mut self.patterns, other.patterns);
        merged.is_weaker |= !self.merge_steps(other.multiple_of);
        self.min_length = self.min_length.max(other.min_length);
        self.min_items = self.min_items.max(other.min_items);
        self.min_properties = self.min_properties.max(other.min_properties);
        self.max_length = least(self.max_length, other.max_length);
        self.max_items = least(self.max_items, other.max_items);
        self.max_properties = least(self.max_properties, other.max_properties);
        self.unique_items = self.unique_items.max(other.unique_items);
        if is_stricter(
            (&other.minimum, other.exclusive_minimum),
            (&self.minimum, self.exclusive_minimum),
            Ordering::Greater,
        ) {
            (self.minimum, self.exclusive_minimum) = (other.minimum, other.exclusive_minimum);
        }
        if is_stricter(
            (&other.maximum, other.exclusive_maximum),
            (&self.maximum, self.exclusive_maximum),
            Ordering::Less,
        ) {
            (self.maximum, self.exclusive_maximum) = (other.maximum, other.exclusive_maximum);
        }
        merged
    }

    fn merge_annotations(&mut self, other: &mut Self) {
        // A schema without keywords says nothing about `null`.
        self.nullable = match self.is_any() || other.is_any() {
            true => self.nullable || other.nullable,
            false => self.nullable && other.nullable,
        };
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.deprecated |= other.deprecated;
        self.title = other.title.take().or(self.title.take());
        self.description = other.description.take().or(self.description.take());
        self.default = other.default.take().or(self.default.take());
        self.discriminator = other.discriminator.take().or(self.discriminator.take());
        self.extensions
            .extend(std::mem::take(&mut other.extensions));
    }

    fn merge_type(&mut self, other: Option<JsonType>) -> Option<(JsonType, JsonType)> {
        use JsonType::{Integer, Number};
        let (known, other) = match (self.ty, other) {
            (_, None) => return None,
            (None, Some(other)) => {
                self.ty = Some(other);
                return None;
            }
            (Some(known), Some(other)) => (known, other),
        };
        match (known, other) {
            (Integer, Number) | (Number, Integer) => {
                self.ty = Some(Integer);
                None
            }
            _ if known == other => None,
            _ => {
                self.ty = Some(other);
                self.enumeration.clear();
                Some((known, other))
            }
        }
    }

    /// Leaves what says more of the properties that are not named. Returns false if the other says something as well.
    fn merge_additional(&mut self, other: Option<Additional>) -> bool {
        let Some(other) = other else {
            return true;
        };
        let known = &self.additional_properties;
        let is_lost = match (known, &other) {
            (None | Some(Additional::Any(true)), _) => false,
            (Some(Additional::Schema(_)), Additional::Any(true)) => false,
            (Some(known), other) => known != other,
        };
        if let Some(Additional::Any(_)) | None = known {
            self.additional_properties = Some(other);
        }
        !is_lost
    }

    /// Leaves the values that both lists have. Returns false if there is none, so that the second list counts alone.
    fn merge_values(&mut self, other: Vec<Value>) -> bool {
        if self.enumeration.is_empty() {
            self.enumeration = other;
        } else if !other.is_empty() && self.enumeration != other {
            let known: HashSet<&Value> = other.iter().collect();
            let common = self
                .enumeration
                .iter()
                .filter(|value| known.contains(value));
            let common: Vec<Value> = common.cloned().collect();
            let has_common = !common.is_empty();
            self.enumeration = if has_common { common } else { other };
            return has_common;
        }
        true
    }

    /// Leaves the step that is a multiple of the other one. Returns false if neither is, so that the second one counts alone.
    fn merge_steps(&mut self, other: Option<Number>) -> bool {
        let (Some(known), Some(step)) = (&self.multiple_of, &other) else {
            self.multiple_of = other.or(self.multiple_of.take());
            return true;
        };
        let is_multiple = |of: &Number, step: &Number| match (of.as_i64(), step.as_i64()) {
            (Some(of), Some(step)) => step != 0 && of % step == 0,
            _ => of == step,
        };
        if is_multiple(known, step) {
            return true;
        }
        let is_whole = is_multiple(step, known);
        self.multiple_of = other;
        is_whole
    }
}

/// Whether a bound excludes more than another: one that is above it or below it, or the same one exclusively.
fn is_stricter(
    (bound, exclusive): (&Option<Number>, Option<bool>),
    (known, known_exclusive): (&Option<Number>, Option<bool>),
    direction: Ordering,
) -> bool {
    let (Some(bound), Some(known)) = (bound, known) else {
        return bound.is_some();
    };
    let order = match (bound.as_i128(), known.as_i128()) {
        (Some(bound), Some(known)) => Some(bound.cmp(&known)),
        _ => bound.as_f64().partial_cmp(&known.as_f64()),
    };
    match order {
        Some(Ordering::Equal) => exclusive == Some(true) && known_exclusive != Some(true),
        order => order == Some(direction),
    }
}

impl Ref<Schema> {
    /// Makes a schema one for which another holds as well. A list of schemas gets one more: lists within each other would be as
    /// deep as there are parts.
    fn join(&mut self, other: Self) {
        if let Self::Item(schema) = self
            && schema.is_only(Keywords::ALL_OF)
        {
            Rc::make_mut(schema).all_of.push(other);
            return;
        }
        *self = Self::item(Schema {
            all_of: vec![self.clone(), other],
            ..Schema::default()
        });
    }
}

/// Adds what a list does not have yet.
pub(super) fn add_new<T: Clone + Eq + Hash>(list: &mut Vec<T>, more: Vec<T>) {
    if list.len() + more.len() < 32 {
        for value in more {
            if !list.contains(&value) {
                list.push(value);
            }
        }
        return;
    }
    let mut known: HashSet<T> = list.iter().cloned().collect();
    list.extend(more.into_iter().filter(|value| known.insert(value.clone())));
}

fn least(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(ty: JsonType) -> Schema {
        Schema {
            ty: Some(ty),
            ..Schema::default()
        }
    }

    fn property(name: &str, schema: Schema) -> Schema {
        Schema {
            properties: [(name.to_owned(), Ref::item(schema))].into(),
            ..of(JsonType::Object)
        }
    }

    #[test]
    fn the_stricter_of_two_counts_of_items_counts() {
        let with = |min_items, max_items| Schema {
            min_items,
            max_items,
            ..of(JsonType::Array)
        };
        let mut whole = with(Some(1), Some(9));
        whole.merge(with(Some(2), None));
        whole.merge(with(None, Some(5)));
        assert_eq!(whole, with(Some(2), Some(5)));
    }

    #[test]
    fn a_property_that_two_schemas_have_must_meet_both() {
        let mut whole = property("a", of(JsonType::String));
        assert_eq!(
            whole.merge(property("a", of(JsonType::String))),
            Merged::default()
        );
        let merged = whole.merge(property("b", of(JsonType::Integer)));
        assert_eq!(merged.added, ["b"]);
        for format in ["uuid", "uri"] {
            let described = Schema {
                format: Some(format.to_owned()),
                ..of(JsonType::String)
            };
            assert_eq!(whole.merge(property("a", described)).joined, ["a"]);
        }
        let joined = whole.properties["a"].as_item().unwrap();
        assert_eq!(joined.keywords(), Keywords::ALL_OF);
        assert_eq!(joined.all_of.len(), 3, "no list in a list");
    }

    #[test]
    fn types_that_contradict_each_other_are_returned() {
        let mut whole = of(JsonType::Integer);
        assert_eq!(whole.merge(of(JsonType::Number)).types, None);
        assert_eq!(whole.ty, Some(JsonType::Integer));
        assert_eq!(
            whole.merge(of(JsonType::String)).types,
            Some((JsonType::Integer, JsonType::String))
        );
        assert_eq!(whole.ty, Some(JsonType::String));
    }

    #[test]
    fn a_schema_without_keywords_decides_nothing_about_null() {
        let nullable = |nullable, schema: Schema| Schema { nullable, ..schema };
        let merged = |mut whole: Schema, part| {
            whole.merge(part);
            whole.nullable
        };
        let string = || of(JsonType::String);
        assert!(merged(nullable(true, string()), Schema::default()));
        assert!(merged(string(), nullable(true, Schema::default())));
        assert!(!merged(nullable(true, string()), string()));
        assert!(merged(nullable(true, string()), nullable(true, string())));
    }

    #[test]
    fn the_common_values_of_two_enums_are_left() {
        let listed = |values: Value| Schema {
            enumeration: values.as_array().unwrap().clone(),
            ..of(JsonType::String)
        };
        let mut whole = listed(json!(["a", "b", "c"]));
        whole.merge(listed(json!(["c", "b", "d"])));
        assert_eq!(whole, listed(json!(["b", "c"])));
        // An enum without values would have none.
        assert!(whole.merge(listed(json!(["x"]))).is_weaker);
        assert_eq!(whole, listed(json!(["x"])));
    }

    #[test]
    fn the_stricter_of_two_bounds_counts() {
        let bounds = |minimum: Value, exclusive_minimum, maximum: Value| Schema {
            minimum: minimum.as_number().cloned(),
            exclusive_minimum,
            maximum: maximum.as_number().cloned(),
            ..of(JsonType::Number)
        };
        let mut whole = bounds(json!(2), None, json!(9.5));
        for weaker in [
            bounds(json!(1), Some(true), json!(null)),
            bounds(json!(null), None, json!(10)),
        ] {
            assert!(!whole.merge(weaker).is_weaker);
            assert_eq!(whole, bounds(json!(2), None, json!(9.5)));
        }
        whole.merge(bounds(json!(2), Some(true), json!(9)));
        assert_eq!(whole, bounds(json!(2), Some(true), json!(9)));
    }

    #[test]
    fn of_two_steps_the_one_counts_that_is_a_multiple_of_the_other() {
        let step = |step: Value| Schema {
            multiple_of: step.as_number().cloned(),
            ..of(JsonType::Number)
        };
        let merged = |one: Value, other: Value| {
            let mut whole = step(one);
            let is_weaker = whole.merge(step(other)).is_weaker;
            (whole.multiple_of, is_weaker)
        };
        let number = |step: Value| step.as_number().cloned();
        assert_eq!(merged(json!(2), json!(6)), (number(json!(6)), false));
        assert_eq!(merged(json!(6), json!(2)), (number(json!(6)), false));
        assert_eq!(merged(json!(0.5), json!(0.5)), (number(json!(0.5)), false));
        assert_eq!(merged(json!(0.5), json!(null)), (number(json!(0.5)), false));
        assert_eq!(merged(json!(4), json!(6)), (number(json!(6)), true));
    }
}
