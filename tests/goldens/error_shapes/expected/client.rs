use super::operations;

/// A client of Example: cheap to clone, and safe to share between tasks.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: ::malipo::runtime::Client,
}

impl ::malipo::runtime::Gateway for Client {
    const TITLE: &'static str = "Example";
    fn from_runtime(runtime: ::malipo::runtime::Client) -> Self {
        Self { runtime }
    }
    fn runtime(&self) -> &::malipo::runtime::Client {
        &self.runtime
    }
}

impl Client {
    /// Calls an operation that is not among the methods: authenticated, with the same limits and the same
    /// errors. Anything but a read is taken to move money.
    pub fn request(
        &self,
        method: ::malipo::runtime::Method,
        path: impl Into<String>,
    ) -> ::malipo::runtime::RawCall {
        ::malipo::runtime::RawCall::new(&self.runtime, method, path)
    }
    /// `listOrders`.
    ///
    /// `GET /orders`
    pub fn list_orders(&self) -> ::malipo::runtime::Call<operations::ListOrders> {
        ::malipo::runtime::Call::new(&self.runtime, operations::ListOrders)
    }
}
