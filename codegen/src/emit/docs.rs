//! What a specification says, as rustdoc.

use super::rust::Rust;
use super::{unset, values};
use crate::ir::{
    Api, Codes, Confidence, Conflict, Docs, EffectKind, Location, LookupBy, Operation, Provable,
    ProvingBody, ProvingShape, Settles, Source, Type,
};

/// Doc comment of an item: its description, then where it was found and what is contradicted.
pub(super) fn item(docs: &Docs, fallback: &str) -> Rust {
    attributes(&paragraphs(docs, fallback), false)
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
    let mut parts = paragraphs(&docs, wire);
    if let Some(list) = values::unset(ty) {
        let texts = unset::quoted(list);
        parts.insert(
            1.min(parts.len()),
            format!("There is no value, and `is_unset()` holds, where {texts} was sent."),
        );
    }
    attributes(&parts, false)
}

/// The text of a field's doc comment alone, for the method that sets it.
pub(super) fn setter(api: &Api, docs: &Docs, ty: &Type, wire: &str) -> Rust {
    text(&described(api, docs, ty).text, wire)
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

/// Doc comment of plain text.
pub(super) fn text(text: &str, fallback: &str) -> Rust {
    attributes(
        &[markdown(if text.is_empty() { fallback } else { text })],
        false,
    )
}

/// Doc comment of a file.
pub(super) fn file(text: &str) -> Rust {
    attributes(&[markdown(text)], true)
}

/// Doc comment of an operation, with what it does to money.
pub(super) fn operation(operation: &Operation) -> Rust {
    let mut parts = paragraphs(&operation.docs, &operation.id);
    parts.insert(
        1.min(parts.len()),
        format!("`{} {}`", operation.method, operation.path),
    );
    if operation.effect.kind == EffectKind::MovesMoney {
        let mut money = "**Moves money.**".to_owned();
        for (option, kind) in &operation.effect.options {
            if *kind != EffectKind::MovesMoney {
                money.push_str(&format!(" Not with `{option}`."));
            }
        }
        if let Some(reference) = &operation.effect.reference {
            money.push_str(&format!(
                " The merchant's reference is `{}`.",
                reference.wire
            ));
        }
        if let Some(duplicates) = &operation.effect.duplicates {
            money.push_str(&format!(
                " A reference that was used before: {}",
                markdown(duplicates)
            ));
        }
        parts.push(money);
    }
    if operation.effect.kind == EffectKind::Unknown {
        parts.push(
            "**Unknown effect.** The document does not declare one, so a call counts as one that may move money."
                .to_owned(),
        );
    }
    parts.extend(refusals(operation));
    for (number, lookup) in operation.lookup.iter().enumerate() {
        let found = match &lookup.by {
            LookupBy::Parameter { parameter, .. } => {
                format!("whose `{parameter}` is the reference")
            }
            LookupBy::Row { items, matches, .. } => {
                format!("the rows of `{items}` whose `{matches}` is the reference")
            }
        };
        parts.push(format!(
            "{} `{}`, {found}. Not found is not the same as not executed.",
            if number == 0 {
                "When the outcome is unclear, `resolve` looks it up with"
            } else {
                "Else with"
            },
            lookup.operation,
        ));
    }
    if let Some(settles) = &operation.settles {
        parts.extend(state(operation, settles));
    }
    if operation.pages.is_some() {
        parts.push(
            "The answer is one page of a list. `items` and `pages` on the call read all of it."
                .to_owned(),
        );
    }
    attributes(&parts, false)
}

/// Documents which states of a payment are final.
fn state(operation: &Operation, settles: &Settles) -> Vec<String> {
    let pending = match settles.pending.is_empty() {
        true => String::new(),
        false => format!("pending while {}; ", list(&settles.pending)),
    };
    let mut told = format!(
        "The state is in `{}`: {pending}succeeded with {}; failed with {}. Any other value is not final.",
        settles.status,
        list(&settles.succeeded),
        list(&settles.failed),
    );
    if let Some(duplicate) = &settles.duplicate {
        told.push_str(&format!(
            " A failure with {} in `{}` marks a duplicate request. It is not final, and says nothing about the original.",
            list(&duplicate.values),
            duplicate.path,
        ));
    }
    if operation.effect.kind == EffectKind::Reads {
        told.push_str(" `.wait()` asks until the state is final.");
    }
    let mut parts = vec![told];
    if operation.effect.kind == EffectKind::Reads {
        parts.push(match &settles.about {
            Some(about) => format!(
                "`wait` believes only a response whose `{}` is the reference that it asked for.",
                about.matches
            ),
            None => "The response does not repeat the reference, so `wait` cannot tell whether it is about this payment."
                .to_owned(),
        });
    }
    let Some(conclusive) = &settles.conclusive else {
        return parts;
    };
    parts.push(format!(
        "Whether a failure is final depends on `{}`. A failure that is not may still turn out to be a success:",
        conclusive.path
    ));
    let cases = conclusive.of.iter().map(|(value, declared)| {
        let when = match &declared.codes {
            Codes::Only(codes) => format!("is final only with {}", list(codes)),
            Codes::Except(codes) if codes.is_empty() => "is always final".to_owned(),
            Codes::Except(codes) => format!("is final unless the code is {}", list(codes)),
        };
        let source = declared.source.as_ref().map(sourced).unwrap_or_default();
        format!("- `{value}` {when}. {source}")
            .trim_end()
            .to_owned()
    });
    parts.push(cases.collect::<Vec<_>>().join("\n"));
    parts.extend(conclusive.conflicts.iter().map(contradiction));
    parts
}

/// Which refusals prove that a payment was not made.
fn refusals(operation: &Operation) -> Option<String> {
    let proof = match operation.provable.as_ref()? {
        Provable::Never(reason) => {
            return Some(format!(
                "No response of this operation proves that no money moved. {}",
                sentence(reason)
            ));
        }
        Provable::By(proof) => proof,
    };
    let shape = |shape: &ProvingShape| {
        let statuses = operation.proving_statuses(shape);
        let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
        let body = match &shape.body {
            ProvingBody::Object {
                schema, members, ..
            } => {
                let members: Vec<String> = members.keys().map(|name| format!("`{name}`")).collect();
                format!("`{schema}` with its {}", members.join(", "))
            }
            ProvingBody::RequestFields => "fields of the request with lists of messages".to_owned(),
        };
        let source = shape
            .source
            .as_ref()
            .map_or_else(String::new, |source| format!(" {}", sourced(source)));
        format!(
            "- Status {}, {body}.{source}",
            crate::diagnostic::either(&statuses)
        )
    };
    let mut lines = vec![
        "These refusals prove that no money moved, unless something in them contradicts that or they may be about a duplicate:"
            .to_owned(),
        String::new(),
    ];
    lines.extend(proof.shapes.iter().map(shape));
    Some(lines.join("\n"))
}

/// Doc comment of the client, with the API keys that it takes.
pub(super) fn client(api: &Api) -> Rust {
    let mut parts = vec![markdown(&format!(
        "A client of {}: cheap to clone, and safe to share between tasks.",
        api.gateway.title
    ))];
    if !api.api_keys.is_empty() {
        let mut lines = vec![
            "The builder's `api_key` takes these names:".to_owned(),
            String::new(),
        ];
        for key in &api.api_keys {
            let place = match key.place {
                Location::Query => "in the query",
                Location::Cookie => "in a cookie",
                Location::Header | Location::Path => "in a header",
            };
            let said = key.docs.split("\n\n").next().unwrap_or_default().trim();
            let said = match said.is_empty() {
                true => String::new(),
                false => format!(": {}", markdown(&said.replace('\n', " "))),
            };
            lines.push(format!(
                "- `{}`, sent as `{}` {place}{said}",
                key.scheme.replace('`', "'"),
                key.name.replace('`', "'")
            ));
        }
        parts.push(lines.join("\n"));
    }
    attributes(&parts, false)
}

/// Doc comment of the module of an API.
pub(super) fn module(api: &Api) -> Rust {
    let title = &api.gateway.title;
    let mut parts = vec![format!(
        "{}: client, operations and types.",
        markdown(title)
    )];
    if !api.docs.is_empty() {
        parts.push(markdown(&api.docs));
    }
    if !api.sources.is_empty() {
        let mut lines = vec!["# Sources".to_owned(), String::new()];
        for (name, source) in &api.sources {
            let dated = source
                .dated
                .as_ref()
                .map_or(String::new(), |dated| format!(", {dated}"));
            lines.push(format!(
                "- `{name}`: {}{}",
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
                markdown(&item.name),
                markdown(&item.said)
            ));
        }
        parts.push(lines.join("\n"));
    }
    attributes(&parts, true)
}

/// The paragraphs of a description, for an item that has others as well.
pub(super) fn paragraphs(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut parts = vec![if docs.text.is_empty() {
        format!("`{}`.", fallback.replace('`', "'"))
    } else {
        markdown(&docs.text)
    }];
    parts.extend(docs.source.as_ref().map(sourced));
    parts.extend(docs.conflicts.iter().map(contradiction));
    parts
}

fn sourced(source: &Source) -> String {
    let names: Vec<String> = source.from.iter().map(|name| format!("`{name}`")).collect();
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
        line.push_str(&markdown(note));
    }
    line
}

fn contradiction(conflict: &Conflict) -> String {
    format!(
        "Contradiction: {} Chosen: {}",
        sentence(&conflict.says),
        sentence(&conflict.chosen)
    )
}

fn sentence(text: &str) -> String {
    let text = markdown(text.trim());
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

pub(super) fn attributes(parts: &[String], inner: bool) -> Rust {
    let parts: Vec<Vec<String>> = parts.iter().map(|part| laid_out(part)).collect();
    let lines = parts.join(&String::new());
    comment(lines.iter().map(String::as_str), inner)
}

/// Lines of a doc comment as they are.
pub(super) fn comment<'a>(lines: impl IntoIterator<Item = &'a str>, inner: bool) -> Rust {
    let mut out = String::new();
    for line in lines {
        out.push_str(if inner { "//!" } else { "///" });
        if !line.is_empty() {
            out.push(' ');
            out.extend(line.chars().filter(|character| !misleads(*character)));
        }
        out.push('\n');
    }
    Rust::from_text(out)
}

/// Characters that no comment may hold: those that control, and those that turn the direction of writing.
fn misleads(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The lines of a text: those of one paragraph are joined, since where the specification breaks them has no meaning, and
/// broken anew. An example stays as it is, and must not be taken for Rust, which would be compiled as a test.
fn laid_out(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.lines().map(str::trim_end) {
        let content = line.trim_start();
        let fence = content.starts_with("```");
        let alone = fence || fenced || line.is_empty() || line.starts_with(['#', '|']);
        if alone || paragraph.is_empty() || content.starts_with("- ") || line.starts_with('`') {
            lines.extend(wrapped(&std::mem::take(&mut paragraph)));
        }
        fenced ^= fence;
        match (fence, fenced) {
            (true, true) => lines.push("```text".to_owned()),
            (true, false) => lines.push("```".to_owned()),
            _ if alone => lines.push(line.to_owned()),
            _ if !paragraph.is_empty() => {
                paragraph.push(' ');
                paragraph.push_str(content);
            }
            // Four spaces would make an example of it.
            _ if line.len() >= content.len() + 4 => content.clone_into(&mut paragraph),
            _ => line.clone_into(&mut paragraph),
        }
    }
    lines.extend(wrapped(&paragraph));
    if fenced {
        lines.push("```".to_owned());
    }
    lines
}

/// A line broken at spaces where it is longer than a person likes to read; what follows in a list item is indented.
fn wrapped(line: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ').filter(|_| !line.is_empty()) {
        match lines.last_mut() {
            // A line must not start with what Markdown would take for a list or a heading.
            Some(last) if last.len() + 1 + word.len() <= WIDTH || word.len() < 3 => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) => lines.push(format!("{indent}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A description as rustdoc takes it without a warning: brackets and angles outside code are escaped,
/// bare addresses become links.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.trim().split('`').enumerate() {
        if number > 0 {
            out.push('`');
        }
        if number % 2 == 1 {
            out.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some((before, text, address, after)) = link(rest) {
            words(before, &mut out);
            // An address within this page of somebody else leads nowhere here.
            match address.starts_with("https://") || address.starts_with("http://") {
                true => {
                    out.push('[');
                    words(text, &mut out);
                    out.push_str(&format!("]({address})"));
                }
                false => words(text, &mut out),
            }
            rest = after;
        }
        words(rest, &mut out);
    }
    // An odd number of ticks would turn the rest of the page into code.
    if text.matches('`').count() % 2 == 1 {
        out = out.replace('`', "'");
    }
    out
}

/// The first link of a text: what is before it, its text, its address, and what is after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let (address, after) = text[middle + 2..].split_once(')')?;
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '[' | ']' | '(');
    let whole = !address.is_empty() && address.chars().all(plain) && middle > start + 1;
    whole.then(|| (&text[..start], &text[start + 1..middle], address, after))
}

fn words(text: &str, out: &mut String) {
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end_matches(char::is_whitespace);
        out.push_str(&escaped(word));
        out.push_str(&piece[word.len()..]);
    }
}

fn escaped(word: &str) -> String {
    if word.starts_with("https://") || word.starts_with("http://") {
        let address = word.trim_end_matches(['.', ',', ';', ':', ')', '>']);
        return format!("<{address}>{}", &word[address.len()..]);
    }
    word.replace('[', "\\[")
        .replace(']', "\\]")
        .replace('<', "\\<")
        .replace('>', "\\>")
}

#[cfg(test)]
mod tests {
    use super::{laid_out, markdown};

    #[test]
    fn a_paragraph_is_joined_and_an_example_stays_as_it_is() {
        let text = "one\ntwo\n\n- three\n  four\n- five\n\n# Title\n| a | b |\n| c | d |\nsix\n```rust\nlet  x;\n```\n\n    seven\n\n```\neight";
        let expected = "one two\n\n- three four\n- five\n\n# Title\n| a | b |\n| c | d |\nsix\n```text\nlet  x;\n```\n\nseven\n\n```text\neight\n```";
        assert_eq!(laid_out(text).join("\n"), expected);
    }

    #[test]
    fn what_rustdoc_would_misread_is_escaped_and_addresses_become_links() {
        assert_eq!(
            markdown("a <b> in [c], see https://example.com/x. `Vec<[u8]>`"),
            "a \\<b\\> in \\[c\\], see <https://example.com/x>. `Vec<[u8]>`"
        );
        assert_eq!(markdown("an odd ` tick"), "an odd ' tick");
        assert_eq!(
            markdown("See [the [b] guide](https://example.com/a_b), [here](#there) or [x](y z)."),
            "See \\[the [b\\] guide](https://example.com/a_b), here or \\[x\\](y z)."
        );
        assert_eq!(
            markdown("[a guide](https://example.com/x)."),
            "[a guide](https://example.com/x)."
        );
        assert_eq!(
            markdown("https://example.com.\n- <x>"),
            "<https://example.com>.\n- \\<x\\>"
        );
    }
}
