//! One of several schemas: which one a value is, so that nothing of it is lost.
//!
//! A union is read in this order:
//!
//! 1. The discriminator names the option, or the options that are not excluded by a constant, the JSON types and the members
//!    that must be there.
//! 2. These are read as documented, those that know most of the members first. The first that is read without anything
//!    unknown is chosen, or else the one with the least.
//! 3. If none can be read so, they are read leniently.
//! 4. A value that no option knows is kept as it was sent.
//!
//! Each attempt counts what is unknown in a `Tally`: members without a property, values that an enum does not list, values
//! that are none of the options of a union inside.

mod options;

use std::cell::Cell;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

pub use crate::wire::JsonKind;
use crate::wire::reading::Tally;
use crate::wire::{RawJson, reading};
pub(crate) use options::discriminator_of;
use options::{Attempt, Attempts};
pub use options::{Known, Options, Sign};

/// How many such values may lie within each other. Each is read anew from its text, so that every digit of an amount is
/// kept; what lies deeper is not looked into.
const MOST_LEVELS: u32 = 16;

/// How often the text of the outermost value may be read over. Options that are tried one after the other within each other
/// would take longer than anybody waits; what is left then is kept as it was sent.
const MOST_READINGS: usize = 64;

/// The length of a text that is read over in full, however short the value is.
const SHORT: usize = 64;

/// Reads a value as one option: `None` if it is none.
pub type ReadOption<E> = fn(&str) -> Option<E>;

/// Reads a value as the option that it is.
///
/// # Errors
///
/// When it is no JSON, or none of the options and there is no variant for that.
pub fn read<'de, E, D: Deserializer<'de>>(
    deserializer: D,
    options: &Options,
    readers: &[ReadOption<E>],
    unknown: Option<fn(RawJson) -> E>,
) -> Result<E, D::Error> {
    let json = Box::<RawValue>::deserialize(deserializer)?;
    let mut trial = Trial {
        json: json.get(),
        readers,
        best: None,
    };
    if let Some(_level) = Level::enter(json.get().len()) {
        options.choose(json.get(), &mut trial);
    }
    match (trial.best, unknown) {
        (Some((value, tally)), _) => {
            reading::add(tally);
            Ok(value)
        }
        (None, Some(unknown)) => {
            reading::add(Tally::unknown(options::breadth(json.get())));
            Ok(unknown(RawJson::from_raw(json)))
        }
        (None, None) => Err(D::Error::custom("the value is none of the options")),
    }
}

/// Reads a value as the type of an option, and makes the option of it.
pub fn read_option<T: DeserializeOwned, E>(json: &str, make: fn(T) -> E) -> Option<E> {
    serde_json::from_slice(json.as_bytes()).ok().map(make)
}

/// The attempts to read one value, of which the best is kept.
struct Trial<'a, E> {
    json: &'a str,
    readers: &'a [ReadOption<E>],
    best: Option<(E, Tally)>,
}

impl<E> Attempts for Trial<'_, E> {
    fn attempt(&mut self, attempt: Attempt) -> bool {
        let Some(read) = self.readers.get(attempt.option) else {
            return false;
        };
        if !Level::may_read(self.json.len()) {
            return false;
        }
        let (value, tally) = reading::tallied(attempt.leniently, || read(self.json));
        reading::forget();
        if let Some(value) = value
            && tally.lost <= attempt.may_lose
            && tally.odd < self.cost().min(attempt.limit)
        {
            self.best = Some((value, tally));
        }
        true
    }

    fn cost(&self) -> usize {
        self.best
            .as_ref()
            .map_or(usize::MAX, |(_, tally)| tally.odd)
    }
}

thread_local! {
    static LEVELS: Cell<u32> = const { Cell::new(0) };
    static READABLE: Cell<usize> = const { Cell::new(0) };
}

/// One level of values within values; it ends when this is dropped.
struct Level;

impl Level {
    fn enter(length: usize) -> Option<Self> {
        LEVELS.with(|levels| {
            let above = levels.get();
            if above == 0 {
                READABLE.set(length.max(SHORT).saturating_mul(MOST_READINGS));
            }
            (above < MOST_LEVELS).then(|| {
                levels.set(above + 1);
                Self
            })
        })
    }

    /// Whether so much may still be read to try whether it fits.
    fn may_read(length: usize) -> bool {
        READABLE.with(|readable| match readable.get().checked_sub(length) {
            Some(rest) => {
                readable.set(rest);
                true
            }
            None => false,
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get().saturating_sub(1)));
    }
}

/// Gives an enum of several schemas its conversions and its wire form.
///
/// `by` names the discriminator. Each variant says how it holds its value: an `object` in a box, anything else that is
/// `boxed`, `own` as it is, and `alike` as it is where another variant has the same type, so that there is no conversion from
/// it. Behind the type stand the discriminator and its value where the option does not always send them itself.
///
/// Then come its signs: `tag` lists the values of the discriminator, `is` the JSON types of what is no object, `has` the only
/// values or JSON types that a property can have, `closed` forbids other members, and `any` says that everything fits. `else`
/// names the variant that keeps what is none of the options. Without it, such a value is an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_one_of {
    (@sign is $($kind:ident)|+) => { $crate::rt::one_of::Sign::Is(&[$($crate::rt::JsonKind::$kind),+]) };
    (@sign tag $($value:literal)|+) => { $crate::rt::one_of::Sign::Tag(&[$($value),+]) };
    (@sign has $($name:literal)|+ = $($value:literal)|+) => {
        $crate::rt::one_of::Sign::Values(&[$($name),+], &[$($value),+])
    };
    (@sign has $($name:literal)|+ is $($kind:ident)|+) => {
        $crate::rt::one_of::Sign::Kinds(&[$($name),+], &[$($crate::rt::JsonKind::$kind),+])
    };
    (@sign closed) => { $crate::rt::one_of::Sign::Closed };
    (@sign any) => { $crate::rt::one_of::Sign::Any };
    (@known object $type:ty; $($signs:expr),*) => { $crate::rt::one_of::Known::object::<$type>(&[$($signs),*]) };
    (@known $mode:ident $type:ty; $($signs:expr),*) => { $crate::rt::one_of::Known::other(&[$($signs),*]) };
    (@held object $value:expr) => { ::std::boxed::Box::new($value) };
    (@held boxed $value:expr) => { ::std::boxed::Box::new($value) };
    (@held $mode:ident $value:expr) => { $value };
    (@from alike $enum:ident $option:ident $type:ty) => {};
    (@from $mode:ident $enum:ident $option:ident $type:ty) => {
        impl ::core::convert::From<$type> for $enum {
            fn from(value: $type) -> Self {
                Self::$option($crate::rt::one_of!(@held $mode value))
            }
        }
    };
    (@send $value:ident $serializer:ident) => { $crate::rt::serde::Serialize::serialize($value, $serializer) };
    (@send $value:ident $serializer:ident $property:literal $tag:literal) => {
        $crate::rt::object::write_with(&**$value, ($property, $tag), $serializer)
    };
    (@discriminator) => { ::core::option::Option::None };
    (@discriminator $property:literal) => { ::core::option::Option::Some($property) };
    (@unknown) => { ::core::option::Option::None };
    (@unknown $unknown:ident) => { ::core::option::Option::Some(Self::$unknown) };
    (
        $enum:ident $(by $discriminator:literal)? {
            $($option:ident($mode:ident $type:ty $(, $property:literal = $tag:literal)?) $([$($sign:tt)+])*),+ $(,)?
        }
        $(else $unknown:ident)?
    ) => {
        $($crate::rt::one_of!(@from $mode $enum $option $type);)+

        impl $crate::rt::serde::Serialize for $enum {
            fn serialize<__S: $crate::rt::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$option(value) => $crate::rt::one_of!(@send value serializer $($property $tag)?),)+
                    $(Self::$unknown(value) => $crate::rt::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $enum {
            fn deserialize<__D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                static OPTIONS: $crate::rt::one_of::Options = $crate::rt::one_of::Options::new(
                    $crate::rt::one_of!(@discriminator $($discriminator)?),
                    &[$($crate::rt::one_of!(
                        @known $mode $type; $($crate::rt::one_of!(@sign $($sign)+)),*
                    )),+],
                );
                $crate::rt::one_of::read(
                    deserializer,
                    &OPTIONS,
                    &[$(|json| $crate::rt::one_of::read_option(
                        json,
                        |value: $type| Self::$option($crate::rt::one_of!(@held $mode value)),
                    )),+],
                    $crate::rt::one_of!(@unknown $($unknown)?),
                )
            }
        }
    };
}

pub use crate::__malipo_one_of as one_of;

#[cfg(test)]
mod tests;
