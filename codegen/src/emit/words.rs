//! Lists of words that codes, statuses and messages are compared with. One that stands in several places is a constant.

use super::ident;
use super::rust::{Rust, rust};
use crate::ir::{Api, Operation};

/// The constants of the lists that stand in several places.
pub(super) fn constants(api: &Api) -> Vec<Rust> {
    let shared = shared(api);
    let constants = shared.iter().enumerate().map(|(number, words)| {
        let name = ident(&name(number));
        rust! {
            const #name: &[&str] = &[#(#words),*];
        }
    });
    constants.collect()
}

/// A list: a constant, or written out.
pub(super) fn list(api: &Api, words: &[String]) -> Rust {
    match shared(api).iter().position(|shared| *shared == words) {
        Some(number) => {
            let name = ident(&name(number));
            rust!(#name)
        }
        None => rust!(&[#(#words),*]),
    }
}

fn name(number: usize) -> String {
    format!("WORDS_{}", number + 1)
}

/// The lists that stand in several places, in the order of their second.
fn shared(api: &Api) -> Vec<&[String]> {
    let mut seen: Vec<&[String]> = Vec::new();
    let mut shared: Vec<&[String]> = Vec::new();
    for words in api.operations.iter().flat_map(lists) {
        if !seen.contains(&words) {
            seen.push(words);
        } else if !shared.contains(&words) && !words.is_empty() {
            shared.push(words);
        }
    }
    shared
}

fn lists(operation: &Operation) -> impl Iterator<Item = &[String]> {
    let proof = operation.proof().into_iter();
    let acceptance = operation.acceptance.iter();
    proof
        .flat_map(|proof| [&*proof.duplicates, &*proof.says])
        .chain(acceptance.flat_map(|acceptance| acceptance.failures().map(|(_, list)| &**list)))
}
