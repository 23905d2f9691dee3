//! How an operation writes its request.

use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::{ident, values};
use crate::ir::{
    Api, Body, Location, Media, Operation, Parameter, Segment, Shape, Spelling, Style, Type,
    is_plain,
};

pub(super) fn encode(api: &Api, operation: &Operation) -> Vec<Rust> {
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
            Segment::Literal(text) => Some(rust!(request.literal(#text);)),
            Segment::Parameter(wire) => Some(part(api, field(wire, Location::Path)?)),
        });
    let fixed = operation
        .fixed_query
        .iter()
        .map(|(name, value)| rust!(request.query(#name, #value);));
    let others = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location != Location::Path)
        .map(|parameter| part(api, parameter));
    let body = operation.body.iter().map(|body| {
        if body.required {
            self::body(api, body, &rust!(self.body), rust!(&self.body))
        } else {
            let written = self::body(api, body, &rust!(body), rust!(body));
            rust! {
                if let Some(body) = &self.body {
                    #written
                }
            }
        }
    });
    let accept = accept(operation);
    path.chain(fixed)
        .chain(others)
        .chain(body)
        .chain(accept)
        .collect()
}

/// The statement that writes one parameter.
fn part(api: &Api, parameter: &Parameter) -> Rust {
    let wire = &parameter.name.wire;
    let value = written(api, parameter);
    let place = parameter.location.as_str();
    match parameter.spelling {
        Spelling::Plain => {
            let method = ident(match (parameter.location, &parameter.ty) {
                (Location::Path, _) => "path_parameter",
                (Location::Query, Type::List(_)) => "query_list",
                _ => place,
            });
            rust!(request.#method(#wire, #value);)
        }
        Spelling::Styled(style, exploded) => {
            let method = Ident::new(format!("{place}_styled"));
            let style = self::style(style);
            rust!(request.#method(#wire, #value, #style, #exploded);)
        }
        Spelling::Json => {
            let method = Ident::new(format!("{place}_json"));
            rust!(request.#method(#wire, #value);)
        }
    }
}

/// The statements that write a body: `place` leads to its fields, and `value` is a reference to it.
fn body(api: &Api, body: &Body, place: &Rust, value: Rust) -> Rust {
    let value = values::in_plus_form(&body.ty, value);
    let media_type = &body.media_type;
    let named = |usual: bool| (!usual).then(|| rust!(request.media_type(#media_type);));
    match body.media {
        Media::Json => {
            let named = named(is_json(media_type));
            rust! {
                request.json(#value);
                #named
            }
        }
        Media::Form => rust!(request.form(#value);),
        Media::StyledForm => {
            let styles = body.styles.iter().map(|(name, style, exploded)| {
                let style = self::style(*style);
                rust!((#name, #style, #exploded))
            });
            rust!(request.form_styled(#value, &[#(#styles),*]);)
        }
        Media::Multipart => {
            let parts: Vec<Rust> = match api.type_def(&body.ty).map(|def| &def.shape) {
                Some(Shape::Struct(structure)) => structure
                    .fields
                    .iter()
                    .map(|field| {
                        let method = ident(part_method(api, &field.ty));
                        let (wire, name) = (&field.name.wire, ident(&field.name.rust));
                        let mut types = body.part_types.iter();
                        match types.find(|(part, _)| part == wire) {
                            Some((_, media_type)) => {
                                rust!(form.typed(#media_type).#method(#wire, &#place.#name);)
                            }
                            None => rust!(form.#method(#wire, &#place.#name);),
                        }
                    })
                    .collect(),
                _ => vec![rust!(form.members(#value);)],
            };
            rust! {
                let mut form = rt::Multipart::new();
                #(#parts)*
                request.multipart(form);
            }
        }
        Media::Text => {
            let named = named(essence(media_type) == "text/plain");
            rust! {
                request.text(#value);
                #named
            }
        }
        Media::Bytes => {
            let usual = ["application/octet-stream", "*/*", "application/*"];
            let named = named(usual.contains(&essence(media_type)));
            rust! {
                request.bytes(#value);
                #named
            }
        }
    }
}

/// How one part of a multipart form is written.
fn part_method(api: &Api, ty: &Type) -> &'static str {
    match ty {
        Type::File => "file",
        Type::List(item) if **item == Type::File => "file",
        Type::List(item) if is_plain(&api.types, item, false) => "list",
        ty if is_plain(&api.types, ty, false) => "field",
        _ => "json",
    }
}

/// Asks for what a success may be written as, where that is not JSON alone.
fn accept(operation: &Operation) -> Option<Rust> {
    let bodies = || {
        operation
            .successes
            .iter()
            .filter_map(|answer| answer.bodies.first())
    };
    if bodies().all(|body| is_json(&body.media_type)) {
        return None;
    }
    if bodies().all(|body| is_json(&body.media_type) || essence(&body.media_type) == "text/plain") {
        return Some(rust!(request.accept_text();));
    }
    let mut types: Vec<&str> = Vec::new();
    for name in bodies()
        .map(|body| body.media_type.as_str())
        .chain(["application/json"])
    {
        if !types.contains(&name) {
            types.push(name);
        }
    }
    let types = types.join(", ");
    Some(rust!(request.accept(#types);))
}

/// Whether a media type is what the client calls JSON anyway.
fn is_json(media_type: &str) -> bool {
    ["application/json", "*/*", "application/*"].contains(&essence(media_type))
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type).trim()
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

/// A reference to what is sent for a parameter.
fn written(api: &Api, parameter: &Parameter) -> Rust {
    if let Some(constant) = parameter.constant(api) {
        return rust!(#constant);
    }
    let name = ident(&parameter.name.rust);
    values::in_plus_form(&parameter.ty, rust!(&self.#name))
}
