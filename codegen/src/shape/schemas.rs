//! Rules about schemas.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::checker::Checker;
use super::rules::text;
use crate::diagnostic::Code;
use crate::ground::pointer::Path;
use crate::ground::regex;
use crate::ground::text::kind;
use crate::openapi::TYPES;
use crate::openapi::resolver::{is_reference, reference, resolved};

impl Checker<'_> {
    /// Words that stand for a type elsewhere.
    pub(super) fn type_elsewhere(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let word = text(map, "type").unwrap_or_default();
        let Some((ty, format)) = elsewhere(word) else {
            return;
        };
        let at_type = at.member("type");
        let what = format!("there is no `type` `{word}` in OpenAPI 3.0");
        match ty {
            Some(ty) => {
                let taken = match format {
                    Some(format) => format!("`{ty}` with the format `{format}`"),
                    None => format!("`{ty}`"),
                };
                self.report.warning(
                    Code::ForeignType,
                    &at_type,
                    format!("{what}; it is read as {taken}"),
                    format!("write {taken}"),
                );
                self.mend(&at_type, Value::from(ty));
                if let Some(format) = format.filter(|_| !map.contains_key("format")) {
                    self.mend(&at.member("format"), Value::from(format));
                }
            }
            None => {
                self.report.warning(
                    Code::ForeignType,
                    &at_type,
                    format!("{what}; it is read as any value or null"),
                    "write `nullable: true` beside another type",
                );
                self.take_out(&at_type);
                self.mend(&at.member("nullable"), Value::Bool(true));
            }
        }
    }

    /// Later stages do not see that one is null.
    pub(super) fn default(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let is_nullable = map
            .get("nullable")
            .is_some_and(|nullable| *nullable != false);
        if map.contains_key("type") && map.get("default") == Some(&Value::Null) && !is_nullable {
            self.report.warning(
                Code::NullDefault,
                &at.member("default"),
                "the default is null, but the value cannot be null, so it has no default",
                "add `nullable: true`, or write another default",
            );
        }
    }

    /// A default of another type than the schema states.
    pub(super) fn default_type(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let Some(default) = map.get("default").filter(|default| !default.is_null()) else {
            return;
        };
        let is_read_as = |number: &str| number.is_empty() || number.parse::<f64>().is_ok();
        // A value in quotes, or one that stands for a list of it, is understood.
        let (fits, expected) = match text(map, "type").unwrap_or_default() {
            "integer" => (
                default.as_f64().is_some_and(|number| number.fract() == 0.0)
                    || default.as_str().is_some_and(is_read_as),
                "an integer",
            ),
            "number" => (
                default.is_number() || default.as_str().is_some_and(is_read_as),
                "a number",
            ),
            "boolean" => (
                !default.is_array()
                    && !default.is_object()
                    && default
                        .as_str()
                        .is_none_or(|word| ["", "true", "false"].contains(&word)),
                "a boolean",
            ),
            "string" => (!default.is_array() && !default.is_object(), "a string"),
            _ => return,
        };
        if !fits {
            self.report.error(
                Code::DefaultType,
                &at.member("default"),
                format!(
                    "the default does not fit its schema: expected {expected}, found {}",
                    kind(default)
                ),
                "correct the default or the schema",
            );
        }
    }

    /// A default that the schema does not list.
    pub(super) fn unlisted_default(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let default = map.get("default").filter(|default| !default.is_null());
        let values = map.get("enum").and_then(Value::as_array);
        if let (Some(default), Some(values)) = (default, values)
            && !values.is_empty()
            && !values.iter().any(|value| is_same(value, default))
        {
            self.report.warning(
                Code::UnlistedDefault,
                &at.member("default"),
                "the default is not one of the values of the `enum`",
                "write one of the values as the default, or list it",
            );
        }
    }

    /// A pattern that is no regular expression says nothing.
    pub(super) fn pattern(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let pattern = text(map, "pattern").unwrap_or_default();
        if let Some(fault) = regex::fault(pattern) {
            self.report.warning(
                Code::InvalidPattern,
                &at.member("pattern"),
                format!(
                    "`{}` is not a regular expression: {fault}",
                    pattern.escape_debug()
                ),
                "write a regular expression of ECMA-262",
            );
        }
    }

    /// A property that is in no response and in no request.
    pub(super) fn ways(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let holds = |key: &str| map.get(key) == Some(&Value::Bool(true));
        if holds("readOnly") && holds("writeOnly") {
            self.report.error(
                Code::ReadAndWriteOnly,
                &at.member("writeOnly"),
                "`readOnly` and `writeOnly` exclude each other",
                "keep one of the two",
            );
        }
    }

    pub(super) fn step(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let step = map.get("multipleOf").and_then(Value::as_f64);
        if step.is_some_and(|step| step <= 0.0) {
            self.report.error(
                Code::MultipleOf,
                &at.member("multipleOf"),
                "`multipleOf` must be positive",
                "write a step such as `0.01`",
            );
        }
    }

    /// Lists that must have items.
    pub(super) fn lists(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        for key in ["allOf", "oneOf", "anyOf"] {
            let list = map.get(key).and_then(Value::as_array);
            if list.is_some_and(Vec::is_empty) {
                self.report.error(
                    Code::WrongType,
                    &at.member(key),
                    format!("`{key}` must be a list with at least one schema"),
                    "write the schemas in the list",
                );
            }
        }
        let Some(required) = map.get("required").and_then(Value::as_array) else {
            return;
        };
        let mut seen = HashSet::new();
        let repeated = required
            .iter()
            .filter_map(Value::as_str)
            .find(|name| !seen.insert(*name));
        let what = match repeated {
            Some(name) => format!("`required` names `{}` twice", name.escape_debug()),
            None if required.is_empty() => "`required` names no property".to_owned(),
            None => return,
        };
        self.report.warning(
            Code::RequiredNames,
            &at.member("required"),
            what,
            "name each required property once, or leave `required` out",
        );
    }

    /// Parts of which a value must meet all cannot want a property to be of different types.
    pub(super) fn merged(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let Some(parts) = map.get("allOf").and_then(Value::as_array) else {
            return;
        };
        let number_too = |a, b| (a, b) == ("integer", "number");
        let differ =
            |one, other| one != other && !number_too(one, other) && !number_too(other, one);
        let mut of_parts: Option<&str> = None;
        // The types of each property, and whether the part that has it is referred to.
        let mut types: HashMap<&str, Vec<(&str, bool)>> = HashMap::new();
        let mut seen = HashSet::new();
        for (number, part) in parts.iter().enumerate() {
            let target = reference(part);
            if target.is_some_and(|target| !seen.insert(target)) {
                continue;
            }
            let written_here = !is_reference(part);
            if let Some(ty) = certain_type(part) {
                match of_parts.filter(|other| differ(ty, other)) {
                    Some(other) => {
                        let all_of = at.member("allOf");
                        let part = all_of.item(number);
                        self.report.error(
                            Code::AllOfTypes,
                            &part,
                            format!(
                                "this part has the type `{ty}`, and another part of the `allOf` has the type `{other}`"
                            ),
                            "give all parts of the `allOf` the same type",
                        );
                        // Told once.
                        self.mend(&part.member("type"), Value::from(other));
                    }
                    None => of_parts = Some(ty),
                }
            }
            let members = resolved(self.tree, part)
                .get("properties")
                .and_then(Value::as_object);
            for (name, schema) in members.into_iter().flatten() {
                let Some(ty) = certain_type(resolved(self.tree, schema)) else {
                    continue;
                };
                let known = types.entry(name).or_default();
                let differs = known.iter().find(|(other, _)| differ(ty, other));
                if let Some((other, inherited)) = differs {
                    let all_of = at.member("allOf");
                    let (part, properties) = (all_of.item(number), all_of.item(number));
                    let properties = properties.member("properties");
                    let place = match written_here {
                        true => properties.member(name),
                        false => part,
                    };
                    // Many write a part to override what they inherit; two that stand side by side are a slip.
                    let overrides = *inherited && written_here;
                    let what = format!(
                        "the property `{name}` has the type `{ty}` here and the type `{other}` in another part of the `allOf`"
                    );
                    match overrides {
                        true => self.report.warning(
                            Code::AllOfProperty,
                            &place,
                            format!("{what}; the last one counts"),
                            "give the property one type",
                        ),
                        false => {
                            self.report.error(
                                Code::AllOfProperty,
                                &place,
                                what,
                                "give the property one type",
                            );
                        }
                    }
                } else if known.iter().all(|(other, _)| *other != ty) {
                    known.push((ty, !written_here));
                }
            }
        }
    }
}

/// Whether two values are the same, one of which may be in quotes.
fn is_same(value: &Value, other: &Value) -> bool {
    let written = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    value == other || written(value) == written(other)
}

/// Whether a `type` is a word that stands for a type elsewhere.
pub(super) fn is_type_elsewhere(value: &Value) -> bool {
    value.as_str().is_some_and(|word| elsewhere(word).is_some())
}

/// What a word that stands for a type elsewhere means: a type and a format, or no type at all.
fn elsewhere(word: &str) -> Option<(Option<&'static str>, Option<&str>)> {
    Some(match word {
        "null" => (None, None),
        "float" | "double" => (Some("number"), Some(word)),
        "int" => (Some("integer"), None),
        "int32" | "int64" => (Some("integer"), Some(word)),
        "long" => (Some("integer"), Some("int64")),
        "bool" => (Some("boolean"), None),
        "date" | "date-time" | "uuid" => (Some("string"), Some(word)),
        _ => return None,
    })
}

/// The type that a schema has, as far as it is certain.
fn certain_type(schema: &Value) -> Option<&str> {
    let word = schema.get("type")?.as_str()?;
    match elsewhere(word) {
        Some((ty, _)) => ty,
        None => TYPES.contains(&word).then_some(word),
    }
}
