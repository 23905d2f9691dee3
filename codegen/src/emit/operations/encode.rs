//! How an operation writes its request: the lines of its declaration.

use super::bodies::{body_type, is_converted};
use super::{accept, bodies};
use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::values::{self, Side};
use crate::emit::{checks, docs, ident, types};
use crate::ir::{
    Api, Body, Location, Media, Operation, Parameter, PartOfBody, Spelling, Style, Type, is_range,
};

/// The lines of the declaration: constants, parameters, the body, and which media types are asked for.
pub(super) fn lines(api: &Api, operation: &Operation) -> Vec<Rust> {
    let fixed = operation
        .fixed_query
        .iter()
        .map(|(name, value)| rust!(const query #name = #value;));
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| self::parameter(api, operation, parameter));
    let body = operation
        .body
        .iter()
        .map(|body| self::body(api, operation, body));
    let accept = accept::accept(operation);
    let accept = accept.map(|types| rust!(const accept = #types;));
    fixed.chain(parameters).chain(body).chain(accept).collect()
}

/// The line of a parameter.
fn parameter(api: &Api, operation: &Operation, parameter: &Parameter) -> Rust {
    let wire = &parameter.name.wire;
    let (method, arguments) = match &parameter.part {
        Some(part) => header_of_part(api, parameter, part),
        None => method_of_parameter(parameter),
    };
    let method = Ident::new(method);
    let given = (!arguments.is_empty()).then(|| rust!((#(#arguments),*)));
    if let Some(constant) = parameter.constant(api) {
        return rust!(const #method #wire #given = #constant;);
    }
    let scope = values::types_scope();
    let name = ident(&parameter.name.rust);
    let ty = values::value(api, &parameter.ty, Side::Request, &scope);
    let field_docs = docs::field(
        api,
        &parameter.name,
        &parameter.docs,
        &operation.docs,
        &parameter.ty,
        &parameter.constraints,
    );
    let presence = ident(presence(parameter.required));
    let set = (!parameter.required).then(|| match &parameter.ty {
        Type::Amount(_) => rust!(set(amount)),
        Type::List(item) => {
            let ty = values::value(api, item, Side::Request, &scope);
            match values::is_given_as_it_is(item) {
                true => rust!(set(list_exact #ty)),
                false => rust!(set(list #ty)),
            }
        }
        ty if values::is_given_as_it_is(ty) => rust!(set(exact)),
        _ => rust!(set(into)),
    });
    let rules = checks::of(api, &parameter.ty, &parameter.constraints);
    let typed = rust!(pub #name: #presence #ty);
    let written = match values::has_plus(&parameter.ty) {
        true => {
            rust!(= by #wire(|request, name, value| request.#method(name, &rt::as_plus(value) #(, #arguments)*)))
        }
        false => rust!(= #method #wire #given),
    };
    declared(&field_docs, typed, written, set, checks::declared(&rules))
}

/// The method that writes a parameter, and what it is given after the value.
fn method_of_parameter(parameter: &Parameter) -> (String, Vec<Rust>) {
    let place = parameter.location.as_str();
    match parameter.spelling {
        Spelling::Plain => match (parameter.location, &parameter.ty) {
            (Location::Query, Type::List(_)) => ("query_list".to_owned(), Vec::new()),
            _ => (place.to_owned(), Vec::new()),
        },
        Spelling::Styled(style, exploded) => {
            let style = self::style(style);
            (format!("{place}_styled"), vec![style, rust!(#exploded)])
        }
        Spelling::Json => (format!("{place}_json"), Vec::new()),
    }
}

/// The method that keeps a header for a part of the body, and what it is given after the value.
fn header_of_part(api: &Api, parameter: &Parameter, part: &PartOfBody) -> (String, Vec<Rust>) {
    let (name, required) = (&part.name, part.required);
    let name = rust!(#name);
    if parameter.constant(api).is_some() {
        return ("part_constant".to_owned(), vec![name]);
    }
    let (method, style) = match parameter.spelling {
        Spelling::Plain => ("part_header", None),
        Spelling::Styled(_, exploded) => ("part_header_styled", Some(rust!(#exploded))),
        Spelling::Json => ("part_header_json", None),
    };
    let arguments = [name, rust!(#required)].into_iter().chain(style);
    (method.to_owned(), arguments.collect())
}

/// A line with all its parts, or the lines that they need.
fn declared(
    field_docs: &Rust,
    typed: Rust,
    written: Rust,
    set: Option<Rust>,
    rules: Option<Rust>,
) -> Rust {
    let (typed, written) = (typed.to_string(), written.to_string());
    let line = format!("{typed} {written}");
    let typed = match line.contains('\n') || line.len() > 88 {
        true => format!("{typed}\n{written}"),
        false => line,
    };
    let parts = std::iter::once(Rust::from_text(typed))
        .chain(set)
        .chain(rules);
    let declared = types::lines(parts, ",");
    rust! {
        #field_docs
        #declared;
    }
}

const fn presence(required: bool) -> &'static str {
    match required {
        true => "must",
        false => "some",
    }
}

/// The line of a body: how it is written, and what the document calls that.
fn body(api: &Api, operation: &Operation, body: &Body) -> Rust {
    let ty = body_type(api, operation, body);
    let field_docs = docs::text(api, &body.docs, "The request body.");
    let presence = ident(presence(body.required));
    let media_type = media_type(body);
    let written = match operation.body_type(body) {
        None if body.required && !values::has_plus(&body.ty) => {
            let (method, arguments) = method(body);
            let arguments = (!arguments.is_empty()).then(|| rust!((#(#arguments),*)));
            rust!(= #method #media_type #arguments)
        }
        None => {
            let written = written(body, &rust!(media_type));
            let written = optional(body, written);
            rust! {
                = by #media_type(|request, media_type, body| {
                    #written
                })
            }
        }
        Some(name) => {
            let written = optional(body, one_of_several(body, &ident(&name)));
            rust! {
                = by "*/*"(|request, _, body| {
                    #written
                })
            }
        }
    };
    let set = (!body.required).then(|| match is_converted(api, body) {
        true => rust!(set(into)),
        false => rust!(set(exact)),
    });
    let rules = match body.others.is_empty() {
        true => checks::of(api, &body.ty, &body.constraints),
        false if bodies::has_checks(api, body) => vec![checks::Rule::asks()],
        false => Vec::new(),
    };
    let typed = rust!(pub body: #presence #ty);
    declared(&field_docs, typed, written, set, checks::of_body(&rules))
}

/// What writes a body, where it may be left out.
fn optional(body: &Body, written: Rust) -> Rust {
    match body.required {
        true => written,
        false => rust! {
            if let Some(body) = body {
                #written
            }
        },
    }
}

/// The statement that writes the body that the caller has chosen.
fn one_of_several(body: &Body, name: &Ident) -> Rust {
    let arms = body.choices().map(|choice| {
        let variant = ident(&choice.variant);
        let media_type = media_type(choice);
        let written = written(choice, &rust!(#media_type));
        rust! {
            #name::#variant(body) => {
                #written
            }
        }
    });
    rust! {
        match body {
            #(#arms)*
        }
    }
}

/// The statement that writes `body`.
fn written(body: &Body, media_type: &Rust) -> Rust {
    let value = values::in_plus_form(&body.ty, rust!(body));
    let (method, arguments) = method(body);
    rust!(request.#method(#media_type, #value #(, #arguments)*);)
}

/// The method that writes a body, and what it is given after the body.
fn method(body: &Body) -> (Ident, Vec<Rust>) {
    let (method, arguments) = match body.media {
        Media::Json => ("json", Vec::new()),
        Media::Form => ("form", Vec::new()),
        Media::StyledForm => {
            let styles = body.styles.iter().map(|(name, style, exploded)| {
                let style = self::style(*style);
                rust!((#name, #style, #exploded))
            });
            ("form_styled", vec![list(styles.collect())])
        }
        Media::Multipart => {
            let types = body.part_types.iter();
            let types = types.map(|(name, listed)| rust!((#name, #listed)));
            ("multipart", vec![list(types.collect())])
        }
        Media::Text => ("text", Vec::new()),
        Media::Bytes => ("bytes", Vec::new()),
    };
    (ident(method), arguments)
}

/// A list in a line if it fits, or else with a line for each item.
fn list(items: Vec<Rust>) -> Rust {
    let line = rust!(&[#(#items),*]);
    match line.to_string().len() > 40 {
        true => rust! {
            &[
                #(#items,)*
            ]
        },
        false => line,
    }
}

/// What the client calls a body: what the document does, but in place of a range what it usually sends of this kind.
fn media_type(body: &Body) -> &str {
    let usual = match body.media {
        Media::Json => "application/json",
        Media::Form | Media::StyledForm => "application/x-www-form-urlencoded",
        Media::Multipart => return &body.media_type,
        Media::Text if body.media_type == "text/plain" => return "text/plain; charset=utf-8",
        Media::Text => "text/plain; charset=utf-8",
        Media::Bytes => "application/octet-stream",
    };
    match is_range(&body.media_type) {
        true => usual,
        false => &body.media_type,
    }
}

fn style(style: Style) -> Rust {
    let style = ident(match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    });
    rust!(rt::Style::#style)
}
