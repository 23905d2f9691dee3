//! The value of `x-malipo-settles`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::facts::Source;
use crate::ir;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settles {
    pub(crate) status: String,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) pending: Vec<String>,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) succeeded: Vec<String>,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) failed: Vec<String>,
    pub(crate) duplicate: Option<ir::Duplicate>,
    pub(crate) conclusive: Option<Conclusive>,
    pub(crate) about: Option<About>,
    #[serde(default)]
    pub(crate) ids: Vec<String>,
    pub(crate) lines: Option<ir::LineTexts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    pub(crate) parameter: String,
    #[serde(rename = "match")]
    pub(crate) matches: String,
    #[serde(rename = "where", default)]
    pub(crate) values: BTreeMap<String, Vec<String>>,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conclusive {
    pub(crate) path: String,
    pub(crate) of: BTreeMap<String, ConclusiveCodes>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(try_from = "WrittenCodes")]
pub(crate) struct ConclusiveCodes {
    pub(crate) codes: ir::Codes,
    pub(crate) source: Option<Source>,
}

/// Codes that make a failure conclusive, as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCodes {
    only: Option<Codes>,
    except: Option<Codes>,
    #[serde(rename = "x-malipo-source")]
    source: Option<Source>,
}

#[derive(Deserialize)]
struct Codes(#[serde(deserialize_with = "ir::texts")] Vec<String>);

impl TryFrom<WrittenCodes> for ConclusiveCodes {
    type Error = &'static str;

    fn try_from(written: WrittenCodes) -> Result<Self, Self::Error> {
        let codes = match (written.only, written.except) {
            (Some(Codes(codes)), None) => ir::Codes::Only(codes),
            (None, Some(Codes(codes))) => ir::Codes::Except(codes),
            _ => return Err("expected either `only` or `except`"),
        };
        Ok(Self {
            codes,
            source: written.source,
        })
    }
}
