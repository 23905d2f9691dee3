//! Chance.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A duration from nothing up to, and without, a bound: to spread load.
pub(crate) fn below(bound: Duration) -> Duration {
    Duration::try_from_secs_f64(bound.as_secs_f64() * fastrand::f64()).unwrap_or(bound)
}

/// Bits that nobody can guess: the standard library seeds the keys of its hash maps by the operating system. What `fastrand`
/// draws can be predicted from what it drew before.
pub(crate) fn bits() -> u64 {
    RandomState::new().build_hasher().finish()
}
