//! The headers of a success, as a struct.

use crate::emit::rust::{Rust, rust};
use crate::emit::values::{self, Side};
use crate::emit::{docs, ident};
use crate::ir::{Api, Header, Operation, Type};

/// The struct of the headers that the document describes, if it describes any.
pub(super) fn headers(api: &Api, operation: &Operation) -> Option<Rust> {
    let name = ident(&operation.headers_type()?);
    let item_docs = docs::text(
        api,
        &format!(
            "The headers of a success of {} that the document describes: `{}::from(response.headers())` reads them, where `response` \
             comes from [`Call::with_response`](rt::Call::with_response). A header that is absent or of another form is `None`.",
            docs::code(&operation.id),
            operation.headers_type()?
        ),
        "",
    );
    let fields = operation.headers.iter().map(|header| {
        let field = ident(&header.name.rust);
        let ty = of_value(api, &header.ty);
        let field_docs = docs::text(api, &header.docs, &docs::code(&header.name.wire));
        rust! {
            #field_docs
            pub #field: Option<#ty>,
        }
    });
    let read = operation.headers.iter().map(|header| {
        let field = ident(&header.name.rust);
        let read = read(header);
        rust!(#field: #read,)
    });
    Some(rust! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        impl From<&rt::HeaderMap> for #name {
            fn from(headers: &rt::HeaderMap) -> Self {
                Self {
                    #(#read)*
                }
            }
        }
    })
}

fn of_value(api: &Api, ty: &Type) -> Rust {
    values::value(api, ty, Side::Request, &values::types_scope())
}

fn read(header: &Header) -> Rust {
    let name = &header.name.wire;
    match &header.ty {
        Type::List(_) => rust!(rt::header_list(headers, #name)),
        Type::Sensitive(_) => rust!(rt::header(headers, #name).map(rt::Sensitive::new)),
        _ => rust!(rt::header(headers, #name)),
    }
}
