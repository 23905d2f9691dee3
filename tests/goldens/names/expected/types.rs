//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// Named `2fa-Request` in the document.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct N2faRequest keeps unreadable {
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some String = "type";
        /// Named `self` in the document.
        pub self_: some String = "self";
        /// `gen` is a keyword of Rust: write `.r#gen`.
        pub r#gen: some String = "gen";
        /// Named `2nd` in the document.
        pub n2nd: some String = "2nd";
        /// Named `collection.success` in the document.
        pub collection_success: some String = "collection.success";
        /// Named `MNOReferenceId` in the document.
        pub mno_reference_id: some String = "MNOReferenceId";
        /// Named `-1` in the document.
        pub minus_1: some String = "-1";
        /// Named `build` in the document.
        pub build_: some String = "build";
    }
}

rt::open_enum! {
    /// Named `Option` in the document.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum OptionValue {
        SelfValue = "Self",
        NoneValue = "None",
        N12 = "12",
        X = "ÄÖ ü x",
    } else Unknown
}

rt::open_enum! {
    /// Named `S0` in the document.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum S0Value {
        A = "a",
    } else Unknown
}
