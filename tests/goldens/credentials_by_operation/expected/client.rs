use ::malipo_runtime::rt;
use super::operations;

/// A client of Example: cheap to clone, and safe to share between tasks.
///
/// # Authentication
///
/// - `app`: an API key, sent as `X-App` in a header; the builder's `api_key` takes the name `app`. Of
///   the program.
/// - `user`: an API key, sent as `key` in the query; the builder's `api_key` takes the name `user`.
/// - `login`: a user name and a password, by HTTP Basic. For
///   [`Client::put_thing`](super::Client::put_thing) alone.
/// - `other`: HTTP `digest`, which the client does not support.
/// - `token`: a bearer token, by OAuth 2.0.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: rt::Client,
}

impl rt::Gateway for Client {
    const TITLE: &'static str = "Example";
    const API_KEYS: &'static [rt::ApiKey] = &[
        rt::ApiKey {
            scheme: "app",
            place: rt::KeyPlace::Header,
            name: "X-App",
        },
        rt::ApiKey {
            scheme: "user",
            place: rt::KeyPlace::Query,
            name: "key",
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

    /// `GET /things`
    pub fn list_things(&self) -> rt::Call<operations::ListThings> {
        rt::Call::new(&self.runtime, operations::ListThings {})
    }

    /// `PUT /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn put_thing(&self) -> rt::Call<operations::PutThing> {
        rt::Call::new(&self.runtime, operations::PutThing {})
    }

    /// `POST /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn add_thing(&self) -> rt::Call<operations::AddThing> {
        rt::Call::new(&self.runtime, operations::AddThing {})
    }

    /// `DELETE /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn drop_things(&self) -> rt::Call<operations::DropThings> {
        rt::Call::new(&self.runtime, operations::DropThings {})
    }
}
