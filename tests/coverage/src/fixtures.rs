//! The fixtures: what gateways really send and take, held against the specifications.
//!
//! `tests/fixtures/README.md` explains the files.

mod validation;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use malipo_codegen::ir::Api;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

pub use validation::{OperationSummary, Report, validate};

/// One side of one exchange with a gateway, or one webhook.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixture {
    /// The path of the file below the directory of fixtures, with `/` between parts.
    pub file: String,
    /// The gateway: the name of the first folder, which is the name of the generated module.
    pub gateway: String,
    /// What the file says.
    pub exchange: Exchange,
}

/// What a fixture file says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Exchange {
    /// The operationId; nothing for a webhook.
    pub operation: Option<String>,
    /// The name of the event; webhooks only.
    #[serde(default)]
    pub event: Option<String>,
    /// Who sent it.
    pub direction: Direction,
    /// How it came to us.
    pub origin: Origin,
    /// Where it was found.
    pub source: String,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
    /// Rules of the specification that the body breaks, each with the reason why it is kept.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// The HTTP method.
    pub method: String,
    /// The path with the version prefix and the query; for a webhook, the merchant's own.
    pub path: String,
    /// The HTTP status; responses only.
    #[serde(default)]
    pub status: Option<u16>,
    /// Headers that matter, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The JSON exactly as found, every digit of its numbers included; nothing if there was no body.
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
}

/// Who sent a fixture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Direction {
    /// The client, to the gateway.
    Request,
    /// The gateway, to the client.
    Response,
    /// The gateway, to the merchant.
    Webhook,
}

/// How a fixture came to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// Captured from a gateway.
    Recorded,
    /// Shown in the vendor's documentation.
    Printed,
    /// Printed in, or built by, the vendor's own code.
    VendorSdk,
    /// Made by us from these.
    Derived,
}

/// A rule that a body breaks, on record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Break {
    /// JSON pointer into the body.
    pub at: String,
    /// The rule, as the check names it.
    pub rule: String,
    /// Why the sample is kept all the same.
    pub reason: String,
}

impl Fixture {
    /// Whether it shows how an operation itself is asked or succeeds: refusals are of the whole gateway.
    #[must_use]
    pub fn shows(&self, gateway: &str, operation: &str) -> bool {
        self.gateway == gateway
            && self.exchange.operation.as_deref() == Some(operation)
            && self.exchange.status.is_none_or(|status| status < 400)
    }

    /// The body as a value, for checks that do not depend on the digits of its numbers.
    #[must_use]
    pub fn body_value(&self) -> Option<Value> {
        // A raw value is known to be JSON.
        self.exchange
            .body
            .as_ref()
            .and_then(|body| serde_json::from_str(body.get()).ok())
    }
}

/// Something that is wrong with a fixture, or that a fixture shows to be wrong with a specification.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, or the operation, that it is about.
    pub subject: String,
    /// What is wrong and what to do, as a sentence.
    pub what: String,
}

impl Problem {
    pub(crate) fn new(subject: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.what)
    }
}

/// Reads every `.json` file below a directory, in the order of their paths.
///
/// # Errors
///
/// Every file that cannot be read or is not a fixture, told at once.
pub fn load(directory: &Path) -> Result<Vec<Fixture>, Vec<Problem>> {
    each_file(directory, ".json", parse)
}

/// Reads every file below a directory whose name ends so, in the order of their paths.
pub(crate) fn each_file<T>(
    directory: &Path,
    ending: &str,
    parse: impl Fn(&str, &str) -> Result<T, Problem>,
) -> Result<Vec<T>, Vec<Problem>> {
    let mut names = Vec::new();
    let mut problems = Vec::new();
    list(directory, ending, "", &mut names, &mut problems);
    names.sort();
    let mut parsed = Vec::new();
    for name in names {
        let one = fs::read_to_string(directory.join(&name))
            .map_err(|error| Problem::new(&name, format!("the file cannot be read: {error}")))
            .and_then(|text| parse(&name, &text));
        match one {
            Ok(one) => parsed.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(parsed)
    } else {
        Err(problems)
    }
}

fn list(
    directory: &Path,
    ending: &str,
    prefix: &str,
    names: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => {
            let what = format!("the directory cannot be read: {error}");
            problems.push(Problem::new(directory.display().to_string(), what));
            return;
        }
    };
    for entry in entries.filter_map(Result::ok) {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), ending, &format!("{name}/"), names, problems);
        } else if name.ends_with(ending) {
            names.push(name);
        }
    }
}

/// The gateway whose folder a file is in.
pub(crate) fn gateway_of(file: &str) -> Result<&str, Problem> {
    file.split_once('/')
        .map(|(gateway, _)| gateway)
        .ok_or_else(|| Problem::new(file, "this belongs in a folder named after its gateway"))
}

/// The name of the folders of a gateway: that of its module.
pub(crate) fn folder(api: &Api) -> &str {
    api.gateway.module.trim_start_matches("r#")
}

fn parse(name: &str, text: &str) -> Result<Fixture, Problem> {
    let exchange = serde_json::from_str(text).map_err(|error| {
        Problem::new(
            name,
            format!("this is not a fixture: {error}; tests/fixtures/README.md lists the fields"),
        )
    })?;
    Ok(Fixture {
        file: name.to_owned(),
        gateway: gateway_of(name)?.to_owned(),
        exchange,
    })
}
