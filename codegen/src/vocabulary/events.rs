//! The values of `x-malipo-events` and `x-malipo-callbacks`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::facts::Source;
use crate::ir;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    pub(crate) acknowledge: String,
    pub(crate) name: String,
    pub(crate) reference: Option<String>,
    #[serde(default)]
    pub(crate) compares: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) outcome: BTreeMap<String, String>,
    pub(crate) lines: Option<ir::CompareLines>,
    pub(crate) signature: Option<Signature>,
    pub(crate) kinds: BTreeMap<String, EventKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signature {
    pub(crate) header: String,
    pub(crate) algorithm: ir::SignatureAlgorithm,
    pub(crate) over: Vec<String>,
    pub(crate) covers: String,
    pub(crate) alternative: Option<AlternativeSignature>,
    pub(crate) unsigned: Option<Unsigned>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AlternativeSignature {
    pub(crate) over: ir::SignedWhole,
    pub(crate) forms: BTreeMap<String, ir::SignedForm>,
    pub(crate) covers: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unsigned {
    pub(crate) when: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Callback {
    pub(crate) schema: String,
    #[serde(default)]
    pub(crate) reference: Vec<String>,
    pub(crate) confirm: Option<String>,
    #[serde(default)]
    pub(crate) compares: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) outcome: BTreeMap<String, String>,
    pub(crate) lines: Option<ir::CompareLines>,
    pub(crate) progress: Option<String>,
    pub(crate) description: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventKind {
    pub(crate) schema: String,
    pub(crate) confirm: Option<String>,
    pub(crate) claims: Option<ir::Claim>,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}
