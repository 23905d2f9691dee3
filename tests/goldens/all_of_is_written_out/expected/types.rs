//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Base`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Base {
    /// `id`.
    pub id: String,
    /// `kind`.
    pub kind: Option<BaseKind>,
    /// Of the base.
    pub note: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Base keeps unreadable {
        id = "id", must,
        kind = "kind", some,
        note = "note", some,
    }
}

/// `BaseKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BaseKind {
    /// `A`.
    A,
    /// `B`.
    B,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    BaseKind {
        A = "A",
        B = "B",
    } else Unknown
}

/// `Holder`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Holder {
    /// The base of it.
    pub base: rt::Maybe<Base>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Holder keeps unreadable {
        base = "base", some,
    }
}

/// A base and more.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `id`.
    pub id: String,
    /// `kind`.
    pub kind: BaseKind,
    /// Of the base.
    pub note: Option<String>,
    /// `size`.
    pub size: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        id = "id", must,
        kind = "kind", must,
        note = "note", some,
        size = "size", some,
    }
}
