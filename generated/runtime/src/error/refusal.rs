//! The documented refusals of an operation.

use std::fmt::Debug;

use crate::error::ApiError;
use crate::wire::Answer;

/// The documented refusals of an operation.
pub trait Refusal: Clone + Debug + Send + Sync + 'static {
    /// Reads a refusal, if the answer is one that the gateway documents.
    fn decode(answer: &Answer) -> Option<Self>;

    /// What it says, whatever its shape.
    fn describe(&self) -> ApiError;
}

/// The refusal of an operation that documents none. There is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRefusal {}

impl Refusal for NoRefusal {
    fn decode(_: &Answer) -> Option<Self> {
        None
    }

    fn describe(&self) -> ApiError {
        match *self {}
    }
}
