//! An event that was received, and that the gateway has not been asked about.

use std::fmt;

use super::payload::Payload;
use super::refused::Problem;
use super::refused::{Reason, Refused};
use super::{Confirmed, Differences, Event, EventKind};
use crate::error::Error;
use crate::payments::Settlement;
use crate::wire::Undecodable;

/// An event that nobody may act upon yet: its signature does not cover all of it, or it has none and anybody may have sent
/// it.
///
/// What it says of the payment is behind [`confirm`](Self::confirm). Its kind and its reference are always there. `Debug` shows the kind, if it is a known one.
#[derive(Clone)]
#[must_use = "an event is worth nothing until it is confirmed"]
pub struct Unconfirmed<E> {
    kind: String,
    reference: String,
    event: Option<E>,
}

impl<E: Event> Unconfirmed<E> {
    /// Reads an event, and if it is signed, one whose signature was verified.
    pub(crate) fn read(payload: Payload<'_>) -> Result<Self, Refused> {
        let kind = match E::SPEC.kind {
            EventKind::Named(path) => payload.text(path)?.into_owned(),
            EventKind::Addressed(kind) => kind.to_owned(),
        };
        let reference = reference::<E>(payload)?;
        let event = E::read(&kind, payload)?;
        Ok(Self {
            kind,
            reference,
            event,
        })
    }

    /// The kind of event, as the gateway names it. A signature may not cover it: take it for a hint.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Whether this version knows the kind. One that it does not know cannot be confirmed: acknowledge it, and look the
    /// payment up by its [`reference`](Self::reference).
    pub const fn is_known(&self) -> bool {
        self.event.is_some()
    }

    /// The reference by which the gateway is asked about the payment. A signature may cover its characters, but signed values
    /// are joined without a separator, so it does not cover where one ends and the next begins, and some gateways sign
    /// nothing: only [`confirm`](Self::confirm) shows that there is such a payment.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Asks the gateway about the payment. Its state is what counts; [`Confirmed::comparison`] says whether the event agrees.
    ///
    /// A response about another payment than the one that was asked about, or about another kind of payment, settles nothing.
    /// Then the [settlement](Confirmed::settlement) is unknown. The differences contain the reference, or the path in the
    /// response that shows the other kind of payment. A response that does not show its kind settles nothing either, where the
    /// gateway sends events of several kinds. Nor does one that lacks a line of the event: the differences contain the line, such
    /// as `orderLines[1]`.
    ///
    /// It may be called again after a failure. The state may still be pending, when the event was early or not true: then
    /// [wait](crate::Call::wait) for the payment.
    ///
    /// # Errors
    ///
    /// The error of the call, also when the status is one of success and the body reports a failure. Or the event
    /// [cannot be confirmed](Error::is_unconfirmable), since no known operation confirms its kind.
    pub async fn confirm(&self, client: &E::Client) -> Result<Confirmed<E>, Error> {
        let asked = self
            .event
            .as_ref()
            .and_then(|event| Some((event, event.ask(client, &self.reference)?)));
        let Some((event, asked)) = asked else {
            return Err(Error::unconfirmable(&self.reference));
        };
        let state = asked.await?;
        let mut differences = Differences::default();
        event.compare(&state, &mut differences);
        // An answer about another payment says nothing of this one.
        let of_another_kind = event.of_another_kind(&state);
        if let Some(path) = of_another_kind {
            differences.other_kind(path);
        }
        let another =
            of_another_kind.is_some() || E::SPEC.reference.iter().any(|path| differences.has(path));
        // Nor does one that could be about another kind of payment: the event may have another name than it was sent with. And
        // one that lacks a line does not show what became of it.
        let settles_nothing = another || differences.lacks_lines() || !event.shows_its_kind(&state);
        let settlement = match settles_nothing {
            true => Settlement::Unknown,
            false => event.settlement(&state),
        };
        if let EventKind::Named(path) = E::SPEC.kind
            && event.claim().is_some_and(|claim| claim != settlement)
        {
            differences.kind(path);
        }
        Ok(Confirmed {
            event: event.clone(),
            state,
            settlement,
            comparison: differences.comparison(settlement),
            identity: format!("{}:{}", self.kind, self.reference),
        })
    }
}

/// The text at the first of the paths of the reference that leads to one.
fn reference<E: Event>(payload: Payload<'_>) -> Result<String, Refused> {
    let mut refused = None;
    for path in E::SPEC.reference {
        let found = payload.text(path).and_then(|text| {
            // Where the signed values meet is not signed, so a signed one can be blank; nobody could ask about it.
            if text.trim().is_empty() {
                let problem = Problem::Blank;
                return Err(Refused(Reason::Value { path, problem }));
            }
            Ok(text.into_owned())
        });
        match found {
            Ok(reference) => return Ok(reference),
            Err(problem) => refused = refused.or(Some(problem)),
        }
    }
    // The generator gives every event a path.
    Err(refused.unwrap_or(Refused(Reason::Body(Undecodable::empty()))))
}

impl<E: Event> fmt::Debug for Unconfirmed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_known() {
            &self.kind
        } else {
            "[unknown]"
        };
        f.debug_struct("Unconfirmed")
            .field("kind", &kind)
            .finish_non_exhaustive()
    }
}
