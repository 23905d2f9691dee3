//! Forms: how their fields and their parts are written.

use std::collections::HashSet;

use super::charset::{is_narrow_range, other_charset};
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::media_type::is_media_type;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{Additional, JsonType, MediaType};

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
        self.account.read(at, As::Form);
        for (name, encoding) in &entry.encoding {
            let at = pointer::step(&pointer::step(at, "encoding"), name);
            self.account.read(&at, As::FormField);
            if let Some(style) = encoding.style {
                let field = self.field(&body.ty, name);
                if field.is_some_and(|field| self.is_nested(&field.ty, style)) {
                    self.account.drops(&at, Code::NestedValue);
                }
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
        let plain = |field: &ir::Field| {
            !field.nullable && ir::is_plain(&|name| self.types.get(name), &field.ty, false)
        };
        if !body.styles.is_empty() || open || fields.is_empty() || !fields.iter().all(plain) {
            body.media = ir::Media::StyledForm;
        }
        self.nulls(&body.ty);
        if matches!(body.ty, ir::Type::List(_))
            || ir::is_plain(&|name| self.types.get(name), &body.ty, false)
        {
            self.report.warning(
                Code::FormNotObject,
                at,
                "a form body needs an object schema; this body is sent as plain text",
                "encode the form before the call, and give the string",
            );
            body.constraints = ir::Constrained::default();
            body.ty = ir::Type::String;
            body.media = ir::Media::Text;
        }
    }

    /// Reports the fields of a form that may be null.
    fn nulls(&mut self, form: &ir::Type) {
        let ir::Type::Named(name) = form else {
            return;
        };
        let Some(ir::Shape::Struct(structure)) = self.types.get(name).map(|def| &def.shape) else {
            return;
        };
        let nullable = structure.fields.iter().filter(|field| field.nullable);
        let nullable: Vec<String> = nullable.map(|field| field.pointer.clone()).collect();
        for pointer in nullable {
            self.report.warning(
                Code::FormNull,
                &pointer,
                "a form has no `null`, so a null field is left out",
                "give an empty string if the server reads it as no value",
            );
        }
    }

    /// A body of several parts: what they are, where the document says so. What has no members is written by the caller.
    pub(super) fn parts(&mut self, body: &mut ir::Body, entry: &MediaType, at: &str) {
        self.account.read(at, As::Form);
        for name in entry.encoding.keys() {
            let at = pointer::step(&pointer::step(at, "encoding"), name);
            self.account.read(&at, As::FormPart);
        }
        let schema_at = pointer::step(at, "schema");
        if !self.has_members(&body.ty) {
            self.opaque(
                &schema_at,
                format!(
                    "`{}` has no members, so the caller writes its parts: the body is bytes",
                    body.media_type
                ),
                "write the parts before the call, and give their bytes",
            );
            for name in entry.encoding.keys() {
                let at = pointer::step(&pointer::step(at, "encoding"), name);
                self.headers_in_bytes(&pointer::step(&at, "headers"));
            }
            body.constraints = ir::Constrained::default();
            body.ty = ir::Type::Bytes;
            body.media = ir::Media::Bytes;
            return;
        }
        let inside: Vec<String> = self.files.inside_json.iter().cloned().collect();
        for at in inside {
            self.opaque(
                &at,
                "bytes inside of a part that is JSON are sent as a string",
                "encode the bytes as the server reads them, such as in Base64",
            );
        }
        self.files.inside_json.clear();
        self.nulls(&body.ty);
        for (name, encoding) in &entry.encoding {
            let there = pointer::step(&pointer::step(at, "encoding"), name);
            if let Some(media_types) = encoding.content_type.as_deref().map(str::trim) {
                let at = pointer::step(&there, "contentType");
                self.part_type(body, name, media_types, &at);
            }
            if encoding.has_headers {
                self.headers_of_part(name, &pointer::step(&there, "headers"));
            }
        }
    }

    /// What the media type of a part is said to be: one, or several of which the caller chooses.
    fn part_type(&mut self, body: &mut ir::Body, name: &str, media_types: &str, at: &str) {
        if !media_types.split(',').all(is_media_type) {
            return self.report.warning(
                Code::MediaTypeName,
                at,
                format!(
                    "`{}` is not a media type, so the part has the default one",
                    media_types.escape_debug()
                ),
                "write a media type such as `image/png`, or several with commas between them",
            );
        }
        let other = media_types.split(',').find_map(other_charset);
        if let Some(charset) = other.filter(|_| !self.is_file(&body.ty, name)) {
            return self.report.warning(
                Code::Charset,
                at,
                format!("the client does not write `{charset}`, so the part is UTF-8 and has the default media type"),
                "make the part a file, and write its bytes yourself",
            );
        }
        if media_types.split(',').all(is_narrow_range) {
            self.account.drops(at, Code::MediaRange);
        }
        body.part_types
            .push((name.to_owned(), media_types.to_owned()));
        if self.is_written_by(&body.ty, name) && !can_hold_an_object(media_types) {
            self.opaque(
                at,
                format!("the client does not write `{media_types}`: the part is sent as JSON"),
                "send the body with the client's `request` method if the server does not read JSON here",
            );
        }
    }

    /// Whether a value of a type can be an object.
    fn has_members(&self, ty: &ir::Type) -> bool {
        let mut open = vec![ty];
        let mut seen = HashSet::new();
        while let Some(ty) = open.pop() {
            match ty {
                ir::Type::Map(_) | ir::Type::Json => return true,
                ir::Type::Named(name) if seen.insert(name) => {
                    match self.types.get(name).map(|def| &def.shape) {
                        Some(ir::Shape::OneOf(one_of)) => {
                            open.extend(one_of.options.iter().map(|option| &option.ty));
                        }
                        Some(shape) if shape.is_enum() => {}
                        _ => return true,
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether a part of this name is an object, or a list of them.
    fn is_written_by(&self, body: &ir::Type, name: &str) -> bool {
        match self.part(body, name) {
            Some(ir::Type::Map(_) | ir::Type::List(_)) => true,
            Some(ir::Type::Named(name)) => matches!(
                self.types.get(name).map(|def| &def.shape),
                Some(ir::Shape::Struct(_))
            ),
            _ => false,
        }
    }

    /// Whether a part of this name is a file, or a list of them.
    fn is_file(&self, body: &ir::Type, name: &str) -> bool {
        self.part(body, name) == Some(&ir::Type::File)
    }

    /// The type of a part of this name, or of the items of a list.
    fn part(&self, body: &ir::Type, name: &str) -> Option<&ir::Type> {
        Some(match self.field(body, name)?.ty.bare() {
            ir::Type::List(item) => item,
            ty => ty,
        })
    }

    pub(super) fn field(&self, body: &ir::Type, name: &str) -> Option<&ir::Field> {
        let ir::Type::Named(body) = body else {
            return None;
        };
        let ir::Shape::Struct(structure) = &self.types.get(body)?.shape else {
            return None;
        };
        let mut fields = structure.fields.iter();
        fields.find(|field| field.name.wire == name)
    }
}

/// Whether an object can be written as one of these media types.
fn can_hold_an_object(media_types: &str) -> bool {
    media_types.split(',').any(|media_type| {
        matches!(
            super::content::media(media_type),
            Some(ir::Media::Json | ir::Media::Form)
        )
    })
}
