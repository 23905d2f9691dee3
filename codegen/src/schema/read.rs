//! `openapiv3`: the one file that names it. It reads each object of the tree once, and what it holds becomes our types.
//!
//! `openapiv3` keeps what it reads aside until it knows whether it is a reference, so that what is deep in a document would be
//! copied once for each level around it. So it reads each object without the objects below it, and these by themselves.
//!
//! Where it does not hold a value as it is written, the value is taken from the tree.

use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AnySchema, OpenAPI, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, SchemaData, SchemaKind, StatusCode, Type, VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde::de::{Deserialize, IntoDeserializer};
use serde_json::{Error, Number, Value};

use super::keywords::JsonType;
use super::numbers::as_written as number;
use super::operations::{
    Content, Credential, Encoding, MediaType, Operation, Parameter, ParameterValue, PathItem,
    RequestBody, Requirement, Response, SecurityScheme, Server,
};
use super::tree::{Below, Map, either, list, map, members, one, own, single};
use super::types::{Additional, Discriminator, Ref, Schema};
use crate::ir;
use crate::openapi::resolver::is_reference;
use crate::vocabulary::{Extensions, PREFIX};

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
pub(super) fn document(tree: &Value) -> Result<Read, Error> {
    let document: OpenAPI = own(tree, |key| match key {
        "paths" => Below::Empty,
        "components" => Below::Nothing,
        _ => Below::Kept,
    })?;
    let components = tree.get("components").unwrap_or(&Value::Null);
    let mut paths = Map::new();
    for (path, item) in members(tree, "paths")? {
        if path.starts_with('/') {
            paths.insert(path.clone(), either(item, path_item)?);
        }
    }
    Ok(Read {
        title: document.info.title,
        description: document.info.description,
        servers: document.servers.into_iter().map(server).collect(),
        paths,
        security: document.security.map(requirements),
        extensions: ours(document.extensions),
        schemas: map(components, "schemas", schema)?,
        parameters: map(components, "parameters", parameter)?,
        responses: map(components, "responses", response)?,
        request_bodies: map(components, "requestBodies", request_body)?,
        security_schemes: map(components, "securitySchemes", security_scheme)?,
    })
}

/// A part of a document that can be read on its own.
pub(super) trait Part: Sized {
    /// Reads what stands at a location of a tree.
    fn read(value: &Value) -> Result<Ref<Self>, Error>;
}

/// Implements [`Part`] by the function that reads it.
macro_rules! parts {
    ($($part:ident by $read:ident;)+) => {
        $(impl Part for $part {
            fn read(value: &Value) -> Result<Ref<Self>, Error> {
                either(value, $read)
            }
        })+
    };
}

parts! {
    Schema by schema;
    Parameter by parameter;
    Response by response;
    RequestBody by request_body;
    SecurityScheme by security_scheme;
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

fn path_item(value: &Value) -> Result<PathItem, Error> {
    let item: openapiv3::PathItem = own(value, |key| match METHODS.contains(&key) {
        true => Below::Nothing,
        false if key == "parameters" => Below::Nothing,
        false => Below::Kept,
    })?;
    let mut operations = Vec::new();
    for method in METHODS {
        if let Some(value) = value.get(method).filter(|value| !value.is_null()) {
            operations.push((method, operation(value)?));
        }
    }
    Ok(PathItem {
        operations,
        parameters: list(value, "parameters", parameter)?,
        servers: item.servers.into_iter().map(server).collect(),
    })
}

fn operation(value: &Value) -> Result<Operation, Error> {
    let operation: openapiv3::Operation = own(value, |key| match key {
        "responses" => Below::Empty,
        "parameters" | "requestBody" | "callbacks" => Below::Nothing,
        _ => Below::Kept,
    })?;
    // By status, since one status can be written in two ways.
    let mut responses: IndexMap<StatusCode, Ref<Response>> = IndexMap::new();
    let mut default = None;
    for (key, value) in members(value, "responses")? {
        let key: &str = key;
        if key == "default" {
            default = Some(either(value, response)?);
        } else if let Ok(status) =
            StatusCode::deserialize(IntoDeserializer::<Error>::into_deserializer(key))
        {
            responses.insert(status, either(value, response)?);
        }
    }
    let declared = responses.into_iter().map(|(status, response)| {
        let (status, key) = status_of(&status);
        (status, key, response)
    });
    let default = default.map(|response| (ir::Status::Default, "default".to_owned(), response));
    Ok(Operation {
        is_reference: is_reference(value),
        id: operation.operation_id,
        summary: operation.summary,
        description: operation.description,
        deprecated: operation.deprecated,
        parameters: list(value, "parameters", parameter)?,
        body: one(value, "requestBody", request_body)?,
        responses: declared.chain(default).collect(),
        security: operation.security.map(requirements),
        servers: operation.servers.into_iter().map(server).collect(),
        extensions: ours(operation.extensions),
    })
}

fn parameter(value: &Value) -> Result<Parameter, Error> {
    let parameter: openapiv3::Parameter = own(value, |key| match key {
        "schema" => Below::Reference,
        "content" => Below::Empty,
        "example" | "examples" => Below::Nothing,
        _ => Below::Kept,
    })?;
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
    let held = match format {
        ParameterSchemaOrContent::Schema(_) => {
            let part = value.get("schema").unwrap_or(&Value::Null);
            ParameterValue::Schema(either(part, schema)?)
        }
        ParameterSchemaOrContent::Content(_) => ParameterValue::Content(content(value)?),
    };
    Ok(Parameter {
        name,
        location,
        description,
        required,
        deprecated: deprecated.unwrap_or(false),
        style,
        explode,
        allow_reserved,
        value: held,
        extensions: ours(extensions),
    })
}

/// A header of a part of a body, as a parameter that is sent there. `style` can only be `simple`.
pub(super) fn header(name: &str, value: &Value) -> Result<Parameter, Error> {
    let flag = |key: &str| value.get(key).and_then(Value::as_bool);
    let held = match value.get("schema") {
        Some(part) => ParameterValue::Schema(either(part, schema)?),
        None if value.get("content").is_some() => ParameterValue::Content(content(value)?),
        None => ParameterValue::Schema(Ref::item(schema(&Value::Object(serde_json::Map::new()))?)),
    };
    let description = value.get("description").and_then(Value::as_str);
    Ok(Parameter {
        name: name.to_owned(),
        location: ir::Location::Header,
        description: description.map(str::to_owned),
        required: flag("required").unwrap_or(false),
        deprecated: flag("deprecated").unwrap_or(false),
        style: ir::Style::Simple,
        explode: flag("explode"),
        allow_reserved: false,
        value: held,
        extensions: Extensions::default(),
    })
}

/// The media types of an object.
fn content(value: &Value) -> Result<Content, Error> {
    let entries = members(value, "content")?;
    entries
        .map(|(name, entry)| Ok((name.clone(), media_type(entry)?)))
        .collect()
}

fn media_type(value: &Value) -> Result<MediaType, Error> {
    let entry: openapiv3::MediaType = own(value, |key| match key {
        "schema" | "example" | "examples" => Below::Nothing,
        _ => Below::Kept,
    })?;
    let encodings = value.get("encoding").unwrap_or(&Value::Null);
    let encoding = entry.encoding.into_iter().map(|(property, encoding)| {
        let written = encodings.get(&property);
        let explode = written.and_then(|written| written.get("explode")?.as_bool());
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
    Ok(MediaType {
        encoding: encoding.collect(),
        schema: one(value, "schema", schema)?,
    })
}

fn request_body(value: &Value) -> Result<RequestBody, Error> {
    let body: openapiv3::RequestBody = own(value, |key| match key {
        "content" => Below::Nothing,
        _ => Below::Kept,
    })?;
    Ok(RequestBody {
        description: body.description,
        content: content(value)?,
        required: body.required,
    })
}

fn response(value: &Value) -> Result<Response, Error> {
    let response: openapiv3::Response = own(value, |key| match key {
        "content" | "headers" | "links" => Below::Nothing,
        _ => Below::Kept,
    })?;
    Ok(Response {
        description: response.description,
        content: content(value)?,
        extensions: ours(response.extensions),
    })
}

fn schema(value: &Value) -> Result<Schema, Error> {
    let openapiv3::Schema {
        schema_data,
        schema_kind,
    } = own(value, |key| match key {
        "properties" | "allOf" | "oneOf" | "anyOf" => Below::Empty,
        "items" | "not" | "additionalProperties" => Below::Reference,
        "example" => Below::Nothing,
        _ => Below::Kept,
    })?;
    let annotations = annotations(schema_data);
    let mut read = match schema_kind {
        SchemaKind::Type(ty) => of_type(ty, annotations, value),
        SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::AllOf { .. } => {
            let lists = ["oneOf", "anyOf", "allOf"].into_iter();
            let mut lists = lists.filter_map(|key| value.get(key)?.as_array());
            Schema {
                is_empty_list: lists.all(Vec::is_empty),
                ..annotations
            }
        }
        SchemaKind::Not { .. } => annotations,
        SchemaKind::Any(any) => of_any(any, annotations, value),
    };
    for (key, part) in value.as_object().into_iter().flatten() {
        match key.as_str() {
            "items" => read.items = single(part, schema)?,
            "not" => read.not = single(part, schema)?,
            "properties" => read.properties = map(value, key, schema)?,
            "allOf" => read.all_of = list(value, key, schema)?,
            "oneOf" => read.one_of = list(value, key, schema)?,
            "anyOf" => read.any_of = list(value, key, schema)?,
            "additionalProperties" => {
                read.additional_properties = match part {
                    Value::Bool(any) => Some(Additional::Any(*any)),
                    part => single(part, schema)?.map(Additional::Schema),
                };
            }
            _ => {}
        }
    }
    Ok(read)
}

/// A schema with keywords of one type only, without the schemas below it.
fn of_type(ty: Type, annotations: Schema, value: &Value) -> Schema {
    match ty {
        Type::String(string) => Schema {
            ty: Some(JsonType::String),
            format: format(&string.format),
            enumeration: values(string.enumeration),
            patterns: string.pattern.into_iter().collect(),
            min_length: string.min_length,
            max_length: string.max_length,
            ..annotations
        },
        Type::Number(read) => Schema {
            ty: Some(JsonType::Number),
            format: format(&read.format),
            enumeration: match read.enumeration.is_empty() {
                true => Vec::new(),
                false => written_values(value),
            },
            minimum: number(read.minimum, "minimum", value),
            maximum: number(read.maximum, "maximum", value),
            exclusive_minimum: read.exclusive_minimum.then_some(true),
            exclusive_maximum: read.exclusive_maximum.then_some(true),
            multiple_of: number(read.multiple_of, "multipleOf", value),
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
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: array.unique_items.then_some(true),
            ..annotations
        },
        Type::Object(object) => Schema {
            ty: Some(JsonType::Object),
            required: object.required,
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            ..annotations
        },
    }
}

/// A schema with any keywords, without the schemas below it.
fn of_any(any: AnySchema, annotations: Schema, value: &Value) -> Schema {
    Schema {
        ty: any.typ.as_deref().and_then(JsonType::named),
        format: any.format,
        enumeration: any.enumeration,
        patterns: any.pattern.into_iter().collect(),
        min_length: any.min_length,
        max_length: any.max_length,
        minimum: number(any.minimum, "minimum", value),
        maximum: number(any.maximum, "maximum", value),
        exclusive_minimum: any.exclusive_minimum,
        exclusive_maximum: any.exclusive_maximum,
        multiple_of: number(any.multiple_of, "multipleOf", value),
        min_items: any.min_items,
        max_items: any.max_items,
        unique_items: any.unique_items,
        required: any.required,
        min_properties: any.min_properties,
        max_properties: any.max_properties,
        ..annotations
    }
}

/// The values of an `enum` as they are written.
fn written_values(schema: &Value) -> Vec<Value> {
    let written = schema.get("enum").and_then(Value::as_array);
    written.cloned().unwrap_or_default()
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

fn security_scheme(value: &Value) -> Result<SecurityScheme, Error> {
    let (credential, description) = match openapiv3::SecurityScheme::deserialize(value)? {
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
    Ok(SecurityScheme {
        description,
        credential,
    })
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
