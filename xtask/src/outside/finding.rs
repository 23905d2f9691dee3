//! What a tool finds in one document.

use std::fmt;

use serde::Deserialize;

/// A tool that somebody else wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// Redocly's linter.
    Redocly,
    /// Stoplight's linter.
    Spectral,
    /// The validator of the Python packages for OpenAPI.
    OpenapiSpecValidator,
    /// The tester that makes requests from a specification.
    Schemathesis,
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Redocly => "redocly",
            Self::Spectral => "spectral",
            Self::OpenapiSpecValidator => "openapi-spec-validator",
            Self::Schemathesis => "schemathesis",
        })
    }
}

/// One thing that a tool objects to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The tool.
    pub tool: Tool,
    /// The name of the specification, without its extension.
    pub document: String,
    /// The tool's own name of the rule.
    pub rule: String,
    /// A JSON pointer into the document, such as `#/info`; of a request, its operation, such as `GET /networks`.
    pub at: String,
    /// The line in the document, if the tool knows it.
    pub line: Option<u64>,
    /// What the tool says; of a request, also the status and the body of the response.
    pub says: String,
    /// The request, if there is one.
    pub request: Option<String>,
}

/// What a tool did with one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What it checked, for people.
    pub checked: String,
    /// What it objects to.
    pub findings: Vec<Finding>,
}

/// Why a report cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable(String);

impl Unusable {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    pub(super) fn json(tool: Tool, error: &serde_json::Error) -> Self {
        Self(format!("the report of {tool} cannot be read: {error}"))
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}
