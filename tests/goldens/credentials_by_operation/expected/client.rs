use ::malipo::runtime as rt;
use super::operations;

/// A client of Example: cheap to clone, and safe to share between tasks.
///
/// The builder's `api_key` takes these names:
///
/// - `app`, sent as `X-App` in a header: Of the program.
/// - `user`, sent as `key` in the query
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
    /// errors. Any method but GET, HEAD, OPTIONS and TRACE may move money.
    pub fn request(&self, method: rt::Method, path: impl Into<String>) -> rt::RawCall {
        rt::RawCall::new(&self.runtime, method, path)
    }

    /// `listThings`.
    ///
    /// `GET /things`
    pub fn list_things(&self) -> rt::Call<operations::ListThings> {
        rt::Call::new(&self.runtime, operations::ListThings)
    }

    /// `putThing`.
    ///
    /// `PUT /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call counts as one that may move money.
    pub fn put_thing(&self) -> rt::Call<operations::PutThing> {
        rt::Call::new(&self.runtime, operations::PutThing)
    }

    /// `addThing`.
    ///
    /// `POST /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call counts as one that may move money.
    pub fn add_thing(&self) -> rt::Call<operations::AddThing> {
        rt::Call::new(&self.runtime, operations::AddThing)
    }

    /// `dropThings`.
    ///
    /// `DELETE /things`
    ///
    /// **Unknown effect.** The document does not declare one, so a call counts as one that may move money.
    pub fn drop_things(&self) -> rt::Call<operations::DropThings> {
        rt::Call::new(&self.runtime, operations::DropThings)
    }
}
