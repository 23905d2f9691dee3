//! The program that calls the operations of a generated crate: only names come from the generator.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use malipo_codegen::MANIFEST_HEADER_PREFIX;
use malipo_codegen::ir::{AnswerBody, Api, Body, Media, Operation, Output, Type};
use malipo_corpus_runner::program_name;

/// What every such program can do.
const CALLER: &str = include_str!("calls/caller.rs");

/// Writes the program that calls these operations of a crate: `runtime` is the path to `malipo-runtime`.
pub(super) fn write(
    directory: &Path,
    name: &str,
    runtime: &str,
    api: &Api,
    operations: &[&Operation],
) -> io::Result<()> {
    fs::create_dir_all(directory.join("src"))?;
    let manifest = format!(
        "{MANIFEST_HEADER_PREFIX}\n\n\
         [package]\n\
         name = \"{program}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\n\
         [dependencies]\n\
         {name} = {{ path = \"../{name}\" }}\n\
         malipo-runtime = {{ path = {runtime:?}, default-features = false }}\n\
         serde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\", \"net\", \"time\"] }}\n",
        program = program_name(name),
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(
        directory.join("src/main.rs"),
        program(name, api, operations),
    )
}

fn program(name: &str, api: &Api, operations: &[&Operation]) -> String {
    let mut out = CALLER.to_owned();
    let mut arms = String::new();
    for (number, operation) in operations.iter().enumerate() {
        let _infallible = writeln!(
            arms,
            "            {number} => run(client, arguments, call_{number}, |output| {}, |refusal| {}),",
            output(&operation.output),
            refusal(api, operation)
        );
        out.push_str(&call(number, api, operation));
    }
    let keys: Vec<&str> = api.api_keys().map(|key| key.scheme.as_str()).collect();
    let mut servers: Vec<&str> = api
        .operations
        .iter()
        .filter_map(|operation| operation.server.as_deref())
        .collect();
    servers.dedup();
    let _infallible = write!(
        out,
        "
#[allow(unused_imports)]
use {name}::{{operations, Client}};

const KEYS: &[&str] = &{keys:?};
const SERVERS: &[&str] = &{servers:?};

fn main() {{
    let all = client::<Client>(KEYS, SERVERS, true);
    let none = client::<Client>(KEYS, SERVERS, false);
    serve(|number, arguments| {{
        let client = if arguments.is_without_credentials() {{ &none }} else {{ &all }};
        match number {{
{arms}            _ => Said::rejected(\"there is no such operation\"),
        }}
    }});
}}
"
    );
    out
}

/// The function that makes an operation of arguments.
fn call(number: usize, api: &Api, operation: &Operation) -> String {
    let ty = &operation.rust_type;
    let mut fields = String::new();
    // A constant is sent by itself.
    let parameters = operation.parameters.iter();
    for parameter in parameters.filter(|parameter| parameter.constant(api).is_none()) {
        let place = match &parameter.part {
            Some(part) => format!("part/{}", part.name),
            None => parameter.location.as_str().to_owned(),
        };
        let key = format!("{place}/{}", parameter.name.wire);
        let _infallible = write!(
            fields,
            " {}: arguments.parameter({key:?})?,",
            parameter.name.rust
        );
    }
    if let Some(body) = &operation.body {
        let choices = body.choices().map(|choice| {
            let value = match choice.media {
                Media::Bytes => "arguments.bytes()?",
                _ => "arguments.body()?",
            };
            let value = match operation.body_type(body) {
                Some(of) => format!("operations::{of}::{}({value})", choice.variant),
                None => value.to_owned(),
            };
            let types: Vec<String> = types(choice).map(|of| format!("Some({of:?})")).collect();
            format!("{} => {value},", types.join(" | "))
        });
        let choices: String = choices.collect();
        // A body that is not given is no JSON.
        let value = format!(
            "match arguments.media_type() {{ {choices} _ => return Err(\"there is no such body\".to_owned()) }}"
        );
        let value = match body.required {
            true => value,
            false => {
                format!("if arguments.media_type().is_some() {{ Some({value}) }} else {{ None }}")
            }
        };
        let _infallible = write!(fields, " body: {value},");
    }
    format!(
        "\nfn call_{number}(arguments: &Arguments) -> Result<operations::{ty}, String> {{\n    let _ = arguments;\n    Ok(operations::{ty} {{{fields} }})\n}}\n"
    )
}

fn types(body: &Body) -> impl Iterator<Item = &String> {
    std::iter::once(&body.media_type).chain(&body.also)
}

/// The expression that shows a documented error.
fn refusal(api: &Api, operation: &Operation) -> String {
    let Some(set) = operation
        .refusals
        .and_then(|number| api.refusals.get(number))
    else {
        return "{ let _ = refusal; None }".to_owned();
    };
    let mut arms = String::new();
    for variant in &set.variants {
        let shown = match variant.ty {
            Type::Bytes => "bytes(value)",
            _ => "json(value)",
        };
        let _infallible = write!(
            arms,
            " operations::{}::{}(value) => {shown},",
            set.rust_type, variant.rust
        );
    }
    format!("match refusal {{{arms} _ => None }}")
}

/// The expression that shows an output.
fn output(output: &Output) -> String {
    let shown = |ty: &Type, value: &str| match ty {
        Type::Bytes => format!("bytes({value})"),
        _ => format!("json({value})"),
    };
    match output {
        Output::Unit => "{ let () = output; None }".to_owned(),
        Output::One(ty) => shown(ty, "&output"),
        Output::Many {
            rust_type,
            variants,
        } => {
            let mut arms = String::new();
            for variant in variants {
                let name = format!("operations::{rust_type}::{}", variant.rust);
                let arm = match &variant.body {
                    Some(AnswerBody { ty, .. }) => {
                        format!(" {name}(value) => {},", shown(ty, "value"))
                    }
                    None => format!(" {name} => None,"),
                };
                arms.push_str(&arm);
            }
            format!("match &output {{{arms} _ => None }}")
        }
    }
}
