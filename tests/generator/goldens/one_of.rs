//! How one of several is told from the others.

use super::*;

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
fn options_with_the_same_members_are_told_apart_by_listed_values_and_types() {
    use one_of_by_its_members::expected::types::Found;
    let digits = "12345678901234567890.12345678";
    let file = format!(r#"{{"type":"file","size":{digits}}}"#);
    for (json, option) in [
        (r#"{"type":"owner","mail":"a"}"#, "User"),
        (r#"{"type":"box"}"#, "Folder"),
        (r#"{"mail":1}"#, "Folder"),
        (r#"{"type":"folder","mail":1}"#, "Folder"),
        (file.as_str(), "File"),
        (r#"{"size":1}"#, "File"),
        // Nobody has all of them, so they are kept.
        (r#"{"mail":"a","size":1}"#, "User"),
        (r#"{"type":"robot"}"#, "User"),
        (r#"{"legs":4}"#, "Unknown"),
        (r#"{"type":"file","size":{},"legs":4}"#, "User"),
        ("[1.50]", "Unknown"),
    ] {
        let found = read::<Found>(json);
        let variant = match &found {
            Found::User(_) => "User",
            Found::Folder(_) => "Folder",
            Found::File(_) => "File",
            _ => "Unknown",
        };
        assert_eq!(
            (variant, write(&found).len()),
            (option, json.len()),
            "{json}"
        );
    }
}

#[test]
fn the_discriminator_is_sent_and_another_value_is_a_violation() {
    use sloppy_one_of_sends_its_discriminator::expected::types::{Mark, Text, Value};
    let mark: Value = Mark::builder().mark(true).build().into();
    assert_eq!(write(&mark), r#"{"mark":true,"kind":"Mark"}"#);
    let text: Value = Text::builder().build().into();
    assert_eq!(write(&text), r#"{"kind":"string"}"#);
    assert!(Violations::of(&vec![mark, text]).is_empty());
    let text = |kind: &str| -> Value { Text::builder().kind(kind).build().into() };
    assert_eq!(write(&text("text")), r#"{"kind":"text"}"#);
    assert_eq!(
        Violations::of(&vec![text("text"), text("Mark")]).to_string(),
        "`[0].kind` must have at most 3 characters, and `[1].kind` must be `string` or `text` (the value says which of several \
         schemas the object has), and `[1].kind` must have at most 3 characters"
    );
}

#[test]
fn a_discriminator_outside_the_mapping_is_a_violation_also_of_a_value_that_is_sent_back() {
    use one_of_sent_back::expected::types::{Ride, Step, Walk};
    let step = |kind: &str| -> Step { Ride::builder().r#type(kind).build().into() };
    assert!(Violations::of(&step("train")).is_empty());
    assert_eq!(write(&step("train")), r#"{"@type":"train"}"#);
    let walk: Step = Walk::builder().r#type("bus").build().into();
    // Read, of no option, and sent back.
    let flight: Step = read(r#"{"@type":"flight"}"#);
    assert!(matches!(&flight, Step::Unknown(_)));
    let nothing = Step::Unknown("{}".parse().unwrap());
    let ride: Step = read(r#"{"@type":"bus"}"#);
    assert_eq!(
        Violations::of(&vec![step("ship"), walk, flight, nothing, ride]).to_string(),
        "`[0].@type` must be `bus` or `train` (the value says which of several schemas the object has), and `[1].@type` must be \
         `walk` (the value says which of several schemas the object has), and `[2].@type` must be `walk` or `bus` or `train` \
         (the value says which of several schemas the object has), and `[3].@type` must be `walk` or `bus` or `train` (the \
         value says which of several schemas the object has)"
    );
}

#[test]
fn an_inherited_discriminator_picks_the_subtype_that_keeps_its_members() {
    use one_of_by_an_inherited_discriminator::expected::types::Post;
    // Both know each member.
    for (json, is_film) in [
        (r##"{"#kind":"m/film","title":"a","width":3}"##, true),
        (r##"{"#kind":"m/photo","title":"a","width":3}"##, false),
        (r##"{"#kind":"m/film","seconds":7}"##, true),
        (r##"{"#kind":"m/photo","seconds":7}"##, false),
    ] {
        let post: Post = read(json);
        assert_eq!(matches!(post, Post::Film(_)), is_film, "{post:?}");
        assert_eq!(matches!(post, Post::Photo(_)), !is_film, "{post:?}");
        assert_eq!(write(&post).len(), json.len(), "{json}");
    }
    assert!(matches!(read(r##"{"#kind":"m/text"}"##), Post::Unknown(_)));
}

#[test]
fn a_supertype_is_read_as_its_subtypes_which_keep_their_members() {
    use one_of_subtypes::expected::types::{Either, Owner, Pet};
    let json = r#"{"pets":[{"kind":"cat","lives":9},{"kind":"Dog","friend":{"kind":"Pet","name":"a"}},{"kind":"Fish","fins":1.50}]}"#;
    let owner: Owner = read(json);
    let pets = owner.pets.as_deref().unwrap_or_default();
    assert!(matches!(&pets[0], Pet::Cat(cat) if cat.lives == Some(9)));
    let Pet::Dog(dog) = &pets[1] else {
        panic!("{pets:?}")
    };
    assert!(matches!(&dog.friend, Some(Pet::Pet(pet)) if pet.name.is_some()));
    assert!(matches!(&pets[2], Pet::Unknown(_)));
    assert_eq!(write(&owner), json);
    // A union of subtypes has the discriminator of what they extend.
    assert!(matches!(read(r#"{"kind":"Dog"}"#), Either::Dog(_)));
    assert!(matches!(read(r#"{"kind":"Pet"}"#), Either::Unknown(_)));
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
fn any_option_is_taken_where_one_of_several_is_asked_for() {
    use one_of_in_requests::expected::types::{Bolt, Part, Things};
    let bolt = |size: &str| Bolt::builder().size(size).build();
    let inner = Things::builder().parts([bolt("123")]).build();
    let things = Things::builder().parts([bolt("1")]).parts([inner]).build();
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
