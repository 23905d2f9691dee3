//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::send_batch`](super::Client::send_batch) sends: `POST /batches`.
    #[derive(Clone, Debug)]
    pub struct SendBatch: "sendBatch" {
        /// The request body.
        pub body: must rt::Bytes = bytes "multipart/mixed";
    }
    Post "/batches", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::upload`](super::Client::upload) sends: `POST /uploads`.
    #[derive(Clone, Debug)]
    pub struct Upload: "upload" {
        /// The request body.
        pub body: must types::UploadRequest
            = multipart "multipart/related" (&[("media", "image/png, image/jpeg")]),
            where body(check);
    }
    Post "/uploads", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
