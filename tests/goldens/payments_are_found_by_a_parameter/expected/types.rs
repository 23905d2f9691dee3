//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// `GetPaymentIdType`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum GetPaymentIdType {
        Ref = "ref",
    } else Unknown
}

rt::object! {
    /// `Nothing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Nothing keeps unreadable {
        /// `ref`.
        ///
        /// `ref` is a keyword of Rust: write `.r#ref`.
        pub r#ref: must String = "ref";
        /// `why`.
        pub why: some rt::Sensitive<String> = "why";
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
        pub r#ref: maybe String = "ref";
        /// `state`.
        pub state: some PaymentState = "state";
    }
}

rt::open_enum! {
    /// `PaymentState`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PaymentState {
        Open = "OPEN",
        Done = "DONE",
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
