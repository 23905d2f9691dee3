//! The first page of a crate of its own, and how its client is built.

use super::rust::{Rust, rust};
use super::{docs, has_payments};
use crate::account::{Account, Presence};
use crate::diagnostic::Place;
use crate::ground::text::joined;
use crate::ground::url::{is_unencrypted, path};
use crate::ir::{Api, EffectKind, Scheme, Server, relative_server};
use crate::naming::{Scope, field_name};

/// What is said of a crate of its own, beside what is said of any module.
pub(crate) struct Guide<'a> {
    /// The crate as Rust names it.
    pub(crate) name: &'a str,
    /// What of its document is in it.
    pub(crate) account: &'a Account,
}

/// The documentation of the crate.
pub(super) fn page(api: &Api, guide: &Guide<'_>) -> Rust {
    let module = docs::module(api);
    let example = example(api, guide);
    let parts: Vec<String> = undeclared(api)
        .into_iter()
        .chain(missing(guide.account))
        .collect();
    let lists = docs::attributes(&parts, true);
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

/// What a failure means for operations of which the document does not declare what they do.
fn undeclared(api: &Api) -> Option<String> {
    let any = api
        .operations
        .iter()
        .any(|operation| operation.effect.kind == EffectKind::Unknown);
    any.then(|| {
        if !has_payments(api) {
            return "# When a call fails\n\n\
             The document does not declare what its operations do, so every call whose method is not GET, HEAD, OPTIONS or \
             TRACE counts as one that must not run twice. The client repeats it only while it is certain that no byte of its \
             body was sent. If it fails after that, `Error::may_have_been_executed` is true: find out before you repeat it.\n\n\
             If you know what an operation does, declare it in the document and generate the crate again: \
             `x-malipo-effect: { kind: writes }` for one that may run twice, `{ kind: reads }` for one that changes nothing."
                .to_owned();
        }
        "# When a call fails\n\n\
         The document does not declare what its operations do, so every call whose method is not GET, HEAD, OPTIONS or TRACE \
         counts as one that may move money. The client repeats it only while it is certain that no byte of its body was sent. \
         If it fails after that, `Error::may_have_moved_money` is true: the call may have been carried out, so find out before \
         you repeat it.\n\n\
         If you know what an operation does, declare it in the document and generate the crate again: \
         `x-malipo-effect: { kind: writes }` for one that moves no money, `{ kind: reads }` for one that changes nothing."
            .to_owned()
    })
}

fn example(api: &Api, guide: &Guide<'_>) -> Rust {
    let name = guide.name;
    let base_url = match absolute(api).next() {
        Some(_) => format!("{name}::Client::BASE_URL"),
        None => {
            let unencrypted = unencrypted(api).next().map(path_of).unwrap_or_default();
            let path = relative(api).unwrap_or(unencrypted);
            format!("{:?}", format!("https://api.example.com{path}"))
        }
    };
    let (given, calls) = credentials(api);
    let mut lines = vec!["# Use".to_owned(), String::new()];
    if absolute(api).next().is_none()
        && let Some(unusable) = unusable(api)
    {
        lines.extend([unusable, String::new()]);
    }
    lines.extend([
        "```no_run".to_owned(),
        format!("# fn client({given}) -> Result<(), {name}::runtime::Error> {{"),
        format!("let client = {name}::Client::builder({base_url})"),
    ]);
    lines.extend(calls);
    lines.extend(["    .build()?;", "# Ok(())", "# }", "```"].map(str::to_owned));
    docs::comment(lines.iter().map(String::as_str), true)
}

/// What a client is given that can call every operation: as parameters, and the calls of the builder that take them.
fn credentials(api: &Api) -> (String, Vec<String>) {
    let mut needed: Vec<&Scheme> = Vec::new();
    for operation in &api.operations {
        let is_met = |schemes: &Vec<Scheme>| schemes.iter().all(|scheme| needed.contains(&scheme));
        if !operation.security.iter().any(is_met)
            && let Some(first) = operation.security.first()
        {
            let more: Vec<&Scheme> = first.iter().filter(|one| !needed.contains(one)).collect();
            needed.extend(more);
        }
    }
    let mut names = Scope::default();
    let mut given = Vec::new();
    let mut calls = Vec::new();
    for scheme in needed {
        let mut take = |name: Option<String>| {
            let wish = name.unwrap_or_else(|| "key".to_owned());
            let name = names.take_near([wish], "").unwrap_or_default();
            given.push(format!("{name}: String"));
            name
        };
        let arguments = match scheme {
            Scheme::Token => format!("bearer({})", take(Some("token".to_owned()))),
            Scheme::Basic => {
                let user = take(Some("user".to_owned()));
                format!("basic({user}, {})", take(Some("password".to_owned())))
            }
            Scheme::Key(wire) => format!("api_key({wire:?}, {})", take(field_name(wire))),
        };
        calls.push(format!("    .{arguments}"));
    }
    (given.join(", "), calls)
}

/// What is not there, or not as documented.
fn missing(account: &Account) -> Vec<String> {
    let mut gone = Vec::new();
    let mut partial = Vec::new();
    for operation in &account.operations {
        let name = format!(
            "- {}",
            docs::code(&format!("{} {}", operation.method, operation.path))
        );
        match &operation.presence {
            Presence::Whole => {}
            Presence::Partial(reasons) => {
                let reasons = reasons.iter().map(|reason| match reason.code {
                    Some(_) => format!(
                        "{} at {}",
                        docs::markdown(&reason.words),
                        docs::code(&reason.pointer)
                    ),
                    None => docs::markdown(&reason.words),
                });
                let reasons: Vec<String> = reasons.collect();
                partial.push(format!("{name}: {}", reasons.join("; ")));
            }
            Presence::LeftOut(reasons) => {
                let reason = reasons.first().map_or_else(String::new, |reason| {
                    let at = match &reason.place {
                        Place::Pointer(pointer) => format!(" at {}", docs::code(pointer)),
                        Place::LineColumn(..) | Place::Document => String::new(),
                    };
                    format!(": {} ({}){at}", docs::markdown(&reason.what), reason.code)
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
        "These operations can be called. The client ignores a part of what the document says of each.",
        partial,
    );
    gone.into_iter().chain(partial).collect()
}

/// The addresses that the client can send to as they stand.
fn absolute(api: &Api) -> impl Iterator<Item = &Server> {
    api.servers.iter().filter(|server| server.is_usable())
}

/// The addresses that the client does not send to, since requests there are not encrypted.
fn unencrypted(api: &Api) -> impl Iterator<Item = &Server> {
    let mut servers = api.servers.iter();
    std::iter::from_fn(move || servers.find(|server| is_unencrypted(&server.url)))
}

/// Which addresses of the document the client does not send to, and what to give instead.
fn unusable(api: &Api) -> Option<String> {
    let urls: Vec<String> = unencrypted(api)
        .map(|server| docs::code(server.url.trim_end_matches('/')))
        .collect();
    let is_not = match urls.len() {
        0 => return None,
        1 => "which is not encrypted",
        _ => "which are not encrypted",
    };
    Some(format!(
        "The document names {}, {is_not}. The client sends to `https://` only, and over plain HTTP to this machine alone: \
         give an `https://` address of the API.",
        joined(&urls, "and")
    ))
}

/// The path of an address, as it follows on a host.
fn path_of(server: &Server) -> String {
    match path(&server.url) {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

/// The path of the first address, where the document names it without a host.
fn relative(api: &Api) -> Option<String> {
    relative_server(&api.servers)
}

/// The constructor of the client, and the addresses that the document names.
pub(super) fn constructor(api: &Api) -> Rust {
    let urls: Vec<&str> = absolute(api)
        .map(|server| server.url.trim_end_matches('/'))
        .collect();
    let unusable = unusable(api);
    let that = match unusable {
        Some(_) => "the document names and the client sends to",
        None => "the document names",
    };
    let first = urls.first().map(|url| {
        let lead = format!("The first address that {that}, without a final slash.");
        let item_docs = docs::attributes(&[lead], false);
        rust! {
            #item_docs
            pub const BASE_URL: &'static str = #url;
        }
    });
    let all = (urls.len() > 1).then(|| {
        let lines = absolute(api).map(|server| {
            let url = docs::code(server.url.trim_end_matches('/'));
            match server.description.trim() {
                "" => format!("- {url}"),
                words => format!("- {url}: {}", docs::markdown(&words.replace('\n', " "))),
            }
        });
        let lead = format!("Every address that {that}, without a final slash.");
        let list = lines.collect::<Vec<_>>().join("\n");
        let item_docs = docs::attributes(&[lead, list], false);
        rust! {
            #item_docs
            pub const BASE_URLS: &'static [&'static str] = &[#(#urls),*];
        }
    });
    let lead = "Sets up a client for an address: https, or plain http to this machine.".to_owned();
    let path = relative(api).map(|path| {
        let path = docs::code(&path);
        format!(
            "The document names its address without a host: {path}. Give the host with this path."
        )
    });
    let parts: Vec<String> = [Some(lead), path, unusable].into_iter().flatten().collect();
    let builder_docs = docs::attributes(&parts, false);
    rust! {
        #first
        #all

        #builder_docs
        pub fn builder(base_url: impl Into<String>) -> rt::ClientBuilder<Self> {
            rt::ClientBuilder::new(base_url)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Input, Package, Runtime, generate_crate};

    #[test]
    fn the_path_of_an_address_without_a_host_is_shown() {
        for (url, shown) in [
            ("/api/v2", "/api/v2"),
            ("api/v2/", "/api/v2"),
            ("/{version}", "/v3"),
            ("/", ""),
            (".", ""),
            ("//api.example.org/v1", ""),
        ] {
            let text = format!(
                "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: '{url}', variables: {{ version: {{ default: v3 }} }} }}]\npaths: {{}}\n"
            );
            let package = Package {
                name: "t".to_owned(),
                runtime: Runtime::Registry,
            };
            let generated = generate_crate(&Input::new("t.yaml", text), &package);
            let files = generated
                .unwrap_or_else(|problems| panic!("{problems}"))
                .files;
            let page = files.get("src/lib.rs").unwrap();
            let call = format!("t::Client::builder(\"https://api.example.com{shown}\")");
            assert!(page.contains(&call), "{page}");
            let client = files.get("src/client.rs").unwrap();
            let line = format!("without a host: `{shown}`. Give the host with this path.");
            assert_eq!(client.contains(&line), !shown.is_empty(), "{client}");
        }
    }

    #[test]
    fn the_first_page_says_where_what_is_ignored_stands() {
        let text = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  \
             /a: { get: { operationId: a, responses: { '404': { description: a, headers: { X-A: { schema: { type: string } } } } } } }\n  \
             '/b/{': { get: { operationId: b, responses: { '204': { description: b } } } }\n";
        let package = Package {
            name: "t".to_owned(),
            runtime: Runtime::Registry,
        };
        let mut input = Input::new("t.yaml", text);
        input.keep_going = true;
        let generated = generate_crate(&input, &package);
        let files = generated
            .unwrap_or_else(|problems| panic!("{problems}"))
            .files;
        let page = files.get("src/lib.rs").unwrap().replace("//!", "");
        let words: Vec<&str> = page.split_whitespace().collect();
        let page = words.join(" ");
        for line in [
            "- `GET /a`: response header that is not read as documented (M0629) at `/paths/~1a/get/responses/404/headers`",
            "- `GET /b/{`: `/b/{` has a `{` without a `}` (M0408) at `/paths/~1b~1{`",
        ] {
            assert!(page.contains(line), "{page}");
        }
    }

    #[test]
    fn an_address_without_encryption_is_not_shown_as_one_to_use() {
        let files = |urls: &str| {
            let text = format!(
                "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\nservers: [{urls}]\npaths: {{}}\n"
            );
            let package = Package {
                name: "t".to_owned(),
                runtime: Runtime::Registry,
            };
            let generated = generate_crate(&Input::new("t.yaml", text), &package);
            let generated = generated.unwrap_or_else(|problems| panic!("{problems}"));
            let has_warning = generated
                .diagnostics
                .iter()
                .any(|found| found.code == Code::UnencryptedServer);
            let text = |path: &str| generated.files.get(path).unwrap().to_owned();
            (text("src/lib.rs"), text("src/client.rs"), has_warning)
        };
        let (page, client, has_warning) = files("{ url: 'http://pets.example.com/v2/' }");
        assert!(has_warning);
        assert!(
            page.contains("t::Client::builder(\"https://api.example.com/v2\")"),
            "{page}"
        );
        for text in [&page, &client] {
            let words = text.replace("//!", "").replace("///", "");
            let words: Vec<&str> = words.split_whitespace().collect();
            assert!(
                words.join(" ").contains(
                    "The document names `http://pets.example.com/v2`, which is not encrypted. The client sends to `https://` \
                     only, and over plain HTTP to this machine alone: give an `https://` address of the API."
                ),
                "{text}"
            );
        }
        assert!(!client.contains("BASE_URL"), "{client}");
        let (page, client, has_warning) =
            files("{ url: 'http://pets.example.com' }, { url: 'https://pets.example.com' }");
        assert!(has_warning);
        assert!(page.contains("builder(t::Client::BASE_URL)"), "{page}");
        assert!(
            client.contains("BASE_URL: &'static str = \"https://pets.example.com\";"),
            "{client}"
        );
        assert!(!client.contains("BASE_URLS"), "{client}");
        let (page, client, has_warning) = files("{ url: 'http://localhost:8080/v2' }");
        assert!(!has_warning);
        assert!(page.contains("builder(t::Client::BASE_URL)"), "{page}");
        assert!(!client.contains("encrypted"), "{client}");
    }

    #[test]
    fn the_first_page_gives_the_client_what_the_document_asks_for_and_nothing_else() {
        let page = |security: &str| {
            let text = format!(
                "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{security}components:\n  securitySchemes:\n    \
                 X-App: {{ type: apiKey, in: header, name: X-App }}\n    user: {{ type: apiKey, in: query, name: key }}\n    \
                 login: {{ type: http, scheme: basic }}\n    token: {{ type: http, scheme: bearer }}\n"
            );
            let package = Package {
                name: "t".to_owned(),
                runtime: Runtime::Registry,
            };
            let generated = generate_crate(&Input::new("t.yaml", text), &package);
            let files = generated
                .unwrap_or_else(|problems| panic!("{problems}"))
                .files;
            files.get("src/lib.rs").unwrap().to_owned()
        };
        let operation = |id: &str, security: &str| {
            format!(
                "  /{id}: {{ get: {{ operationId: {id}, security: {security}, responses: {{ '204': {{ description: Done. }} }} }} }}\n"
            )
        };
        let keys = page(&operation("a", "[{ X-App: [], user: [] }, { token: [] }]"));
        assert!(
            keys.contains(
                "# fn client(x_app: String, user: String) -> Result<(), t::runtime::Error> {\n\
                 //! let client = t::Client::builder(\"https://api.example.com\")\n\
                 //!     .api_key(\"X-App\", x_app)\n\
                 //!     .api_key(\"user\", user)\n\
                 //!     .build()?;"
            ),
            "{keys}"
        );
        let several = [
            operation("a", "[{ user: [] }]"),
            operation("b", "[{ login: [] }]"),
            // The first operation's is enough.
            operation("c", "[{ token: [] }, { user: [] }]"),
        ];
        let several = page(&several.concat());
        assert!(
            several.contains(
                "//!     .api_key(\"user\", user)\n//!     .basic(user_2, password)\n//!     .build()?;"
            ),
            "{several}"
        );
        let none = page(&operation("a", "[]"));
        assert!(
            none.contains("# fn client() -> Result") && !none.contains(".bearer("),
            "{none}"
        );
        let token = page(&operation("a", "[{ token: [] }]"));
        assert!(
            token.contains("# fn client(token: String)") && token.contains("    .bearer(token)"),
            "{token}"
        );
    }
}
