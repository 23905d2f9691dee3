//! How a payment with an unknown outcome is found again.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{RefusalVariant, Status, Type};

/// A way to find an unclear payment again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "Written")]
pub struct Lookup {
    /// The operation to ask.
    pub operation: String,
    /// How its answer tells the payment.
    pub by: LookupBy,
}

/// How an operation tells one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupBy {
    /// It is asked for the reference, and answers with that payment.
    Parameter {
        /// The parameter that takes the reference.
        parameter: String,
        /// Where the response repeats the reference, as a dotted path.
        matches: String,
        /// The refusal that says that there is no such payment.
        missing: Option<Missing>,
        /// By the path of an enum in the response: the values that this kind of payment may have there. A response with another
        /// known value is about another payment; its absence and an unknown value say nothing.
        values: BTreeMap<String, Vec<String>>,
        /// The lines of the payment, which the response must show too.
        lines: Option<SentLines>,
    },
    /// It lists payments, of which one has the reference.
    Row {
        /// Where its answer has the rows, as a dotted path.
        items: String,
        /// Where a row holds the merchant's reference, as a dotted path.
        matches: String,
        /// Which rows can be the payment.
        only: RowsOnly,
        /// How the state of a row is told.
        settles: Option<RowSettles>,
    },
}

/// The lines of a payment, and where a response shows them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentLines {
    /// The property of the request body with the lines.
    pub of: String,
    /// Where the response repeats the merchant's reference of a line, as a dotted path through the list of lines.
    #[serde(rename = "match")]
    pub matches: String,
}

/// The refusal that says that there is nothing under a reference.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Its schema, by name.
    pub schema: String,
    /// Where it repeats the reference, as a dotted path.
    #[serde(rename = "match")]
    pub matches: String,
    /// Of some of its properties, the values that they have where they are there.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
}

impl Missing {
    /// Returns true if this variant of an error is the body, under a 4xx that the operation lists by its number.
    ///
    /// Under `default` and `4XX` anybody on the way may have responded.
    pub fn is_said_by(&self, variant: &RefusalVariant) -> bool {
        matches!(variant.status, Status::Code(400..=407 | 409..=499))
            && matches!(&variant.ty, Type::Named(name) if *name == self.schema)
    }
}

/// Which rows can be the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsOnly {
    /// By the path of an enum in the row: the values that it may have. Another known value excludes the row; its absence and
    /// an unknown value do not.
    pub values: BTreeMap<String, Vec<String>>,
    /// The gateway's own identifier of the payment, as a dotted path: rows with the same one are one payment.
    pub id: Option<String>,
    /// How long before the attempt a row may have begun.
    pub since: Option<Since>,
    /// When a row began, as a dotted path: a time without a zone.
    pub date: Option<String>,
    /// Whether the newest rows are on the last page, and are read first.
    pub from_last: bool,
}

/// How long before the attempt a row may have begun.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The parameter that takes the earliest time.
    pub parameter: Option<String>,
    /// How many minutes before the attempt that is.
    pub minutes: u32,
    /// By how much the gateway's clock is ahead of UTC.
    pub offset: UtcOffset,
}

/// How many minutes a clock is ahead of UTC, written as `+03:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct UtcOffset(pub i32);

impl TryFrom<String> for UtcOffset {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        minutes(&text)
            .map(Self)
            .ok_or("expected an offset such as `'+03:00'`")
    }
}

fn minutes(text: &str) -> Option<i32> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let two = |digits: &str, below: i32| {
        let all_digits = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = all_digits.then(|| digits.parse::<i32>().ok())??;
        (number < below).then_some(number)
    };
    Some(sign * (two(hours, 24)? * 60 + two(minutes, 60)?))
}

/// How the state of a row is told.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSettles {
    /// The status, as a dotted path into the row.
    pub status: String,
    /// The operation that says what the values of the same enum mean.
    #[serde(rename = "as")]
    pub like: String,
}

/// A way to find an unclear payment again, as it is written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    operation: String,
    parameter: Option<String>,
    items: Option<String>,
    #[serde(rename = "match")]
    matches: Option<String>,
    missing: Option<Missing>,
    lines: Option<SentLines>,
    #[serde(rename = "where", default)]
    values: IndexMap<String, Vec<String>>,
    id: Option<String>,
    since: Option<Since>,
    date: Option<String>,
    from: Option<From>,
    settles: Option<RowSettles>,
}

/// Where the reading of a list begins.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum From {
    Last,
}

impl TryFrom<Written> for Lookup {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let of_rows = written.id.is_some()
            || written.since.is_some()
            || written.date.is_some()
            || written.from.is_some()
            || written.settles.is_some();
        let by = match (written.parameter, written.items, written.matches) {
            (Some(_), None, _) if of_rows => {
                return Err("`id`, `since`, `date`, `from` and `settles` need `items`");
            }
            (Some(_), None, None) => {
                return Err(
                    "`parameter` needs `match`, because a response without the reference may be about another payment",
                );
            }
            (Some(parameter), None, Some(matches)) => LookupBy::Parameter {
                parameter,
                matches,
                missing: written.missing,
                values: written.values.into_iter().collect(),
                lines: written.lines,
            },
            (None, Some(_), Some(_)) if written.missing.is_some() => {
                return Err("`missing` needs `parameter`");
            }
            (None, Some(_), Some(_)) if written.lines.is_some() => {
                return Err(
                    "`lines` needs `parameter`: a row does not show the lines of a payment",
                );
            }
            (None, Some(_), Some(_)) if written.date.is_some() && written.since.is_none() => {
                return Err("`date` needs `since`");
            }
            (None, Some(items), Some(matches)) => LookupBy::Row {
                items,
                matches,
                only: RowsOnly {
                    values: written.values.into_iter().collect(),
                    id: written.id,
                    since: written.since,
                    date: written.date,
                    from_last: written.from.is_some(),
                },
                settles: written.settles,
            },
            _ => return Err("expected either `parameter`, or `items` and `match`"),
        };
        Ok(Self {
            operation: written.operation,
            by,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn an_offset_has_a_sign_and_two_digits_twice() {
        assert_eq!(minutes("+03:00"), Some(180));
        assert_eq!(minutes("-00:30"), Some(-30));
        for text in [
            "", "03:00", "+3:00", "+24:00", "+03:60", "+0300", "+03:0é", "+-1:00", "Z",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
