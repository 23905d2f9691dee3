//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::put_image`](super::Client::put_image) sends: `PUT /image`.
    #[derive(Clone, Debug)]
    pub struct PutImage: "putImage" {
        /// The request body.
        pub body: must rt::Bytes = bytes "application/octet-stream";
    }
    Put "/image", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::put_order`](super::Client::put_order) sends: `PUT /order`.
    #[derive(Clone, Debug)]
    pub struct PutOrder: "putOrder" {
        /// The request body.
        pub body: must Vec<i64> = json "application/vnd.shop.order+json;version=2";
        const accept = "application/vnd.shop.order+json;version=2";
    }
    Put "/order", Unknown -> Vec<i64>, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::set_picture`](super::Client::set_picture) sends: `PUT /picture`.
    #[derive(Clone, Debug)]
    pub struct SetPicture: "setPicture" {
        /// The request body.
        pub body: some rt::Bytes
            = by "image/png"(|request, media_type, body| {
                if let Some(body) = body {
                    request.bytes(media_type, body);
                }
            }),
            set(exact);
    }
    Put "/picture", Unknown -> (), nothing;
}
