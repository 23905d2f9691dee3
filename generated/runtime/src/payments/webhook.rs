//! Signed events. The receiver checks the size of the body, then the signature, then the content.
//!
//! 1. [`Receiver::receive`] takes the headers and the body **as they came**, byte for byte. Do not let a web framework parse
//!    the body first. Answer a [`Refused`](crate::event::Refused) event with
//!    [`answer_status`](crate::event::Refused::answer_status).
//! 2. Keep the event, or its [`reference`](Unconfirmed::reference), and acknowledge it at once.
//! 3. [`confirm`](Unconfirmed::confirm) it. Decide by [`Confirmed::settlement`] and [`Confirmed::state`], and by nothing else.
//! 4. Remember its [`identity`](Confirmed::identity) when that was done, so that a repeat is recognised. Only an event that
//!    agrees with a final state has one.
//!
//! Each gateway's module `webhook` has these types for its own events, and an example.
//!
//! # Which signature
//!
//! The documents of a gateway may describe the signature in two ways. The constructor chooses what the receiver verifies:
//!
//! | constructor | accepts |
//! |---|---|
//! | [`Receiver::new`] | a signature over the declared values of the body, joined: the default |
//! | [`Receiver::over_body`] | a signature over the whole body, byte for byte |
//! | [`Receiver::over_either`] | one of the two; a value that is joined must have its declared [`Form`] |
//! | [`Receiver::unsigned`] | every event, because the merchant set no secret |
//!
//! A gateway has the last three only if its specification declares them. Whatever the choice, an event is
//! [`Unconfirmed`] until you confirm it. Only `Receiver::unsigned` accepts an event without a signature.

mod form;
mod receiver;
mod signature;

use crate::payments::event::Event;
#[cfg(doc)]
use crate::payments::event::{Confirmed, Unconfirmed};

pub use form::Form;
pub use receiver::Receiver;
pub use signature::{sign, sign_body};

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

/// Events whose signature may also be over the whole body, in a second reading of the gateway's documents.
///
/// The generator implements it, from `alternative` in `x-malipo-events`.
pub trait SignedOverBody: Signed {
    /// The forms of the values that are [signed](SignatureSpec::signed), in the same order. They apply where both readings
    /// are accepted.
    const FORMS: &'static [Form];
}

/// Events that come without a signature when the merchant set no secret.
///
/// The generator implements it, from `unsigned` in `x-malipo-events`.
pub trait MayBeUnsigned: Event {}
