use std::collections::BTreeMap;

use super::*;
use crate::dec;
use crate::wire::{Amount, Maybe, OrBlank, Sensitive};

fn rules(check: impl FnOnce(&mut Violations)) -> Vec<String> {
    let mut at = Violations::new();
    at.field("f", check);
    at.iter()
        .map(|violation| violation.rule().to_owned())
        .collect()
}

#[test]
fn lengths_count_characters_and_not_bytes() {
    assert!(rules(|at| at.max_length("éé", 2)).is_empty());
    assert_eq!(
        rules(|at| at.max_length("ééé", 2)),
        ["must have at most 2 characters"]
    );
    assert_eq!(
        rules(|at| at.min_length("é", 2)),
        ["must have at least 2 characters"]
    );
    assert_eq!(rules(|at| at.min_length("", 1)), ["must not be empty"]);
}

#[test]
fn a_field_without_a_value_breaks_no_constraint() {
    let found = rules(|at| {
        at.min_length(&None::<String>, 1);
        at.above(&None::<Amount>, "0");
        at.multiple_of(&Maybe::<Amount>::Null, "0.01");
        at.min_items(&None::<Vec<u8>>, 1);
        at.min_length(&OrBlank::<String>::Blank, 1);
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_wrapped_value_is_checked_like_a_bare_one() {
    let found = rules(|at| {
        at.min_length(&Some(Sensitive::new(String::new())), 1);
        at.above(&Maybe::Value(Amount::from(0)), "0");
        at.min_length(&OrBlank::Value(String::new()), 1);
        at.max_items(&Some(vec![1, 2]), 1);
    });
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn amounts_are_compared_exactly() {
    let check = |amount: Amount| {
        rules(|at| {
            at.above(&amount, "0");
            at.multiple_of(&amount, "0.01");
        })
    };
    for good in [
        "0.01",
        "256600",
        "186600.00",
        "1.000",
        "99999999999999999999999999.99",
    ] {
        assert!(check(good.parse().unwrap()).is_empty(), "{good}");
    }
    assert_eq!(check(dec!(0).into()), ["must be above 0"]);
    assert_eq!(check(dec!(-1).into()), ["must be above 0"]);
    assert_eq!(check(dec!(1.001).into()), ["must be a multiple of 0.01"]);
    assert_eq!(check(dec!(-0.001).into()).len(), 2);
    assert_eq!(check(dec!(0.0000000000000000000000000001).into()).len(), 1);
}

#[test]
fn integers_and_floats_are_compared_too() {
    assert!(rules(|at| at.maximum(&i64::MAX, "9223372036854775807")).is_empty());
    assert_eq!(rules(|at| at.below(&5_i32, "5")), ["must be below 5"]);
    assert_eq!(rules(|at| at.minimum(&4_i64, "5")), ["must be at least 5"]);
    assert!(rules(|at| at.multiple_of(&0.3_f64, "0.1")).is_empty());
    assert_eq!(
        rules(|at| at.maximum(&1e300_f64, "10")),
        ["must be at most 10"]
    );
    assert!(rules(|at| at.minimum(&1e300_f64, "10")).is_empty());
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(rules(|at| at.minimum(&odd, "0")).len(), 1);
        assert_eq!(rules(|at| at.maximum(&odd, "0")).len(), 1);
        assert_eq!(rules(|at| at.multiple_of(&odd, "1")).len(), 1);
    }
}

#[test]
fn a_limit_that_cannot_be_read_does_not_pass_in_silence() {
    assert_eq!(rules(|at| at.minimum(&1_i32, "about ten")).len(), 1);
}

#[test]
fn lists_have_a_size_and_unique_items() {
    assert_eq!(
        rules(|at| at.min_items(&Vec::<u8>::new(), 1)),
        ["must have at least 1 item"]
    );
    assert!(rules(|at| at.unique_items(&vec![1, 2, 3])).is_empty());
    assert_eq!(
        rules(|at| at.unique_items(&vec![1, 2, 1])),
        ["must not have the same item twice"]
    );
}

#[test]
fn all_violations_are_listed_with_their_paths_and_none_with_its_value() {
    struct Line {
        price: Amount,
    }
    impl Checked for Line {
        fn check(&self, at: &mut Violations) {
            at.field("price", |at| {
                at.above(&self.price, "0");
                at.multiple_of(&self.price, "0.01");
            });
        }
    }
    let lines = vec![
        Line {
            price: dec!(1).into(),
        },
        Line {
            price: dec!(-471.111).into(),
        },
    ];
    let mut at = Violations::new();
    at.field("body", |at| {
        at.field("lines", |at| lines.check(at));
        at.field("tags", |at| {
            at.items(&vec!["", "x"], |at, tag| at.min_length(*tag, 1))
        });
    });
    assert_eq!(
        at.to_string(),
        "`body.lines[1].price` must be above 0, and `body.lines[1].price` must be a multiple of 0.01 (give it at most 2 decimals), and `body.tags[0]` must not be empty"
    );
    assert!(!format!("{at:?}").contains("471"));
    assert_eq!(at.len(), 3);
}

#[test]
fn properties_are_counted_as_they_are_sent() {
    let map = |names: &[&str]| -> BTreeMap<String, Option<i64>> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), None))
            .collect()
    };
    let told = |value: Option<BTreeMap<String, Option<i64>>>| {
        let mut at = Violations::new();
        at.field("map", |at| {
            at.min_properties(&value, 1);
            at.max_properties(&value, 2);
        });
        at.to_string()
    };
    assert_eq!(told(None), "");
    assert_eq!(told(Some(map(&["a", "b"]))), "");
    assert_eq!(told(Some(map(&[]))), "`map` must have at least 1 property");
    let three = told(Some(map(&["a", "b", "c"])));
    assert_eq!(three, "`map` must have at most 2 properties");
}
