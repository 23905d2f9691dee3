//! Making a call again after a failure that looks passing: when, how often, and never one that may have arrived and must not run twice.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use crate::error::{Failure, is_passing_status};
use crate::request::Effect;
use crate::wire::Answer;
use crate::wire::random::below;

/// The longest pause that a gateway can ask for between two attempts. One that asks for more is not asked again.
const LONGEST_ASKED: Duration = Duration::from_secs(30);

/// What a repetition takes from the budget of a client.
const PRICE: f32 = 1.0;

/// What every answer of success gives back: a tenth of a repetition.
const WAGE: f32 = 0.1;

/// How much a budget holds: ten repetitions, so that a short fault is ridden out, and a long one not made worse.
const FULL: f32 = 10.0;

/// How often a call is made again after a failure that looks passing.
///
/// | a call that | is made again after |
/// |---|---|
/// | reads | no connection, no answer or half of one; the statuses 408, 425, 429, 500, 502, 503 and 504 |
/// | writes, must not run twice, or has no declared effect | no connection, or another fault before a byte of its body was asked for: never after that, whatever comes (but for the one repetition with a new token of what [may run twice](crate::ClientBuilder::client_credentials)) |
///
/// The pauses are drawn at random between nothing and a bound that doubles (full jitter), so that many callers do not return
/// together. A `Retry-After` of the gateway is heeded, up to 30 seconds; after a longer one, the call ends. All attempts and
/// pauses together fit into the [time limit](crate::ClientBuilder::timeout) of the call. And a client has a budget: when more
/// than about one call in ten has to be repeated, only one in ten is.
///
/// ```
/// use malipo_runtime::Retries;
/// use std::time::Duration;
///
/// let patient = Retries::default().attempts(5).first_pause(Duration::from_millis(500));
/// let none = Retries::none();
/// # let _ = (patient, none);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "it is given to a client's builder, or to a call"]
pub struct Retries {
    attempts: u32,
    first_pause: Duration,
    max_pause: Duration,
}

impl Default for Retries {
    /// Three attempts, with pauses of up to 200 and 400 milliseconds.
    fn default() -> Self {
        Self {
            attempts: 3,
            first_pause: Duration::from_millis(200),
            max_pause: Duration::from_secs(5),
        }
    }
}

impl Retries {
    /// No call is made again.
    pub const fn none() -> Self {
        Self {
            attempts: 1,
            first_pause: Duration::ZERO,
            max_pause: Duration::ZERO,
        }
    }

    /// How many attempts there are at the most, with the first one. One and none are the same.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Bounds the first pause; the bound doubles from one to the next.
    pub const fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// Bounds every pause, but not what a gateway asks for.
    pub const fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// How long to pause before another attempt, after so many; none if there shall be none.
    pub(crate) fn pause(
        &self,
        made: u32,
        result: &Result<Answer, Failure>,
        effect: Effect,
        time_left: impl FnOnce() -> Duration,
        budget: &Budget,
    ) -> Option<Duration> {
        let passing = match result {
            Ok(answer) => effect == Effect::Reads && is_passing_status(answer.status()),
            Err(failure) => failure.is_passing(effect),
        };
        if !passing {
            if result.as_ref().is_ok_and(Answer::is_success) {
                budget.earn();
            }
            return None;
        }
        let asked = match result {
            Ok(answer) => answer.retry_after(),
            Err(failure) => failure.retry_after(),
        };
        let asked = asked.unwrap_or_default();
        if made >= self.attempts || asked > LONGEST_ASKED {
            return None;
        }
        let bound = self
            .first_pause
            .saturating_mul(2_u32.saturating_pow(made.saturating_sub(1)))
            .min(self.max_pause);
        let pause = below(bound).max(asked);
        // An attempt that would begin when the time is over is none.
        (pause < time_left() && budget.spend()).then_some(pause)
    }
}

/// How many repetitions a client and its clones have left.
#[derive(Debug)]
pub(crate) struct Budget(Mutex<f32>);

impl Budget {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(FULL))
    }

    fn earn(&self) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = (*left + WAGE).min(FULL);
    }

    fn spend(&self) -> bool {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = *left >= PRICE;
        if enough {
            *left -= PRICE;
        }
        enough
    }
}

#[cfg(test)]
#[allow(clippy::result_large_err, reason = "it is the transport's own")]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn answer(status: u16, headers: &[(&'static str, &str)]) -> Result<Answer, Failure> {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                let name = http::HeaderName::from_static(name);
                (name, http::HeaderValue::from_str(value).unwrap())
            })
            .collect();
        Ok(Answer::new(status, headers, Vec::new()))
    }

    fn pause(made: u32, status: u16, effect: Effect) -> Option<Duration> {
        let budget = Budget::new();
        Retries::default().pause(made, &answer(status, &[]), effect, || MINUTE, &budget)
    }

    #[test]
    fn an_answer_is_asked_for_again_only_by_what_reads() {
        for status in [408, 425, 429, 500, 502, 503, 504] {
            assert!(pause(1, status, Effect::Reads).is_some(), "{status}");
            assert_eq!(pause(1, status, Effect::Writes), None, "{status}");
            #[cfg(feature = "payments")]
            assert_eq!(pause(1, status, Effect::MovesMoney), None, "{status}");
        }
        for status in [200, 202, 301, 307, 400, 401, 403, 404, 409, 422, 501] {
            assert_eq!(pause(1, status, Effect::Reads), None, "{status}");
        }
    }

    #[test]
    fn attempts_are_bounded_and_pauses_stay_below_a_bound_that_doubles() {
        for made in [1, 2] {
            let bound = Duration::from_millis(200 << (made - 1));
            for _ in 0..100 {
                assert!(pause(made, 503, Effect::Reads).unwrap() < bound);
            }
        }
        assert_eq!(pause(3, 503, Effect::Reads), None);
        assert_eq!(pause(u32::MAX, 503, Effect::Reads), None);
        let budget = Budget::new();
        let busy = answer(503, &[]);
        let none = Retries::none().pause(1, &busy, Effect::Reads, || MINUTE, &budget);
        assert_eq!(none, None);
    }

    #[test]
    fn a_date_is_counted_from_the_gateways_own_clock() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        let later = "Sun, 06 Nov 1994 08:49:49 GMT";
        let budget = Budget::new();
        let pause = |headers: &[(&'static str, &str)]| {
            Retries::default().pause(1, &answer(503, headers), Effect::Reads, || MINUTE, &budget)
        };
        let asked = pause(&[("retry-after", later), ("date", date)]);
        assert_eq!(asked, Some(Duration::from_secs(12)));
        let over = pause(&[("retry-after", date), ("date", later)]);
        assert!(over.is_some_and(|pause| pause < Duration::from_millis(200)));
    }

    #[test]
    fn what_the_gateway_asks_for_is_heeded_within_bounds() {
        let asked = |seconds, left| {
            let budget = Budget::new();
            let busy = answer(429, &[("retry-after", seconds)]);
            Retries::default().pause(1, &busy, Effect::Reads, || left, &budget)
        };
        assert_eq!(asked("7", MINUTE), Some(Duration::from_secs(7)));
        assert_eq!(asked("31", MINUTE), None);
        assert_eq!(asked("99999999999999999999", MINUTE), None);
        assert_eq!(asked("7", Duration::from_secs(7)), None);
        assert!(asked("soon", MINUTE).is_some());
    }

    #[test]
    fn a_budget_lets_one_call_in_ten_be_repeated_in_a_long_fault() {
        let budget = Budget::new();
        let busy = answer(503, &[]);
        let fine = answer(200, &[]);
        let retries = Retries::default().attempts(2);
        let again = |result| {
            retries
                .pause(1, result, Effect::Reads, || MINUTE, &budget)
                .is_some()
        };
        let ridden_out = (0..100).filter(|_| again(&busy)).count();
        assert_eq!(ridden_out, 10);
        let mut repeated = 0;
        for _ in 0..200 {
            assert!(!again(&fine));
            repeated += usize::from(again(&busy));
        }
        assert!((18..=20).contains(&repeated), "{repeated}");
    }
}
