//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub made: must rt::Lenient<rt::DateTime> = "made";
        /// There is no value, and `is_unset()` holds, where `0001-01-01T00:00:00` was sent.
        pub due: maybe rt::Lenient<rt::DateTime, unset::N00010101t000000> = "due";
        pub seen: some Vec<rt::Lenient<rt::DateTime>> = "seen" [list];
    }
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: `0001-01-01T00:00:00`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N00010101t000000 {}

    impl ::malipo_runtime::UnsetTexts for N00010101t000000 {
        const TEXTS: &'static [&'static str] = &["0001-01-01T00:00:00"];
    }
}
