//! `cargo xtask bench …`: measurements, which are no part of `check`.

pub(crate) mod cost;
pub(crate) mod faults;
pub(crate) mod generation;
