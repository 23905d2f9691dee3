//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `AddThingRequest`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequest
        builds AddThingRequestBuilder(AddThingRequestBuilderRest)[
            name: String,
        ] {
        /// `name`.
        pub name: must String = "name", set(I0 into);
        /// `tags`.
        pub tags: some Vec<String> = "tags" [list], set(each String);
        /// `address`.
        pub address: some AddThingRequestAddress = "address", set(into), where(check);
    }
}

rt::object! {
    /// `AddThingRequestAddress`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequestAddress
        builds AddThingRequestAddressBuilder(AddThingRequestAddressBuilderRest)[] {
        /// `line1`.
        pub line1: some String = "line1", set(into);
    }
}
