//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Bundle`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Bundle {
    /// A thing or a bundle of them.
    pub items: Vec<Item>,
    /// `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
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
        Thing(boxed Thing) [has "price" | "Price"],
        Bundle(boxed Bundle) [has "items"],
    } else Unknown
}

/// A thing.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `price`.
    #[serde(alias = "Price")]
    pub price: rt::Amount,
    /// `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
