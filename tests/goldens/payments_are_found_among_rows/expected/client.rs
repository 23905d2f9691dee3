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

    /// Lists payments.
    ///
    /// `GET /payments`
    ///
    /// The state is in `rows.state`: pending while `OPEN`; succeeded with `DONE`; failed with nothing. Any
    /// other value is not final. `.wait()` asks until the state is final.
    ///
    /// The response does not repeat the reference, so `wait` cannot tell whether it is about this payment.
    ///
    /// The response is one page of a list. `items` and `pages` on the call read all of it.
    pub fn list_payments(&self) -> rt::Call<operations::ListPayments> {
        rt::Call::new(&self.runtime, operations::ListPayments { page: None, from: None })
    }

    /// Pays.
    ///
    /// `POST /payments`
    ///
    /// **Moves money.** The merchant's reference is `ref`.
    ///
    /// # Errors
    ///
    /// After an unclear outcome, `resolve` looks the payment up with
    /// [`Client::list_payments`](super::Client::list_payments), the rows of `rows` whose `ref` is the
    /// reference. Not found does not prove that the payment was not executed.
    ///
    /// [`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as
    /// [`Request`](super::types::Request).
    pub fn pay(&self, body: types::Request) -> rt::Call<operations::Pay> {
        rt::Call::new(&self.runtime, operations::Pay { body })
    }
}
