//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `List`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct List keeps unreadable {
        /// `rows`.
        pub rows: must Vec<Payment> = "rows" [list];
        /// `current`.
        pub current: must i64 = "current";
        /// `last`.
        pub last: must i64 = "last";
    }
}

rt::object! {
    /// `Payment`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment keeps unreadable {
        /// `ref`.
        ///
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref";
        /// `state`.
        pub state: must State = "state";
        /// `kind`.
        pub kind: some PaymentKind = "kind";
        /// `key`.
        pub key: some String = "key";
        /// `begun`.
        pub begun: must rt::Lenient<rt::LocalDateTime> = "begun";
    }
}

rt::open_enum! {
    /// `PaymentKind`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PaymentKind {
        In = "IN",
        Out = "OUT",
    } else Unknown
}

rt::object! {
    /// `Request`.
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Request
        builds RequestBuilder(RequestBuilderRest)[
            r#ref: String,
        ] {
        /// `ref`.
        ///
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref", set(I0 into), where(reference);
    }
}

rt::open_enum! {
    /// `State`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
