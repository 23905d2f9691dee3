//! What proves that a payment was refused or accepted, as constants of its operation.

use super::rust::{Rust, rust};
use super::words;
use crate::ir::{
    Acceptance, Api, ErrorRole, Field, Operation, ProvingBody, ProvingMember, ProvingShape,
    RefusalProof, Shape, Struct, Type,
};

pub(super) fn refusal(api: &Api, operation: &Operation) -> Option<Rust> {
    let RefusalProof {
        shapes,
        identifiers,
        duplicates,
        says,
    } = operation.proof()?;
    let duplicates = words::list(api, duplicates);
    let says = words::list(api, says);
    let shapes = shapes
        .iter()
        .filter_map(|shape| proving(api, operation, shape));
    Some(rust! {
        const PROOF: Option<rt::RefusalProof> = Some(rt::RefusalProof {
            shapes: &[
                #(#shapes)*
            ],
            identifiers: &[#(#identifiers),*],
            duplicates: #duplicates,
            says: #says,
        });
    })
}

fn proving(api: &Api, operation: &Operation, shape: &ProvingShape) -> Option<Rust> {
    let statuses = operation.proving_statuses(shape);
    let body = match &shape.body {
        ProvingBody::RequestFields => {
            let body = operation.body.as_ref()?;
            let fields: Vec<&str> = structures(api, &body.ty)
                .flat_map(|structure| &structure.fields)
                .map(|field| field.name.wire.as_str())
                .collect();
            rust!(rt::ProvingBody::RequestFields(&[#(#fields),*]))
        }
        ProvingBody::Object {
            schema,
            members,
            reference,
        } => {
            let Shape::Struct(structure) = &api.types.get(schema)?.shape else {
                return None;
            };
            let members = structure.fields.iter().map(|field| {
                let name = &field.name.wire;
                let declared = members.get(name).copied();
                let required = declared.is_some();
                let value = match (declared, reference) {
                    (Some(ProvingMember::HttpStatus), _) => rust!(HttpStatus),
                    (Some(ProvingMember::FieldErrors), _) => field_errors(api, field),
                    (None, Some(reference)) if reference == name => rust!(Reference),
                    (declared, _) => match (declared, field.error_role, field.ty.bare()) {
                        (_, Some(ErrorRole::Code | ErrorRole::Status), Type::String) => {
                            rust!(Status)
                        }
                        (_, Some(ErrorRole::Code | ErrorRole::Status), _) => rust!(Code),
                        (Some(_), ..) | (_, Some(ErrorRole::Message), _) => rust!(Message),
                        _ => rust!(Other),
                    },
                };
                rust! {
                    rt::ProvingMember { name: #name, required: #required, value: rt::ProvingValue::#value },
                }
            });
            rust! {
                rt::ProvingBody::Object(&[
                    #(#members)*
                ])
            }
        }
    };
    Some(rust! {
        rt::ProvingShape {
            statuses: &[#(#statuses),*],
            body: #body,
        },
    })
}

/// The object that a request is, or each of the objects.
fn structures<'a>(api: &'a Api, ty: &'a Type) -> Box<dyn Iterator<Item = &'a Struct> + 'a> {
    match api.type_def(ty).map(|def| &def.shape) {
        Some(Shape::Struct(structure)) => Box::new(std::iter::once(structure)),
        Some(Shape::OneOf(one_of)) => {
            let options = one_of.options.iter();
            Box::new(options.flat_map(|option| structures(api, &option.ty)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// The names of the two members of each error in a list.
fn field_errors(api: &Api, field: &Field) -> Rust {
    let item = match field.ty.bare() {
        Type::List(item) => api.type_def(item).map(|def| &def.shape),
        _ => None,
    };
    let name = |role| match item {
        Some(Shape::Struct(structure)) => {
            let mut fields = structure.fields.iter();
            let found = fields.find(|field| field.error_role == Some(role));
            found.map_or("", |field| field.name.wire.as_str())
        }
        _ => "",
    };
    let (field, message) = (name(ErrorRole::Field), name(ErrorRole::Message));
    rust!(FieldErrors { field: #field, message: #message })
}

pub(super) fn acceptance(api: &Api, operation: &Operation) -> Option<Rust> {
    let acceptance = operation.acceptance.as_ref()?;
    let Acceptance {
        has,
        unset,
        reference,
        lacks,
        ..
    } = acceptance;
    let reference = match reference {
        Some(path) => rust!(Some(#path)),
        None => rust!(None),
    };
    let contradicts = acceptance.failures().map(|(path, values)| {
        let values = words::list(api, values);
        rust!(rt::Contradiction::new(#path, #values),)
    });
    Some(rust! {
        const ACCEPTANCE: Option<rt::Acceptance> = Some(rt::Acceptance {
            has: &[#(#has),*],
            unset: &[#(#unset),*],
            reference: #reference,
            contradicts: &[
                #(#contradicts)*
            ],
            lacks: &[#(#lacks),*],
        });
    })
}
