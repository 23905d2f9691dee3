//! The judge: the gateway's ledger against what the callers believe.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use malipo::Decimal;
use malipo_sandbox::{Ledger, Payment, PaymentKind, PaymentStatus, Sandbox};

use crate::simulation::journal::{End, Kept};
use crate::simulation::merchant::{Merchant, Order, names};
use crate::simulation::plan::{PaymentPlan, What};

/// What came of a case.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    pub(crate) tally: Tally,
    /// What must not be; one sentence each.
    pub(crate) findings: Vec<String>,
}

/// What has happened, in numbers.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) payments: usize,
    pub(crate) crashes: usize,
    /// Those after which the gateway had the payment already.
    pub(crate) crashes_after_execution: usize,
    faults: usize,
    /// Payments that a restarted caller has found.
    found_after_restart: usize,
    /// How many payments of an operation ended so, and how many of these were executed.
    ends: BTreeMap<(What, End), (usize, usize)>,
}

/// Judges every payment that was planned.
pub(crate) fn judge<M: Merchant>(
    planned: &BTreeMap<String, &PaymentPlan>,
    kept: &BTreeMap<String, Kept>,
    sandbox: &Sandbox<M>,
) -> Judgement {
    let mut judgement = Judgement::default();
    let ledger = sandbox.ledger();
    let requests = sandbox.requests();
    judgement.tally.faults = requests.iter().filter(|one| one.fault.is_some()).count();
    for (reference, plan) in planned {
        let Some(kept) = kept.get(reference) else {
            judgement.find(format!("{reference} is known to nobody"));
            continue;
        };
        let order = Order { reference, plan };
        let executed = judgement.executed(&order, kept, &ledger);
        if kept.end == Some(End::NotSent) {
            let quoted = format!("\"{reference}\"");
            if requests.iter().any(|one| one.body_text().contains(&quoted)) {
                judgement.find(format!("{reference} was not sent, and has arrived"));
            }
        }
        judgement.tally.count(kept, executed);
    }
    for payment in moved(&ledger) {
        let reference = &payment.external_reference;
        if !kept.contains_key(reference) {
            judgement.find(format!(
                "{reference} was executed and belongs to no payment"
            ));
        }
    }
    for violation in sandbox.violations() {
        // Those are refused on purpose by content, and never for their form.
        judgement.find(format!("a request broke the specification: {violation}"));
    }
    for answer in sandbox.unfit_answers() {
        judgement.find(format!("the sandbox broke the specification: {answer}"));
    }
    judgement
}

/// All payments that merchants have asked for.
fn moved(ledger: &Ledger) -> impl Iterator<Item = &Payment> {
    let payments = ledger.payments().iter();
    payments.filter(|payment| payment.kind != PaymentKind::Charge)
}

impl Judgement {
    fn find(&mut self, finding: String) {
        self.findings.push(finding);
    }

    /// Whether a payment was executed, after its judgement.
    fn executed(&mut self, order: &Order<'_>, kept: &Kept, ledger: &Ledger) -> bool {
        let reference = order.reference;
        let amounts = order.plan.amounts();
        // Line by line, and what has no lines of its own in the order of the amounts.
        let mut entered: Vec<(Option<String>, Decimal)> = moved(ledger)
            .filter(|payment| payment.external_reference == reference)
            .map(|payment| (payment.trace_number.clone(), payment.amount))
            .collect();
        entered.sort();
        let line = |place| (order.plan.what == What::Order).then(|| order.line(place));
        let numbered = amounts.iter().enumerate();
        let mut once: Vec<_> = numbered
            .map(|(place, amount)| (line(place), *amount))
            .collect();
        once.sort();

        let times = entered.len() / once.len();
        if entered.len() > once.len() {
            self.find(format!(
                "{reference} was executed {times} times: {entered:?}"
            ));
        } else if !entered.is_empty() && entered != once {
            self.find(format!(
                "{reference} was asked for as {once:?} and executed as {entered:?}"
            ));
        }
        let executed = !entered.is_empty();
        match kept.end {
            None => self.find(format!("{reference} has no end")),
            Some(end @ (End::Executed | End::Failed | End::Inconclusive)) if !executed => {
                self.find(format!(
                    "{reference} ended as {end:?}, and was not executed"
                ));
            }
            Some(End::Failed) => {
                // Of an order of several lines, all have failed.
                let mut lines =
                    moved(ledger).filter(|payment| payment.external_reference == reference);
                if let Some(line) = lines.find(|line| line.status != PaymentStatus::Failed) {
                    let status = line.status;
                    self.find(format!("{reference} ended as Failed, and is {status}"));
                }
            }
            Some(end @ (End::Refused | End::NotSent)) if executed => {
                self.find(format!("{reference} ended as {end:?}, and was executed"));
            }
            Some(_) => {}
        }
        executed
    }
}

impl Tally {
    fn count(&mut self, kept: &Kept, executed: bool) {
        self.payments += 1;
        let Some(end) = kept.end else { return };
        let found = matches!(end, End::Executed | End::Failed | End::Inconclusive);
        if kept.after_restart && found {
            self.found_after_restart += 1;
        }
        let (ended, of_them) = self.ends.entry((kept.what, end)).or_default();
        *ended += 1;
        *of_them += usize::from(executed);
    }

    /// Adds what another case has come to.
    pub(crate) fn add(&mut self, other: &Self) {
        self.payments += other.payments;
        self.crashes += other.crashes;
        self.crashes_after_execution += other.crashes_after_execution;
        self.faults += other.faults;
        self.found_after_restart += other.found_after_restart;
        for (key, (ended, executed)) in &other.ends {
            let sum = self.ends.entry(*key).or_default();
            sum.0 += ended;
            sum.1 += executed;
        }
    }

    fn of(&self, end: End) -> (usize, usize) {
        let of_it = self.ends.iter().filter(|((_, other), _)| *other == end);
        of_it.fold((0, 0), |sum, (_, one)| (sum.0 + one.0, sum.1 + one.1))
    }

    /// What a long run must meet, and this one has not.
    pub(crate) fn not_met(&self) -> Vec<&'static str> {
        let (unclear, unclear_executed) = self.of(End::ReportedUnclear);
        let operations: BTreeSet<_> = self.ends.keys().map(|(what, _)| what).collect();
        [
            ("every operation", operations.len() == 7),
            ("a payment that was executed", self.of(End::Executed).0 > 0),
            ("one that failed", self.of(End::Failed).0 > 0),
            (
                "one whose failure proves nothing",
                self.of(End::Inconclusive).0 > 0,
            ),
            ("one that was refused", self.of(End::Refused).0 > 0),
            ("one that was not sent", self.of(End::NotSent).0 > 0),
            ("one that is unclear and executed", unclear_executed > 0),
            (
                "one that is unclear and not executed",
                unclear > unclear_executed,
            ),
            ("a crash after execution", self.crashes_after_execution > 0),
            ("one before it", self.crashes > self.crashes_after_execution),
            ("one found after a crash", self.found_after_restart > 0),
            ("a fault", self.faults > 0),
        ]
        .into_iter()
        .filter(|(_, met)| !met)
        .map(|(what, _)| what)
        .collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<22}{:>10}{:>10}{:>14}{:>10}{:>10}{:>10}  of them executed",
            "operation", "executed", "failed", "inconclusive", "refused", "not sent", "unclear"
        )?;
        let operations: BTreeSet<_> = self.ends.keys().map(|(what, _)| *what).collect();
        for what in operations {
            let of = |end| self.ends.get(&(what, end)).copied().unwrap_or_default();
            let (unclear, executed) = of(End::ReportedUnclear);
            writeln!(
                f,
                "{:<22}{:>10}{:>10}{:>14}{:>10}{:>10}{unclear:>10}  {executed}",
                names(what).0,
                of(End::Executed).0,
                of(End::Failed).0,
                of(End::Inconclusive).0,
                of(End::Refused).0,
                of(End::NotSent).0,
            )?;
        }
        writeln!(
            f,
            "{} payments, {} faults, {} crashes ({} after the gateway had paid); found after a crash: {}",
            self.payments,
            self.faults,
            self.crashes,
            self.crashes_after_execution,
            self.found_after_restart
        )
    }
}
