//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Bundle keeps unreadable {
        /// A thing or a bundle of them.
        pub items: must Vec<Item> = "items" [list];
        pub name: some String = "name";
    }
}

/// A thing or a bundle of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Item {
    /// A thing.
    Thing(Box<Thing>),
    /// `Bundle`.
    Bundle(Box<Bundle>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Item {
        Thing(object Thing),
        Bundle(object Bundle),
    } else Unknown
}

rt::object! {
    /// A thing.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub price: must rt::Amount = "price" | "Price";
        pub name: some String = "name";
    }
}
