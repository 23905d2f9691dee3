//! What has to be true at the end of the demo, whatever was printed.

use std::error::Error;

use malipo_sandbox::{Delivery, Gateway, Sandbox};

/// What a part of the demo gives, or why it did not end as it should.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Goes on only while this holds.
pub(crate) fn expect(holds: bool, otherwise: &str) -> Outcome<()> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}

/// Each payment was carried out once, each of so many events was delivered, and nothing broke the specification.
pub(crate) async fn judge<G: Gateway>(
    sandbox: &Sandbox<G>,
    references: &[&str],
    events: usize,
) -> Outcome<()> {
    let deliveries = sandbox.webhook_deliveries().await;
    expect(
        deliveries.len() == events && deliveries.iter().all(Delivery::is_acknowledged),
        "an event was not delivered and acknowledged, or was one too many",
    )?;
    let ledger = sandbox.ledger();
    for reference in references {
        let times = ledger.executions(reference);
        expect(
            times == 1,
            &format!("{reference} was carried out {times} times"),
        )?;
    }
    if let Some(violation) = sandbox.violations().first() {
        return Err(violation.to_string().into());
    }
    match sandbox.unfit_answers().first() {
        Some(unfit) => Err(unfit.clone().into()),
        None => Ok(()),
    }
}
