//! A schema: one field for each keyword of OpenAPI 3.0.

use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::keywords::{JsonType, Keywords};
use crate::vocabulary::Extensions;

/// An object, or a reference to one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ref<T> {
    Item(Rc<T>),
    /// What is written under `$ref`.
    To(Rc<str>),
}

impl<T> Ref<T> {
    pub(crate) fn item(item: T) -> Self {
        Self::Item(Rc::new(item))
    }

    pub(crate) const fn as_item(&self) -> Option<&Rc<T>> {
        match self {
            Self::Item(item) => Some(item),
            Self::To(_) => None,
        }
    }

    pub(crate) fn target(&self) -> Option<&str> {
        match self {
            Self::Item(_) => None,
            Self::To(target) => Some(target),
        }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Item(item) => Self::Item(Rc::clone(item)),
            Self::To(target) => Self::To(Rc::clone(target)),
        }
    }
}

/// The value of `additionalProperties`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    Any(bool),
    Schema(Ref<Schema>),
}

/// The property that selects one of several schemas, and the schema for each of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Discriminator {
    pub(crate) property_name: String,
    pub(crate) mapping: IndexMap<String, String>,
}

/// A schema as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) ty: Option<JsonType>,
    pub(crate) format: Option<String>,
    pub(crate) enumeration: Vec<Value>,

    /// Those of all schemas that were merged.
    pub(crate) patterns: Vec<String>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,

    pub(crate) minimum: Option<Number>,
    pub(crate) maximum: Option<Number>,
    pub(crate) exclusive_minimum: Option<bool>,
    pub(crate) exclusive_maximum: Option<bool>,
    pub(crate) multiple_of: Option<Number>,

    pub(crate) items: Option<Ref<Self>>,
    pub(crate) min_items: Option<usize>,
    pub(crate) max_items: Option<usize>,
    pub(crate) unique_items: Option<bool>,

    pub(crate) properties: IndexMap<String, Ref<Self>>,
    pub(crate) required: Vec<String>,
    pub(crate) additional_properties: Option<Additional>,
    pub(crate) min_properties: Option<usize>,
    pub(crate) max_properties: Option<usize>,

    pub(crate) all_of: Vec<Ref<Self>>,
    pub(crate) one_of: Vec<Ref<Self>>,
    pub(crate) any_of: Vec<Ref<Self>>,
    pub(crate) not: Option<Ref<Self>>,
    /// Whether one of these lists is declared without a schema, and no other keyword about values is.
    pub(crate) is_empty_list: bool,

    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
    pub(crate) default: Option<Value>,
    /// The `x-malipo-` keys.
    pub(crate) extensions: Extensions,
}

impl Schema {
    /// Returns which keywords about values it has.
    pub(crate) fn keywords(&self) -> Keywords {
        let mut found = Keywords::NONE;
        let mut add = |is_there: bool, keyword| {
            if is_there {
                found = found.with(keyword);
            }
        };
        add(self.ty.is_some(), Keywords::TYPE);
        add(self.format.is_some(), Keywords::FORMAT);
        add(!self.enumeration.is_empty(), Keywords::ENUM);
        add(!self.patterns.is_empty(), Keywords::PATTERN);
        add(self.min_length.is_some(), Keywords::MIN_LENGTH);
        add(self.max_length.is_some(), Keywords::MAX_LENGTH);
        add(self.minimum.is_some(), Keywords::MINIMUM);
        add(self.maximum.is_some(), Keywords::MAXIMUM);
        add(
            self.exclusive_minimum.is_some() || self.exclusive_maximum.is_some(),
            Keywords::EXCLUSIVE,
        );
        add(self.multiple_of.is_some(), Keywords::MULTIPLE_OF);
        add(self.items.is_some(), Keywords::ITEMS);
        add(self.min_items.is_some(), Keywords::MIN_ITEMS);
        add(self.max_items.is_some(), Keywords::MAX_ITEMS);
        add(self.unique_items.is_some(), Keywords::UNIQUE_ITEMS);
        add(!self.properties.is_empty(), Keywords::PROPERTIES);
        add(!self.required.is_empty(), Keywords::REQUIRED);
        add(self.additional_properties.is_some(), Keywords::ADDITIONAL);
        add(self.min_properties.is_some(), Keywords::MIN_PROPERTIES);
        add(self.max_properties.is_some(), Keywords::MAX_PROPERTIES);
        add(!self.all_of.is_empty(), Keywords::ALL_OF);
        add(!self.one_of.is_empty(), Keywords::ONE_OF);
        add(!self.any_of.is_empty(), Keywords::ANY_OF);
        add(self.not.is_some(), Keywords::NOT);
        found
    }

    /// Returns how many names and values it lists.
    pub(crate) fn breadth(&self) -> usize {
        self.properties.len() + self.required.len() + self.enumeration.len()
    }

    /// Returns whether it has no keyword about values, so that any JSON is valid.
    pub(crate) fn is_any(&self) -> bool {
        self.keywords() == Keywords::NONE
    }

    /// Returns whether it has no keyword about values, except for `type`.
    pub(crate) fn is_unconstrained(&self) -> bool {
        self.keywords().are_among(Keywords::TYPE)
    }

    /// Returns whether it has exactly these keywords about values, and no annotation.
    pub(crate) fn is_only(&self, keywords: Keywords) -> bool {
        let Self {
            nullable,
            read_only,
            write_only,
            deprecated,
            title,
            description,
            discriminator,
            default,
            extensions,
            ..
        } = self;
        let flags = *nullable || *read_only || *write_only || *deprecated;
        let texts = title.is_some() || description.is_some();
        let others = discriminator.is_some() || default.is_some() || !extensions.is_empty();
        !(flags || texts || others) && self.keywords() == keywords
    }

    /// Returns the type, if all other keywords and values belong to that type.
    pub(crate) fn plain_type(&self) -> Option<JsonType> {
        let ty = self.ty?;
        let lists = |holds: fn(&Value) -> bool| {
            let mut values = self.enumeration.iter();
            values.all(|value| value.is_null() || holds(value))
        };
        let is_integer = |bound: &Option<Number>| bound.as_ref().is_none_or(Number::is_i64);
        let fits = match ty {
            JsonType::String => lists(Value::is_string),
            JsonType::Number => lists(Value::is_number),
            JsonType::Integer => {
                lists(Value::is_i64)
                    && [&self.minimum, &self.maximum, &self.multiple_of]
                        .into_iter()
                        .all(is_integer)
                    && self.is_within_its_type()
            }
            JsonType::Boolean => lists(Value::is_boolean),
            JsonType::Array | JsonType::Object => true,
        };
        (fits && self.keywords().are_among(Keywords::of(ty))).then_some(ty)
    }

    /// Removes all keywords but the annotations and those of a type.
    pub(crate) fn keep(&mut self, ty: Option<JsonType>) {
        let whole = std::mem::take(self);
        let annotations = Self {
            ty,
            nullable: whole.nullable,
            read_only: whole.read_only,
            write_only: whole.write_only,
            deprecated: whole.deprecated,
            title: whole.title,
            description: whole.description,
            discriminator: whole.discriminator,
            default: whole.default,
            extensions: whole.extensions,
            ..Self::default()
        };
        *self = match ty {
            None => annotations,
            Some(JsonType::Boolean) => Self {
                enumeration: whole.enumeration,
                ..annotations
            },
            Some(JsonType::String) => Self {
                format: whole.format,
                enumeration: whole.enumeration,
                patterns: whole.patterns,
                min_length: whole.min_length,
                max_length: whole.max_length,
                ..annotations
            },
            Some(JsonType::Number | JsonType::Integer) => Self {
                format: whole.format,
                enumeration: whole.enumeration,
                minimum: whole.minimum,
                maximum: whole.maximum,
                exclusive_minimum: whole.exclusive_minimum,
                exclusive_maximum: whole.exclusive_maximum,
                multiple_of: whole.multiple_of,
                ..annotations
            },
            Some(JsonType::Array) => Self {
                items: whole.items,
                min_items: whole.min_items,
                max_items: whole.max_items,
                unique_items: whole.unique_items,
                ..annotations
            },
            Some(JsonType::Object) => Self {
                properties: whole.properties,
                required: whole.required,
                additional_properties: whole.additional_properties,
                min_properties: whole.min_properties,
                max_properties: whole.max_properties,
                ..annotations
            },
        };
    }

    /// Returns the type that the keywords imply, and the names of the keywords that imply it.
    pub(crate) fn implied_type(&self) -> Option<(JsonType, &'static str)> {
        let has = |keywords| self.keywords().has(keywords);
        let values = |holds: fn(&Value) -> bool| {
            let mut known = self.enumeration.iter().filter(|value| !value.is_null());
            self.enumeration.iter().any(|value| !value.is_null()) && known.all(holds)
        };
        let of_values = [
            (JsonType::String, Value::is_string as fn(&Value) -> bool),
            (JsonType::Integer, |value| value.is_i64() || value.is_u64()),
            (JsonType::Boolean, Value::is_boolean),
            (JsonType::Number, Value::is_number),
        ];
        Some(if has(Keywords::PROPERTIES) {
            (JsonType::Object, "properties")
        } else if has(Keywords::ADDITIONAL) {
            (JsonType::Object, "additionalProperties")
        } else if has(Keywords::REQUIRED) {
            (JsonType::Object, "required")
        } else if has(Keywords::ITEMS) {
            (JsonType::Array, "items")
        } else if has(Keywords::ENUM) {
            let (ty, _) = of_values.into_iter().find(|(_, holds)| values(*holds))?;
            (ty, "enum")
        } else if has(Keywords::STRING) {
            (JsonType::String, "minLength, maxLength or pattern")
        } else if has(Keywords::MIN_ITEMS.with(Keywords::MAX_ITEMS)) {
            (JsonType::Array, "minItems or maxItems")
        } else if has(Keywords::MIN_PROPERTIES.with(Keywords::MAX_PROPERTIES)) {
            (JsonType::Object, "minProperties or maxProperties")
        } else if matches!(self.format.as_deref(), Some("int32" | "int64")) {
            (JsonType::Integer, "format")
        } else if has(Keywords::BOUNDS) {
            (JsonType::Number, "minimum, maximum or multipleOf")
        } else {
            match self.format.as_deref()? {
                "float" | "double" => (JsonType::Number, "format"),
                _ => (JsonType::String, "format"),
            }
        })
    }

    /// Returns whether there are keywords that belong to another type.
    pub(crate) fn has_foreign(&self, ty: JsonType) -> bool {
        self.keywords().has(Keywords::foreign_to(ty))
    }

    /// Returns whether the format is one of values of another type.
    pub(super) fn has_foreign_format(&self, ty: JsonType) -> bool {
        let is_number = matches!(ty, JsonType::Number | JsonType::Integer);
        match self.format.as_deref() {
            None => false,
            Some("int32" | "int64" | "uint64" | "float" | "double") => !is_number,
            Some(
                "date" | "date-time" | "time" | "duration" | "uuid" | "byte" | "binary"
                | "password" | "email" | "hostname" | "ipv4" | "ipv6" | "uri" | "uri-reference"
                | "uri-template",
            ) => ty != JsonType::String,
            Some(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn string() -> Schema {
        Schema {
            ty: Some(JsonType::String),
            ..Schema::default()
        }
    }

    #[test]
    fn a_schema_with_keywords_of_another_type_is_not_plain() {
        assert_eq!(string().plain_type(), Some(JsonType::String));
        let min_items = Some(1);
        let both = Schema {
            min_items,
            ..string()
        };
        assert_eq!(both.plain_type(), None);
        assert!(both.has_foreign(JsonType::String));
        assert!(!both.has_foreign(JsonType::Array));
        let enumeration = vec![json!("a"), json!(null)];
        let listed = Schema {
            enumeration: enumeration.clone(),
            ..string()
        };
        assert_eq!(listed.plain_type(), Some(JsonType::String));
        let integers = Schema {
            ty: Some(JsonType::Integer),
            enumeration,
            ..Schema::default()
        };
        assert_eq!(integers.plain_type(), None);
    }

    #[test]
    fn an_integer_with_a_bound_beyond_64_bits_is_not_plain() {
        let with = |maximum: Number| Schema {
            ty: Some(JsonType::Integer),
            maximum: Some(maximum),
            ..Schema::default()
        };
        assert_eq!(with(i64::MAX.into()).plain_type(), Some(JsonType::Integer));
        assert_eq!(with(u64::MAX.into()).plain_type(), None);
    }

    #[test]
    fn the_annotations_and_the_keywords_of_a_type_can_be_kept() {
        let mut schema = Schema {
            nullable: true,
            patterns: vec!["^a$".to_owned()],
            minimum: Some(1.into()),
            ..string()
        };
        schema.keep(Some(JsonType::Integer));
        assert_eq!(schema.ty, Some(JsonType::Integer));
        assert_eq!((schema.patterns.len(), schema.nullable), (0, true));
        assert!(schema.minimum.is_some());
        schema.keep(None);
        assert!(schema.is_any() && schema.nullable);
        assert!(!schema.is_only(Keywords::NONE));
    }

    #[test]
    fn keywords_imply_a_type() {
        let bare = Schema::default;
        let format = |format: &str| Schema {
            format: Some(format.to_owned()),
            ..bare()
        };
        let values = |values: &[Value]| Schema {
            enumeration: values.to_vec(),
            ..bare()
        };
        let cases = [
            (bare(), None),
            (format("int64"), Some(JsonType::Integer)),
            (format("double"), Some(JsonType::Number)),
            (format("uuid"), Some(JsonType::String)),
            (values(&[json!(1), json!(null)]), Some(JsonType::Integer)),
            (values(&[json!(1), json!(1.5)]), Some(JsonType::Number)),
            (values(&[json!("a")]), Some(JsonType::String)),
            (values(&[json!("a"), json!(1)]), None),
            (values(&[json!(null)]), None),
        ];
        for (schema, expected) in cases {
            let found = schema.implied_type().map(|(ty, _)| ty);
            assert_eq!(found, expected, "{schema:?}");
        }
    }
}
