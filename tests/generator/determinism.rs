//! Claim: the same specification gives the same bytes, every time and everywhere; and each of them is Rust, under a
//! header that says where it is from.

use std::fs;

use malipo_codegen::{FileSet, HEADER_PREFIX, Input, generate};
use malipo_tests::expected::below;

fn input(file: &str, text: String) -> Input {
    Input::strict(file.to_owned(), text)
}

fn gateway() -> Input {
    let text = fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap();
    input("spec/zengapay.yaml", text)
}

/// The specifications of the gateways, and those of the goldens.
fn inputs() -> Vec<Input> {
    let text = fs::read_to_string(malipo_tests::root("spec/zamupay.yaml")).unwrap();
    let mut inputs = vec![gateway(), input("spec/zamupay.yaml", text)];
    for file in below(&malipo_tests::root("tests/goldens")) {
        if file.ends_with("spec.yaml") {
            let mut golden = input("golden.yaml", fs::read_to_string(&file).unwrap());
            golden.strict = false;
            inputs.push(golden);
        }
    }
    assert!(inputs.len() > 20, "the goldens are gone");
    inputs
}

fn files(inputs: &[Input]) -> FileSet {
    generate(inputs)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .files
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    for input in inputs() {
        let input = std::slice::from_ref(&input);
        assert_eq!(files(input), files(input));
    }
}

#[test]
fn every_thread_gives_the_same_bytes() {
    // Whatever is seeded at random is seeded anew in each thread.
    let expected = files(&[gateway()]);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| files(&[gateway()])))
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}

#[test]
fn the_order_of_the_documents_makes_no_difference() {
    let other = || {
        input(
            "other.yaml",
            fs::read_to_string(malipo_tests::root("tests/goldens/presence/spec.yaml")).unwrap(),
        )
    };
    assert_eq!(files(&[gateway(), other()]), files(&[other(), gateway()]));
}

#[test]
fn the_ends_of_lines_make_no_difference() {
    for unix in inputs() {
        assert!(!unix.text.contains('\r'));
        let windows = Input {
            text: unix.text.replace('\n', "\r\n").into(),
            ..unix.clone()
        };
        assert_eq!(files(&[windows]), files(&[unix]));
    }
}

#[test]
fn a_byte_order_mark_makes_no_difference() {
    let marked = input("spec/zengapay.yaml", format!("\u{feff}{}", gateway().text));
    assert_eq!(files(&[marked]), files(&[gateway()]));
}

#[test]
fn every_file_begins_with_the_header_and_is_rust() {
    for input in inputs() {
        let name = input.file.clone();
        for (path, text) in files(&[input]).iter() {
            let header = format!(
                "{HEADER_PREFIX} from {name}. Do not edit: change that file and run it again.\n\n"
            );
            assert!(text.starts_with(&header), "{path}:\n{text}");
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{path} ends otherwise than with one line break"
            );
            assert!(!text.contains('\r') && !text.contains('\t'), "{path}");
            if let Err(error) = syn::parse_file(text) {
                panic!("{path} is not Rust: {error}\n{text}");
            }
        }
    }
}
