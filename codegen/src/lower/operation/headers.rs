//! Headers of responses.

use serde_json::Value;

use crate::diagnostic::Code;
use crate::ground::pointer::{find, step};
use crate::ground::text::is_token;
use crate::ir::{self, Type};
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::openapi::resolver::resolved;

impl Lowering<'_> {
    /// The headers that a response describes, in document order. `Content-Type` has a place of its own in OpenAPI.
    pub(super) fn headers(&self, at: &str) -> Vec<ir::Header> {
        let headers = find(self.tree, at).and_then(|response| response.get("headers"));
        let headers = headers.and_then(Value::as_object).into_iter().flatten();
        headers
            .filter(|(name, _)| is_token(name) && !name.eq_ignore_ascii_case("content-type"))
            .map(|(name, header)| {
                let header = resolved(self.tree, header);
                let schema = header.get("schema");
                let schema = schema.map(|schema| resolved(self.tree, schema));
                let ty = schema.map_or(Type::String, |schema| self.of_header(schema));
                ir::Header {
                    name: ir::Name {
                        wire: name.clone(),
                        rust: naming::field_name(name).unwrap_or_else(|| "header".to_owned()),
                    },
                    ty: match name.eq_ignore_ascii_case("set-cookie") {
                        // Most cookies are credentials.
                        true => Type::Sensitive(Box::new(Type::String)),
                        false => ty,
                    },
                    docs: word(header, "description").unwrap_or_default().to_owned(),
                }
            })
            .collect()
    }

    /// Accounts for the headers that are not read as documented: all of errors, and those whose schema is no plain value.
    pub(super) fn unread_headers(&mut self, successes: &[ir::Answer], failures: &[ir::Answer]) {
        let given = of_successes(successes);
        for success in successes {
            let headers = find(self.tree, &success.pointer).and_then(|found| found.get("headers"));
            let headers = headers.and_then(Value::as_object).into_iter().flatten();
            for (name, header) in headers {
                let is = |header: &&ir::Header| header.name.wire.eq_ignore_ascii_case(name);
                let ty =
                    |headers: &[ir::Header]| headers.iter().find(is).map(|found| found.ty.clone());
                let is_read = ty(&success.headers) == ty(&given) && self.is_read(header);
                if !is_read && !name.eq_ignore_ascii_case("content-type") {
                    let at = step(&step(&success.pointer, "headers"), name);
                    self.account.drops(&at, Code::ResponseHeader);
                }
            }
        }
        let is_read = |failure: &ir::Answer| {
            let mut read = successes.iter().map(|success| &success.pointer);
            read.any(|pointer| *pointer == failure.pointer)
        };
        for failure in failures.iter().filter(|failure| !is_read(failure)) {
            if !failure.headers.is_empty() {
                let at = step(&failure.pointer, "headers");
                self.account.drops(&at, Code::ResponseHeader);
            }
        }
    }

    /// Whether a header has the type that its schema says.
    fn is_read(&self, header: &Value) -> bool {
        let header = resolved(self.tree, header);
        let schema = header.get("schema");
        let schema = schema.map(|schema| resolved(self.tree, schema));
        let items = schema.filter(|schema| word(schema, "type") == Some("array"));
        let items = items.and_then(|list| list.get("items"));
        let items = items.map(|items| resolved(self.tree, items));
        !header.get("content").is_some_and(Value::is_object)
            && schema.is_none_or(|schema| items.map_or_else(|| is_plain(schema), is_plain))
    }

    /// The type of a header. What has no plain type is a string, as it came.
    fn of_header(&self, schema: &Value) -> Type {
        if word(schema, "type") == Some("array") {
            let items = schema.get("items").map(|items| resolved(self.tree, items));
            return Type::List(Box::new(items.map_or(Type::String, plain)));
        }
        plain(schema)
    }
}

fn plain(schema: &Value) -> Type {
    match (word(schema, "type"), word(schema, "format")) {
        (Some("integer"), Some("int32")) => Type::Integer32,
        (Some("integer"), Some("uint64")) => Type::Unsigned64,
        (Some("integer"), _) => Type::Integer64,
        (Some("number"), Some("float" | "double")) => Type::Float,
        (Some("number"), _) => Type::Number,
        (Some("boolean"), _) => Type::Boolean,
        _ => Type::String,
    }
}

/// Whether a schema says no more than one of the plain types.
fn is_plain(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    let is_composed = ["allOf", "oneOf", "anyOf"].into_iter().any(has);
    let is_structured = matches!(word(schema, "type"), Some("array" | "object"));
    let is_large = ["minimum", "maximum"].into_iter().any(|key| {
        let bound = schema.get(key).and_then(Value::as_f64);
        bound.is_some_and(|bound| bound.abs() > i64::MAX as f64)
    });
    let is_wide = is_large && plain(schema) == Type::Integer64;
    let is_object = has("properties") || has("additionalProperties");
    !(is_composed || is_structured || is_wide || is_object)
}

fn word<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// The headers of all successes. One that has another type in another response is a string.
pub(super) fn of_successes(successes: &[ir::Answer]) -> Vec<ir::Header> {
    let mut found: Vec<ir::Header> = Vec::new();
    let mut names = Scope::default();
    for header in successes.iter().flat_map(|answer| &answer.headers) {
        let same =
            |known: &&mut ir::Header| known.name.wire.eq_ignore_ascii_case(&header.name.wire);
        match found.iter_mut().find(same) {
            Some(known) if known.ty == header.ty => {}
            Some(known) => known.ty = Type::String,
            None => {
                let mut header = header.clone();
                let near = names.take_near([header.name.rust.clone()], &header.name.wire);
                header.name.rust = near.unwrap_or(header.name.rust);
                found.push(header);
            }
        }
    }
    found
}
