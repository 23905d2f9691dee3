//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Problem`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Problem keeps unreadable {
        /// `title`.
        pub title: some String = "title";
    }
}
