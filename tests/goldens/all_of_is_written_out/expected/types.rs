//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Base keeps unreadable {
        pub id: must String = "id";
        pub kind: some BaseKind = "kind";
        /// Of the base.
        pub note: some String = "note";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum BaseKind {
        A = "A",
        B = "B",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Holder keeps unreadable {
        /// The base of it.
        pub base: maybe Base = "base";
    }
}

rt::object! {
    /// A base and more.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub id: must String = "id";
        pub kind: must BaseKind = "kind";
        /// Of the base.
        pub note: some String = "note";
        pub size: some i64 = "size";
    }
}
