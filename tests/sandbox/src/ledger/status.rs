//! How far a payment has come.

use std::fmt;

/// How far a payment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PaymentStatus {
    /// Accepted, not finished.
    Pending,
    /// Not finished, and the gateway does not know how it will end.
    Indeterminate,
    /// Finished; the money has moved.
    Succeeded,
    /// Finished; no money has moved.
    Failed,
}

impl PaymentStatus {
    /// Whether it is the end: succeeded or failed.
    #[must_use]
    pub fn is_final(self) -> bool {
        match self {
            Self::Pending | Self::Indeterminate => false,
            Self::Succeeded | Self::Failed => true,
        }
    }
}

impl fmt::Display for PaymentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pending => "pending",
            Self::Indeterminate => "indeterminate",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        })
    }
}
