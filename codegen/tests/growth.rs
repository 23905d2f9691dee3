//! Claim: what the generator does grows with the document, not with its square or with two to the power of its depth. And no
//! document of the depth that the parsers allow ends the process, on the small stack of a test's thread.
//!
//! A program that shares its machine cannot be measured in seconds. Here a document is compared with one that is four times as
//! long, in the same run, by the CPU time of both: in proportion that is a factor of 4, and by the square one of 16.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};

use malipo_codegen::{Diagnostics, Input, Package, Runtime, generate_crate};
use serde_json::Value;

/// The most that four times the document may cost.
const MOST: f64 = 9.0;

/// Documents that attack the generator, by the number of parts or levels.
#[path = "growth/documents.rs"]
mod documents;

use documents::*;

fn generate(input: &Input) -> Result<Diagnostics, Diagnostics> {
    let package = Package {
        name: "growing".to_owned(),
        runtime: Runtime::Registry,
    };
    generate_crate(input, &package).map(|made| made.diagnostics)
}

/// Generates, and gives what is shown. What is rejected is generated without its faults as well.
fn shown(text: &str) -> String {
    let mut input = Input::new("a.json", text);
    match generate(&input) {
        Ok(diagnostics) => diagnostics.render(),
        Err(diagnostics) => {
            input.keep_going = true;
            let (Ok(survived) | Err(survived)) = generate(&input);
            survived.render() + &diagnostics.render()
        }
    }
}

/// The CPU time of this program, in seconds.
#[cfg(unix)]
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
fn cpu() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    start.elapsed().as_secs_f64()
}

/// The CPU time of one thing, in seconds.
fn cost<T>(run: impl FnOnce() -> T) -> f64 {
    let before = cpu();
    black_box(run());
    cpu() - before
}

/// A document with so many parts or levels.
type Make = fn(usize) -> Value;

/// How much more a document of four times the size costs.
fn growth(of: Make, size: usize) -> f64 {
    let (small, large) = (of(size).to_string(), of(4 * size).to_string());
    growth_of(|| shown(&small), || shown(&large))
}

/// How much more one thing costs than another, in proportion: of several tries the least, since other work only adds. One that is
/// good enough is the last.
fn growth_of<T>(small: impl Fn() -> T, large: impl Fn() -> T) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..4 {
        least = least.min(cost(&large) / cost(&small));
        if least <= MOST {
            break;
        }
    }
    least
}

/// The tests of this program wait for each other, since the CPU time is that of all of them.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

type Kind = (&'static str, Make, usize);

#[test]
fn what_attacks_the_generator_costs_in_proportion_to_its_size() {
    const KINDS: &[Kind] = &[
        ("operations", operations, 60),
        ("long names that are nearly right", long_names, 200),
        ("credentials that operations share", shared_credentials, 100),
        ("error responses", error_responses, 60),
        ("required fields of a request", required_fields, 100),
        (
            "allOf of two oneOf that name the next",
            all_of_two_one_of,
            15,
        ),
        (
            "allOf of two anyOf that name the next",
            all_of_two_any_of,
            15,
        ),
        (
            "allOf of a oneOf and an anyOf that name the next",
            all_of_one_and_any_of,
            15,
        ),
        ("chain of oneOf", chain_of_one_of, 60),
        ("chain of anyOf", chain_of_any_of, 60),
        (
            "chain of oneOf with properties",
            chain_of_one_of_with_properties,
            40,
        ),
        ("oneOf with the next twice", one_of_twice, 40),
        ("circle of oneOf", circle_of_one_of, 60),
        ("allOf with the next twice", all_of_twice, 40),
        ("oneOf of enums", one_of_of_enums, 200),
        (
            "values that meet themselves",
            values_that_meet_themselves,
            200,
        ),
        (
            "options that meet themselves",
            options_that_meet_themselves,
            14,
        ),
        ("diamonds of allOf", diamonds_of_all_of, 20),
        ("diamonds of oneOf", diamonds_of_one_of, 20),
        ("diamonds of properties", diamonds_of_properties, 40),
        ("wide oneOf", wide_one_of, 80),
        ("wide oneOf without a sign", wide_one_of_without_a_sign, 80),
        (
            "wide oneOf with a discriminator",
            wide_one_of_with_a_discriminator,
            80,
        ),
        ("wide family of one supertype", wide_family, 80),
        (
            "wide family with its values",
            wide_family_with_its_values,
            80,
        ),
        (
            "wide family with other values",
            wide_family_with_other_values,
            80,
        ),
        (
            "wide family that adds nothing",
            wide_family_that_adds_nothing,
            80,
        ),
        (
            "discriminator of many values",
            discriminator_of_many_values,
            200,
        ),
        ("line of supertypes", line_of_supertypes, 60),
        ("wide oneOf in place", wide_one_of_in_place, 80),
        ("wide anyOf", wide_any_of, 80),
        ("wide allOf", wide_all_of, 80),
        (
            "wide allOf of one property",
            wide_all_of_of_one_property,
            80,
        ),
        ("allOf of the same again and again", all_of_the_same, 100),
        (
            "unresolved references beside near names",
            unresolved_references,
            200,
        ),
        (
            "names in required that no property has",
            unknown_in_required,
            200,
        ),
        (
            "values of a discriminator that lead nowhere",
            unresolved_values,
            200,
        ),
        ("problems on one line", problems_on_one_line, 200),
        ("unknown keywords on one line", unknown_keywords, 200),
        ("one operationId for all", one_operation_id, 100),
        (
            "faulty parameters that operations share",
            faulty_parameters,
            60,
        ),
        (
            "faulty responses that operations share",
            faulty_responses,
            60,
        ),
        ("faulty security schemes", faulty_schemes, 100),
        ("allOf of nothing, twice", all_of_nothing_twice, 15),
        ("oneOf of nothing, twice", one_of_nothing_twice, 15),
        ("anyOf of nothing, twice", any_of_nothing_twice, 15),
        ("cycle of allOf, twice", circle_of_all_of_twice, 15),
        ("parameter of oneOf, twice", parameter_of_one_of_twice, 15),
        ("parameter of allOf, twice", parameter_of_all_of_twice, 15),
        ("multipart of allOf, twice", multipart_of_all_of_twice, 15),
        ("form of allOf, twice", form_of_all_of_twice, 15),
        ("example of oneOf, twice", example_of_one_of_twice, 10),
    ];
    let _alone = alone();
    let slow: Vec<String> = KINDS
        .iter()
        .filter_map(|(name, of, size)| {
            let growth = growth(*of, *size);
            (growth > MOST).then(|| format!("{name}: {growth:.1}"))
        })
        .collect();
    assert!(
        slow.is_empty(),
        "four times the size costs too much: {slow:#?}"
    );
}

/// What would be the square of its document is refused, and what is not much more than it is generated.
#[test]
fn what_is_repeated_wherever_it_is_used_is_limited() {
    let _alone = alone();
    for of in [line_of_properties as Make, shared_headers] {
        for (size, is_refused) in [(60, false), (800, true)] {
            let shown = shown(&of(size).to_string());
            assert_eq!(shown.contains("M0106"), is_refused, "{size}: {shown}");
        }
    }
}

/// What operations share is written once, and not for each of them.
#[test]
fn the_source_of_shared_credentials_grows_with_the_document() {
    let length = |count: usize| {
        let text = shared_credentials(count).to_string();
        let package = Package {
            name: "growing".to_owned(),
            runtime: Runtime::Registry,
        };
        let made = generate_crate(&Input::new("a.json", text), &package).unwrap();
        made.files.iter().map(|(_, text)| text.len()).sum::<usize>() as f64
    };
    let growth = length(200) / length(50);
    assert!(growth < 5.0, "{growth:.1}");
}

/// The measure itself: it tells work in proportion from work that grows faster, be it added to a generation or alone.
#[test]
fn work_that_grows_faster_than_its_document_is_found() {
    /// So many steps that nobody can leave out.
    fn steps(count: usize) {
        for step in 0..count {
            black_box(step);
        }
    }
    let _alone = alone();
    let size = 300;
    let in_proportion = growth_of(|| steps(size * 5_000), || steps(4 * size * 5_000));
    assert!(in_proportion <= MOST, "{in_proportion:.1}");
    let by_the_square = growth_of(
        || steps(size * size * 15),
        || steps(4 * size * 4 * size * 15),
    );
    assert!(by_the_square > MOST, "{by_the_square:.1}");
    let by_the_depth = growth_of(|| steps(1 << 16), || steps(1 << 22));
    assert!(by_the_depth > MOST, "{by_the_depth:.1}");
    // A pass that compares each operation with each other one, beside the generator.
    let documents = [60, 240].map(|count| (operations(count).to_string(), count));
    let with_a_slow_pass = |number: usize| {
        let (document, count) = &documents[number];
        steps(count * count * 4_000);
        shown(document)
    };
    let growth = growth_of(|| with_a_slow_pass(0), || with_a_slow_pass(1));
    assert!(growth > MOST, "{growth:.1}");
}

/// Chains and nests of the depth that is accepted, and beyond it.
#[test]
fn no_depth_ends_the_process() {
    const CHAINS: &[(&str, Make)] = &[
        ("allOf", chain_of_all_of),
        ("allOf, twice", all_of_twice),
        ("allOf of two oneOf", all_of_two_one_of),
        ("oneOf", chain_of_one_of),
        ("oneOf with properties", chain_of_one_of_with_properties),
        ("diamonds of allOf", diamonds_of_all_of),
        ("diamonds of oneOf", diamonds_of_one_of),
        ("lists", chain_of_lists),
        ("maps", chain_of_maps),
        ("references", chain_of_references),
        ("properties", diamonds_of_properties),
        ("one property", wide_all_of_of_one_property),
    ];
    let _alone = alone();
    for (name, of) in CHAINS {
        for size in [48, 64, 65, 100, 300] {
            assert!(
                shown(&of(size).to_string()).len() < 10_000_000,
                "{name} of {size}"
            );
        }
    }
    for (name, inside) in NESTS {
        for depth in [20, 38, 56, 115, 500, 5_000] {
            let (before, after) = inside;
            let leaf = r#"{"type":"string"}"#;
            let schema = format!("{}{leaf}{}", before.repeat(depth), after.repeat(depth));
            let text = in_document(&schema);
            let shown = shown(&text);
            let is_too_deep = shown.contains("nested too deeply");
            assert_eq!(is_too_deep, depth > 120, "{name} of {depth}: {shown}");
        }
    }
}

/// What is too deep is reported where it stands, and not dropped in silence.
#[test]
fn what_is_too_deep_is_reported() {
    let _alone = alone();
    for (of, words) in [
        (chain_of_all_of as Make, "a chain of more than 64 parts"),
        (chain_of_lists, "a chain of more than 64 references"),
        (chain_of_maps, "a chain of more than 64 references"),
    ] {
        let short = shown(&of(30).to_string());
        assert!(!short.contains(words), "{short}");
        let long = shown(&of(200).to_string());
        assert!(long.contains(words), "{long}");
    }
}
