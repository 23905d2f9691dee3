//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddProfileRequest
        builds AddProfileRequestBuilder(AddProfileRequestBuilderRest)[
            picture: rt::File,
        ] {
        pub picture: must rt::File = "picture", set(I0 into);
        pub note: some String = "note", set(into);
        pub tags: some Vec<String> = "tags" [list], set(each String);
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum AddProfileRequestNoteXKind {
        Note = "note",
    } else Unknown
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum AddProfileRequestPictureXKind {
        Raw = "raw",
    } else Unknown
}
