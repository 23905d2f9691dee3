//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `2fa-Request`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct N2faRequest keeps unreadable {
        /// `type`.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some String = "type";
        /// `self`.
        pub self_: some String = "self";
        /// `gen`.
        ///
        /// `gen` is a keyword of Rust: write `.r#gen`.
        pub r#gen: some String = "gen";
        /// `2nd`.
        pub n2nd: some String = "2nd";
        /// `collection.success`.
        pub collection_success: some String = "collection.success";
        /// `MNOReferenceId`.
        pub mno_reference_id: some String = "MNOReferenceId";
        /// `-1`.
        pub minus_1: some String = "-1";
        /// `build`.
        pub build_: some String = "build";
    }
}

rt::open_enum! {
    /// `Option`.
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
    /// `S0`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum S0Value {
        A = "a",
    } else Unknown
}
