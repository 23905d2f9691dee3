//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct List keeps unreadable {
        pub rows: must Vec<Payment> = "rows" [list];
        pub current: must i64 = "current";
        pub last: must i64 = "last";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment keeps unreadable {
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref";
        pub state: must State = "state";
        pub kind: some PaymentKind = "kind";
        pub key: some String = "key";
        pub begun: must rt::Lenient<rt::LocalDateTime> = "begun";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PaymentKind {
        In = "IN",
        Out = "OUT",
    } else Unknown
}

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Request
        builds RequestBuilder(RequestBuilderRest)[
            r#ref: String,
        ] {
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref", set(I0 into), where(reference);
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
