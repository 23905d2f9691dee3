//! What every doc comment is made of: a description, its sources and its contradictions.

use super::markdown::{code, laid_out, linked};
use crate::emit::rust::Rust;
use crate::ground::text::without_misleading;
use crate::ir::{Api, Confidence, Conflict, Docs, Name, Source};
use crate::naming::without_mark;

/// The paragraphs of a description, for an item that has others as well.
pub(in crate::emit) fn paragraphs(api: &Api, docs: &Docs, fallback: &str) -> Vec<String> {
    let mut parts = description(api, docs, fallback);
    parts.extend(provenance(api, docs));
    parts
}

/// What the document says about an item, or else a text about its name.
pub(super) fn description(api: &Api, docs: &Docs, fallback: &str) -> Vec<String> {
    match (docs.text.is_empty(), fallback.is_empty()) {
        (false, _) => vec![linked(api, &docs.text)],
        (true, false) => vec![fallback.to_owned()],
        (true, true) => Vec::new(),
    }
}

/// What documents an item without a description: its name in the document, where Rust has another.
pub(super) fn named(name: &Name) -> String {
    match without_mark(&name.rust) == name.wire {
        true => String::new(),
        false => format!("Named {} in the document.", code(&name.wire)),
    }
}

/// Where an item is documented, and what contradicts that.
pub(super) fn provenance(api: &Api, docs: &Docs) -> impl Iterator<Item = String> {
    let source = docs.source.iter().map(move |source| sourced(api, source));
    let conflicts = docs.conflicts.iter();
    source.chain(conflicts.map(move |conflict| contradiction(api, conflict)))
}

/// The parts under a heading; nothing if there are none.
pub(super) fn section(title: &str, parts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut section: Vec<String> = parts.into_iter().collect();
    if !section.is_empty() {
        section.insert(0, format!("# {title}"));
    }
    section
}

pub(super) fn sourced(api: &Api, source: &Source) -> String {
    let names: Vec<String> = source.from.iter().map(|name| code(name)).collect();
    let sure = match source.confidence {
        Confidence::Documented => "documented",
        Confidence::Partial => "documented in part",
        Confidence::ThirdParty => "**known from third parties only**",
        Confidence::Inferred => "**inferred, stated by nobody**",
    };
    // What the names stand for is said once, in the docs of the module that all files of an API are in.
    let mut line = format!("Source: [{}](super#sources) ({sure}).", names.join(", "));
    if let Some(note) = &source.note {
        line.push(' ');
        line.push_str(&linked(api, note));
    }
    line
}

pub(super) fn contradiction(api: &Api, conflict: &Conflict) -> String {
    format!(
        "Contradiction: {} Chosen: {}",
        sentence(api, &conflict.says),
        sentence(api, &conflict.chosen)
    )
}

pub(super) fn sentence(api: &Api, text: &str) -> String {
    let text = linked(api, text.trim());
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

pub(in crate::emit) fn attributes(parts: &[String], inner: bool) -> Rust {
    let length: usize = parts
        .iter()
        .map(|part| part.len() + part.len() / 8 + 16)
        .sum();
    let mut out = String::with_capacity(length);
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            add_comment("", inner, &mut out);
        }
        for line in laid_out(part) {
            add_comment(&line, inner, &mut out);
        }
    }
    Rust::from_text(out)
}

/// Lines of a doc comment as they are.
pub(in crate::emit) fn comment<'a>(lines: impl IntoIterator<Item = &'a str>, inner: bool) -> Rust {
    let mut out = String::new();
    for line in lines {
        add_comment(line, inner, &mut out);
    }
    Rust::from_text(out)
}

fn add_comment(line: &str, inner: bool, out: &mut String) {
    out.push_str(if inner { "//!" } else { "///" });
    if !line.is_empty() {
        out.push(' ');
        out.push_str(&without_misleading(line, |_| false));
    }
    out.push('\n');
}
