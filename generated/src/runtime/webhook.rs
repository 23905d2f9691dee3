//! Events that a gateway sends by itself: their signature is verified, their content is typed, and nobody sees that content
//! before the gateway has been asked about it.
//!
//! A signature may cover less than the event. So an event is [`Unconfirmed`] when it was received, and tells only what to
//! ask about; [`Unconfirmed::confirm`] asks, and gives the gateway's own state, with what the event said otherwise.
//!
//! 1. [`Receiver::receive`] takes the headers and the body **as they came**, byte for byte. Do not let a web framework parse
//!    the body first. Answer a [`Refused`] event with [`Refused::answer_status`].
//! 2. Keep the event, or its [`reference`](Unconfirmed::reference), and acknowledge it at once.
//! 3. [`confirm`](Unconfirmed::confirm) it. Decide by [`Confirmed::settlement`] and [`Confirmed::state`], and by nothing else.
//! 4. Remember its [`identity`](Unconfirmed::identity) when that was done, so that a repeat is recognised.
//!
//! Each gateway's module `webhook` has these types for its own events, and an example.

mod compared;
mod confirmed;
mod payload;
mod receiver;
mod refused;
mod unconfirmed;

use std::fmt::Debug;

use super::{CallFuture, Settlement, Undecodable};

pub use compared::Compared;
pub use confirmed::{Confirmed, Differences};
pub use payload::Payload;
pub use receiver::{Receiver, sign};
pub use refused::Refused;
pub use unconfirmed::Unconfirmed;

/// The events of one gateway, by kind.
///
/// The generator implements it, from `x-malipo-events` in the specification.
pub trait Event: Clone + Debug + Send + Sync + 'static {
    /// The client of the gateway that sends them.
    type Client: Sync;
    /// What the gateway answers when it is asked about one.
    type State: Debug + Send;
    /// What is fixed about them.
    const SPEC: EventsSpec;

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

    /// Records where the event and the gateway's answer contradict each other.
    fn compare(&self, state: &Self::State, differences: &mut Differences);
}

/// What is fixed about the events of a gateway. A path leads into the body, with dots between names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventsSpec {
    /// The header with the signature: HMAC-SHA256 in lower-case hexadecimal.
    pub header: &'static str,
    /// The paths of the values that are signed, joined in this order without a separator.
    pub signed: &'static [&'static str],
    /// The path of the kind of event.
    pub name: &'static str,
    /// The path of the gateway's reference of the payment, which is among the signed values.
    pub reference: &'static str,
}
