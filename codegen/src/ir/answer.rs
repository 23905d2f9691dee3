//! Responses, and what callers get of them.

use super::{Constrained, Docs, ErrorRole, Media, Name, Type};

/// One documented answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For which status.
    pub status: Status,
    /// The bodies it may have, the likeliest first; empty for none.
    pub bodies: Vec<AnswerBody>,
    /// The bodies that it may have in its place under other media types.
    pub alternatives: Vec<AnswerBody>,
    /// The headers that the document describes.
    pub headers: Vec<Header>,
    /// Whether it is known to come without a usable body.
    pub empty_body: bool,
    /// What it means.
    pub docs: Docs,
    /// JSON pointer of the response.
    pub pointer: String,
}

/// One form that the body of an answer may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerBody {
    /// Its type; of a text, a plain value.
    pub ty: Type,
    /// How it is written: as JSON, a text or bytes.
    pub media: Media,
    /// What the document calls that.
    pub media_type: String,
    /// What its value must meet, where it is sent.
    pub constraints: Constrained,
    /// Other media types that it may have, read in the same way.
    pub also: Vec<String>,
    /// The part of the body as a whole in an error, where it is not an object with parts of its own.
    pub role: Option<ErrorRole>,
}

/// A status code, a range of them, or all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One code.
    Code(u16),
    /// All codes with this first digit.
    Range(u8),
    /// Every code that is not declared.
    Default,
}

impl Status {
    /// Whether it stands for success.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: Name,
    /// The type of its value: a plain one, or a list of them.
    pub ty: Type,
    /// What it is.
    pub docs: String,
}

impl Answer {
    /// The bodies that a success may have: one for each way to read it.
    pub fn contents(&self) -> impl Iterator<Item = &AnswerBody> {
        self.bodies.first().into_iter().chain(&self.alternatives)
    }
}

/// What the client makes of a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing.
    Unit,
    /// The body of every success has this type.
    One(Type),
    /// The bodies differ by status or media type.
    Many {
        /// The enum in Rust.
        rust_type: String,
        /// Its variants.
        variants: Vec<OutputVariant>,
    },
}

/// A success that differs from the others by status or media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub body: Option<AnswerBody>,
}

/// Error answers that one or several operations share.
#[derive(Clone, Debug)]
pub struct RefusalSet {
    /// The enum in Rust.
    pub rust_type: String,
    /// Its variants.
    pub variants: Vec<RefusalVariant>,
}

/// One error body.
#[derive(Clone, Debug)]
pub struct RefusalVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub ty: Type,
    /// How the body is written.
    pub media: Media,
    /// The part of the whole body, where it is not an object.
    pub role: Option<ErrorRole>,
    /// What it means.
    pub docs: Docs,
}
