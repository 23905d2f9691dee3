//! Reading JSON: exactly as documented first, and leniently where that fails.
//!
//! Most bodies are as documented, and are read once. One that is not is read a second time, *leniently*: an object then reads
//! its members one by one, and [sets aside](crate::Unreadable) each that has another JSON type than documented. Only a member
//! that has to be there makes the reading fail, and then the error names its path.
//!
//! Whether a reading is lenient cannot be an argument, since serde's traits have no room for one. It is a property of the
//! thread while [`decode`] runs, which never waits and never leaves the thread.

use std::cell::{Cell, RefCell};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::wire::Undecodable;
use crate::wire::failure::{Failure, Problem};

/// How many objects within each other are read leniently. Each level reads the text below it again, so that the work grows
/// with this number; what lies deeper is unreadable as a whole.
const MOST_LEVELS: u32 = 32;

thread_local! {
    /// How deep a lenient reading is; zero while reading is strict.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Whether nothing may be read leniently.
    static ONLY_STRICT: Cell<bool> = const { Cell::new(false) };
    /// Whether what is read stands for a value that could not be.
    static EMPTIED: Cell<bool> = const { Cell::new(false) };
    /// What is unknown in the option of a union that is read; nothing while none is.
    static TALLY: Cell<Option<Tally>> = const { Cell::new(None) };
    /// Why the value that was read last could not be read.
    static FAILURE: RefCell<Option<Failure>> = const { RefCell::new(None) };
}

/// Reads a value: as documented, and leniently where that fails.
pub(crate) fn decode<T: DeserializeOwned>(json: &[u8]) -> Result<T, Undecodable> {
    let strictly = {
        let _strict = Depth::set(0);
        serde_json::from_slice(json)
    };
    match strictly {
        Ok(value) => Ok(value),
        // Half of a surrogate pair and a number that no float holds are errors of syntax to serde_json, where they are read.
        Err(error) if (error.is_data() || error.is_syntax()) && !ONLY_STRICT.get() => {
            leniently(json, &error)
        }
        Err(error) => Err(Undecodable::from_json(&error)),
    }
}

fn leniently<T: DeserializeOwned>(
    json: &[u8],
    strictly: &serde_json::Error,
) -> Result<T, Undecodable> {
    let _lenient = Depth::set(1);
    forget();
    serde_json::from_slice(json).map_err(|_| match FAILURE.take() {
        Some(failure) => Undecodable::at(failure),
        None => Undecodable::from_json(strictly),
    })
}

/// Runs `read`, in which nothing is read leniently: to tell apart shapes of which several would do, leniently.
pub(crate) fn strictly<T>(read: impl FnOnce() -> T) -> T {
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            ONLY_STRICT.set(self.0);
        }
    }

    let _restore = Restore(ONLY_STRICT.replace(true));
    let _strict = Depth::set(0);
    read()
}

/// What is unknown in a value that is read as one option of a union.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many parts are not as documented: members without a property, or that could not be read, values that an enum does
    /// not list, scalars of another type.
    pub(crate) odd: usize,
    /// How many members nothing keeps.
    pub(crate) lost: usize,
}

impl Tally {
    /// Of a value of which nothing is known, and that is kept.
    pub(crate) const fn unknown(members: usize) -> Self {
        Self {
            odd: members,
            lost: 0,
        }
    }
}

/// Reads a value as one option, as documented or leniently, and tells what is unknown in it.
pub(crate) fn tallied<T>(leniently: bool, read: impl FnOnce() -> T) -> (T, Tally) {
    struct Restore(Option<Tally>);

    impl Drop for Restore {
        fn drop(&mut self) {
            TALLY.set(self.0);
        }
    }

    let depth = if leniently { DEPTH.get().max(1) } else { 0 };
    let _depth = Depth::set(depth);
    let _restore = Restore(TALLY.replace(Some(Tally::default())));
    let value = read();
    (value, TALLY.get().unwrap_or_default())
}

/// Adds what is unknown in a part of the option that is read.
pub(crate) fn add(more: Tally) {
    if let Some(tally) = TALLY.get() {
        TALLY.set(Some(Tally {
            odd: tally.odd.saturating_add(more.odd),
            lost: tally.lost.saturating_add(more.lost),
        }));
    }
}

/// Notes that a value is read that is not as documented, and nothing of it is lost.
#[doc(hidden)]
#[cold]
pub fn odd() {
    add(Tally { odd: 1, lost: 0 });
}

/// Notes that a member is not known, and nothing keeps it so far.
#[cold]
pub(crate) fn lose() {
    add(Tally { odd: 1, lost: 1 });
}

/// Notes that members are kept after all.
#[cold]
pub(crate) fn keep(members: usize) {
    if let Some(tally) = TALLY.get() {
        let lost = tally.lost.saturating_sub(members);
        TALLY.set(Some(Tally { lost, ..tally }));
    }
}

/// Whether an option of a union is read, so that what is unknown in it is counted and kept.
pub(crate) fn is_tallied() -> bool {
    TALLY.get().is_some()
}

/// Whether what cannot be read strictly may be read leniently.
pub(crate) fn may_be_lenient() -> bool {
    !ONLY_STRICT.get()
}

/// Whether the value that is read now is read leniently.
pub(crate) fn is_lenient() -> bool {
    DEPTH.get() > 0
}

/// Reads a member, or an item of a list, leniently.
///
/// A number or a boolean that arrives in quotes, or the other way round, loses nothing, and is read.
pub(crate) fn member<T: DeserializeOwned>(json: &RawValue) -> Result<T, Failure> {
    let depth = DEPTH.get();
    if depth >= MOST_LEVELS {
        return Err(Failure::new(Problem::TooDeep));
    }
    let _deeper = Depth::set(depth + 1);
    forget();
    let before = TALLY.get();
    let read = |json: &str| {
        let value = serde_json::from_slice::<T>(json.as_bytes());
        if value.is_err() {
            // What was noted in it does not count.
            TALLY.set(before);
        }
        value
    };
    let error = match read(json.get()) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let failure = FAILURE
        .take()
        .unwrap_or_else(|| Failure::of(&error, json.get()));
    let requoted = requoted(json.get()).and_then(|json| read(&json).ok());
    if requoted.is_some() {
        odd();
    }
    forget();
    requoted.ok_or(failure)
}

/// Whether the object that is read stands for one that could not be, so that what is missing in it is missing there as well.
pub(crate) fn is_emptied() -> bool {
    EMPTIED.get()
}

/// What stands for a value of this type that could not be read: an object or a list without members, if it can be one.
pub(crate) fn emptied<T: DeserializeOwned>() -> Option<T> {
    let before = EMPTIED.replace(true);
    let mut read = ["{}", "[]"].into_iter();
    let empty = read.find_map(|json| serde_json::from_slice(json.as_bytes()).ok());
    EMPTIED.set(before);
    forget();
    empty
}

/// The integer of this type that is nearest to an integer which it cannot hold.
pub(crate) fn nearest<T: DeserializeOwned>(json: &str) -> Option<T> {
    let digits = json.strip_prefix('-').unwrap_or(json);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bounds = match json.starts_with('-') {
        true => [i64::MIN.to_string(), i32::MIN.to_string(), 0.to_string()],
        false => [
            u64::MAX.to_string(),
            i64::MAX.to_string(),
            i32::MAX.to_string(),
        ],
    };
    let nearest = { bounds.iter() }.find_map(|bound| serde_json::from_str(bound).ok());
    forget();
    nearest.filter(|_| is_integer)
}

/// Forgets why a value could not be read that is read as something else, or is unreadable.
pub(crate) fn forget() {
    FAILURE.take();
}

/// Ends the reading of an object, which cannot be read for this reason.
pub(crate) fn fail<T, E: serde::de::Error>(failure: Failure) -> Result<T, E> {
    let error = E::custom(&failure);
    FAILURE.set(Some(failure));
    Err(error)
}

/// The same scalar in quotes if it has none, and without if it has some and can do without.
fn requoted(json: &str) -> Option<String> {
    let is_scalar = |json: &str| {
        matches!(json, "true" | "false")
            || (json.starts_with(|first: char| first == '-' || first.is_ascii_digit())
                && json.ends_with(|last: char| last.is_ascii_digit())
                && serde_json::from_str::<&RawValue>(json).is_ok())
    };
    match json
        .strip_prefix('"')
        .and_then(|json| json.strip_suffix('"'))
    {
        Some(inner) => is_scalar(inner).then(|| inner.to_owned()),
        None => is_scalar(json).then(|| format!("\"{json}\"")),
    }
}

/// A depth that lasts until this is dropped.
struct Depth {
    before: u32,
}

impl Depth {
    fn set(depth: u32) -> Self {
        Self {
            before: DEPTH.replace(depth),
        }
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(self.before);
    }
}

#[cfg(test)]
mod tests;
