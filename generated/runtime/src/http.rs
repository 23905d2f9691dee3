//! One request and its response: the transport, the phase of a failure, when a request may be sent again, and base URLs.

pub(crate) mod base_url;
pub(crate) mod body;
pub(crate) mod path;
pub(crate) mod retries;
pub(crate) mod time_limit;
pub(crate) mod transport;

pub use retries::Retries;
