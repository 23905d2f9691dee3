//! The values of keys that say what a thing is: the gateway, its servers, the source of a fact and what an operation does.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ir;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateway {
    pub(crate) module: String,
    pub(crate) title: String,
    pub(crate) env: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) from: Vec<String>,
    pub(crate) confidence: ir::Confidence,
    pub(crate) note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effect {
    pub(crate) kind: ir::EffectKind,
    pub(crate) reference: Option<String>,
    pub(crate) duplicates: Option<String>,
    #[serde(default)]
    pub(crate) options: BTreeMap<String, ir::EffectKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    pub(crate) none: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Environment {
    Sandbox,
    Production,
}

impl Environment {
    pub(crate) const fn wire(&self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}
