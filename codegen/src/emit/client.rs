//! The client: one thin method per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::{body_type, given, parameter_type};
use super::{docs, guide, ident, one_of, values};
use crate::ir::{Api, Name, Operation, Server};

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
pub(super) fn client(api: &Api, own: bool) -> TokenStream {
    let title = &api.gateway.title;
    let methods = api
        .operations
        .iter()
        .map(|operation| method(api, operation));
    let environment = has_environments(api).then(|| environment(api));
    let operations = (!api.operations.is_empty()).then(|| {
        quote!(
            use super::operations;
        )
    });
    let types = api
        .operations
        .iter()
        .any(|operation| mentions_types(api, operation))
        .then(|| {
            quote!(
                use super::types;
            )
        });
    let constructor = own.then(|| guide::constructor(api));
    let client_docs =
        format!("A client of {title}: cheap to clone, and safe to share between tasks.");
    let client_docs = docs::text(&client_docs, "");
    let allow = super::allow_deprecated(api);
    quote! {
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

            fn from_runtime(runtime: rt::Client) -> Self {
                Self { runtime }
            }

            fn runtime(&self) -> &rt::Client {
                &self.runtime
            }
        }

        impl Client {
            #constructor

            /// Calls an operation that is not among the methods: authenticated, with the same limits and the same
            /// errors. Anything but a read is taken to move money.
            pub fn request(
                &self,
                method: rt::Method,
                path: impl Into<String>,
            ) -> rt::RawCall {
                rt::RawCall::new(&self.runtime, method, path)
            }

            #(#methods)*
        }

        #environment
    }
}

/// Whether a method's signature names a struct or an enum.
fn mentions_types(api: &Api, operation: &Operation) -> bool {
    let parameters = given(api, operation).filter(|p| p.required).map(|p| &p.ty);
    let body = operation
        .body
        .iter()
        .filter(|body| body.required)
        .map(|body| &body.ty);
    parameters.chain(body).any(values::is_named)
}

fn method(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.rust_method);
    let ty = ident(&operation.rust_type);
    let method_docs = docs::operation(operation);
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for parameter in given(api, operation) {
        let field = ident(&parameter.name.rust);
        if parameter.required {
            let ty = parameter_type(api, parameter);
            let (argument, given) = values::argument(api, &parameter.ty, &ty, &quote!(#field));
            arguments.push(quote!(#field: #argument));
            fields.push(quote!(#field: #given));
        } else {
            fields.push(quote!(#field: None));
        }
    }
    if let Some(body) = &operation.body {
        if body.required {
            let ty = body_type(api, operation, &body.ty);
            if one_of::is(api, &body.ty) {
                arguments.push(quote!(body: impl Into<#ty>));
                fields.push(quote!(body: body.into()));
            } else {
                arguments.push(quote!(body: #ty));
                fields.push(quote!(body));
            }
        } else {
            fields.push(quote!(body: None));
        }
    }
    let built = if fields.is_empty() {
        quote!(operations::#ty)
    } else {
        quote!(operations::#ty { #(#fields),* })
    };
    quote! {
        #method_docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> rt::Call<operations::#ty> {
            rt::Call::new(&self.runtime, #built)
        }
    }
}

fn environment(api: &Api) -> TokenStream {
    let names: Vec<_> = environments(api)
        .map(|(_, name)| ident(&name.rust))
        .collect();
    let wires: Vec<&str> = environments(api)
        .map(|(_, name)| name.wire.as_str())
        .collect();
    let urls: Vec<&str> = environments(api)
        .map(|(server, _)| server.url.as_str())
        .collect();
    let variant_docs =
        environments(api).map(|(server, name)| docs::text(&server.description, &name.wire));
    let title = &api.gateway.title;
    let item_docs = format!("An environment of {title}: its accounts and credentials are its own.");
    let item_docs = docs::text(&item_docs, "");
    quote! {
        #item_docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Environment {
            #(#variant_docs #names,)*
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
