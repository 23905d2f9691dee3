//! How long to pause between two polls.

use std::time::Duration;

use crate::wire::random::below;

/// By how much the bound of a pause grows from one to the next.
const GROWTH: f64 = 1.6;

/// What a bound of nothing grows to. It would stay nothing for ever, and the gateway would be asked without a pause.
const LEAST_GROWN: Duration = Duration::from_millis(10);

/// The longest pause that a gateway can ask for. A mistaken header must not turn a wait into sleep.
const LONGEST_ASKED: Duration = Duration::from_secs(5 * 60);

/// Pauses whose bound grows, each drawn at random below its bound.
pub(crate) struct Pace {
    bound: Duration,
    max: Duration,
}

impl Pace {
    pub(crate) fn new(first: Duration, max: Duration) -> Self {
        Self {
            bound: first.min(max),
            max,
        }
    }

    /// The next pause: no shorter than the gateway asks.
    pub(crate) fn next(&mut self, asked: Option<Duration>) -> Duration {
        let drawn = below(self.bound);
        let grown = Duration::try_from_secs_f64(self.bound.as_secs_f64() * GROWTH);
        self.bound = grown
            .unwrap_or(Duration::MAX)
            .max(LEAST_GROWN)
            .min(self.max);
        drawn.max(asked.unwrap_or_default().min(LONGEST_ASKED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_grow_to_the_greatest_and_pauses_stay_below_them() {
        let mut pace = Pace::new(Duration::from_secs(1), Duration::from_secs(20));
        let mut bounds = Vec::new();
        for _ in 0..10 {
            let bound = pace.bound;
            bounds.push(bound.as_secs());
            assert!(pace.next(None) < bound);
        }
        assert_eq!(bounds, [1, 1, 2, 4, 6, 10, 16, 20, 20, 20]);
    }

    #[test]
    fn pauses_are_spread_over_the_whole_of_their_bound() {
        let pauses: Vec<f64> = (0..1000)
            .map(|_| {
                let mut pace = Pace::new(Duration::from_secs(1), Duration::from_secs(1));
                pace.next(None).as_secs_f64()
            })
            .collect();
        for tenth in 0..10 {
            let low = f64::from(tenth) / 10.0;
            let among = pauses.iter().filter(|p| (low..low + 0.1).contains(*p));
            assert!(among.count() > 50, "too few pauses from {low} s");
        }
    }

    #[test]
    fn what_the_gateway_asks_is_heeded_within_reason() {
        let mut pace = Pace::new(Duration::from_millis(1), Duration::from_millis(1));
        assert_eq!(
            pace.next(Some(Duration::from_secs(7))),
            Duration::from_secs(7)
        );
        assert_eq!(pace.next(Some(Duration::MAX)), LONGEST_ASKED);
    }

    #[test]
    fn a_first_pause_of_nothing_grows_as_well() {
        let mut pace = Pace::new(Duration::ZERO, Duration::from_secs(20));
        assert_eq!(pace.next(None), Duration::ZERO);
        for _ in 0..30 {
            pace.next(None);
        }
        assert_eq!(pace.bound, Duration::from_secs(20));
    }

    #[test]
    fn absurd_bounds_are_no_panic() {
        let mut pace = Pace::new(Duration::MAX, Duration::MAX);
        pace.next(None);
        assert_eq!(pace.bound, Duration::MAX);
        assert_eq!(
            Pace::new(Duration::ZERO, Duration::ZERO).next(None),
            Duration::ZERO
        );
    }
}
