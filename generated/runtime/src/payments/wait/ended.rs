//! Errors that end a wait.

use crate::error::{Error, Unsettled};
use crate::payments::Settles;
use crate::wire::Answer;

impl Error {
    /// A wait ended before the payment was settled.
    pub(super) fn of_unsettled<O: Settles>(
        unsettled: Unsettled,
        last_state: Option<O::Output>,
        last_answer: Option<Answer>,
    ) -> Self {
        Self::unsettled(O::SPEC, unsettled, last_answer).of_wait::<O>(last_state)
    }

    /// The same error as one that ended a wait, which also knows the last state that was read.
    pub(super) fn of_wait<O: Settles>(self, last_state: Option<O::Output>) -> Self {
        let ids = last_state.as_ref().map(O::ids).unwrap_or_default();
        self.ended_wait(ids, last_state.map(|state| Box::new(state) as _))
    }

    /// The last state that a wait has read, as the type that its operation gives it. None if it has read none, or if the
    /// states of `O` have another type.
    pub fn last_state<O: Settles>(&self) -> Option<&O::Output> {
        self.last_state_read()?.downcast_ref()
    }
}
