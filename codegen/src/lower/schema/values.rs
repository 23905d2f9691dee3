//! Constraints, and lists of known values.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{IntegerType, NumberType, SchemaData, StringType};

use crate::diagnostic::{Code, did_you_mean};
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::vocabulary as x;
use crate::{ir, span};

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

pub(super) fn of_integer(integer: &IntegerType) -> ir::Constraints {
    range(
        integer.minimum.map(|n| n.to_string()),
        integer.exclusive_minimum,
        integer.maximum.map(|n| n.to_string()),
        integer.exclusive_maximum,
        integer.multiple_of.map(|n| n.to_string()),
    )
}

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

impl Lowering<'_> {
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
                    Code::Mended,
                    &format!("{at}/enum/{number}"),
                    format!("the value `{wire}` stands twice"),
                    "keep one of them",
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
                Code::UnsupportedSchema,
                &span::step(at, "enum"),
                "an `enum` without a value is not supported, so what uses this schema is raw JSON",
                "list the values, or remove the `enum`",
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
                            "the values `{wire}` and `{owner}` would both be the variant `{rust}`"
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
                    Code::Unnameable,
                    &span::step(&span::step(&span::step(at, x::VALUES), wire), "name"),
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
                        format!("no Rust name can be made for the value `{wire}`"),
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
                None => "add it to `enum`, or remove what is said of it".to_owned(),
            };
            self.report.error(
                Code::ExtensionTarget,
                &span::step(&span::step(at, x::VALUES), wire),
                format!("`{wire}` is not a value of this enum"),
                help,
            );
        }
    }
}
