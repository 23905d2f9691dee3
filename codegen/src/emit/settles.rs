//! Which responses mean that a payment is final.

use super::ident;
use super::reach::{Reached, reach, unreadable};
use super::rust::{Rust, rust};
use super::values::{self, Side};
use crate::ir::{Api, Codes, EffectKind, Operation, Output, Settles, Shape, Type};

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
    let name = ident(&operation.rust_type);
    let rest = |path| api.at_list(output, path).map_or(path, |(_, _, rest)| rest);
    let told = Told {
        status: rest(&settles.status),
        duplicate: settles.duplicate.as_ref().map(|told| rest(&told.path)),
        code: settles.conclusive.as_ref().map(|told| rest(&told.path)),
    };
    let about = about(api, operation, output);
    let Some((list, item, _)) = api.at_list(output, &settles.status) else {
        let settlement = of_one(api, settles, &told, output, &rust!(output))?;
        let ids = settles
            .ids
            .iter()
            .map(|path| id(api, output, path, path, rust!(output)));
        let ids = ids_of(ids.collect::<Option<Vec<_>>>()?, None);
        return Some(rust! {
            impl rt::Settles for #name {
                fn settlement(output: &Self::Output) -> rt::Settlement {
                    #settlement
                }

                #about

                #ids
            }
        });
    };
    let each = of_one(api, settles, &told, item, &rust!(line))?;
    let line = values::value(api, item, Side::Response, &values::types_scope());
    let lines = reach(api, output, list, rust!(output))?;
    let lines = match lines.place() {
        Some(place) => rust!(#place.iter()),
        None => {
            let lines = lines.optional();
            rust!(#lines.into_iter().flatten())
        }
    };
    // How a line stands that could not be read, nobody knows.
    let unreadable = unreadable(api, output, list, &rust!(output));
    let mut of_whole = Vec::new();
    let mut of_lines = Vec::new();
    for path in &settles.ids {
        match api.at_list(output, path) {
            None => of_whole.push(id(api, output, path, path, rust!(output))?),
            Some((_, _, rest)) => of_lines.push(id(api, item, rest, path, rust!(line))?),
        }
    }
    let of_lines = (!of_lines.is_empty()).then(|| {
        rust! {
            for line in #lines {
                if !Self::of_line(line).is_final() {
                    #(#of_lines)*
                }
            }
        }
    });
    let ids = ids_of(of_whole, of_lines);
    let by = settles.lines.as_ref();
    let by = by.map(|lines| {
        line_string(
            api,
            output,
            item,
            lines.by.as_ref().unwrap_or(&lines.reference),
        )
    });
    let by = match by {
        Some(by) => Some(by?),
        None => None,
    };
    let listed = settles.lines.as_ref().map(|texts| {
        let reference = line_string(api, output, item, &texts.reference)?;
        let reason = line_string(api, output, item, &texts.reason)?;
        let whole = values::value(api, output, Side::Response, &values::types_scope());
        Some(rust! {
            impl #whole {
                /// Lists the lines, each with its settlement, your reference of it, and the gateway's reason.
                ///
                /// It judges each line as `wait` judges the whole. Lines that could not be read are not listed:
                /// `unreadable()` has them.
                pub fn lines(&self) -> Vec<rt::SettledLine<'_, #line>> {
                    let output = self;
                    #lines
                        .map(|line| {
                            let settlement = #name::of_line(line);
                            rt::SettledLine::new(line, settlement, #reference, #reason)
                        })
                        .collect()
                }
            }
        })
    });
    let listed = match listed {
        Some(listed) => Some(listed?),
        None => None,
    };
    let (whole, references) = match by {
        Some(by) => {
            let lost = unreadable
                .map(|is| rust!(.chain((#is).then_some((None, rt::Settlement::Unknown)))));
            let whole =
                rust!(rt::Settlement::of_lines(#lines.map(|line| (#by, Self::of_line(line)))#lost));
            let references = rust! {
                fn line_references(output: &Self::Output) -> Option<Vec<&str>> {
                    Some(#lines.filter_map(|line| #by).collect())
                }
            };
            (whole, Some(references))
        }
        None => {
            let lost = unreadable.map(|is| rust!(.chain((#is).then_some(rt::Settlement::Unknown))));
            (
                rust!(rt::Settlement::of_all(#lines.map(Self::of_line)#lost)),
                None,
            )
        }
    };
    Some(rust! {
        #listed

        impl #name {
            fn of_line(line: &#line) -> rt::Settlement {
                #each
            }
        }

        impl rt::Settles for #name {
            fn settlement(output: &Self::Output) -> rt::Settlement {
                #whole
            }

            #references

            #about

            #ids
        }
    })
}

/// A string in a line, as an `Option<&str>`.
fn line_string(api: &Api, output: &Type, item: &Type, path: &str) -> Option<Rust> {
    let (_, _, rest) = api.at_list(output, path)?;
    let reached = reach(api, item, rest, rust!(line))?;
    let found = reached.optional();
    Some(match reached.ty {
        Type::Sensitive(_) => rust!(#found.map(|text| text.expose().as_str())),
        _ => text(&reached),
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
    let others: Vec<Rust> = about
        .values
        .iter()
        .filter_map(|(path, values)| {
            let is_another = excluded(api, output, path, values, rust!(output))?;
            Some(rust! {
                if #is_another {
                    return Some(#path);
                }
            })
        })
        .collect();
    if others.is_empty() {
        return Some(rust! {
            fn about(&self, output: &Self::Output) -> rt::About {
                rt::About::of(&self.#asked, #repeated)
            }
        });
    }
    Some(rust! {
        fn about(&self, output: &Self::Output) -> rt::About {
            match Self::of_another_kind(output) {
                Some(_) => rt::About::Another,
                None => rt::About::of(&self.#asked, #repeated),
            }
        }

        fn of_another_kind(output: &Self::Output) -> Option<&'static str> {
            #(#others)*
            None
        }
    })
}

/// A string at the end of a path, as an `Option<&str>`.
pub(super) fn text(reached: &Reached<'_>) -> Rust {
    match reached.place() {
        Some(place) => rust!(Some(#place.as_str())),
        None => {
            let found = reached.optional();
            match found.to_string().strip_suffix(".as_ref()") {
                Some(place) => Rust::from_text(format!("{place}.as_deref()")),
                None => rust!(#found.map(String::as_str)),
            }
        }
    }
}

/// The method that gives what the gateway's support needs; none if nothing is declared.
fn ids_of(of_whole: Vec<Rust>, of_lines: Option<Rust>) -> Option<Rust> {
    let declared = !of_whole.is_empty() || of_lines.is_some();
    declared.then(|| {
        rust! {
            fn ids(output: &Self::Output) -> rt::Ids {
                let mut ids = rt::Ids::default();
                #(#of_whole)*
                #of_lines
                ids
            }
        }
    })
}

fn id(api: &Api, ty: &Type, path: &str, name: &str, place: Rust) -> Option<Rust> {
    let value = compared(api, &reach(api, ty, path, place)?);
    Some(rust!(ids.add(#name, #value);))
}

/// The paths to the state of a payment, or of one of its lines, from the payment or the line.
pub(super) struct Told<'a> {
    /// The path of the status.
    pub(super) status: &'a str,
    /// The path of what tells a duplicate; none if nothing there tells it.
    pub(super) duplicate: Option<&'a str>,
    /// The path of the code that makes a failure conclusive; none if nothing there is such a code.
    pub(super) code: Option<&'a str>,
}

/// What the status says of a payment, or of one line of it, at a place of the type `ty`.
pub(super) fn of_one(
    api: &Api,
    settles: &Settles,
    told: &Told<'_>,
    ty: &Type,
    place: &Rust,
) -> Option<Rust> {
    let status = reach(api, ty, told.status, place.clone())?;
    let duplicate = match (&settles.duplicate, told.duplicate) {
        (Some(duplicate), Some(path)) => {
            let reached = reach(api, ty, path, place.clone())?;
            let (subject, pattern) = pattern(api, &reached, &duplicate.values)?;
            Some(rust!(matches!(#subject, #pattern)))
        }
        _ => None,
    };
    let mut subject = Rust::new();
    let mut arms = Vec::new();
    let mut arm = |values: &[String], guard: Option<&Rust>, settlement: Rust| {
        if values.is_empty() {
            return Some(());
        }
        let (found, pattern) = pattern(api, &status, values)?;
        subject = found;
        arms.push(match guard {
            None => rust!(#pattern => #settlement,),
            Some(guard) => rust!(#pattern if #guard => #settlement,),
        });
        Some(())
    };
    arm(&settles.pending, None, rust!(rt::Settlement::Pending))?;
    arm(&settles.succeeded, None, rust!(rt::Settlement::Succeeded))?;
    if duplicate.is_some() {
        let settlement = rust!(rt::Settlement::Duplicate);
        arm(&settles.failed, duplicate.as_ref(), settlement)?;
    }
    match (&settles.conclusive, told.code) {
        (Some(conclusive), Some(path)) => {
            let code = compared(api, &reach(api, ty, path, place.clone())?);
            let unreadable = unreadable(api, ty, path, place);
            for (value, declared) in &conclusive.of {
                if let (Codes::Except(_), Some(unreadable)) = (&declared.codes, &unreadable) {
                    let settlement = rust!(rt::Settlement::Inconclusive);
                    arm(std::slice::from_ref(value), Some(unreadable), settlement)?;
                }
                let settlement = match &declared.codes {
                    Codes::Only(codes) => {
                        rust!(rt::Settlement::failed_only_with(#code, &[#(#codes),*]))
                    }
                    Codes::Except(codes) => {
                        rust!(rt::Settlement::failed_except_with(#code, &[#(#codes),*]))
                    }
                };
                arm(std::slice::from_ref(value), None, settlement)?;
            }
        }
        _ => arm(&settles.failed, None, rust!(rt::Settlement::Failed))?,
    }
    Some(rust! {
        match #subject {
            #(#arms)*
            _ => rt::Settlement::Unknown,
        }
    })
}

/// A value that the runtime can compare, as an option; that of an enum is its value on the wire.
fn compared(api: &Api, reached: &Reached<'_>) -> Rust {
    let found = reached.optional();
    match api.type_def(reached.ty).map(|def| &def.shape) {
        Some(Shape::StringEnum(_)) => rust!(#found.map(|value| value.as_str())),
        Some(Shape::IntegerEnum(_)) => rust!(#found.map(|value| value.as_i64()).as_ref()),
        _ => found,
    }
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
    let (scope, ty) = (values::types_scope(), ident(&def.name.rust));
    let variants = names.into_iter().map(|name| {
        let variant = ident(name);
        rust!(#scope #ty::#variant)
    });
    Some(match reached.place() {
        Some(place) => (rust!(&#place), rust!(#(#variants)|*)),
        None => (reached.optional(), rust!(Some(#(#variants)|*))),
    })
}

/// Whether an enum has one of the known values that the payment cannot have. What is not known may be the payment.
pub(super) fn excluded(
    api: &Api,
    root: &Type,
    path: &str,
    values: &[String],
    place: Rust,
) -> Option<Rust> {
    let reached = reach(api, root, path, place)?;
    let known: Vec<String> = match &api.type_def(reached.ty)?.shape {
        Shape::StringEnum(known) => {
            let values = known.values.iter();
            values.map(|value| value.wire.clone()).collect()
        }
        Shape::IntegerEnum(known) => {
            let values = known.values.iter();
            values.map(|value| value.wire.to_string()).collect()
        }
        Shape::Struct(_) | Shape::OneOf(_) => return None,
    };
    let others: Vec<String> = known
        .into_iter()
        .filter(|wire| !values.contains(wire))
        .collect();
    if others.is_empty() {
        return None;
    }
    let (subject, pattern) = pattern(api, &reached, &others)?;
    Some(rust!(matches!(#subject, #pattern)))
}
