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

    /// Reads one payment.
    ///
    /// `GET /payments`
    ///
    /// The state is in `state`: pending while `OPEN`; succeeded with `DONE`; failed with nothing. Any other
    /// value is not final. `.wait()` asks until the state is final.
    ///
    /// `wait` believes only a response whose `ref` is the reference that it asked for.
    pub fn get_payment(&self, r#ref: impl Into<String>) -> rt::Call<operations::GetPayment> {
        rt::Call::new(&self.runtime, operations::GetPayment { r#ref: r#ref.into() })
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
    /// [`Client::get_payment`](super::Client::get_payment), whose `ref` is the reference. Not found does
    /// not prove that the payment was not executed.
    ///
    /// [`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as
    /// [`Request`](super::types::Request).
    pub fn pay(&self, body: types::Request) -> rt::Call<operations::Pay> {
        rt::Call::new(&self.runtime, operations::Pay { body })
    }
}
