use ::malipo_runtime::rt;
use super::operations;
use super::types;

/// A client of Example: cheap to clone, and safe to share between tasks.
///
/// # Authentication
///
/// - `session`: an API key, sent as `session` in a cookie; the builder's `api_key` takes the name
///   `session`.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: rt::Client,
}

impl rt::Gateway for Client {
    const TITLE: &'static str = "Example";
    const API_KEYS: &'static [rt::ApiKey] = &[
        rt::ApiKey {
            scheme: "session",
            place: rt::KeyPlace::Cookie,
            name: "session",
        },
    ];

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

    /// `POST /things/{rate}`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    ///
    /// # Errors
    ///
    /// [`Error::into_request`](rt::Error::into_request) returns the request of a call that did nothing as
    /// [`Thing`](super::types::Thing).
    pub fn add_thing(
        &self,
        rate: impl Into<f64>,
        body: types::Thing,
    ) -> rt::Call<operations::AddThing> {
        rt::Call::new(
            &self.runtime,
            operations::AddThing {
                rate: rate.into(),
                above: None,
                x_rate: None,
                x_note: None,
                sid: None,
                ids: None,
                body,
            },
        )
    }
}
