//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPeopleRequest
        builds AddPeopleRequestBuilder(AddPeopleRequestBuilderRest)[] {
        pub people: some Vec<AddPeopleRequestPeopleItem> = "people" [list],
            set(each AddPeopleRequestPeopleItem),
            where(check);
        pub address: some ::std::collections::BTreeMap<String, String> = "address", set(into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPeopleRequestPeopleItem
        builds AddPeopleRequestPeopleItemBuilder(AddPeopleRequestPeopleItemBuilderRest)[] {
        pub street: some String = "street", set(into);
    }
}
