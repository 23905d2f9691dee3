//! The code that fills a template.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::layout::{Layout, is_alone};
use crate::parts::{Kind, Part};

/// An expression whose value is the filled template.
pub(crate) fn write(layout: &Layout, parts: &[Part]) -> TokenStream {
    let fill = fill(layout, parts);
    let length = length(parts);
    quote!({
        let mut __rust = crate::emit::rust::Rust::with_room(#length);
        #(#fill)*
        __rust
    })
}

/// How long a filled template is, more or less.
fn length(parts: &[Part]) -> usize {
    let lengths = parts.iter().map(|part| match &part.kind {
        Kind::Text(text) => text.len() + 1,
        Kind::Value(_) => 24,
        Kind::Repeat { body, .. } => 2 * length(body),
    });
    lengths.sum()
}

fn fill(layout: &Layout, parts: &[Part]) -> Vec<TokenStream> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut last: Option<&Part> = None;
    for (number, part) in parts.iter().enumerate() {
        let gap = last.map(|last| layout.gap(last, part));
        text.push_str(gap.as_deref().unwrap_or_default());
        last = Some(part);
        if let Kind::Text(written) = &part.kind {
            text.push_str(written);
            continue;
        }
        out.extend(put(&mut text));
        match &part.kind {
            Kind::Text(_) => {}
            Kind::Value(name) => out.push(quote!(__rust.add(&#name);)),
            Kind::Repeat { body, separator } => {
                let alone = is_alone(parts, number);
                let between = between(separator, gap.as_deref(), alone);
                out.push(repeat(layout, body, &between));
            }
        }
    }
    out.extend(put(&mut text));
    out
}

fn put(text: &mut String) -> Option<TokenStream> {
    let text = std::mem::take(text);
    (!text.is_empty()).then(|| quote!(__rust.text(#text);))
}

/// What is written between two repetitions: if they are alone on their lines, each has one of its own.
fn between(separator: &str, gap: Option<&str>, alone: bool) -> String {
    match gap.filter(|gap| gap.starts_with('\n')) {
        Some(gap) if alone => format!("{separator}\n{}", gap.trim_start_matches('\n')),
        None if alone && separator.is_empty() => "\n".to_owned(),
        _ if [",", ";", ""].contains(&separator) => format!("{separator} "),
        _ => format!(" {separator} "),
    }
}

/// A loop over all variables of the body that can be iterated; the others are the same each time.
fn repeat(layout: &Layout, body: &[Part], between: &str) -> TokenStream {
    let names: BTreeMap<String, &Ident> = body
        .iter()
        .filter_map(|part| match &part.kind {
            Kind::Value(name) => Some((name.to_string(), name)),
            Kind::Text(_) | Kind::Repeat { .. } => None,
        })
        .collect();
    let varies: Vec<Ident> = names
        .keys()
        .map(|name| format_ident!("__varies_{name}"))
        .collect();
    let names: Vec<&Ident> = names.into_values().collect();
    let fill = fill(layout, body);
    quote!({
        use crate::emit::rust::repeat::*;
        #(let (mut #names, #varies) = #names.repeated();)*
        let _: Varies = Same #(| #varies)*;
        let mut __first = true;
        loop {
            #(let Some(#names) = #names.next() else { break };)*
            if !__first {
                __rust.text(#between);
            }
            __first = false;
            #(#fill)*
        }
    })
}
