//! Discriminators that do not tell what they should: of another type than their values, not declared, or with values for schemas
//! that are none of the options.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Code;
use crate::ground::pointer::{find, step};
use crate::ground::text::joined;
use crate::ir::{self, Type};
use crate::openapi::resolver::{component, schema_named};
use crate::schema::Discriminator;

/// How many options are named in a warning.
const MOST_NAMES: usize = 3;

impl Lowering<'_> {
    /// Takes away the values of discriminators that the property cannot have, and reports those and options without the property.
    pub(super) fn judge_discriminators(&mut self) {
        let mut mended = Vec::new();
        let mut told = Vec::new();
        for (name, def) in &self.types {
            let ir::Shape::OneOf(one_of) = &def.shape else {
                continue;
            };
            let Some(property) = &one_of.discriminator else {
                continue;
            };
            let mut judged = Judged::default();
            for (number, option) in one_of.options.iter().enumerate() {
                let values = self.judge(option, property, &mut judged);
                if values.len() < option.values.len() {
                    mended.push((name.clone(), number, values));
                }
            }
            // One that is inherited is judged where it stands.
            let at = step(&def.pointer, "discriminator");
            if find(self.tree, &at).is_some() {
                told.push((at, property.clone(), judged));
            }
        }
        for (name, number, values) in mended {
            if let Some(ir::Shape::OneOf(one_of)) =
                self.types.get_mut(&name).map(|def| &mut def.shape)
                && let Some(option) = one_of.options.get_mut(number)
            {
                option.values = values;
            }
        }
        for (at, property, judged) in told {
            self.tell(&at, &property, &judged);
        }
    }

    /// The values of an option that its property can have.
    fn judge(&self, option: &ir::OneOfOption, property: &str, judged: &mut Judged) -> Vec<String> {
        let values = option.values.clone();
        let shape = match option.ty.bare() {
            Type::Named(name) => self.types.get(name).map(|def| &def.shape),
            _ => None,
        };
        let structure = match shape {
            Some(ir::Shape::Struct(structure)) => structure,
            // Its options are judged where they stand.
            Some(ir::Shape::OneOf(_)) => return values,
            _ => {
                judged.without.push(option.rust.clone());
                return values;
            }
        };
        let mut fields = structure.fields.iter();
        let Some(field) = fields.find(|field| field.name.wire == property) else {
            judged.without.push(option.rust.clone());
            return values;
        };
        let holds = |value: &String| self.can_be(&field.ty, value);
        let possible: Vec<String> = values
            .iter()
            .filter(|value| holds(value))
            .cloned()
            .collect();
        if possible.len() < values.len() {
            judged.impossible.push(option.rust.clone());
        } else if !possible.is_empty() && !field.required && self.is_no_string(&field.ty) {
            judged.optional.push(option.rust.clone());
        }
        possible
    }

    /// Whether a value of a type can be what a discriminator has, as a string or as another scalar.
    fn can_be(&self, ty: &Type, value: &str) -> bool {
        match ty.bare() {
            Type::Integer32 => value.parse::<i32>().is_ok(),
            Type::Integer64 => value.parse::<i64>().is_ok(),
            Type::Unsigned64 => value.parse::<u64>().is_ok(),
            Type::Float | Type::Number | Type::Amount(_) => value.parse::<f64>().is_ok(),
            Type::Boolean => matches!(value, "true" | "false"),
            Type::List(_) | Type::Map(_) | Type::Bytes | Type::File => false,
            Type::Named(name) => match self.types.get(name).map(|def| &def.shape) {
                Some(ir::Shape::IntegerEnum(_)) => value.parse::<i64>().is_ok(),
                Some(ir::Shape::Struct(_)) => false,
                _ => true,
            },
            _ => true,
        }
    }

    /// Whether a value of a type is another scalar than a string.
    fn is_no_string(&self, ty: &Type) -> bool {
        !self.can_be(ty, "a") && !matches!(ty.bare(), Type::List(_) | Type::Map(_))
    }

    fn tell(&mut self, at: &str, property: &str, judged: &Judged) {
        if !judged.impossible.is_empty() {
            self.report.warning(
                Code::DiscriminatorType,
                at,
                format!(
                    "`{property}` of {} cannot have the values that stand for it, so these are ignored",
                    names(&judged.impossible)
                ),
                "write values of the property's type under `mapping`, or make the property a string",
            );
        }
        if !judged.optional.is_empty() {
            self.report.warning(
                Code::DiscriminatorType,
                at,
                format!(
                    "`{property}` of {} is sent as a string where the caller gives none",
                    names(&judged.optional)
                ),
                "make the property required, or a string",
            );
        }
        if !judged.without.is_empty() {
            self.report.warning(
                Code::DiscriminatorProperty,
                at,
                format!(
                    "{} does not declare the discriminator `{property}`",
                    names(&judged.without)
                ),
                "declare the property in each option, and make it required",
            );
        }
    }

    /// Reports the values of a discriminator for schemas that are not among those that extend the one that has it.
    pub(super) fn mapped_to_strangers(
        &mut self,
        discriminator: &Discriminator,
        family: &BTreeSet<&str>,
        at: &str,
    ) {
        let at = step(&step(at, "discriminator"), "mapping");
        for (value, mapped) in &discriminator.mapping {
            let name = component(mapped, "schemas").unwrap_or_else(|| mapped.clone());
            // Of what is nowhere, that was said before.
            if !family.contains(name.as_str())
                && schema_named(self.tree, mapped).is_some_and(Value::is_object)
            {
                self.report.warning(
                    Code::MappingTarget,
                    &step(&at, value),
                    format!("`{mapped}` does not extend this schema, so what it adds is not read for the value `{value}`"),
                    "add this schema to the `allOf` of the other",
                );
            }
        }
    }
}

/// What the options of one discriminator are, by their variants.
#[derive(Default)]
struct Judged {
    /// They have no such property.
    without: Vec<String>,
    /// Some of the values are none of the property's type.
    impossible: Vec<String>,
    /// The client adds the property, as a string, and it has another type.
    optional: Vec<String>,
}

fn names(of: &[String]) -> String {
    let more = of.len().saturating_sub(MOST_NAMES);
    let mut names: Vec<String> = of.iter().map(|name| format!("`{name}`")).collect();
    if more > 1 {
        names.truncate(MOST_NAMES);
        names.push(format!("{more} others"));
    }
    joined(&names, "and")
}
