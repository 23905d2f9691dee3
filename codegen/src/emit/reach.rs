//! Values at the end of a dotted path, such as `data.transactionStatus`, as expressions.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::values::{self, Presence};
use crate::ir::{Api, Field, Shape, Type};

/// What a path leads to.
pub(super) struct Reached<'a> {
    /// The type of the value.
    pub(super) ty: &'a Type,
    expression: TokenStream,
    certain: bool,
}

impl Reached<'_> {
    /// An expression of the type `Option<&T>`.
    pub(super) fn optional(&self) -> TokenStream {
        let expression = &self.expression;
        if self.certain {
            quote!(Some(&#expression))
        } else {
            quote!(#expression)
        }
    }

    /// The place of a value that is always there.
    pub(super) fn place(&self) -> Option<&TokenStream> {
        self.certain.then_some(&self.expression)
    }
}

/// Goes along a path, which was checked, from a place of the type `ty`.
pub(super) fn reach<'a>(
    api: &'a Api,
    ty: &'a Type,
    path: &str,
    place: TokenStream,
) -> Option<Reached<'a>> {
    let mut reached = Reached {
        ty,
        expression: place,
        certain: true,
    };
    for name in path.split('.') {
        let field = field(api, reached.ty, name)?;
        reached = step(reached, field);
    }
    Some(reached)
}

fn field<'a>(api: &'a Api, ty: &Type, wire: &str) -> Option<&'a Field> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => structure
            .fields
            .iter()
            .find(|field| field.name.wire == wire),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => None,
    }
}

fn step<'a>(before: Reached<'_>, field: &'a Field) -> Reached<'a> {
    let name = ident(&field.name.rust);
    let expression = before.expression;
    let inner = match values::presence(field) {
        // `OrBlank` gives its value as `Maybe` does.
        Presence::Always if !field.may_be_blank => None,
        Presence::OrNull | Presence::OrAbsent if !field.may_be_blank => Some(quote!(as_ref())),
        _ => Some(quote!(value())),
    };
    let expression = match (before.certain, &inner) {
        (true, None) => quote!(#expression.#name),
        (true, Some(inner)) => quote!(#expression.#name.#inner),
        (false, None) => quote!(#expression.map(|value| &value.#name)),
        (false, Some(inner)) => quote!(#expression.and_then(|value| value.#name.#inner)),
    };
    Reached {
        ty: &field.ty,
        certain: before.certain && inner.is_none(),
        expression,
    }
}
