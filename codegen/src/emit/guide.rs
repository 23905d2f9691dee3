//! The first page of a crate of its own, and how its client is built.

use super::docs;
use super::rust::{Rust, rust};
use crate::coverage::{Coverage, Presence};
use crate::ir::{Api, Server};

/// What is said of a crate of its own, beside what is said of any module.
pub(crate) struct Guide<'a> {
    /// The crate as Rust names it.
    pub(crate) name: &'a str,
    /// What of its document is in it.
    pub(crate) coverage: &'a Coverage,
}

/// The documentation of the crate.
pub(super) fn page(api: &Api, guide: &Guide<'_>) -> Rust {
    let module = docs::module(api);
    let example = example(api, guide);
    let lists = docs::attributes(&missing(guide.coverage), true);
    let blank = docs::comment([""], true);
    let between = (!lists.is_empty()).then_some(&blank);
    rust! {
        #module
        #blank
        #example
        #between
        #lists
    }
}

fn example(api: &Api, guide: &Guide<'_>) -> Rust {
    let name = guide.name;
    let base_url = match absolute(api).next() {
        Some(_) => format!("{name}::Client::BASE_URL"),
        None => "\"https://api.example.com\"".to_owned(),
    };
    let bearer = api
        .operations
        .iter()
        .any(|operation| operation.authenticated);
    let mut lines = vec![
        "# Use".to_owned(),
        String::new(),
        "```no_run".to_owned(),
        "# fn client(token: String) -> Result<(), malipo::Error> {".to_owned(),
        format!("let client = {name}::Client::builder({base_url})"),
    ];
    lines.extend(bearer.then(|| "    .bearer(token)".to_owned()));
    lines.extend(["    .build()?;", "# Ok(())", "# }", "```"].map(str::to_owned));
    docs::comment(lines.iter().map(String::as_str), true)
}

/// What is not there, or not as documented.
fn missing(coverage: &Coverage) -> Vec<String> {
    let mut gone = Vec::new();
    let mut partial = Vec::new();
    for operation in &coverage.operations {
        let name = format!(
            "- `{} {}`",
            operation.method,
            operation.path.replace('`', "'")
        );
        match &operation.presence {
            Presence::Whole => {}
            Presence::Partial(lacks) => {
                partial.push(format!("{name}: {}", docs::markdown(&lacks.join("; "))));
            }
            Presence::LeftOut(reasons) => {
                let reason = reasons.first().map_or_else(String::new, |reason| {
                    format!(": {} ({})", docs::markdown(&reason.what), reason.code)
                });
                gone.push(format!("{name}{reason}"));
            }
        }
    }
    let list = |title: &str, lead: &str, items: Vec<String>| {
        (!items.is_empty()).then(|| format!("# {title}\n\n{lead}\n\n{}", items.join("\n")))
    };
    let gone = list(
        "Left out",
        "These operations are in the document and not here; `Client::request` calls them all the same.",
        gone,
    );
    let partial = list(
        "Not as documented",
        "These operations lack something that the document has.",
        partial,
    );
    gone.into_iter().chain(partial).collect()
}

fn absolute(api: &Api) -> impl Iterator<Item = &Server> {
    api.servers.iter().filter(|server| {
        ["https://", "http://"]
            .iter()
            .any(|scheme| server.url.starts_with(scheme))
    })
}

/// The constructor of the client, and the addresses that the document names.
pub(super) fn constructor(api: &Api) -> Rust {
    let urls: Vec<&str> = absolute(api)
        .map(|server| server.url.trim_end_matches('/'))
        .collect();
    let first = urls.first().map(|url| {
        rust! {
            /// The first address that the document names, without a final slash.
            pub const BASE_URL: &'static str = #url;
        }
    });
    let all = (urls.len() > 1).then(|| {
        let lines = absolute(api).map(|server| {
            let url = server.url.trim_end_matches('/').replace('`', "'");
            match server.description.trim() {
                "" => format!("- `{url}`"),
                words => format!("- `{url}`: {}", docs::markdown(&words.replace('\n', " "))),
            }
        });
        let lead = "Every address that the document names, without a final slash.".to_owned();
        let list = lines.collect::<Vec<_>>().join("\n");
        let item_docs = docs::attributes(&[lead, list], false);
        rust! {
            #item_docs
            pub const BASE_URLS: &'static [&'static str] = &[#(#urls),*];
        }
    });
    rust! {
        #first
        #all

        /// Sets up a client for an address: https, or plain http to this machine.
        pub fn builder(base_url: impl Into<String>) -> rt::ClientBuilder<Self> {
            rt::ClientBuilder::new(base_url)
        }
    }
}
