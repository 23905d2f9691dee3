//! The request of a failed call, which the caller may have back if it certainly did nothing.

use std::any::{Any, TypeId};

use super::{Error, Kind, Phase};
use crate::request::Effect;

/// A request that waits in an error for its caller.
pub(crate) trait Kept: Send + Sync {
    /// The request as a value of this type, or the same again.
    fn give(self: Box<Self>, wanted: TypeId) -> Result<Box<dyn Any>, Box<dyn Kept>>;
}

impl Error {
    /// Keeps the request for [`into_request`](Self::into_request), if it certainly did nothing; drops it otherwise.
    pub(crate) fn with_request(mut self, request: impl FnOnce() -> Box<dyn Kept>) -> Self {
        if self.certainly_did_nothing() {
            self.0.request = Some(request());
        }
        self
    }

    /// Whether the call has changed nothing at the gateway, as far as anybody can prove.
    fn certainly_did_nothing(&self) -> bool {
        let reads = self.0.spec.is_some_and(|spec| spec.effect == Effect::Reads);
        !self.has_ended_more()
            && (reads
                || self.phase() == Phase::NotSent
                || matches!(self.0.kind, Kind::Refused { proven: true }))
    }

    /// Returns the request of a call that was not sent, only reads, or was refused with proof. Send it again with the same
    /// reference.
    ///
    /// `T` is the type that the client's method takes: the request body, such as `TransferRequest`. The compiler infers it
    /// where the result is given to that method again. For a body that is one of several types, it is the enum of them, or the
    /// type that the request has: after `submit_bill_request` with a `PayBill`, both `PayBill` and `BillRequest` return it. The
    /// documentation of each method names its types. `T` may also be the operation, with all parameters, such as
    /// `operations::CreateTransfer`; send one with [`Call::new`](crate::Call::new). Of a call by
    /// [`request`](crate::RawCall) it is [`RawCall`](crate::RawCall).
    ///
    /// The request is there in these cases, and only then:
    ///
    /// - The [phase](Self::phase) is [`NotSent`](Phase::NotSent).
    /// - The server refused the call in a way that proves that it did nothing.
    /// - The operation only reads.
    ///
    /// Options of the call, such as its [time limit](crate::Call::timeout), are not part of the request.
    ///
    /// ```
    /// use std::time::Duration;
    /// use malipo_runtime::Error;
    /// use malipo_runtime::{Client, Call, Operation};
    ///
    /// /// Sends an order until the server accepts it, ten times at most.
    /// async fn send<O: Operation>(client: &Client, mut order: O) -> Result<O::Output, Error> {
    ///     let mut attempts = 1;
    ///     loop {
    ///         match Call::new(client, order).await {
    ///             Err(error) if error.is_rate_limited() && attempts < 10 => {
    ///                 // Few servers say how long to wait.
    ///                 let pause = error.retry_after().unwrap_or(Duration::from_secs(1));
    ///                 order = error.into_request()?; // Returns the error if the call may have run.
    ///                 tokio::time::sleep(pause).await;
    ///                 attempts += 1;
    ///             }
    ///             ended => return ended,
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns this error, unchanged, in every other case: also for a call that writes and may run twice, once it may
    /// have been sent, and when the request is not a `T`.
    pub fn into_request<T: 'static>(mut self) -> Result<T, Self> {
        if !self.certainly_did_nothing() {
            return Err(self);
        }
        let Some(kept) = self.0.request.take() else {
            return Err(self);
        };
        match kept
            .give(TypeId::of::<T>())
            .map(|request| request.downcast())
        {
            Ok(Ok(request)) => Ok(*request),
            // It said that it was one.
            Ok(Err(_)) => Err(self),
            Err(kept) => {
                self.0.request = Some(kept);
                Err(self)
            }
        }
    }
}
