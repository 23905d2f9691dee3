//! What goes wrong with responses: which fault, for which requests, and whether the gateway has carried the request out by then.

use std::fmt;
use std::time::Duration;

use crate::exchange::{Incoming, Reply};

/// What a request gets in place of its response.
///
/// [`before_execution`](Self::before_execution), [`after_execution`](Self::after_execution) and
/// [`late_execution`](Self::late_execution) say whether the gateway has carried the request out by then. The client gets the
/// same bytes in all cases: only the [ledger](crate::Ledger) knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed without a word.
    Close,
    /// The connection is reset (RST).
    Reset,
    /// The response begins with status 200, and the connection is closed in the middle of its head.
    HalfHead,
    /// The response has status 200, and the connection is closed in the middle of its body.
    HalfBody,
    /// Nothing comes, and the connection stays open.
    Hang,
    /// The response is complete, has status 200 and a media type of JSON, but the JSON ends too early.
    BrokenJson,
    /// The response is complete, has status 200 and is an HTML page.
    Html,
    /// The response has this status (200 to 999) and no body, as a proxy would send it.
    ///
    /// 301, 302, 303, 307 and 308 have a `Location`: the very path and query of the request, so that the ledger sees a client that
    /// follows them with a payment.
    Status(u16),
    /// 401 in the gateway's own words, as for a token that it does not know.
    Unauthorised,
    /// The response has this status (200 to 999) and this body, as a proxy would send it, or a gateway that contradicts itself.
    Body {
        /// The status.
        status: u16,
        /// The header `Content-Type`.
        media_type: &'static str,
        /// The body.
        body: &'static str,
    },
}

impl Fault {
    /// The request is read, and nothing else: neither looked at nor carried out.
    pub fn before_execution(self) -> FaultPlan {
        FaultPlan::new(self, Execution::Never)
    }

    /// The request is dealt with as ever, and the fault comes in place of the response.
    pub fn after_execution(self) -> FaultPlan {
        FaultPlan::new(self, Execution::Before)
    }

    /// The fault comes at once, and the request is dealt with so much later by the computer's clock, as if somebody between
    /// had kept it: who asks meanwhile is told that there is no such payment.
    pub fn late_execution(self, pause: Duration) -> FaultPlan {
        FaultPlan::new(self, Execution::After(pause))
    }

    /// The response, if there is a complete one that the gateway does not word by itself.
    pub(crate) fn reply(self, incoming: &Incoming) -> Option<Reply> {
        let typed = |media: &str, body: &str| Reply {
            headers: vec![("content-type", media.to_owned())],
            body: body.to_owned(),
            ..Reply::empty(200)
        };
        Some(match self {
            Self::BrokenJson => typed("application/json", r#"{"message": "#),
            Self::Html => typed(
                "text/html",
                "<!DOCTYPE html><title>Maintenance</title><p>Please come back later.</p>",
            ),
            Self::Status(status @ (301 | 302 | 303 | 307 | 308)) => {
                let query = match incoming.query.as_str() {
                    "" => String::new(),
                    query => format!("?{query}"),
                };
                Reply {
                    headers: vec![("location", format!("{}{query}", incoming.path))],
                    ..Reply::empty(status)
                }
            }
            Self::Status(status) => Reply::empty(status),
            Self::Body {
                status,
                media_type,
                body,
            } => Reply {
                status,
                ..typed(media_type, body)
            },
            Self::Close
            | Self::Reset
            | Self::HalfHead
            | Self::HalfBody
            | Self::Hang
            | Self::Unauthorised => return None,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Close => "close",
            Self::Reset => "reset",
            Self::HalfHead => "half-head",
            Self::HalfBody => "half-body",
            Self::Hang => "hang",
            Self::BrokenJson => "broken-json",
            Self::Html => "html",
            Self::Status(status) => return status.fmt(f),
            Self::Unauthorised => "unauthorised",
            Self::Body { status, .. } => return write!(f, "{status} with a body"),
        })
    }
}

/// Whether a request that meets a fault is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Execution {
    Never,
    /// Before the fault.
    Before,
    /// So long after the fault.
    After(Duration),
}

/// A fault, and which requests meet it: without more, the next one.
///
/// ```
/// # use std::time::Duration;
/// # use malipo_sandbox::Fault;
/// let lost = Fault::Reset.after_execution().of("createTransfer");
/// let busy = Fault::Status(429).before_execution().retry_after(Duration::from_secs(2)).times(3);
/// let down = Fault::Status(503).before_execution().always();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "nothing fails until it is given to `Sandbox::fail`"]
pub struct FaultPlan {
    pub(crate) fault: Fault,
    pub(crate) execution: Execution,
    /// The operation whose requests meet it; none is any request.
    operation: Option<String>,
    /// The user agent whose requests meet it; none is any client.
    agent: Option<String>,
    /// How many more requests meet it; none is all of them.
    left: Option<usize>,
    pub(crate) retry_after: Option<Duration>,
}

impl FaultPlan {
    fn new(fault: Fault, execution: Execution) -> Self {
        Self {
            fault,
            execution,
            operation: None,
            agent: None,
            left: Some(1),
            retry_after: None,
        }
    }

    /// Only requests of this operation of the specification meet it, such as `createTransfer`. [`Sandbox::fail`](crate::Sandbox::fail)
    /// takes no other names.
    pub fn of(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Only requests with this `User-Agent` meet it: those of one client among several.
    pub fn of_agent(mut self, agent: impl Into<String>) -> Self {
        self.agent = Some(agent.into());
        self
    }

    /// So many requests meet it, and not one alone.
    pub fn times(mut self, requests: usize) -> Self {
        self.left = Some(requests);
        self
    }

    /// All requests meet it, until [`Sandbox::stop_failing`](crate::Sandbox::stop_failing).
    pub fn always(mut self) -> Self {
        self.left = None;
        self
    }

    /// A complete response asks to wait so long, in whole seconds, rounded up and 2,147,483,648 at most.
    pub fn retry_after(mut self, pause: Duration) -> Self {
        self.retry_after = Some(pause);
        self
    }

    pub(crate) fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }
}

/// Everything that is to go wrong, in the order in which it was asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FaultPlan>);

impl Faults {
    pub(crate) fn add(&mut self, plan: FaultPlan) {
        self.0.push(plan);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What a request to this operation, or to none, by this user agent meets; the first plan that fits, which is used once
    /// by it.
    pub(crate) fn take(
        &mut self,
        operation: Option<&str>,
        agent: Option<&str>,
    ) -> Option<FaultPlan> {
        self.0.retain(|plan| plan.left != Some(0));
        let is_wanted = |wanted: Option<&str>, got| wanted.is_none() || wanted == got;
        let fits = |plan: &&mut FaultPlan| {
            is_wanted(plan.operation.as_deref(), operation)
                && is_wanted(plan.agent.as_deref(), agent)
        };
        let plan = self.0.iter_mut().find(fits)?;
        plan.left = plan.left.map(|left| left.saturating_sub(1));
        Some(plan.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_plan_that_fits_is_used_as_often_as_it_says() {
        let mut faults = Faults::default();
        faults.add(Fault::Hang.before_execution().times(0));
        faults.add(Fault::Reset.before_execution().of("pay").times(2));
        faults.add(Fault::Close.after_execution().of("pay"));
        faults.add(Fault::Html.before_execution().always());
        let mut met = |operation| faults.take(operation, None).map(|plan| plan.fault);
        assert_eq!(met(None), Some(Fault::Html));
        assert_eq!(met(Some("read")), Some(Fault::Html));
        assert_eq!(met(Some("pay")), Some(Fault::Reset));
        assert_eq!(met(Some("pay")), Some(Fault::Reset));
        assert_eq!(met(Some("pay")), Some(Fault::Close));
        assert_eq!(met(Some("pay")), Some(Fault::Html));
        faults.clear();
        assert_eq!(faults.take(Some("pay"), None), None);
    }

    #[test]
    fn a_plan_for_one_client_waits_for_it() {
        let mut faults = Faults::default();
        faults.add(Fault::Hang.before_execution().of_agent("shop"));
        assert_eq!(faults.take(None, None), None);
        assert_eq!(faults.take(None, Some("till")), None);
        assert!(faults.take(None, Some("shop")).is_some());
        assert_eq!(faults.take(None, Some("shop")), None);
    }
}
