//! Bodies of requests.

use super::{Constrained, Media, Style, Type};

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub media: Media,
    /// What the document calls that.
    pub media_type: String,
    /// Of a form, the fields with a style of their own, and whether they are exploded.
    pub styles: Vec<(String, Style, bool)>,
    /// Of a multipart form, the fields with media types of their own, as the document lists them.
    pub part_types: Vec<(String, String)>,
    /// What its value must meet.
    pub constraints: Constrained,
    /// Other media types that it can be sent as, written in the same way.
    pub also: Vec<String>,
    /// The variant in Rust, if there are others.
    pub variant: String,
    /// The bodies of which the caller can send one in place of this one.
    pub others: Vec<Self>,
    /// Whether it must be sent.
    pub required: bool,
    /// What it is.
    pub docs: String,
}

impl Body {
    /// This body and those that the caller can send in its place.
    pub fn choices(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }
}
