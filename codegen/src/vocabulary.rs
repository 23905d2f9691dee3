//! The `x-malipo-` keys: what each is called, where it may stand and which form its value has.
//!
//! `spec/README.md` documents them for people; a test holds the two together.

mod acceptance;
mod check;
mod events;
mod facts;
mod form;
mod keys;
mod refusal;
mod schema;
mod settles;

pub(crate) use acceptance::*;
pub(crate) use check::{check_key, check_stray};
pub(crate) use events::*;
pub(crate) use facts::*;
pub use keys::extension_keys;
pub(crate) use keys::*;
pub(crate) use refusal::*;
pub(crate) use schema::*;
pub(crate) use settles::*;
