//! The code that fills a template.

use std::collections::BTreeSet;

use proc_macro::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

use crate::layout::{Layout, is_alone};
use crate::parts::{Kind, Part};

/// An expression whose value is the filled template.
pub(crate) fn write(layout: &Layout, parts: &[Part]) -> TokenStream {
    let mut out = code("let mut __rust = crate::emit::rust::Rust::new();");
    fill(layout, parts, &mut out);
    out.extend(code("__rust"));
    TokenTree::from(Group::new(Delimiter::Brace, out)).into()
}

fn fill(layout: &Layout, parts: &[Part], out: &mut TokenStream) {
    let mut text = String::new();
    let mut last: Option<&Part> = None;
    for (number, part) in parts.iter().enumerate() {
        let gap = last.map(|last| layout.gap(last, part));
        text.push_str(gap.as_deref().unwrap_or_default());
        last = Some(part);
        match &part.kind {
            Kind::Text(written) => text.push_str(written),
            Kind::Value(name) => {
                flush(&mut text, out);
                out.extend(code("__rust.add"));
                out.extend(in_parentheses(reference(name)));
                out.extend(code(";"));
            }
            Kind::Repeat { body, separator } => {
                flush(&mut text, out);
                let gap = gap.filter(|gap| gap.starts_with('\n'));
                let between = match gap {
                    Some(gap) if is_alone(parts, number) => {
                        format!("{separator}\n{}", gap.trim_start_matches('\n'))
                    }
                    None if is_alone(parts, number) && separator.is_empty() => "\n".to_owned(),
                    _ if [",", ";", ""].contains(&separator.as_str()) => format!("{separator} "),
                    _ => format!(" {separator} "),
                };
                out.extend(repeat(layout, body, &between));
            }
        }
    }
    flush(&mut text, out);
}

fn flush(text: &mut String, out: &mut TokenStream) {
    if !text.is_empty() {
        out.extend(code("__rust.text"));
        out.extend(in_parentheses(literal(text)));
        out.extend(code(";"));
        text.clear();
    }
}

/// A loop over all variables of the body that can be iterated; the others are the same each time.
fn repeat(layout: &Layout, body: &[Part], between: &str) -> TokenStream {
    let names: BTreeSet<String> = body
        .iter()
        .filter_map(|part| match &part.kind {
            Kind::Value(name) => Some(name.to_string()),
            Kind::Text(_) | Kind::Repeat { .. } => None,
        })
        .collect();
    let mut begin = "use crate::emit::rust::repeat::*;".to_owned();
    let mut varies = "Same".to_owned();
    let mut next = String::new();
    for name in &names {
        let varying = format!("__varies_{}", name.trim_start_matches("r#"));
        begin.push_str(&format!("let (mut {name}, {varying}) = {name}.repeated();"));
        varies.push_str(&format!(" | {varying}"));
        next.push_str(&format!(
            "let Some({name}) = {name}.next() else {{ break }};"
        ));
    }
    let mut out = code(&format!(
        "{begin} let _: Varies = {varies}; let mut __first = true;"
    ));
    let mut once = code(&format!(
        "{next} if !__first {{ __rust.text({between:?}); }} __first = false;"
    ));
    fill(layout, body, &mut once);
    out.extend(code("loop"));
    out.extend([TokenTree::from(Group::new(Delimiter::Brace, once))]);
    TokenTree::from(Group::new(Delimiter::Brace, out)).into()
}

fn code(text: &str) -> TokenStream {
    // Every text here is Rust; what is not would show in the first use of the macro.
    text.parse().unwrap_or_default()
}

fn literal(text: &str) -> TokenStream {
    TokenTree::from(Literal::string(text)).into()
}

fn reference(name: &Ident) -> TokenStream {
    let mut out = code("&");
    out.extend([TokenTree::from(name.clone())]);
    out
}

fn in_parentheses(inner: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(Delimiter::Parenthesis, inner)).into()
}
