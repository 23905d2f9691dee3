//! Errors around a search for a payment: what is looked for after one, and how a search itself fails.

use super::payment::{PaymentProblem, ResolveProblem};
use super::{Error, Kind, PageProblem};
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
        Self::new(
            Some(spec),
            None,
            Kind::Payment(PaymentProblem::Resolving(problem)).into(),
        )
    }

    /// An error that says nothing of a payment was to be resolved.
    pub(crate) fn unresolvable(problem: ResolveProblem, may_have_moved_money: bool) -> Self {
        let mut error = Self::new(
            None,
            None,
            Kind::Payment(PaymentProblem::Resolving(problem)).into(),
        );
        error.0.payment.ended = may_have_moved_money.then_some(Ended::Resolve(None));
        error
    }

    /// The same error as one that ended a search, which may be begun again with it.
    pub(crate) fn of_resolve(mut self, sought: Sought) -> Self {
        self.0.reference = Some(sought.reference.clone());
        self.0.attempted_at = Some(sought.attempted_at);
        self.0.payment.ended = Some(Ended::Resolve(Some(sought)));
        self
    }

    /// The same error as one of an operation whose payments can be looked up or not.
    pub(crate) fn with_lookup(mut self, has_lookup: bool) -> Self {
        self.0.payment.has_lookup = has_lookup;
        self
    }

    /// The same error as one of a payment with these lines.
    pub(crate) fn with_lines(mut self, lines: impl FnOnce() -> Vec<String>) -> Self {
        if self.0.payment.has_lookup && self.may_have_moved_money() {
            self.0.payment.lines = lines();
        }
        self
    }

    /// What has to be looked for after this error.
    pub(crate) fn sought(&self) -> Result<Sought, ResolveProblem> {
        if let Some(Ended::Resolve(Some(sought))) = &self.0.payment.ended {
            return Ok(sought.clone());
        }
        match (self.0.spec, &self.0.reference, self.0.attempted_at) {
            (Some(spec), Some(reference), Some(attempted_at))
                if spec.effect == Effect::MovesMoney =>
            {
                let mut sought = Sought::new(spec, reference.clone(), attempted_at);
                sought.lines.clone_from(&self.0.payment.lines);
                Ok(sought)
            }
            _ => Err(ResolveProblem::NoPayment),
        }
    }

    /// Whether a list was seen to change while it was read, so that it may be read whole another time.
    pub(crate) fn is_of_a_moving_list(&self) -> bool {
        matches!(self.0.kind, Kind::Pagination(PageProblem::Shrunk { .. }))
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
                Kind::Payment(PaymentProblem::Resolving(
                    ResolveProblem::NoPayment | ResolveProblem::NoWay
                ))
            )
    }

    /// Whether this is the error of a call that may have moved money, and whose payment cannot be looked up.
    pub(super) fn has_no_way(&self) -> bool {
        self.0.payment.ended.is_none()
            && self.0.attempted_at.is_some()
            && self.may_have_moved_money()
            && (!self.0.payment.has_lookup || self.sought().is_err())
    }

    /// Whether this call may have moved money although it failed.
    ///
    /// It is false in three cases: the operation is declared to move no money; the request was not sent; or the gateway refused
    /// it with [proof](Self#when-a-refusal-proves-that-no-money-moved). A refusal because the reference was used before is no
    /// proof. An operation whose effect nobody has declared may move money, unless its method
    /// is a safe one (GET, HEAD, OPTIONS, TRACE).
    ///
    /// It is true for every error that ends a [wait](crate::Call::wait) or a [search](Self::resolve), even for a wait for a
    /// validation, which moves no money. Neither moves money, but the payment that they ask about was made before, and its
    /// outcome is still unknown. One exception: after an
    /// [unresolvable](Self::is_unresolvable) error of a search, it is what it was before the search.
    ///
    /// Otherwise it is about this call alone: the error of a read says nothing about the payment that the read asked for.
    ///
    /// When it is true, do not pay again. After an error of the payment call itself, [`resolve`](Self::resolve) the payment,
    /// unless the error [is unresolvable](Self::is_unresolvable). After an error of a wait, wait again.
    pub fn may_have_moved_money(&self) -> bool {
        if self.0.payment.ended.is_some() {
            return true;
        }
        let moves = self.0.spec.is_some_and(|spec| spec.effect.may_move_money());
        moves && self.may_have_had_an_effect()
    }
}
