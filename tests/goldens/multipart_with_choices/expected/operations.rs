//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::attach`](super::Client::attach) sends: `POST /attachments`.
    #[derive(Clone, Debug)]
    pub struct Attach: "attach" {
        /// The request body.
        pub body: must types::AttachRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/attachments", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
