// Calls an operation for each line of the input, and tells in a line what came of it.

#![allow(deprecated, dead_code, unreachable_patterns, clippy::all)]

use std::io::{BufRead as _, Write as _};
use std::sync::OnceLock;

use malipo_runtime::rt::{self, Gateway as _, serde};
use serde_json::Value;

/// What an operation is called with.
struct Arguments(Value);

impl Arguments {
    /// One that is not given is `null`, which only an optional one can be.
    fn parameter<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<T, String> {
        let json = self.0["parameters"][key].as_str().unwrap_or("null");
        serde_json::from_str(json).map_err(|error| format!("{key}: {error}"))
    }

    fn media_type(&self) -> Option<&str> {
        self.0["media_type"].as_str()
    }

    fn body<T: serde::de::DeserializeOwned>(&self) -> Result<T, String> {
        let json = self.0["body"].as_str().unwrap_or("null");
        serde_json::from_str(json).map_err(|error| format!("the body: {error}"))
    }

    fn is_without_credentials(&self) -> bool {
        self.0["is_without_credentials"] == true
    }

    fn bytes(&self) -> Result<rt::Bytes, String> {
        Ok(self.body::<String>()?.into())
    }
}

struct Said(Value);

impl Said {
    fn rejected(why: &str) -> Self {
        Self(serde_json::json!({ "rejected": why }))
    }
}

fn runtime() -> &'static tokio::runtime::Runtime {
    static RUNTIME: OnceLock<tokio::runtime::Runtime> = OnceLock::new();
    let build = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    RUNTIME.get_or_init(|| build().expect("a runtime"))
}

/// A client with all credentials that the judge knows, or with none.
fn client<G: rt::Gateway>(keys: &[&str], servers: &[&str], has_credentials: bool) -> G {
    let setup: Value = serde_json::from_str(&std::env::args().nth(1).unwrap_or_default()).expect("written by xtask");
    let word = |key: &str| setup[key].as_str().unwrap_or_default().to_owned();
    let mut builder = rt::ClientBuilder::<G>::new(word("base_url"))
        .retries(rt::Retries::none());
    if has_credentials {
        builder = builder
            .bearer(word("bearer"))
            .basic(word("user"), word("password"));
    }
    for key in keys.iter().filter(|_| has_credentials) {
        builder = builder.api_key(*key, setup["keys"][*key].as_str().unwrap_or_default());
    }
    for server in servers {
        builder = builder.server(*server, word("base_url"));
    }
    builder.build().unwrap_or_else(|error| {
        println!("{}", serde_json::json!({ "client": error.to_string() }));
        std::process::exit(1)
    })
}

fn run<G: rt::Gateway, O: rt::Operation>(
    client: &G,
    arguments: &Arguments,
    make: impl FnOnce(&Arguments) -> Result<O, String>,
    show: impl FnOnce(O::Output) -> Option<Result<String, String>>,
    show_refusal: impl FnOnce(&O::Refusal) -> Option<Result<String, String>>,
) -> Said {
    let operation = match make(arguments) {
        Ok(operation) => operation,
        Err(why) => return Said::rejected(&why),
    };
    let mut call = rt::Call::new(client.runtime(), operation);
    if let Some(media_type) = arguments.0["content_type"].as_str() {
        call = call.content_type(media_type);
    }
    let called = async { call.await };
    match runtime().block_on(called) {
        Ok(output) => match show(output) {
            None => Said(serde_json::json!({ "output": null })),
            Some(Ok(json)) => Said(serde_json::json!({ "output": json })),
            Some(Err(why)) => Said(serde_json::json!({ "error": format!("the output is no JSON: {why}") })),
        },
        Err(error) => {
            let mut what = error.to_string();
            let mut source = std::error::Error::source(&error);
            while let Some(below) = source {
                what = format!("{what}: {below}");
                source = below.source();
            }
            let refusal = error.refusal::<O>().and_then(show_refusal);
            match refusal.and_then(Result::ok) {
                Some(refusal) => Said(serde_json::json!({ "error": what, "refusal": refusal })),
                None => Said(serde_json::json!({ "error": what })),
            }
        }
    }
}

fn json<T: serde::Serialize>(value: &T) -> Option<Result<String, String>> {
    Some(serde_json::to_string(value).map_err(|error| error.to_string()))
}

fn bytes(value: &rt::Bytes) -> Option<Result<String, String>> {
    json(&String::from_utf8_lossy(value))
}

fn serve(mut call: impl FnMut(u64, &Arguments) -> Said) {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let Ok(arguments) = serde_json::from_str::<Value>(&line.unwrap_or_default()) else {
            return;
        };
        let number = arguments["operation"].as_u64().unwrap_or(u64::MAX);
        let Said(said) = call(number, &Arguments(arguments));
        if writeln!(out, "{said}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
