//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        /// Named `1` in the document.
        pub n1: some String = query "1", set(into);
        const accept = "*/*";
    }
    Get "/things", Reads, authenticated -> rt::Bytes, bytes;
}

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{5}`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
        /// Named `5` in the document.
        pub n5: must i64 = path "5";
    }
    Get "/things/{5}", Reads, authenticated -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things/{5}`.
    #[derive(Clone, Debug)]
    pub struct PutThing: "putThing" {
        /// Named `5` in the document.
        pub n5: must i64 = path "5";
        /// The request body.
        pub body: must rt::Bytes = bytes "application/json, text/plain";
    }
    Put "/things/{5}", Unknown, authenticated -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
