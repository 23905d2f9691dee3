//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `owner`.
        pub owner: some ThingOwner = "owner";
        /// `tags`.
        pub tags: some Vec<ThingTagsItem> = "tags" [list];
    }
}

rt::object! {
    /// `ThingOwner`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingOwner keeps unreadable {
        /// `name`.
        pub name: some String = "name";
    }
}

rt::open_enum! {
    /// `ThingTagsItem`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ThingTagsItem {
        New = "NEW",
    } else Unknown
}
