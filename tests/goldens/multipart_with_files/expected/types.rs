//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `AddFileRequest`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddFileRequest
        builds AddFileRequestBuilder(AddFileRequestBuilderRest)[
            file: rt::File,
            purpose: String,
        ] {
        /// `file`.
        pub file: must rt::File = "file", set(I0 into);
        /// `more`.
        pub more: some Vec<rt::File> = "more" [list], set(each rt::File);
        /// `purpose`.
        pub purpose: must String = "purpose", set(I1 into);
        /// `face`.
        pub face: some rt::File = "face", set(into);
        /// `hand`.
        pub hand: some rt::File = "hand", set(into);
    }
}
