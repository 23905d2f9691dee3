//! What a template consists of.

use std::iter::Peekable;

use proc_macro::{Delimiter, Span, TokenStream, TokenTree, token_stream};
use proc_macro2::Ident;

/// A part of a template.
pub(crate) struct Part {
    pub(crate) kind: Kind,
    /// Where it begins: line and column.
    pub(crate) start: (usize, usize),
    /// Where it ends.
    pub(crate) end: (usize, usize),
}

pub(crate) enum Kind {
    /// What is written as it is.
    Text(String),
    /// The value of a variable.
    Value(Ident),
    /// What is written once for each item.
    Repeat { body: Vec<Part>, separator: String },
}

pub(crate) fn parts(input: TokenStream) -> Vec<Part> {
    let mut parts = Vec::new();
    read(input, &mut parts);
    parts
}

fn read(input: TokenStream, parts: &mut Vec<Part>) {
    let mut tokens = input.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                hash(sign.span(), &mut tokens, parts);
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                parts.push(text(open, group.span_open()));
                read(group.stream(), parts);
                parts.push(text(close, group.span_close()));
            }
            TokenTree::Punct(sign) if sign.as_char() == '\'' => {
                let name = tokens.next();
                let end = end(name.as_ref().map_or_else(|| sign.span(), TokenTree::span));
                let lifetime =
                    format!("'{}", name.map(|name| name.to_string()).unwrap_or_default());
                parts.push(part(Kind::Text(lifetime), start(sign.span()), end));
            }
            token => parts.push(text(&token.to_string(), token.span())),
        }
    }
}

/// What begins with `#`: a variable, a repetition, a comment, or an attribute.
fn hash(hash: Span, tokens: &mut Peekable<token_stream::IntoIter>, parts: &mut Vec<Part>) {
    match tokens.peek() {
        Some(TokenTree::Ident(_)) => {
            if let Some(TokenTree::Ident(name)) = tokens.next() {
                let end = end(name.span());
                let name = Ident::new(&name.to_string(), name.span().into());
                parts.push(part(Kind::Value(name), start(hash), end));
            }
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let body = self::parts(group.stream());
            tokens.next();
            let mut separator = String::new();
            let mut last = hash;
            for token in tokens.by_ref() {
                last = token.span();
                match token {
                    TokenTree::Punct(sign) if sign.as_char() == '*' => break,
                    token => separator.push_str(&token.to_string()),
                }
            }
            let repeat = Kind::Repeat { body, separator };
            parts.push(part(repeat, start(hash), end(last)));
        }
        // A comment comes as an attribute whose parts all stand where the comment does.
        Some(TokenTree::Group(group)) if start(group.span()) == start(hash) => {
            let comment = hash.source_text().unwrap_or_default();
            tokens.next();
            parts.push(text(comment.trim_end(), hash));
        }
        _ => parts.push(text("#", hash)),
    }
}

fn text(text: &str, span: Span) -> Part {
    part(Kind::Text(text.to_owned()), start(span), end(span))
}

const fn part(kind: Kind, start: (usize, usize), end: (usize, usize)) -> Part {
    Part { kind, start, end }
}

pub(crate) fn start(span: Span) -> (usize, usize) {
    let start = span.start();
    (start.line(), start.column())
}

fn end(span: Span) -> (usize, usize) {
    let end = span.end();
    (end.line(), end.column())
}
