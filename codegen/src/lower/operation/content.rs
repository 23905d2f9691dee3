//! Which of several media types is used, and what it holds.

use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::lower::resolve::end_of_chain;
use crate::lower::schema::Position;
use crate::schema::{Content, JsonType, MediaType, Ref, Schema};

impl Lowering<'_> {
    /// What is sent or received among the media types, the first choice first, with its entry. `Some(None)`: there are none.
    pub(super) fn content<'c>(
        &mut self,
        content: &'c Content,
        choices: &[ir::Media],
        at: &str,
        name: &str,
    ) -> Option<Option<(ir::AnswerBody, &'c MediaType)>> {
        let of = |media_type: &str, entry: &MediaType| {
            let media = match &entry.schema {
                // Whatever it is called: what is no text is no JSON either.
                Some(schema) if self.is_binary(schema) => ir::Media::Bytes,
                _ => media(media_type).unwrap_or(ir::Media::Bytes),
            };
            match choices.contains(&media) {
                true => media,
                // A form that is received.
                false => ir::Media::Text,
            }
        };
        let chosen = choices.iter().find_map(|choice| {
            let (name, entry) = content
                .iter()
                .find(|(name, entry)| of(name, entry) == *choice)?;
            Some((*choice, name, entry))
        });
        let Some((media, chosen, entry)) = chosen else {
            return Some(None);
        };
        for other in content.keys().filter(|other| *other != chosen) {
            self.report.warning(
                Code::UnusedMediaType,
                &pointer::step(at, other),
                format!("`{other}` is not used; the body is sent and read as `{chosen}`"),
                "call the operation with the client's `request` method to use it",
            );
        }
        let at = pointer::step(&pointer::step(at, chosen), "schema");
        let mut body = ir::AnswerBody {
            ty: match media {
                ir::Media::Text => ir::Type::String,
                ir::Media::Bytes => ir::Type::Bytes,
                _ => ir::Type::Json,
            },
            media,
            media_type: self.sendable(chosen, &at),
            role: None,
        };
        let Some(schema) = &entry.schema else {
            return Some(Some((body, entry)));
        };
        match media {
            ir::Media::Bytes if self.is_binary(schema) || self.is_text(schema) => {}
            ir::Media::Bytes => self.report.warning(
                Code::OpaqueBody,
                &at,
                format!("the client does not decode `{chosen}`: the body is bytes"),
                "declare the body as JSON, or as `type: string` with `format: binary`",
            ),
            ir::Media::Text if !self.is_text(schema) => self.report.warning(
                Code::OpaqueBody,
                &at,
                format!("the client does not decode `{chosen}`: the body is a string"),
                "declare the body as JSON, or as `type: string` without an `enum`",
            ),
            _ => {
                if let Some(used) = self.schema(schema, &Position::new(&at, name)) {
                    body = ir::AnswerBody {
                        media,
                        media_type: body.media_type,
                        ..used.into_body()
                    };
                }
            }
        }
        Some(Some((body, entry)))
    }

    /// A media type that a header can carry.
    fn sendable(&mut self, media_type: &str, at: &str) -> String {
        if media_type.contains('/') && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return media_type.to_owned();
        }
        self.report.warning(
            Code::MediaTypeName,
            at,
            format!(
                "`{}` is not a media type, so the body is read as `*/*`",
                media_type.escape_debug()
            ),
            "write a media type such as `application/json`",
        );
        "*/*".to_owned()
    }

    /// The schema itself, through any number of references.
    pub(super) fn looked_up<'s>(&'s self, schema: &'s Ref<Schema>) -> Option<&'s Schema> {
        end_of_chain(self.tree, &self.document.schemas, schema)
    }

    pub(super) fn is_binary(&self, schema: &Ref<Schema>) -> bool {
        self.looked_up(schema).is_some_and(|schema| {
            schema.format.as_deref() == Some("binary")
                && schema.plain_type() == Some(JsonType::String)
        })
    }

    fn is_text(&self, schema: &Ref<Schema>) -> bool {
        self.looked_up(schema).is_some_and(|schema| {
            schema.enumeration.is_empty() && schema.plain_type() == Some(JsonType::String)
        })
    }
}

/// How a body of this media type is written, where that is known.
pub(super) fn media(name: &str) -> Option<ir::Media> {
    let essence = name
        .split(';')
        .next()
        .unwrap_or(name)
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => Some(ir::Media::Json),
        "application/x-www-form-urlencoded" => Some(ir::Media::Form),
        "multipart/form-data" => Some(ir::Media::Multipart),
        "application/xml"
        | "application/yaml"
        | "application/x-yaml"
        | "application/graphql"
        | "application/jwt"
        | "application/javascript"
        | "application/x-ndjson"
        | "application/jsonl"
        | "application/sql" => Some(ir::Media::Text),
        other if other.ends_with("+json") => Some(ir::Media::Json),
        other
            if other.starts_with("text/")
                || other.ends_with("+xml")
                || other.ends_with("+yaml") =>
        {
            Some(ir::Media::Text)
        }
        _ => None,
    }
}
