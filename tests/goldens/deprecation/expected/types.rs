//! Types of what Example sends and receives.
#![allow(deprecated)]

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    #[deprecated]
    pub struct Thing keeps unreadable {
        /// `name`.
        #[deprecated]
        pub name: some String = "name";
    }
}
