//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// How far a payment has come.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Status {
        /// Not decided yet.
        Pending = "PENDING",
        UgxMtn = "UGX-MTN",
        /// A colour that went astray.
        Red = "#f00",
        Empty = "",
    } else Unknown
}
