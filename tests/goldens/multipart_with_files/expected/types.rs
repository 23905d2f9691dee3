//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddFileRequest
        builds AddFileRequestBuilder(AddFileRequestBuilderRest)[
            file: rt::File,
            purpose: String,
        ] {
        pub file: must rt::File = "file", set(I0 into);
        pub more: some Vec<rt::File> = "more" [list], set(each rt::File);
        pub purpose: must String = "purpose", set(I1 into);
        pub face: some rt::File = "face", set(into);
        pub hand: some rt::File = "hand", set(into);
    }
}
