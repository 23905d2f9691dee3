//! Bounds of numbers, as the document has them.

use serde_json::{Number, Value};

use super::keywords::JsonType;
use super::types::Schema;
use crate::ir;

/// The format of integers that are not negative, of 64 bits.
pub(crate) const UNSIGNED: &str = "uint64";

/// Below this, no whole number is left out by floats.
const EXACT: f64 = 9e15;

/// The greatest integers of 64 bits.
const SIGNED: i128 = i64::MAX as i128;
const UNSIGNED_MOST: i128 = u64::MAX as i128;

impl Schema {
    /// Returns whether the bounds and the default of an integer say that it is not negative, and may be beyond what an `i64` holds.
    /// Many write the greatest `i64` as a float rounds it, which is not beyond.
    pub(super) fn is_unsigned_by_bounds(&self) -> bool {
        let is_beyond = |most: i128| most as f64 > SIGNED as f64;
        let default = self.default.as_ref().and_then(Value::as_u64);
        let least = self.least();
        self.ty == Some(JsonType::Integer)
            && matches!(self.format.as_deref(), None | Some("int64"))
            && self.enumeration.is_empty()
            && match least {
                Some(least) if least > SIGNED => true,
                Some(least) => least >= 0 && self.most().is_some_and(is_beyond),
                None => false,
            }
            || self.is_unsigned_by_default(least, default)
    }

    /// Returns whether the default of an integer is beyond what an `i64` holds, and no bound allows a negative one.
    fn is_unsigned_by_default(&self, least: Option<i128>, default: Option<u64>) -> bool {
        self.ty == Some(JsonType::Integer)
            && self.format.is_none()
            && self.enumeration.is_empty()
            && least.is_none_or(|least| least >= 0)
            && default.is_some_and(|default| i64::try_from(default).is_err())
    }

    /// The least integer that the bounds allow, and the greatest.
    fn least(&self) -> Option<i128> {
        let least = integer(self.minimum.as_ref()?, f64::ceil);
        Some(least.saturating_add(i128::from(self.exclusive_minimum == Some(true))))
    }

    fn most(&self) -> Option<i128> {
        let most = integer(self.maximum.as_ref()?, f64::floor);
        Some(most.saturating_sub(i128::from(self.exclusive_maximum == Some(true))))
    }

    /// Returns whether the type that an integer has by its format holds all that its bounds and its default say.
    pub(super) fn is_within_its_type(&self) -> bool {
        !self.is_unsigned_by_bounds() && bounds_beyond(self).next().is_none()
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

/// Returns the keywords of an integer that are about values which its type does not hold: bounds that allow such values, bounds that
/// allow no others, and the default. A format says that there are no others than those that it holds.
pub(super) fn bounds_beyond(schema: &Schema) -> impl Iterator<Item = &'static str> + use<> {
    let (least, most) = match schema.format.as_deref() {
        Some(UNSIGNED) => (0, UNSIGNED_MOST),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN.into(), SIGNED),
    };
    let is_limited = matches!(schema.format.as_deref(), Some("int32" | "int64"));
    let is_listed = !schema.enumeration.is_empty();
    // As floats round them.
    let is_below = |number: i128| (number as f64) < least as f64;
    let is_above = |number: i128| number as f64 > most as f64;
    let minimum = schema
        .least()
        .filter(|number| !is_listed && (*number > most || (!is_limited && is_below(*number))));
    let maximum = schema
        .most()
        .filter(|number| !is_listed && (*number < least || (!is_limited && is_above(*number))));
    let default = schema.default.as_ref().and_then(Value::as_number);
    let default = default.filter(|default| {
        let is_whole = default.as_f64().is_some_and(|float| float.fract() == 0.0);
        let number = integer(default, f64::floor);
        !is_limited && is_whole && !(least..=most).contains(&number)
    });
    let found = [
        minimum.map(|_| "minimum"),
        maximum.map(|_| "maximum"),
        default.map(|_| "default"),
    ];
    found.into_iter().flatten()
}

/// A number as an integer: one with a fraction is rounded.
fn integer(number: &Number, round: fn(f64) -> f64) -> i128 {
    let signed = number.as_i64().map(i128::from);
    let whole = signed.or(number.as_u64().map(i128::from));
    // What is beyond 128 bits is the greatest of those.
    whole.unwrap_or_else(|| round(number.as_f64().unwrap_or_default()) as i128)
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

/// A number as it is written, which a float holds up to a size.
pub(super) fn as_written(held: Option<f64>, key: &str, schema: &Value) -> Option<Number> {
    let held = held?;
    if held.abs() < EXACT {
        return match held.fract() == 0.0 {
            true => Some((held as i64).into()),
            false => Number::from_f64(held),
        };
    }
    let written = schema.get(key).and_then(Value::as_number).cloned();
    written.or_else(|| Number::from_f64(held))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_of_64_bits_with_a_sign_without_one_or_beyond() {
        let of = |words: &str| {
            let read: Value = serde_json::from_str(&format!("{{{words}}}")).unwrap();
            let number = |key: &str| read.get(key).and_then(Value::as_number).cloned();
            let flag = |key: &str| read.get(key).and_then(Value::as_bool);
            let mut schema = Schema {
                ty: Some(JsonType::Integer),
                format: read["format"].as_str().map(str::to_owned),
                minimum: number("minimum"),
                maximum: number("maximum"),
                exclusive_minimum: flag("exclusiveMinimum"),
                default: read.get("default").cloned(),
                ..Schema::default()
            };
            let is_plain = schema.is_within_its_type();
            if schema.is_unsigned_by_bounds() {
                schema.format = Some(UNSIGNED.to_owned());
            }
            let beyond: Vec<&str> = bounds_beyond(&schema).collect();
            assert!(!is_plain || beyond.is_empty(), "{words}");
            (schema.is_unsigned(), beyond)
        };
        for signed in [
            r#""minimum":0"#,
            r#""maximum":9223372036854775807"#,
            r#""minimum":0,"maximum":9223372036854776000"#,
            r#""format":"int64","maximum":1e30"#,
            r#""format":"int32","maximum":4294967295"#,
            r#""default":5"#,
        ] {
            assert_eq!(of(signed), (false, vec![]), "{signed}");
        }
        for unsigned in [
            r#""minimum":9223372036854775808"#,
            r#""minimum":9223372036854775807,"exclusiveMinimum":true"#,
            r#""minimum":10000000000000000000"#,
            r#""minimum":0,"maximum":18446744073709551615"#,
            r#""format":"int64","minimum":0,"maximum":18446744073709551615"#,
            r#""default":9223372036854775808"#,
        ] {
            assert_eq!(of(unsigned), (true, vec![]), "{unsigned}");
        }
        assert_eq!(
            of(r#""maximum":18446744073709551615"#),
            (false, vec!["maximum"])
        );
        assert_eq!(of(r#""minimum":0,"maximum":1e25"#), (true, vec!["maximum"]));
        assert_eq!(of(r#""minimum":1e25"#), (true, vec!["minimum"]));
        assert_eq!(of(r#""maximum":-1e25"#), (false, vec!["maximum"]));
        assert_eq!(
            of(r#""format":"int32","minimum":3000000000"#),
            (false, vec!["minimum"])
        );
        assert_eq!(
            of(r#""format":"int64","maximum":-1e25"#),
            (false, vec!["maximum"])
        );
        assert_eq!(of(r#""default":1e25"#), (false, vec!["default"]));
        let both = of(r#""minimum":-1,"default":9223372036854775808"#);
        assert_eq!(both, (false, vec!["default"]));
    }

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
