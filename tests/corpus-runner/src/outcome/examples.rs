//! What became of the examples of one document.

use serde::{Deserialize, Serialize};

use super::told::Told;

/// What became of the examples of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Examples {
    /// Of bodies, and of schemas that became types.
    pub counts: Counts,
    /// Of properties.
    pub properties: Counts,
    /// Those that cannot be read.
    pub unread: Vec<Unread>,
    /// Those that are written otherwise than they were read: the place of the example, and in it the first that differs.
    pub changed: Vec<String>,
    /// What became of values that were made of unions, if they were.
    pub unions: Unions,
}

/// What became of values that were made of the unions of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unions {
    /// The numbers.
    pub counts: UnionCounts,
    /// Those that are written otherwise than they were read, or cannot be read: the pointer of the union, and what differs.
    pub lost: Vec<String>,
    /// Those that are read as another variant than the one whose name they have.
    pub confused: Vec<String>,
    /// Those that are kept as they were sent, since no option knows them.
    pub unknown: Vec<String>,
}

/// The numbers of [`Unions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnionCounts {
    /// Unions of which values were made.
    pub unions: usize,
    /// Values that could be made.
    pub made: usize,
    /// Values that were read: of many, a sample of each union.
    pub instances: usize,
    /// Values that lose something.
    pub lost: usize,
    /// Values that are read as another variant.
    pub confused: usize,
    /// Values that no option knows.
    pub unknown: usize,
}

impl std::ops::AddAssign for UnionCounts {
    fn add_assign(&mut self, other: Self) {
        self.unions += other.unions;
        self.made += other.made;
        self.instances += other.instances;
        self.lost += other.lost;
        self.confused += other.confused;
        self.unknown += other.unknown;
    }
}

/// How many examples there are, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counts {
    /// All.
    pub examples: usize,
    /// Those that can be read.
    pub decoded: usize,
    /// Those that cannot, and are no values of their schemas.
    pub invalid: usize,
    /// Those that cannot, though nothing is wrong with them.
    pub failed: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.examples += other.examples;
        self.decoded += other.decoded;
        self.invalid += other.invalid;
        self.failed += other.failed;
    }
}

/// An example that cannot be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unread {
    /// JSON pointer of the example.
    pub pointer: String,
    /// JSON pointer of what is wrong with it, or of all of it.
    pub at: String,
    /// The file that this stands in: the document itself, or another one that it refers to.
    pub file: String,
    /// Its line there, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// The type as which it should be read.
    pub rust_type: String,
    /// What the program said.
    pub error: String,
    /// Why it is no value of its schema; nothing where that is our fault.
    pub fault: Option<Told>,
}
