//! [`ir`](crate::ir) to text. Nothing is decided here and nothing fails, short of a fault of the generator itself.

mod callbacks;
mod checks;
mod client;
mod confirm;
mod constants;
mod docs;
mod events;
mod guide;
mod one_of;
mod operations;
mod pages;
mod reach;
mod refusals;
mod requests;
mod resolve;
mod settles;
mod types;
mod unset;
mod values;

use std::iter::once;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse_quote;

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::files::HEADER_PREFIX;
use crate::ir::{Api, Field, Shape, Type, TypeDef, Usage};
use crate::{FileSet, Input};

pub(crate) use constants::can_start_with;
pub(crate) use guide::Guide;

/// Adds the files of one API to the set: a module, and those below it.
pub(crate) fn emit(api: &Api, input: &Input, files: &mut FileSet) -> Result<(), Diagnostics> {
    let module = api.gateway.module.trim_start_matches("r#").to_owned();
    let root = format!("{module}.rs");
    write(api, None, &root, &module, &input.file, files).map_err(|faults| {
        let mut report = Report::new(&input.file);
        for (path, what) in faults {
            fault(&path, &what, &mut report);
        }
        report.finish(&input.text)
    })
}

/// Adds the files of one API to the set: a crate of its own. The errors are paths of files that would not be Rust.
pub(crate) fn emit_crate(
    api: &Api,
    guide: &Guide<'_>,
    source: &str,
    files: &mut FileSet,
) -> Result<(), Vec<(String, syn::Error)>> {
    write(api, Some(guide), "src/lib.rs", "src", source, files)
}

/// Reports a file that would not be Rust.
pub(crate) fn fault(path: &str, error: &syn::Error, report: &mut Report) {
    report.error(
        Code::Emission,
        "",
        format!("`{path}` would not be Rust: {error}"),
        "this is a fault of the generator: please report it with the document",
    );
}

fn write(
    api: &Api,
    guide: Option<&Guide<'_>>,
    at: &str,
    below: &str,
    source: &str,
    files: &mut FileSet,
) -> Result<(), Vec<(String, syn::Error)>> {
    let mut faults = Vec::new();
    let mut add =
        |path: String, parts: &mut dyn Iterator<Item = TokenStream>| match text(parts, source) {
            Ok(text) => files.insert(path, text),
            Err(error) => faults.push((path, error)),
        };
    add(at.to_owned(), &mut once(root(api, guide)));
    add(
        format!("{below}/client.rs"),
        &mut once(client::client(api, guide.is_some())),
    );
    add(
        format!("{below}/operations.rs"),
        &mut operations::operations(api),
    );
    add(format!("{below}/types.rs"), &mut types::types(api));
    let sometimes = [
        ("webhook", events::events(api)),
        ("callback", callbacks::callbacks(api)),
        ("resolve", resolve::resolve(api)),
    ];
    for (name, tokens) in sometimes {
        if let Some(tokens) = tokens {
            add(format!("{below}/{name}.rs"), &mut once(tokens));
        }
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults),
    }
}

/// A type as a program writes it that calls the module of the types `types`, and the runtime `rt`.
pub(crate) fn type_path(api: &Api, ty: &Type, usage: Usage) -> String {
    values::value(api, ty, values::Side::of_usage(usage), &quote!(types::)).to_string()
}

/// The same of a property.
pub(crate) fn field_type_path(api: &Api, field: &Field, usage: Usage) -> String {
    let inner = type_path(api, &field.ty, usage);
    match values::presence(field) {
        values::Presence::Always => inner,
        values::Presence::OrNull | values::Presence::OrAbsent => format!("Option<{inner}>"),
        values::Presence::OrAbsentOrNull => format!("rt::Maybe<{inner}>"),
    }
}

/// Whether code names the runtime, which all files call `rt`: no type is called so, since theirs begin with a capital.
fn has_runtime(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "rt",
        TokenTree::Group(group) => has_runtime(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The text of a file, with a blank line between items that are more than a line.
fn text(parts: &mut dyn Iterator<Item = TokenStream>, source: &str) -> Result<String, syn::Error> {
    let mut out = format!(
        "{HEADER_PREFIX} from {source}. Do not edit: change that file and run it again.\n\n"
    );
    let mut runtime = false;
    let mut items = Vec::new();
    for part in parts {
        runtime = runtime || has_runtime(&part);
        let file = syn::parse2::<syn::File>(part)?;
        if !file.attrs.is_empty() {
            out.push_str(&alone(file.attrs, Vec::new()));
        }
        items.extend(file.items.into_iter().map(formatted));
    }
    if runtime {
        let import: syn::Item = parse_quote!(
            use ::malipo::runtime as rt;
        );
        items.insert(0, formatted(import));
    }
    let mut last_is_short = false;
    for (short, text) in items {
        let together = short && last_is_short;
        if !together && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(&text);
        last_is_short = short;
    }
    Ok(out)
}

/// An item as text, and whether it is short enough to stand close to others.
fn formatted(item: syn::Item) -> (bool, String) {
    let short = matches!(&item, syn::Item::Mod(item) if item.content.is_none())
        || matches!(item, syn::Item::Use(_));
    (short, alone(Vec::new(), vec![item]))
}

fn alone(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    })
}

fn root(api: &Api, guide: Option<&Guide<'_>>) -> TokenStream {
    let docs = guide.map_or_else(|| docs::module(api), |guide| guide::page(api, guide));
    let environment = client::has_environments(api).then(|| quote!(, Environment));
    let webhook = events::has_module(api).then(|| {
        quote!(
            pub mod webhook;
        )
    });
    let callback = (!api.callbacks.is_empty()).then(|| {
        quote!(
            pub mod callback;
        )
    });
    let (resolve, record) = if resolve::has_module(api) {
        let module = quote!(
            mod resolve;
        );
        let record = quote!(
            pub use resolve::Record;
        );
        (Some(module), Some(record))
    } else {
        (None, None)
    };
    quote! {
        #docs
        #callback
        mod client;
        pub mod operations;
        #resolve
        pub mod types;
        #webhook

        pub use client::{Client #environment};
        #record
    }
}

/// What is deprecated is deprecated for the caller; the code around it has to go on using it.
fn allow_deprecated(api: &Api) -> Option<TokenStream> {
    let fields = |def: &TypeDef| match &def.shape {
        Shape::Struct(structure) => structure.fields.iter().any(|field| field.docs.deprecated),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => false,
    };
    let deprecated = api
        .types
        .values()
        .any(|def| def.docs.deprecated || fields(def))
        || api
            .operations
            .iter()
            .any(|operation| operation.docs.deprecated);
    deprecated.then(|| quote!(#![allow(deprecated)]))
}

/// An identifier whose validity was decided when it was named.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
