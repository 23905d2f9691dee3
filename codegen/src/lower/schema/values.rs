//! Constraints, and lists of known values.

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
        let mut names = Scope::default();
        let mut known: Vec<ir::EnumValue<T>> = Vec::new();
        let mut complete = true;
        for (number, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let at_value = format!("{at}/enum/{number}");
            let wire = value.to_string();
            if known.iter().any(|other| other.wire == *value) {
                self.report.warning(
                    Code::Mended,
                    &at_value,
                    format!("the value `{wire}` stands twice"),
                    "keep one of them",
                );
                continue;
            }
            let said = docs.shift_remove(&wire);
            let (name, text) =
                said.map_or((None, String::new()), |said| (said.name, said.description));
            let rust = match name {
                Some(name) if naming::type_name(&name).as_ref() == Some(&name) => Some(name),
                Some(name) => {
                    complete = false;
                    self.report.error(
                        Code::Unnameable,
                        &span::step(&span::step(&span::step(at, x::VALUES), &wire), "name"),
                        format!("`{name}` is not the name of a Rust variant"),
                        match naming::type_name(&name) {
                            Some(near) => format!("write it in UpperCamelCase: `{near}`"),
                            None => "write it in UpperCamelCase".to_owned(),
                        },
                    );
                    continue;
                }
                None if wire.is_empty() => Some("Empty".to_owned()),
                None => naming::type_name(&wire),
            };
            match rust {
                None => {
                    complete = false;
                    self.report.error(
                        Code::Unnameable,
                        &at_value,
                        format!("no Rust name can be made for the value `{wire}`"),
                        format!("name it under `{}`, in UpperCamelCase", x::VALUES),
                    );
                }
                Some(rust) => match names.take(&rust, &wire) {
                    Ok(()) => known.push(ir::EnumValue {
                        wire: value.clone(),
                        rust,
                        docs: text,
                    }),
                    Err(owner) => {
                        complete = false;
                        self.report.error(
                            Code::NameCollision,
                            &at_value,
                            format!("the values `{wire}` and `{owner}` would both be the variant `{rust}`"),
                            format!("name one of them under `{}`", x::VALUES),
                        );
                    }
                },
            }
        }
        for wire in docs.keys() {
            let known: Vec<String> = known.iter().map(|value| value.wire.to_string()).collect();
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
        if known.is_empty() && complete {
            self.report.warning(
                Code::UnsupportedSchema,
                &span::step(at, "enum"),
                "an `enum` without a value is not supported, so what uses this schema is left out",
                "list the values, or remove the `enum`",
            );
            return None;
        }
        let unknown = names.take_first(["Unknown", "Unrecognised", "NotKnown", "NotListed"], "");
        complete.then(|| ir::Enum {
            unknown: unknown.map_or_else(|| format!("Unknown{}", known.len()), str::to_owned),
            values: known,
        })
    }
}
