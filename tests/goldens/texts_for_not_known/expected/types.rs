//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Bill keeps unreadable {
        /// There is no value, and `is_unset()` holds, where `-1` or `-1.0` was sent.
        pub due: must rt::Lenient<rt::Amount, unset::Minus1OrMinus1Point0> = "due";
        /// There is no value, and `is_unset()` holds, where `-1` was sent.
        pub count: some rt::Lenient<i64, unset::Minus1> = "count";
        /// There is no value, and `is_unset()` holds, where `-1` was sent.
        pub currency: maybe rt::Lenient<i64, unset::Minus1> = "currency";
        /// There is no value, and `is_unset()` holds, where `00000000-0000-0000-0000-000000000000` was sent.
        pub id: some rt::Lenient<String, unset::N00000000000000000000000000000000> = "id";
        /// There is no value, and `is_unset()` holds, where the empty text was sent.
        pub owner: some rt::Sensitive<rt::Lenient<String, unset::Empty>> = "owner";
        /// There is no value, and `is_unset()` holds, where `-1` or `-10` was sent.
        pub when: some rt::Lenient<rt::LocalDateTime, unset::Minus1OrMinus10> = "when";
        /// There is no value, and `is_unset()` holds, where `-1` or `-1.0` was sent.
        pub codes: some Vec<rt::Lenient<String, unset::Minus1OrMinus1Point0>> = "codes" [list];
    }
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: the empty text.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Empty {}

    impl ::malipo_runtime::UnsetTexts for Empty {
        const TEXTS: &'static [&'static str] = &[""];
    }

    /// Not known: `-1`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Minus1 {}

    impl ::malipo_runtime::UnsetTexts for Minus1 {
        const TEXTS: &'static [&'static str] = &["-1"];
    }

    /// Not known: `-1` or `-10`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Minus1OrMinus10 {}

    impl ::malipo_runtime::UnsetTexts for Minus1OrMinus10 {
        const TEXTS: &'static [&'static str] = &["-1", "-10"];
    }

    /// Not known: `-1` or `-1.0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Minus1OrMinus1Point0 {}

    impl ::malipo_runtime::UnsetTexts for Minus1OrMinus1Point0 {
        const TEXTS: &'static [&'static str] = &["-1", "-1.0"];
    }

    /// Not known: `00000000-0000-0000-0000-000000000000`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N00000000000000000000000000000000 {}

    impl ::malipo_runtime::UnsetTexts for N00000000000000000000000000000000 {
        const TEXTS: &'static [&'static str] = &["00000000-0000-0000-0000-000000000000"];
    }
}
