//! The files of an API.

use std::iter::once;

use super::guide::Guide;
use super::rust::{self, Rust, rust};
use super::{callbacks, client, docs, events, guide, operations, resolve, types, values};
use crate::document::Input;
use crate::files::{FileSet, HEADER_PREFIX};
use crate::ground::text::one_line;
use crate::ir::{Api, Field, Type, Usage};
use crate::naming::without_mark;

/// Adds the files of one API to the set: a module, and those below it.
pub(crate) fn emit(api: &Api, input: &Input, files: &mut FileSet) {
    let module = without_mark(&api.gateway.module).to_owned();
    let root = format!("{module}.rs");
    write(api, None, &root, &module, &input.file, files);
}

/// Adds the files of one API to the set: a crate of its own.
pub(crate) fn emit_crate(api: &Api, guide: &Guide<'_>, source: &str, files: &mut FileSet) {
    write(api, Some(guide), "src/lib.rs", "src", source, files);
}

fn write(
    api: &Api,
    guide: Option<&Guide<'_>>,
    at: &str,
    below: &str,
    source: &str,
    files: &mut FileSet,
) {
    let mut add = |path: String, parts: &mut dyn Iterator<Item = Rust>| {
        files.insert(path, text(parts, source));
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
        (
            "webhook",
            events::events(api, guide.map(|guide| guide.name)),
        ),
        ("callback", callbacks::callbacks(api)),
        ("resolve", resolve::resolve(api)),
    ];
    for (name, parts) in sometimes {
        if let Some(parts) = parts {
            add(format!("{below}/{name}.rs"), &mut once(parts));
        }
    }
}

/// A type as a program writes it that calls the module of the types `types`, and the runtime `rt`.
pub(crate) fn type_path(api: &Api, ty: &Type, usage: Usage) -> String {
    outside(api, ty, usage).to_string()
}

/// The same of a property.
pub(crate) fn field_type_path(api: &Api, field: &Field, usage: Usage) -> String {
    values::present(field, outside(api, &field.ty, usage)).to_string()
}

fn outside(api: &Api, ty: &Type, usage: Usage) -> Rust {
    let side = values::Side::of_usage(usage);
    values::value(api, ty, side, &values::types_scope())
}

/// The text of a file, with the import of the runtime, which all files call `rt`, where it is named.
fn text(parts: &mut dyn Iterator<Item = Rust>, source: &str) -> String {
    let mut file = Rust::new();
    for part in parts {
        file.item(&part);
    }
    let (head, items) = file.split(|line| line.starts_with("//!") || line.starts_with("#!["));
    let source = one_line(source);
    let mut out = format!(
        "{HEADER_PREFIX} from {source}. Do not edit: change that file and run it again.\n\n"
    );
    if !head.trim().is_empty() {
        rust::finish(head, &mut out);
        if !items.trim().is_empty() {
            out.push('\n');
        }
    }
    if rust::names(items, "rt") {
        out.push_str("use ::malipo_runtime::rt;\n");
        if !items.starts_with("use ") {
            out.push('\n');
        }
    }
    rust::finish(items, &mut out);
    out
}

fn root(api: &Api, guide: Option<&Guide<'_>>) -> Rust {
    let docs = guide.map_or_else(|| docs::module(api), |guide| guide::page(api, guide));
    // `cargo fmt` in a crate of its own changes nothing, so that `--check` finds what somebody else changed. Where the modules
    // are a part of a crate, that crate says so.
    let skip = || guide.map(|_| rust!(#[rustfmt::skip]));
    let (skip_client, skip_operations, skip_types) = (skip(), skip(), skip());
    let webhook = events::has_module(api).then(|| {
        let skip = skip();
        rust!(
            #skip
            pub mod webhook;
        )
    });
    let callback = (!api.callbacks.is_empty()).then(|| {
        let skip = skip();
        rust!(
            #skip
            pub mod callback;
        )
    });
    let (resolve, record) = match resolve::has_module(api) {
        true => (
            {
                let skip = skip();
                Some(rust!(
                    #skip
                    mod resolve;
                ))
            },
            Some(rust!(
                pub use resolve::Record;
            )),
        ),
        false => (None, None),
    };
    let client = match client::has_environments(api) {
        false => rust!(Client),
        true => rust!({Client, Environment}),
    };
    let runtime = guide.map(|_| {
        rust!(
            pub use ::malipo_runtime as runtime;
        )
    });
    rust! {
        #docs

        #callback
        #skip_client
        mod client;
        #skip_operations
        pub mod operations;
        #resolve
        #skip_types
        pub mod types;
        #webhook

        #runtime
        pub use client::#client;
        #record
    }
}
