//! What a specification says, as rustdoc.

mod client;
mod markdown;
mod operation;
mod parts;

use super::rust::Rust;
use super::values;
use crate::ground::text::joined;
use crate::ir::{Api, Docs, Field, Source, Type, UnsetTexts};

pub(super) use client::client;
use markdown::linked_from_root;
pub(super) use markdown::{code, linked, markdown};
pub(super) use operation::{method, operation};
pub(super) use parts::{attributes, comment, paragraphs};

/// Doc comment of an item: its description, then where it was found and what is contradicted.
pub(super) fn item(api: &Api, docs: &Docs, fallback: &str) -> Rust {
    attributes(&paragraphs(api, docs, fallback), false)
}

/// Doc comment of a field: what its type is said to be, where nothing is said of the field itself. Its source is told
/// where it is not that of the item that has the field.
pub(super) fn field(api: &Api, docs: &Docs, of: &Docs, ty: &Type, wire: &str) -> Rust {
    let mut docs = described(api, docs, ty);
    let of_item = |source: &Source| {
        of.source
            .as_ref()
            .is_some_and(|of| source.adds_nothing_to(of))
    };
    docs.source = docs.source.filter(|source| !of_item(source));
    let mut parts = paragraphs(api, &docs, wire);
    if let Some(list) = values::unset(ty) {
        let texts = unset_texts(list);
        parts.insert(
            1.min(parts.len()),
            format!("There is no value, and `is_unset()` holds, where {texts} was sent."),
        );
    }
    attributes(&parts, false)
}

/// The text of a field's doc comment alone, for the method that sets it.
pub(super) fn setter(api: &Api, docs: &Docs, ty: &Type, wire: &str) -> Rust {
    text(api, &described(api, docs, ty).text, wire)
}

fn described(api: &Api, docs: &Docs, ty: &Type) -> Docs {
    let inner = match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Sensitive(inner) => {
            inner
        }
        other => other,
    };
    match api.type_def(inner) {
        Some(def) if docs.text.is_empty() => Docs {
            text: def
                .docs
                .text
                .split("\n\n")
                .next()
                .unwrap_or_default()
                .to_owned(),
            ..docs.clone()
        },
        _ => docs.clone(),
    }
}

/// Doc comment of a method that adds to a list.
pub(super) fn list_setter(api: &Api, field: &Field) -> Rust {
    let described = described(api, &field.docs, &field.ty).text;
    let text = match described.is_empty() {
        true => &field.name.wire,
        false => &described,
    };
    let has_types = match &field.ty {
        Type::List(item) => values::is_one_of(api, item),
        _ => false,
    };
    let types = match has_types {
        true => " The items of an array have one type: call this once for each type.",
        false => "",
    };
    let adds = format!("Each call adds to the list.{types}");
    attributes(&[linked(api, text), adds], false)
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

/// The texts of a list as a person reads them.
pub(super) fn unset_texts(list: &UnsetTexts) -> String {
    let texts: Vec<String> = list
        .texts
        .iter()
        .map(|text| match text.as_str() {
            "" => "the empty text".to_owned(),
            text => code(text),
        })
        .collect();
    joined(&texts, "or")
}
