//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// Named `transactionReference` in the document.
        pub transaction_reference: must String = "transactionReference" | "reference" | "ref";
        pub note: some String = "note" | "remark";
    }
}
