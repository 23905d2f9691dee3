//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// How far a payment has come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// `PENDING`: Not decided yet.
    Pending,
    /// `UGX-MTN`.
    UgxMtn,
    /// `#f00`: A colour that went astray.
    Red,
    /// The empty text.
    Empty,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Status {
        Pending = "PENDING",
        UgxMtn = "UGX-MTN",
        Red = "#f00",
        Empty = "",
    } else Unknown
}
