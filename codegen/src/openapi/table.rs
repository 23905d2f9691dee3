//! The objects of OpenAPI 3.0 as a table: the keywords of each, and what stands under each keyword.

use serde_json::{Value, json};

/// An object of the OpenAPI 3.0 specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Object {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    /// What a gateway sends by itself: path items by an expression for the URL.
    Callback,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Tag,
    Schema,
    /// A schema that stands under `properties`.
    Property,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What the value of a keyword is expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Any,
    /// A text, or what its author forgot to put in quotes.
    Text,
    /// A text that only people read.
    Prose,
    /// One of these words.
    Word(&'static [&'static str]),
    /// True or false, or a word that should say so.
    Bool,
    Number,
    Count,
    /// A list of any values that is not empty.
    Values,
    Texts,
    /// The names of properties.
    Names,
    One(Object),
    OneOrRef(Object),
    List(Object),
    ListOrRef(Object),
    Map(Object),
    MapOrRef(Object),
    ProseMap,
    Paths,
    Responses,
    Callback,
    CallbackMap,
    /// What the values of a discriminator stand for.
    Mapping,
    AdditionalProperties,
    Requirements,
    /// The scopes that are needed, by security scheme.
    Requirement,
}

/// What a list or an object holds whose entries have no keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Items(Expected),
    Entries(Expected),
    Nothing,
}

impl Expected {
    /// Returns what its items or entries are.
    pub(crate) const fn holds(self) -> Holds {
        match self {
            List(object) => Holds::Items(One(object)),
            ListOrRef(object) => Holds::Items(OneOrRef(object)),
            Texts | Names => Holds::Items(Text),
            Requirements => Holds::Items(Requirement),
            Requirement => Holds::Entries(Texts),
            Map(object) => Holds::Entries(One(object)),
            MapOrRef(object) => Holds::Entries(OneOrRef(object)),
            Paths | Callback => Holds::Entries(OneOrRef(Object::PathItem)),
            Responses => Holds::Entries(OneOrRef(Object::Response)),
            CallbackMap => Holds::Entries(Callback),
            ProseMap => Holds::Entries(Prose),
            Mapping => Holds::Entries(Text),
            _ => Holds::Nothing,
        }
    }

    /// Returns the object of the table that it is, if it is one.
    const fn object(self) -> Option<Object> {
        match self {
            One(object) | OneOrRef(object) => Some(object),
            AdditionalProperties => Some(Object::Schema),
            _ => None,
        }
    }

    /// Returns whether a list is expected.
    pub(crate) const fn is_list(self) -> bool {
        matches!(
            self,
            List(_) | ListOrRef(_) | Texts | Names | Requirements | Values
        )
    }
}

use Expected::{
    AdditionalProperties, Any, Bool, Callback, CallbackMap, Count, List, ListOrRef, Map, MapOrRef,
    Mapping, Names, Number, One, OneOrRef, Paths, Prose, ProseMap, Requirement, Requirements,
    Responses, Text, Texts, Values, Word,
};

/// What every key of ours starts with.
pub(crate) const PREFIX: &str = "x-malipo-";

/// The methods of a path item, in OpenAPI's order.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

type Key = (&'static str, Expected);

/// The types of values.
pub(crate) const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

/// Ways to write a parameter in a query, or a field of a form.
pub(crate) const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/// Ways to write a parameter; each place takes some of them.
pub(crate) const STYLES: &[&str] = &[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

impl Object {
    /// What it is called in a sentence.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Root => "the document",
            Self::Info => "`info`",
            Self::Contact => "a contact",
            Self::License => "a licence",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Callback => "a callback",
            Self::ExternalDocs => "external documentation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Property => "a property",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an XML description",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
        }
    }

    /// The keys that it must have.
    pub(crate) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Root => &["openapi", "info", "paths"],
            Self::Info => &["title", "version"],
            Self::Server | Self::ExternalDocs => &["url"],
            Self::Operation => &["responses"],
            Self::Parameter => &["name", "in"],
            Self::RequestBody => &["content"],
            Self::Response => &["description"],
            Self::Tag | Self::License => &["name"],
            Self::Discriminator => &["propertyName"],
            Self::SecurityScheme => &["type"],
            Self::OAuthFlow => &["scopes"],
            _ => &[],
        }
    }

    /// The section of the components that it stands in.
    pub(crate) const fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema | Self::Property => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            _ => return None,
        })
    }

    /// A property is a schema.
    pub(crate) const fn general(self) -> Self {
        match self {
            Self::Property => Self::Schema,
            other => other,
        }
    }

    /// What stands in for a key that it must have, where its absence does no harm.
    pub(crate) fn stand_in(self, key: &str) -> Option<Value> {
        Some(match (self, key) {
            (Self::Root, "info") => json!({ "title": "API", "version": "" }),
            (Self::Info, "title") => json!("API"),
            (Self::Operation, "responses") => any_answer(),
            (Self::OAuthFlow, "scopes") => json!({}),
            (Self::Info, "version")
            | (Self::Response, "description")
            | (Self::ExternalDocs, "url")
            | (Self::Tag | Self::License, "name") => json!(""),
            _ => return None,
        })
    }

    /// Returns what the table expects under a keyword; `None` for one that it does not have.
    pub(crate) fn expected(self, key: &str) -> Option<Expected> {
        // Looked up for each member of each object. Lengths and first letters tell nearly all keywords apart.
        let first = key.bytes().next();
        let mut keys = self.keys().iter();
        keys.find(|(name, _)| {
            name.len() == key.len() && name.bytes().next() == first && *name == key
        })
        .map(|(_, expected)| *expected)
    }

    /// Returns what stands at a JSON pointer of a document, by the table alone; `None` where it has no object.
    pub(crate) fn at(pointer: &str) -> Option<Self> {
        Self::Root.below(pointer)
    }

    /// Returns what stands at a JSON pointer below it, by the table alone; `None` where it has no object.
    pub(crate) fn below(self, pointer: &str) -> Option<Self> {
        match self.expected_below(pointer)? {
            Callback => Some(Self::Callback),
            here => here.object(),
        }
    }

    /// Returns whether an object whose members have any names, such as `properties`, stands at a JSON pointer of a document.
    pub(crate) fn names_parts(pointer: &str) -> bool {
        let expected = Self::Root.expected_below(pointer);
        expected.is_some_and(|expected| {
            expected != Callback && matches!(expected.holds(), Holds::Entries(_))
        })
    }

    /// Returns whether a scalar belongs at a JSON pointer of a document, such as a description.
    pub(crate) fn is_scalar(pointer: &str) -> bool {
        let expected = Self::Root.expected_below(pointer);
        expected.is_some_and(|expected| {
            matches!(expected, Text | Prose | Word(_) | Bool | Number | Count)
        })
    }

    /// Returns whether what stands at a JSON pointer of a document is only read by people: a description, or a part of an example.
    pub(crate) fn is_for_people(pointer: &str) -> bool {
        let mut here = One(Self::Root);
        for key in pointer.split('/').skip(1) {
            here = match (here.object(), here.holds()) {
                (Some(object), _) => match object.expected(key) {
                    Some(Any) => return ["example", "value"].contains(&key),
                    Some(expected) => expected,
                    None => return false,
                },
                (None, Holds::Items(of) | Holds::Entries(of)) => of,
                (None, Holds::Nothing) => return false,
            };
        }
        here == Prose
    }

    /// Returns whether nothing of OpenAPI is below a JSON pointer of a document: an example, a description, or a key of its author's.
    pub(crate) fn is_unread(pointer: &str) -> bool {
        let mut here = One(Self::Root);
        for key in pointer.split('/').skip(1) {
            let is_theirs = key.starts_with("x-") && !key.starts_with("x-malipo-");
            here = match (here.object(), here.holds()) {
                (Some(object), _) => match object.expected(key) {
                    Some(expected) => expected,
                    None => return is_theirs,
                },
                (None, _) if matches!(here, Paths | Responses | Callback) && is_theirs => {
                    return true;
                }
                (None, Holds::Items(of) | Holds::Entries(of)) => of,
                (None, Holds::Nothing) => break,
            };
        }
        Self::is_for_people(pointer)
    }

    fn expected_below(self, pointer: &str) -> Option<Expected> {
        let mut here = One(self);
        for key in pointer.split('/').skip(1) {
            here = match (here.object(), here.holds()) {
                (Some(object), _) => object.expected(key)?,
                (None, Holds::Items(of) | Holds::Entries(of)) => of,
                (None, Holds::Nothing) => return None,
            };
        }
        Some(here)
    }

    /// The keys that it may have.
    pub(crate) const fn keys(self) -> &'static [Key] {
        match self {
            Self::Root => &[
                ("openapi", Text),
                ("info", One(Object::Info)),
                ("servers", List(Object::Server)),
                ("paths", Paths),
                ("components", One(Object::Components)),
                ("security", Requirements),
                ("tags", List(Object::Tag)),
                ("externalDocs", One(Object::ExternalDocs)),
            ],
            Self::Info => &[
                ("title", Text),
                ("description", Prose),
                ("termsOfService", Text),
                ("contact", One(Object::Contact)),
                ("license", One(Object::License)),
                ("version", Text),
            ],
            Self::Contact => &[("name", Text), ("url", Text), ("email", Text)],
            Self::License => &[("name", Text), ("url", Text)],
            Self::Server => &[
                ("url", Text),
                ("description", Prose),
                ("variables", Map(Object::ServerVariable)),
            ],
            Self::ServerVariable => &[("enum", Texts), ("default", Text), ("description", Prose)],
            Self::Components => &[
                ("schemas", MapOrRef(Object::Schema)),
                ("responses", MapOrRef(Object::Response)),
                ("parameters", MapOrRef(Object::Parameter)),
                ("examples", MapOrRef(Object::Example)),
                ("requestBodies", MapOrRef(Object::RequestBody)),
                ("headers", MapOrRef(Object::Header)),
                ("securitySchemes", MapOrRef(Object::SecurityScheme)),
                ("links", MapOrRef(Object::Link)),
                ("callbacks", CallbackMap),
            ],
            Self::PathItem => &[
                ("summary", Prose),
                ("description", Prose),
                ("get", OneOrRef(Object::Operation)),
                ("put", OneOrRef(Object::Operation)),
                ("post", OneOrRef(Object::Operation)),
                ("delete", OneOrRef(Object::Operation)),
                ("options", OneOrRef(Object::Operation)),
                ("head", OneOrRef(Object::Operation)),
                ("patch", OneOrRef(Object::Operation)),
                ("trace", OneOrRef(Object::Operation)),
                ("servers", List(Object::Server)),
                ("parameters", ListOrRef(Object::Parameter)),
            ],
            Self::Operation => &[
                ("tags", Texts),
                ("summary", Prose),
                ("description", Prose),
                ("externalDocs", One(Object::ExternalDocs)),
                ("operationId", Text),
                ("parameters", ListOrRef(Object::Parameter)),
                ("requestBody", OneOrRef(Object::RequestBody)),
                ("responses", Responses),
                ("callbacks", CallbackMap),
                ("deprecated", Bool),
                ("security", Requirements),
                ("servers", List(Object::Server)),
            ],
            Self::ExternalDocs => &[("description", Prose), ("url", Text)],
            Self::Parameter => &[
                ("name", Text),
                ("in", Word(&["path", "query", "header", "cookie"])),
                ("description", Prose),
                ("required", Bool),
                ("deprecated", Bool),
                ("allowEmptyValue", Bool),
                ("style", Word(STYLES)),
                ("explode", Bool),
                ("allowReserved", Bool),
                ("schema", OneOrRef(Object::Schema)),
                ("example", Any),
                ("examples", MapOrRef(Object::Example)),
                ("content", Map(Object::MediaType)),
            ],
            Self::RequestBody => &[
                ("description", Prose),
                ("content", Map(Object::MediaType)),
                ("required", Bool),
            ],
            Self::MediaType => &[
                ("schema", OneOrRef(Object::Schema)),
                ("example", Any),
                ("examples", MapOrRef(Object::Example)),
                ("encoding", Map(Object::Encoding)),
            ],
            Self::Encoding => &[
                ("contentType", Text),
                ("headers", MapOrRef(Object::Header)),
                ("style", Word(QUERY_STYLES)),
                ("explode", Bool),
                ("allowReserved", Bool),
            ],
            Self::Response => &[
                ("description", Prose),
                ("headers", MapOrRef(Object::Header)),
                ("content", Map(Object::MediaType)),
                ("links", MapOrRef(Object::Link)),
            ],
            Self::Header => &[
                ("description", Prose),
                ("required", Bool),
                ("deprecated", Bool),
                ("allowEmptyValue", Bool),
                ("style", Word(STYLES)),
                ("explode", Bool),
                ("allowReserved", Bool),
                ("schema", OneOrRef(Object::Schema)),
                ("example", Any),
                ("examples", MapOrRef(Object::Example)),
                ("content", Map(Object::MediaType)),
            ],
            Self::Example => &[
                ("summary", Prose),
                ("description", Prose),
                ("value", Any),
                ("externalValue", Text),
            ],
            Self::Link => &[
                ("operationRef", Text),
                ("operationId", Text),
                ("parameters", Any),
                ("requestBody", Any),
                ("description", Prose),
                ("server", One(Object::Server)),
            ],
            Self::Tag => &[
                ("name", Text),
                ("description", Prose),
                ("externalDocs", One(Object::ExternalDocs)),
            ],
            Self::Schema | Self::Property => &[
                ("title", Text),
                ("multipleOf", Number),
                ("maximum", Number),
                ("exclusiveMaximum", Bool),
                ("minimum", Number),
                ("exclusiveMinimum", Bool),
                ("maxLength", Count),
                ("minLength", Count),
                ("pattern", Text),
                ("maxItems", Count),
                ("minItems", Count),
                ("uniqueItems", Bool),
                ("maxProperties", Count),
                ("minProperties", Count),
                ("required", Names),
                ("enum", Values),
                ("type", Word(TYPES)),
                ("allOf", ListOrRef(Object::Schema)),
                ("oneOf", ListOrRef(Object::Schema)),
                ("anyOf", ListOrRef(Object::Schema)),
                ("not", OneOrRef(Object::Schema)),
                ("items", OneOrRef(Object::Schema)),
                ("properties", MapOrRef(Object::Property)),
                ("additionalProperties", AdditionalProperties),
                ("description", Prose),
                ("format", Text),
                ("default", Any),
                ("nullable", Bool),
                ("discriminator", One(Object::Discriminator)),
                ("readOnly", Bool),
                ("writeOnly", Bool),
                ("xml", One(Object::Xml)),
                ("externalDocs", One(Object::ExternalDocs)),
                ("example", Any),
                ("deprecated", Bool),
            ],
            Self::Callback => &[],
            Self::Discriminator => &[("propertyName", Text), ("mapping", Mapping)],
            Self::Xml => &[
                ("name", Text),
                ("namespace", Text),
                ("prefix", Text),
                ("attribute", Bool),
                ("wrapped", Bool),
            ],
            Self::SecurityScheme => &[
                ("type", Word(&["http", "apiKey", "oauth2", "openIdConnect"])),
                ("description", Prose),
                ("name", Text),
                ("in", Word(&["query", "header", "cookie"])),
                ("scheme", Text),
                ("bearerFormat", Text),
                ("flows", One(Object::OAuthFlows)),
                ("openIdConnectUrl", Text),
            ],
            Self::OAuthFlows => &[
                ("implicit", One(Object::OAuthFlow)),
                ("password", One(Object::OAuthFlow)),
                ("clientCredentials", One(Object::OAuthFlow)),
                ("authorizationCode", One(Object::OAuthFlow)),
            ],
            Self::OAuthFlow => &[
                ("authorizationUrl", Text),
                ("tokenUrl", Text),
                ("refreshUrl", Text),
                ("scopes", ProseMap),
            ],
        }
    }
}

/// Answers of which nothing is known.
pub(crate) fn any_answer() -> Value {
    json!({ "default": { "description": "" } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_and_examples_are_for_people() {
        for (pointer, is_for_people) in [
            ("/paths/~1a/get/description", true),
            ("/components/schemas/A/example/b/0", true),
            ("/components/examples/A/value", true),
            ("/components/schemas/example/maximum", false),
            ("/components/schemas/A/default", false),
            ("/components/schemas/A/enum/0", false),
            ("/definitions/A/example", false),
            ("/info/description/0", false),
        ] {
            assert_eq!(Object::is_for_people(pointer), is_for_people, "{pointer}");
        }
    }

    #[test]
    fn the_table_knows_what_stands_at_a_pointer() {
        let cases = [
            ("", Some(Object::Root)),
            ("/paths/~1a/get/parameters/0/schema", Some(Object::Schema)),
            ("/paths/~1a/get/responses/default", Some(Object::Response)),
            ("/components/responses/default", Some(Object::Response)),
            (
                "/components/schemas/default/properties/default",
                Some(Object::Property),
            ),
            (
                "/components/schemas/a/additionalProperties/items",
                Some(Object::Schema),
            ),
            ("/components/callbacks/a", Some(Object::Callback)),
            (
                "/components/callbacks/a/{$url}/post",
                Some(Object::Operation),
            ),
            ("/paths", None),
            ("/components/schemas", None),
            ("/components/schemas/a/default", None),
            ("/definitions/a", None),
        ];
        for (pointer, object) in cases {
            assert_eq!(Object::at(pointer), object, "{pointer}");
        }
    }
}
