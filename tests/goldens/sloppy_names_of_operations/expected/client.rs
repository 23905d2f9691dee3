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

    /// `GET /things/{id}`
    pub fn get_things_by_id_2(
        &self,
        id: impl Into<String>,
    ) -> rt::Call<operations::GetThingsById22> {
        rt::Call::new(
            &self.runtime,
            operations::GetThingsById22 {
                id: id.into(),
            },
        )
    }

    /// `DELETE /things/{id}`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn clone_operation(&self, id: impl Into<String>) -> rt::Call<operations::CloneValue> {
        rt::Call::new(&self.runtime, operations::CloneValue { id: id.into() })
    }

    /// `GET /others`
    pub fn get_things_by_id(&self) -> rt::Call<operations::GetThingsById> {
        rt::Call::new(&self.runtime, operations::GetThingsById {})
    }

    /// `POST /others`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn post_others(&self) -> rt::Call<operations::GetThingsById2> {
        rt::Call::new(&self.runtime, operations::GetThingsById2 {})
    }
}
