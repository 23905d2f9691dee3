//! A document on one line, long or deep: a crate is made of it, or it is rejected, in a time that grows with its bytes.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_crossover, fuzz_mutator, fuzz_target};
use malipo_codegen_fuzz::{generate_in_time, grown, input, joined, see_a_full_stack, write};

fuzz_target!(init: see_a_full_stack(), |bytes: &[u8]| -> Corpus {
    generate_in_time(&input(bytes))
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match grown(&data[..size], seed) {
        Some(text) => write(&text, size, max_size, data),
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});

fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| {
    let text = joined(one, other, seed).unwrap_or_default();
    let max_size = out.len();
    write(&text, 0, max_size, out)
});
