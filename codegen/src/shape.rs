//! The form of an OpenAPI 3.0 document, as a table: which keys, of which type, where.
//!
//! `openapiv3` cannot say where a document is wrong, so this is asked first. What passes here,
//! `openapiv3` reads.

use serde_json::Value;

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::span::step;
use crate::vocabulary;

/// An object of the OpenAPI 3.0 specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    Discriminator,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

#[derive(Clone, Copy)]
enum Form {
    Any,
    Text,
    Bool,
    Number,
    Count,
    /// A list of any values that is not empty.
    Values,
    Texts,
    One(Object),
    OneOrRef(Object),
    List(Object),
    ListOrRef(Object),
    Map(Object),
    MapOrRef(Object),
    TextMap,
    Paths,
    Responses,
    Callbacks,
    CallbackMap,
    AdditionalProperties,
    Requirements,
}

use Form::{
    AdditionalProperties, Any, Bool, CallbackMap, Count, List, ListOrRef, Map, MapOrRef, Number, One,
    OneOrRef, Paths, Requirements, Responses, Text, TextMap, Texts, Values,
};

type Key = (&'static str, Form);

impl Object {
    const fn name(self) -> &'static str {
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
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
        }
    }

    const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Root => &["openapi", "info", "paths"],
            Self::Info => &["title", "version"],
            Self::Server | Self::ExternalDocs => &["url"],
            Self::ServerVariable => &["default"],
            Self::Operation => &["responses"],
            Self::Parameter => &["name", "in"],
            Self::RequestBody => &["content"],
            Self::Response => &["description"],
            Self::Tag | Self::License => &["name"],
            Self::Discriminator => &["propertyName"],
            Self::SecurityScheme => &["type"],
            _ => &[],
        }
    }

    const fn keys(self) -> &'static [Key] {
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
                ("description", Text),
                ("termsOfService", Text),
                ("contact", One(Object::Contact)),
                ("license", One(Object::License)),
                ("version", Text),
            ],
            Self::Contact => &[("name", Text), ("url", Text), ("email", Text)],
            Self::License => &[("name", Text), ("url", Text)],
            Self::Server => &[
                ("url", Text),
                ("description", Text),
                ("variables", Map(Object::ServerVariable)),
            ],
            Self::ServerVariable => &[("enum", Texts), ("default", Text), ("description", Text)],
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
                ("$ref", Text),
                ("summary", Text),
                ("description", Text),
                ("get", One(Object::Operation)),
                ("put", One(Object::Operation)),
                ("post", One(Object::Operation)),
                ("delete", One(Object::Operation)),
                ("options", One(Object::Operation)),
                ("head", One(Object::Operation)),
                ("patch", One(Object::Operation)),
                ("trace", One(Object::Operation)),
                ("servers", List(Object::Server)),
                ("parameters", ListOrRef(Object::Parameter)),
            ],
            Self::Operation => &[
                ("tags", Texts),
                ("summary", Text),
                ("description", Text),
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
            Self::ExternalDocs => &[("description", Text), ("url", Text)],
            Self::Parameter => &[
                ("name", Text),
                ("in", Text),
                ("description", Text),
                ("required", Bool),
                ("deprecated", Bool),
                ("allowEmptyValue", Bool),
                ("style", Text),
                ("explode", Bool),
                ("allowReserved", Bool),
                ("schema", OneOrRef(Object::Schema)),
                ("example", Any),
                ("examples", MapOrRef(Object::Example)),
                ("content", Map(Object::MediaType)),
            ],
            Self::RequestBody => &[
                ("description", Text),
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
                ("style", Text),
                ("explode", Bool),
                ("allowReserved", Bool),
            ],
            Self::Response => &[
                ("description", Text),
                ("headers", MapOrRef(Object::Header)),
                ("content", Map(Object::MediaType)),
                ("links", MapOrRef(Object::Link)),
            ],
            Self::Header => &[
                ("description", Text),
                ("required", Bool),
                ("deprecated", Bool),
                ("allowEmptyValue", Bool),
                ("style", Text),
                ("explode", Bool),
                ("allowReserved", Bool),
                ("schema", OneOrRef(Object::Schema)),
                ("example", Any),
                ("examples", MapOrRef(Object::Example)),
                ("content", Map(Object::MediaType)),
            ],
            Self::Example => &[("summary", Text), ("description", Text), ("value", Any), ("externalValue", Text)],
            Self::Link => &[
                ("operationRef", Text),
                ("operationId", Text),
                ("parameters", Any),
                ("requestBody", Any),
                ("description", Text),
                ("server", One(Object::Server)),
            ],
            Self::Tag => &[
                ("name", Text),
                ("description", Text),
                ("externalDocs", One(Object::ExternalDocs)),
            ],
            Self::Schema => &[
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
                ("required", Texts),
                ("enum", Values),
                ("type", Text),
                ("allOf", ListOrRef(Object::Schema)),
                ("oneOf", ListOrRef(Object::Schema)),
                ("anyOf", ListOrRef(Object::Schema)),
                ("not", OneOrRef(Object::Schema)),
                ("items", OneOrRef(Object::Schema)),
                ("properties", MapOrRef(Object::Schema)),
                ("additionalProperties", AdditionalProperties),
                ("description", Text),
                ("format", Text),
                ("default", Any),
                ("nullable", Bool),
                ("discriminator", One(Object::Discriminator)),
                ("readOnly", Bool),
                ("writeOnly", Bool),
                ("xml", Any),
                ("externalDocs", One(Object::ExternalDocs)),
                ("example", Any),
                ("deprecated", Bool),
            ],
            Self::Discriminator => &[("propertyName", Text), ("mapping", TextMap)],
            Self::SecurityScheme => &[
                ("type", Text),
                ("description", Text),
                ("name", Text),
                ("in", Text),
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
                ("scopes", TextMap),
            ],
        }
    }
}

/// Reports whatever in a tree has not the form of an OpenAPI 3.0 document, and every `x-malipo-` key out of place.
pub(crate) fn check(tree: &Value, report: &mut Report) {
    if !version(tree, report) {
        return;
    }
    Checker { report }.object(tree, Object::Root, "");
}

fn version(tree: &Value, report: &mut Report) -> bool {
    let help = "Malipo reads OpenAPI 3.0: write `openapi: 3.0.3`, or convert the document to 3.0 first";
    let found = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version == "3.0" || version.starts_with("3.0.") => return true,
        (Some(Value::String(version)), _) => ("/openapi", format!("this is OpenAPI {version}")),
        (Some(other), _) => ("/openapi", format!("`openapi` is {}", kind(other))),
        (None, Some(_)) => ("/swagger", "this is a Swagger 2.0 document".to_owned()),
        (None, None) => ("", "this is not an OpenAPI document: it has no `openapi` version".to_owned()),
    };
    report.error(Code::Version, found.0, found.1, help);
    false
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

struct Checker<'a> {
    report: &'a mut Report,
}

impl Checker<'_> {
    fn wrong(&mut self, at: &str, name: &str, expected: &str, found: &Value) {
        self.report.error(
            Code::WrongType,
            at,
            format!("{name} is {}, and should be {expected}", kind(found)),
            format!("write {expected} here"),
        );
    }

    fn object(&mut self, value: &Value, object: Object, at: &str) {
        let Value::Object(map) = value else {
            return self.wrong(at, object.name(), "a mapping", value);
        };
        for key in object.required() {
            if !map.contains_key(*key) {
                self.report.error(
                    Code::MissingKey,
                    at,
                    format!("{} has no `{key}`", object.name()),
                    format!("add `{key}:`"),
                );
            }
        }
        for (key, member) in map {
            let below = step(at, key);
            if key.starts_with("x-") {
                vocabulary::check_key(object, key, member, &below, self.report);
            } else if let Some((_, form)) = object.keys().iter().find(|(name, _)| name == key) {
                self.form(member, *form, key, &below);
            } else {
                let known = object.keys().iter().map(|(name, _)| *name);
                let help = match did_you_mean(key, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "remove it, or name it `x-…` if it is an extension".to_owned(),
                };
                self.report.warning(
                    Code::UnknownKey,
                    &below,
                    format!("OpenAPI 3.0 knows no `{key}` in {}", object.name()),
                    help,
                );
            }
        }
    }

    fn object_or_ref(&mut self, value: &Value, object: Object, at: &str) {
        let Some(reference) = value.get("$ref") else {
            return self.object(value, object, at);
        };
        if !reference.is_string() {
            return self.wrong(&step(at, "$ref"), "`$ref`", "a text", reference);
        }
        for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
            if key.starts_with(vocabulary::PREFIX) {
                self.report.error(
                    Code::MisplacedExtension,
                    &step(at, key),
                    format!("`{key}` stands beside `$ref`, where nothing is read"),
                    "move it to what the reference leads to",
                );
            }
        }
    }

    fn form(&mut self, value: &Value, form: Form, name: &str, at: &str) {
        let quoted = format!("`{name}`");
        match form {
            Form::Any => {}
            Form::Text => self.expect(value.is_string(), at, &quoted, "a text", value),
            Form::Bool => self.expect(value.is_boolean(), at, &quoted, "true or false", value),
            Form::Number => self.expect(value.is_number(), at, &quoted, "a number", value),
            Form::Count => self.expect(value.is_u64(), at, &quoted, "a whole number that is not negative", value),
            Form::Values => self.expect(
                value.as_array().is_some_and(|list| !list.is_empty()),
                at,
                &quoted,
                "a list with at least one value",
                value,
            ),
            Form::Texts => self.each(value, &quoted, at, |this, item, at| {
                this.expect(item.is_string(), at, "this item", "a text", item);
            }),
            Form::One(object) => self.object(value, object, at),
            Form::OneOrRef(object) => self.object_or_ref(value, object, at),
            Form::List(object) => self.each(value, &quoted, at, |this, item, at| this.object(item, object, at)),
            Form::ListOrRef(object) => {
                self.each(value, &quoted, at, |this, item, at| this.object_or_ref(item, object, at));
            }
            Form::Map(object) => self.members(value, &quoted, at, |this, _, item, at| this.object(item, object, at)),
            Form::MapOrRef(object) => {
                self.members(value, &quoted, at, |this, _, item, at| this.object_or_ref(item, object, at));
            }
            Form::TextMap => self.members(value, &quoted, at, |this, _, item, at| {
                this.expect(item.is_string(), at, "this value", "a text", item);
            }),
            Form::Paths | Form::Callbacks => self.members(value, &quoted, at, |this, key, item, at| {
                if key.starts_with("x-") {
                    vocabulary::check_stray(key, at, this.report);
                } else {
                    this.object_or_ref(item, Object::PathItem, at);
                }
            }),
            Form::CallbackMap => self.members(value, &quoted, at, |this, key, item, at| {
                if item.get("$ref").is_none() {
                    this.form(item, Form::Callbacks, key, at);
                }
            }),
            Form::Responses => self.responses(value, at),
            Form::AdditionalProperties => {
                if !value.is_boolean() {
                    self.object_or_ref(value, Object::Schema, at);
                }
            }
            Form::Requirements => self.each(value, &quoted, at, |this, item, at| {
                this.members(item, "a security requirement", at, |this, _, scopes, at| {
                    this.expect(scopes.is_array(), at, "a list of scopes", "a list", scopes);
                });
            }),
        }
    }

    fn responses(&mut self, value: &Value, at: &str) {
        self.members(value, "`responses`", at, |this, key, item, at| {
            if key.starts_with("x-") {
                return vocabulary::check_stray(key, at, this.report);
            }
            let code = key.len() == 3
                && key.starts_with(['1', '2', '3', '4', '5'])
                && (key.ends_with("XX") || key.bytes().all(|b| b.is_ascii_digit()));
            if !(code || key == "default") {
                this.report.error(
                    Code::StatusCode,
                    at,
                    format!("`{key}` is not an HTTP status"),
                    "write a code such as `200`, a range such as `4XX`, or `default`",
                );
            }
            this.object_or_ref(item, Object::Response, at);
        });
    }

    fn expect(&mut self, holds: bool, at: &str, name: &str, expected: &str, found: &Value) {
        if !holds {
            self.wrong(at, name, expected, found);
        }
    }

    fn each(&mut self, value: &Value, name: &str, at: &str, mut visit: impl FnMut(&mut Self, &Value, &str)) {
        match value {
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    visit(self, item, &format!("{at}/{number}"));
                }
            }
            other => self.wrong(at, name, "a list", other),
        }
    }

    fn members(&mut self, value: &Value, name: &str, at: &str, mut visit: impl FnMut(&mut Self, &str, &Value, &str)) {
        match value {
            Value::Object(map) => {
                for (key, member) in map {
                    visit(self, key, member, &step(at, key));
                }
            }
            other => self.wrong(at, name, "a mapping", other),
        }
    }
}
