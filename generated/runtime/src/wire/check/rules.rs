//! The constraints that a specification can state of a field. A field without a value breaks none of them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{HasItems, HasNumber, HasText, Numeric, Violations};
use crate::wire::one_of::discriminator_of;
use crate::wire::reference::is_visible;
use crate::wire::styled::Parts;
use crate::wire::{ErrorText, Number, RawJson};

/// How many values of a discriminator a violation shows.
const MOST_SHOWN: usize = 8;

impl Violations {
    /// The discriminator of an option has one of the values that stand for it.
    pub fn discriminator<T: ErrorText + ?Sized>(
        &mut self,
        property: &str,
        value: &T,
        values: &[&str],
    ) {
        let mut is_right = true;
        value.texts(&mut |text| is_right &= values.contains(&text));
        if !is_right {
            self.wrong_discriminator(property, values);
        }
    }

    /// The discriminator of an object that is none of the options has one of all values: no other says which schema it has.
    pub fn any_discriminator(&mut self, property: &str, value: &RawJson, values: &[&str]) {
        let is_right = match discriminator_of(value.get(), property) {
            Some(Some(text)) => values.contains(&&*text),
            Some(None) => false,
            // It is no object.
            None => true,
        };
        if !is_right {
            self.wrong_discriminator(property, values);
        }
    }

    fn wrong_discriminator(&mut self, property: &str, values: &[&str]) {
        let shown = values.iter().take(MOST_SHOWN);
        let mut shown: Vec<String> = shown.map(|value| format!("`{value}`")).collect();
        match values.len().saturating_sub(MOST_SHOWN) {
            0 => {}
            more => shown.push(format!("one of {more} others")),
        }
        let advice = "the value says which of several schemas the object has";
        self.field(property, |at| {
            at.violation(format!("must be {}", shown.join(" or ")), advice)
        });
    }

    /// The text has at least so many characters.
    pub fn min_length<T: HasText + ?Sized>(&mut self, value: &T, bound: usize) {
        let Some(text) = value.text() else { return };
        // Bounds are small: the characters after the last one that counts need not be counted.
        let is_enough = match bound.checked_sub(1) {
            Some(last) => text.chars().nth(last).is_some(),
            None => true,
        };
        if is_enough {
            return;
        }
        if bound == 1 {
            self.violation("must not be empty", "");
        } else {
            self.violation(format!("must have at least {bound} characters"), "");
        }
    }

    /// The text has at most so many characters.
    pub fn max_length<T: HasText + ?Sized>(&mut self, value: &T, bound: usize) {
        if value
            .text()
            .is_some_and(|text| text.chars().count() > bound)
        {
            self.violation(
                format!("must have at most {}", count(bound, "character")),
                "",
            );
        }
    }

    /// The string is one by which two systems can recognise the same thing: nothing around it or in it is invisible.
    ///
    /// Many systems remove white space around a value, so the gateway may know the reference in another form than the one that
    /// was sent, and the request could not be found again.
    pub fn reference<T: HasText + ?Sized>(&mut self, value: &T) {
        if value.text().is_some_and(|text| !is_visible(text)) {
            self.violation(
                "must not begin or end with white space, or contain control characters or invisible ones",
                "remove them",
            );
        }
    }

    /// The number is at least the bound.
    pub fn minimum<T: HasNumber + ?Sized>(&mut self, value: &T, bound: &'static str) {
        self.compare(value, bound, "at least", Ordering::is_ge);
    }

    /// The number is at most the bound.
    pub fn maximum<T: HasNumber + ?Sized>(&mut self, value: &T, bound: &'static str) {
        self.compare(value, bound, "at most", Ordering::is_le);
    }

    /// The number is greater than the bound.
    pub fn above<T: HasNumber + ?Sized>(&mut self, value: &T, bound: &'static str) {
        self.compare(value, bound, "above", Ordering::is_gt);
    }

    /// The number is less than the bound.
    pub fn below<T: HasNumber + ?Sized>(&mut self, value: &T, bound: &'static str) {
        self.compare(value, bound, "below", Ordering::is_lt);
    }

    /// The number is a whole multiple of the step: of `0.01` when it has at most two decimals.
    pub fn multiple_of<T: HasNumber + ?Sized>(&mut self, value: &T, step: &'static str) {
        let Some(number) = value.number() else { return };
        let Some(divisor) = self.bound(step) else {
            return;
        };
        let divides = match number {
            Numeric::Exact(number) => number
                .checked_rem(divisor)
                .is_some_and(|remainder| remainder.is_zero()),
            Numeric::Long(_) => false,
        };
        if divides {
            return;
        }
        let decimals = divisor.normalize();
        let advice = if decimals.mantissa() == 1 && decimals.scale() > 0 {
            format!(
                "give it at most {}",
                count(decimals.scale() as usize, "decimal")
            )
        } else {
            String::new()
        };
        self.violation(format!("must be a multiple of {step}"), advice);
    }

    /// The list has at least so many items.
    pub fn min_items<L: HasItems + ?Sized>(&mut self, list: &L, bound: usize) {
        if list.items().is_some_and(|items| items.len() < bound) {
            self.violation(format!("must have at least {}", count(bound, "item")), "");
        }
    }

    /// The list has at most so many items.
    pub fn max_items<L: HasItems + ?Sized>(&mut self, list: &L, bound: usize) {
        if list.items().is_some_and(|items| items.len() > bound) {
            self.violation(format!("must have at most {}", count(bound, "item")), "");
        }
    }

    /// The object has at least so many properties, those included that have no name in the specification.
    pub fn min_properties<T: Serialize + ?Sized>(&mut self, value: &T, bound: usize) {
        if properties(value).is_some_and(|found| found < bound) {
            let count = properties_in_words(bound);
            self.violation(format!("must have at least {count}"), "");
        }
    }

    /// The object has at most so many properties.
    pub fn max_properties<T: Serialize + ?Sized>(&mut self, value: &T, bound: usize) {
        if properties(value).is_some_and(|found| found > bound) {
            let count = properties_in_words(bound);
            self.violation(format!("must have at most {count}"), "");
        }
    }

    /// No two items of the list are equal.
    pub fn unique_items<L: HasItems<Item: PartialEq> + ?Sized>(&mut self, list: &L) {
        let items = list.items().unwrap_or_default();
        let again = (1..items.len()).find(|index| items[..*index].contains(&items[*index]));
        if let Some(index) = again {
            self.violation(
                "must not have the same item twice",
                format!("item [{index}] is there already"),
            );
        }
    }

    /// No two items of the list have the same string at the path.
    pub fn unique_by<L: HasItems + ?Sized>(
        &mut self,
        list: &L,
        path: &'static str,
        member: impl Fn(&L::Item) -> Option<&str>,
    ) {
        let mut first = BTreeMap::new();
        for (index, item) in list.items().unwrap_or_default().iter().enumerate() {
            let Some(text) = member(item) else { continue };
            match first.entry(text) {
                Entry::Vacant(free) => {
                    free.insert(index);
                }
                Entry::Occupied(taken) => {
                    let taken = *taken.get();
                    self.item(index, |at| {
                        at.field(path, |at| {
                            at.violation(
                                format!("must not be that of item [{taken}]"),
                                "give each item its own",
                            );
                        });
                    });
                }
            }
        }
    }

    fn compare<T: HasNumber + ?Sized>(
        &mut self,
        value: &T,
        bound: &'static str,
        relation: &str,
        holds: fn(Ordering) -> bool,
    ) {
        let Some(number) = value.number() else { return };
        let Some(limit) = self.bound(bound) else {
            return;
        };
        let order = match number {
            Numeric::Exact(number) => Some(number.cmp(&limit)),
            Numeric::Long(number) => number
                .partial_cmp(&Number::from(limit))
                .filter(|_| number.is_finite()),
        };
        if !order.is_some_and(holds) {
            self.violation(format!("must be {relation} {bound}"), "");
        }
    }

    /// A bound as a number. One that cannot be read is a mistake in the specification, which must not pass in silence.
    fn bound(&mut self, bound: &'static str) -> Option<Decimal> {
        let read = bound.parse::<crate::wire::Amount>();
        if read.is_err() {
            self.violation(
                format!("has the limit {bound}, which cannot be held exactly"),
                "correct the limit in the specification",
            );
        }
        read.ok().map(|amount| amount.value())
    }
}

/// How many properties an object has as it is sent; `None` for what is no object.
fn properties<T: Serialize + ?Sized>(value: &T) -> Option<usize> {
    let json = serde_json::value::to_raw_value(value).ok()?;
    match Parts::of(&json) {
        Parts::Object(members) => Some(members.len()),
        _ => None,
    }
}

fn properties_in_words(number: usize) -> String {
    match number {
        1 => "1 property".to_owned(),
        number => format!("{number} properties"),
    }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
