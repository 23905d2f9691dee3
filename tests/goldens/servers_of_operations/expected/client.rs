use ::malipo_runtime::rt;
use super::operations;

/// A client of Example: cheap to clone, and safe to share between tasks.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: rt::Client,
}

impl rt::Gateway for Client {
    const TITLE: &'static str = "Example";
    const SERVERS: &'static [&'static str] = &["https://files.example.com"];

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

    /// `GET /files`
    pub fn list_files(&self) -> rt::Call<operations::ListFiles> {
        rt::Call::new(&self.runtime, operations::ListFiles {})
    }

    /// `PUT /files`
    ///
    /// **Unknown effect.** The document does not declare one, so a call must not run twice.
    pub fn put_file(&self) -> rt::Call<operations::PutFile> {
        rt::Call::new(&self.runtime, operations::PutFile {})
    }
}
