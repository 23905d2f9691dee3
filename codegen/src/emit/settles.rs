//! Which answers mean that a payment is over.

use super::ident;
use super::operations::types_scope;
use super::reach::{Reached, reach};
use super::rust::{Rust, rust};
use crate::ir::{Api, EffectKind, Operation, Output, Settles, Shape, Type};

/// The trait behind `Call::wait`, for an operation that reads a payment and says how its state is told.
pub(super) fn implementation(api: &Api, operation: &Operation) -> Option<Rust> {
    let settles = operation.settles.as_ref()?;
    // What only tells the state of what it has just begun cannot be asked again.
    if operation.effect.kind != EffectKind::Reads {
        return None;
    }
    let Output::One(output) = &operation.output else {
        return None;
    };
    let rest = |path| api.at_list(output, path).map_or(path, |(_, _, rest)| rest);
    let status = rest(settles.status.as_str());
    let duplicate = settles
        .duplicate
        .as_ref()
        .map(|duplicate| (rest(&duplicate.path), duplicate.values.as_slice()));
    let settlement = match api.at_list(output, &settles.status) {
        None => of_one(api, settles, status, duplicate, output, rust!(output))?,
        Some((list, item, _)) => {
            let lines = reach(api, output, list, rust!(output))?;
            let each = of_one(api, settles, status, duplicate, item, rust!(line))?;
            let lines = match lines.place() {
                Some(place) => rust!(#place.iter()),
                None => {
                    let lines = lines.optional();
                    rust!(#lines.into_iter().flatten())
                }
            };
            rust! {
                rt::Settlement::of_all(#lines.map(|line| {
                    #each
                }))
            }
        }
    };
    let name = ident(&operation.rust_type);
    let about = about(api, operation, output);
    Some(rust! {
        impl rt::Settles for #name {
            fn settlement(output: &Self::Output) -> rt::Settlement {
                #settlement
            }

            #about
        }
    })
}

/// The comparison of the reference in a response with the one that was asked for; none if the response does not repeat it.
fn about(api: &Api, operation: &Operation, output: &Type) -> Option<Rust> {
    let about = operation.settles.as_ref()?.about.as_ref()?;
    let asked = operation
        .parameters
        .iter()
        .find(|parameter| parameter.name.wire == about.parameter)?;
    let asked = ident(&asked.name.rust);
    let repeated = text(&reach(api, output, &about.matches, rust!(output))?);
    Some(rust! {
        fn about(&self, output: &Self::Output) -> rt::About {
            rt::About::of(&self.#asked, #repeated)
        }
    })
}

/// A string at the end of a path, as an `Option<&str>`.
pub(super) fn text(reached: &Reached<'_>) -> Rust {
    match reached.place() {
        Some(place) => rust!(Some(#place.as_str())),
        None => {
            let found = reached.optional();
            rust!(#found.map(String::as_str))
        }
    }
}

/// What the status at a path says of a payment, or of one line of it, at a place of the type `ty`. A failure is that of a
/// duplicate where the other path leads to one of those values.
pub(super) fn of_one(
    api: &Api,
    settles: &Settles,
    status: &str,
    duplicate: Option<(&str, &[String])>,
    ty: &Type,
    place: Rust,
) -> Option<Rust> {
    let reached = reach(api, ty, status, place.clone())?;
    let duplicate = match duplicate {
        None => None,
        Some((path, values)) => {
            let (subject, pattern) = pattern(api, &reach(api, ty, path, place)?, values)?;
            Some(rust!(matches!(#subject, #pattern)))
        }
    };
    let groups = [
        (&settles.pending, "Pending"),
        (&settles.succeeded, "Succeeded"),
        (&settles.failed, "Failed"),
    ];
    let mut subject = Rust::new();
    let mut arms = Vec::new();
    for (group, settlement) in groups.into_iter().filter(|(group, _)| !group.is_empty()) {
        let (found, pattern) = pattern(api, &reached, group)?;
        subject = found;
        if settlement == "Failed"
            && let Some(duplicate) = &duplicate
        {
            arms.push(rust!(#pattern if #duplicate => rt::Settlement::Duplicate,));
        }
        let settlement = ident(settlement);
        arms.push(rust!(#pattern => rt::Settlement::#settlement,));
    }
    Some(rust! {
        match #subject {
            #(#arms)*
            _ => rt::Settlement::Unknown,
        }
    })
}

/// What is matched, and the pattern of some values of its enum.
pub(super) fn pattern(api: &Api, reached: &Reached<'_>, values: &[String]) -> Option<(Rust, Rust)> {
    let def = api.type_def(reached.ty)?;
    let names: Vec<&str> = match &def.shape {
        Shape::StringEnum(known) => known
            .values
            .iter()
            .filter(|value| values.contains(&value.wire))
            .map(|value| value.rust.as_str())
            .collect(),
        Shape::IntegerEnum(known) => known
            .values
            .iter()
            .filter(|value| values.contains(&value.wire.to_string()))
            .map(|value| value.rust.as_str())
            .collect(),
        Shape::Struct(_) | Shape::OneOf(_) => return None,
    };
    let (scope, ty) = (types_scope(), ident(&def.name.rust));
    let variants = names.into_iter().map(|name| {
        let variant = ident(name);
        rust!(#scope #ty::#variant)
    });
    Some(match reached.place() {
        Some(place) => (rust!(&#place), rust!(#(#variants)|*)),
        None => (reached.optional(), rust!(Some(#(#variants)|*))),
    })
}
