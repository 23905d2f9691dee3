//! Constraints, and lists of known values.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{AnySchema, IntegerType, NumberType, SchemaData, StringType};
use serde_json::Value;

use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer;
use crate::ground::pointer::find;
use crate::ir;
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::vocabulary as x;

/// The format of integers that are not negative, of 64 bits.
pub(super) const UNSIGNED: &str = "uint64";

pub(super) fn of_string(text: &StringType) -> ir::Constraints {
    ir::Constraints {
        min_length: text.min_length.filter(|least| *least > 0),
        max_length: text.max_length,
        pattern: text.pattern.clone(),
        ..ir::Constraints::default()
    }
}

pub(super) fn of_number(number: &NumberType) -> ir::Constraints {
    range(
        number.minimum.map(|n| n.to_string()),
        number.exclusive_minimum,
        number.maximum.map(|n| n.to_string()),
        number.exclusive_maximum,
        number.multiple_of.map(|n| n.to_string()),
    )
}

/// A bound of an integer as `openapiv3` holds it; what a float holds of it is what the document can have meant.
pub(super) fn whole(bound: f64) -> Option<i64> {
    (bound.abs() < EXACT && bound.fract() == 0.0).then_some(bound as i64)
}

/// Below this, no whole number is left out by floats.
const EXACT: f64 = 9e15;

fn range(
    minimum: Option<String>,
    above: bool,
    maximum: Option<String>,
    below: bool,
    multiple_of: Option<String>,
) -> ir::Constraints {
    ir::Constraints {
        minimum: minimum.map(|value| ir::Bound {
            value,
            exclusive: above,
        }),
        maximum: maximum.map(|value| ir::Bound {
            value,
            exclusive: below,
        }),
        multiple_of,
        ..ir::Constraints::default()
    }
}

fn written<'a>(tree: &'a Value, at: &str, key: &str) -> Option<&'a Value> {
    find(tree, at)?.get(key)
}

impl Lowering<'_> {
    /// The bounds of an integer, those that `openapiv3` does not hold as they are written.
    pub(super) fn bounds_of_integer(&self, integer: &IntegerType, at: &str) -> ir::Constraints {
        let bound = |held: Option<i64>, key: &str| match held {
            Some(bound) => Some(bound.to_string()),
            None => self.written_bound(at, key),
        };
        range(
            bound(integer.minimum, "minimum"),
            integer.exclusive_minimum,
            bound(integer.maximum, "maximum"),
            integer.exclusive_maximum,
            bound(integer.multiple_of, "multipleOf"),
        )
    }

    /// A bound that stands in the schema at a place, if it is a number that can be compared with.
    fn written_bound(&self, at: &str, key: &str) -> Option<String> {
        let number = written(self.tree, at, key)?.as_number()?;
        let exact = number.is_i64() || number.is_u64();
        let exact = exact || number.as_f64().is_some_and(|number| number.abs() < EXACT);
        exact.then(|| number.to_string())
    }

    /// Says which bounds of an integer are lost: those beyond what a float holds, where several schemas were put together.
    pub(super) fn lost_bounds(&mut self, any: &AnySchema, at: &str) {
        let most = match any.format.as_deref() {
            Some(UNSIGNED) => u64::MAX as f64,
            _ => i64::MAX as f64,
        };
        // One that was put together has been rounded, maybe up to the end of what there is.
        let rounded = |key: &str| !written(self.tree, at, key).is_some_and(Value::is_f64);
        let no_bound = |key: &str, bound: f64| bound > most || (bound == most && !rounded(key));
        let bounds = [
            (
                "minimum",
                any.minimum.filter(|least| !no_bound("minimum", -least)),
            ),
            (
                "maximum",
                any.maximum.filter(|most| !no_bound("maximum", *most)),
            ),
            ("multipleOf", any.multiple_of),
        ];
        for (key, bound) in bounds {
            if bound.is_some_and(|bound| whole(bound).is_none())
                && self.written_bound(at, key).is_none()
            {
                self.report.warning(
                    Code::LargeBound,
                    at,
                    format!("`{key}` is too large to merge, so it is not checked before sending"),
                    format!("write `{key}` beside the `allOf`, `oneOf` or `anyOf`"),
                );
            }
        }
    }

    /// The known values of an enum; `null` among them only says that the value may be `null`.
    pub(super) fn enumeration<T: Clone + PartialEq + ToString>(
        &mut self,
        values: &[Option<T>],
        data: &SchemaData,
        at: &str,
    ) -> Option<ir::Enum<T>> {
        let mut docs: IndexMap<String, x::ValueDocs> =
            x::get(&data.extensions, x::VALUES).unwrap_or_default();
        let mut plain = self.plain_names(values, &docs, at);
        let mut names = Scope::default();
        let mut known: Vec<ir::EnumValue<T>> = Vec::new();
        let mut seen = BTreeSet::new();
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
            known.push(ir::EnumValue {
                wire: value.clone(),
                rust,
                docs: said,
            });
        }
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

    /// The names that values have as they are written, of those that have one of their own. Of two that differ in a sign
    /// only, neither has.
    fn plain_names<T: ToString>(
        &mut self,
        values: &[Option<T>],
        docs: &IndexMap<String, x::ValueDocs>,
        at: &str,
    ) -> BTreeMap<String, String> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut shared = BTreeSet::new();
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
                    self.report.warning(
                        Code::NameCollision,
                        &at_value,
                        format!(
                            "the values `{wire}` and `{owner}` both map to the variant `{rust}`"
                        ),
                        format!("name one of them under `{}`", x::VALUES),
                    );
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
        names
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
