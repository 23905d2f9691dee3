//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `UploadRequest`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct UploadRequest
        builds UploadRequestBuilder(UploadRequestBuilderRest)[
            meta: UploadRequestMeta,
            media: rt::File,
        ] {
        /// `meta`.
        pub meta: must UploadRequestMeta = "meta", set(I0 into), where(check);
        /// `media`.
        pub media: must rt::File = "media", set(I1 into);
    }
}

rt::object! {
    /// `UploadRequestMeta`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct UploadRequestMeta
        builds UploadRequestMetaBuilder(UploadRequestMetaBuilderRest)[] {
        /// `title`.
        pub title: some String = "title", set(into);
    }
}
