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
    /// errors. Any method but GET, HEAD, OPTIONS and TRACE may move money.
    pub fn request(&self, method: rt::Method, path: impl Into<String>) -> rt::RawCall {
        rt::RawCall::new(&self.runtime, method, path)
    }

    /// `POST /bills`
    ///
    /// **Moves money.** The merchant's reference is `id`.
    ///
    /// # Errors
    ///
    /// [`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as
    /// [`Bill`](super::types::Bill), or as the type that it has: [`Due`](super::types::Due),
    /// [`Prepaid`](super::types::Prepaid).
    pub fn pay_bill(&self, body: impl Into<types::Bill>) -> rt::Call<operations::PayBill> {
        rt::Call::new(&self.runtime, operations::PayBill { body: body.into() })
    }
}
