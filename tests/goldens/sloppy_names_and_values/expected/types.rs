//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Mixed keeps unreadable {
        pub value: some rt::Lenient<String> = "value";
        pub code: some MixedCode = "code";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum MixedCode {
        N1 = "1",
        N2 = "2",
    } else Unknown
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Sign {
        Greater = ">",
        GreaterEqual = ">=",
        N1 = "+1",
        Minus1 = "-1",
        A = "a",
        A2 = "A",
        Empty = "",
    } else Unknown
}

rt::object! {
    /// Named `sign` in the document.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Sign2 keeps unreadable {
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some String = "type";
        /// Named `_type` in the document.
        pub underscore_type: some String = "_type";
        /// Named `$` in the document.
        pub dollar: some String = "$";
    }
}
