//! Requests: what is fixed about an operation, and how its parameters and its body are written.

pub(crate) mod encoder;
pub(crate) mod form;
pub(crate) mod multipart;
pub(crate) mod spec;

pub use encoder::Encoder;
pub use form::{Form, ToForm};
pub use multipart::File;
pub use spec::{Effect, GivenBack, Method, OperationSpec, Wanted};
