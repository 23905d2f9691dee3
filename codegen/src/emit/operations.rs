//! Operations as data, and the error answers they share.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::{self, Side};
use super::{checks, docs, ident, one_of, pages, refusals, settles, types};
use crate::ir::{
    Answer, Api, EffectKind, Location, Media, Operation, Output, Parameter, Segment, Status, Type,
};

pub(super) fn operations(api: &Api) -> TokenStream {
    let title = &api.gateway.title;
    let file_docs = docs::file(&format!(
        "Operations of {title}: each a value that a client sends."
    ));
    let named = mentioned(api).any(values::is_named);
    let import = named.then(|| {
        quote!(
            use super::types;
        )
    });
    let refusals = api.refusals.iter().map(|set| refusals::refusal(api, set));
    let operations = api.operations.iter().map(|entry| operation(api, entry));
    let allow = super::allow_deprecated(api);
    quote! {
        #file_docs
        #allow
        #import
        #(#operations)*
        #(#refusals)*
    }
}

/// Every type that this module writes.
fn mentioned(api: &Api) -> impl Iterator<Item = &Type> {
    let operations = api.operations.iter().flat_map(|operation| {
        let outputs: Vec<&Type> = match &operation.output {
            Output::Unit => Vec::new(),
            Output::One(ty) => vec![ty],
            Output::Many { variants, .. } => variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref())
                .collect(),
        };
        given(api, operation)
            .map(|parameter| &parameter.ty)
            .chain(operation.body.iter().map(|body| &body.ty))
            .chain(outputs)
    });
    let refusals = api
        .refusals
        .iter()
        .flat_map(|set| set.variants.iter().map(|variant| &variant.ty));
    operations.chain(refusals)
}

/// The scope of the types, seen from the operations.
pub(super) fn types_scope() -> TokenStream {
    quote!(types::)
}

fn operation(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.rust_type);
    let item_docs = docs::operation(operation);
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let mut parts = operation
        .parameters
        .iter()
        .map(|p| &p.ty)
        .chain(operation.body.iter().map(|body| &body.ty));
    let clones =
        operation.effect.kind != EffectKind::MovesMoney && parts.all(|ty| types::clones(api, ty));
    let clone = clones.then(|| quote!(Clone,));
    let parameters = given(api, operation).map(|parameter| {
        let name = ident(&parameter.name.rust);
        let ty = parameter_type(api, parameter);
        let field_docs = docs::field(
            api,
            &parameter.docs,
            &operation.docs,
            &parameter.ty,
            &parameter.name.wire,
        );
        quote!(#field_docs pub #name: #ty,)
    });
    let body = operation.body.as_ref().map(|body| {
        let ty = body_type(api, operation, &body.ty);
        let ty = if body.required {
            ty
        } else {
            quote!(Option<#ty>)
        };
        let body_docs = docs::text(&body.docs, "The request body.");
        quote!(#body_docs pub body: #ty,)
    });
    let fields: Vec<TokenStream> = parameters.chain(body).collect();
    let structure = if fields.is_empty() {
        quote!(pub struct #name;)
    } else {
        quote!(pub struct #name { #(#fields)* })
    };
    let setters = setters(api, operation);
    let implementation = implementation(api, operation);
    let settles = settles::implementation(api, operation);
    let pages = pages::implementation(api, operation);
    let output = output_enum(api, operation);
    quote! {
        #item_docs
        #[derive(#clone Debug)]
        #[must_use = "an operation does nothing until a client sends it"]
        #deprecated
        #structure
        #setters
        #implementation
        #settles
        #pages
        #output
    }
}

pub(super) fn parameter_type(api: &Api, parameter: &Parameter) -> TokenStream {
    let ty = values::value(api, &parameter.ty, Side::Request, &types_scope());
    if parameter.required {
        ty
    } else {
        quote!(Option<#ty>)
    }
}

pub(super) fn body_type(api: &Api, _: &Operation, ty: &Type) -> TokenStream {
    values::value(api, ty, Side::Request, &types_scope())
}

/// Methods that set what is optional, for use with `Call::with`.
fn setters(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let name = ident(&operation.rust_type);
    let setters: Vec<TokenStream> = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
        .map(|parameter| {
            let field = ident(&parameter.name.rust);
            let ty = values::value(api, &parameter.ty, Side::Request, &types_scope());
            let setter_docs =
                docs::setter(api, &parameter.docs, &parameter.ty, &parameter.name.wire);
            let (argument, given) = values::argument(api, &parameter.ty, &ty, &quote!(#field));
            quote! {
                #setter_docs
                pub fn #field(mut self, #field: #argument) -> Self {
                    self.#field = Some(#given);
                    self
                }
            }
        })
        .chain(
            operation
                .body
                .iter()
                .filter(|body| !body.required)
                .map(|body| {
                    let ty = body_type(api, operation, &body.ty);
                    let (argument, given) = if one_of::is(api, &body.ty) {
                        (quote!(impl Into<#ty>), quote!(body.into()))
                    } else {
                        (ty, quote!(body))
                    };
                    quote! {
                        /// Sends a request body.
                        pub fn body(mut self, body: #argument) -> Self {
                            self.body = Some(#given);
                            self
                        }
                    }
                }),
        )
        .collect();
    (!setters.is_empty()).then(|| quote!(impl #name { #(#setters)* }))
}

fn implementation(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.rust_type);
    let id = &operation.id;
    let path = &operation.path;
    let method = ident(&method_variant(&operation.method));
    let effect = effect(operation.effect.kind);
    let authenticated = operation.authenticated;
    let output = output_type(api, &operation.output);
    let refusal = match operation.refusals.and_then(|index| api.refusals.get(index)) {
        Some(set) => {
            let name = ident(&set.rust_type);
            quote!(#name)
        }
        None => quote!(rt::NoRefusal),
    };
    let check = check(api, operation);
    let encode = encode(api, operation);
    let (answer, decode) = decode(operation);
    let reference = reference(api, operation);
    let effect_of_options = effect_of_options(api, operation);
    quote! {
        impl rt::Operation for #name {
            type Output = #output;
            type Refusal = #refusal;

            const SPEC: rt::OperationSpec = rt::OperationSpec {
                id: #id,
                method: rt::Method::#method,
                path: #path,
                effect: #effect,
                authenticated: #authenticated,
            };

            #check

            fn encode(&self, request: &mut rt::Encoder) {
                #(#encode)*
            }

            fn decode(#answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
                #decode
            }

            #reference

            #effect_of_options
        }
    }
}

fn method_variant(method: &str) -> String {
    let mut letters = method.chars();
    letters
        .next()
        .map(|first| first.to_string() + &letters.as_str().to_lowercase())
        .unwrap_or_default()
}

fn check(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let parameters = given(api, operation).filter_map(|parameter| {
        let name = ident(&parameter.name.rust);
        checks::check(
            api,
            &parameter.name.wire,
            &parameter.ty,
            &parameter.constraints,
            &quote!(&self.#name),
        )
    });
    let body = operation.body.iter().filter_map(|body| {
        checks::check(
            api,
            "body",
            &body.ty,
            &crate::ir::Constraints::default(),
            &quote!(&self.body),
        )
    });
    let rules: Vec<TokenStream> = parameters.chain(body).collect();
    (!rules.is_empty()).then(|| {
        quote! {
            fn check(&self, at: &mut rt::Violations) {
                #(#rules)*
            }
        }
    })
}

fn encode(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let field = |wire: &str, location: Location| {
        operation
            .parameters
            .iter()
            .find(|parameter| parameter.location == location && parameter.name.wire == wire)
    };
    let path = operation
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Literal(text) => Some(quote!(request.literal(#text);)),
            Segment::Parameter(wire) => {
                let value = written(api, field(wire, Location::Path)?);
                Some(quote!(request.path_parameter(#wire, #value);))
            }
        });
    let others = operation.parameters.iter().filter_map(|parameter| {
        let wire = &parameter.name.wire;
        let value = written(api, parameter);
        match (parameter.location, &parameter.ty) {
            (Location::Path, _) => None,
            (Location::Query, Type::List(_)) => Some(quote!(request.query_list(#wire, #value);)),
            (Location::Query, _) => Some(quote!(request.query(#wire, #value);)),
            (Location::Header, _) => Some(quote!(request.header(#wire, #value);)),
        }
    });
    let body = operation.body.iter().map(|body| {
        let method = ident(match body.media {
            Media::Form => "form",
            Media::Json | Media::Text => "json",
        });
        if body.required {
            let value = in_plus_form(&body.ty, quote!(&self.body));
            quote!(request.#method(#value);)
        } else {
            let value = in_plus_form(&body.ty, quote!(body));
            quote!(if let Some(body) = &self.body { request.#method(#value); })
        }
    });
    let accept = operation
        .successes
        .iter()
        .any(is_text)
        .then(|| quote!(request.accept_text();));
    path.chain(others).chain(body).chain(accept).collect()
}

/// The parameters that the caller gives: not those that can have one value only.
pub(super) fn given<'a>(
    api: &'a Api,
    operation: &'a Operation,
) -> impl Iterator<Item = &'a Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.constant(api).is_none())
}

/// A reference to what is sent for a parameter.
fn written(api: &Api, parameter: &Parameter) -> TokenStream {
    if let Some(constant) = parameter.constant(api) {
        return quote!(#constant);
    }
    let name = ident(&parameter.name.rust);
    in_plus_form(&parameter.ty, quote!(&self.#name))
}

pub(super) fn in_plus_form(ty: &Type, value: TokenStream) -> TokenStream {
    match values::has_plus(ty) {
        true => quote!(&rt::msisdn::plus::PlusForm::to_plus_form(#value)),
        false => value,
    }
}

fn output_type(api: &Api, output: &Output) -> TokenStream {
    match output {
        Output::Unit => quote!(()),
        Output::One(ty) => values::value(api, ty, Side::Response, &types_scope()),
        Output::Many { rust_type, .. } => {
            let name = ident(rust_type);
            quote!(#name)
        }
    }
}

/// The name of the answer, which is not looked at where nothing is expected in it, and what is read from it.
fn decode(operation: &Operation) -> (TokenStream, TokenStream) {
    match &operation.output {
        Output::Unit => (quote!(_), quote!(Ok(()))),
        Output::One(_) => {
            let read = match operation.successes.first() {
                Some(answer) if is_text(answer) => quote!(answer.text().map(Into::into)),
                _ => quote!(answer.json()),
            };
            (quote!(answer), read)
        }
        Output::Many {
            rust_type,
            variants,
        } => {
            let name = ident(rust_type);
            let read = |variant: &crate::ir::OutputVariant| {
                let rust = ident(&variant.rust);
                let text = operation
                    .successes
                    .iter()
                    .any(|answer| answer.status == variant.status && is_text(answer));
                match variant.ty {
                    Some(_) if text => quote!(answer.text().map(|text| #name::#rust(text.into()))),
                    Some(_) => quote!(answer.json().map(#name::#rust)),
                    None => quote!(Ok(#name::#rust)),
                }
            };
            let mut ordered: Vec<_> = variants.iter().collect();
            ordered.sort_by_key(|variant| narrowness(variant.status));
            let arms = ordered.into_iter().filter_map(|variant| {
                let pattern = status_pattern(variant.status)?;
                let read = read(variant);
                Some(quote!(#pattern => #read,))
            });
            // A success with an undeclared status is read as the first one that is declared.
            let other = variants.first().map(read);
            (
                quote!(answer),
                quote!(match answer.status() { #(#arms)* _ => #other }),
            )
        }
    }
}

fn is_text(answer: &Answer) -> bool {
    answer
        .bodies
        .first()
        .is_some_and(|body| body.media == Media::Text)
}

fn output_enum(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Output::Many {
        rust_type,
        variants,
    } = &operation.output
    else {
        return None;
    };
    let name = ident(rust_type);
    let item_docs = docs::text(
        &format!("What a success of `{}` holds, by status.", operation.id),
        "",
    );
    let variants = variants.iter().map(|variant| {
        let rust = ident(&variant.rust);
        let said = operation
            .successes
            .iter()
            .find(|answer| answer.status == variant.status)
            .map(|answer| docs::item(&answer.docs, &variant.rust));
        let held = variant.ty.as_ref().map(|ty| {
            let ty = values::value(api, ty, Side::Response, &types_scope());
            quote!((#ty))
        });
        quote!(#said #rust #held,)
    });
    Some(quote! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    })
}

fn effect(kind: EffectKind) -> TokenStream {
    let kind = ident(match kind {
        EffectKind::Reads => "Reads",
        EffectKind::Writes => "Writes",
        EffectKind::MovesMoney => "MovesMoney",
    });
    quote!(rt::Effect::#kind)
}

/// What a request does, where it is one of several objects that do not all do the same.
fn effect_of_options(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.required && !operation.effect.options.is_empty())?;
    let most = effect(operation.effect.kind);
    let of = |ty: &Type| (quote!(_), effect(operation.effect.of_option(ty)));
    let arms = one_of::arms(api, &body.ty, of, &most)?;
    Some(quote! {
        fn effect(&self) -> rt::Effect {
            match &self.body { #arms }
        }
    })
}

fn reference(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let reference = operation.effect.reference.as_ref()?;
    let body = operation.body.as_ref()?;
    let name = ident(&reference.rust);
    let of = |ty: &Type| match api.property(ty, &reference.wire) {
        Some(field) if field.required => (quote!(body), quote!(Some(&body.#name))),
        Some(_) => (quote!(body), quote!(body.#name.as_deref())),
        None => (quote!(_), quote!(None)),
    };
    let arms = one_of::arms(api, &body.ty, of, &quote!(None));
    let found = match (arms, body.required) {
        (None, true) => quote!(Some(&self.body.#name)),
        (None, false) => quote!(self.body.as_ref().map(|body| body.#name.as_str())),
        (Some(arms), true) => quote!(match &self.body { #arms }),
        (Some(arms), false) => quote!(match self.body.as_ref()? { #arms }),
    };
    Some(quote! {
        fn reference(&self) -> Option<&str> {
            #found
        }
    })
}

/// Single codes come before ranges before the rest, whatever the order of the document.
pub(super) const fn narrowness(status: Status) -> (bool, bool, Status) {
    (
        matches!(status, Status::Default),
        matches!(status, Status::Range(_)),
        status,
    )
}

pub(super) fn status_pattern(status: Status) -> Option<TokenStream> {
    let literal = |code: u16| proc_macro2::Literal::u16_unsuffixed(code);
    match status {
        Status::Code(code) => {
            let code = literal(code);
            Some(quote!(#code))
        }
        Status::Range(first) => {
            let (from, to) = (
                literal(u16::from(first) * 100),
                literal(u16::from(first) * 100 + 99),
            );
            Some(quote!(#from..=#to))
        }
        Status::Default => None,
    }
}
