//! Chance, to spread load. It protects nothing.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A duration from nothing up to, and without, a bound.
pub(crate) fn below(bound: Duration) -> Duration {
    Duration::try_from_secs_f64(bound.as_secs_f64() * fraction()).unwrap_or(bound)
}

/// Bits that differ from call to call and from process to process.
pub(crate) fn bits() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A number from 0 up to, and without, 1, that differs from call to call and from process to process.
pub(crate) fn fraction() -> f64 {
    // As many bits as a float holds exactly.
    (bits() >> 11) as f64 / (1_u64 << 53) as f64
}
