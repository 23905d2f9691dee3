//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        /// Named `orderId` in the document.
        pub order_id: must String = "orderId";
        /// There is no value, and `is_unset()` holds, where `0` was sent.
        pub receipt: maybe rt::Lenient<String, unset::N0> = "receipt";
        pub state: some State = "state";
        pub code: maybe rt::Lenient<String> = "code";
    }
}

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Completed = 4,
        Failed = 6,
        Rejected = 7,
    } else Unknown
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: `0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N0 {}

    impl ::malipo_runtime::UnsetTexts for N0 {
        const TEXTS: &'static [&'static str] = &["0"];
    }
}
