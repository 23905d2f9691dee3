//! Errors around a search for a payment: what is looked for after one, and how a search itself fails.

use std::time::SystemTime;

use super::{Error, Kind, PageProblem, ResolveProblem};
use crate::error::Sought;
use crate::request::{Effect, OperationSpec};

/// What an error has ended, beside a call: something that was about a payment made before.
#[derive(Clone, Debug)]
pub(super) enum Ended {
    /// A wait for its end.
    Wait,
    /// A search for it, if it is known what was looked for.
    Resolve(Option<Sought>),
}

impl Error {
    /// A payment cannot be looked for through this operation, or not to the end.
    pub(crate) fn resolving(spec: OperationSpec, problem: ResolveProblem) -> Self {
        Self::new(Some(spec), None, Kind::Resolving(problem).into())
    }

    /// An error that says nothing of a payment was to be resolved.
    pub(crate) fn unresolvable(problem: ResolveProblem, may_have_moved_money: bool) -> Self {
        let mut error = Self::new(None, None, Kind::Resolving(problem).into());
        error.0.ended = may_have_moved_money.then_some(Ended::Resolve(None));
        error
    }

    /// The same error as one that ended a search, which may be begun again with it.
    pub(crate) fn of_resolve(mut self, sought: Sought) -> Self {
        self.0.reference = Some(sought.reference.clone());
        self.0.attempted_at = Some(sought.attempted_at);
        self.0.ended = Some(Ended::Resolve(Some(sought)));
        self
    }

    /// The same error as one of a call that began then, of an operation whose payments can be looked up or not.
    pub(crate) fn attempted(mut self, at: SystemTime, has_lookup: bool) -> Self {
        self.0.attempted_at = Some(at);
        self.0.has_lookup = has_lookup;
        self
    }

    /// The same error as one of a payment with these lines.
    pub(crate) fn with_lines(mut self, lines: impl FnOnce() -> Vec<String>) -> Self {
        if self.0.has_lookup && self.may_have_moved_money() {
            self.0.lines = lines();
        }
        self
    }

    /// What has to be looked for after this error.
    pub(crate) fn sought(&self) -> Result<Sought, ResolveProblem> {
        if let Some(Ended::Resolve(Some(sought))) = &self.0.ended {
            return Ok(sought.clone());
        }
        match (self.0.spec, &self.0.reference, self.0.attempted_at) {
            (Some(spec), Some(reference), Some(attempted_at))
                if spec.effect == Effect::MovesMoney =>
            {
                let mut sought = Sought::new(spec, reference.clone(), attempted_at);
                sought.lines.clone_from(&self.0.lines);
                Ok(sought)
            }
            _ => Err(ResolveProblem::NoPayment),
        }
    }

    /// Whether a list was seen to change while it was read, so that it may be read whole another time.
    pub(crate) fn is_of_a_moving_list(&self) -> bool {
        matches!(self.0.kind, Kind::Pagination(PageProblem::Shrunk { .. }))
    }

    /// When the call began, by this machine's clock: before its first byte, and before its first attempt. None for an error
    /// that is not one of a call.
    ///
    /// With the [reference](Self::reference), it is what a payment is found by after a restart.
    pub fn attempted_at(&self) -> Option<SystemTime> {
        self.0.attempted_at
    }

    /// Returns true if [`resolve`](Self::resolve) cannot look the payment up: the error is not that of a payment with a
    /// reference, or no known operation finds such a payment. Then look in the gateway's dashboard, or ask its support.
    ///
    /// It can be true for an error of `resolve`, and for an error of a call that
    /// [may have moved money](Self::may_have_moved_money). For all other errors it is false. `resolve` fails on an error of a
    /// wait too: wait again, or call the client's own `resolve` with your reference.
    pub fn is_unresolvable(&self) -> bool {
        self.has_no_way()
            || matches!(
                self.0.kind,
                Kind::Resolving(ResolveProblem::NoPayment | ResolveProblem::NoWay)
            )
    }

    /// Whether this is the error of a call that may have moved money, and whose payment cannot be looked up.
    pub(super) fn has_no_way(&self) -> bool {
        self.0.ended.is_none()
            && self.0.attempted_at.is_some()
            && self.may_have_moved_money()
            && (!self.0.has_lookup || self.sought().is_err())
    }
}
