//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct FieldProblem keeps unreadable {
        pub field: maybe String = "field";
        pub message: some rt::Sensitive<String> = "message";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Listed keeps unreadable {
        pub status: maybe String = "status";
        /// Named `requestId` in the document.
        ///
        /// There is no value, and `is_unset()` holds, where `0` was sent.
        pub request_id: some rt::Lenient<String, unset::N0> = "requestId";
        /// Named `orderId` in the document.
        pub order_id: some String = "orderId";
        pub errors: must Vec<FieldProblem> = "errors" [list];
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Mapped keeps unreadable {
        pub errors: must rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>
                = "errors";
        pub title: some rt::Sensitive<String> = "title";
        pub status: some i64 = "status";
        /// Named `traceId` in the document.
        pub trace_id: some String = "traceId";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Other keeps unreadable {
        pub id: some String = "id";
        pub status: some rt::Lenient<String> = "status";
        pub message: some rt::Sensitive<String> = "message";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Plain keeps unreadable {
        /// Named `lineId` in the document.
        pub line_id: some String = "lineId";
        /// Named `errorMessage` in the document.
        pub error_message: must rt::Sensitive<String> = "errorMessage";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Reasoned keeps unreadable {
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
