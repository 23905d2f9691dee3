//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Answer`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Answer {
    /// `data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Thing>,
}

/// `List`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct List {
    /// `page`.
    pub page: Page,
}

/// `Page`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Page {
    /// `rows`.
    pub rows: Vec<Thing>,
    /// `current`.
    pub current: i32,
    /// `last`.
    pub last: i64,
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}
