//! How an operation writes its request.

use super::accept;
use crate::emit::rust::{Ident, Rust, rust};
use crate::emit::{ident, values};
use crate::ir::{
    Api, Body, Location, Media, Operation, Parameter, PartOfBody, Segment, Spelling, Style, Type,
    is_range,
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
        let value = match body.required {
            true => rust!(&self.body),
            false => rust!(body),
        };
        let written = match operation.body_type(body) {
            Some(name) => one_of_several(body, &ident(&name), &value),
            None => self::body(body, value),
        };
        match body.required {
            true => written,
            false => rust! {
                if let Some(body) = &self.body {
                    #written
                }
            },
        }
    });
    let accept = accept::accept(operation);
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
    if let Some(part) = &parameter.part {
        return header_of_part(api, parameter, part, &value);
    }
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

/// The statement that keeps a header for a part of the body.
fn header_of_part(api: &Api, parameter: &Parameter, part: &PartOfBody, value: &Rust) -> Rust {
    let (name, wire) = (&part.name, &parameter.name.wire);
    let of = rust!((#name, #wire));
    if parameter.constant(api).is_some() {
        return rust!(request.part_constant(#of, #value););
    }
    let required = part.required;
    match parameter.spelling {
        Spelling::Plain => rust!(request.part_header(#of, #required, #value);),
        Spelling::Styled(_, exploded) => {
            rust!(request.part_header_styled(#of, #required, #value, #exploded);)
        }
        Spelling::Json => rust!(request.part_header_json(#of, #required, #value);),
    }
}

/// The statements that write the body that the caller has chosen.
fn one_of_several(body: &Body, name: &Ident, value: &Rust) -> Rust {
    let arms = body.choices().map(|choice| {
        let variant = ident(&choice.variant);
        let written = self::body(choice, rust!(body));
        rust! {
            #name::#variant(body) => {
                #written
            }
        }
    });
    rust! {
        match #value {
            #(#arms)*
        }
    }
}

/// The statements that write a body; `value` is a reference to it.
fn body(body: &Body, value: Rust) -> Rust {
    let value = values::in_plus_form(&body.ty, value);
    let media_type = &body.media_type;
    // In place of a range the client sends what it usually sends of this kind.
    let named = |usual: &str| {
        let is_usual = media_type == usual || is_range(media_type);
        (!is_usual).then(|| rust!(request.media_type(#media_type);))
    };
    let form = "application/x-www-form-urlencoded";
    match body.media {
        Media::Json => {
            let named = named("application/json");
            rust! {
                request.json(#value);
                #named
            }
        }
        Media::Form => {
            let named = named(form);
            rust! {
                request.form(#value);
                #named
            }
        }
        Media::StyledForm => {
            let styles = body.styles.iter().map(|(name, style, exploded)| {
                let style = self::style(*style);
                rust!((#name, #style, #exploded))
            });
            let named = named(form);
            rust! {
                request.form_styled(#value, &[#(#styles),*]);
                #named
            }
        }
        Media::Multipart => {
            let types = body.part_types.iter();
            let types = types.map(|(name, listed)| rust!((#name, #listed)));
            rust!(request.multipart(#media_type, #value, &[#(#types),*]);)
        }
        Media::Text => {
            let named = named("text/plain");
            rust! {
                request.text(#value);
                #named
            }
        }
        Media::Bytes => {
            let named = named("application/octet-stream");
            rust! {
                request.bytes(#value);
                #named
            }
        }
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

/// A reference to what is sent for a parameter.
fn written(api: &Api, parameter: &Parameter) -> Rust {
    if let Some(constant) = parameter.constant(api) {
        return rust!(#constant);
    }
    let name = ident(&parameter.name.rust);
    values::in_plus_form(&parameter.ty, rust!(&self.#name))
}
