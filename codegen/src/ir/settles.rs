//! Where a response has the state of a payment, and what makes a failure conclusive.

use std::collections::BTreeMap;

use super::{Conflict, Source};

/// Where a response has the state of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settles {
    /// The status, as a dotted path into the response. It may lead through one list, of the lines of a payment.
    pub status: String,
    /// Values that mean: ask again later.
    pub pending: Vec<String>,
    /// Values that mean: done.
    pub succeeded: Vec<String>,
    /// Values that mean: will not be done.
    pub failed: Vec<String>,
    /// What tells that a failure is that of a repeated request.
    pub duplicate: Option<Duplicate>,
    /// What tells that a failure is conclusive. Without it, every failure is.
    pub conclusive: Option<Conclusive>,
    /// Where a response repeats the reference that was asked for.
    pub about: Option<About>,
    /// What the gateway's support needs to find the payment, as dotted paths into the response.
    pub ids: Vec<String>,
    /// What identifies and explains one line of a payment with several.
    pub lines: Option<LineTexts>,
}

/// What identifies and explains one line, as dotted paths into the response that lead through the list of the lines.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineTexts {
    /// The merchant's identifier of it, by which two lines are the same one. Without it, the reference is.
    pub by: Option<String>,
    /// The merchant's reference of the line.
    pub reference: String,
    /// The gateway's reason for the state of the line, in words.
    pub reason: String,
}

/// Where a response repeats the reference that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The parameter that takes the reference.
    pub parameter: String,
    /// The reference in the response, as a dotted path.
    pub matches: String,
    /// By the path of an enum in the response: the values that this kind of payment may have. Another known value is that of
    /// another kind; its absence and an unknown value say nothing.
    pub values: BTreeMap<String, Vec<String>>,
    /// Who says which values they are.
    pub source: Option<Source>,
}

/// What tells that a failure is that of a request which repeats another, and says nothing of that other one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duplicate {
    /// The value that tells it, as a dotted path into the answer; in the same line as the status.
    pub path: String,
    /// Its values that mean: a duplicate.
    #[serde(deserialize_with = "texts")]
    pub values: Vec<String>,
}

/// Which failures prove that no money moved: those with certain codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusive {
    /// The code, as a dotted path into the response; in the same line as the status.
    pub path: String,
    /// The codes, for each value of the status that means a failure.
    pub of: BTreeMap<String, ConclusiveCodes>,
    /// What the documents contradict, and the reading chosen.
    pub conflicts: Vec<Conflict>,
}

/// The codes that make a failure conclusive, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConclusiveCodes {
    /// The codes.
    pub codes: Codes,
    /// Where it was found, and how sure it is.
    pub source: Option<Source>,
}

/// Codes by which a failure is conclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// With one of these only.
    Only(Vec<String>),
    /// Unless it is one of these.
    Except(Vec<String>),
}

/// Strings or integers, as strings.
pub(crate) fn texts<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged, expecting = "expected a string or an integer")]
    enum Scalar {
        Text(String),
        Integer(i64),
    }

    let scalars = <Vec<Scalar> as serde::Deserialize>::deserialize(deserializer)?;
    let text = |scalar| match scalar {
        Scalar::Text(text) => text,
        Scalar::Integer(integer) => integer.to_string(),
    };
    Ok(scalars.into_iter().map(text).collect())
}
