//! The client: one thin method per operation.

use std::collections::BTreeSet;

use super::operations::{body_type, given, is_converted, parameter_type};
use super::rust::{Rust, rust};
use super::{docs, guide, has_payments, ident, values};
use crate::ir::{Api, Location, Name, Operation, Server};

/// Whether the document says which of its servers is which environment.
pub(super) fn has_environments(api: &Api) -> bool {
    environments(api).next().is_some()
}

fn environments(api: &Api) -> impl Iterator<Item = (&Server, &Name)> {
    api.servers
        .iter()
        .filter_map(|server| server.environment.as_ref().map(|name| (server, name)))
}

/// The client. That of a crate of its own has its constructor; others get theirs by hand.
pub(super) fn client(api: &Api, own: bool) -> Rust {
    let title = &api.gateway.title;
    let methods = api
        .operations
        .iter()
        .map(|operation| method(api, operation));
    let environment = has_environments(api).then(|| environment(api));
    let operations = (!api.operations.is_empty()).then(|| {
        rust!(
            use super::operations;
        )
    });
    let types = api
        .operations
        .iter()
        .any(|operation| mentions_types(api, operation))
        .then(|| {
            rust!(
                use super::types;
            )
        });
    let constructor = own.then(|| guide::constructor(api));
    let keys = api_keys(api);
    let servers = own_servers(api);
    let client_docs = docs::client(api);
    let request_docs = docs::comment(
        [
            "Calls an operation that is not among the methods: authenticated, with the same limits and the same",
            match has_payments(api) {
                true => "errors. Any method but GET, HEAD, OPTIONS and TRACE may move money.",
                false => {
                    "errors. The client repeats no call that may have run, unless its method is GET, HEAD, OPTIONS or TRACE."
                }
            },
        ],
        false,
    );
    let allow = super::allow_deprecated(api);
    rust! {
        #allow
        #operations
        #types

        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            runtime: rt::Client,
        }

        impl rt::Gateway for Client {
            const TITLE: &'static str = #title;
            #keys
            #servers

            fn from_runtime(runtime: rt::Client) -> Self {
                Self { runtime }
            }

            fn runtime(&self) -> &rt::Client {
                &self.runtime
            }
        }

        impl Client {
            #constructor

            #request_docs
            pub fn request(&self, method: rt::Method, path: impl Into<String>) -> rt::RawCall {
                rt::RawCall::new(&self.runtime, method, path)
            }

            #(#methods)*
        }

        #environment
    }
}

/// The API keys that the document declares.
fn api_keys(api: &Api) -> Option<Rust> {
    let keys = api.api_keys().map(|key| {
        let (scheme, name) = (&key.scheme, &key.name);
        let place = ident(match key.place {
            Location::Query => "Query",
            Location::Cookie => "Cookie",
            Location::Header | Location::Path => "Header",
        });
        rust!(rt::ApiKey { scheme: #scheme, place: rt::KeyPlace::#place, name: #name })
    });
    let keys: Vec<Rust> = keys.collect();
    (!keys.is_empty()).then(|| rust!(const API_KEYS: &'static [rt::ApiKey] = &[#(#keys),*];))
}

/// The addresses of operations that have one of their own.
fn own_servers(api: &Api) -> Option<Rust> {
    let servers: BTreeSet<&str> = api
        .operations
        .iter()
        .filter_map(|operation| operation.server.as_deref())
        .collect();
    let servers = servers.into_iter();
    (servers.len() > 0).then(|| rust!(const SERVERS: &'static [&'static str] = &[#(#servers),*];))
}

/// Whether a method's signature names a struct or an enum.
fn mentions_types(api: &Api, operation: &Operation) -> bool {
    let parameters = given(api, operation).filter(|p| p.required).map(|p| &p.ty);
    let body = operation
        .body
        .iter()
        .filter(|body| body.required && body.others.is_empty())
        .map(|body| &body.ty);
    parameters.chain(body).any(values::is_named)
}

fn method(api: &Api, operation: &Operation) -> Rust {
    let name = ident(&operation.rust_method);
    let ty = ident(&operation.rust_type);
    let method_docs = docs::method(api, operation);
    let deprecated = operation.docs.deprecated.then(|| rust!(#[deprecated]));
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for parameter in given(api, operation) {
        let field = ident(&parameter.name.rust);
        if parameter.required {
            let ty = parameter_type(api, parameter);
            let (argument, given) = values::argument(
                api,
                &parameter.ty,
                &values::types_scope(),
                &ty,
                &rust!(#field),
            );
            arguments.push(rust!(#field: #argument));
            fields.push(match given.to_string() == parameter.name.rust {
                true => rust!(#field),
                false => rust!(#field: #given),
            });
        } else {
            fields.push(rust!(#field: None));
        }
    }
    if let Some(body) = &operation.body {
        if body.required {
            let ty = body_type(api, operation, body);
            if is_converted(api, body) {
                let ty = match body.others.is_empty() {
                    true => ty,
                    false => rust!(operations::#ty),
                };
                arguments.push(rust!(body: impl Into<#ty>));
                fields.push(rust!(body: body.into()));
            } else {
                arguments.push(rust!(body: #ty));
                fields.push(rust!(body));
            }
        } else {
            fields.push(rust!(body: None));
        }
    }
    let built = if fields.is_empty() {
        rust!(operations::#ty {})
    } else {
        rust!(operations::#ty { #(#fields),* })
    };
    rust! {
        #method_docs
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> rt::Call<operations::#ty> {
            rt::Call::new(&self.runtime, #built)
        }
    }
}

fn environment(api: &Api) -> Rust {
    let names: Vec<_> = environments(api)
        .map(|(_, name)| ident(&name.rust))
        .collect();
    let wires: Vec<&str> = environments(api)
        .map(|(_, name)| name.wire.as_str())
        .collect();
    let urls: Vec<&str> = environments(api)
        .map(|(server, _)| server.url.as_str())
        .collect();
    let variants = environments(api).map(|(server, name)| {
        let variant_docs = docs::text(api, &server.description, &name.wire);
        let name = ident(&name.rust);
        rust! {
            #variant_docs
            #name,
        }
    });
    let title = &api.gateway.title;
    let item_docs = format!("An environment of {title}: its accounts and credentials are its own.");
    let item_docs = docs::text(api, &item_docs, "");
    rust! {
        #item_docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Environment {
            #(#variants)*
        }

        impl Environment {
            /// Every environment.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            /// The base URL, without a final slash.
            #[must_use]
            pub const fn base_url(self) -> &'static str {
                match self {
                    #(Self::#names => #urls,)*
                }
            }

            /// The name, as `FromStr` reads it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }
        }

        impl ::core::fmt::Display for Environment {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for Environment {
            type Err = rt::UnknownEnvironment;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    #(#wires => Ok(Self::#names),)*
                    _ => Err(rt::UnknownEnvironment::new(&[#(#wires),*])),
                }
            }
        }
    }
}
