//! Payments: when one is final, how to wait for it, how to find it again, and events about it.

pub mod event;
pub(crate) mod lines;
pub mod resolve;
pub(crate) mod settles;
pub(crate) mod wait;
#[cfg(feature = "webhooks")]
pub mod webhook;

pub use resolve::{Doubt, Found, Resolution, Resolvable, Resolve, Resolves, Unclear};
pub use settles::{About, Outcome, Settled, SettledLine, Settlement, Settles};
pub use wait::Wait;
