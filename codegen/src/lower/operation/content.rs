//! Which of several media types is used, and what it holds.

use super::charset::{other_charset, without_charset};
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::lower::schema::Position;
use crate::naming;
use crate::schema::{Content, JsonType, MediaType, Ref, Schema};

/// How a body travels: what it can be written as, and whether the caller or the server can choose among several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// What it can be written as, the first choice first.
    pub(super) choices: &'static [ir::Media],
    pub(super) received: bool,
    /// Whether bodies of different schemas are all represented.
    pub(super) several: bool,
}

impl Way {
    pub(super) const SENT: Self = Self {
        choices: &[
            ir::Media::Json,
            ir::Media::Form,
            ir::Media::Multipart,
            ir::Media::Text,
            ir::Media::Bytes,
        ],
        received: false,
        several: true,
    };

    pub(super) const fn received(several: bool) -> Self {
        Self {
            choices: &[ir::Media::Json, ir::Media::Text, ir::Media::Bytes],
            received: true,
            several,
        }
    }
}

/// A body that is represented, with its entry in the document.
pub(super) struct Represented<'c> {
    pub(super) body: ir::AnswerBody,
    /// The media type as the document writes it.
    pub(super) key: &'c str,
    pub(super) entry: &'c MediaType,
}

impl Lowering<'_> {
    /// What is sent or received among the media types: the first choice first, then those with another schema.
    pub(super) fn contents<'c>(
        &mut self,
        content: &'c Content,
        way: Way,
        at: &str,
        name: &str,
    ) -> Vec<Represented<'c>> {
        let of = |media_type: &str, entry: &MediaType| {
            let media = match &entry.schema {
                // Whatever it is called: what is no text is no JSON either.
                Some(schema) if self.is_binary(schema) => ir::Media::Bytes,
                _ => media(media_type).unwrap_or(ir::Media::Bytes),
            };
            let media = match media {
                ir::Media::Text if other_charset(media_type).is_some() => ir::Media::Bytes,
                media => media,
            };
            match way.choices.contains(&media) {
                true => media,
                // A form that is received.
                false => ir::Media::Text,
            }
        };
        let listed: Vec<(ir::Media, &String, &MediaType)> = content
            .iter()
            .map(|(key, entry)| (of(key, entry), key, entry))
            .collect();
        let mut choices = way.choices.iter();
        let first = choices.find_map(|choice| listed.iter().find(|(media, ..)| media == choice));
        let Some(first) = first else {
            return Vec::new();
        };
        // JSON has no files, so where the same object can be sent in parts, it is.
        let has_files = |key: &str| self.files.media_types.contains(&pointer::step(at, key));
        let in_parts = listed
            .iter()
            .find(|(_, key, entry)| entry.schema == first.2.schema && has_files(key));
        let &(media, key, entry) = in_parts.unwrap_or(first);
        let mut found = vec![(media, self.represented(media, key, entry, way, at, name))];
        for (media, key, entry) in listed.iter().filter(|(_, other, _)| *other != key) {
            let alike = found
                .iter_mut()
                .find(|(_, known)| known.entry.schema == entry.schema);
            match alike {
                Some((known, main))
                    if known == media || (way.received && main.is_string(*media)) =>
                {
                    // It has the same schema, and what is read or sent is the same.
                    self.account.read(&pointer::step(at, key), As::Restated);
                    if !ir::is_range(key) && is_sendable(key) && other_charset(key).is_none() {
                        main.body.also.push((*key).clone());
                    }
                }
                None if way.several => {
                    let name = format!("{name}-{}", variant(key));
                    found.push((*media, self.represented(*media, key, entry, way, at, &name)));
                }
                _ => {
                    let chosen = found.first().map_or("", |(_, first)| first.key);
                    self.report.warning(
                        Code::UnusedMediaType,
                        &pointer::step(at, key),
                        format!("`{key}` is not used; the body is sent and read as `{chosen}`"),
                        "call the operation with the client's `request` method to use it",
                    );
                }
            }
        }
        found
            .into_iter()
            .map(|(_, represented)| represented)
            .collect()
    }

    fn represented<'c>(
        &mut self,
        media: ir::Media,
        key: &'c str,
        entry: &'c MediaType,
        way: Way,
        at: &str,
        name: &str,
    ) -> Represented<'c> {
        let at = pointer::step(at, key);
        self.account.read(&at, As::Media);
        let at = pointer::step(&at, "schema");
        // What is no media type was reported.
        let media_type = match is_sendable(key) {
            true => key.to_owned(),
            false => "*/*".to_owned(),
        };
        let is_binary = entry
            .schema
            .as_ref()
            .is_some_and(|schema| self.is_binary(schema));
        let media_type = match is_binary {
            true => media_type,
            false => self.in_utf_8(media_type, media, &at),
        };
        let body = ir::AnswerBody {
            ty: match media {
                ir::Media::Text => ir::Type::String,
                ir::Media::Bytes => ir::Type::Bytes,
                _ => ir::Type::Json,
            },
            media,
            media_type,
            constraints: ir::Constrained::default(),
            also: Vec::new(),
            role: None,
        };
        let body = self.decoded(body, key, entry, way, &at, name);
        Represented { body, key, entry }
    }

    /// The body with the type that its schema has.
    fn decoded(
        &mut self,
        body: ir::AnswerBody,
        key: &str,
        entry: &MediaType,
        way: Way,
        at: &str,
        name: &str,
    ) -> ir::AnswerBody {
        let Some(schema) = &entry.schema else {
            return body;
        };
        match body.media {
            ir::Media::Bytes if self.is_binary(schema) || self.is_text(schema) => {
                self.account.read(at, As::Opaque);
                return body;
            }
            ir::Media::Bytes => {
                let (what, help) = match way.received {
                    true => ("decode", "decode the bytes after the call"),
                    false => (
                        "encode",
                        "encode the value before the call, and give its bytes",
                    ),
                };
                self.opaque(
                    at,
                    format!("the client does not {what} `{key}`: the body is bytes"),
                    help,
                );
                return body;
            }
            _ => {}
        }
        let is_text = body.media == ir::Media::Text;
        let typed = !is_text || self.is_text(schema) || (way.several && self.is_scalar(schema));
        let used = typed.then(|| self.schema(schema, &Position::new(at, name)));
        let used = used.flatten();
        let used = used
            .filter(|used| !is_text || ir::is_plain(&|name| self.types.get(name), &used.ty, false));
        if used.as_ref().is_some_and(|used| used.nullable) {
            self.ignored_null(at);
        }
        match used {
            // What is nothing but a string may come as plain text, and has no type of its own.
            Some(used) if matches!(used.ty, ir::Type::Formatted(_)) => ir::AnswerBody {
                ty: ir::Type::String,
                media: body.media,
                media_type: body.media_type,
                also: body.also,
                ..used.into_body()
            },
            Some(used) => ir::AnswerBody {
                media: body.media,
                media_type: body.media_type,
                also: body.also,
                ..used.into_body()
            },
            None => {
                if is_text {
                    let (what, help) = match way.received {
                        true => ("decode", "decode the string after the call"),
                        false => (
                            "encode",
                            "encode the value before the call, and give the string",
                        ),
                    };
                    self.opaque(
                        at,
                        format!("the client does not {what} `{key}`: the body is a string"),
                        help,
                    );
                }
                body
            }
        }
    }

    /// Reports a body, or a part of one, that the client does not write or read as its schema says.
    pub(super) fn opaque(&mut self, at: &str, what: impl Into<String>, help: &str) {
        self.report.warning(Code::OpaqueBody, at, what, help);
    }

    /// The media type in which the client writes and reads a body: strings in another charset are bytes, and all else is UTF-8.
    fn in_utf_8(&mut self, media_type: String, media: ir::Media, at: &str) -> String {
        let Some(charset) = other_charset(&media_type) else {
            return media_type;
        };
        let is_bytes = media == ir::Media::Bytes;
        let then = match is_bytes {
            true => "the body is bytes",
            false => "the body is UTF-8, without that parameter",
        };
        self.report.warning(
            Code::Charset,
            at,
            format!("the client does not write or read `{charset}`: {then}"),
            "encode and decode the bytes, or declare `charset=utf-8`",
        );
        match is_bytes {
            true => media_type,
            false => without_charset(&media_type),
        }
    }

    pub(super) fn is_binary(&self, schema: &Ref<Schema>) -> bool {
        self.looked_up(schema).is_some_and(|schema| {
            schema.format.as_deref() == Some("binary")
                && schema.plain_type() == Some(JsonType::String)
        })
    }

    /// Whether a schema says nothing of its values.
    pub(super) fn is_any(&self, schema: &Ref<Schema>) -> bool {
        self.looked_up(schema).is_some_and(Schema::is_any)
    }

    fn is_text(&self, schema: &Ref<Schema>) -> bool {
        self.looked_up(schema).is_some_and(|schema| {
            schema.enumeration.is_empty() && schema.plain_type() == Some(JsonType::String)
        })
    }

    /// Whether a value is written as one text.
    fn is_scalar(&self, schema: &Ref<Schema>) -> bool {
        let ty = self.looked_up(schema).and_then(Schema::plain_type);
        ty.is_some_and(|ty| !matches!(ty, JsonType::Array | JsonType::Object))
    }
}

impl Represented<'_> {
    /// Whether this is a string that may come as JSON or as plain text, and another media type is the other of the two.
    fn is_string(&self, other: ir::Media) -> bool {
        let either = [ir::Media::Json, ir::Media::Text];
        self.body.ty == ir::Type::String
            && either.contains(&self.body.media)
            && either.contains(&other)
    }
}

/// The variant of a body in this media type, if it is one of several.
pub(super) fn variant(media_type: &str) -> String {
    let essence = ir::essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    let word = match (kind, subtype) {
        ("*", _) => "any",
        (kind, "*") => kind,
        ("text", "plain") => "text",
        (_, "octet-stream") => "bytes",
        (_, "x-www-form-urlencoded") => "form",
        ("multipart", "form-data") => "multipart",
        (_, subtype) => {
            let stem = subtype.strip_prefix("vnd.").or(subtype.strip_prefix("x-"));
            stem.unwrap_or(subtype)
        }
    };
    let parameters = media_type.split(';').skip(1);
    let parameters = parameters.filter(|parameter| !parameter.trim().starts_with("charset"));
    let words: Vec<&str> = std::iter::once(word).chain(parameters).collect();
    naming::type_name(&words.join(" ")).unwrap_or_else(|| "Other".to_owned())
}

/// Whether a header can carry a media type.
fn is_sendable(media_type: &str) -> bool {
    media_type.contains('/') && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// How a body of this media type is written, where that is known.
pub(super) fn media(name: &str) -> Option<ir::Media> {
    match ir::essence(name).as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => Some(ir::Media::Json),
        "application/x-www-form-urlencoded" => Some(ir::Media::Form),
        "multipart/form-data" | "multipart/mixed" | "multipart/related" => {
            Some(ir::Media::Multipart)
        }
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
