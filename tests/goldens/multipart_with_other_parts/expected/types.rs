//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddFileRequest
        builds AddFileRequestBuilder(AddFileRequestBuilderRest)[
            file: rt::File,
        ] {
        pub file: must rt::File = "file", set(I0 into);
    } and pub additional_properties: String
}
