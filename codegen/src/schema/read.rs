//! `openapiv3`: the one file that names it. It reads the tree, and what it holds becomes our types once.
//!
//! Where it does not hold a value as it is written, the value is taken from the tree.

use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AdditionalProperties, AnySchema, OpenAPI, ParameterData,
    ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, SchemaData, SchemaKind,
    StatusCode, Type, VariantOrUnknownOrEmpty,
};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::callbacks::{put_back, take_callbacks};
use super::keywords::JsonType;
use super::numbers::EXACT;
use super::operations::{
    Content, Credential, Encoding, MediaType, Operation, Parameter, ParameterValue, PathItem,
    RequestBody, Requirement, Response, SecurityScheme, Server,
};
use super::types::{Additional, Discriminator, Ref, Schema};
use crate::ground::pointer::{Path, find};
use crate::ir;
use crate::openapi::resolver::is_reference;
use crate::vocabulary::{Extensions, PREFIX};

type Map<T> = IndexMap<String, T>;

/// The parts of a document.
pub(super) struct Read {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) servers: Vec<Server>,
    pub(super) paths: Map<Ref<PathItem>>,
    pub(super) security: Option<Vec<Requirement>>,
    pub(super) extensions: Extensions,
    pub(super) schemas: Map<Ref<Schema>>,
    pub(super) parameters: Map<Ref<Parameter>>,
    pub(super) responses: Map<Ref<Response>>,
    pub(super) request_bodies: Map<Ref<RequestBody>>,
    pub(super) security_schemes: Map<Ref<SecurityScheme>>,
}

/// Reads a document, but for its callbacks.
pub(super) fn document(tree: &mut Value) -> Result<Read, serde_json::Error> {
    let callbacks = take_callbacks(tree);
    let document = OpenAPI::deserialize(&*tree);
    put_back(tree, callbacks);
    Ok(parts(document?, tree))
}

fn parts(document: OpenAPI, tree: &Value) -> Read {
    let reader = Reader { tree };
    let root = Path::Root;
    let paths_at = root.member("paths");
    let components_at = root.member("components");
    let components = document.components.unwrap_or_default();
    let paths = document.paths.paths.into_iter();
    Read {
        title: document.info.title,
        description: document.info.description,
        servers: document.servers.into_iter().map(server).collect(),
        paths: paths
            .map(|(path, item)| {
                let at = paths_at.member(&path);
                let item = reader.either(item, &at, Reader::path_item);
                (path, item)
            })
            .collect(),
        security: document.security.map(requirements),
        extensions: ours(document.extensions),
        schemas: reader.map(
            components.schemas,
            &components_at.member("schemas"),
            Reader::schema,
        ),
        parameters: reader.map(
            components.parameters,
            &components_at.member("parameters"),
            Reader::parameter,
        ),
        responses: reader.map(
            components.responses,
            &components_at.member("responses"),
            Reader::response,
        ),
        request_bodies: reader.map(
            components.request_bodies,
            &components_at.member("requestBodies"),
            Reader::request_body,
        ),
        security_schemes: reader.map(
            components.security_schemes,
            &components_at.member("securitySchemes"),
            |_, scheme, _| security_scheme(scheme),
        ),
    }
}

/// A part of a document that can be read on its own.
pub(super) trait Part: Sized {
    /// Reads what stands at a location of a tree.
    fn read(value: &Value, tree: &Value, at: &str) -> Result<Ref<Self>, serde_json::Error>;
}

/// Implements [`Part`] by the function of [`Reader`] that reads it.
macro_rules! parts {
    ($($part:ident by $read:expr;)+) => {
        $(impl Part for $part {
            fn read(value: &Value, tree: &Value, at: &str) -> Result<Ref<Self>, serde_json::Error> {
                let part = ReferenceOr::<openapiv3::$part>::deserialize(value)?;
                Ok(Reader { tree }.either(part, &Path::Pointer(at), $read))
            }
        })+
    };
}

parts! {
    Schema by Reader::schema;
    Parameter by Reader::parameter;
    Response by Reader::response;
    RequestBody by Reader::request_body;
    SecurityScheme by |_, scheme, _| security_scheme(scheme);
}

/// Converts the types of `openapiv3` to ours. `at` is the location in the tree.
#[derive(Clone, Copy)]
struct Reader<'d> {
    tree: &'d Value,
}

impl Reader<'_> {
    fn either<O, T>(
        self,
        part: ReferenceOr<O>,
        at: &Path<'_>,
        read: impl Fn(Self, O, &Path<'_>) -> T,
    ) -> Ref<T> {
        match part {
            ReferenceOr::Item(item) => Ref::item(read(self, item, at)),
            ReferenceOr::Reference { reference } => Ref::To(reference.into()),
        }
    }

    fn map<O, T>(
        self,
        parts: Map<ReferenceOr<O>>,
        at: &Path<'_>,
        read: impl Fn(Self, O, &Path<'_>) -> T,
    ) -> Map<Ref<T>> {
        let parts = parts.into_iter();
        parts
            .map(|(name, part)| {
                let part = self.either(part, &at.member(&name), &read);
                (name, part)
            })
            .collect()
    }

    fn list<O, T>(
        self,
        parts: Vec<ReferenceOr<O>>,
        at: &Path<'_>,
        read: impl Fn(Self, O, &Path<'_>) -> T,
    ) -> Vec<Ref<T>> {
        let parts = parts.into_iter().enumerate();
        parts
            .map(|(number, part)| self.either(part, &at.item(number), &read))
            .collect()
    }

    fn path_item(self, item: openapiv3::PathItem, at: &Path<'_>) -> PathItem {
        let operations = [
            ("get", item.get),
            ("put", item.put),
            ("post", item.post),
            ("delete", item.delete),
            ("options", item.options),
            ("head", item.head),
            ("patch", item.patch),
            ("trace", item.trace),
        ];
        let operations = operations.into_iter().filter_map(|(method, operation)| {
            Some((method, self.operation(operation?, &at.member(method))))
        });
        PathItem {
            operations: operations.collect(),
            parameters: self.list(item.parameters, &at.member("parameters"), Self::parameter),
            servers: item.servers.into_iter().map(server).collect(),
        }
    }

    fn operation(self, operation: openapiv3::Operation, at: &Path<'_>) -> Operation {
        let responses_at = at.member("responses");
        let declared = operation.responses.responses.into_iter();
        let declared = declared.map(|(status, response)| {
            let (status, key) = status_of(&status);
            (status, key, response)
        });
        let default = operation.responses.default;
        let default = default.map(|response| (ir::Status::Default, "default".to_owned(), response));
        let responses = declared.chain(default).map(|(status, key, response)| {
            let response = self.either(response, &responses_at.member(&key), Self::response);
            (status, key, response)
        });
        Operation {
            is_reference: find(self.tree, &at.to_string()).is_some_and(is_reference),
            id: operation.operation_id,
            summary: operation.summary,
            description: operation.description,
            deprecated: operation.deprecated,
            parameters: self.list(
                operation.parameters,
                &at.member("parameters"),
                Self::parameter,
            ),
            body: operation
                .request_body
                .map(|body| self.either(body, &at.member("requestBody"), Self::request_body)),
            responses: responses.collect(),
            security: operation.security.map(requirements),
            servers: operation.servers.into_iter().map(server).collect(),
            extensions: ours(operation.extensions),
        }
    }

    fn parameter(self, parameter: openapiv3::Parameter, at: &Path<'_>) -> Parameter {
        let (data, location, style, allow_reserved) = match parameter {
            openapiv3::Parameter::Query {
                parameter_data,
                style,
                allow_reserved,
                ..
            } => {
                let style = query_style(&style);
                (parameter_data, ir::Location::Query, style, allow_reserved)
            }
            openapiv3::Parameter::Path {
                parameter_data,
                style,
            } => {
                let style = match style {
                    PathStyle::Simple => ir::Style::Simple,
                    PathStyle::Label => ir::Style::Label,
                    PathStyle::Matrix => ir::Style::Matrix,
                };
                (parameter_data, ir::Location::Path, style, false)
            }
            openapiv3::Parameter::Header { parameter_data, .. } => {
                let style = ir::Style::Simple;
                (parameter_data, ir::Location::Header, style, false)
            }
            openapiv3::Parameter::Cookie { parameter_data, .. } => {
                let style = ir::Style::Form;
                (parameter_data, ir::Location::Cookie, style, false)
            }
        };
        let ParameterData {
            name,
            description,
            required,
            deprecated,
            format,
            explode,
            extensions,
            ..
        } = data;
        let value = match format {
            ParameterSchemaOrContent::Schema(schema) => {
                ParameterValue::Schema(self.either(schema, &at.member("schema"), Self::schema))
            }
            ParameterSchemaOrContent::Content(content) => {
                ParameterValue::Content(self.content(content, &at.member("content")))
            }
        };
        Parameter {
            name,
            location,
            description,
            required,
            deprecated: deprecated.unwrap_or(false),
            style,
            explode,
            allow_reserved,
            value,
            extensions: ours(extensions),
        }
    }

    fn content(self, content: openapiv3::Content, at: &Path<'_>) -> Content {
        let content = content.into_iter().map(|(name, entry)| {
            let entry_at = at.member(&name);
            let schema = entry
                .schema
                .map(|schema| self.either(schema, &entry_at.member("schema"), Self::schema));
            let encoding = entry.encoding.into_iter();
            let encodings_at = entry_at.member("encoding");
            let encoding = encoding.map(|(property, encoding)| {
                let at = encodings_at.member(&property);
                let explode =
                    find(self.tree, &at.member("explode").to_string()).and_then(Value::as_bool);
                // Who says whether a list is exploded gives the style that is the default.
                let style = match (encoding.style.as_ref().map(query_style), explode) {
                    (None, Some(_)) => Some(ir::Style::Form),
                    (style, _) => style,
                };
                let encoding = Encoding {
                    content_type: encoding.content_type,
                    style,
                    explode: explode.unwrap_or(style == Some(ir::Style::Form)),
                    has_headers: !encoding.headers.is_empty(),
                };
                (property, encoding)
            });
            let encoding = encoding.collect();
            (name, MediaType { schema, encoding })
        });
        content.collect()
    }

    fn request_body(self, body: openapiv3::RequestBody, at: &Path<'_>) -> RequestBody {
        RequestBody {
            description: body.description,
            content: self.content(body.content, &at.member("content")),
            required: body.required,
        }
    }

    fn response(self, response: openapiv3::Response, at: &Path<'_>) -> Response {
        Response {
            description: response.description,
            content: self.content(response.content, &at.member("content")),
            extensions: ours(response.extensions),
        }
    }

    fn schema(self, schema: openapiv3::Schema, at: &Path<'_>) -> Schema {
        let openapiv3::Schema {
            schema_data,
            schema_kind,
        } = schema;
        let annotations = annotations(schema_data);
        let list = |name| at.member(name);
        match schema_kind {
            SchemaKind::Type(ty) => self.of_type(ty, annotations, at),
            SchemaKind::OneOf { one_of } => Schema {
                is_empty_list: one_of.is_empty(),
                one_of: self.list(one_of, &list("oneOf"), Self::schema),
                ..annotations
            },
            SchemaKind::AnyOf { any_of } => Schema {
                is_empty_list: any_of.is_empty(),
                any_of: self.list(any_of, &list("anyOf"), Self::schema),
                ..annotations
            },
            SchemaKind::AllOf { all_of } => Schema {
                is_empty_list: all_of.is_empty(),
                all_of: self.list(all_of, &list("allOf"), Self::schema),
                ..annotations
            },
            SchemaKind::Not { not } => Schema {
                not: Some(self.either(*not, &at.member("not"), Self::schema)),
                ..annotations
            },
            SchemaKind::Any(any) => self.of_any(any, annotations, at),
        }
    }

    /// A schema with keywords of one type only.
    fn of_type(self, ty: Type, annotations: Schema, at: &Path<'_>) -> Schema {
        match ty {
            Type::String(string) => Schema {
                ty: Some(JsonType::String),
                format: format(&string.format),
                enumeration: values(string.enumeration),
                pattern: string.pattern,
                min_length: string.min_length,
                max_length: string.max_length,
                ..annotations
            },
            Type::Number(number) => Schema {
                ty: Some(JsonType::Number),
                format: format(&number.format),
                enumeration: match number.enumeration.is_empty() {
                    true => Vec::new(),
                    false => self.written_values(at),
                },
                minimum: self.number(number.minimum, "minimum", at),
                maximum: self.number(number.maximum, "maximum", at),
                exclusive_minimum: number.exclusive_minimum.then_some(true),
                exclusive_maximum: number.exclusive_maximum.then_some(true),
                multiple_of: self.number(number.multiple_of, "multipleOf", at),
                ..annotations
            },
            Type::Integer(integer) => Schema {
                ty: Some(JsonType::Integer),
                format: format(&integer.format),
                enumeration: values(integer.enumeration),
                minimum: integer.minimum.map(Number::from),
                maximum: integer.maximum.map(Number::from),
                exclusive_minimum: integer.exclusive_minimum.then_some(true),
                exclusive_maximum: integer.exclusive_maximum.then_some(true),
                multiple_of: integer.multiple_of.map(Number::from),
                ..annotations
            },
            Type::Boolean(boolean) => Schema {
                ty: Some(JsonType::Boolean),
                enumeration: values(boolean.enumeration),
                ..annotations
            },
            Type::Array(array) => Schema {
                ty: Some(JsonType::Array),
                items: self.boxed(array.items, &at.member("items")),
                min_items: array.min_items,
                max_items: array.max_items,
                unique_items: array.unique_items.then_some(true),
                ..annotations
            },
            Type::Object(object) => Schema {
                ty: Some(JsonType::Object),
                properties: self.properties(object.properties, at),
                required: object.required,
                additional_properties: self.additional(object.additional_properties, at),
                min_properties: object.min_properties,
                max_properties: object.max_properties,
                ..annotations
            },
        }
    }

    /// A schema with any keywords.
    fn of_any(self, any: AnySchema, annotations: Schema, at: &Path<'_>) -> Schema {
        Schema {
            ty: any.typ.as_deref().and_then(json_type),
            format: any.format,
            enumeration: any.enumeration,
            pattern: any.pattern,
            min_length: any.min_length,
            max_length: any.max_length,
            minimum: self.number(any.minimum, "minimum", at),
            maximum: self.number(any.maximum, "maximum", at),
            exclusive_minimum: any.exclusive_minimum,
            exclusive_maximum: any.exclusive_maximum,
            multiple_of: self.number(any.multiple_of, "multipleOf", at),
            items: self.boxed(any.items, &at.member("items")),
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items,
            properties: self.properties(any.properties, at),
            required: any.required,
            additional_properties: self.additional(any.additional_properties, at),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
            all_of: self.list(any.all_of, &at.member("allOf"), Self::schema),
            one_of: self.list(any.one_of, &at.member("oneOf"), Self::schema),
            any_of: self.list(any.any_of, &at.member("anyOf"), Self::schema),
            not: any
                .not
                .map(|not| self.either(*not, &at.member("not"), Self::schema)),
            ..annotations
        }
    }

    fn properties(
        self,
        properties: Map<ReferenceOr<Box<openapiv3::Schema>>>,
        at: &Path<'_>,
    ) -> Map<Ref<Schema>> {
        self.map(properties, &at.member("properties"), |_, schema, at| {
            self.schema(*schema, at)
        })
    }

    fn boxed(
        self,
        schema: Option<ReferenceOr<Box<openapiv3::Schema>>>,
        at: &Path<'_>,
    ) -> Option<Ref<Schema>> {
        Some(self.either(schema?, at, |_, schema, at| self.schema(*schema, at)))
    }

    fn additional(
        self,
        additional: Option<AdditionalProperties>,
        at: &Path<'_>,
    ) -> Option<Additional> {
        Some(match additional? {
            AdditionalProperties::Any(any) => Additional::Any(any),
            AdditionalProperties::Schema(schema) => {
                let at = at.member("additionalProperties");
                Additional::Schema(self.either(*schema, &at, Self::schema))
            }
        })
    }

    /// A number as it is written, which a float holds up to a size.
    fn number(self, held: Option<f64>, key: &str, at: &Path<'_>) -> Option<Number> {
        let held = held?;
        if held.abs() < EXACT {
            return match held.fract() == 0.0 {
                true => Some((held as i64).into()),
                false => Number::from_f64(held),
            };
        }
        let written = find(self.tree, &at.to_string()).and_then(|schema| schema.get(key));
        let written = written.and_then(Value::as_number).cloned();
        written.or_else(|| Number::from_f64(held))
    }

    /// The values of an `enum` as they are written.
    fn written_values(self, at: &Path<'_>) -> Vec<Value> {
        let written = find(self.tree, &at.to_string());
        let written = written.and_then(|schema| schema.get("enum")?.as_array());
        written.cloned().unwrap_or_default()
    }
}

/// The annotations of a schema.
fn annotations(data: SchemaData) -> Schema {
    Schema {
        nullable: data.nullable,
        read_only: data.read_only,
        write_only: data.write_only,
        deprecated: data.deprecated,
        title: data.title,
        description: data.description,
        discriminator: data.discriminator.map(|discriminator| {
            Rc::new(Discriminator {
                property_name: discriminator.property_name,
                mapping: discriminator.mapping,
            })
        }),
        default: data.default,
        extensions: ours(data.extensions),
        ..Schema::default()
    }
}

fn ours(extensions: Map<Value>) -> Extensions {
    let mut ours = extensions;
    ours.retain(|key, _| key.starts_with(PREFIX));
    ours
}

fn json_type(word: &str) -> Option<JsonType> {
    let all = [
        JsonType::String,
        JsonType::Number,
        JsonType::Integer,
        JsonType::Boolean,
        JsonType::Array,
        JsonType::Object,
    ];
    all.into_iter().find(|ty| ty.as_str() == word)
}

fn format<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => {
            let written = serde_json::to_value(known).ok()?;
            written.as_str().map(str::to_owned)
        }
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
    .filter(|format| !format.is_empty())
}

fn values<T: Into<Value>>(values: Vec<Option<T>>) -> Vec<Value> {
    let values = values.into_iter();
    values
        .map(|value| value.map_or(Value::Null, Into::into))
        .collect()
}

const fn query_style(style: &QueryStyle) -> ir::Style {
    match style {
        QueryStyle::Form => ir::Style::Form,
        QueryStyle::SpaceDelimited => ir::Style::SpaceDelimited,
        QueryStyle::PipeDelimited => ir::Style::PipeDelimited,
        QueryStyle::DeepObject => ir::Style::DeepObject,
    }
}

fn status_of(status: &StatusCode) -> (ir::Status, String) {
    match status {
        StatusCode::Code(code) => (ir::Status::Code(*code), code.to_string()),
        StatusCode::Range(first) => {
            let digit = u8::try_from(*first).unwrap_or(0);
            (ir::Status::Range(digit), format!("{first}XX"))
        }
    }
}

fn requirements(requirements: Vec<openapiv3::SecurityRequirement>) -> Vec<Requirement> {
    let requirements = requirements.into_iter();
    requirements
        .map(|requirement| requirement.into_keys().collect())
        .collect()
}

fn security_scheme(scheme: openapiv3::SecurityScheme) -> SecurityScheme {
    let (credential, description) = match scheme {
        openapiv3::SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => ir::Location::Query,
                APIKeyLocation::Header => ir::Location::Header,
                APIKeyLocation::Cookie => ir::Location::Cookie,
            };
            (Credential::Key { location, name }, description)
        }
        openapiv3::SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => (Credential::Http { scheme }, description),
        openapiv3::SecurityScheme::OAuth2 { description, .. } => (Credential::OAuth2, description),
        openapiv3::SecurityScheme::OpenIDConnect { description, .. } => {
            (Credential::OpenIdConnect, description)
        }
    };
    SecurityScheme {
        description,
        credential,
    }
}

fn server(server: openapiv3::Server) -> Server {
    let variables = server.variables.into_iter().flatten();
    Server {
        url: server.url,
        description: server.description,
        variables: variables
            .map(|(name, variable)| (name, variable.default))
            .collect(),
        extensions: ours(server.extensions),
    }
}
