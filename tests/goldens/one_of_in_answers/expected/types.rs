//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Bundle`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bundle {
    /// A thing or a bundle of them.
    pub items: Vec<Item>,
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Bundle keeps unreadable {
        items = "items", must; list,
        name = "name", some,
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

/// A thing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `price`.
    pub price: rt::Amount,
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        price = "price" | "Price", must,
        name = "name", some,
    }
}
