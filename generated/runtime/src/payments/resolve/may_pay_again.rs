async fn may_pay_again<C: Resolves>(error: Error, client: &C) -> Result<bool, Error> {
    Ok(match error.resolve(client).await? {
        // The gateway has it. Only `Failed` says that no money moved. `Inconclusive` does not: that is
        // a failure whose own code leaves it open. Wait for it, or give the gateway's support
        // `found.ids()`. After a restart, the search knows the lines of an order only if you name them
        // with `Resolve::lines`: without them, a failed order may lack a line that was paid.
        Resolution::Executed(found) => found.settlement() == Settlement::Failed,
        // Not the same as not executed: look again later, or ask the gateway's support.
        Resolution::NotFound { .. } => false,
        // Somebody has to look at the candidates, if there are any, and at the doubts.
        Resolution::Unclear(_unclear) => false,
    })
}
