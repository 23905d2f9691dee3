//! What single values and objects come to: read, built, checked and written.

use super::*;

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
fn a_string_that_its_pattern_excludes_is_a_violation() {
    use patterns_are_checked::expected::types::Thing;
    let fine = Thing::builder()
        .currency("KES")
        .line("one line 😀")
        .tags(["a"])
        .both("abz");
    assert!(Violations::of(&fine.build()).is_empty());
    let wrong = Thing::builder()
        .currency("KES ")
        .line("two\nlines")
        .tags(["a", "B"])
        .both("ab")
        .build();
    let violations = Violations::of(&wrong);
    let found: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "`currency` must match the pattern `^[A-Z]{3}$`",
            "`line` must match the pattern `^.+$`",
            "`tags[1]` must match the pattern `^[a-z]+$`",
            "`both` must match the pattern `z$`",
        ]
    );
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
    let sent = order().other("008").more([1]).more(["2"]).build();
    assert_eq!(write(&sent), json);
    assert!(Violations::of(&sent).is_empty());
    assert_eq!(
        write(&order().other(-1).build()),
        r#"{"currency":404,"other":-1}"#
    );

    let wrong = Order::builder()
        .currency("KES")
        .other("404.0")
        .more([1])
        .more([""])
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
        .tags(["a", "a"])
        .steps([part])
        .steps(["b", "c", "b"].map(|name| Thing::builder().name(name).build()))
        .payer("2560770000017".parse::<Msisdn>().unwrap());
    let mut violations = Violations::new();
    thing.build().check(&mut violations);
    let paths: Vec<&str> = violations
        .iter()
        .map(|violation| violation.path())
        .collect();
    assert_eq!(
        paths,
        [
            "name",
            "price",
            "tags",
            "steps[3].name",
            "steps[0].share",
            "payer"
        ]
    );
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
fn a_whole_number_without_a_sign_holds_all_64_bits() {
    use plain_values::expected::types::Thing;

    let json =
        r#"{"text":"a","yes":true,"small":1,"large":-2,"huge":18446744073709551614,"share":0.5}"#;
    let thing: Thing = read(json);
    assert_eq!(thing.huge, Some(u64::MAX - 1));
    assert_eq!(write(&thing), json);
}

#[test]
fn each_call_adds_to_a_list_and_accepts_arrays_vectors_and_iterators() {
    use lists_are_added_to::expected::types::Order;
    let order = Order::builder()
        .list(["a"])
        .items([1])
        .list(vec!["b".to_owned()])
        .list("c d".split(' '))
        .items(2..4)
        .tags(["x"])
        .tags(Some("y"))
        .build();
    let json = r#"{"list":["a","b","c","d"],"items":[1,2,3],"tags":["x","y"]}"#;
    assert_eq!(write(&order), json);
}

#[test]
fn a_list_can_be_given_without_items() {
    use lists_are_added_to::expected::types::Order;
    let order = Order::builder().list(None::<String>).items(None::<i64>);
    let json = r#"{"list":[],"items":[],"tags":[]}"#;
    assert_eq!(write(&order.tags(None::<String>).build()), json);
}
