//! Templates of Rust code. [`rust!`] is to text what `quote!` is to tokens: what stands in the template is what is written,
//! with its lines and its spaces, so that nothing has to be parsed and formatted afterwards.
//!
//! This is a part of `malipo-codegen`, whose `emit::rust` has the other half: what a template becomes when it is filled.

mod layout;
mod parts;
mod write;

use proc_macro::TokenStream;

/// Code as text.
///
/// - `#name` is the value of a variable: a piece of code, a name, or a constant, which is written as a literal.
/// - `#(…)*`, `#(…),*` and so on repeat what they hold for each item of the variables in it that can be iterated. Alone on its
///   line, each repetition has a line of its own.
/// - A line on which nothing is left, since all its variables are empty, is not written.
#[proc_macro]
pub fn rust(input: TokenStream) -> TokenStream {
    let parts = parts::parts(input);
    write::write(&layout::Layout::of(&parts), &parts).into()
}
