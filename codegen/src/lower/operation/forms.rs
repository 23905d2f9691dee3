//! Forms: how their fields are written, and which of them are files.

use std::collections::HashSet;
use std::ptr;

use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{Additional, JsonType, MediaType, Ref, Schema};

/// Why a form has no fields.
pub(super) enum Empty {
    /// It can have none, so that there is nothing to send.
    Closed,
    /// None is declared.
    Open,
}

impl Lowering<'_> {
    /// Whether a form names no field: it can have none, or nothing is said of those it has.
    pub(super) fn empty_form(&self, entry: &MediaType) -> Option<Empty> {
        let schema = self.looked_up(entry.schema.as_ref()?)?;
        if schema.plain_type() != Some(JsonType::Object) {
            return None;
        }
        match schema.additional_properties {
            _ if !schema.properties.is_empty() => None,
            Some(Additional::Any(false)) => Some(Empty::Closed),
            None => Some(Empty::Open),
            Some(_) => None,
        }
    }

    /// How the fields of a form are written. A struct of plain values writes itself.
    pub(super) fn form(&mut self, body: &mut ir::Body, entry: &MediaType, at: &str) {
        for (name, encoding) in &entry.encoding {
            if let Some(style) = encoding.style {
                body.styles.push((name.clone(), style, encoding.explode));
            }
        }
        let structure = match &body.ty {
            ir::Type::Named(name) => match self.types.get(name).map(|def| &def.shape) {
                Some(ir::Shape::Struct(structure)) => Some(structure),
                _ => None,
            },
            _ => None,
        };
        let fields = structure.map_or(&[][..], |structure| structure.fields.as_slice());
        let open = structure.is_some_and(|structure| structure.rest.is_some());
        let plain =
            |field: &ir::Field| !field.nullable && ir::is_plain(&self.types, &field.ty, false);
        if !body.styles.is_empty() || open || fields.is_empty() || !fields.iter().all(plain) {
            body.media = ir::Media::StyledForm;
        }
        let nullable: Vec<String> = fields
            .iter()
            .filter(|field| field.nullable)
            .map(|field| field.pointer.clone())
            .collect();
        for pointer in nullable {
            self.report.warning(
                Code::FormNull,
                &pointer,
                "a form has no `null`, so a null field is left out",
                "make the field optional instead of `nullable`",
            );
        }
        if matches!(body.ty, ir::Type::List(_)) || ir::is_plain(&self.types, &body.ty, false) {
            self.report.warning(
                Code::FormNotObject,
                at,
                "a form body needs an object schema; this body is sent as plain text",
                "declare the fields of the form, or the body as JSON",
            );
            body.ty = ir::Type::String;
            body.media = ir::Media::Text;
        }
    }

    /// What the parts of a multipart form are, where the document says so. Of several media types the caller chooses one for
    /// each file.
    pub(super) fn part_types(&mut self, body: &mut ir::Body, entry: &MediaType, at: &str) {
        for (name, encoding) in &entry.encoding {
            if let Some(media_type) = encoding.content_type.as_deref().map(str::trim)
                && is_one_media_type(media_type)
            {
                let part = (name.clone(), media_type.to_owned());
                body.part_types.push(part);
            }
            if encoding.has_headers {
                self.report.warning(
                    Code::PartHeaders,
                    &pointer::step(
                        &pointer::step(&pointer::step(at, "encoding"), name),
                        "headers",
                    ),
                    format!("the headers of the part `{name}` are not sent"),
                    "send the body with the client's `request` method if the server needs them",
                );
            }
        }
    }

    /// Makes files of those fields of a multipart form that are bytes.
    pub(super) fn files(&mut self, ty: &ir::Type, entry: &MediaType) {
        let Some(schema) = &entry.schema else { return };
        let mut found = Vec::new();
        self.binary_fields(schema, &mut HashSet::new(), &mut found);
        let ir::Type::Named(name) = ty else { return };
        let Some(ir::Shape::Struct(structure)) = self.types.get_mut(name).map(|def| &mut def.shape)
        else {
            return;
        };
        for field in &mut structure.fields {
            if let Some((_, several)) = found.iter().find(|(name, _)| *name == field.name.wire) {
                field.ty = match several {
                    true => ir::Type::List(Box::new(ir::Type::File)),
                    false => ir::Type::File,
                };
                field.constraints = ir::Constraints::default();
                field.default = None;
            }
        }
    }

    /// The properties that are bytes, and whether they are lists of them. Each schema is looked at once.
    fn binary_fields(
        &self,
        schema: &Ref<Schema>,
        seen: &mut HashSet<*const Schema>,
        found: &mut Vec<(String, bool)>,
    ) {
        let Some(schema) = self.looked_up(schema) else {
            return;
        };
        if !seen.insert(ptr::from_ref(schema)) {
            return;
        }
        for part in &schema.all_of {
            self.binary_fields(part, seen, found);
        }
        for (name, property) in &schema.properties {
            let list = self
                .looked_up(property)
                .filter(|schema| schema.plain_type() == Some(JsonType::Array));
            let items = list.and_then(|list| list.items.as_ref());
            if self.is_binary(property) {
                found.push((name.clone(), false));
            } else if items.is_some_and(|items| self.is_binary(items)) {
                found.push((name.clone(), true));
            }
        }
    }
}

/// Whether a text is a media type, and neither a list of them nor a range.
fn is_one_media_type(text: &str) -> bool {
    let is_plain =
        |letter: char| letter == ' ' || (letter.is_ascii_graphic() && !"*,".contains(letter));
    text.contains('/') && text.chars().all(is_plain)
}
