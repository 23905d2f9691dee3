//! Claim: no text of a document becomes code. Whatever its names, titles and descriptions hold, every generated file parses, holds no
//! macro call that the text spells, and its comments hold no block that rustdoc would run, and no HTML that does more than look.

use malipo_codegen::{Input, Package, Runtime, generate_crate};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Value, json};

/// Texts that would run something if they were taken for more than text.
const TEXTS: &[&str] = &[
    "x\n```\npwned!();\n```\n",
    "x\n\n    pwned!();\n",
    "```rust\npwned!();\n```",
    "- ~~~\n  pwned!();",
    "*/ pwned!(); /*",
    "\"); pwned!(); (\"",
    "#\"; pwned!(); \"#",
    "x\r\n\u{2028}pwned!();",
    "<script>pwned!()</script>",
    "`\n\n<pre>\n```\npwned!();",
    "\\\npwned!();",
    "}\npwned!();\n{",
];

/// A document with a text wherever one may stand.
fn document(text: &str) -> Value {
    // What is sent has no line breaks, and a URL no blanks.
    let line = text.replace(char::is_control, "");
    let url: String = { text.chars() }
        .filter(|c| !(c.is_whitespace() || "<>\"\\^`|{}".contains(*c)))
        .collect();
    let schema = json!({
        "type": "object", "title": text, "description": text,
        "properties": {
            text: { "type": "string", "description": text, "enum": [text, "b"], "title": text },
            "default": { "type": "string", "default": text, "pattern": text },
            "map": { "type": "object", "additionalProperties": { "type": "string", "description": text }, "description": text },
        },
    });
    let content = json!({ "application/json": { "schema": schema, "example": text } });
    let parameter = |place: &str| {
        let name = if place == "header" { "X-Header" } else { &line };
        json!({ "name": name, "in": place, "description": text, "schema": { "type": "string", "enum": [text] } })
    };
    // One of them at a path that no client can send.
    let operation = |number: &str| {
        json!({ "summary": text, "description": text, "post": {
            "operationId": format!("{text}{number}"), "tags": [text], "summary": text, "description": text,
            "security": [{ text: [] }],
            "parameters": [parameter("query"), parameter("header")],
            "requestBody": { "description": text, "content": content },
            "responses": {
                "200": { "description": text, "content": content },
                "400": { "description": text, "content": content },
                "404": { "description": text },
            },
        } })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": text, "description": text, "termsOfService": url, "contact": { "name": text } },
        "servers": [
            { "url": "https://example.com/a", "description": text },
            { "url": format!("https://example.com/{url}"), "description": text },
        ],
        "tags": [{ "name": text, "description": text }],
        "externalDocs": { "url": "https://example.com", "description": text },
        "paths": { format!("/{}", text.replace(['{', '}'], "")): operation("1"), "/plain": operation("2") },
        "components": {
            "schemas": { text: schema, "Union": { "description": text, "oneOf": [
                { "type": "object", "title": text, "required": [text], "properties": { text: { "type": "string" } } },
                { "type": "array", "items": { "type": "string" } },
            ] } },
            "securitySchemes": { text: { "type": "apiKey", "in": "header", "name": "X-Key", "description": text } },
        },
    })
}

/// Each group of comment lines that belong together.
fn comments(text: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for line in text.lines().map(str::trim_start) {
        let comment = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        match (comment, groups.last_mut()) {
            (Some(comment), Some(group)) => {
                group.push_str(comment.strip_prefix(' ').unwrap_or(comment));
                group.push('\n');
            }
            _ => groups.push(String::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// What rustdoc would compile, and what a browser would obey.
fn harm(comment: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut is_own = false;
    Parser::new_ext(comment, options).find_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
        // The example of the first page, which the generator writes.
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "no_run" => {
            is_own = true;
            None
        }
        Event::Text(text) if is_own => {
            is_own = false;
            (!text.starts_with("# fn client(") || !text.ends_with(".build()?;\n# Ok(())\n# }\n"))
                .then(|| text.into_string())
        }
        Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}")),
        // What is around HTML that is shown as text, and the end of a line.
        Event::Html(html) | Event::InlineHtml(html)
            if matches!(html.trim(), "<div>" | "</div>" | "<br>") || !html.contains('<') =>
        {
            None
        }
        Event::Html(html) | Event::InlineHtml(html) => Some(html.into_string()),
        _ => None,
    })
}

/// The macros that a file calls.
#[derive(Default)]
struct Macros(Vec<String>);

impl<'ast> syn::visit::Visit<'ast> for Macros {
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.0.extend(
            called
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string()),
        );
        // What a macro is given may call one too: its tokens are shown with spaces, and strings as they are.
        let given = called.tokens.to_string();
        self.0
            .extend(given.contains("pwned !").then(|| "pwned".to_owned()));
    }
}

#[test]
fn a_call_within_a_macro_is_seen() {
    let called = |code: &str| {
        let mut macros = Macros::default();
        syn::visit::Visit::visit_file(&mut macros, &syn::parse_file(code).unwrap());
        macros.0.contains(&"pwned".to_owned())
    };
    assert!(called("rt::object! { a { b: pwned!(c) } }"));
    assert!(!called("rt::object! { a { b = \"pwned!(c)\" } }"));
}

#[test]
fn no_text_of_a_document_becomes_code() {
    for text in TEXTS {
        let name = text.replace('/', "");
        let mut input = Input::new(format!("{name}.json"), document(text).to_string());
        // A line break in a path is an error.
        input.keep_going = true;
        let package = Package {
            name: "hostile".to_owned(),
            runtime: Runtime::Registry,
        };
        let generated = match generate_crate(&input, &package) {
            Ok(generated) => generated,
            Err(problems) => panic!("{text:?}: {problems}"),
        };
        // The texts are there, and so is the operation.
        let all: String = generated.files.iter().map(|(_, file)| file).collect();
        assert!(all.matches("pwned").count() > 20, "{text:?}: {all}");
        assert!(all.contains("rt::operation! {"), "{text:?}: {all}");
        for (path, file) in generated
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
        {
            let parsed = syn::parse_file(file)
                .unwrap_or_else(|error| panic!("{text:?}, {path}: {error}\n{file}"));
            let mut macros = Macros::default();
            syn::visit::Visit::visit_file(&mut macros, &parsed);
            assert!(
                !macros.0.contains(&"pwned".to_owned()),
                "{text:?}, {path}: {file}"
            );
            for comment in comments(file) {
                assert_eq!(harm(&comment), None, "{text:?}, {path}: {comment}");
            }
        }
    }
}
