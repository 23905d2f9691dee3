//! Faults and connections, as a test asks for them.

use super::{Gateway, Sandbox};
use crate::{Error, FaultPlan};

impl<G: Gateway> Sandbox<G> {
    /// From now on, requests meet a fault: the next one, unless the plan says otherwise.
    ///
    /// Plans queue up, and a request meets the first that fits it. They go before everything else, [throttling](Self::throttle)
    /// included.
    ///
    /// ```no_run
    /// # use malipo_sandbox::{Error, Fault, Sandbox};
    /// # fn example(sandbox: &Sandbox) -> Result<(), Error> {
    /// sandbox.fail(Fault::Reset.after_execution().of("createTransfer"))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the gateway has no operation of the name that the plan has; then nothing fails.
    pub fn fail(&self, plan: FaultPlan) -> Result<(), Error> {
        if let Some(operation) = plan.operation() {
            self.simulation.contract().knows(operation)?;
        }
        self.simulation.state().faults.add(plan);
        Ok(())
    }

    /// From now on nothing fails any more.
    pub fn stop_failing(&self) {
        self.simulation.state().faults.clear();
    }

    /// Closes the connections that are kept alive without a request, which makes them stale in the pools of clients. Where a
    /// request is being answered, the connection ends after that.
    ///
    /// It does not wait: [`open_connections`](Self::open_connections) tells when the clients have noticed.
    pub fn close_idle_connections(&self) {
        self.server.connections().close();
    }

    /// How many connections were accepted so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.server.connections().accepted()
    }

    /// How many connections there are that the simulator or the client has not closed yet.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        self.server.connections().open()
    }
}
