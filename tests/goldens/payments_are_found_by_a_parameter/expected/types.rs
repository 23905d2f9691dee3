//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum GetPaymentIdType {
        Ref = "ref",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Nothing keeps unreadable {
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref";
        pub why: some rt::Sensitive<String> = "why";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment keeps unreadable {
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: maybe String = "ref";
        pub state: some PaymentState = "state";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PaymentState {
        Open = "OPEN",
        Done = "DONE",
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
