//! The value of `x-malipo-acceptance`, and the lists of words that it shares with `x-malipo-refusal`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::facts::Source;

/// Lists of words that several keys share, by name.
pub(crate) type Words = BTreeMap<String, Vec<String>>;

/// What a success must have and must not say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    #[serde(default)]
    pub(crate) has: Vec<String>,
    #[serde(default)]
    pub(crate) unset: Vec<String>,
    pub(crate) reference: Option<String>,
    #[serde(default)]
    pub(crate) contradicts: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) lacks: Vec<String>,
    #[serde(default)]
    pub(crate) foreign: BTreeMap<String, Vec<String>>,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
}
