//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct UploadRequest
        builds UploadRequestBuilder(UploadRequestBuilderRest)[
            meta: UploadRequestMeta,
            media: rt::File,
        ] {
        pub meta: must UploadRequestMeta = "meta", set(I0 into), where(check);
        pub media: must rt::File = "media", set(I1 into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct UploadRequestMeta
        builds UploadRequestMetaBuilder(UploadRequestMetaBuilderRest)[] {
        pub title: some String = "title", set(into);
    }
}
