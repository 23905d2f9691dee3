//! Bounds of numbers, as the document has them.

use serde_json::Number;

use super::keywords::JsonType;
use super::types::Schema;
use crate::ir;

/// The format of integers that are not negative, of 64 bits.
pub(crate) const UNSIGNED: &str = "uint64";

/// Below this, no whole number is left out by floats.
pub(super) const EXACT: f64 = 9e15;

/// The first integers beyond 64 bits. Many write these where they mean the last within them, rounded.
const BEYOND_SIGNED: f64 = 9_223_372_036_854_775_808.0;
const BEYOND_UNSIGNED: f64 = 18_446_744_073_709_551_616.0;

impl Schema {
    /// Returns whether the bounds of an integer say that it is not negative, and may be beyond what an `i64` holds.
    pub(super) fn is_unsigned_by_bounds(&self) -> bool {
        let as_f64 = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        self.ty == Some(JsonType::Integer)
            && self.format.is_none()
            && self.enumeration.is_empty()
            && as_f64(&self.minimum).is_some_and(|minimum| minimum >= 0.0)
            && as_f64(&self.maximum)
                .is_some_and(|maximum| (BEYOND_SIGNED..=BEYOND_UNSIGNED).contains(&maximum))
            && as_f64(&self.maximum) != Some(BEYOND_SIGNED)
    }

    /// Returns whether it is an integer that may be beyond what an `i64` holds.
    pub(crate) fn is_unsigned(&self) -> bool {
        self.ty == Some(JsonType::Integer) && self.format.as_deref() == Some(UNSIGNED)
    }

    /// Returns the bounds of a number.
    pub(crate) fn bounds_of_number(&self) -> ir::Constraints {
        self.bounds(|_| true)
    }

    /// Returns the bounds of an integer, except for those that may have been rounded.
    pub(crate) fn bounds_of_integer(&self) -> ir::Constraints {
        self.bounds(is_exact)
    }

    fn bounds(&self, counts: impl Fn(&Number) -> bool) -> ir::Constraints {
        let text = |number: &Option<Number>| {
            let number = number.as_ref().filter(|number| counts(number))?;
            Some(decimal(number))
        };
        let bound = |number, exclusive: Option<bool>| {
            Some(ir::Bound {
                value: text(number)?,
                exclusive: exclusive.unwrap_or_default(),
            })
        };
        ir::Constraints {
            minimum: bound(&self.minimum, self.exclusive_minimum),
            maximum: bound(&self.maximum, self.exclusive_maximum),
            multiple_of: text(&self.multiple_of),
            ..ir::Constraints::default()
        }
    }
}

/// Returns the bounds of an integer that may have been rounded, unless there is no integer beyond them.
pub(super) fn rounded_bounds(integer: &Schema) -> impl Iterator<Item = &'static str> {
    let most = match integer.format.as_deref() {
        Some(UNSIGNED) => u64::MAX as f64,
        _ => i64::MAX as f64,
    };
    let bounds = [
        ("minimum", &integer.minimum, -1.0),
        ("maximum", &integer.maximum, 1.0),
        ("multipleOf", &integer.multiple_of, 0.0),
    ];
    bounds.into_iter().filter_map(move |(key, bound, sign)| {
        let rounded = bound.as_ref().filter(|bound| !is_exact(bound))?;
        let is_bound = rounded.as_f64().is_none_or(|bound| sign * bound < most);
        is_bound.then_some(key)
    })
}

/// Returns the bounds of an integer that allow values which its type does not hold. A format of 64 bits says that there are none.
pub(super) fn bounds_beyond(integer: &Schema) -> impl Iterator<Item = &'static str> {
    let (least, most) = match integer.format.as_deref() {
        Some(UNSIGNED) => (0.0, BEYOND_UNSIGNED),
        Some("int32" | "int64") => (f64::NEG_INFINITY, f64::INFINITY),
        _ => (-BEYOND_SIGNED, BEYOND_SIGNED),
    };
    let as_f64 = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    let below = as_f64(&integer.minimum).filter(|minimum| *minimum < least);
    let above = as_f64(&integer.maximum).filter(|maximum| *maximum > most);
    let below = below.map(|_| "minimum").into_iter();
    below.chain(above.map(|_| "maximum"))
}

/// A number in digits, without an exponent.
fn decimal(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}

/// Whether a number is just what the document has. A large one with a fraction or an exponent may have been rounded.
fn is_exact(number: &Number) -> bool {
    let is_small = |float: f64| float.abs() < EXACT;
    !number.is_f64() || number.as_f64().is_some_and(is_small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_exact_or_may_have_been_rounded() {
        let maximum = |text: &str| Schema {
            ty: Some(JsonType::Integer),
            maximum: Some(serde_json::from_str(text).unwrap()),
            ..Schema::default()
        };
        let cases = [
            ("5", Some("5"), false),
            ("0.5", Some("0.5"), false),
            ("1e-7", Some("0.0000001"), false),
            ("18446744073709551615", Some("18446744073709551615"), false),
            ("9.1e15", None, true),
            ("1e300", None, false),
        ];
        for (text, expected, is_rounded) in cases {
            let schema = maximum(text);
            let held = schema.bounds_of_integer().maximum.map(|bound| bound.value);
            assert_eq!(held.as_deref(), expected, "{text}");
            assert_eq!(
                rounded_bounds(&schema).next().is_some(),
                is_rounded,
                "{text}"
            );
        }
        let number = maximum("1e20").bounds_of_number().maximum.unwrap();
        assert_eq!(number.value, "100000000000000000000");
    }
}
