//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `2fa-Request`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct N2faRequest {
    /// `type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<String>,
    /// `self`.
    pub self_: Option<String>,
    /// `gen`.
    ///
    /// `gen` is a keyword of Rust: write `.r#gen`.
    pub r#gen: Option<String>,
    /// `2nd`.
    pub n2nd: Option<String>,
    /// `collection.success`.
    pub collection_success: Option<String>,
    /// `MNOReferenceId`.
    pub mno_reference_id: Option<String>,
    /// `-1`.
    pub minus_1: Option<String>,
    /// `build`.
    pub build_: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    N2faRequest keeps unreadable {
        r#type = "type", some,
        self_ = "self", some,
        r#gen = "gen", some,
        n2nd = "2nd", some,
        collection_success = "collection.success", some,
        mno_reference_id = "MNOReferenceId", some,
        minus_1 = "-1", some,
        build_ = "build", some,
    }
}

/// `Option`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OptionValue {
    /// `Self`.
    SelfValue,
    /// `None`.
    NoneValue,
    /// `12`.
    N12,
    /// `ÄÖ ü x`.
    X,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    OptionValue {
        SelfValue = "Self",
        NoneValue = "None",
        N12 = "12",
        X = "ÄÖ ü x",
    } else Unknown
}

/// `S0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum S0Value {
    /// `a`.
    A,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    S0Value {
        A = "a",
    } else Unknown
}
