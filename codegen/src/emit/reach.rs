//! Values at the end of a dotted path, such as `data.transactionStatus`, as expressions.

use super::ident;
use super::rust::{Rust, rust};
use super::values::{self, Presence};
use crate::ir::{Api, Field, Type};

/// What a path leads to.
pub(super) struct Reached<'a> {
    /// The type of the value.
    pub(super) ty: &'a Type,
    expression: Rust,
    certain: bool,
}

impl Reached<'_> {
    /// An expression of the type `Option<&T>`.
    pub(super) fn optional(&self) -> Rust {
        let expression = &self.expression;
        if self.certain {
            rust!(Some(&#expression))
        } else {
            rust!(#expression)
        }
    }

    /// The place of a value that is always there.
    pub(super) fn place(&self) -> Option<&Rust> {
        self.certain.then_some(&self.expression)
    }
}

/// Goes along a path, which was checked, from a place of the type `ty`.
pub(super) fn reach<'a>(
    api: &'a Api,
    ty: &'a Type,
    path: &str,
    place: Rust,
) -> Option<Reached<'a>> {
    let mut reached = Reached {
        ty,
        expression: place,
        certain: true,
    };
    for name in path.split('.') {
        let field = api.property(reached.ty, name)?;
        reached = step(reached, field);
    }
    Some(reached)
}

fn step<'a>(before: Reached<'_>, field: &'a Field) -> Reached<'a> {
    let name = ident(&field.name.rust);
    let expression = before.expression;
    let inner = match values::presence(field) {
        // `OrBlank` gives its value as `Maybe` does.
        Presence::Always if !field.may_be_blank => None,
        Presence::OrNull | Presence::OrAbsent if !field.may_be_blank => Some(rust!(as_ref())),
        _ => Some(rust!(value())),
    };
    let expression = match (before.certain, &inner) {
        (true, None) => rust!(#expression.#name),
        (true, Some(inner)) => rust!(#expression.#name.#inner),
        (false, None) => rust!(#expression.map(|value| &value.#name)),
        (false, Some(inner)) => rust!(#expression.and_then(|value| value.#name.#inner)),
    };
    Reached {
        ty: &field.ty,
        certain: before.certain && inner.is_none(),
        expression,
    }
}
