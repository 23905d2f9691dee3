//! Constraints, checked before sending.

use serde_json::Value;

use super::reach::reach;
use super::rust::{Rust, rust};
use super::values::{self, Presence};
use super::{ident, settles};
use crate::ir::{Api, Choice, Constraints, Shape, Struct, Type, TypeDef};

pub(super) fn checks(api: &Api, def: &TypeDef, structure: &Struct) -> Rust {
    let name = ident(&def.name.rust);
    let own = structure.fields.iter().filter_map(|field| {
        let field_name = ident(&field.name.rust);
        check(
            api,
            &field.name.wire,
            &field.ty,
            &field.constraints,
            &rust!(&self.#field_name),
        )
    });
    let whole = rules(&Type::Json, &structure.constraints, &rust!(self));
    let whole = whole.into_iter().map(|rule| rust!(#rule;));
    let chosen = structure
        .choice
        .iter()
        .flat_map(|choice| chosen_is_there(structure, choice));
    let rest = structure.rest.iter().filter_map(|rest| {
        let name = ident(&rest.rust);
        let checked = values::has_checks(api, &rest.ty);
        checked.then(|| rust!(rt::Checked::check(&self.#name, at);))
    });
    let fields: Vec<Rust> = whole.chain(own).chain(rest).chain(chosen).collect();
    if fields.is_empty() {
        return rust!(impl rt::Checked for #name {});
    }
    rust! {
        impl rt::Checked for #name {
            #[inline]
            fn check(&self, at: &mut rt::Violations) {
                #(#fields)*
            }
        }
    }
}

/// What was chosen must not be an empty text, which on the wire means that the other was chosen.
fn chosen_is_there(structure: &Struct, choice: &Choice) -> Vec<Rust> {
    let field = |wire: &str| {
        structure
            .fields
            .iter()
            .find(|field| field.name.wire == wire)
    };
    choice
        .options
        .iter()
        .filter_map(|option| {
            let taken = field(&option.takes).filter(|taken| taken.ty == Type::String)?;
            let conditions: Vec<Rust> = option
                .sends
                .iter()
                .filter_map(|(wire, value)| {
                    let flag =
                        field(wire).filter(|flag| values::presence(flag) == Presence::Always)?;
                    let name = ident(&flag.name.rust);
                    match value {
                        Value::Bool(true) => Some(rust!(self.#name)),
                        Value::Bool(false) => Some(rust!(!self.#name)),
                        _ => None,
                    }
                })
                .collect();
            let wire = &taken.name.wire;
            let name = ident(&taken.name.rust);
            let rule = rust!(at.field(#wire, |at| at.min_length(&self.#name, 1)););
            (!conditions.is_empty()).then(|| {
                rust! {
                    if #(#conditions)&&* {
                        #rule
                    }
                }
            })
        })
        .collect()
}

/// The check of one field or parameter, if there is anything to check.
pub(super) fn check(
    api: &Api,
    wire: &str,
    ty: &Type,
    constraints: &Constraints,
    value: &Rust,
) -> Option<Rust> {
    match of_value(api, ty, constraints, value).as_slice() {
        [] => None,
        [rule] => Some(rust!(at.field(#wire, |at| #rule);)),
        rules => Some(rust! {
            at.field(#wire, |at| {
                #(#rules;)*
            });
        }),
    }
}

/// The checks of a value.
pub(super) fn of_value(api: &Api, ty: &Type, constraints: &Constraints, value: &Rust) -> Vec<Rust> {
    let mut rules = rules(ty, constraints, value);
    if let (Some(path), Type::List(item)) = (&constraints.unique_by, ty)
        && let Some(member) = member(api, &Rust::new(), item, path)
    {
        rules.push(rust!(at.unique_by(#value, #path, |item| #member)));
    }
    // A number that is not finite breaks every bound.
    let is_bounded = matches!(ty, Type::Float | Type::Number)
        && (constraints.minimum.is_some()
            || constraints.maximum.is_some()
            || constraints.multiple_of.is_some());
    if values::has_checks(api, ty) && !is_bounded {
        rules.push(rust!(rt::Checked::check(#value, at)));
    }
    rules
}

fn rules(ty: &Type, constraints: &Constraints, value: &Rust) -> Vec<Rust> {
    let mut rules = Vec::new();
    let counts = [
        (constraints.min_length, "min_length"),
        (constraints.max_length, "max_length"),
        (constraints.min_items, "min_items"),
        (constraints.max_items, "max_items"),
        (constraints.min_properties, "min_properties"),
        (constraints.max_properties, "max_properties"),
    ];
    for (count, rule) in counts {
        if let Some(count) = count {
            let rule = ident(rule);
            rules.push(rust!(at.#rule(#value, #count)));
        }
    }
    // The rule of a number that is paid says more than its pattern.
    let patterns = constraints.patterns.iter();
    for pattern in patterns.filter(|_| constraints.subscriber.is_none()) {
        let source = &pattern.source;
        match &pattern.translated {
            Ok(same) if same == source => rules.push(rust!(at.pattern(#value, #source))),
            Ok(regex) => rules.push(rust!(at.pattern_as(#value, #source, #regex))),
            Err(_) => {}
        }
    }
    if let Some(bound) = &constraints.minimum {
        let rule = ident(if bound.exclusive { "above" } else { "minimum" });
        let bound = &bound.value;
        rules.push(rust!(at.#rule(#value, #bound)));
    }
    if let Some(bound) = &constraints.maximum {
        let rule = ident(if bound.exclusive { "below" } else { "maximum" });
        let bound = &bound.value;
        rules.push(rust!(at.#rule(#value, #bound)));
    }
    if let Some(step) = &constraints.multiple_of {
        rules.push(rust!(at.multiple_of(#value, #step)));
    }
    if constraints.unique_items {
        rules.push(rust!(at.unique_items(#value)));
    }
    if let (Some(items), Some(item)) = (&constraints.items, item_of(ty)) {
        match self::rules(item, items, &rust!(item)).as_slice() {
            [] => {}
            [rule] => rules.push(rust!(at.items(#value, |at, item| #rule))),
            several => rules.push(rust! {
                at.items(#value, |at, item| {
                    #(#several;)*
                })
            }),
        }
    }
    if constraints.reference {
        rules.push(rust!(at.reference(#value)));
    }
    if let Some(country) = &constraints.subscriber {
        let rule = ident(if values::is_msisdn(ty) {
            "subscriber"
        } else {
            "subscriber_with_plus"
        });
        rules.push(rust!(at.#rule(#value, #country)));
    }
    rules
}

/// The type of the items of a list.
fn item_of(ty: &Type) -> Option<&Type> {
    match ty.bare() {
        Type::List(item) => Some(item),
        _ => None,
    }
}

/// The string at a path in an item, whichever of several schemas the item has.
pub(super) fn member(api: &Api, scope: &Rust, item: &Type, path: &str) -> Option<Rust> {
    let text = |ty| Some(settles::text(&reach(api, ty, path, rust!(item))?));
    let def = api.type_def(item)?;
    let Shape::OneOf(one_of) = &def.shape else {
        return text(item);
    };
    let name = ident(&def.name.rust);
    let mut arms = Vec::new();
    for option in &one_of.options {
        let variant = ident(&option.rust);
        let text = text(&option.ty)?;
        arms.push(rust!(#scope #name::#variant(item) => #text,));
    }
    // An unrecognised value is only received, and kept as it came.
    if def.usage.response {
        let unknown = ident(&one_of.unknown);
        arms.push(rust!(#scope #name::#unknown(_) => None,));
    }
    Some(rust! {
        match item {
            #(#arms)*
        }
    })
}
