use ::malipo_runtime::rt;
use super::operations;
use super::types;

/// A client of Example: cheap to clone, and safe to share between tasks.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: rt::Client,
}

impl rt::Gateway for Client {
    const TITLE: &'static str = "Example";

    fn from_runtime(runtime: rt::Client) -> Self {
        Self { runtime }
    }

    fn runtime(&self) -> &rt::Client {
        &self.runtime
    }
}

impl Client {
    /// Calls an operation that is not among the methods: authenticated, with the same limits and the same
    /// errors. The client repeats no call that may have run, unless its method is GET, HEAD, OPTIONS or TRACE.
    pub fn request(&self, method: rt::Method, path: impl Into<String>) -> rt::RawCall {
        rt::RawCall::new(&self.runtime, method, path)
    }

    /// `PUT /balances`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    ///
    /// # Errors
    ///
    /// [`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as
    /// [`Balances`](super::types::Balances).
    pub fn set_balances(&self, body: types::Balances) -> rt::Call<operations::SetBalances> {
        rt::Call::new(&self.runtime, operations::SetBalances { above: None, body })
    }
}
