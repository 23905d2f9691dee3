use ::malipo_runtime::rt;
use super::operations;

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

    /// `GET /orders`
    pub fn list_orders(&self) -> rt::Call<operations::ListOrders> {
        rt::Call::new(&self.runtime, operations::ListOrders {})
    }
}
