//! What a document says about each operation, read as plain JSON.

use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::credentials::{Credential, credential};
use crate::files::bundle;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Longer chains of references than this lead nowhere.
const MOST_STEPS: usize = 50;

/// An OpenAPI document.
#[derive(Debug)]
pub struct Document(Value);

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    /// The method, in upper case.
    pub method: String,
    /// The path, with its parameters in braces.
    pub path: &'d str,
    /// The parameters, those of the path included.
    pub parameters: Vec<Parameter<'d>>,
    /// Whether a body must be sent.
    pub needs_body: bool,
    /// The bodies that can be sent, one for each media type.
    pub bodies: Vec<Content<'d>>,
    /// The responses of success.
    pub successes: Vec<Success<'d>>,
    /// The documented errors, by status.
    pub failures: Vec<Success<'d>>,
    /// Which credentials are sent: alternatives, and of each all.
    pub security: Vec<Vec<Credential>>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter<'d> {
    /// Its name.
    pub name: &'d str,
    /// Where it is sent.
    pub place: Place,
    /// Whether it must be sent.
    pub is_required: bool,
    /// How it is written; `None` if its value is written as a media type says.
    pub style: Option<Style>,
    /// The media type, where there is no style.
    pub media_type: Option<&'d str>,
    /// The schema of its values.
    pub schema: &'d Value,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a list or an object is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The word of the document, such as `form`.
    pub name: &'static str,
    /// Whether each part has a name of its own.
    pub explode: bool,
}

/// A body under a media type.
#[derive(Clone, Copy, Debug)]
pub struct Content<'d> {
    /// The media type, as the document has it.
    pub media_type: &'d str,
    /// The schema.
    pub schema: Option<&'d Value>,
    /// How the properties are written.
    pub encoding: Option<&'d Map<String, Value>>,
}

/// A response of success, or a documented error.
#[derive(Clone, Debug)]
pub struct Success<'d> {
    /// A status that it is for.
    pub status: u16,
    /// Whether it is for every status that is not listed.
    pub is_default: bool,
    /// The bodies that it may have, one for each media type.
    pub bodies: Vec<Content<'d>>,
}

impl Document {
    /// Reads a document, JSON or YAML.
    ///
    /// # Errors
    ///
    /// If it is neither, or no object.
    pub fn read(text: &str) -> Result<Self, String> {
        Self::of(tree(text)?)
    }

    /// Reads a document and the files that it refers to.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is no object.
    pub fn read_file(file: &Path) -> Result<Self, String> {
        Self::of(bundle(file)?)
    }

    fn of(tree: Value) -> Result<Self, String> {
        match tree {
            tree @ Value::Object(_) => Ok(Self(tree)),
            _ => Err("it is no object".to_owned()),
        }
    }

    /// Follows references, as far as they stay in this document.
    #[must_use]
    pub fn resolve<'d>(&'d self, value: &'d Value) -> Option<&'d Value> {
        let mut value = value;
        for _ in 0..MOST_STEPS {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Some(value);
            };
            let pointer = reference.strip_prefix('#')?;
            let pointer = percent_decode_str(pointer).decode_utf8().ok()?;
            value = self.0.pointer(&pointer)?;
        }
        None
    }

    /// The last reference that leads to where a value leads; the value itself if it is none.
    pub(crate) fn last_reference<'d>(&'d self, value: &'d Value) -> &'d Value {
        let mut last = value;
        for _ in 0..MOST_STEPS {
            let reference = last.get("$ref").and_then(Value::as_str);
            let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
            let pointer = pointer.map(|pointer| percent_decode_str(pointer).decode_utf8_lossy());
            match pointer.and_then(|pointer| self.0.pointer(&pointer)) {
                Some(next) if next.get("$ref").is_some() => last = next,
                _ => break,
            }
        }
        last
    }

    /// The schemas with a name, and the pointers that refer to them.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0
            .pointer("/components/schemas")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, schema)| (name.as_str(), schema))
    }

    /// Returns the credentials that the document declares, by their names.
    #[must_use]
    pub fn credentials(&self) -> Vec<(String, Option<Credential>)> {
        let schemes = self.0.pointer("/components/securitySchemes");
        let schemes = schemes.and_then(Value::as_object).into_iter().flatten();
        schemes
            .filter_map(|(name, scheme)| {
                Some((name.clone(), credential(name, self.resolve(scheme)?)))
            })
            .collect()
    }

    /// Returns the operations that can be read, by path and method.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let all = self.all().into_iter();
        all.filter_map(|(_, _, operation)| operation).collect()
    }

    /// Returns the method and the path of each operation that cannot be read: it refers to something missing, or has no meaning. A path
    /// that refers to something missing has no method.
    #[must_use]
    pub fn skipped(&self) -> Vec<(String, &str)> {
        let all = self.all().into_iter();
        all.filter(|(_, _, operation)| operation.is_none())
            .map(|(method, path, _)| (method.to_ascii_uppercase(), path))
            .collect()
    }

    fn all(&self) -> Vec<(&'static str, &str, Option<Operation<'_>>)> {
        let paths = self.0.get("paths").and_then(Value::as_object);
        let mut operations = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            let Some(item) = self.resolve(item) else {
                operations.push(("", path.as_str(), None));
                continue;
            };
            for method in METHODS {
                let of = item.get(method).filter(|operation| operation.is_object());
                operations.extend(of.map(|of| {
                    (
                        method,
                        path.as_str(),
                        self.operation(path, method, item, of),
                    )
                }));
            }
        }
        operations
    }

    fn operation<'d>(
        &'d self,
        path: &'d str,
        method: &str,
        item: &'d Value,
        operation: &'d Value,
    ) -> Option<Operation<'d>> {
        let body = match operation.get("requestBody") {
            Some(body) => Some(self.resolve(body)?),
            None => None,
        };
        let needs_body = body.and_then(|body| body.get("required")?.as_bool());
        Some(Operation {
            method: method.to_ascii_uppercase(),
            path,
            parameters: self.parameters(item, operation)?,
            needs_body: needs_body.unwrap_or_default(),
            bodies: body.map(contents).unwrap_or_default(),
            successes: self.responses(operation, success)?,
            failures: self.failures(operation)?,
            security: self.security(operation),
        })
    }

    /// Those of the operation take the place of those of the path.
    fn parameters<'d>(
        &'d self,
        item: &'d Value,
        operation: &'d Value,
    ) -> Option<Vec<Parameter<'d>>> {
        let mut parameters: Vec<Parameter<'d>> = Vec::new();
        let lists = [item, operation].map(|of| of.get("parameters").and_then(Value::as_array));
        for parameter in lists.into_iter().flatten().flatten() {
            let parameter = self.parameter(self.resolve(parameter)?)?;
            if let Some(parameter) = parameter {
                parameters
                    .retain(|other| (other.place, other.name) != (parameter.place, parameter.name));
                parameters.push(parameter);
            }
        }
        Some(parameters)
    }

    /// `Some(None)` is one that counts for nothing.
    fn parameter<'d>(&'d self, parameter: &'d Value) -> Option<Option<Parameter<'d>>> {
        let name = parameter.get("name")?.as_str()?;
        let place = match parameter.get("in")?.as_str()? {
            "path" => Place::Path,
            "query" => Place::Query,
            "header" => Place::Header,
            "cookie" => Place::Cookie,
            _ => return None,
        };
        let ignored = ["accept", "content-type", "authorization"];
        if place == Place::Header && ignored.contains(&name.to_ascii_lowercase().as_str()) {
            return Some(None);
        }
        let content = parameter.get("content").and_then(Value::as_object);
        let content = content.and_then(|content| content.iter().next());
        let any = &Value::Bool(true);
        let required = parameter.get("required").and_then(Value::as_bool);
        Some(Some(Parameter {
            name,
            place,
            is_required: place == Place::Path || required.unwrap_or_default(),
            style: content.is_none().then(|| style(parameter, place)).flatten(),
            media_type: content.map(|(media_type, _)| media_type.as_str()),
            schema: match content {
                Some((_, content)) => content.get("schema").unwrap_or(any),
                None => parameter.get("schema").unwrap_or(any),
            },
        }))
    }

    /// The responses of which the status is wanted: `wanted` gives one that the word of the document stands for.
    fn responses<'d>(
        &'d self,
        operation: &'d Value,
        wanted: fn(&str) -> Option<u16>,
    ) -> Option<Vec<Success<'d>>> {
        let responses = operation.get("responses").and_then(Value::as_object);
        let mut found = Vec::new();
        for (status, response) in responses.into_iter().flatten() {
            if let Some(status) = wanted(status) {
                let bodies = contents(self.resolve(response)?);
                found.push(Success {
                    status,
                    is_default: false,
                    bodies,
                });
            }
        }
        Some(found)
    }

    /// The documented errors; `default` is one with a status that is not listed.
    fn failures<'d>(&'d self, operation: &'d Value) -> Option<Vec<Success<'d>>> {
        let mut found = self.responses(operation, failure)?;
        let responses = operation.get("responses").and_then(Value::as_object);
        let default = responses.and_then(|responses| responses.get("default"));
        if let (Some(responses), Some(default)) = (responses, default)
            && let Some(status) = unlisted(responses)
        {
            found.push(Success {
                status,
                is_default: true,
                bodies: contents(self.resolve(default)?),
            });
        }
        Some(found)
    }

    fn security(&self, operation: &Value) -> Vec<Vec<Credential>> {
        let own = operation.get("security").or_else(|| self.0.get("security"));
        let schemes = self.credentials();
        let alternatives = own.and_then(Value::as_array).into_iter().flatten();
        alternatives
            .filter_map(|all| {
                let names = all.as_object()?.keys();
                let credential = |name: &String| {
                    let known = schemes.iter().find(|(own, _)| own == name);
                    known.and_then(|(_, credential)| credential.clone())
                };
                // What the document does not declare, nobody can send.
                names.map(credential).collect()
            })
            .collect()
    }
}

fn success(status: &str) -> Option<u16> {
    let is_range = status.eq_ignore_ascii_case("2xx");
    let status = status.parse().ok().or(is_range.then_some(203))?;
    (200..300).contains(&status).then_some(status)
}

/// A status of a range is one that hardly any document lists.
fn failure(status: &str) -> Option<u16> {
    let status = match status.to_ascii_lowercase().as_str() {
        "4xx" => 418,
        "5xx" => 508,
        status => status.parse().ok()?,
    };
    (400..600).contains(&status).then_some(status)
}

/// A status of an error that no response lists, alone or in a range.
fn unlisted(responses: &Map<String, Value>) -> Option<u16> {
    let lists = |status: &u16| {
        let (status, range) = (status.to_string(), format!("{}xx", status / 100));
        let mut keys = responses.keys();
        keys.any(|key| *key == status || key.eq_ignore_ascii_case(&range))
    };
    [402, 409, 417, 426, 501, 506, 511]
        .into_iter()
        .find(|status| !lists(status))
}

/// Reads JSON or YAML.
pub(crate) fn tree(text: &str) -> Result<Value, String> {
    match text.trim_start().starts_with('{') {
        true => serde_json::from_str(text).or_else(|_| yaml(text)),
        false => yaml(text),
    }
}

fn yaml(text: &str) -> Result<Value, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

fn contents(of: &Value) -> Vec<Content<'_>> {
    let contents = of.get("content").and_then(Value::as_object);
    contents
        .into_iter()
        .flatten()
        .map(|(media_type, content)| Content {
            media_type,
            schema: content.get("schema"),
            encoding: content.get("encoding").and_then(Value::as_object),
        })
        .collect()
}

fn style(parameter: &Value, place: Place) -> Option<Style> {
    let usual = match place {
        Place::Path | Place::Header => "simple",
        Place::Query | Place::Cookie => "form",
    };
    style_of(parameter, usual)
}

/// Reads `style` and `explode` of a parameter or of the encoding of a property; `None` if the style is not one of OpenAPI's.
pub(crate) fn style_of(of: &Value, usual: &'static str) -> Option<Style> {
    const STYLES: [&str; 7] = [
        "simple",
        "label",
        "matrix",
        "form",
        "spaceDelimited",
        "pipeDelimited",
        "deepObject",
    ];
    let name = match of.get("style").and_then(Value::as_str) {
        Some(own) => STYLES.into_iter().find(|style| *style == own)?,
        None => usual,
    };
    let explode = of.get("explode").and_then(Value::as_bool);
    Some(Style {
        name,
        explode: explode.unwrap_or(name == "form"),
    })
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns whether a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_an_operation_take_the_place_of_those_of_its_path() {
        let document = Document::read(
            "
openapi: 3.0.3
security: [ { key: [] }, {} ]
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { $ref: '#/components/parameters/a~1b%20c' }
    get:
      parameters: [ { name: id, in: path, required: true, schema: { type: integer } }, { name: Accept, in: header, schema: {} } ]
      responses: { 2XX: { description: d, content: { text/plain: {} } }, default: { description: d } }
components:
  parameters: { 'a/b c': { name: size, in: query, style: pipeDelimited, schema: { type: array, items: {} } } }
  securitySchemes: { key: { type: apiKey, in: cookie, name: sid } }
",
        )
        .unwrap();
        let operations = document.operations();
        let operation = &operations[0];
        let parameters: Vec<_> = operation
            .parameters
            .iter()
            .map(|of| (of.name, of.place, of.is_required))
            .collect();
        assert_eq!(
            parameters,
            [("size", Place::Query, false), ("id", Place::Path, true)]
        );
        let style = operation.parameters[0].style.unwrap();
        assert_eq!((style.name, style.explode), ("pipeDelimited", false));
        assert_eq!(operation.parameters[1].schema["type"], "integer");
        assert_eq!(operation.successes.len(), 1);
        assert_eq!(operation.security.len(), 2);
    }

    #[test]
    fn a_default_response_is_an_error_with_a_status_that_is_not_listed() {
        let failures = |responses: &str| {
            let text = format!(
                "openapi: 3.0.3\npaths: {{ /a: {{ get: {{ responses: {responses} }} }} }}\n"
            );
            let document = Document::read(&text).unwrap();
            let operations = document.operations();
            let failures = operations[0].failures.iter();
            failures
                .map(|of| (of.status, of.is_default))
                .collect::<Vec<_>>()
        };
        assert_eq!(failures("{ '200': {}, default: {} }"), [(402, true)]);
        assert_eq!(
            failures("{ '402': {}, 409: {}, default: {} }"),
            [(402, false), (409, false), (417, true)]
        );
        assert_eq!(
            failures("{ 4xx: {}, default: {} }"),
            [(418, false), (501, true)]
        );
        assert_eq!(failures("{ 4XX: {}, 5XX: {}, default: {} }").len(), 2);
    }
}
