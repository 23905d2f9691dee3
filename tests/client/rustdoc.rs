//! Claim: the documentation of the generated modules speaks of Rust, and tells a caller who has nothing else what to write: it names
//! no operation by its `operationId`, and says how to write what cannot be guessed.

use malipo::zamupay::types::*;
use malipo_codegen::ir::{Api, Shape};
use malipo_codegen::{FileSet, generate, lower};
use malipo_workspace::Workspace;

/// The words of a line of a doc comment.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let comment = line.trim_start();
    let comment = comment
        .strip_prefix("///")
        .or_else(|| comment.strip_prefix("//!"));
    comment
        .unwrap_or_default()
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// A specification as we read it, and the files that are generated from it.
fn generated() -> Vec<(Api, FileSet)> {
    let tests = malipo_tests::root("tests").canonicalize().unwrap();
    let specifications = Workspace::above(&tests).unwrap().inputs().unwrap();
    { specifications.into_iter() }
        .map(|specification| {
            let api = lower(&specification).unwrap().api;
            let files = generate(&[specification]).unwrap().files;
            (api, files)
        })
        .collect()
}

/// The file of an API.
fn file<'a>(api: &Api, files: &'a FileSet, name: &str) -> &'a str {
    files
        .get(&format!("{}/{name}.rs", api.gateway.module))
        .unwrap_or_else(|| panic!("{name} of {}", api.gateway.module))
}

/// The public items of a file, fields included: each with its doc comment, without line breaks.
fn items(text: &str) -> Vec<(String, String)> {
    let mut docs = String::new();
    let mut items = Vec::new();
    for line in text.lines().map(str::trim_start) {
        if let Some(line) = line.strip_prefix("///") {
            docs.push_str(line);
        } else if !line.starts_with("#[") {
            let docs = std::mem::take(&mut docs);
            if let Some(item) = line.strip_prefix("pub ") {
                items.push((item.to_owned(), docs));
            }
        }
    }
    items
}

/// The doc comment of the one item that begins so.
fn docs_of(text: &str, beginning: &str) -> String {
    let found = items(text).into_iter();
    let mut found = found.filter(|(item, _)| item.starts_with(beginning));
    let (_, docs) = found.next().unwrap_or_else(|| panic!("no {beginning}"));
    assert_eq!(found.count(), 0, "{beginning}");
    docs
}

#[test]
fn a_name_that_is_a_keyword_says_how_it_is_written() {
    let mut count = 0;
    for (_, files) in generated() {
        for (path, text) in files.iter() {
            for (item, docs) in items(text) {
                if item.starts_with("r#type:") {
                    let said = "`type` is a keyword of Rust: write `.r#type`.";
                    assert!(docs.contains(said), "{path} {item}: {docs}");
                    count += 1;
                } else {
                    let is_raw = item.starts_with("r#") || item.starts_with("fn r#");
                    assert!(!is_raw, "{path} {item}: say here how it is written");
                }
            }
        }
    }
    assert!(count > 4, "{count}");
}

#[test]
fn a_number_that_is_checked_says_what_is_checked_and_how_to_turn_it_off() {
    let mut count = 0;
    for (api, files) in generated() {
        let fields = api.types.values().flat_map(|def| match &def.shape {
            Shape::Struct(structure) => structure.fields.as_slice(),
            _ => &[],
        });
        let checked = fields.filter(|field| field.constraints.subscriber.is_some());
        let checked = checked.count();
        assert!(checked > 1, "{checked}");
        let text = file(&api, &files, "types");
        let said = items(text).into_iter().filter(|(_, docs)| {
            docs.contains("begins with a country code")
                && docs.contains("has no 0 after the code")
                && docs.contains(
                    "[`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number)",
                )
        });
        let said: Vec<String> = said.map(|(item, _)| item).collect();
        // A choice has its fields to itself, and a method for each.
        assert_eq!(said.len(), checked, "{said:?}");
        let methods = said.iter().filter(|item| item.starts_with("fn "));
        count += methods.count();
    }
    assert_eq!(count, 1, "the transfer to a phone number");
}

/// Code that is compiled here, as its tokens and as it is written.
macro_rules! compiled {
    ($builder:ident.$method:ident($($list:tt)*)) => {{
        drop($builder.$method($($list)*));
        stringify!($($list)*)
    }};
}

#[test]
fn a_list_of_several_kinds_shows_how_two_of_them_go_into_one() {
    let recipient = BankRecipient::builder()
        .name("Amina Test")
        .institution_identifier("GAFRKENAXXX")
        .primary_account_number("1000000001")
        .ccy(404)
        .build();
    let line = |number: &str| {
        PaymentTransaction::builder()
            .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
            .channel_type(1)
            .amount(100)
            .reference(number)
            .system_trace_audit_number(number)
            .build()
    };
    let mobile = MobileRecipient::builder()
        .name("Amina Test")
        .primary_account_number("+254710000002")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let first = MobileLine::builder()
        .recipient(mobile)
        .transaction(line("1"))
        .build();
    let second = BankLine::builder()
        .recipient(recipient)
        .transaction(line("2"))
        .build();
    let builder = PaymentOrderRequest::builder();
    let list =
        compiled!(builder.payment_order_lines([PaymentOrderLine::from(first), second.into()]));

    let (api, files) = generated().swap_remove(0);
    let docs = docs_of(file(&api, &files, "types"), "payment_order_lines: must");
    let shown = format!("To mix several, convert them: `{list}`.");
    assert!(docs.contains(&shown), "{docs}");
    // That of a setter is the doc comment of its field, and what the macro adds for lists.
    let setters = include_str!("../../generated/runtime/src/wire/builder.rs");
    let adds = r#"#[doc = "\n\nEach call adds to the list."]"#;
    assert_eq!(
        setters.matches(adds).count(),
        4,
        "one for each kind of list"
    );
}

#[test]
fn what_looks_a_payment_of_several_lines_up_names_the_method_that_lists_them() {
    let mut count = 0;
    for (api, files) in generated() {
        for operation in &api.operations {
            let lines =
                { operation.settles.as_ref() }.is_some_and(|settles| settles.lines.is_some());
            let client = file(&api, &files, "client");
            let docs = docs_of(client, &format!("fn {}(", operation.rust_method));
            assert_eq!(docs.contains("[`lines()`]("), lines, "{}", operation.id);
            count += usize::from(lines);
        }
    }
    assert_eq!(count, 1);
}

#[test]
fn a_module_of_events_says_which_accessors_return_an_option_and_its_types_lead_there() {
    for (api, files) in generated() {
        let name = if api.events.is_some() {
            "webhook"
        } else {
            "callback"
        };
        let text = file(&api, &files, name);
        let page: Vec<&str> = { text.lines() }
            .filter_map(|line| line.strip_prefix("//! "))
            .collect();
        let (_, said) = { page.join(" ") }
            .split_once("# What may be missing ")
            .map(|(before, after)| (before.to_owned(), after.to_owned()))
            .unwrap();
        for accessor in [
            "[`Settlement::outcome`](rt::Settlement::outcome) is `None` unless",
            "[`Confirmed::identity`](rt::event::Confirmed::identity) is `None` unless",
            "[`Lenient::value`](rt::Lenient::value) is `None` if",
            "`unreadable()`",
        ] {
            assert!(said.contains(accessor), "{name}: {accessor} in {said}");
        }
        let led = text.matches("[module](self#what-may-be-missing)").count();
        let callbacks = api.callbacks.values();
        let callbacks = callbacks.filter(|callback| !callback.reference.is_empty());
        let types = usize::from(api.events.is_some()) + callbacks.count();
        assert_eq!(led, types, "{name}");
    }
}

#[test]
fn what_the_documents_only_name_is_listed_or_used_with_its_source() {
    let generated = generated();
    let page = |module: &str| {
        let (api, files) = { generated.iter() }
            .find(|(api, _)| api.gateway.module == module)
            .unwrap();
        let text = files.get(&format!("{module}.rs")).unwrap();
        let lines = text.lines().filter_map(|line| line.strip_prefix("//!"));
        (api, lines.collect::<String>())
    };
    let (zamupay, text) = page("zamupay");
    for (name, source) in [
        ("C2B IPN", "karibu"),
        ("Table of mobile networks (MCCMNC codes)", "adopter"),
        ("Mobile transfers to Airtel Money", "auth"),
    ] {
        let listed = zamupay.undocumented.iter().find(|item| item.name == name);
        assert!(
            listed.is_some_and(|item| item.from.iter().any(|from| from == source)),
            "{name}"
        );
        assert!(text.contains(&format!(" - {name}:")), "{name}");
    }
    assert!(text.contains("support@zamupay.com"));
    let (_, text) = page("zengapay");
    assert!(text.contains("support@zengapay.com"));

    // The codes that are known stand where they are given.
    let (zamupay, files) = { generated.iter() }
        .find(|(api, _)| api.gateway.module == "zamupay")
        .unwrap();
    let types = items(file(zamupay, files, "types"));
    let mut methods = types
        .iter()
        .filter(|(item, _)| item.starts_with("mccmnc: must"));
    let codes = ["63902 for Safaricom", "63903 for Airtel"];
    assert!(methods.any(|(_, docs)| codes.iter().all(|code| docs.contains(code))));
}

#[test]
fn generated_rustdoc_names_methods_and_no_operation_ids() {
    for (api, files) in generated() {
        let mut methods = 0;
        for (path, text) in files.iter() {
            for line in text.lines() {
                methods += line.matches("](super::Client::").count();
                for word in words(line) {
                    assert!(api.operation(word).is_none(), "{path}: {line}");
                }
            }
        }
        assert!(methods > 10, "{methods} links to methods");
    }
}
