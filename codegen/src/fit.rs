//! Whether a JSON value fits a type: for fixtures, for a simulator and for the defaults of a document.
//!
//! No value is ever repeated in what is reported: it may be somebody's phone number.

mod forms;
mod one_of;
mod text;

use std::collections::BTreeSet;

use serde_json::Value;

pub use self::text::form_as_json;
use self::text::scalar;
use crate::ground::pattern::is_match;
use crate::ground::pointer::step;
use crate::ground::text::kind as json_kind;
use crate::ir::{
    AmountWire, Api, Choice, Constraints, Field, MsisdnWire, Parameter, Shape, Struct, Type,
    TypeDef, UnsetTexts,
};
use forms::{is_date_time, is_local_date_time, is_msisdn};

/// How much is tolerated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Everything must be declared: no other property, no other value of an enum.
    Strict,
    /// What a client tolerates: other properties and other values of an enum.
    Lenient,
}

/// One way in which a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// JSON pointer into the value.
    pub at: String,
    /// The rule, by the name it has in OpenAPI where there is one.
    pub rule: &'static str,
    /// What is wrong, in words, without the value.
    pub what: String,
}

/// Every way in which a value does not fit a type.
#[must_use]
pub fn fit(api: &Api, ty: &Type, value: &Value, strictness: Strictness) -> Vec<Misfit> {
    let mut fitting = Fitting {
        api,
        strictness,
        misfits: Vec::new(),
        tried: 0,
    };
    fitting.value(ty, value, "");
    fitting.misfits
}

/// Every way in which a value does not fit a type with constraints of its own.
#[must_use]
pub(crate) fn fit_constrained(
    api: &Api,
    ty: &Type,
    constraints: &Constraints,
    value: &Value,
    strictness: Strictness,
) -> Vec<Misfit> {
    let mut fitting = Fitting {
        api,
        strictness,
        misfits: Vec::new(),
        tried: 0,
    };
    fitting.value(ty, value, "");
    if fitting.misfits.is_empty() && !says_nothing(ty, value) {
        fitting.constraints(constraints, value, "");
    }
    fitting.misfits
}

/// Every way in which a text does not fit a parameter.
#[must_use]
pub fn fit_parameter(api: &Api, parameter: &Parameter, text: &str) -> Vec<Misfit> {
    let value = scalar(api, &parameter.ty, text);
    let mut fitting = Fitting {
        api,
        strictness: Strictness::Lenient,
        misfits: Vec::new(),
        tried: 0,
    };
    // A list is sent as one parameter for each item.
    let ty = match parameter.ty.bare() {
        Type::List(item) => item,
        other => other,
    };
    fitting.value(ty, &value, "");
    fitting.constraints(&parameter.constraints, &value, "");
    fitting.misfits
}

/// Whether a value that does not fit a scalar cannot have been meant as one either, with quotes or without.
pub(crate) fn is_another_scalar(ty: &Type, value: &Value) -> bool {
    let text = match value {
        Value::String(text) => text.as_str(),
        other => {
            return match ty.bare() {
                Type::Integer32 | Type::Integer64 | Type::Unsigned64 => {
                    other.as_f64().is_none_or(|number| number.fract() != 0.0)
                }
                Type::Float | Type::Number => !other.is_number(),
                Type::Boolean | Type::String => other.is_array() || other.is_object(),
                Type::List(item) => {
                    let items = other.as_array().into_iter().flatten();
                    items
                        .into_iter()
                        .any(|value| is_another_scalar(item, value))
                }
                _ => false,
            };
        }
    };
    match ty.bare() {
        Type::Integer32 | Type::Integer64 | Type::Unsigned64 | Type::Float | Type::Number => {
            !text.is_empty() && text.parse::<f64>().is_err()
        }
        Type::Boolean => !text.is_empty() && !matches!(text, "true" | "false"),
        _ => false,
    }
}

struct Fitting<'a> {
    api: &'a Api,
    strictness: Strictness,
    misfits: Vec<Misfit>,
    /// How many lists of options are being tried, one within the other.
    tried: usize,
}

impl Fitting<'_> {
    fn misfit(&mut self, at: &str, rule: &'static str, what: impl Into<String>) {
        self.misfits.push(Misfit {
            at: at.to_owned(),
            rule,
            what: what.into(),
        });
    }

    /// Requires a value of a kind.
    fn expect(&mut self, holds: bool, at: &str, rule: &'static str, kind: &str, value: &Value) {
        if !holds {
            let what = match rule {
                "type" => format!("expected {kind}, found {}", json_kind(value)),
                _ => format!("expected {kind}"),
            };
            self.misfit(at, rule, what);
        }
    }

    fn require(&mut self, holds: bool, at: &str, rule: &'static str, what: &str) {
        if !holds {
            self.misfit(at, rule, what);
        }
    }

    fn value(&mut self, ty: &Type, value: &Value, at: &str) {
        match ty {
            Type::Named(name) => match self.api.types.get(name) {
                Some(def) => self.named(def, value, at),
                None => self.misfit(at, "type", format!("there is no schema `{name}`")),
            },
            Type::String | Type::Formatted(_) => {
                self.expect(value.is_string(), at, "type", "a string", value)
            }
            Type::Boolean => self.expect(value.is_boolean(), at, "type", "a boolean", value),
            Type::Integer32 => self.expect(
                value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
                at,
                "type",
                "an integer of 32 bits",
                value,
            ),
            Type::Integer64 => self.expect(value.is_i64(), at, "type", "an integer", value),
            Type::Unsigned64 => self.expect(
                value.is_u64(),
                at,
                "type",
                "an integer that is not negative",
                value,
            ),
            Type::Float | Type::Number => {
                self.expect(value.is_number(), at, "type", "a number", value)
            }
            Type::Amount(AmountWire::Number) => {
                self.expect(
                    value.is_number(),
                    at,
                    "type",
                    "a number, without quotes",
                    value,
                );
            }
            Type::Amount(AmountWire::Text) => {
                let holds = value.is_string() && decimal(value).is_some();
                self.expect(holds, at, "type", "a decimal number in quotes", value);
            }
            Type::Msisdn(wire) => self.expect(
                value.as_str().is_some_and(|text| is_msisdn(text, *wire)),
                at,
                "msisdn",
                "a phone number in international form",
                value,
            ),
            Type::LocalDateTime => self.expect(
                value.as_str().is_some_and(is_local_date_time),
                at,
                "local-datetime",
                "a date and time such as 2026-01-31 23:59:59",
                value,
            ),
            Type::DateTime => self.expect(
                value.as_str().is_some_and(is_date_time),
                at,
                "datetime",
                "a date and time such as 2026-01-31T23:59:59.5+03:00 or 20260131235959",
                value,
            ),
            Type::Text => self.expect(
                value.is_string() || value.is_number(),
                at,
                "type",
                "a string or a number",
                value,
            ),
            Type::OrUnset(inner, unset) => {
                if !is_unset(value, unset) {
                    self.value(inner, value, at);
                }
            }
            Type::IntegerOrText => {
                let holds = match value {
                    Value::String(text) => text.parse::<i64>().is_ok(),
                    other => other.is_i64(),
                };
                self.expect(holds, at, "type", "an integer, in quotes or not", value);
            }
            Type::Json => {}
            Type::Bytes | Type::File => {
                self.expect(value.is_string(), at, "type", "a string", value)
            }
            Type::List(item) => match value {
                Value::Array(items) => {
                    for (number, entry) in items.iter().enumerate() {
                        self.value(item, entry, &format!("{at}/{number}"));
                    }
                }
                _ => self.expect(false, at, "type", "a list", value),
            },
            Type::Map(entry) => match value {
                Value::Object(map) => {
                    for (key, member) in map {
                        self.value(entry, member, &step(at, key));
                    }
                }
                _ => self.expect(false, at, "type", "an object", value),
            },
            Type::Nullable(inner) => {
                if !value.is_null() {
                    self.value(inner, value, at);
                }
            }
            Type::Sensitive(inner) => self.value(inner, value, at),
        }
    }

    fn named(&mut self, def: &TypeDef, value: &Value, at: &str) {
        match &def.shape {
            Shape::Struct(structure) => self.structure(structure, value, at),
            Shape::OneOf(one_of) => self.one_of(one_of, value, at),
            Shape::StringEnum(values) => match self.text_of_enum(value) {
                Some(text) => {
                    let known = values.values.iter().any(|known| known.wire == text);
                    self.require(
                        known || self.strictness == Strictness::Lenient,
                        at,
                        "enum",
                        "this value is not declared",
                    );
                }
                None => self.expect(false, at, "type", "a string", value),
            },
            Shape::IntegerEnum(values) => match self.integer_of_enum(value) {
                Some(number) => {
                    let known = values.values.iter().any(|known| known.wire == number);
                    self.require(
                        known || self.strictness == Strictness::Lenient,
                        at,
                        "enum",
                        "this value is not declared",
                    );
                }
                None => self.expect(false, at, "type", "an integer", value),
            },
        }
    }

    /// A client reads a number where an enum of texts was promised.
    fn text_of_enum(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) if self.strictness == Strictness::Lenient => {
                Some(number.to_string())
            }
            _ => None,
        }
    }

    /// A client reads an integer in quotes where an enum of integers was promised.
    fn integer_of_enum(&self, value: &Value) -> Option<i64> {
        match value {
            Value::String(text) if self.strictness == Strictness::Lenient => text.parse().ok(),
            other => other.as_i64(),
        }
    }

    fn structure(&mut self, structure: &Struct, value: &Value, at: &str) {
        let Value::Object(map) = value else {
            return self.expect(false, at, "type", "an object", value);
        };
        let mut missing = false;
        for field in &structure.fields {
            let names = std::iter::once(&field.name.wire).chain(&field.aliases);
            let Some(member) = names.into_iter().find_map(|name| map.get(name)) else {
                if field.required {
                    missing = true;
                    let here = step(at, &field.name.wire);
                    self.misfit(
                        &here,
                        "required",
                        format!("`{}` is required", field.name.wire),
                    );
                }
                continue;
            };
            self.field(field, member, &step(at, &field.name.wire));
        }
        for (key, member) in map {
            let declared = structure
                .fields
                .iter()
                .any(|field| field.name.wire == *key || field.aliases.contains(key));
            if let (false, Some(rest)) = (declared, &structure.rest) {
                self.value(&rest.ty, member, &step(at, key));
            } else if !declared && (structure.closed || self.strictness == Strictness::Strict) {
                self.misfit(
                    &step(at, key),
                    "undeclared",
                    format!("`{key}` is not declared"),
                );
            }
        }
        if let Some(choice) = &structure.choice
            && !missing
        {
            let chosen = choice.options.iter().filter(|option| {
                names(structure, &option.takes)
                    .any(|name| map.get(name).is_some_and(|taken| !is_blank(taken)))
                    && option
                        .sends
                        .iter()
                        .all(|(wire, constant)| map.get(wire) == Some(constant))
            });
            // The plain form of a choice is a `oneOf`, so two options are one too many.
            self.require(chosen.count() == 1, at, "choice", &choice_rule(choice));
        }
    }

    fn field(&mut self, field: &Field, value: &Value, at: &str) {
        if (field.nullable && value.is_null()) || (field.may_be_blank && is_blank(value)) {
            return;
        }
        let before = self.misfits.len();
        self.value(&field.ty, value, at);
        if field.essential && is_blank(value) && field.constraints.min_length.is_none() {
            self.misfit(at, "minLength", "this should not be empty");
        }
        if self.misfits.len() == before && !says_nothing(&field.ty, value) {
            self.constraints(&field.constraints, value, at);
            self.paid_number(field, value, at);
        }
    }

    /// A string that is a phone number to be paid. Whether it is empty is for `minLength`.
    fn paid_number(&mut self, field: &Field, value: &Value, at: &str) {
        if field.constraints.subscriber.is_none() || *field.ty.bare() != Type::String {
            return;
        }
        if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
            self.expect(
                is_msisdn(text, MsisdnWire::Plus),
                at,
                "pattern",
                "a phone number, written as one plus and 8 to 15 digits",
                value,
            );
        }
    }

    fn constraints(&mut self, constraints: &Constraints, value: &Value, at: &str) {
        if let Some(text) = value.as_str() {
            let length = text.chars().count();
            if let Some(least) = constraints.min_length {
                self.require(
                    length >= least,
                    at,
                    "minLength",
                    &format!("this should have at least {least} characters"),
                );
            }
            if let Some(most) = constraints.max_length {
                self.require(
                    length <= most,
                    at,
                    "maxLength",
                    &format!("this should have at most {most} characters"),
                );
            }
            // The rule of a number that is paid says more than its pattern.
            let patterns = constraints.patterns.iter();
            for pattern in patterns.filter(|_| constraints.subscriber.is_none()) {
                let translated = pattern.translated.as_ref();
                self.require(
                    translated.is_ok_and(|regex| is_match(regex, text)) || translated.is_err(),
                    at,
                    "pattern",
                    &format!("this should match the pattern `{}`", pattern.source),
                );
            }
        }
        if let Some(items) = value.as_array() {
            if let Some(least) = constraints.min_items {
                self.require(
                    items.len() >= least,
                    at,
                    "minItems",
                    &format!("this should have at least {least} items"),
                );
            }
            if let Some(most) = constraints.max_items {
                self.require(
                    items.len() <= most,
                    at,
                    "maxItems",
                    &format!("this should have at most {most} items"),
                );
            }
            if let Some(path) = &constraints.unique_by {
                let mut members = items.iter().filter_map(|item| {
                    let member = path.split('.').try_fold(item, |at, name| at.get(name));
                    member?.as_str()
                });
                let mut seen = BTreeSet::new();
                let unique = members.all(|member| seen.insert(member));
                self.require(
                    unique,
                    at,
                    "unique",
                    &format!("no two items should have the same `{path}`"),
                );
            }
        }
        let Some(text) = decimal(value) else { return };
        let Ok(number) = text.parse::<f64>() else {
            return;
        };
        if let Some(bound) = &constraints.minimum
            && let Ok(least) = bound.value.parse::<f64>()
        {
            let holds = if bound.exclusive {
                number > least
            } else {
                number >= least
            };
            let words = if bound.exclusive { "above" } else { "at least" };
            self.require(
                holds,
                at,
                "minimum",
                &format!("this should be {words} {}", bound.value),
            );
        }
        if let Some(bound) = &constraints.maximum
            && let Ok(most) = bound.value.parse::<f64>()
        {
            let holds = if bound.exclusive {
                number < most
            } else {
                number <= most
            };
            let words = if bound.exclusive { "below" } else { "at most" };
            self.require(
                holds,
                at,
                "maximum",
                &format!("this should be {words} {}", bound.value),
            );
        }
        if let Some(multiple) = &constraints.multiple_of {
            self.require(
                is_multiple(&text, multiple),
                at,
                "multipleOf",
                &format!("this should be a multiple of {multiple}"),
            );
        }
    }
}

/// The names under which a property can come.
fn names<'a>(structure: &'a Struct, wire: &'a String) -> impl Iterator<Item = &'a String> {
    let declared = structure
        .fields
        .iter()
        .find(|field| field.name.wire == *wire);
    let aliases = declared.into_iter().flat_map(|field| &field.aliases);
    std::iter::once(wire).chain(aliases)
}

fn choice_rule(choice: &Choice) -> String {
    let options: Vec<String> = choice
        .options
        .iter()
        .map(|option| {
            let sends: Vec<String> = option
                .sends
                .iter()
                .map(|(wire, value)| format!("`{wire}` as {value}"))
                .collect();
            match sends.is_empty() {
                true => format!("`{}`", option.takes),
                false => format!("`{}` with {}", option.takes, sends.join(" and ")),
            }
        })
        .collect();
    format!(
        "this should have {}, and only one of them",
        options.join(", or ")
    )
}

/// Whether a value stands for "not known".
fn is_unset(value: &Value, unset: &UnsetTexts) -> bool {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => return false,
        scalar => scalar.to_string(),
    };
    unset.texts.contains(&text)
}

fn says_nothing(ty: &Type, value: &Value) -> bool {
    matches!(ty.bare(), Type::OrUnset(_, unset) if is_unset(value, unset))
}

fn is_blank(value: &Value) -> bool {
    value.as_str() == Some("")
}

/// A number, or a text that is one, as decimal text.
fn decimal(value: &Value) -> Option<String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    let plain = text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && text.parse::<f64>().is_ok_and(f64::is_finite);
    plain.then_some(text)
}

/// Whether a decimal is a multiple of a step; exact where the step is a power of ten, as for money.
fn is_multiple(text: &str, step: &str) -> bool {
    let places = |text: &str| {
        text.split_once('.')
            .map_or(0, |(_, places)| places.trim_end_matches('0').len())
    };
    let digits: String = step.chars().filter(|c| matches!(c, '1'..='9')).collect();
    if digits == "1" && step.contains('.') && !text.contains(['e', 'E']) {
        return places(text) <= places(step);
    }
    match (text.parse::<f64>(), step.parse::<f64>()) {
        (Ok(number), Ok(step)) if step > 0.0 => {
            let ratio = number / step;
            (ratio - ratio.round()).abs() < 1e-9
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests;
