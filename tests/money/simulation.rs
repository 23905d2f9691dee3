//! Claim: a caller who follows the README pays nothing twice and loses nothing, whatever goes wrong with the gateway, with
//! the way there and with the caller itself.
//!
//! Callers pay through the embedded gateways, with every operation that moves money. Requests meet faults, before, after or
//! long before they are carried out; callers crash at any point, and what a restarted one knows is what it kept before the
//! first byte left. The gateway's ledger judges what each payment came to.
//!
//! A run prints its seed. What goes wrong prints the seed of its case and a command that plays it again; `cargo xtask
//! simulate` plays as many payments as it is told to. A seed replays the plan: the payments, the faults, the crashes and who
//! does what. It does not replay how the sockets and the timers of this machine were scheduled, nor the pauses that the client
//! draws: a finding that hangs on those may need several runs.

mod caller;
mod case;
mod crash;
mod journal;
mod judge;
mod merchant;
mod plan;
mod run;

use std::env;
use std::io::Write as _;

use caller::Manners;
use run::Run;

/// How many payments there are unless `MALIPO_SIMULATION_PAYMENTS` says otherwise.
const PAYMENTS: usize = 10_000;

/// A number from the environment.
fn variable<N: std::str::FromStr>(name: &str) -> Option<N> {
    let text = env::var(name).ok()?;
    let number = text.parse().ok();
    Some(number.unwrap_or_else(|| panic!("{name} is not a number: {text}")))
}

#[test]
fn simulation_executes_nothing_twice_and_loses_nothing() {
    let run = Run {
        seed: variable("MALIPO_SIMULATION_SEED").unwrap_or_else(run::seed_of_the_day),
        payments: variable("MALIPO_SIMULATION_PAYMENTS").unwrap_or(PAYMENTS),
        manners: Manners::AsDocumented,
    };
    let ended = run.play();
    // Not `println`: the numbers are for those who only see that the tests have passed.
    let _nobody_reads = write!(std::io::stderr(), "{ended}");
    assert!(ended.failure.is_none(), "see the finding above");
    if run.payments >= PAYMENTS {
        assert_eq!(ended.tally.not_met(), [""; 0], "too little has happened");
    }
}

/// Whether the judge finds this, in one of some hundred cases, when callers behave like that.
///
/// Which case shows it first hangs on the machine; a case may also show another side of the same mistake.
fn is_found(finding: &str, manners: Manners) -> bool {
    (1..=200).any(|seed| {
        let run = Run {
            seed,
            payments: 1,
            manners,
        };
        let failure = run.play().failure;
        failure.is_some_and(|failure| failure.findings.contains(finding))
    })
}

#[test]
fn simulation_catches_a_caller_that_pays_again_after_not_found() {
    assert!(is_found(
        "was executed 2 times",
        Manners::PaysAgainAfterNotFound
    ));
}

#[test]
fn simulation_catches_a_caller_that_takes_not_found_for_not_executed() {
    assert!(is_found(
        "ended as Refused, and was executed",
        Manners::TakesNotFoundForRefused
    ));
}

#[test]
fn simulation_catches_a_caller_that_takes_an_inconclusive_failure_for_a_failure() {
    assert!(is_found(
        "ended as Failed, and is",
        Manners::TakesInconclusiveForFailed
    ));
}

#[test]
fn simulation_catches_a_caller_that_keeps_a_reference_too_late() {
    assert!(is_found(
        "was executed and belongs to no payment",
        Manners::KeepsTooLate
    ));
}
