//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub owner: some ThingOwner = "owner";
        pub tags: some Vec<ThingTagsItem> = "tags" [list];
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingOwner keeps unreadable {
        pub name: some String = "name";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ThingTagsItem {
        New = "NEW",
    } else Unknown
}
