//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `FieldProblem`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct FieldProblem keeps unreadable {
        /// `field`.
        pub field: maybe String = "field";
        /// `message`.
        pub message: some rt::Sensitive<String> = "message";
    }
}

rt::object! {
    /// `Listed`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Listed keeps unreadable {
        /// `status`.
        pub status: maybe String = "status";
        /// `requestId`.
        ///
        /// There is no value, and `is_unset()` holds, where `0` was sent.
        pub request_id: some rt::Lenient<String, unset::N0> = "requestId";
        /// `orderId`.
        pub order_id: some String = "orderId";
        /// `errors`.
        pub errors: must Vec<FieldProblem> = "errors" [list];
    }
}

rt::object! {
    /// `Mapped`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Mapped keeps unreadable {
        /// `errors`.
        pub errors: must rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>
                = "errors";
        /// `title`.
        pub title: some rt::Sensitive<String> = "title";
        /// `status`.
        pub status: some i64 = "status";
        /// `traceId`.
        pub trace_id: some String = "traceId";
    }
}

rt::object! {
    /// `Other`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Other keeps unreadable {
        /// `id`.
        pub id: some String = "id";
        /// `status`.
        pub status: some rt::Lenient<String> = "status";
        /// `message`.
        pub message: some rt::Sensitive<String> = "message";
    }
}

rt::object! {
    /// `Plain`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Plain keeps unreadable {
        /// `lineId`.
        pub line_id: some String = "lineId";
        /// `errorMessage`.
        pub error_message: must rt::Sensitive<String> = "errorMessage";
    }
}

rt::object! {
    /// `Reasoned`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Reasoned keeps unreadable {
        /// `reason`.
        pub reason: must rt::Sensitive<String> = "reason";
    }
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: `0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N0 {}

    impl ::malipo_runtime::UnsetTexts for N0 {
        const TEXTS: &'static [&'static str] = &["0"];
    }
}
