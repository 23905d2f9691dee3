//! Options of `oneOf` and `anyOf` that are no options of their own.

use serde_json::Value;

use super::keywords::{JsonType, Keywords};
use super::merge::add_new;
use super::types::{Ref, Schema};

impl Ref<Schema> {
    /// Returns whether a schema accepts only `null`, or says nothing else.
    pub(crate) fn is_null(&self) -> bool {
        self.as_item().is_some_and(|schema| {
            let values = &schema.enumeration;
            let only_null = !values.is_empty() && values.iter().all(Value::is_null);
            only_null || (schema.nullable && schema.is_any())
        })
    }

    /// Returns whether a schema only says which properties must be there.
    pub(crate) fn is_requirement(&self) -> bool {
        self.as_item().is_some_and(|schema| {
            let requirement = Keywords::REQUIRED.with(Keywords::NOT);
            let all = match schema.ty {
                Some(JsonType::Object) => requirement.with(Keywords::TYPE),
                _ => requirement,
            };
            let keywords = schema.keywords();
            keywords.has(requirement) && keywords.are_among(all)
        })
    }
}

impl Schema {
    /// Takes the options out of `items`, where nothing else says that the value is a list, and returns them with their keyword.
    /// Some read a list of schemas under `items` as a list of options and write it so. As one of several, a list is kept too.
    pub(crate) fn take_options_of_items(&mut self) -> Option<(&'static str, Vec<Ref<Self>>)> {
        if self.keywords() != Keywords::ITEMS {
            return None;
        }
        let items = self.items.as_ref()?.as_item()?;
        let found = match items.keywords() {
            Keywords::ONE_OF => ("oneOf", items.one_of.clone()),
            Keywords::ANY_OF => ("anyOf", items.any_of.clone()),
            _ => return None,
        };
        self.items = None;
        Some(found)
    }

    /// Makes one schema of options that are all strings, all numbers or all booleans, with the known values of all. Returns
    /// whether they are.
    pub(crate) fn join_scalars(&mut self, options: Vec<Self>) -> bool {
        let type_of = |option: &Self| {
            let implied = option.implied_type().map(|(ty, _)| ty);
            option.ty.or(self.ty).or(implied)
        };
        let types: Option<Vec<JsonType>> = options.iter().map(type_of).collect();
        let all = |wanted: &[JsonType]| {
            let types = types.as_ref();
            types.is_some_and(|types| types.iter().all(|ty| wanted.contains(ty)))
        };
        let ty = if all(&[JsonType::String]) {
            JsonType::String
        } else if all(&[JsonType::Integer]) {
            JsonType::Integer
        } else if all(&[JsonType::Integer, JsonType::Number]) {
            JsonType::Number
        } else if all(&[JsonType::Boolean]) {
            JsonType::Boolean
        } else {
            return false;
        };
        use JsonType::{Integer, Number};
        let ty = match (self.ty, ty) {
            (Some(Integer), Number) | (Some(Number), Integer) => Integer,
            (Some(stated), ty) if stated != ty => return false,
            (_, ty) => ty,
        };
        self.ty = Some(ty);
        self.nullable |= options.iter().any(|option| option.nullable);
        let format = options.first().and_then(|option| option.format.clone());
        if options.iter().all(|option| option.format == format) {
            self.format = self.format.take().or(format);
        }
        // An enum accepts other strings as well, and other integers where an option is any integer. Every other number is one of
        // a list only if it always is.
        let listed = |option: &Self| !option.enumeration.is_empty();
        let open = |option: &Self| ty == JsonType::Integer && option.is_unconstrained();
        if ty == JsonType::String || options.iter().all(|option| listed(option) || open(option)) {
            let listed = options.into_iter().flat_map(|option| option.enumeration);
            add_new(&mut self.enumeration, listed.collect());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listed(ty: JsonType, values: Value) -> Schema {
        Schema {
            ty: Some(ty),
            enumeration: values.as_array().unwrap().clone(),
            ..Schema::default()
        }
    }

    #[test]
    fn null_and_what_is_required_are_no_options() {
        let null = listed(JsonType::String, json!([null]));
        let nullable = Schema {
            nullable: true,
            ..Schema::default()
        };
        assert!(Ref::item(null).is_null());
        assert!(Ref::item(nullable).is_null());
        assert!(!Ref::item(Schema::default()).is_null());
        let required = |ty| Schema {
            ty,
            required: vec!["a".to_owned()],
            ..Schema::default()
        };
        assert!(Ref::item(required(None)).is_requirement());
        assert!(Ref::item(required(Some(JsonType::Object))).is_requirement());
        assert!(!Ref::item(required(Some(JsonType::String))).is_requirement());
        assert!(!Ref::item(Schema::default()).is_requirement());
        let elsewhere: Ref<Schema> = Ref::To("a".into());
        assert!(!elsewhere.is_null() && !elsewhere.is_requirement());
    }

    #[test]
    fn scalars_of_one_type_are_one_scalar_with_the_values_of_all() {
        let joined = |options: Vec<Schema>| {
            let mut whole = Schema::default();
            whole.join_scalars(options).then_some(whole)
        };
        let string = |values| listed(JsonType::String, values);
        let strings = joined(vec![string(json!(["a"])), string(json!(["b", "a"]))]);
        assert_eq!(strings, Some(string(json!(["a", "b"]))));
        // Any other integer is valid, and is known to be none of a list.
        let integer = |values| listed(JsonType::Integer, values);
        let open = joined(vec![integer(json!([1])), integer(json!([]))]);
        assert_eq!(open, Some(integer(json!([1]))));
        let number = |values| listed(JsonType::Number, values);
        let numbers = joined(vec![number(json!([1.5])), number(json!([]))]);
        assert_eq!(numbers, Some(number(json!([]))));
        assert_eq!(
            joined(vec![string(json!(["a"])), integer(json!([1]))]),
            None
        );
    }

    #[test]
    fn items_of_several_schemas_without_a_type_are_options() {
        let items = Schema {
            one_of: vec![Ref::To("a".into()), Ref::To("b".into())],
            ..Schema::default()
        };
        let mut list = Schema {
            items: Some(Ref::item(items)),
            ..Schema::default()
        };
        let mut typed = Schema {
            ty: Some(JsonType::Array),
            ..list.clone()
        };
        assert_eq!(typed.take_options_of_items(), None);
        let (keyword, options) = list.take_options_of_items().unwrap();
        assert_eq!((keyword, options.len()), ("oneOf", 2));
        assert!(list.is_any());
    }
}
