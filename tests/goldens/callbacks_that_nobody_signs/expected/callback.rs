//! Callbacks that Example posts to addresses of yours: typed, and confirmed.
//!
//! Nothing signs them, so anybody who knows the address can post one. What a callback says stays out of
//! sight until `confirm` has asked the gateway, and then the gateway's own state is what counts.
//!
//! Give each kind an address of its own that is hard to guess. Acknowledge a callback at once and
//! confirm it. Callbacks may come twice, late, or never: deal with each [identity](Confirmed::identity)
//! once. A payment whose final states are not known has none: its function says so.
//!
//! # What may be missing
//!
//! An unconfirmed callback always has its kind and its reference, and a confirmed one always has its
//! event, state, settlement and comparison. These accessors return an `Option`:
//!
//! - [`Settlement::outcome`](rt::Settlement::outcome) is `None` unless the gateway's state is final.
//! - [`Confirmed::identity`](rt::event::Confirmed::identity) is `None` unless that state is final and
//!   the callback agrees with it.
//! - A field of a body that is an `Option` is `None` if the gateway did not send it, sent `null`, or
//!   sent what cannot be read. `unreadable()` of the body lists what cannot be read. A
//!   [`Maybe`](rt::Maybe) tells absence from `null`, and its `value()` is `None` for both.
//! - [`Lenient::value`](rt::Lenient::value) is `None` if what was sent is no such value, or means "not
//!   known". `as_sent()` returns it as it was sent.

use ::malipo_runtime::rt;
use super::{client::Client, types};

pub use rt::event::{Refused, Unconfirmed};

/// A callback, and what the gateway answered when it was asked about it.
pub type Confirmed<E> = rt::event::Confirmed<E>;

/// Something happened.
///
/// There is nothing in it by which the gateway could be asked, so it proves nothing: take it for a
/// hint.
///
/// # Errors
///
/// When the body is too large or of another shape. [`Refused`] says what to answer.
pub fn notice(body: impl AsRef<[u8]>) -> Result<rt::RawJson, Refused> {
    rt::event::receive_unproven(body)
}

/// An order is over.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderResult(
    /// The body. Which of its fields may be missing is explained in the [module](self#what-may-be-missing).
    pub types::Order,
);
impl rt::event::Event for OrderResult {
    type Client = Client;
    type State = types::Order;
    const SPEC: rt::event::EventSpec = rt::event::EventSpec {
        kind: rt::event::EventKind::Addressed("order-result"),
        reference: &["id", "orderId"],
    };
    fn read(
        _: &str,
        payload: rt::event::Payload<'_>,
    ) -> Result<Option<Self>, rt::Undecodable> {
        payload.json().map(|body| Some(Self(body)))
    }
    fn ask(
        &self,
        client: &Self::Client,
        reference: &str,
    ) -> Option<rt::CallFuture<Self::State>> {
        Some(client.get_order(reference).asked())
    }
    fn settlement(&self, state: &Self::State) -> rt::Settlement {
        <super::operations::GetOrder as rt::Settles>::settlement(state)
    }
    fn compare(&self, state: &Self::State, differences: &mut rt::event::Differences) {
        let Self(event) = self;
        differences
            .always(
                "id",
                event.unreadable().has("id") || state.unreadable().has("id"),
                event.id.as_ref(),
                state.id.as_ref(),
            );
        differences
            .always(
                "total",
                event.unreadable().has("total") || state.unreadable().has("total"),
                event.total.as_ref(),
                state.total.as_ref(),
            );
        differences
            .settled(
                "state",
                event.unreadable().has("state") || state.unreadable().has("state"),
                event.state.as_ref().map(|value| value.as_str()),
                state.state.as_ref().map(|value| value.as_str()),
            );
    }
}

/// Receives the callback `order-result`: the body of the request, exactly as it came.
///
/// A notice of progress, which has `Body`, comes to the same address and settles nothing: it gives
/// `None`. Acknowledge it, and go on.
///
/// # Errors
///
/// When the body is too large or of another shape. [`Refused`] says what to answer.
pub fn order_result(body: impl AsRef<[u8]>) -> Result<Option<Unconfirmed<OrderResult>>, Refused> {
    rt::event::receive_unless("Body", body)
}
