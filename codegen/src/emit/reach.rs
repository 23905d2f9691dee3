//! Values at the end of a dotted path, such as `data.transactionStatus`, as expressions.

use super::ident;
use super::rust::{Rust, rust};
use super::values::{self, Presence};
use crate::ir::{Api, Field, Shape, Type};

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

/// Whether a value on a path, which was checked, came and could not be read; none if nothing on the path can tell.
pub(super) fn unreadable(api: &Api, ty: &Type, path: &str, place: &Rust) -> Option<Rust> {
    let mut holders = Vec::new();
    let mut holder = String::new();
    for name in path.split('.') {
        let reached = match holder.is_empty() {
            true => Reached {
                ty,
                expression: place.clone(),
                certain: true,
            },
            false => reach(api, ty, &holder, place.clone())?,
        };
        if keeps_unreadable(api, reached.ty) {
            let found = reached.expression;
            holders.push(match reached.certain {
                true => rust!(#found.unreadable().has(#name)),
                false => rust!(#found.is_some_and(|value| value.unreadable().has(#name))),
            });
        }
        if !holder.is_empty() {
            holder.push('.');
        }
        holder.push_str(name);
    }
    (!holders.is_empty()).then(|| rust!(#(#holders)||*))
}

fn keeps_unreadable(api: &Api, ty: &Type) -> bool {
    api.type_def(ty).is_some_and(|def| match &def.shape {
        Shape::Struct(structure) => values::unreadable(def, structure).is_some(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => false,
    })
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
