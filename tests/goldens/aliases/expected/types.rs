//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `transactionReference`.
    pub transaction_reference: String,
    /// `note`.
    pub note: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        transaction_reference = "transactionReference" | "reference" | "ref", must,
        note = "note" | "remark", some,
    }
}
