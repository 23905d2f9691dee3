//! What is measured, and how: shared by the two programs that do it.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use malipo_codegen::{Input, Package, Runtime};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The CPU time of one thing in milliseconds.
pub(crate) fn time<T>(run: impl FnOnce() -> Outcome<T>) -> Outcome<f64> {
    let before = cpu()?;
    let made = black_box(run()?);
    let time = cpu()? - before;
    drop(made);
    Ok(time)
}

/// The CPU time of this program so far, in milliseconds: the generator runs on a thread of its own, one at a time.
#[cfg(unix)]
fn cpu() -> Outcome<f64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Ok(time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6)
}

#[cfg(not(unix))]
fn cpu() -> Outcome<f64> {
    Err("the CPU time of a program is only known on Unix; run this there".into())
}

pub(crate) fn input(file: &str) -> Outcome<Input> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    Ok(Input::new(name(file).to_owned(), text))
}

/// The last part of a path.
pub(crate) fn name(file: &str) -> &str {
    let name = Path::new(file).file_name().and_then(|name| name.to_str());
    name.unwrap_or(file)
}

pub(crate) fn generate(input: &Input, runtime: Runtime) -> Outcome<malipo_codegen::Outcome> {
    let package = Package {
        name: "measured".to_owned(),
        runtime,
    };
    Ok(malipo_codegen::generate_crate(input, &package)?)
}

/// The document as a tree, and nothing else.
pub(crate) fn tree(input: &Input) -> Outcome<serde_json::Value> {
    match input.text.trim_start().starts_with('{') {
        true => Ok(serde_json::from_str(&input.text)?),
        false => Ok(serde_yaml::from_str(&input.text)?),
    }
}

/// The files as `syn` and `prettyplease` alone would write them.
pub(crate) fn unparsed(files: &[String]) -> Outcome<Vec<String>> {
    let texts = files
        .iter()
        .map(|file| Ok(prettyplease::unparse(&syn::parse_file(file)?)));
    texts.collect()
}

/// The texts of the generated sources.
pub(crate) fn rust(generated: &malipo_codegen::Outcome) -> Vec<String> {
    let files = generated.files.iter();
    files
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| text.to_owned())
        .collect()
}
