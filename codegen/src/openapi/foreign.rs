//! Keywords of JSON Schema that OpenAPI 3.0 does not have.

use super::Object;

/// What becomes of such a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// It is read as an `enum` of one value.
    Constant,
    /// It says nothing of what is sent or received; the keyword of OpenAPI 3.0 for it, if there is one.
    Documentation(Option<&'static str>),
    /// It narrows the values, and nothing checks that.
    Unchecked,
    /// What is sent and received depends on it.
    Meaning,
    /// The same, and no document that has it can do without.
    Needed,
}

/// What OpenAPI 3.0 ignores, by JSON Schema of any draft since the fourth. Keywords of OpenAPI 3.0 are in the table of its objects.
const SCHEMA: &[(&str, Foreign)] = &[
    ("const", Foreign::Constant),
    ("examples", Foreign::Documentation(Some("example"))),
    ("$comment", Foreign::Documentation(Some("description"))),
    ("$schema", Foreign::Documentation(None)),
    ("$vocabulary", Foreign::Documentation(None)),
    // References of OpenAPI 3.0 are JSON pointers, which need none of these.
    ("$id", Foreign::Documentation(None)),
    ("$anchor", Foreign::Documentation(None)),
    ("$dynamicAnchor", Foreign::Documentation(None)),
    ("$recursiveAnchor", Foreign::Documentation(None)),
    ("definitions", Foreign::Documentation(None)),
    ("if", Foreign::Unchecked),
    ("then", Foreign::Unchecked),
    ("else", Foreign::Unchecked),
    ("contains", Foreign::Unchecked),
    ("minContains", Foreign::Unchecked),
    ("maxContains", Foreign::Unchecked),
    ("additionalItems", Foreign::Unchecked),
    ("unevaluatedItems", Foreign::Unchecked),
    ("propertyNames", Foreign::Unchecked),
    ("dependentRequired", Foreign::Unchecked),
    ("dependencies", Foreign::Unchecked),
    ("contentEncoding", Foreign::Unchecked),
    ("contentMediaType", Foreign::Unchecked),
    ("contentSchema", Foreign::Unchecked),
    ("patternProperties", Foreign::Meaning),
    ("$dynamicRef", Foreign::Meaning),
    ("$recursiveRef", Foreign::Meaning),
    ("prefixItems", Foreign::Needed),
    ("dependentSchemas", Foreign::Needed),
    ("unevaluatedProperties", Foreign::Needed),
    ("$defs", Foreign::Needed),
];

/// Parts of OpenAPI 3.1 that a document cannot do without.
const LATER: &[(Object, &str)] = &[
    (Object::Root, "webhooks"),
    (Object::Root, "jsonSchemaDialect"),
    (Object::Components, "pathItems"),
];

/// Returns what becomes of a keyword that OpenAPI 3.0 does not have; `None` if no version of it, nor JSON Schema, has it either.
pub(crate) fn foreign(object: Object, key: &str) -> Option<Foreign> {
    let object = object.general();
    if LATER.contains(&(object, key)) {
        return Some(Foreign::Needed);
    }
    let mut rows = SCHEMA.iter().filter(|_| object == Object::Schema);
    rows.find(|(name, _)| *name == key)
        .map(|(_, foreign)| *foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keyword_of_openapi_is_foreign_and_schemas_alone_have_those_of_json_schema() {
        for (key, foreign) in SCHEMA {
            assert_eq!(Object::Schema.expected(key), None, "{key}");
            assert_eq!(self::foreign(Object::Property, key), Some(*foreign));
            assert_eq!(self::foreign(Object::Parameter, key), None);
        }
        assert_eq!(foreign(Object::Root, "webhooks"), Some(Foreign::Needed));
        assert_eq!(foreign(Object::Schema, "misspelt"), None);
    }
}
