//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `transactionReference`.
        pub transaction_reference: must String = "transactionReference" | "reference" | "ref";
        /// `note`.
        pub note: some String = "note" | "remark";
    }
}
