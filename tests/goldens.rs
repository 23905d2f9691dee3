//! Claim: each behaviour of the generator is shown by one small specification and the Rust that comes of it, word by
//! word, and that Rust compiles and does what it says. `goldens/<behaviour>/spec.yaml` is the specification;
//! `goldens/<behaviour>/expected/` holds the files that matter for the behaviour, without their first line.
//!
//! What begins with `sloppy` is not strict: `expected/warnings.txt` holds what is said of it.
//!
//! `MALIPO_BLESS=1` writes them anew. As they are a part of this test, a new one begins as an empty file, and one that
//! does not compile any more has to be emptied first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use malipo_codegen::{HEADER_PREFIX, Input, generate};
use malipo_tests::expected::Expected;

/// Lists every behaviour with the files that matter for it, and compiles them.
macro_rules! goldens {
    ($($behaviour:ident: $($file:ident),+;)+) => {
        const GOLDENS: &[(&str, &[&str])] = &[$((stringify!($behaviour), &[$(stringify!($file)),+])),+];

        mod goldens {
            #![allow(dead_code, unreachable_pub, reason = "nobody uses all of what is generated")]
            #![allow(
                clippy::enum_variant_names,
                clippy::wrong_self_convention,
                clippy::match_overlapping_arm,
                reason = "names and ranges are the documents'"
            )]

            $(pub mod $behaviour {
                pub mod expected {
                    $(pub mod $file;)+
                }
            })+
        }
    };
}

goldens! {
    aliases: types;
    all_of_is_written_out: types;
    amounts: types;
    body_that_may_be_left_out: client, operations;
    builder_of_required_fields: types;
    callbacks_that_nobody_signs: callback, client, operations, types;
    choice_of_properties: types;
    constants: types;
    constraints_become_checks: types;
    dates_and_times: types;
    defaults: types;
    deprecation: client, operations, types;
    descriptions_are_rustdoc: types;
    enum_of_integers: types;
    enum_of_texts: types;
    enum_with_a_value_called_unknown: types;
    environments: client;
    error_shapes: client, operations, types;
    forms: operations, types;
    integer_or_string: operations, types;
    lenient_in_answers: types;
    maps_lists_and_raw_json: types;
    money_is_moved: operations, types;
    msisdn_on_the_wire: types;
    names: types;
    no_body_and_no_answer: operations;
    objects_that_hold_themselves: types;
    one_of_as_a_body: client, operations, types;
    one_of_beside_properties: types;
    one_of_by_a_constant: types;
    one_of_by_a_discriminator: types;
    one_of_by_the_kind_of_json: types;
    one_of_in_answers: types;
    one_of_in_requests: types;
    one_of_several_moves_money: operations, types;
    one_of_that_overlaps: types;
    other_properties: types;
    parameters: operations;
    parameters_that_share_a_name: operations, types;
    parameters_with_a_plus: operations;
    parts_of_payments_are_not_cloned: operations, types;
    parts_without_a_name: types;
    payments_are_found_among_rows: client, operations, resolve, types;
    payments_are_found_by_a_parameter: client, operations, resolve, types;
    plain_values: types;
    presence: types;
    read_only_and_write_only: types;
    references_below_a_component: types;
    references_in_every_section: client, operations, types;
    refusals_are_shared: operations, types;
    refusals_by_status: operations, types;
    sensitive_values: types;
    sloppy_names_and_values: types;
    sloppy_schemas_are_mended: types;
    states_and_pages: operations, types;
    states_of_several_lines: operations, types;
    strict_in_requests: types;
    success_by_status: operations, types;
    texts: operations;
    texts_for_not_known: operations, types;
    token_of_the_client: operations;
    unauthenticated_operation: operations;
    what_surrounds_a_component: types;
    where_facts_come_from: types;
    sloppy_names_of_operations: client, operations;
    sloppy_overrides: operations, types;
    sloppy_names_of_parameters: operations;
    sloppy_paths: operations;
    styles_of_parameters: operations, types;
    cookies_and_json_in_parameters: operations, types;
    credentials_by_operation: client, operations;
    servers_of_operations: client, operations;
    styled_forms: operations, types;
    forms_with_other_fields: operations, types;
    multipart_with_files: operations, types;
    bodies_of_text_and_bytes: operations;
    default_answers: operations, types;
}

fn directory() -> PathBuf {
    malipo_tests::root("tests/goldens")
}

/// The generated text without the line that says where it is from.
fn without_header(text: &str) -> &str {
    let (header, rest) = text.split_once("\n\n").unwrap();
    assert!(header.starts_with(HEADER_PREFIX), "{header}");
    rest
}

#[test]
fn every_behaviour_gives_exactly_the_rust_that_is_expected() {
    let mut expected = Expected::from_env();
    for (behaviour, files) in GOLDENS {
        let home = directory().join(behaviour);
        let input = Input {
            file: format!("{behaviour}.yaml"),
            text: fs::read_to_string(home.join("spec.yaml")).unwrap(),
            strict: !behaviour.starts_with("sloppy"),
        };
        let sloppy = !input.strict;
        let generated = generate(&[input]).unwrap_or_else(|problems| panic!("{problems}"));
        if sloppy {
            let warnings = generated.warnings.render();
            assert!(!warnings.is_empty(), "{behaviour} is not sloppy");
            expected.compare(&home.join("expected/warnings.txt"), &warnings);
        }
        for file in *files {
            let text = generated.files.get(&format!("example/{file}.rs")).unwrap();
            let text = without_header(text);
            assert!(
                text.lines().count() <= 145,
                "{behaviour} is too much to read: {file}"
            );
            expected.compare(&home.join(format!("expected/{file}.rs")), text);
        }
    }
    expected.no_others(&directory(), |file| {
        file.parent()
            .is_some_and(|parent| parent.ends_with("expected"))
    });
    expected.finish();
}

#[test]
fn every_directory_is_listed() {
    let found: BTreeSet<String> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<String> = GOLDENS
        .iter()
        .map(|(behaviour, _)| (*behaviour).to_owned())
        .collect();
    assert_eq!(found, listed);
}

mod behaviour {
    use malipo::runtime::serde::Serialize;
    use malipo::runtime::serde::de::DeserializeOwned;
    use malipo::runtime::{Checked, Maybe, Violations};
    use malipo::{Msisdn, dec};

    use super::goldens::*;

    fn read<T: DeserializeOwned>(json: &str) -> T {
        serde_json::from_str(json).unwrap()
    }

    fn write(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    fn msisdn() -> Msisdn {
        "+256 770 000 017".parse().unwrap()
    }

    #[test]
    fn absent_null_and_a_value_stay_apart() {
        use presence::expected::types::Thing;
        for json in [
            r#"{"always":"a","always_or_null":null}"#,
            r#"{"always":"a","always_or_null":"b","or_absent":"c","or_absent_or_null":null}"#,
            r#"{"always":"a","always_or_null":"b","or_absent_or_null":"d"}"#,
        ] {
            assert_eq!(write(&read::<Thing>(json)), json);
        }
        let thing: Thing = read(r#"{"always":"a","always_or_null":"b"}"#);
        assert_eq!(thing.or_absent_or_null, Maybe::Absent);
        assert!(serde_json::from_str::<Thing>(r#"{"always_or_null":"b"}"#).is_err());
    }

    #[test]
    fn an_unknown_value_is_kept() {
        use enum_of_integers::expected::types::Level;
        use enum_of_texts::expected::types::Status;
        assert_eq!(read::<Status>(r##""#f00""##), Status::Red);
        assert_eq!(read::<Status>("\"\""), Status::Empty);
        assert_eq!(read::<Status>("\"NEW\""), Status::Unknown("NEW".to_owned()));
        assert_eq!(read::<Status>("3"), Status::Unknown("3".to_owned()));
        assert_eq!(read::<Level>("-1"), Level::Minus1);
        assert_eq!(read::<Level>("\"-1\""), Level::Minus1);
        assert_eq!(write(&read::<Level>("99")), "99");
    }

    #[test]
    fn a_whole_number_is_sent_as_it_is_given_and_nothing_else_is_sent() {
        use integer_or_string::expected::types::Order;
        let order = || Order::builder().currency(404);
        let json = r#"{"currency":404,"other":"008","more":[1,"2"]}"#;
        let sent = order().other("008").more([1.into(), "2".into()]).build();
        assert_eq!(write(&sent), json);
        assert!(Violations::of(&sent).is_empty());
        assert_eq!(
            write(&order().other(-1).build()),
            r#"{"currency":404,"other":-1}"#
        );

        let wrong = Order::builder()
            .currency("KES")
            .other("404.0")
            .more([1.into(), "".into()])
            .build();
        assert_eq!(
            Violations::of(&wrong)
                .iter()
                .map(|violation| violation.path())
                .collect::<Vec<_>>(),
            ["currency", "other", "more[1]"]
        );
        assert!(!Violations::of(&wrong).to_string().contains("KES"));
    }

    #[test]
    fn a_whole_number_is_read_with_quotes_and_without() {
        use integer_or_string::expected::types::Answer;
        for (json, value) in [
            (r#"{"currency":404}"#, Some(404)),
            (r#"{"currency":"404"}"#, Some(404)),
            (r#"{"currency":-1.0}"#, None),
            (r#"{"currency":"n/a"}"#, None),
            (r#"{"currency":12345678901234567890123.5}"#, None),
        ] {
            let answer: Answer = read(json);
            assert_eq!(
                answer.currency.value().and_then(|c| c.value()).copied(),
                value
            );
            assert_eq!(write(&answer), json);
        }
        assert!(read::<Answer>(r#"{"currency":null}"#).currency.is_null());
    }

    #[test]
    fn what_stands_for_not_known_is_no_value_and_is_kept() {
        use texts_for_not_known::expected::types::Bill;
        let known = r#"{"due":-1.00,"count":0,"currency":"404","id":"a","owner":"Amina","when":"2021-10-26 00:00:00","codes":["1"]}"#;
        let bill: Bill = read(known);
        assert_eq!(write(&bill), known);
        assert_eq!(bill.due.value(), Some(&dec!(-1).into()));
        assert_eq!(
            bill.count.as_ref().and_then(|count| count.value()),
            Some(&0)
        );
        assert!(!format!("{bill:?}").contains("Amina"));

        let unknown = r#"{"due":-1.0,"count":-1,"currency":-1,"id":"00000000-0000-0000-0000-000000000000","owner":"","when":"-1","codes":["-1",-1,-1.0]}"#;
        let bill: Bill = read(unknown);
        assert_eq!(write(&bill), unknown);
        assert!(bill.due.is_unset() && bill.due.value().is_none());
        assert!(bill.count.is_some_and(|count| count.value().is_none()));
        assert!(
            bill.currency
                .value()
                .is_some_and(|currency| currency.is_unset())
        );
        assert!(bill.id.is_some_and(|id| id.value().is_none()));
        assert!(bill.owner.is_some_and(|owner| owner.expose().is_unset()));
        assert!(bill.when.is_some_and(|when| when.is_unset()));
        assert!(
            bill.codes
                .is_some_and(|codes| codes.iter().all(|code| code.is_unset()))
        );
    }

    #[test]
    fn a_time_is_read_in_every_form_and_kept_as_it_was_sent() {
        use dates_and_times::expected::types::Thing;
        let json = r#"{"made":"2022-04-28T14:52:57.1131933+03:00","due":"20220319073158","seen":["2021-10-26 00:00:00","soon"]}"#;
        let thing: Thing = read(json);
        assert_eq!(write(&thing), json);
        let moment = thing.made.value().and_then(|made| made.to_timestamp());
        assert_eq!(moment.map(|moment| moment.as_second()), Some(1_651_146_777));
        let due = thing.due.value().and_then(|due| due.value()).copied();
        assert!(due.is_some_and(|due| due.offset().is_none()));
        let seen = thing.seen.unwrap();
        assert!(seen[0].value().is_some() && seen[1].value().is_none());

        let unset: Thing = read(r#"{"made":"","due":"0001-01-01T00:00:00"}"#);
        assert!(unset.made.is_unset() && unset.due.value().unwrap().is_unset());
    }

    #[test]
    fn an_alias_is_accepted_and_never_sent() {
        use aliases::expected::types::Thing;
        for name in ["transactionReference", "reference", "ref"] {
            let thing: Thing = read(&format!(r#"{{"{name}":"a"}}"#));
            assert_eq!(write(&thing), r#"{"transactionReference":"a"}"#);
        }
    }

    #[test]
    fn a_builder_starts_with_the_defaults_of_what_is_required() {
        use defaults::expected::types::{Colour, Thing};
        let plain = Thing::builder().build();
        assert_eq!(
            write(&plain),
            r#"{"urgent":false,"copies":1,"colour":"BLUE"}"#
        );
        let other = Thing::builder().copies(2).colour(Colour::Red).build();
        assert_eq!(
            write(&other),
            r#"{"urgent":false,"copies":2,"colour":"RED"}"#
        );
    }

    #[test]
    fn what_can_have_one_value_is_sent_by_itself() {
        use constants::expected::types::{Grant, Thing, ThingKind};
        let thing = Thing::builder().name("a").build();
        assert_eq!(
            write(&thing),
            r#"{"kind":2,"grant":"client_credentials","name":"a"}"#
        );
        // An optional one is sent when it is set.
        let set = Thing::builder()
            .name("a")
            .optional(Grant::ClientCredentials);
        assert!(write(&set.build()).ends_with(r#""optional":"client_credentials"}"#));
        // What comes back may have changed.
        let other: Thing = read(r#"{"kind":3,"grant":"client_credentials","name":"a"}"#);
        assert_eq!(other.kind, ThingKind::Unknown(3));
    }

    #[test]
    fn a_choice_sends_what_belongs_together() {
        use choice_of_properties::expected::types::Thing;
        let to_phone = Thing::builder().to_msisdn(msisdn()).build();
        assert_eq!(
            write(&to_phone),
            r#"{"use_contact":false,"msisdn":"256770000017"}"#
        );
        let to_contact = Thing::builder().to_contact("c-1").build();
        assert_eq!(
            write(&to_contact),
            r#"{"use_contact":true,"msisdn":"","contact_id":"c-1"}"#
        );
        let to_nobody = Thing::builder().to_contact("").build();
        assert_eq!(
            Violations::of(&to_nobody).to_string(),
            "`contact_id` must not be empty"
        );
    }

    #[test]
    fn a_phone_number_is_written_as_its_field_says() {
        use msisdn_on_the_wire::expected::types::Thing;
        let thing = Thing::builder()
            .digits(msisdn())
            .plus(msisdn())
            .several([msisdn()])
            .build();
        assert_eq!(
            write(&thing),
            r#"{"digits":"256770000017","plus":"+256770000017","several":["+256770000017"]}"#
        );
    }

    #[test]
    fn every_broken_constraint_is_named() {
        use constraints_become_checks::expected::types::Thing;
        let part = Thing::builder().share(0.0).build();
        let thing = Thing::builder()
            .name("")
            .price(dec!(5))
            .tags(["a".to_owned(), "a".to_owned()])
            .parts([part]);
        let mut violations = Violations::new();
        thing.build().check(&mut violations);
        let paths: Vec<&str> = violations
            .iter()
            .map(|violation| violation.path())
            .collect();
        assert_eq!(paths, ["name", "price", "tags", "parts[0].share"]);
    }

    #[test]
    fn a_form_is_written_field_by_field_and_shows_no_secret() {
        use forms::expected::types::TokenRequest;
        use malipo::runtime::{Form, ToForm};
        let request = TokenRequest::builder()
            .secret("a&b=c d".to_owned())
            .phone(msisdn())
            .amount(dec!(1000.50))
            .build();
        let mut form = Form::new();
        request.to_form(&mut form);
        assert!(!format!("{request:?} {form:?}").contains("a&b"));
        assert_eq!(
            form.into_text(),
            "secret=a%26b%3Dc+d&phone=%2B256770000017&amount=1000.50"
        );
        let long = TokenRequest::builder().secret("x".repeat(21)).build();
        assert_eq!(
            Violations::of(&long).to_string(),
            "`secret` must have at most 20 characters"
        );
    }

    #[test]
    fn a_plain_text_is_not_read_as_json() {
        use malipo::runtime::{Answer, HeaderMap, Operation, Refusal};
        use texts::expected::operations::GetEitherOutput::{Accepted, Ok as Fine};
        use texts::expected::operations::{CheckHealth, CheckHealthRefused, GetEither};
        let answer = |status, body: &'static str| Answer::new(status, HeaderMap::new(), body);
        assert_eq!(
            CheckHealth::decode(&answer(200, "Healthy")).unwrap(),
            "Healthy"
        );
        assert_eq!(CheckHealth::decode(&answer(200, "")).unwrap(), "");
        let bytes = Answer::new(200, HeaderMap::new(), &[0xff_u8][..]);
        assert!(CheckHealth::decode(&bytes).is_err());
        let refused = CheckHealthRefused::decode(&answer(500, "Amina failed")).unwrap();
        assert!(!format!("{refused:?}").contains("Amina"));
        assert_eq!(refused.describe().message.as_deref(), Some("Amina failed"));
        assert!(CheckHealthRefused::decode(&answer(500, "")).is_none());
        let either = |status, body| GetEither::decode(&answer(status, body));
        assert_eq!(either(200, "\"a\"").unwrap(), Fine("a".to_owned()));
        assert_eq!(either(202, "\"a\"").unwrap(), Accepted("\"a\"".to_owned()));
        assert!(either(200, "a").is_err());
    }

    #[test]
    fn a_default_is_a_refusal_and_a_success_where_no_other_is_declared() {
        use default_answers::expected::operations::{
            AddThing, AddThingOutput, AddThingRefused, ListThings, ListThingsRefused,
        };
        use malipo::runtime::{Answer, HeaderMap, Operation, Refusal};
        let answer = |status, body: &'static str| Answer::new(status, HeaderMap::new(), body);
        assert_eq!(ListThings::decode(&answer(200, "[1]")).unwrap(), [1]);
        assert_eq!(
            ListThingsRefused::decode(&answer(500, "[2]")),
            Some(ListThingsRefused::Other(vec![2]))
        );
        for (status, output) in [
            (201, AddThingOutput::Success(5)),
            (204, AddThingOutput::NoContent),
        ] {
            assert_eq!(AddThing::decode(&answer(status, "5")).unwrap(), output);
        }
        let refused = |status| AddThingRefused::decode(&answer(status, r#"{"title":"No"}"#));
        assert!(
            matches!(refused(409), Some(AddThingRefused::ClientError(problem)) if problem.title.as_deref() == Some("No"))
        );
        assert!(matches!(refused(502), Some(AddThingRefused::Other(text)) if text.contains("No")));
    }

    #[test]
    fn bytes_are_given_as_they_came() {
        use bodies_of_text_and_bytes::expected::operations::{GetImage, PutPage, PutPageOutput};
        use malipo::runtime::{Answer, Bytes, HeaderMap, Operation};
        let bytes = Bytes::from_static(&[0x89, 0xff, 0x00]);
        let answer = |status| Answer::new(status, HeaderMap::new(), bytes.clone());
        assert_eq!(GetImage::decode(&answer(200)).unwrap(), bytes);
        let later = PutPage::decode(&answer(202)).unwrap();
        assert_eq!(later, PutPageOutput::Accepted(bytes.clone()));
        assert!(PutPage::decode(&answer(200)).is_err());
    }

    #[test]
    fn one_of_several_is_told_by_what_only_it_has_and_loses_no_digit() {
        use one_of_in_answers::expected::types::Item;
        let thing = r#"{"price":1234567890123456789012345.678}"#;
        let other = r#"{"name":"a","weight":1.50}"#;
        let json = format!(r#"{{"items":[{thing},{{"items":[]}},{other}],"name":"b"}}"#);
        let Item::Bundle(bundle) = read::<Item>(&json) else {
            panic!("a bundle has items")
        };
        assert!(matches!(&bundle.items[0], Item::Thing(_)));
        assert!(matches!(&bundle.items[1], Item::Bundle(_)));
        assert!(matches!(&bundle.items[2], Item::Unknown(raw) if raw.get() == other));
        assert_eq!(write(&Item::Bundle(bundle)), json);
        // What has the sign of a thing but cannot be read as one is kept.
        assert!(matches!(read(r#"{"Price":"much"}"#), Item::Unknown(_)));
        assert!(matches!(read(r#"{"Price":"1"}"#), Item::Thing(_)));
    }

    #[test]
    fn one_of_several_is_told_by_a_constant_or_by_order() {
        use one_of_by_a_constant::expected::types::Event;
        assert!(matches!(read(r#"{"kind":1}"#), Event::Paid(_)));
        assert!(matches!(read(r#"{"kind":"2"}"#), Event::Unknown(_)));
        assert!(matches!(read(r#"{"kind":3}"#), Event::Unrecognised(_)));
        use one_of_that_overlaps::expected::types::Party;
        assert!(matches!(
            read(r#"{"first":"a","name":"b"}"#),
            Party::Person(_)
        ));
        assert!(matches!(read(r#"{"name":"b"}"#), Party::Firm(_)));
    }

    #[test]
    fn a_discriminator_tells_by_any_of_its_values_and_no_digit_is_lost() {
        use one_of_by_a_discriminator::expected::types::Pet;
        for kind in ["cat", "tom"] {
            let json = format!(r#"{{"kind":"{kind}","price":1234567890123456789012345.678}}"#);
            let pet = read::<Pet>(&json);
            assert!(matches!(pet, Pet::Cat(_)), "{pet:?}");
            assert_eq!(write(&pet), json);
        }
        // What is not mapped is known by its name.
        assert!(matches!(read(r#"{"kind":"Dog"}"#), Pet::Dog(_)));
        assert!(matches!(read(r#"{"kind":"Cat"}"#), Pet::Unknown(_)));
    }

    #[test]
    fn the_kind_of_json_tells_and_no_digit_is_lost() {
        use one_of_by_the_kind_of_json::expected::types::{Colour, Holder, Value};
        let number = "1234567890123456789012345.678";
        for json in [number, "[1.50,2]", r#""a""#, r#"{"from":1}"#, "true"] {
            assert_eq!(write(&read::<Value>(json)), json);
        }
        assert!(matches!(read(number), Value::Amount(amount) if amount.to_string() == number));
        assert!(matches!(read("[1.50]"), Value::List(list) if list[0].to_string() == "1.50"));
        assert!(matches!(read(r#"{"from":1}"#), Value::Range(range) if range.from == Some(1)));
        assert!(matches!(read("true"), Value::Unknown(raw) if raw.get() == "true"));
        assert_eq!(read::<Colour>(r#""red""#), Colour::Red);
        let holder: Holder = read(r#"{"colour":null}"#);
        assert!(holder.colour.is_null() && holder.value.is_none());
    }

    #[test]
    fn what_stands_beside_a_list_of_options_is_in_each_and_exact() {
        use one_of_beside_properties::expected::types::Payment;
        for json in [
            r#"{"amount":1234567890123456789012345.678,"card":"1"}"#,
            r#"{"amount":1.50,"phone":"2"}"#,
        ] {
            let payment = read::<Payment>(json);
            assert!(!matches!(payment, Payment::Unknown(_)), "{payment:?}");
            assert_eq!(write(&payment), json);
        }
    }

    #[test]
    fn other_properties_are_read_checked_and_sent_exactly() {
        use other_properties::expected::types::Balances;
        let json = r#"{"name":"a","note":null,"UGX":1234567890123456789012345.678}"#;
        assert_eq!(write(&read::<Balances>(json)), json);
        let sent = Balances::builder()
            .name("a")
            .additional_properties([("UGX".to_owned(), dec!(1.50).into())])
            .build();
        assert_eq!(write(&sent), r#"{"name":"a","UGX":1.50}"#);
        assert!(serde_json::from_str::<Balances>(r#"{"UGX":1}"#).is_err());
    }

    #[test]
    fn an_object_that_holds_itself_is_built_and_read() {
        use objects_that_hold_themselves::expected::types::{Desk, Person};
        let boss = Person::builder().name("a").build();
        let desk = Desk::builder().of(boss.clone()).build();
        let person = Person::builder().name("b").boss(boss).desk(desk).build();
        let json = r#"{"name":"b","boss":{"name":"a"},"desk":{"of":{"name":"a"}}}"#;
        assert_eq!(write(&person), json);
        assert_eq!(read::<Person>(json), person);
    }

    #[test]
    fn what_goes_one_way_is_not_demanded_on_the_other() {
        use read_only_and_write_only::expected::types::Account;
        let sent = Account::builder().name("a").pin("1").build();
        assert_eq!(write(&sent), r#"{"pin":"1","name":"a"}"#);
        let received: Account = read(r#"{"id":"7","name":"a"}"#);
        assert_eq!(received.id.as_deref(), Some("7"));
    }

    #[test]
    fn sloppy_values_are_kept_as_they_were_sent() {
        use sloppy_names_and_values::expected::types::{Mixed, MixedCode, Sign};
        for json in [r#"{"value":1}"#, r#"{"value":"one"}"#, r#"{"value":true}"#] {
            assert_eq!(write(&read::<Mixed>(json)), json);
        }
        assert_eq!(read::<MixedCode>("1"), MixedCode::N1);
        assert_eq!(read::<Sign>(r#"">=""#), Sign::GreaterEqual);
    }

    #[test]
    fn any_option_is_taken_where_one_of_several_is_asked_for() {
        use one_of_in_requests::expected::types::{Bolt, Part, Things};
        let bolt = |size: &str| Bolt::builder().size(size).build();
        let inner = Things::builder().parts([bolt("123")]).build();
        let things = Things::builder()
            .parts([Part::from(bolt("1")), inner.into()])
            .build();
        assert_eq!(
            write(&things),
            r#"{"parts":[{"size":"1"},{"parts":[{"size":"123"}]}]}"#
        );
        assert_eq!(
            Violations::of(&things).to_string(),
            "`parts[1].parts[0].size` must have at most 2 characters"
        );
        assert!(serde_json::from_str::<Part>("{}").is_err());
        assert_eq!(read::<Things>(&write(&things)), things);
    }

    #[test]
    fn a_payment_of_one_of_several_kinds_has_its_reference() {
        use malipo::runtime::Operation;
        use one_of_as_a_body::expected::operations::PayBill;
        use one_of_as_a_body::expected::types::{Due, Prepaid};
        let due = Due::builder().id("a").build();
        let prepaid = Prepaid::builder().id("b").build();
        assert_eq!(PayBill { body: due.into() }.reference(), Some("a"));
        let body = prepaid.into();
        assert_eq!(PayBill { body }.reference(), Some("b"));
    }

    #[test]
    fn what_is_sensitive_is_not_printed() {
        use sensitive_values::expected::types::Person;
        let json = r#"{"name":"Amina","token":"t0ken","phone":"256770000017","names":["Odongo"]}"#;
        let person: Person = read(json);
        let shown = format!("{person:?}");
        for private in ["Amina", "t0ken", "770000017", "Odongo"] {
            assert!(!shown.contains(private), "{shown}");
        }
        assert_eq!(write(&person), json);
    }

    #[test]
    fn a_name_that_rust_cannot_have_stays_what_it_is_on_the_wire() {
        use names::expected::types::N2faRequest;
        let json = concat!(
            r#"{"type":"a","self":"b","gen":"c","2nd":"d","collection.success":"e","MNOReferenceId":"f","#,
            r#""-1":"g","build":"h"}"#
        );
        assert_eq!(write(&read::<N2faRequest>(json)), json);
    }

    #[test]
    fn a_state_that_is_absent_or_not_known_is_neither_pending_nor_a_success() {
        use malipo::runtime::{Settlement, Settles};
        use states_and_pages::expected::operations::GetThing;
        for (json, settlement) in [
            (r#"{"data":{"state":"DONE"}}"#, Settlement::Succeeded),
            (r#"{"data":{"state":"OPEN"}}"#, Settlement::Pending),
            (r#"{"data":{"state":"done"}}"#, Settlement::Unknown),
            (r#"{"data":{}}"#, Settlement::Unknown),
            ("{}", Settlement::Unknown),
        ] {
            assert_eq!(GetThing::settlement(&read(json)), settlement, "{json}");
        }
    }

    #[test]
    fn a_callback_tells_only_what_to_ask_about() {
        use callbacks_that_nobody_signs::expected::callback::{notice, order_result};
        let order = |json: &str| order_result(json).map(|event| event.unwrap());
        for json in [
            r#"{"id":"o-1","state":"DONE","total":1.50}"#,
            r#"{"orderId":"o-1","state":"DONE"}"#,
            r#"{"id":null,"orderId":"o-1"}"#,
        ] {
            let event = order(json).unwrap();
            assert_eq!(event.reference(), "o-1");
            assert_eq!(event.identity(), "order-result:o-1");
            assert!(!format!("{event:?}").contains("DONE"));
        }
        assert!(order_result(r#"{"Body":{}}"#).unwrap().is_none());
        assert_eq!(notice("[1, 2]").unwrap().get(), "[1, 2]");
    }

    #[test]
    fn a_callback_of_another_shape_is_refused_with_what_to_answer() {
        use callbacks_that_nobody_signs::expected::callback::{notice, order_result};
        let large = format!(r#"{{"id":"{}"}}"#, "o".repeat(2 * 1024 * 1024));
        for (body, answer) in [
            ("", 400),
            ("{", 400),
            ("[]", 400),
            ("{}", 400),
            (r#"{"id":["o-1"]}"#, 400),
            (r#"{"id":"o-1","id":"o-2"}"#, 400),
            (r#"{"id":"o-1","total":"much"}"#, 400),
            (large.as_str(), 413),
        ] {
            let refused = order_result(body).unwrap_err();
            assert_eq!(refused.answer_status(), answer, "{refused}");
            assert!(!refused.to_string().contains("o-1"), "{refused}");
        }
        assert_eq!(notice("{").unwrap_err().answer_status(), 400);
    }

    #[test]
    fn an_order_is_over_when_all_of_its_lines_are_and_a_duplicate_says_nothing_of_the_original() {
        use malipo::runtime::{Settlement, Settles};
        use states_of_several_lines::expected::operations::GetOrder;
        let line = |state: i64, code: &str| {
            format!(r#"{{"outcome":{{"state":{state},"code":"{code}"}}}}"#)
        };
        for (lines, settlement) in [
            (vec![line(4, "0"), line(4, "0")], Settlement::Succeeded),
            (vec![line(6, "3"), line(7, "1")], Settlement::Failed),
            (vec![line(4, "0"), line(6, "3")], Settlement::Partial),
            (vec![line(4, "0"), line(2, "0")], Settlement::Unknown),
            (vec![line(6, "9")], Settlement::Duplicate),
            // A success is a success, whatever the code.
            (vec![line(4, "9")], Settlement::Succeeded),
            (vec!["{}".to_owned(), line(4, "0")], Settlement::Unknown),
            (vec![], Settlement::Unknown),
        ] {
            let json = format!(r#"{{"lines":[{}]}}"#, lines.join(","));
            assert_eq!(GetOrder::settlement(&read(&json)), settlement, "{json}");
        }
        assert_eq!(GetOrder::settlement(&read("{}")), Settlement::Unknown);
    }

    #[test]
    fn a_page_number_is_as_wide_as_it_has_to_be() {
        use malipo::runtime::Paged;
        use states_and_pages::expected::operations::ListThings;
        let mut list = ListThings { page: None };
        assert_eq!(Paged::page(&list), None);
        list.set_page(7);
        assert_eq!((list.page, Paged::page(&list)), (Some(7), Some(7)));
        let page = || read(r#"{"page":{"rows":[{},{}],"current":2,"last":3}}"#);
        assert_eq!(
            (ListThings::current(&page()), ListThings::last(&page())),
            (2, 3)
        );
        assert_eq!(ListThings::into_items(page()).len(), 2);
    }
}
