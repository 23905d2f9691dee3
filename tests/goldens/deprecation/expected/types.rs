//! Types of what Example sends and receives.
#![allow(deprecated)]

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    #[deprecated]
    pub struct Thing keeps unreadable {
        #[deprecated]
        pub name: some String = "name";
    }
}
