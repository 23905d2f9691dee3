//! Names.

/// A name on the wire and the name chosen for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As sent and received.
    pub wire: String,
    /// As written in Rust: a valid identifier, raw where it must be.
    pub rust: String,
}
