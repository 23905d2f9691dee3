//! Strings of a format that have a type of their own, in clients that were generated so.
//!
//! A field of such a format is a [`Lenient`]: it keeps the string that was sent, and what cannot be read spoils no response.

use crate::wire::{Checked, Lenient, Maybe, UnsetTexts, Violations};

#[cfg(feature = "local-time")]
pub use jiff::civil::Date;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// Types that become a value of a format, and what a request says of a string that has not that format.
macro_rules! format {
    ($kept:ty, from $($given:ty),+, $rule:literal, $advice:literal) => {
        $(
            impl<U: UnsetTexts> From<$given> for Lenient<$kept, U> {
                fn from(value: $given) -> Self {
                    Self::from_text(value.to_string())
                }
            }

            impl<U: UnsetTexts> From<$given> for Maybe<Lenient<$kept, U>> {
                fn from(value: $given) -> Self {
                    Self::Value(value.into())
                }
            }
        )+

        impl<U> Checked for Lenient<$kept, U> {
            fn check(&self, at: &mut Violations) {
                if !self.was_quoted() || self.value().is_none() {
                    at.violation($rule, $advice);
                }
            }
        }
    };
}

#[cfg(feature = "local-time")]
format!(
    Date,
    from Date,
    "must be a date",
    "give it as `2026-01-31`, or as a `jiff::civil::Date`"
);

#[cfg(feature = "local-time")]
format!(
    crate::wire::DateTime,
    from crate::wire::DateTime, jiff::Timestamp,
    "must be a date and time",
    "give it as `2026-01-31T09:00:00Z`, or as a `jiff::Timestamp`"
);

#[cfg(feature = "uuid")]
format!(
    Uuid,
    from Uuid,
    "must be a UUID",
    "give it as `0d6cd1c7-8e3a-4c8b-9b1f-3f6f0a8b7c11`, or as a `uuid::Uuid`"
);
