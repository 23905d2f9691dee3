//! What came of a payment, and whether the caller was told the truth.

use std::fmt;

use malipo_sandbox::{Fault, ReceivedRequest};

use super::Cell;

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

    /// Whether the caller was told something else than what happened, so far as it was told anything.
    ///
    /// The phase is that of the wire: nothing left, something left and no status came, a status came. Money may have moved if
    /// the ledger has the payment, and cannot have if nothing left.
    #[must_use]
    pub fn is_wrong_phase(&self) -> bool {
        match self.reported {
            None => false,
            Some(Reported::Accepted) => self.truth != Truth::Answered || self.executed == 0,
            Some(Reported::Failed {
                phase,
                may_have_moved_money: may_have,
            }) => {
                let wrong = phase.is_some_and(|phase| self.truth != Truth::Failed(phase));
                let denied = self.executed > 0 && may_have == Some(false);
                let claimed = self.truth == Truth::Failed(Phase::NotSent) && may_have == Some(true);
                wrong || denied || claimed
            }
        }
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
            "{} {}, {}{when}, {connection} connection, {policy}: executed {}, {} requests, told {:?}, in truth {:?}",
            operation.gateway.name(),
            operation.id,
            trouble.name(),
            self.executed,
            self.requests,
            self.reported,
            self.truth
        )
    }
}
