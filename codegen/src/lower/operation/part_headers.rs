//! Headers of the parts of a body: the caller gives them beside the other parameters of the operation.

use serde_json::Value;

use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer::{find, step};
use crate::ground::text::is_token;
use crate::ir;
use crate::lower::{Lowering, pointed};
use crate::naming::{self, Scope};
use crate::openapi::resolver::{self, Node};
use crate::schema;

/// More references than this, one to the next, are a cycle.
const LONGEST_CHAIN: usize = 32;

impl<'a> Lowering<'a> {
    /// Lowers the headers of a part, until the operation takes them; `at` leads to all of them.
    pub(super) fn headers_of_part(&mut self, part: &str, at: &str) {
        for (name, pointer, value) in self.declared(at) {
            // OpenAPI ignores it here, since `contentType` says that.
            if name.eq_ignore_ascii_case("content-type") {
                self.account.read(&pointer, As::Restated);
                continue;
            }
            self.account.read(&pointer, As::Parameter);
            let is_of_client = name.eq_ignore_ascii_case("content-disposition");
            let header = schema::header(name, value);
            let Some(header) = header.filter(|_| is_token(name) && !is_of_client) else {
                self.account.read(&pointer, As::Restated);
                let why = match is_of_client {
                    true => "the client writes it",
                    false => "it cannot be one",
                };
                self.not_sent(part, name, at, why);
                continue;
            };
            let wanted = naming::field_name(&format!("{part} {name}"));
            let wanted = wanted.or_else(|| naming::field_name(name));
            let rust = ir::Name {
                wire: name.to_owned(),
                rust: wanted.unwrap_or_else(|| "header".to_owned()),
            };
            let body = at.split("/content/").next().unwrap_or(at);
            let context = match pointer.starts_with(at) {
                true => format!("{}-{part}-{name}", pointed::name(self.tree, body)),
                false => format!("{}-header", pointed::name(self.tree, &pointer)),
            };
            let (lowered, reported) =
                self.apart(|this| this.parameter(&header, rust, &pointer, &context));
            let Some(mut lowered) = lowered else {
                self.account.read(&pointer, As::Restated);
                self.not_sent(part, name, at, "the client cannot write such a value");
                continue;
            };
            self.report.add(reported);
            let of_part = format!("The header `{name}` of the part `{part}`.");
            lowered.docs.text = match lowered.docs.text.trim() {
                "" => of_part,
                text => format!("{text}\n\n{of_part}"),
            };
            lowered.part = Some(ir::PartOfBody {
                name: part.to_owned(),
                required: lowered.required,
            });
            self.part_headers.push(lowered);
        }
    }

    /// Accounts for the headers of a part that the caller writes, as everything of a body that is bytes.
    pub(super) fn headers_in_bytes(&mut self, at: &str) {
        for (_, pointer, _) in self.declared(at) {
            self.account.read(&pointer, As::Restated);
        }
    }

    /// Adds headers of parts to the parameters of an operation. One is required if it is, and its part is sent with each call.
    pub(super) fn add_part_headers(
        &mut self,
        parameters: &mut Vec<ir::Parameter>,
        of_parts: Vec<ir::Parameter>,
        body: &ir::Body,
    ) {
        let mut names = Scope::default();
        let _ = names.take("body", "the request body");
        for parameter in &*parameters {
            let _ = names.take(&parameter.name.rust, &parameter.name.wire);
        }
        for mut header in of_parts {
            let wishes = [header.name.rust.clone()];
            if let Some(free) = names.take_near(wishes, &header.name.wire) {
                header.name.rust = free;
            }
            let part = header.part.as_ref();
            let field = part.and_then(|part| self.field(&body.ty, &part.name));
            let is_sent = field.is_some_and(|field| {
                let may_be_nothing =
                    matches!(field.ty.bare(), ir::Type::List(_) | ir::Type::Nullable(_));
                field.required && !field.nullable && !may_be_nothing
            });
            header.required &= is_sent && body.required && body.others.is_empty();
            let same = |other: &ir::Parameter| {
                let is_same = other.name.wire.eq_ignore_ascii_case(&header.name.wire);
                is_same && other.part == header.part && other.ty == header.ty
            };
            // Bodies of several media types may have the same part.
            if !parameters.iter().any(same) {
                parameters.push(header);
            }
        }
    }

    /// The headers below a JSON pointer: the name, the pointer and the value behind all references.
    fn declared(&self, at: &str) -> Vec<(&'a str, String, &'a Value)> {
        let tree = self.tree;
        let headers = find(tree, at).and_then(Value::as_object);
        let headers = headers.into_iter().flatten().map(|(name, value)| {
            let mut node = Node {
                pointer: step(at, name),
                value,
            };
            for _ in 0..LONGEST_CHAIN {
                let next = resolver::pointer_of(node.value);
                match next.and_then(|next| resolver::node(tree, &next)) {
                    Some(next) => node = next,
                    None => break,
                }
            }
            (name.as_str(), node.pointer, node.value)
        });
        headers.collect()
    }

    fn not_sent(&mut self, part: &str, name: &str, at: &str, why: &str) {
        let name = name.escape_debug();
        self.report.warning(
            Code::PartHeaders,
            &step(at, &name.to_string()),
            format!("the header `{name}` of the part `{part}` is not sent: {why}"),
            "send the body with the client's `request` method if the server needs it",
        );
    }
}
