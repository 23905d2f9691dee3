//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `2fa-Request`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct N2faRequest {
    /// `type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// `self`.
    #[serde(rename = "self")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_: Option<String>,
    /// `gen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#gen: Option<String>,
    /// `2nd`.
    #[serde(rename = "2nd")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n2nd: Option<String>,
    /// `collection.success`.
    #[serde(rename = "collection.success")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection_success: Option<String>,
    /// `MNOReferenceId`.
    #[serde(rename = "MNOReferenceId")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mno_reference_id: Option<String>,
    /// `-1`.
    #[serde(rename = "-1")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minus_1: Option<String>,
    /// `build`.
    #[serde(rename = "build")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build_: Option<String>,
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
