//! Signed events: the signature is verified before anything else, over the body as it came.
//!
//! 1. [`Receiver::receive`] takes the headers and the body **as they came**, byte for byte. Do not let a web framework parse
//!    the body first. Answer a [`Refused`](super::event::Refused) event with
//!    [`answer_status`](super::event::Refused::answer_status).
//! 2. Keep the event, or its [`reference`](Unconfirmed::reference), and acknowledge it at once.
//! 3. [`confirm`](Unconfirmed::confirm) it. Decide by [`Confirmed::settlement`] and [`Confirmed::state`], and by nothing else.
//! 4. Remember its [`identity`](Confirmed::identity) when that was done, so that a repeat is recognised. Only an event that
//!    agrees with a final state has one.
//!
//! Each gateway's module `webhook` has these types for its own events, and an example.

mod receiver;

use super::event::Event;
#[cfg(doc)]
use super::event::{Confirmed, Unconfirmed};

pub use receiver::{Receiver, sign};

/// Events that are signed.
///
/// The generator implements it, from `x-malipo-events` in the specification.
pub trait Signed: Event {
    /// How they are signed.
    const SIGNATURE: SignatureSpec;
}

/// How events are signed: HMAC-SHA256 in lower-case hexadecimal. A path leads into the body, with dots between names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureSpec {
    /// The header with the signature.
    pub header: &'static str,
    /// The paths of the values that are signed, joined in this order without a separator. The reference is among them.
    pub signed: &'static [&'static str],
}
