//! What came of a payment, and whether the caller was told the truth.

use std::fmt;

use malipo_sandbox::{Fault, ReceivedRequest};

use super::Cell;
use super::said::Says;

/// How far a failed call had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing was sent.
    NotSent,
    /// Something was sent, and no status came.
    MaybeSent,
    /// A status came.
    Answered,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotSent => "NotSent",
            Self::MaybeSent => "MaybeSent",
            Self::Answered => "Answered",
        })
    }
}

/// What a caller says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// The gateway has accepted it.
    Accepted,
    /// It failed.
    Failed {
        /// How far it had come, if the caller tells that.
        phase: Option<Phase>,
        /// Whether money may have moved all the same, if the caller tells that.
        may_have_moved_money: Option<bool>,
    },
}

/// What came of one cell.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The cell.
    pub cell: Cell,
    /// How often the ledger has the payment.
    pub executed: usize,
    /// How many requests the gateway got from the beginning of the call on, for whatever operation.
    pub requests: usize,
    /// What the caller said; nothing if it was still busy when its time and more were over.
    pub reported: Option<Reported>,
    /// What really happened on the wire.
    truth: Truth,
}

/// What really happened on the wire, as those saw it who listened there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    /// A failure, at this point.
    Failed(Phase),
    /// The last request met no fault.
    Answered,
}

impl Measured {
    /// From what the gateway received of the payment; `heard` is whether somebody else received a part of it.
    pub(super) fn new(
        cell: Cell,
        executed: usize,
        requests: usize,
        received: &[ReceivedRequest],
        heard: bool,
        reported: Option<Reported>,
    ) -> Self {
        let truth = match received.last() {
            None if heard => Truth::Failed(Phase::MaybeSent),
            None => Truth::Failed(Phase::NotSent),
            Some(last) => match last.fault {
                None => Truth::Answered,
                Some(Fault::Close | Fault::Reset | Fault::HalfHead | Fault::Hang) => {
                    Truth::Failed(Phase::MaybeSent)
                }
                Some(_) => Truth::Failed(Phase::Answered),
            },
        };
        Self {
            cell,
            executed,
            requests,
            reported,
            truth,
        }
    }

    /// Whether money moved twice.
    #[must_use]
    pub fn is_executed_twice(&self) -> bool {
        self.executed > 1
    }

    /// Whether the call did not end in its time.
    #[must_use]
    pub fn is_unbounded(&self) -> bool {
        self.reported.is_none()
    }

    /// Whether the caller was told another phase than what happened, so far as it was told any.
    ///
    /// The phase is that of the wire: nothing left, something left and no status came, a status came.
    #[must_use]
    pub fn is_wrong_phase(&self) -> bool {
        match self.reported {
            None => false,
            Some(Reported::Accepted) => self.truth != Truth::Answered || self.executed == 0,
            Some(Reported::Failed { phase, .. }) => {
                phase.is_some_and(|phase| self.truth != Truth::Failed(phase))
            }
        }
    }

    /// Whether the caller was told that no money can have moved although the ledger has the payment, or that it may have
    /// although nothing left. What is [assumed](Says::Assumption) not to happen does not count.
    #[must_use]
    pub fn is_wrong_about_money(&self) -> bool {
        let Some(Reported::Failed {
            may_have_moved_money: Some(may_have),
            ..
        }) = self.reported
        else {
            return false;
        };
        let denied = self.executed > 0 && !may_have;
        let claimed = self.truth == Truth::Failed(Phase::NotSent) && may_have;
        (denied && !self.is_assumed()) || claimed
    }

    /// Whether it is what `generated/README.md` assumes not to happen.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.cell.trouble.says() == Some(Says::Assumption)
    }

    /// Whether the gateway itself refused the payment, in its documented words.
    #[must_use]
    pub fn is_genuine_refusal(&self) -> bool {
        self.cell.trouble.says() == Some(Says::Refusal)
    }

    /// Whether it did, and the caller was told that no money moved.
    #[must_use]
    pub fn is_recognised_refusal(&self) -> bool {
        let told = matches!(
            self.reported,
            Some(Reported::Failed {
                may_have_moved_money: Some(false),
                ..
            })
        );
        self.is_genuine_refusal() && told
    }
}

/// In a line: what is called and what goes wrong, and what came of it.
impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cell {
            operation,
            trouble,
            connection,
            policy,
        } = &self.cell;
        let when = match trouble.is_after() {
            None => "",
            Some(false) => " before execution",
            Some(true) => " after execution",
        };
        write!(
            f,
            "{} {}, {}{}{when}, {connection} connection, {policy}: executed {}, {} requests, told {:?}, in truth {:?}",
            operation.gateway.name(),
            operation.id,
            trouble.name(),
            trouble
                .detail()
                .map_or_else(String::new, |detail| format!(" ({detail})")),
            self.executed,
            self.requests,
            self.reported,
            self.truth
        )
    }
}
