//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `7`.
    pub n7: String,
}

rt::object! {
    Thing {
        n7 = "7", must,
    }
}
