//! [`ir`](crate::ir) to text. Nothing is decided here and nothing fails, short of a fault of the generator itself.

mod callbacks;
mod checks;
mod client;
mod confirm;
mod constants;
mod docs;
mod events;
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

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse_quote;

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::files::HEADER_PREFIX;
use crate::ir::{Api, Shape, TypeDef};
use crate::{FileSet, Input};

pub(crate) use constants::can_start_with;

/// Adds the files of one API to the set.
pub(crate) fn emit(api: &Api, input: &Input, files: &mut FileSet) -> Result<(), Diagnostics> {
    let module = api.gateway.module.trim_start_matches("r#").to_owned();
    let modules = [
        (format!("{module}.rs"), root(api)),
        (format!("{module}/client.rs"), client::client(api)),
        (
            format!("{module}/operations.rs"),
            operations::operations(api),
        ),
        (format!("{module}/types.rs"), types::types(api)),
    ];
    let webhook = events::events(api).map(|tokens| (format!("{module}/webhook.rs"), tokens));
    let callback =
        callbacks::callbacks(api).map(|tokens| (format!("{module}/callback.rs"), tokens));
    let resolve = resolve::resolve(api).map(|tokens| (format!("{module}/resolve.rs"), tokens));
    let others = webhook.into_iter().chain(callback).chain(resolve);
    let mut report = Report::new(&input.file);
    for (path, tokens) in modules.into_iter().chain(others) {
        let runtime = has_runtime(&tokens);
        match syn::parse2::<syn::File>(tokens) {
            Ok(mut file) => {
                if runtime {
                    file.items.insert(
                        0,
                        parse_quote!(
                            use ::malipo::runtime as rt;
                        ),
                    );
                }
                files.insert(path, format(file, &input.file));
            }
            Err(error) => report.error(
                Code::Emission,
                "",
                format!("`{path}` would not be Rust: {error}"),
                "this is a fault of the generator: please report it with the document",
            ),
        }
    }
    if report.has_errors() {
        return Err(report.finish(&input.text));
    }
    Ok(())
}

/// Whether a file names the runtime, which all of them call `rt`: no type is called so, since theirs begin with a capital.
fn has_runtime(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "rt",
        TokenTree::Group(group) => has_runtime(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The text of a file, with a blank line between items that are more than a line.
fn format(file: syn::File, source: &str) -> String {
    let syn::File { attrs, items, .. } = file;
    let mut out = format!(
        "{HEADER_PREFIX} from {source}. Do not edit: change that file and run it again.\n\n"
    );
    let alone = |attrs, items| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs,
            items,
        })
    };
    out.push_str(&alone(attrs, Vec::new()));
    let mut last_is_short = false;
    for item in items {
        let short = matches!(&item, syn::Item::Mod(item) if item.content.is_none())
            || matches!(item, syn::Item::Use(_));
        let together = short && last_is_short;
        if !together && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(&alone(Vec::new(), vec![item]));
        last_is_short = short;
    }
    out
}

fn root(api: &Api) -> TokenStream {
    let docs = docs::module(api);
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
