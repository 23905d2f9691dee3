//! What an API is, once every question about its document is answered.
//!
//! Data only. All names are decided: a name on the wire and a name in Rust always travel together.
//! Everything is in document order or sorted, so that the same document gives the same bytes.

mod answer;
mod api;
mod body;
mod constants;
mod defs;
mod docs;
mod facts;
mod lookup;
mod media;
mod name;
mod one_of;
mod operation;
mod parameter;
mod path;
mod proof;
mod security;
mod settles;
mod types;

pub use answer::*;
pub use api::*;
pub use body::*;
pub(crate) use constants::{Constant, can_start_with};
pub use defs::*;
pub use docs::*;
pub use facts::*;
pub use lookup::*;
pub use media::*;
pub use name::*;
pub(crate) use one_of::kinds::Kinds;
pub use one_of::*;
pub use operation::*;
pub use parameter::*;
pub use proof::*;
pub use security::*;
pub use settles::*;
pub use types::*;
