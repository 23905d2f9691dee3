//! How a payment is found again by the merchant's own reference: where to look, and how an answer tells it.

use std::collections::BTreeMap;

use super::reach::reach;
use super::rust::{Ident, Rust, rust};
use super::values::{self, Side};
use super::{docs, ident, settles};
use crate::ir::{
    Api, Lookup, LookupBy, Missing, Operation, Output, RowSettles, RowsOnly, Since, Type,
};

/// Whether any payment can be found again.
pub(super) fn has_module(api: &Api) -> bool {
    api.operations
        .iter()
        .any(|operation| !operation.lookup.is_empty())
}

/// The module with the ways to find a payment again; none if there are none.
pub(super) fn resolve(api: &Api) -> Option<Rust> {
    if !has_module(api) {
        return None;
    }
    let title = &api.gateway.title;
    let file_docs = docs::file(&format!(
        "What became of a payment, as {title} reports it by the merchant's reference."
    ));
    let allow = super::allow_deprecated(api);
    let record = record(api);
    let resolvable: Vec<&Operation> = api
        .operations
        .iter()
        .filter(|operation| !operation.lookup.is_empty())
        .collect();
    let markers = resolvable.iter().map(|operation| {
        let name = ident(&operation.rust_type);
        rust! {
            impl rt::Resolvable for operations::#name {
                type Client = Client;
            }
        }
    });
    let arms = resolvable.iter().map(|operation| {
        let name = ident(&operation.rust_type);
        let looks = operation
            .lookup
            .iter()
            .filter_map(|lookup| look(api, lookup));
        rust! {
            <operations::#name as rt::Operation>::SPEC => Vec::from([
                #(#looks,)*
            ]),
        }
    });
    Some(rust! {
        #file_docs
        #allow
        use super::{client::Client, operations, types};

        #record

        #(#markers)*

        impl Client {
            /// Finds out what became of a payment of the operation `O` that got no response: by your own reference of it,
            /// and the time shortly before it was sent. Keep both before you send; the request itself is not needed.
            ///
            /// After an error, [`Error::resolve`](rt::Error::resolve) does the same, and knows both. Not found does not
            /// prove that the payment was not executed.
            pub fn resolve<O: rt::Resolvable<Client = Self>>(
                &self,
                reference: impl Into<String>,
                attempted_at: ::std::time::SystemTime,
            ) -> rt::Resolve<Self> {
                rt::Resolve::reference::<O>(self, reference, attempted_at)
            }
        }

        impl rt::Resolves for Client {
            type Record = Record;

            fn looks(
                &self,
                operation: &rt::OperationSpec,
                sought: &rt::resolve::Sought,
            ) -> Vec<rt::resolve::Look<Record>> {
                match *operation {
                    #(#arms)*
                    _ => Vec::new(),
                }
            }
        }
    })
}

/// One variant for each type that tells a payment.
fn record(api: &Api) -> Rust {
    let title = &api.gateway.title;
    let item_docs = docs::text(
        api,
        &format!(
            "What {title} has of a payment that was found by its reference: one of the responses that show it."
        ),
        "",
    );
    let mut told = BTreeMap::new();
    for lookup in api
        .operations
        .iter()
        .flat_map(|operation| &operation.lookup)
    {
        let Some(def) = teller(api, lookup).and_then(|ty| api.type_def(ty)) else {
            continue;
        };
        told.entry(&def.name.rust).or_insert(&def.docs);
    }
    let variants = told.into_iter().map(|(name, said)| {
        let name_docs = docs::text(api, &said.text, name);
        let name = ident(name);
        rust! {
            #name_docs
            #name(types::#name),
        }
    });
    rust! {
        #item_docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "there is one for each lost answer")]
        #[non_exhaustive]
        pub enum Record {
            #(#variants)*
        }
    }
}

/// The type that tells a payment: of a row, or of an answer.
fn teller<'a>(api: &'a Api, lookup: &'a Lookup) -> Option<&'a Type> {
    let operation = api.operation(&lookup.operation)?;
    let Output::One(output) = &operation.output else {
        return None;
    };
    match &lookup.by {
        LookupBy::Parameter { .. } => Some(output),
        LookupBy::Row { items, .. } => match reach(api, output, items, rust!(output))?.ty {
            Type::List(row) => Some(row),
            _ => None,
        },
    }
}

fn look(api: &Api, lookup: &Lookup) -> Option<Rust> {
    let operation = api.operation(&lookup.operation)?;
    let method = ident(&operation.rust_method);
    let ty = teller(api, lookup)?;
    let record = ident(&api.type_def(ty)?.name.rust);
    Some(match &lookup.by {
        LookupBy::Row {
            matches,
            only,
            settles,
            ..
        } => {
            let rows = rows(api, operation, ty, matches, only)?;
            let settlement = row_settlement(api, ty, settles.as_ref());
            rust! {
                sought.by_rows(
                    self.#method(),
                    rt::resolve::Rows {
                        #rows
                        found: |row| rt::Found::new(
                            #settlement,
                            Record::#record(row),
                        ),
                    },
                )
            }
        }
        LookupBy::Parameter {
            matches,
            missing,
            values,
            lines,
            ..
        } => {
            let another_kind = another_kind(api, operation, ty, values);
            let lines = match lines {
                Some(lines) => shown_lines(api, ty, &lines.matches)?,
                None => rust!(None),
            };
            let told = settles::text(&reach(api, ty, matches, rust!(output))?);
            let (missing, notice) = missing
                .as_ref()
                .and_then(|missing| self::missing(api, operation, missing))
                .unwrap_or_else(|| (rust!(|_, _| false), rust!(rt::resolve::Notice::NONE)));
            let found = found(operation, &record);
            rust! {
                sought.by_reference(
                    self.#method(sought.reference()),
                    rt::resolve::Answered {
                        missing: #missing,
                        notice: #notice,
                        reference: |output| #told,
                        another_kind: #another_kind,
                        lines: #lines,
                        found: |output| #found,
                    },
                )
            }
        }
    })
}

/// The references of the lines in a response.
fn shown_lines(api: &Api, ty: &Type, path: &str) -> Option<Rust> {
    let (list, item, rest) = api.at_list(ty, path)?;
    let lines = reach(api, ty, list, rust!(output))?;
    let lines = match lines.place() {
        Some(place) => rust!(#place.iter()),
        None => {
            let lines = lines.optional();
            rust!(#lines.into_iter().flatten())
        }
    };
    let reference = settles::text(&reach(api, item, rest, rust!(line))?);
    Some(rust!(Some(|output| #lines.filter_map(|line| #reference).collect())))
}

/// Whether a response shows another kind of payment: by what the look-up says of it, or by what the operation says.
fn another_kind(
    api: &Api,
    operation: &Operation,
    ty: &Type,
    values: &BTreeMap<String, Vec<String>>,
) -> Rust {
    let excluded = values
        .iter()
        .filter_map(|(path, values)| settles::excluded(api, ty, path, values, rust!(output)));
    let mut excluded: Vec<Rust> = excluded.collect();
    let about = operation
        .settles
        .as_ref()
        .and_then(|settles| settles.about.as_ref());
    if about.is_some_and(|about| !about.values.is_empty()) {
        let name = ident(&operation.rust_type);
        excluded.push(rust!(<operations::#name as rt::Settles>::of_another_kind(output).is_some()));
    }
    match excluded.is_empty() {
        true => rust!(|_| false),
        false => rust!(|output| #(#excluded)||*),
    }
}

/// Whether a refusal says that there is nothing under the reference: only under a status that the operation lists by number.
/// And which body says it.
fn missing(api: &Api, operation: &Operation, missing: &Missing) -> Option<(Rust, Rust)> {
    let set = api.refusals.get(operation.refusals?)?;
    let refusal = ident(&set.rust_type);
    let (says_so, others): (Vec<_>, Vec<_>) = set
        .variants
        .iter()
        .partition(|variant| missing.is_said_by(variant));
    let body = says_so.first().map(|variant| &variant.ty)?;
    let told = reach(api, body, &missing.matches, rust!(body))?.optional();
    let variants = says_so.into_iter().map(|variant| ident(&variant.rust));
    let otherwise = (!others.is_empty()).then(|| rust!(_ => false,));
    let said = rust! {
        |refusal, reference| match refusal {
            #(operations::#refusal::#variants(body))|* => #told.is_some_and(|told| *told == *reference),
            #otherwise
        }
    };
    let body = values::value(api, body, Side::Response, &values::types_scope());
    let values = missing
        .values
        .iter()
        .map(|(property, values)| rust!((#property, &[#(#values),*]),));
    let notice = rust! {
        rt::resolve::Notice {
            members: <#body as rt::object::Object>::NAMES,
            values: &[#(#values)*],
        }
    };
    Some((said, notice))
}

/// All that is said of rows but what they say of the payment.
fn rows(
    api: &Api,
    operation: &Operation,
    row: &Type,
    matches: &str,
    only: &RowsOnly,
) -> Option<Rust> {
    let reference = settles::text(&reach(api, row, matches, rust!(row))?);
    let id = match &only.id {
        Some(id) => {
            let id = settles::text(&reach(api, row, id, rust!(row))?);
            rust!(|row| #id)
        }
        None => rust!(|_| None),
    };
    let excluded = only
        .values
        .iter()
        .filter_map(|(path, values)| settles::excluded(api, row, path, values, rust!(row)));
    let excluded: Vec<Rust> = excluded.collect();
    let fits = match excluded.is_empty() {
        true => rust!(|_| true),
        false => rust!(|row| #(!#excluded)&&*),
    };
    let order = ident(if only.from_last {
        "LastToFirst"
    } else {
        "FirstToLast"
    });
    let (before, narrow, began) = match &only.since {
        None => (rust!(None), rust!(|list, _| list), rust!(|_| None)),
        Some(since) => {
            let seconds = u64::from(since.minutes) * 60;
            (
                rust!(Some(::core::time::Duration::from_secs(#seconds))),
                narrow(operation, since),
                began(api, row, since, only.date.as_deref())?,
            )
        }
    };
    Some(rust! {
        before: #before,
        order: rt::resolve::Order::#order,
        narrow: #narrow,
        reference: |row| #reference,
        id: #id,
        fits: #fits,
        began: #began,
    })
}

/// Asks for the rows from a time on, if a parameter takes it.
fn narrow(operation: &Operation, since: &Since) -> Rust {
    let parameter = since.parameter.as_ref().and_then(|name| {
        operation
            .parameters
            .iter()
            .find(|parameter| parameter.name.wire == *name)
    });
    let Some(parameter) = parameter else {
        return rust!(|list, _| list);
    };
    let setter = ident(&parameter.name.rust);
    let offset = minutes_ahead(since);
    rust! {
        |list, start| match rt::resolve::local_time(start, #offset) {
            Some(start) => list.#setter(start),
            None => list,
        }
    }
}

/// When a row began, if it says so.
fn began(api: &Api, row: &Type, since: &Since, date: Option<&str>) -> Option<Rust> {
    let Some(date) = date else {
        return Some(rust!(|_| None));
    };
    let told = reach(api, row, date, rust!(row))?;
    let told = match told.place() {
        Some(place) => rust!(#place.value()),
        None => {
            let told = told.optional();
            rust!(#told.and_then(|told| told.value()))
        }
    };
    let offset = minutes_ahead(since);
    Some(rust! {
        |row| #told.and_then(|told| rt::resolve::moment(told, #offset))
    })
}

fn minutes_ahead(since: &Since) -> i32 {
    since.offset.0
}

fn row_settlement(api: &Api, row: &Type, told: Option<&RowSettles>) -> Rust {
    told.and_then(|told| {
        let like = api.operation(&told.like)?.settles.as_ref()?;
        // A row has no code: the checks reject one that needs any.
        let told = settles::Told {
            status: &told.status,
            duplicate: None,
            code: None,
        };
        settles::of_one(api, like, &told, row, &rust!(row))
    })
    .unwrap_or_else(|| rust!(rt::Settlement::Unknown))
}

/// What a response to a question for one payment has of it.
fn found(operation: &Operation, record: &Ident) -> Rust {
    let Some(settles) = &operation.settles else {
        return rust!(rt::Found::new(rt::Settlement::Unknown, Record::#record(output)));
    };
    let operation = ident(&operation.rust_type);
    let teller = rust!(<operations::#operation as rt::Settles>);
    let settlement = rust!(#teller::settlement(&output));
    if settles.ids.is_empty() {
        return rust!(rt::Found::new(#settlement, Record::#record(output)));
    }
    rust! {
        {
            let ids = #teller::ids(&output);
            rt::Found::new(#settlement, Record::#record(output)).with_ids(ids)
        }
    }
}
