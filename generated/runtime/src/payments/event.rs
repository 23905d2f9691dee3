//! What a gateway sends by itself: its content is typed, and nobody sees that content before the gateway has been asked
//! about it.
//!
//! A signature may cover less than the event, or there is none. So an event is [`Unconfirmed`] when it was received, and
//! shows only which payment to ask about; [`Unconfirmed::confirm`] asks, and returns the gateway's own state, with a [`Comparison`] of
//! both. Each gateway's module `webhook` (signed events) or `callback` (events that nobody signs) has these types for its own
//! events.

mod comparison;
mod confirmed;
mod payload;
mod refused;
mod unconfirmed;

use std::fmt::Debug;

use crate::call::CallFuture;
use crate::error::Ids;
use crate::payments::Settlement;
use crate::wire::Undecodable;

pub use crate::wire::compared::Compared;
pub use comparison::{Comparison, Differences, Lines};
pub use confirmed::Confirmed;
pub use payload::Payload;
#[cfg(feature = "webhooks")]
pub(crate) use refused::Problem;
pub(crate) use refused::Reason;
pub use refused::Refused;
pub use unconfirmed::Unconfirmed;

/// How large the body of an event that nobody signs may be, in bytes. Limit what your server reads as well.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// An event of one gateway, or the events that it tells apart by a name in their body.
///
/// The generator implements it, from `x-malipo-events` and `x-malipo-callbacks` in the specification.
pub trait Event: Clone + Debug + Send + Sync + 'static {
    /// The client of the gateway that sends them.
    type Client: Sync;
    /// What the gateway answers when it is asked about one.
    type State: Debug + Send;
    /// What is fixed about them.
    const SPEC: EventSpec;

    /// Reads an event; none if this version does not know its kind.
    ///
    /// # Errors
    ///
    /// When it does not have the documented shape.
    fn read(kind: &str, payload: Payload<'_>) -> Result<Option<Self>, Undecodable>;

    /// How the payment ended, as the kind of the event has it.
    fn claim(&self) -> Option<Settlement> {
        None
    }

    /// Asks the gateway about the payment; none if no operation does.
    fn ask(&self, client: &Self::Client, reference: &str) -> Option<CallFuture<Self::State>>;

    /// How far the payment has come, as the gateway's answer has it.
    fn settlement(&self, state: &Self::State) -> Settlement;

    /// Returns the path in the gateway's response that shows another kind of payment than the event is about.
    fn of_another_kind(&self, state: &Self::State) -> Option<&'static str> {
        let _ = state;
        None
    }

    /// Returns true if the gateway's response shows that the payment is of the kind that the event names. A sender may change an
    /// unsigned name, so a response that could be about another kind confirms nothing.
    fn shows_its_kind(&self, state: &Self::State) -> bool {
        let _ = state;
        true
    }

    /// Returns the identifiers in the gateway's response that its support needs.
    fn ids(&self, state: &Self::State) -> Ids {
        let _ = state;
        Ids::default()
    }

    /// Records where the event and the gateway's answer contradict each other.
    fn compare(&self, state: &Self::State, differences: &mut Differences);
}

/// What is fixed about an event. A path leads into the body, with dots between names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSpec {
    /// How the kind of event is known.
    pub kind: EventKind,
    /// The paths of the reference by which the payment is asked about, of which an event has one.
    pub reference: &'static [&'static str],
}

/// How the kind of an event is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The value at this path.
    Named(&'static str),
    /// The address that it was posted to; this is what we call it.
    Addressed(&'static str),
}

/// Receives an event that nobody signs: the body exactly as it came, from the address that the gateway posts such events to.
///
/// # Errors
///
/// When the body is too large or of another shape. [`Refused`] says what to answer.
pub fn receive<E: Event>(body: impl AsRef<[u8]>) -> Result<Unconfirmed<E>, Refused> {
    Unconfirmed::read(bounded(body.as_ref())?)
}

/// Receives an event as [`receive`] does, where the same address also gets notices of progress: they have a member of this
/// name, settle nothing, and give none.
///
/// # Errors
///
/// The same.
pub fn receive_unless<E: Event>(
    progress: &str,
    body: impl AsRef<[u8]>,
) -> Result<Option<Unconfirmed<E>>, Refused> {
    let payload = bounded(body.as_ref())?;
    if payload.has(progress)? {
        return Ok(None);
    }
    Unconfirmed::read(payload).map(Some)
}

/// Receives a body that names no payment to ask about.
///
/// # Errors
///
/// The same as those of [`receive`].
pub fn receive_unproven<T: serde::de::DeserializeOwned>(
    body: impl AsRef<[u8]>,
) -> Result<T, Refused> {
    Ok(bounded(body.as_ref())?.json()?)
}

fn bounded(body: &[u8]) -> Result<Payload<'_>, Refused> {
    if body.len() > MAX_BODY_BYTES {
        return Err(Refused(Reason::TooLarge {
            limit: MAX_BODY_BYTES,
        }));
    }
    Ok(Payload::new(body)?)
}
