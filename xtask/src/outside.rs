//! What tools of others find in the specifications and in the embedded gateways, and which of it is known.
//!
//! The tools themselves are run by `cargo xtask outside`. Here is what needs no network: reading their reports, and
//! comparing the findings with the list of exceptions.

mod exceptions;
mod finding;
mod lint;
mod schemathesis;
mod shown;

pub use exceptions::{Exceptions, Judgement};
pub use finding::{Finding, Report, Tool, Unusable};
pub use lint::{redocly, spectral, validator};
pub use schemathesis::schemathesis;
pub use shown::shown;
