//! Values of schemas: every option of a union, every value of an enum, optional members present and absent, numbers with many digits.

mod numbers;
mod objects;
mod patterns;
mod strings;

use serde_json::Value;

use crate::document::{Document, Place};
use crate::json::Json;

/// Which way a value goes: some properties are only sent, others only received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In the body of a request.
    Request,
    /// In a parameter.
    Parameter(Place),
    /// In a response.
    Response,
}

/// The values of a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instances {
    /// The values, the fullest first.
    pub values: Vec<Json>,
    /// Why some or all could not be made.
    pub reasons: Vec<&'static str>,
}

/// More values of one schema show nothing new.
const MOST_VALUES: usize = 24;

/// How deep optional members are made.
const MOST_OPTIONAL: usize = 4;

/// Deeper values hold themselves.
const MOST_LEVELS: usize = 12;

/// Makes values of a schema.
#[must_use]
pub fn instances(document: &Document, schema: &Value, way: Way) -> Instances {
    let mut made = Instances::default();
    let mut maker = Maker::new(document, way);
    made.add(maker.make(schema, 0));
    let points = maker.points;
    let mut smallest = Maker::new(document, way);
    smallest.is_minimal = true;
    made.add(smallest.make(schema, 0));
    // One choice differs from the first value at a time.
    for (point, alternatives) in points.iter().enumerate() {
        for alternative in 1..*alternatives {
            if made.values.len() >= MOST_VALUES {
                return made;
            }
            let mut maker = Maker::new(document, way);
            maker.other = Some((point, alternative));
            made.add(maker.make(schema, 0));
        }
    }
    made
}

impl Instances {
    fn add(&mut self, made: Made) {
        match made {
            Ok(value) if !self.values.contains(&value) => self.values.push(value),
            Ok(_) => {}
            Err(reason) if !self.reasons.contains(&reason) => self.reasons.push(reason),
            Err(_) => {}
        }
    }
}

/// Makes a string that a schema excludes by its pattern, if that is certain.
pub(crate) fn excluded_by_pattern(document: &Document, schema: &Value) -> Option<Json> {
    let schema = document.resolve(schema)?;
    if schema.get("type")?.as_str()? != "string" || schema.get("enum").is_some() {
        return None;
    }
    let pattern = patterns::Pattern::read(schema.get("pattern")?.as_str()?)?;
    pattern.excluded().map(Json::String)
}

/// A value, or why none can be made.
type Made = Result<Json, &'static str>;

struct Maker<'d> {
    document: &'d Document,
    way: Way,
    /// How many alternatives each choice had.
    points: Vec<usize>,
    /// The choice that is not the first alternative.
    other: Option<(usize, usize)>,
    is_minimal: bool,
}

impl<'d> Maker<'d> {
    const fn new(document: &'d Document, way: Way) -> Self {
        Self {
            document,
            way,
            points: Vec::new(),
            other: None,
            is_minimal: false,
        }
    }

    fn choose(&mut self, alternatives: usize) -> usize {
        let point = self.points.len();
        self.points.push(alternatives);
        match self.other {
            Some((at, alternative)) if at == point => alternative,
            _ => 0,
        }
    }

    fn make(&mut self, schema: &'d Value, depth: usize) -> Made {
        if depth > MOST_LEVELS {
            return Err("it holds itself");
        }
        let named = self.document.last_reference(schema);
        let schema = self
            .document
            .resolve(schema)
            .ok_or("it refers to another file")?;
        if schema.get("not").is_some() {
            return Err("it excludes values with `not`");
        }
        if schema.get("nullable") == Some(&Value::Bool(true))
            && !matches!(self.way, Way::Parameter(_))
            && schema.get("enum").is_none_or(lists_null)
            && self.choose(2) == 1
        {
            return Ok(Json::Null);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let values: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            return match values.is_empty() {
                true if matches!(self.way, Way::Parameter(_)) => Err("its only value is `null`"),
                true => Ok(Json::Null),
                false => Ok(Json::of(values[self.choose(values.len())])),
            };
        }
        if self.is_object(schema) {
            return self.object(named, schema, depth);
        }
        if schema.get("allOf").is_some()
            && (schema.get("oneOf").or_else(|| schema.get("anyOf"))).is_some()
        {
            return Err("it joins schemas that are no objects");
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(options) = schema.get(key).and_then(Value::as_array) {
                if options.is_empty() {
                    return Err("its union has no options");
                }
                let may_be_both = key == "anyOf"
                    && options.len() > 1
                    && schema.get("discriminator").is_none()
                    && options.iter().all(|option| self.is_object(option));
                let chosen = self.choose(options.len() + usize::from(may_be_both));
                return match options.get(chosen) {
                    Some(option) => self.make(option, depth + 1),
                    None => self.of_both(&options[0], &options[1], depth),
                };
            }
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return match parts.as_slice() {
                [part] => self.make(part, depth + 1),
                _ => Err("it joins schemas that are no objects"),
            };
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => self.string(schema),
            Some("integer") => self.integer(schema),
            Some("number") => self.number(schema),
            Some("boolean") => Ok(Json::Boolean(self.choose(2) == 0)),
            Some("array") => self.list(schema, depth),
            Some("null") if matches!(self.way, Way::Parameter(_)) => {
                Err("its only value is `null`")
            }
            Some("null") => Ok(Json::Null),
            Some(_) => Err("its type is unknown"),
            None if schema.get("items").is_some() => self.list(schema, depth),
            None if schema.get("pattern").is_some() || schema.get("maxLength").is_some() => {
                self.string(schema)
            }
            None => Ok(self.anything()),
        }
    }

    fn anything(&mut self) -> Json {
        let object = Json::Object(vec![(
            "any".to_owned(),
            Json::List(vec![Json::Number("1".to_owned()), Json::Null]),
        )]);
        let text = Json::String("anything".to_owned());
        match self.way {
            Way::Parameter(_) => text,
            _ => match self.choose(4) {
                0 => object,
                1 => text,
                2 => Json::Number("12345678901234567.89".to_owned()),
                _ => Json::Boolean(false),
            },
        }
    }

    fn list(&mut self, schema: &'d Value, depth: usize) -> Made {
        let count = |key: &str| {
            let count = schema.get(key).and_then(Value::as_u64);
            count.and_then(|count| usize::try_from(count).ok())
        };
        let least = count("minItems").unwrap_or(0);
        let most = count("maxItems").unwrap_or(usize::MAX);
        let is_set = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let is_far = self.is_minimal || depth > MOST_OPTIONAL;
        let usual = match is_set {
            true => 1,
            false => 2,
        };
        let shortest = least.max(usize::from(!matches!(self.way, Way::Response)));
        let length = match is_far || (most > 0 && usual > least && self.choose(2) == 1) {
            true => shortest,
            false => usual.max(least),
        };
        let length = length.min(most);
        if length > 50 || (is_set && length > 1) {
            return Err("its lists are long, or must not repeat values");
        }
        let any = &Value::Bool(true);
        let items = schema.get("items").unwrap_or(any);
        let items = (0..length).map(|_| self.make(items, depth + 1));
        Ok(Json::List(items.collect::<Result<_, _>>()?))
    }
}

fn lists_null(values: &Value) -> bool {
    values
        .as_array()
        .is_some_and(|values| values.contains(&Value::Null))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(schema: &str, way: Way) -> Vec<String> {
        let text = format!(
            "openapi: 3.0.3
components:
  schemas:
    Subject: {schema}
    Pet: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }}, age: {{ type: integer }} }}, discriminator: {{ propertyName: kind, mapping: {{ cat: Cat }} }} }}
    Cat: {{ allOf: [ {{ $ref: '#/components/schemas/Pet' }}, {{ type: object, properties: {{ lives: {{ type: integer }} }} }} ] }}
    Dog: {{ allOf: [ {{ $ref: '#/components/schemas/Pet' }} ] }}
    Tree: {{ type: object, required: [name], properties: {{ name: {{ enum: [n] }}, below: {{ type: array, items: {{ $ref: '#/components/schemas/Tree' }} }} }} }}
"
        );
        let document = Document::read(&text).unwrap();
        let schema = serde_json::json!({ "$ref": "#/components/schemas/Subject" });
        let made = instances(&document, &schema, way);
        made.values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_option_and_every_value_is_made() {
        assert_eq!(
            made("{ enum: [a, 1, null] }", Way::Response),
            ["\"a\"", "1"]
        );
        assert_eq!(
            made(
                "{ oneOf: [ { type: boolean }, { enum: [x] } ] }",
                Way::Response
            ),
            ["true", "\"x\"", "false"]
        );
        assert_eq!(
            made(
                "{ type: object, required: [a], properties: { a: { type: boolean }, b: { enum: [1] }, c: { readOnly: true, enum: [2] } } }",
                Way::Request
            ),
            [
                r#"{"a":true,"b":1}"#,
                r#"{"a":true}"#,
                r#"{"a":false,"b":1}"#
            ]
        );
        assert_eq!(
            made(
                "{ type: object, properties: { c: { readOnly: true, enum: [2] }, d: { writeOnly: true, enum: [3] } } }",
                Way::Response
            ),
            [r#"{"c":2}"#, "{}"]
        );
    }

    #[test]
    fn a_discriminator_has_the_value_of_the_option() {
        let cats = made(
            "{ oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ], discriminator: { propertyName: kind } }",
            Way::Response,
        );
        assert!(
            cats[0].contains(r#""kind":"Cat""#) && cats[0].contains("lives"),
            "{cats:?}"
        );
        assert!(
            cats.iter().any(|made| made.contains(r#""kind":"Dog""#)),
            "{cats:?}"
        );
        // A parent stands for its children.
        let pets = made("{ $ref: '#/components/schemas/Pet' }", Way::Response);
        assert!(
            pets[0].contains(r#""kind":"cat""#) && pets[0].contains("lives"),
            "{pets:?}"
        );
        assert!(
            pets.iter().any(|made| made.contains(r#""kind":"Dog""#)),
            "{pets:?}"
        );
    }

    #[test]
    fn what_holds_itself_ends() {
        let trees = made("{ $ref: '#/components/schemas/Tree' }", Way::Response);
        assert!(trees.contains(&r#"{"name":"n"}"#.to_owned()), "{trees:?}");
        assert!(made("{ type: object, required: [a], properties: { a: { $ref: '#/components/schemas/Subject' } } }", Way::Response).is_empty());
    }

    #[test]
    fn bounds_are_kept() {
        for (schema, expected) in [
            ("{ type: integer, minimum: 3, maximum: 5 }", &["3", "5"][..]),
            (
                "{ type: integer, minimum: 0, exclusiveMinimum: true, multipleOf: 5, maximum: 8 }",
                &["5"],
            ),
            ("{ type: string, minLength: 2, maxLength: 3 }", &["\"pla\""]),
            (
                "{ type: array, minItems: 3, maxItems: 3, items: { enum: [1] } }",
                &["[1,1,1]"],
            ),
            ("{ type: string, pattern: '^[0-9]$' }", &["\"1\""]),
            ("{ type: string, pattern: '^(?=a).$' }", &[]),
            (
                "{ type: string, pattern: '^(?=7).$', example: '7' }",
                &["\"7\""],
            ),
        ] {
            assert_eq!(made(schema, Way::Response), expected, "{schema}");
        }
    }
}
