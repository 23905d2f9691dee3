//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `AddPeopleRequest`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPeopleRequest
        builds AddPeopleRequestBuilder(AddPeopleRequestBuilderRest)[] {
        /// `people`.
        pub people: some Vec<AddPeopleRequestPeopleItem> = "people" [list],
            set(each AddPeopleRequestPeopleItem),
            where(check);
        /// `address`.
        pub address: some ::std::collections::BTreeMap<String, String> = "address", set(into);
    }
}

rt::object! {
    /// `AddPeopleRequestPeopleItem`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPeopleRequestPeopleItem
        builds AddPeopleRequestPeopleItemBuilder(AddPeopleRequestPeopleItemBuilderRest)[] {
        /// `street`.
        pub street: some String = "street", set(into);
    }
}
