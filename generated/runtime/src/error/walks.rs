//! Errors of walking a list.

use super::{Error, Failure, Kind, PageProblem};
use crate::error::ApiError;
use crate::request::OperationSpec;
use crate::wire::Answer;

impl Error {
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

    /// Returns true if the response had a status of success, and its body reports a failure.
    pub(crate) const fn is_of_a_contradicted_success(&self) -> bool {
        match &self.0.kind {
            Kind::Undecodable(reason) | Kind::Pagination(PageProblem::NoPage { reason, .. }) => {
                reason.reports_a_failure()
            }
            _ => false,
        }
    }

    /// The same error as one about a page, if it says that the answer has not the documented shape.
    pub(crate) fn on_page(mut self, page: i64) -> Self {
        self.0.kind = match self.0.kind {
            Kind::Undecodable(reason) => Kind::Pagination(PageProblem::NoPage { page, reason }),
            other => other,
        };
        self
    }

    /// Whether a list cannot be walked on: another page came than the one asked for, the list became shorter, the answer
    /// is no page, or there are more pages than allowed.
    pub fn is_pagination(&self) -> bool {
        matches!(self.0.kind, Kind::Pagination(_))
    }

    /// Returns what to quote to the server's support, each with its name or its path in the response: the identifiers in the refusal.
    #[cfg_attr(
        feature = "payments",
        doc = "Of a wait, these are those of the payment in the last state that it has read; of a payment with several lines, those of the lines that are not over."
    )]
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        let refused = self.0.api_error.iter().flat_map(ApiError::ids);
        #[cfg(feature = "payments")]
        let refused = refused.chain(self.0.payment.ids.iter());
        refused
    }
}
