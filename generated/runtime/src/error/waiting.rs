//! Errors of waiting for a payment and of confirming an event.

use std::any::Any;

use super::payment::{PaymentProblem, Unsettled};
use super::resolving::Ended;
use super::{Error, Failure, Ids, Kind};
use crate::request::OperationSpec;
use crate::wire::Answer;

impl Error {
    /// A wait ended before the payment was settled, after this response.
    pub(crate) fn unsettled(
        spec: OperationSpec,
        unsettled: Unsettled,
        last_answer: Option<Answer>,
    ) -> Self {
        let kind = Kind::Payment(PaymentProblem::Unsettled(unsettled));
        let failure = match last_answer {
            Some(answer) => Failure::answered(kind, answer),
            None => kind.into(),
        };
        Self::new(Some(spec), None, failure)
    }

    /// The same error as one that ended a wait, with the last state that was read and what identifies its payment.
    pub(crate) fn ended_wait(
        mut self,
        ids: Ids,
        state: Option<Box<dyn Any + Send + Sync>>,
    ) -> Self {
        self.0.payment.ended = Some(Ended::Wait);
        self.0.payment.ids = ids;
        self.0.payment.last_state = state;
        self
    }

    /// The last state that a wait has read.
    pub(crate) fn last_state_read(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.0.payment.last_state.as_deref()
    }

    /// Returns true if a wait may still see the end of the payment after this error of one of its calls.
    ///
    /// False is only what cannot pass: a request that cannot be sent as it is, and credentials of which the token endpoint or
    /// the gateway itself says that they do not suffice. Anybody on the way can send a 401 or a 403, so these count only with
    /// the body that is documented for exactly that status.
    pub(crate) fn may_pass_while_waiting(&self) -> bool {
        match &self.0.kind {
            Kind::Configuration(..) | Kind::Invalid(_) => false,
            Kind::NoToken(reason) => !reason.is_conclusive(),
            Kind::Refused { .. } => {
                !(matches!(self.status(), Some(401 | 403)) && self.repeats_its_status())
            }
            _ => true,
        }
    }

    /// Returns true if the documented body repeats the HTTP status as its code, with a word and a message.
    fn repeats_its_status(&self) -> bool {
        let status = self.status().map(|status| status.to_string());
        self.api_error().is_some_and(|said| {
            said.code == status && said.status.is_some() && said.message.is_some()
        })
    }

    /// The response, if there was one.
    pub(crate) fn answer(&self) -> Option<&Answer> {
        self.0.answer.as_ref()
    }

    /// An event is of a kind that nothing confirms.
    pub(crate) fn unconfirmable(reference: &str) -> Self {
        Self::new(
            None,
            Some(reference.to_owned()),
            Kind::Payment(PaymentProblem::Unconfirmable).into(),
        )
    }

    /// Whether a wait ended, by its deadline or a cancel, before the payment was settled.
    ///
    /// The payment that was asked about may still succeed or fail, so
    /// [`may_have_moved_money`](Self::may_have_moved_money) is true: wait again, and do not pay again.
    pub fn is_unsettled(&self) -> bool {
        matches!(self.0.kind, Kind::Payment(PaymentProblem::Unsettled(_)))
    }

    /// Whether a wait ended because [`until`](crate::Wait::until) told it to.
    pub fn is_cancelled(&self) -> bool {
        matches!(&self.0.kind, Kind::Payment(PaymentProblem::Unsettled(unsettled)) if unsettled.cancelled)
    }

    /// Whether an event cannot be confirmed, because no known operation confirms its kind.
    pub fn is_unconfirmable(&self) -> bool {
        matches!(self.0.kind, Kind::Payment(PaymentProblem::Unconfirmable))
    }
}
