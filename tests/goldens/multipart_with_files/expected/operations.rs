//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_file`](super::Client::add_file) sends: `POST /files`.
    #[derive(Clone, Debug)]
    pub struct AddFile: "addFile" {
        /// The request body.
        pub body: must types::AddFileRequest
            = multipart "multipart/form-data" (&[
                ("face", "image/png"),
                ("hand", "image/png, image/jpeg"),
            ]),
            where body(check);
    }
    Post "/files", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
