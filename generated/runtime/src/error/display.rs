//! One useful sentence for each error.

use std::fmt;

#[cfg(feature = "payments")]
use super::payment::PaymentProblem;
use super::tunnel::tunnel_problem;
use super::{Error, Kind, PageProblem};
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
                if !self.has_ended_more() && self.may_have_run_unwanted() {
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
            Kind::Pagination(problem) => write!(f, "{operation} {problem}")?,
            #[cfg(feature = "payments")]
            Kind::Payment(PaymentProblem::Unconfirmable) => f.write_str(
                "the event is of a kind that no known operation confirms: look the payment up by hand",
            )?,
            #[cfg(feature = "payments")]
            Kind::Payment(problem) => write!(f, "{operation} {problem}")?,
        }
        f.write_str(self.consequence())?;
        #[cfg(feature = "payments")]
        self.advise(f)?;
        Ok(())
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
    /// What the failure means for a call that must not run twice.
    fn consequence(&self) -> &'static str {
        #[cfg(feature = "payments")]
        if let Some(consequence) = self.consequence_for_money() {
            return consequence;
        }
        let effect = self.0.spec.map(|spec| spec.effect);
        match (effect, self.may_have_been_executed()) {
            (Some(Effect::Unknown), false) => "; nothing was carried out",
            (Some(Effect::Unknown), true) => {
                "; it may have been carried out: find out before repeating it"
            }
            _ => "",
        }
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
