//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequest
        builds AddThingRequestBuilder(AddThingRequestBuilderRest)[
            name: String,
        ] {
        pub name: must String = "name", set(I0 into);
        pub tags: some Vec<String> = "tags" [list], set(each String);
        pub address: some AddThingRequestAddress = "address", set(into), where(check);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequestAddress
        builds AddThingRequestAddressBuilder(AddThingRequestAddressBuilderRest)[] {
        pub line1: some String = "line1", set(into);
    }
}
