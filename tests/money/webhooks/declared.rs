//! Claim: a gateway has the receivers that its specification declares, and no others.

use std::fs;

use malipo_codegen::{Input, generate};

/// The module of events of ZENGAPAY's specification without some of what it declares about signatures.
fn without(keys: &[&str]) -> String {
    let text = fs::read_to_string(malipo_tests::root("spec/zengapay.yaml")).unwrap();
    let mut left = String::new();
    let mut skipped = false;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if indent <= 4 && !line.trim().is_empty() {
            skipped = indent == 4 && keys.iter().any(|key| line.trim() == format!("{key}:"));
        }
        if !skipped {
            left.push_str(line);
            left.push('\n');
        }
    }
    let generated = generate(&[Input::strict("zengapay.yaml".to_owned(), left.into_bytes())])
        .unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let module = generated.files.get("zengapay/webhook.rs").unwrap();
    module.to_owned()
}

#[test]
fn a_second_reading_and_a_missing_signature_are_there_only_if_they_are_declared() {
    let body = [
        "SignedOverBody",
        "fn sign_body",
        "Receiver::over_body",
        "over_either",
    ];
    let unsigned = ["MayBeUnsigned", "Receiver::unsigned"];
    for (keys, has_body, has_unsigned) in [
        (&[][..], true, true),
        (&["alternative"], false, true),
        (&["unsigned"], true, false),
        (&["alternative", "unsigned"], false, false),
    ] {
        let module = without(keys);
        for (words, there) in [(&body[..], has_body), (&unsigned[..], has_unsigned)] {
            for word in words {
                assert_eq!(module.contains(word), there, "{word} without {keys:?}");
            }
        }
        assert_eq!(
            module.contains("# Which signature"),
            has_body || has_unsigned
        );
    }
}
