//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_album`](super::Client::add_album) sends: `POST /albums`.
    #[derive(Clone, Debug)]
    pub struct AddAlbum: "addAlbum" {
        /// The request body.
        pub body: must ::std::collections::BTreeMap<String, rt::File>
            = multipart "multipart/form-data" (&[]);
    }
    Post "/albums", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_file`](super::Client::add_file) sends: `POST /files`.
    #[derive(Clone, Debug)]
    pub struct AddFile: "addFile" {
        /// The request body.
        pub body: must types::AddFileRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/files", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
