//! Enums that survive a value nobody has told us of.

/// Declares an enum of strings with its wire values.
///
/// One more variant holds a `String`: a value that is not listed becomes that variant, and never an error. Reading always prefers
/// the listed variants.
///
/// ```
/// malipo_runtime::rt::open_enum! {
///     #[derive(Clone, Debug, PartialEq, Eq, Hash)]
///     #[non_exhaustive]
///     pub enum Colour {
///         Red = "RED",
///         /// Sea and sky.
///         Blue = "BLUE",
///     } else Unknown
/// }
///
/// assert_eq!(Colour::from("RED"), Colour::Red);
/// assert_eq!(Colour::from("mauve").as_str(), "mauve");
/// assert!(Colour::from("mauve").is_unknown());
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __malipo_open_enum {
    (
        $(#[$attr:meta])*
        $vis:vis enum $name:ident {
            $($(#[$variant_attr:meta])* $variant:ident = $wire:literal),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$attr])*
        $vis enum $name {
            $(
                #[doc = concat!("`` ", stringify!($wire), " ``")]
                #[doc = ""]
                $(#[$variant_attr])*
                $variant,
            )*
            /// A value that was not known when this was generated, as it was sent.
            $unknown(::std::string::String),
        }

        #[allow(dead_code, unreachable_pub, reason = "the enum may be private, and not all of this used")]
        impl $name {
            /// The wire values that are known.
            pub const KNOWN: &'static [&'static str] = &[$($wire),*];

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value,
                }
            }

            /// Whether this is a value that was not known when this code was generated.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$unknown(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                match value.as_str() {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl $crate::rt::serde::Serialize for $name {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value: Self = $crate::rt::scalar_text(deserializer)?;
                if value.is_unknown() {
                    $crate::rt::odd();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl $crate::rt::ToParameter for $name {
            fn to_parameter(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::Some(::std::borrow::Cow::Borrowed(self.as_str()))
            }
        }

        impl $crate::rt::ErrorText for $name {
            fn texts(&self, found: &mut dyn ::core::ops::FnMut(&str)) {
                found(self.as_str());
            }
        }

        impl $crate::rt::Checked for $name {}
    };
}

/// Declares an enum of integers with its wire values; the variant for what is not listed holds an `i64`.
///
/// ```
/// malipo_runtime::rt::open_integer_enum! {
///     #[derive(Clone, Debug, PartialEq, Eq, Hash)]
///     #[non_exhaustive]
///     pub enum Level {
///         Low = 1,
///         High = 2,
///     } else Unknown
/// }
///
/// assert_eq!(Level::from(2), Level::High);
/// assert_eq!(Level::from(9).as_i64(), 9);
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __malipo_open_integer_enum {
    (
        $(#[$attr:meta])*
        $vis:vis enum $name:ident {
            $($(#[$variant_attr:meta])* $variant:ident = $wire:literal),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$attr])*
        $vis enum $name {
            $(
                #[doc = concat!("`` ", stringify!($wire), " ``")]
                #[doc = ""]
                $(#[$variant_attr])*
                $variant,
            )*
            /// A value that was not known when this was generated, as it was sent.
            $unknown(i64),
        }

        #[allow(dead_code, unreachable_pub, reason = "the enum may be private, and not all of this used")]
        impl $name {
            /// The wire values that are known.
            pub const KNOWN: &'static [i64] = &[$($wire),*];

            /// The value on the wire.
            pub const fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => *value,
                }
            }

            /// Whether this is a value that was not known when this code was generated.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$unknown(_))
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$unknown(other),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::rt::serde::Serialize for $name {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = Self::from($crate::rt::scalar_integer(deserializer)?);
                if value.is_unknown() {
                    $crate::rt::odd();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl $crate::rt::ToParameter for $name {
            fn to_parameter(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::Some(::std::borrow::Cow::Owned(::std::string::ToString::to_string(self)))
            }
        }

        impl $crate::rt::ErrorText for $name {
            fn texts(&self, found: &mut dyn ::core::ops::FnMut(&str)) {
                found(&::std::string::ToString::to_string(self));
            }
        }

        impl $crate::rt::Checked for $name {}
    };
}

pub use crate::__malipo_open_enum as open_enum;
pub use crate::__malipo_open_integer_enum as open_integer_enum;

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};

use crate::wire::odd;

/// Reads a text, and an integer or a boolean where a text was promised.
///
/// # Errors
///
/// When there is anything else.
#[doc(hidden)]
pub fn scalar_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str> + From<String>,
    D: Deserializer<'de>,
{
    struct Text<T>(PhantomData<T>);

    // Most texts are known, and nothing of them need be kept: so none is copied before it is looked at.
    impl<T: for<'a> From<&'a str> + From<String>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
            Ok(T::from(value))
        }

        fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
            Ok(T::from(value))
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
            odd();
            Ok(T::from(value.to_string()))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
            odd();
            Ok(T::from(value.to_string()))
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
            odd();
            Ok(T::from(value.to_string()))
        }
    }

    deserializer.deserialize_any(Text(PhantomData))
}

/// Reads an integer, and one in quotes or with a fraction of zero where an integer was promised.
///
/// # Errors
///
/// When there is anything else, or an integer beyond 64 bits.
#[doc(hidden)]
pub fn scalar_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    struct Integer;

    impl Visitor<'_> for Integer {
        type Value = i64;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
            Ok(value)
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
            i64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
            /// The last whole number before floats begin to leave some out: 2⁵³.
            const EXACT: f64 = 9_007_199_254_740_992.0;
            if value.fract() == 0.0 && value.abs() <= EXACT {
                odd();
                // The bound above makes the conversion exact.
                Ok(value as i64)
            } else {
                Err(E::invalid_type(Unexpected::Float(value), &self))
            }
        }

        fn visit_str<E: Error>(self, value: &str) -> Result<i64, E> {
            let number: i64 = value.parse().map_err(E::custom)?;
            // Whether `06` and `+6` are 6 for who wrote them, nobody knows.
            odd();
            match number.to_string() == value {
                true => Ok(number),
                false => Err(E::custom(
                    "expected an integer without leading zeros or a plus",
                )),
            }
        }
    }

    deserializer.deserialize_any(Integer)
}

#[cfg(test)]
mod tests {
    ::malipo_runtime::rt::open_enum! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        enum Status { Pending = "PENDING", Failed = "FAILED" } else Unknown
    }

    ::malipo_runtime::rt::open_integer_enum! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        enum Kind { One = 1, Minus = -1 } else Unknown
    }

    #[test]
    fn an_unknown_value_is_kept_and_never_an_error() {
        for (json, status) in [
            ("\"PENDING\"", Status::Pending),
            ("\"FAILED\"", Status::Failed),
            ("\"pending\"", Status::Unknown("pending".into())),
            ("\"\"", Status::Unknown(String::new())),
        ] {
            let read: Status = serde_json::from_str(json).unwrap();
            assert_eq!(read, status);
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
        assert_eq!(
            serde_json::from_str::<Status>("3").unwrap(),
            Status::from("3")
        );
        assert_eq!(
            serde_json::from_str::<Status>("true").unwrap(),
            Status::from("true")
        );
        assert_eq!(Status::KNOWN, ["PENDING", "FAILED"]);
    }

    #[test]
    fn an_unknown_integer_is_kept_and_never_an_error() {
        for (json, kind) in [
            ("1", Kind::One),
            ("-1", Kind::Minus),
            ("77", Kind::Unknown(77)),
        ] {
            let read: Kind = serde_json::from_str(json).unwrap();
            assert_eq!(read, kind);
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
        for (json, kind) in [
            ("\"1\"", Kind::One),
            ("\"-1\"", Kind::Minus),
            ("\"77\"", Kind::Unknown(77)),
            ("1.0", Kind::One),
            ("-1.0", Kind::Minus),
        ] {
            assert_eq!(serde_json::from_str::<Kind>(json).unwrap(), kind, "{json}");
        }
        for json in [
            "1.5", "\"\"", "\"one\"", "\"1.0\"", "\"01\"", "\"+1\"", "\"-01\"", "\"-0\"", "1e300",
            "true", "null",
        ] {
            assert!(serde_json::from_str::<Kind>(json).is_err(), "{json}");
        }
        assert_eq!(
            (Kind::KNOWN, Kind::Minus.to_string().as_str()),
            (&[1, -1][..], "-1")
        );
        assert!(Kind::from(5).is_unknown());
    }
}
