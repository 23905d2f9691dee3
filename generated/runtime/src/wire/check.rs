//! Constraints: everything that is wrong with a request, found before a byte of it is sent.

mod country_codes;
mod pattern;
mod rules;
mod subscriber;
mod values;

use std::collections::BTreeMap;
use std::fmt;

pub use values::{HasItems, HasNumber, HasText, Numeric};

/// One constraint that a request breaks. It never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    rule: String,
    advice: String,
}

impl Violation {
    /// Where: `body.amount`, `body.items[2].price`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is required: `must be above 0`.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// What to do about it; it may be empty.
    pub fn advice(&self) -> &str {
        &self.advice
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.rule)?;
        } else {
            write!(f, "`{}` {}", self.path, self.rule)?;
        }
        if !self.advice.is_empty() {
            write!(f, " ({})", self.advice)?;
        }
        Ok(())
    }
}

/// All constraints that a request breaks, each with the path of its field.
///
/// ```
/// use malipo_runtime::Violations;
///
/// let mut found = Violations::new();
/// found.field("body", |at| {
///     at.field("reference", |at| at.min_length("", 1));
///     at.field("limit", |at| at.maximum(&500, "100"));
/// });
/// assert_eq!(found.to_string(), "`body.reference` must not be empty, and `body.limit` must be at most 100");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    found: Vec<Violation>,
    path: String,
    any_number: bool,
}

/// How long the path of a field is at most, as a rule.
const USUAL_PATH: usize = 64;

impl Violations {
    /// None yet.
    pub const fn new() -> Self {
        Self {
            found: Vec::new(),
            path: String::new(),
            any_number: false,
        }
    }

    /// None yet, and none for phone numbers if `any_number` is set: the caller knows better than the rules.
    pub(crate) fn accepting(any_number: bool) -> Self {
        Self {
            any_number,
            ..Self::new()
        }
    }

    /// The violations of a value, for a look before it is sent.
    pub fn of<T: Checked + ?Sized>(value: &T) -> Self {
        let mut violations = Self::new();
        value.check(&mut violations);
        violations
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.found.len()
    }

    /// All of them, in the order of the fields.
    pub fn as_slice(&self) -> &[Violation] {
        &self.found
    }

    /// All of them, in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.found.iter()
    }

    /// Checks inside a field.
    pub fn field(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        } else {
            // Room for any usual path, so that it is not moved for each part of it.
            self.path.reserve(USUAL_PATH);
        }
        self.path.push_str(name);
        check(self);
        self.path.truncate(length);
    }

    /// Checks inside an item of a list or a map, counted from 0. A map's key is not named, since it may be personal.
    pub fn item(&mut self, index: usize, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(&format!("[{index}]"));
        check(self);
        self.path.truncate(length);
    }

    /// Checks every item of a list, if there is one.
    pub fn items<L: HasItems + ?Sized>(
        &mut self,
        list: &L,
        mut check: impl FnMut(&mut Self, &L::Item),
    ) {
        for (index, item) in list.items().unwrap_or_default().iter().enumerate() {
            self.item(index, |at| check(at, item));
        }
    }

    /// Records a violation of the field that is being checked. Neither text may hold the value.
    pub fn violation(&mut self, rule: impl Into<String>, advice: impl Into<String>) {
        self.found.push(Violation {
            path: self.path.clone(),
            rule: rule.into(),
            advice: advice.into(),
        });
    }

    /// Adds those found elsewhere.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
    }
}

impl fmt::Display for Violations {
    /// Lists all of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.found.iter().enumerate() {
            if index > 0 {
                f.write_str(", and ")?;
            }
            fmt::Display::fmt(violation, f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A value that knows its constraints.
pub trait Checked {
    /// Records what is wrong with this value. Without constraints, nothing is.
    fn check(&self, at: &mut Violations) {
        let _ = at;
    }
}

impl<T: Checked + ?Sized> Checked for &T {
    fn check(&self, at: &mut Violations) {
        (**self).check(at);
    }
}

impl<T: Checked + ?Sized> Checked for Box<T> {
    fn check(&self, at: &mut Violations) {
        (**self).check(at);
    }
}

impl<T: Checked> Checked for Option<T> {
    fn check(&self, at: &mut Violations) {
        if let Some(value) = self {
            value.check(at);
        }
    }
}

impl<T: Checked> Checked for crate::wire::Maybe<T> {
    fn check(&self, at: &mut Violations) {
        if let Some(value) = self.value() {
            value.check(at);
        }
    }
}

impl<T: Checked> Checked for crate::wire::OrBlank<T> {
    fn check(&self, at: &mut Violations) {
        if let Some(value) = self.value() {
            value.check(at);
        }
    }
}

impl<T: Checked> Checked for crate::wire::Sensitive<T> {
    fn check(&self, at: &mut Violations) {
        self.expose().check(at);
    }
}

impl<T: Checked> Checked for Vec<T> {
    fn check(&self, at: &mut Violations) {
        for (index, item) in self.iter().enumerate() {
            at.item(index, |at| item.check(at));
        }
    }
}

impl<T: Checked> Checked for BTreeMap<String, T> {
    fn check(&self, at: &mut Violations) {
        for (index, value) in self.values().enumerate() {
            at.item(index, |at| value.check(at));
        }
    }
}

/// In a request, a whole number may be a text, and then any text could be given.
impl Checked for crate::wire::Lenient<i64> {
    fn check(&self, at: &mut Violations) {
        if self.value().is_none() {
            at.violation(
                "must be a whole number",
                "give it as a number, or as digits",
            );
        }
    }
}

/// JSON has no such numbers, and no gateway reads their names.
impl Checked for f64 {
    fn check(&self, at: &mut Violations) {
        if !self.is_finite() {
            at.violation("must be a finite number", "it is infinite or not a number");
        }
    }
}

impl Checked for crate::wire::Number {
    fn check(&self, at: &mut Violations) {
        if !self.is_finite() {
            f64::NAN.check(at);
        }
    }
}

macro_rules! without_constraints {
    ($($type:ty),*) => {$(
        impl Checked for $type {}
    )*};
}

// A scalar's constraints belong to the field that holds it.
without_constraints!(
    String,
    str,
    bool,
    i32,
    i64,
    u32,
    u64,
    crate::wire::Amount,
    crate::wire::Msisdn,
    crate::wire::RawJson,
    crate::wire::Lenient<String>
);

#[cfg(feature = "local-time")]
without_constraints!(crate::wire::LocalDateTime);

#[cfg(test)]
mod tests;
