//! How far a payment has come, in the gateway's numbers and words.

use crate::{Fate, PaymentStatus};

/// A status with its result. The numbers and codes are the vendor's; which of them comes when is not documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// `transactionStatus`; nothing while it is pending, whose number nobody has published.
    pub(super) status: Option<u8>,
    pub(super) word: &'static str,
    /// `resultCode`, and what it means.
    pub(super) result: Option<(&'static str, &'static str)>,
}

/// The codes of failures that prove nothing, and none.
const INCONCLUSIVE: [Option<(&str, &str)>; 15] = [
    Some(("14", "Inconclusive status")),
    Some(("-1", "Transaction timeout")),
    Some(("22", "Partner timeout")),
    Some(("3", "Internal server error")),
    Some(("4", "Third party internal server error")),
    Some(("8", "Invalid transaction")),
    Some(("10", "Server busy")),
    Some(("11", "Transaction not found")),
    Some(("12", "General error")),
    Some(("13", "Third party general failure")),
    Some(("16", "Third party system unavailable")),
    Some(("20", "Third party integration error")),
    Some(("21", "Unmapped code")),
    Some(("999", "System failure")),
    None,
];

impl Ending {
    pub(super) const PENDING: Self = Self {
        status: None,
        word: "Pending",
        result: None,
    };
    const UNCLEAR: Self = Self {
        status: None,
        word: "Pending",
        result: Some(("14", "Inconclusive status")),
    };
    pub(super) const COMPLETED: Self = Self {
        status: Some(4),
        word: "Completed",
        result: Some(("0", "Success")),
    };
    pub(super) const DECLINED: Self = Self {
        status: Some(6),
        word: "Failed",
        result: Some(("18", "Declined")),
    };
    pub(super) const NOT_COVERED: Self = Self {
        status: Some(6),
        word: "Failed",
        result: Some(("15", "Insufficient wallet balance")),
    };
    pub(super) const DUPLICATE: Self = Self {
        status: Some(6),
        word: "Failed",
        result: Some(("9", "Duplicate transaction")),
    };
    /// Stopped by the merchant. The result of that is not documented.
    pub(super) const REJECTED: Self = Self {
        status: Some(7),
        word: "Rejected",
        result: None,
    };

    /// A failure that is not conclusive. The number decides which of its codes it has.
    pub(super) fn inconclusive(number: usize) -> Self {
        let codes = INCONCLUSIVE.len();
        Self {
            result: INCONCLUSIVE.get(number % codes).copied().flatten(),
            ..Self::DECLINED
        }
    }

    pub(super) fn of(status: PaymentStatus) -> Self {
        match status {
            PaymentStatus::Pending => Self::PENDING,
            PaymentStatus::Indeterminate => Self::UNCLEAR,
            PaymentStatus::Succeeded => Self::COMPLETED,
            PaymentStatus::Failed => Self::DECLINED,
        }
    }

    /// How a validation ends by what becomes of it, with this result where it fails; not yet otherwise.
    pub(super) fn of_validation(fate: Fate, failure: (&'static str, &'static str)) -> Option<Self> {
        match fate {
            Fate::Approve => Some(Self::COMPLETED),
            Fate::Decline => Some(Self {
                result: Some(failure),
                ..Self::DECLINED
            }),
            Fate::LeavePending | Fate::Indeterminate | Fate::Inconclusive => None,
        }
    }

    pub(super) fn code(&self) -> Option<&'static str> {
        self.result.map(|(code, _)| code)
    }

    pub(super) fn meaning(&self) -> Option<&'static str> {
        self.result.map(|(_, meaning)| meaning)
    }

    pub(super) fn is_over(&self) -> bool {
        self.status.is_some()
    }
}
