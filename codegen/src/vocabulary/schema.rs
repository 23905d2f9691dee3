//! The values of keys on schemas and properties.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Amount,
    Msisdn,
    LocalDatetime,
    Datetime,
    Text,
    IntegerOrString,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Wire {
    #[serde(rename = "digits")]
    Digits,
    #[serde(rename = "plus")]
    Plus,
    #[serde(rename = "YYYY-MM-DD HH:mm:ss")]
    DateSpaceTime,
}

/// What must not be printed; both are treated alike, the word is for the reader.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sensitive {
    Personal,
    Secret,
}

/// A phone number that is paid or charged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscriber {
    pub(crate) country: CountryCode,
}

/// The country code of a phone number.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct CountryCode(pub(crate) String);

impl TryFrom<String> for CountryCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        let digits = code.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (1..=3).contains(&code.len()) && !code.starts_with('0') {
            Ok(Self(code))
        } else {
            Err("expected a country code of one to three digits in quotes, such as '256'")
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValueDocs {
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: String,
    pub(crate) options: IndexMap<String, ChoiceOption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceOption {
    pub(crate) takes: String,
    #[serde(default)]
    pub(crate) sends: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) description: String,
}
