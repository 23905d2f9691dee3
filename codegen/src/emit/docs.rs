//! What a specification says, as rustdoc.

mod client;
mod fields;
mod markdown;
mod media;
mod operation;
mod parts;

use super::rust::Rust;
use crate::ir::{Api, Docs, TypeDef};

pub(super) use client::client;
pub(super) use fields::{choice, field, mixed_items, option, setter, unset_texts};
use markdown::linked_from_root;
pub(super) use markdown::{code, linked, markdown};
pub(super) use operation::{method, operation};
pub(super) use parts::{attributes, comment, paragraphs};
use parts::{description, named, provenance, section};

/// Doc comment of a type: its description, and where it is documented.
pub(super) fn ty(api: &Api, def: &TypeDef) -> Rust {
    let docs = &def.docs;
    let mut parts = description(api, docs, &named(&def.name));
    parts.extend(section("Provenance", provenance(api, docs)));
    attributes(&parts, false)
}

/// Doc comment of a part of a type: its description, then where it is documented and what contradicts that.
pub(super) fn item(api: &Api, docs: &Docs, fallback: &str) -> Rust {
    attributes(
        &paragraphs(api, docs, &format!("{}.", code(fallback))),
        false,
    )
}

/// Doc comment of plain text.
pub(super) fn text(api: &Api, text: &str, fallback: &str) -> Rust {
    let text = if text.is_empty() { fallback } else { text };
    attributes(&[linked(api, text)], false)
}

/// Doc comment of a file.
pub(super) fn file(text: &str) -> Rust {
    attributes(&[markdown(text)], true)
}

/// Doc comment of the module of an API.
pub(super) fn module(api: &Api) -> Rust {
    let title = &api.gateway.title;
    let mut parts = vec![format!(
        "{}: client, operations and types.",
        markdown(title)
    )];
    if !api.docs.is_empty() {
        parts.push(linked_from_root(api, &api.docs));
    }
    if !api.sources.is_empty() {
        let mut lines = vec!["# Sources".to_owned(), String::new()];
        for (name, source) in &api.sources {
            let dated = source
                .dated
                .as_ref()
                .map_or(String::new(), |dated| format!(", {dated}"));
            lines.push(format!(
                "- {}: {}{}",
                code(name),
                markdown(&source.title),
                markdown(&dated)
            ));
        }
        parts.push(lines.join("\n"));
    }
    if !api.undocumented.is_empty() {
        let mut lines = vec![
            "# Not documented".to_owned(),
            String::new(),
            "The documents name these without saying how to call them, so they are not here:"
                .to_owned(),
            String::new(),
        ];
        for item in &api.undocumented {
            lines.push(format!(
                "- {}: {}",
                linked_from_root(api, &item.name),
                linked_from_root(api, &item.said)
            ));
        }
        parts.push(lines.join("\n"));
    }
    attributes(&parts, true)
}
