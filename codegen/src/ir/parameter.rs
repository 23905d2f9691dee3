//! Parameters, and how they are written.

use serde_json::Value;

use super::{Constrained, Docs, Name, Type};

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Where it is sent.
    pub location: Location,
    /// Of a header of a part of the body, that part.
    pub part: Option<PartOfBody>,
    /// How it is written there.
    pub spelling: Spelling,
    /// The type of its value.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// What its value must meet.
    pub constraints: Constrained,
    /// The value that stands for its absence.
    pub default: Option<Value>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the parameter.
    pub pointer: String,
}

/// The part of a body that has a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfBody {
    /// The name of the part.
    pub name: String,
    /// Whether the part has the header wherever it is sent.
    pub required: bool,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string; a list repeats the name.
    Query,
    /// In a header; a list is joined by commas.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

impl Location {
    /// The word that OpenAPI has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How the value of a parameter, or of a field of a form, is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// One text; in a query, a list repeats the name.
    Plain,
    /// The parts of a list or an object by a style, and whether they are exploded: each with a name of its own.
    Styled(Style, bool),
    /// As JSON.
    Json,
}

/// How the parts of a value are put together; the names are OpenAPI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `a,b`.
    Simple,
    /// `.a.b`.
    Label,
    /// `;name=a,b`.
    Matrix,
    /// `name=a,b`, or `name=a&name=b`.
    Form,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
    /// `name[part]=a`.
    DeepObject,
}
