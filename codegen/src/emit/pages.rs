//! How a list is walked from page to page.

use super::ident;
use super::reach::{reach, unreadable};
use super::rust::{Rust, rust};
use super::settles::text;
use super::values::{self, Side};
use crate::ir::{Api, Operation, Output, Type};

/// The trait behind `Call::pages` and `Call::items`, for an operation that says how its answer is paged.
pub(super) fn implementation(api: &Api, operation: &Operation) -> Option<Rust> {
    let pages = operation.pages.as_ref()?;
    let Output::One(output) = &operation.output else {
        return None;
    };
    let number = |path: &str| {
        let reached = reach(api, output, path, rust!(output))?;
        let as_i64 = match reached.ty {
            Type::Integer32 => rust!(.copied().map(i64::from)),
            _ => rust!(.copied()),
        };
        Some(match reached.place() {
            Some(place) if matches!(reached.ty, Type::Integer32) => rust!(Some(i64::from(#place))),
            Some(place) => rust!(Some(#place)),
            None => {
                let found = reached.optional();
                rust!(#found #as_i64)
            }
        })
    };
    let (current, last) = (number(&pages.current)?, number(&pages.last)?);
    let items = reach(api, output, &pages.items, rust!(output))?;
    let Type::List(item) = items.ty else {
        return None;
    };
    let item = values::value(api, item, Side::Response, &values::types_scope());
    let items = items.place()?;
    // The object that holds the rows says which of them could not be read.
    let (holder, rows) = pages.items.rsplit_once('.').unwrap_or(("", &pages.items));
    let holder = match holder {
        "" => rust!(output),
        holder => {
            let reached = reach(api, output, holder, rust!(output))?;
            reached.place()?.clone()
        }
    };
    let parameter = operation
        .parameters
        .iter()
        .find(|parameter| parameter.name.wire == pages.page)?;
    let page = ident(&parameter.name.rust);
    let (read, written) = match parameter.ty {
        Type::Integer32 => (
            rust!(self.#page.map(i64::from)),
            rust!(i32::try_from(page).unwrap_or(i32::MAX)),
        ),
        _ => (rust!(self.#page), rust!(page)),
    };
    let name = ident(&operation.rust_type);
    let total = pages.total.as_ref().and_then(|path| number(path));
    let total = total.map(|total| {
        rust! {
            fn total(output: &Self::Output) -> rt::Announced {
                rt::Announced::of(#total)
            }
        }
    });
    let next = pages
        .next
        .as_ref()
        .and_then(|path| names_next(api, output, path));
    let numbered = pages
        .rows
        .as_ref()
        .and_then(|rows| Some((number(&rows.first)?, number(&rows.last)?, rows)));
    let numbered = numbered.map(|(first, last, rows)| {
        let unreadable: Vec<Rust> = [&rows.first, &rows.last]
            .into_iter()
            .filter_map(|path| unreadable(api, output, path, &rust!(output)))
            .collect();
        let unreadable = match unreadable.is_empty() {
            true => rust!(false),
            false => rust!(#(#unreadable)||*),
        };
        rust! {
            fn rows(output: &Self::Output) -> rt::Numbered {
                rt::Numbered::of(#first, #last, #unreadable)
            }
        }
    });
    Some(rust! {
        impl rt::Paged for #name {
            type Item = #item;

            fn page(&self) -> Option<i64> {
                #read
            }

            fn set_page(&mut self, page: i64) {
                self.#page = Some(#written);
            }

            fn current(output: &Self::Output) -> Option<i64> {
                #current
            }

            fn last(output: &Self::Output) -> Option<i64> {
                #last
            }

            #total

            #numbered

            #next

            fn unreadable_rows(output: &Self::Output) -> usize {
                #holder.unreadable().items_of(#rows)
            }

            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #items
            }
        }
    })
}

/// Whether a page has the address of a page after it. One that cannot be read may be an address.
fn names_next(api: &Api, output: &Type, path: &str) -> Option<Rust> {
    let address = text(&reach(api, output, path, rust!(output))?);
    let or_unreadable = unreadable(api, output, path, &rust!(output)).map(|some| rust!(|| #some));
    Some(rust! {
        fn names_next(output: &Self::Output) -> bool {
            #address.is_some_and(|address| !address.trim().is_empty()) #or_unreadable
        }
    })
}
