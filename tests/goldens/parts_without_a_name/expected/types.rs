//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `owner`.
    pub owner: Option<ThingOwner>,
    /// `tags`.
    pub tags: Option<Vec<ThingTagsItem>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        owner = "owner", some,
        tags = "tags", some; list,
    }
}

/// `ThingOwner`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ThingOwner {
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    ThingOwner keeps unreadable {
        name = "name", some,
    }
}

/// `ThingTagsItem`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ThingTagsItem {
    /// `NEW`.
    New,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    ThingTagsItem {
        New = "NEW",
    } else Unknown
}
