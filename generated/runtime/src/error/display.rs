//! One useful sentence for each error.

use std::fmt;

use super::resolving::Ended;
use super::tunnel::tunnel_problem;
use super::{Error, Kind, LastState, PageProblem, ResolveProblem, Unsettled};
use crate::request::Effect;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation().unwrap_or("the call");
        let status = self.status().unwrap_or_default();
        match &self.0.kind {
            Kind::Configuration(message, _) => f.write_str(message)?,
            Kind::Invalid(violations) => {
                write!(f, "{operation} was not sent, because {violations}")?
            }
            Kind::NoToken(reason) => {
                write!(f, "{operation} was not sent, because {reason}")?
            }
            Kind::Unsent(_) if self.is_timeout() => {
                write!(
                    f,
                    "{operation} was not sent, because connecting to the gateway took too long"
                )?;
            }
            Kind::Unsent(error) => match tunnel_problem(error) {
                Some(problem) => write!(f, "{operation} was not sent, because the proxy {problem}")?,
                None => write!(f, "{operation} was not sent, because the gateway could not be reached")?,
            },
            Kind::Early => write!(
                f,
                "the gateway responded to {operation} with status {status} before the request was completely sent, so the response proves nothing"
            )?,
            Kind::Unanswered(_) if self.is_timeout() => {
                write!(
                    f,
                    "{operation} may have been sent, and the gateway sent no response in time"
                )?;
            }
            Kind::Unanswered(_) => {
                write!(
                    f,
                    "{operation} may have been sent, and the connection broke before a response"
                )?;
            }
            Kind::Broken(_) => {
                write!(
                    f,
                    "{operation} got a response with status {status}, and the body did not arrive completely"
                )?;
            }
            Kind::TooLarge(limit) => write!(
                f,
                "{operation} got a response with status {status}, and the body is larger than the {limit} bytes allowed"
            )?,
            Kind::Encoded(coding) => write!(
                f,
                "{operation} got a response with status {status}, and the body is encoded ({coding}) although the client asked for none: find out which proxy or server compresses it"
            )?,
            Kind::Undecodable(reason) => {
                write!(
                    f,
                    "{operation} got a response with status {status}, and {reason}"
                )?;
            }
            Kind::Refused { .. } => {
                write!(f, "{operation} was refused with status {status}{}", said_of_credentials(status))?;
                if self.0.ended.is_none() && self.may_have_moved_money() {
                    f.write_str(", but may still have been carried out")?;
                }
            }
            // The body may be anybody's: whether it refuses is for the caller to see.
            Kind::Status if self.0.refusal.is_some() && self.0.api_error.as_ref().is_none_or(|said| !said.says_why()) => write!(
                f,
                "{operation} got a response with status {status}{} and a documented body: read it with `Error::refusal`",
                said_of_credentials(status)
            )?,
            Kind::Status => write!(
                f,
                "{operation} got a response with status {status}{}, which is neither the expected success nor a documented refusal",
                said_of_credentials(status)
            )?,
            Kind::Unsettled(unsettled) => {
                write!(f, "{operation} {unsettled}")?;
            }
            Kind::Pagination(problem) => write!(f, "{operation} {problem}")?,
            Kind::Unconfirmable => f.write_str(
                "the event is of a kind that no known operation confirms: look the payment up by hand",
            )?,
            Kind::Resolving(problem) => write!(f, "{operation} {problem}")?,
        }
        f.write_str(self.consequence())?;
        self.advise(f)
    }
}

/// Which credential is at fault, where the status says so.
const fn said_of_credentials(status: u16) -> &'static str {
    match status {
        401 => " (the token was not accepted)",
        403 => {
            " (the gateway does not allow this call: check the permissions of the credentials, and whether this server's IP address is whitelisted)"
        }
        _ => "",
    }
}

impl Error {
    fn is_inconclusive(&self) -> bool {
        matches!(&self.0.kind, Kind::Unsettled(unsettled) if unsettled.last == Some(LastState::Inconclusive))
    }

    /// What the failure means for money, when the operation moves any or waits for a payment.
    fn consequence(&self) -> &'static str {
        match self.0.ended {
            Some(Ended::Wait) if !matches!(self.0.kind, Kind::Unsettled(_)) => {
                return "; the payment may have succeeded or may still succeed: do not pay again, fix what is reported here, and wait again";
            }
            Some(Ended::Wait) => {
                return "; the payment may have succeeded or may still succeed: wait again, and do not pay again";
            }
            Some(Ended::Resolve(_)) => {
                return "; the money may still have moved: find out before paying again";
            }
            None => {}
        }
        match (
            self.0.spec.map(|spec| spec.effect),
            self.may_have_moved_money(),
        ) {
            (Some(Effect::MovesMoney), false) => "; no money moved",
            (Some(Effect::MovesMoney), true) if self.has_no_way() => {
                "; the money may have moved, and no known operation finds the payment: ask the gateway's support, or look in its dashboard,"
            }
            (Some(Effect::MovesMoney), true) => "; the money may have moved: look the payment up",
            (Some(Effect::Unknown), false) => "; nothing was carried out",
            (Some(Effect::Unknown), true) => {
                "; it may have been carried out: find out before repeating it"
            }
            _ => "",
        }
    }

    /// By what a payment is looked up. References are the merchant's own and not personal, so this is where one is shown.
    fn advise(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_inconclusive() && !self.0.ids.is_empty() {
            return write!(f, "; for the gateway's support: {}", self.0.ids);
        }
        let moves = self
            .0
            .spec
            .is_some_and(|spec| spec.effect == Effect::MovesMoney);
        if self.0.ended.is_some() || !moves || !self.may_have_moved_money() {
            return Ok(());
        }
        match &self.0.reference {
            Some(reference) if self.has_no_way() => {
                write!(
                    f,
                    " for the payment's reference {reference:?} before paying again"
                )
            }
            Some(reference) => write!(f, " by its reference {reference:?} before paying again"),
            None => f.write_str(" before paying again"),
        }
    }
}

impl fmt::Display for Unsettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.cancelled {
            "was asked until the wait was cancelled"
        } else {
            "was asked until the time for waiting was over"
        };
        let state = match self.last {
            Some(LastState::Unknown) => {
                "the last state contradicts itself, or is one that this version does not know"
            }
            Some(LastState::Inconclusive) => {
                "the gateway calls the payment failed with a code that does not prove it"
            }
            Some(LastState::Duplicate) => {
                "the gateway calls it a repetition of another request, which says nothing of that one"
            }
            Some(_) => "the last state is not final",
            None => "no state could be read",
        };
        write!(f, "{end}, and {state}")
    }
}

impl fmt::Display for ResolveProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPayment => {
                "cannot be resolved, because no reference of a payment is known: call `resolve` on the error of the payment call, or pass your reference to the client's `resolve`"
            }
            Self::NoWay => {
                "makes payments that no known operation of this client's gateway can find: look in its dashboard, or ask its support"
            }
            Self::Another => {
                "was asked for one payment and responded about another, so nothing is known of the first"
            }
            Self::Nameless => {
                "was asked for a payment and responded without its reference, so nothing is known of it"
            }
            Self::Lines => {
                "responded without exactly the lines of the payment, so nothing is known of those that are missing"
            }
            Self::Late => {
                "left a payment unclear, and the time for looking was over before one look came to its end: allow more with `deadline`"
            }
        })
    }
}

impl fmt::Display for PageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Another { asked, got } => write!(
                f,
                "was asked for page {asked} and answered with page {got}, so the list cannot be walked to its end"
            ),
            Self::Shrunk { page, last } => write!(
                f,
                "answered with page {page} of a list that ends with page {last}; it became shorter meanwhile, or never was as long, so rows may be missing: begin again"
            ),
            Self::NoPage { page, reason } => {
                write!(
                    f,
                    "was asked for page {page}, and the response is not a page: {reason}"
                )
            }
            Self::Unreadable { rows } => write!(
                f,
                "answered with a page of which {rows} rows cannot be read; they are not among its items"
            ),
            Self::Unnumbered { page } => write!(
                f,
                "was asked for page {page}, and the response has no page number or no last page"
            ),
            Self::TooMany { allowed } => write!(
                f,
                "has more than the {allowed} pages allowed: narrow the request, or allow more with `max_pages`"
            ),
        }
    }
}
