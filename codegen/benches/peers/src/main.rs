//! Malipo's generator beside others: what a generation costs, and what compiling its output does.
//!
//! `cargo xtask bench generation --peers` and `cargo xtask bench compile` run this. Each generator has a process of its own with a
//! time limit, because some panic and some hang.

mod compile;
mod generation;
mod generators;
#[path = "../../generation/measure.rs"]
mod measure;
mod processes;

use measure::Outcome;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["one", what, file, directory] => processes::one(what, file, directory),
        ["once", what, file] => processes::once(what, file),
        ["generation", files @ ..] => generation::table(files),
        ["compile", file] => compile::table(file),
        _ => Err("say `generation FILES` or `compile FILE`".into()),
    }
}
