//! What the fuzz targets share: what must hold, and how a document is changed.

mod grow;
mod mutate;
mod random;
mod words;

use libfuzzer_sys::Corpus;
use malipo_codegen::{Diagnostics, Input, Others, Package, Runtime, Text, generate_crate};
use serde_json::Value;

pub use grow::grown;
pub use mutate::{joined, mutated};

/// Gives the fuzzer a stack of its own to run on when the other one is full: without it the process ends, and nobody knows why.
pub fn see_a_full_stack() {
    const SIZE: usize = 1 << 20;
    let stack = libc::stack_t {
        ss_sp: Vec::<u8>::with_capacity(SIZE).leak().as_mut_ptr().cast(),
        ss_flags: 0,
        ss_size: SIZE,
    };
    // SAFETY: the memory is never given back, and a signal action of zeros is the default one. The fuzzer puts its own handler
    // in its place, and keeps the flag.
    let set = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_flags = libc::SA_ONSTACK;
        libc::sigaltstack(&raw const stack, std::ptr::null_mut())
            | libc::sigaction(libc::SIGSEGV, &raw const action, std::ptr::null_mut())
    };
    assert_eq!(set, 0, "the stack cannot be watched");
}

/// The bytes as the commands hand them to the generator, beside another file that is the same: `other.yaml`.
#[must_use]
pub fn input(bytes: &[u8]) -> Input {
    let text = Text::from(bytes.to_vec());
    let other = text.clone();
    Input {
        others: Others::new(move |file| match file {
            "other.yaml" => Ok(other.clone()),
            _ => Err("there is no such file".to_owned()),
        }),
        ..Input::new("fuzzed.yaml", text)
    }
}

/// Reads a document up to the representation, and its examples. A document that has errors is read without its faulty parts too.
///
/// # Panics
///
/// If the generator is at fault.
pub fn lower(input: &Input) {
    keeping_going(input, |input| {
        let lowered = malipo_codegen::lower(input).map(|lowered| lowered.diagnostics);
        assert_eq!(malipo_codegen::examples(input).is_ok(), lowered.is_ok());
        lowered
    });
}

/// Makes a crate of a document. One that has errors becomes a crate without its faulty parts. A document that does not become a
/// crate is no good start for further changes.
///
/// # Panics
///
/// If the generator is at fault.
pub fn generate(input: &Input) -> Corpus {
    let package = Package {
        name: "fuzzed".to_owned(),
        runtime: Runtime::Registry,
    };
    let is_made = keeping_going(input, |input| {
        let generated = generate_crate(input, &package)?;
        for (path, text) in generated.files.iter() {
            if path.ends_with(".rs")
                && let Err(error) = syn::parse_file(text)
            {
                panic!("{path} is not Rust: {error}\n{text}");
            }
        }
        Ok(generated.diagnostics)
    });
    match is_made {
        true => Corpus::Keep,
        false => Corpus::Reject,
    }
}

/// Does something with a document, and if the document has errors, does it again and keeps going. Returns whether one of the two
/// succeeded.
fn keeping_going(
    input: &Input,
    make: impl Fn(&Input) -> Result<Diagnostics, Diagnostics>,
) -> bool {
    let errors = match make(input) {
        Ok(diagnostics) => {
            shown(&diagnostics, false);
            return true;
        }
        Err(diagnostics) => diagnostics,
    };
    shown(&errors, true);
    let keeping_going = Input {
        keep_going: true,
        ..input.clone()
    };
    let (is_made, survived) = match make(&keeping_going) {
        Ok(diagnostics) => (true, diagnostics),
        Err(diagnostics) => (false, diagnostics),
    };
    shown(&survived, true);
    assert_eq!(is_made, survived.is_survivable(), "{survived}");
    assert!(errors.is_survivable() || !is_made, "{errors}");
    is_made
}

/// The CPU time that a document may cost, in seconds: some for any, and so much for each of its bytes. The counters of the fuzzer
/// and the checks of a build for it cost several times what the generator does.
const FOR_ANY: f64 = 1.0;
const FOR_A_BYTE: f64 = 100e-6;

/// Makes a crate of a document, in time.
///
/// # Panics
///
/// If the generator is at fault, or takes too long.
pub fn generate_in_time(input: &Input) -> Corpus {
    let before = cpu();
    let kept = generate(input);
    let (used, bytes) = (cpu() - before, input.text.len());
    let most = FOR_ANY + FOR_A_BYTE * bytes as f64;
    assert!(
        used <= most,
        "{used:.1} s for {bytes} bytes, and {most:.1} s would do"
    );
    kept
}

/// The CPU time of this program, in seconds.
fn cpu() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the time is written where there is room for it.
    let got = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    assert_eq!(got, 0, "the CPU time is not known");
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn shown(diagnostics: &Diagnostics, refused: bool) {
    let rendered = diagnostics.render();
    assert_eq!(diagnostics.has_errors(), refused, "{rendered}");
    for (_, line, column) in diagnostics.located() {
        assert!(line > 0 && column > 0, "{rendered}");
    }
}

/// Whether two trees are the same, but for the last digit of a number.
#[must_use]
pub fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(_), Value::Number(_)) => true,
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let pairs = one.iter().zip(other);
            let same = |((name, one), (other_name, other)): ((&String, _), (&String, _))| {
                name == other_name && alike(one, other)
            };
            one.len() == other.len() && pairs.into_iter().all(same)
        }
        _ => one == other,
    }
}

/// Writes a text where the fuzzer wants it, if there is room; else leaves what is there. Gives how long it is.
#[must_use]
pub fn write(text: &str, size: usize, max_size: usize, data: &mut [u8]) -> usize {
    match data.get_mut(..text.len()) {
        Some(place) if text.len() <= max_size => {
            place.copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => size,
    }
}
