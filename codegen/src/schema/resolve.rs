//! The type of a schema that is not one of several.

use serde_json::Value;

use super::keywords::JsonType;
use super::numbers::{UNSIGNED, bounds_beyond, rounded_bounds};
use super::types::Schema;
use crate::vocabulary as x;

/// What of a schema is not written as it should be, or has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// There is no `type`; these keywords imply one.
    Implied(JsonType, &'static str),
    /// There is no `type`, and the keywords imply none.
    Untyped,
    /// There are keywords of other types than this one.
    Foreign(JsonType),
    /// The same, without a `type` that makes them say nothing.
    Several(JsonType),
    /// This bound may have been rounded.
    Rounded(&'static str),
    /// This bound allows integers beyond the type, or the default is one.
    Beyond(&'static str),
    /// The `enum` has other values than these; and whether it has some of these.
    OtherValues(&'static str, bool),
    /// The `enum` has lists or objects, of which there are no constants.
    StructuredValues(JsonType),
    /// The `enum` has values of several types.
    MixedValues,
    /// The `enum` has both negative integers and such as are beyond an `i64`.
    WideIntegers,
}

impl Schema {
    /// Finds the type, and removes all keywords that do not belong to it. Without a type, any JSON is valid.
    pub(crate) fn resolve(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        let ty = self.resolved_type(&mut notes);
        self.keep(ty);
        notes
    }

    fn resolved_type(&mut self, notes: &mut Vec<Note>) -> Option<JsonType> {
        let ty = match self.ty {
            Some(ty) => ty,
            None => {
                let Some((ty, keywords)) = self.implied_type() else {
                    if !self.enumeration.is_empty() {
                        notes.push(Note::MixedValues);
                        self.accept_scalars();
                    } else if !self.is_any() {
                        notes.push(Note::Untyped);
                    }
                    return None;
                };
                notes.push(Note::Implied(ty, keywords));
                ty
            }
        };
        match self.has_foreign(ty) {
            true if self.ty.is_some() => notes.push(Note::Foreign(ty)),
            false if self.ty.is_some() || !self.has_foreign_format(ty) => {}
            _ => notes.push(Note::Several(ty)),
        }
        let values = &self.enumeration;
        let all = |holds: fn(&Value) -> bool| values.iter().all(|v| v.is_null() || holds(v));
        let any = |holds: fn(&Value) -> bool| values.iter().any(holds);
        let is_integer = |value: &Value| value.is_i64() || value.is_u64();
        match ty {
            JsonType::String if !all(Value::is_string) => {
                notes.push(Note::OtherValues("strings", any(Value::is_string)))
            }
            JsonType::Integer => {
                if self.is_unsigned_by_bounds() {
                    self.format = Some(UNSIGNED.to_owned());
                }
                let beyond: Vec<&str> = bounds_beyond(self).collect();
                let rounded = rounded_bounds(self).filter(|key| !beyond.contains(key));
                notes.extend(rounded.map(Note::Rounded));
                if beyond.contains(&"default") {
                    self.default = None;
                }
                notes.extend(beyond.into_iter().map(Note::Beyond));
                if !all(is_integer) {
                    notes.push(Note::OtherValues("integers", any(is_integer)));
                }
                if values.iter().any(|value| value.is_u64() && !value.is_i64()) {
                    if values
                        .iter()
                        .filter_map(Value::as_i64)
                        .any(i64::is_negative)
                    {
                        notes.push(Note::WideIntegers);
                        return None;
                    }
                    self.format = Some(UNSIGNED.to_owned());
                }
            }
            JsonType::Array | JsonType::Object if !values.is_empty() => {
                notes.push(Note::StructuredValues(ty));
            }
            _ => {}
        }
        Some(ty)
    }

    /// An enum of strings and numbers is sent as it is given, and kept as it is received.
    fn accept_scalars(&mut self) {
        let is_scalar = |value: &Value| !(value.is_array() || value.is_object());
        if self.enumeration.iter().all(is_scalar) {
            let kind = Value::from("text");
            self.extensions.insert(x::KIND.to_owned(), kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listed(ty: Option<JsonType>, values: Value) -> Schema {
        Schema {
            ty,
            enumeration: values.as_array().unwrap().clone(),
            ..Schema::default()
        }
    }

    #[test]
    fn a_type_is_implied_and_other_keywords_are_removed() {
        let mut schema = Schema {
            min_items: Some(1),
            format: Some("uuid".to_owned()),
            enumeration: vec![json!("a")],
            ..Schema::default()
        };
        let notes = schema.resolve();
        assert_eq!(schema.ty, Some(JsonType::String));
        assert_eq!(schema.min_items, None);
        let expected = [
            Note::Implied(JsonType::String, "enum"),
            Note::Several(JsonType::String),
        ];
        assert_eq!(notes, expected);
        assert_eq!(schema.resolve(), []);
        // A `type` says that they are about no value.
        schema.min_items = Some(1);
        assert_eq!(schema.resolve(), [Note::Foreign(JsonType::String)]);
    }

    #[test]
    fn an_enum_of_scalars_of_several_types_is_text() {
        let mut mixed = listed(None, json!(["a", 1]));
        assert_eq!(mixed.resolve(), [Note::MixedValues]);
        assert!(mixed.is_any() && mixed.extensions.contains_key(x::KIND));
        let mut deep = listed(None, json!([["a"], 1]));
        assert_eq!(deep.resolve(), [Note::MixedValues]);
        assert!(deep.is_any() && deep.extensions.is_empty());
    }

    #[test]
    fn integers_beyond_64_bits_with_a_sign_are_unsigned_or_any_json() {
        let mut large = listed(Some(JsonType::Integer), json!([1, u64::MAX]));
        assert_eq!(large.resolve(), []);
        assert_eq!(large.format.as_deref(), Some(UNSIGNED));
        let mut wide = listed(Some(JsonType::Integer), json!([-1, u64::MAX]));
        assert_eq!(wide.resolve(), [Note::WideIntegers]);
        assert!(wide.is_any());
    }
}
