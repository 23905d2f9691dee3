//! Many cases, each with a seed of its own.

use std::cell::RefCell;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use malipo_sandbox::{Zamupay, Zengapay};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::simulation::caller::Manners;
use crate::simulation::case::play;
use crate::simulation::judge::{Judgement, Tally};
use crate::simulation::merchant::Merchant;
use crate::simulation::plan::{Plan, plans};

/// How many cases are played at once. They wait a lot.
const AT_ONCE: usize = 6;

/// About how many payments there are in a case.
const IN_A_CASE: usize = 22;

/// How often a plan that fails is made simpler, and for how long, in milliseconds.
const SIMPLER: u32 = 300;
const SIMPLER_FOR: u32 = 60_000;

/// A seed that no run before has had.
pub(crate) fn seed_of_the_day() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    // Short enough to be typed.
    now.map_or(0, |since| since.as_millis() as u64 % 1_000_000_000)
}

/// What is to be played.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The seed of the first case; each one after it has the next.
    pub(crate) seed: u64,
    /// How many payments there are at the least.
    pub(crate) payments: usize,
    pub(crate) manners: Manners,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) tally: Tally,
    pub(crate) failure: Option<Failure>,
    run: Run,
    took: Duration,
}

/// A case in which something was found.
#[derive(Debug)]
pub(crate) struct Failure {
    seed: u64,
    /// One on each line.
    pub(crate) findings: String,
    plan: Option<Plan>,
}

impl Run {
    /// Plays cases until there are enough payments, or something is found.
    pub(crate) fn play(self) -> Ended {
        let began = Instant::now();
        let cases = AtomicU64::new(0);
        let ended = Mutex::new(Ended {
            tally: Tally::default(),
            failure: None,
            run: self,
            took: Duration::ZERO,
        });
        let lock = || ended.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = || {
            let ended = lock();
            ended.failure.is_some() || ended.tally.payments >= self.payments
        };
        thread::scope(|scope| {
            // So many that one case alone is played by itself.
            for _ in 0..AT_ONCE.min(self.payments.div_ceil(IN_A_CASE)) {
                scope.spawn(|| {
                    while !is_over() {
                        let number = cases.fetch_add(1, Ordering::Relaxed);
                        let result = case(self.seed.wrapping_add(number), self.manners, 0);
                        let mut ended = lock();
                        match result {
                            Ok(tally) => ended.tally.add(&tally),
                            Err(failure) => {
                                ended.failure.get_or_insert(failure);
                            }
                        }
                    }
                });
            }
        });
        let mut ended = ended.into_inner().unwrap_or_else(PoisonError::into_inner);
        // By itself, and only if somebody wants to see it. What is not found again is shown as it was.
        if let (Some(found), Manners::AsDocumented) = (&ended.failure, self.manners)
            && let Err(simpler) = case(found.seed, self.manners, SIMPLER)
        {
            ended.failure = Some(simpler);
        }
        ended.took = began.elapsed();
        ended
    }
}

/// One case: its seed is all that decides what is planned. A plan that fails is made simpler so often.
fn case(seed: u64, manners: Manners, simpler: u32) -> Result<Tally, Failure> {
    // Two operations, and five.
    if seed.is_multiple_of(3) {
        case_of::<Zengapay>(seed, manners, simpler)
    } else {
        case_of::<Zamupay>(seed, manners, simpler)
    }
}

fn case_of<M: Merchant>(seed: u64, manners: Manners, simpler: u32) -> Result<Tally, Failure> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: 1,
        // A seed is enough, and stays one as long as this folder is not changed.
        failure_persistence: None,
        max_shrink_iters: simpler,
        max_shrink_time: SIMPLER_FOR,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let played = RefCell::new(Tally::default());
    let result = runner.run(&plans(M::OPERATIONS), |plan| {
        let Judgement { tally, findings } = play::<M>(plan, manners);
        played.replace(tally);
        match findings.is_empty() {
            true => Ok(()),
            false => Err(TestCaseError::fail(findings.join("\n"))),
        }
    });
    match result {
        Ok(()) => Ok(played.into_inner()),
        Err(TestError::Fail(reason, plan)) => Err(Failure {
            seed,
            findings: reason.to_string(),
            plan: Some(plan),
        }),
        Err(TestError::Abort(reason)) => Err(Failure {
            seed,
            findings: reason.to_string(),
            plan: None,
        }),
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tally, run, .. } = self;
        let took = self.took.as_secs_f64();
        writeln!(
            f,
            "simulation from seed {}, in {took:.1} s:\n{tally}",
            run.seed
        )?;
        match &self.failure {
            None => writeln!(f, "none was executed twice, ended wrongly or was lost"),
            Some(failure) => failure.fmt(f),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            seed,
            findings,
            plan,
        } = self;
        writeln!(f, "FOUND with seed {seed}:\n{findings}")?;
        if let Some(plan) = plan {
            write!(f, "the simplest plan in which it was found:\n{plan}")?;
        }
        writeln!(
            f,
            "play it again: cargo xtask simulate --payments 1 --seed {seed}"
        )
    }
}
