use std::cell::Cell;

use serde::Serialize;

use super::*;
use crate::wire::{Amount, JsonKind, RawJson};

::malipo_runtime::rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    struct Leaf keeps unreadable {
        amount: must Amount = "amount" | "Amount";
    }
}

::malipo_runtime::rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    struct Branch keeps unreadable {
        kind: must String = "kind";
        below: must Vec<Tree> = "below" [list];
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Leaf(Box<Leaf>),
    Branch(Box<Branch>),
    Unknown(RawJson),
}
::malipo_runtime::rt::one_of! { Tree {
    Leaf(object Leaf),
    Branch(object Branch) [has "kind" = "1" | "one"]
} else Unknown }

::malipo_runtime::rt::object! {
    #[derive(Debug, PartialEq)]
    struct Small {
        size: must String = "size";
    }
}

::malipo_runtime::rt::object! {
    #[derive(Debug, PartialEq)]
    struct Large {
        size: must String = "size";
        note: some String = "note";
    }
}

#[derive(Debug, PartialEq)]
enum Sent {
    Small(Box<Small>),
    Large(Box<Large>),
}
::malipo_runtime::rt::one_of! { Sent by "kind" {
    Small(object Small, "kind" = "small") [tag "small" | "tiny"],
    Large(object Large, "kind" = "large") [tag "large"]
} }

#[derive(Debug, PartialEq)]
enum Untagged {
    Small(Box<Small>),
    Large(Box<Large>),
}
::malipo_runtime::rt::one_of! { Untagged { Small(object Small), Large(object Large) } }

#[derive(Debug, PartialEq)]
enum Scalar {
    Amount(Amount),
    Text(String),
    Other(String),
    List(Vec<Amount>),
    Unknown(RawJson),
}
::malipo_runtime::rt::one_of! { Scalar {
    Amount(own Amount) [is Number],
    List(own Vec<Amount>) [is List],
    Text(own String) [is Text],
    Other(alike String) [is Text]
} else Unknown }

/// Types that are called like what the macro might call its own.
#[derive(Debug, Deserialize, Serialize)]
struct D(u8);
#[derive(Debug)]
enum S {
    D(D),
    Unknown(RawJson),
}
::malipo_runtime::rt::one_of! { S { D(own D) [is Number] } else Unknown }

#[derive(Debug)]
enum Deep {
    List(Vec<Deep>),
    Lists(Vec<Vec<Deep>>),
    Unknown(RawJson),
}
::malipo_runtime::rt::one_of! { Deep {
    Lists(own Vec<Vec<Deep>>) [is List],
    List(own Vec<Deep>) [is List]
} else Unknown }

fn read(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_digit_and_every_level_comes_back() {
    let json =
        r#"{"kind":"1","below":[{"amount":12345678901234567890.12345678},{"kind":"2"},[7]]}"#;
    let tree = read(json);
    let Tree::Branch(branch) = &tree else {
        unreachable!("{tree:?}")
    };
    assert!(matches!(&branch.below[0], Tree::Leaf(_)));
    assert!(matches!(&branch.below[1], Tree::Unknown(raw) if raw.get() == r#"{"kind":"2"}"#));
    assert!(matches!(&branch.below[2], Tree::Unknown(_)));
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
}

#[test]
fn a_kind_of_json_tells_options_apart_and_no_digit_is_lost() {
    let read = |json: &str| serde_json::from_str::<Scalar>(json).unwrap();
    let json = "12345678901234567890.12345678";
    assert!(matches!(read(json), Scalar::Amount(amount) if amount.to_string() == json));
    assert_eq!(read("\"a\""), Scalar::Text("a".to_owned()));
    let Scalar::List(list) = read("[1.50]") else {
        unreachable!()
    };
    assert_eq!(serde_json::to_string(&list).unwrap(), "[1.50]");
    assert!(matches!(read("true"), Scalar::Unknown(raw) if raw.get() == "true"));
    assert!(matches!(read("[true]"), Scalar::Unknown(_)));
    assert_eq!(Scalar::from(vec![Amount::from(1)]), read("[1]"));
}

#[test]
fn options_that_are_tried_within_each_other_take_no_longer_than_somebody_waits() {
    let json = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let read: Deep = serde_json::from_str(&json).unwrap();
    assert!(!matches!(read, Deep::Unknown(_)));
    assert!(matches!(serde_json::from_str("1"), Ok(S::D(D(1)))));
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn what_has_another_constant_is_no_such_option_and_is_kept() {
    let json = r#"{"amount":"none","kind":"2","below":[]}"#;
    assert_eq!(read(json), Tree::Unknown(json.parse().unwrap()));
    assert!(matches!(
        read(r#"{"kind":"1","below":[]}"#),
        Tree::Branch(_)
    ));
    assert!(matches!(read("3"), Tree::Unknown(_)));
}

#[test]
fn the_option_that_knows_the_members_is_chosen_and_keeps_those_that_nobody_knows() {
    let json = r#"{"amount":1.50,"later":{"digits":12345678901234567890.5}}"#;
    let tree = read(json);
    let Tree::Leaf(leaf) = &tree else {
        unreachable!("{tree:?}")
    };
    assert!(leaf.unreadable.is_empty());
    let shown = format!("{:?}", leaf.unreadable);
    assert!(
        shown.starts_with("Unreadable(0 members, ") && shown.ends_with(" undeclared)"),
        "{shown}"
    );
    let undeclared: Vec<_> = leaf.unreadable.undeclared().collect();
    assert_eq!(undeclared.len(), 1);
    assert_eq!(undeclared[0].0, "later");
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
    // Below an option as well, and nothing is kept outside of one.
    let json = r#"{"kind":"one","below":[{"amount":1,"later":true}],"more":[]}"#;
    assert_eq!(serde_json::to_string(&read(json)).unwrap(), json);
    let leaf: Leaf = serde_json::from_str(r#"{"amount":1,"later":true}"#).unwrap();
    assert_eq!(leaf.unreadable.undeclared().count(), 0);
}

#[test]
fn a_member_of_another_type_is_unreadable_where_the_option_is_known() {
    let json = r#"{"kind":{},"below":[],"more":1}"#;
    // An object is none of the constants.
    assert!(matches!(read(json), Tree::Unknown(_)));
    let json = r#"{"kind":"1","below":"none"}"#;
    let tree = read(json);
    let Tree::Branch(branch) = &tree else {
        unreachable!("{tree:?}")
    };
    assert!(branch.unreadable.has("below"));
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
}

#[test]
fn without_signs_the_first_that_knows_all_members_is_chosen() {
    let read = |json: &str| serde_json::from_str::<Untagged>(json);
    let size = || "1".to_owned();
    let small = Untagged::Small(Box::new(Small { size: size() }));
    assert_eq!(read(r#"{"size":"1"}"#).unwrap(), small);
    let large = Untagged::Large(Box::new(Large {
        size: size(),
        note: Some("a".to_owned()),
    }));
    assert_eq!(read(r#"{"size":"1","note":"a"}"#).unwrap(), large);
    // Nothing would keep a member that nobody knows.
    for json in [r#"{"size":"1","other":1}"#, r#"{"other":1}"#, "{}", "[]"] {
        let error = read(json).unwrap_err().to_string();
        assert_eq!(error, "the value is none of the options", "{json}");
    }
}

#[test]
fn the_discriminator_decides_and_is_sent() {
    let read = |json: &str| serde_json::from_str::<Sent>(json);
    let json = r#"{"size":"1","kind":"large"}"#;
    let large = read(json).unwrap();
    assert!(matches!(large, Sent::Large(_)));
    assert_eq!(serde_json::to_string(&large).unwrap(), json);
    let tiny = read(r#"{"size":"1","kind":"tiny"}"#).unwrap();
    assert!(matches!(tiny, Sent::Small(_)));
    assert!(read(r#"{"size":"1","kind":"huge"}"#).is_err());
    // Without one, the members decide.
    let small = read(r#"{"size":"1"}"#).unwrap();
    let written = serde_json::to_string(&small).unwrap();
    assert_eq!(written, r#"{"size":"1","kind":"small"}"#);
}

#[test]
fn a_body_that_goes_down_without_end_is_kept_and_does_no_harm() {
    let levels = 2_000;
    let json = format!(
        "{}{}",
        r#"{"kind":"1","below":["#.repeat(levels),
        "]}".repeat(levels)
    );
    let tree = read(&json);
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
    // The count of levels starts anew with each body.
    assert_eq!(read(&json), tree);
}

#[test]
fn objects_within_objects_that_nobody_knows_are_read_in_linear_time() {
    // Each level has a member that no option knows, so that each option is tried at each level.
    ::malipo_runtime::rt::object! {
        #[derive(Debug)]
        struct One keeps unreadable {
            below: some Box<Either> = "below";
        }
    }
    ::malipo_runtime::rt::object! {
        #[derive(Debug)]
        struct Other keeps unreadable {
            below: some Box<Either> = "below";
        }
    }
    impl PartialEq for One {
        fn eq(&self, _: &Self) -> bool {
            false
        }
    }
    impl PartialEq for Other {
        fn eq(&self, _: &Self) -> bool {
            false
        }
    }
    #[derive(Debug, PartialEq)]
    enum Either {
        One(Box<One>),
        Other(Box<Other>),
        Unknown(RawJson),
    }
    ::malipo_runtime::rt::one_of! { Either { One(object One), Other(object Other) } else Unknown }

    let levels = 60;
    let json = format!(
        "{}null{}",
        r#"{"below":"#.repeat(levels),
        r#","odd":[1,2,3]}"#.repeat(levels)
    );
    let read: Either = serde_json::from_str(&json).unwrap();
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(written.len(), json.len());
}

#[test]
fn five_hundred_options_and_a_megabyte_are_read_in_linear_time() {
    const NAMES: &[&str] = &["a", "b", "c"];
    const KINDS: &[JsonKind] = &[JsonKind::Text];
    const MEMBERS: &[Sign] = &[Sign::Is(&[JsonKind::Object]), Sign::Kinds(NAMES, KINDS)];
    static MANY: [Known; 500] = [Known::other(MEMBERS); 500];
    static OPTIONS: Options = Options::new(None, &MANY);
    struct Count(usize);
    impl Attempts for Count {
        fn attempt(&mut self, _: Attempt) -> bool {
            self.0 += 1;
            !self.0.is_multiple_of(MOST_READINGS)
        }

        fn cost(&self) -> usize {
            usize::MAX
        }
    }
    let mut count = Count(0);
    let value = format!(r#"{{"a":"x","b":"y","{}":1}}"#, "z".repeat(100));
    let values = 1_000_000 / value.len();
    for _ in 0..values {
        OPTIONS.choose(&value, &mut count);
    }
    assert_eq!(count.0, values * MOST_READINGS);
}

/// The options of a union whose discriminator has so many values, each of another option.
fn tagged(count: usize) -> &'static Options {
    const KINDS: &[JsonKind] = &[JsonKind::Text];
    let known = (0..count).map(|number| {
        let value: &'static str = format!("v{number}").leak();
        let values: &'static [&'static str] = vec![value].leak();
        let is = Sign::Is(&[JsonKind::Object]);
        let signs = vec![is, Sign::Tag(values), Sign::Kinds(&["kind", "id"], KINDS)];
        Known::other(signs.leak())
    });
    let known: Vec<Known> = known.collect();
    Box::leak(Box::new(Options::new(Some("kind"), known.leak())))
}

thread_local! {
    /// How often a member was compared with what an option has under its name.
    pub(super) static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// Reads one value of each of so many options, and counts the comparisons.
fn looks_of_choices(count: usize) -> usize {
    struct First(Option<usize>);
    impl Attempts for First {
        fn attempt(&mut self, attempt: Attempt) -> bool {
            self.0 = self.0.or(Some(attempt.option));
            true
        }

        fn cost(&self) -> usize {
            self.0.map_or(usize::MAX, |_| 0)
        }
    }
    let options = tagged(count);
    let before = LOOKS.get();
    for number in 0..count {
        let mut first = First(None);
        options.choose(&format!(r#"{{"kind":"v{number}","id":"a"}}"#), &mut first);
        assert_eq!(first.0, Some(number));
    }
    LOOKS.get() - before
}

#[test]
fn a_discriminator_of_many_values_picks_the_option_without_looking_at_the_others() {
    // Two members of each value, and each with one option.
    for count in [1, 250, 1_000] {
        assert_eq!(looks_of_choices(count), 2 * count);
    }
}
