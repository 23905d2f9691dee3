//! Errors of what takes more than one call: waiting for a payment, walking a list, confirming an event.

use super::resolving::Ended;
use super::{Error, Failure, Kind, PageProblem, Unsettled};
use crate::runtime::{Answer, OperationSpec, Settles};

impl Error {
    /// A wait ended before the payment was settled.
    pub(crate) fn unsettled<O: Settles>(
        unsettled: Unsettled,
        last_state: Option<O::Output>,
    ) -> Self {
        Self::new(Some(O::SPEC), None, Kind::Unsettled(unsettled).into()).of_wait::<O>(last_state)
    }

    /// The same error as one that ended a wait, which also knows the last state that was read.
    pub(crate) fn of_wait<O: Settles>(mut self, last_state: Option<O::Output>) -> Self {
        self.0.ended = Some(Ended::Wait);
        self.0.last_state = last_state.map(|state| Box::new(state) as _);
        self
    }

    /// A list cannot be walked on, after this answer or without one.
    pub(crate) fn pagination(
        spec: OperationSpec,
        problem: PageProblem,
        answer: Option<Answer>,
    ) -> Self {
        let kind = Kind::Pagination(problem);
        let failure = match answer {
            Some(answer) => Failure::answered(kind, answer),
            None => kind.into(),
        };
        Self::new(Some(spec), None, failure)
    }

    /// The same error as one about a page, if it says that the answer has not the documented shape.
    pub(crate) fn on_page(mut self, page: i64) -> Self {
        self.0.kind = match self.0.kind {
            Kind::Undecodable(reason) => Kind::Pagination(PageProblem::NoPage { page, reason }),
            other => other,
        };
        self
    }

    /// An event is of a kind that nothing confirms.
    pub(crate) fn unconfirmable(reference: &str) -> Self {
        Self::new(None, Some(reference.to_owned()), Kind::Unconfirmable.into())
    }

    /// Whether a wait ended, by its deadline or a cancel, before the payment was settled.
    ///
    /// The payment that was asked about may still succeed or fail, so
    /// [`may_have_moved_money`](Self::may_have_moved_money) is true: wait again, and do not pay again.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.0.kind, Kind::Unsettled(_))
    }

    /// Whether a wait ended because [`until`](crate::runtime::Wait::until) told it to.
    pub fn is_cancelled(&self) -> bool {
        matches!(&self.0.kind, Kind::Unsettled(unsettled) if unsettled.cancelled)
    }

    /// The last state that a wait has read, as the type that its operation gives it. None if it has read none, or if the
    /// states of `O` have another type.
    pub fn last_state<O: Settles>(&self) -> Option<&O::Output> {
        self.0.last_state.as_ref()?.downcast_ref()
    }

    /// Whether a list cannot be walked on: another page came than the one asked for, the list became shorter, the answer
    /// is no page, or there are more pages than allowed.
    pub fn is_pagination(&self) -> bool {
        matches!(self.0.kind, Kind::Pagination(_))
    }

    /// Whether an event cannot be confirmed, because no known operation confirms its kind.
    pub fn is_unconfirmable(&self) -> bool {
        matches!(self.0.kind, Kind::Unconfirmable)
    }
}
