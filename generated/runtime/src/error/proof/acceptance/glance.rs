//! A glance at a response of success, which spares the plain ones a second reading.
//!
//! It understands what gateways usually send: objects of ASCII strings without escapes, whole numbers, booleans and nulls. It
//! never rejects anything: what it does not understand, or what looks odd, is left to the full comparison. It allocates nothing.

use super::{Acceptance, Contradiction};

/// The greatest depth that a glance looks at. It is less than what the full comparison reads.
const DEEPEST: usize = 4;

/// The most members of an object that a glance looks at.
const MOST: usize = 8;

/// Returns true if a response is certainly a success: the full comparison would find nothing wrong either.
pub(super) fn is_success(acceptance: &Acceptance, body: &[u8], reference: Option<&str>) -> bool {
    let mut glance = Glance {
        acceptance,
        reference,
        rest: body,
        found: 0,
    };
    // Without such a path, the full comparison looks for any value.
    !acceptance.has.is_empty() && glance.body().is_some() && glance.found == acceptance.has.len()
}

/// Returns true if a read certainly reports no failure: a search for the declared members would find none either. The body must be
/// JSON.
pub(super) fn is_silent(acceptance: &Acceptance, body: &[u8]) -> bool {
    let mut glance = Glance {
        acceptance,
        reference: None,
        rest: body,
        found: 0,
    };
    glance.read().is_some()
}

struct Glance<'a> {
    acceptance: &'a Acceptance,
    reference: Option<&'a str>,
    /// What was not read yet.
    rest: &'a [u8],
    /// How many of the paths that no success lacks were found.
    found: usize,
}

/// A value that holds no others.
enum Plain<'a> {
    Null,
    String(&'a [u8]),
    /// A number or a boolean.
    Other(&'a [u8]),
}

/// Each function returns nothing where only the full comparison can decide.
impl<'a> Glance<'a> {
    fn body(&mut self) -> Option<()> {
        self.skip_space();
        self.skip(b"{")?;
        self.members(Some(""), DEEPEST)?;
        self.skip_space();
        self.rest.is_empty().then_some(())
    }

    /// Looks at the members of a read, and passes over what they hold.
    fn read(&mut self) -> Option<()> {
        self.skip_space();
        self.skip(b"{")?;
        loop {
            self.skip_space();
            let name = self.string_without::<b'"'>()?;
            self.skip_space();
            self.skip(b":")?;
            self.skip_space();
            let leads = |path: &str| {
                let first = path.as_bytes().get(..name.len());
                first.is_some_and(|first| first.eq_ignore_ascii_case(name))
            };
            match self.rest.first()? {
                b'{' | b'[' if self.paths().any(leads) => return None,
                b'{' | b'[' => self.skip_nested()?,
                b'"' => {
                    let text = self.string_without::<b'"'>()?;
                    self.compare("", name, &Plain::String(text))?;
                }
                b'n' => {
                    self.skip(b"null")?;
                }
                _ => {
                    let end = |byte: &u8| matches!(byte, b',' | b'}' | 0..=b' ');
                    let length = self.rest.iter().position(end)?;
                    let (scalar, rest) = self.rest.split_at_checked(length)?;
                    self.rest = rest;
                    self.compare("", name, &Plain::Other(scalar))?;
                }
            }
            self.skip_space();
            let (end, rest) = self.rest.split_first()?;
            self.rest = rest;
            match end {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Passes over an object or a list, whatever is in it.
    fn skip_nested(&mut self) -> Option<()> {
        let text = self.rest;
        let (mut at, mut depth) = (0, 0_usize);
        loop {
            match text.get(at)? {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        self.rest = text.get(at + 1..)?;
                        return Some(());
                    }
                }
                b'"' => loop {
                    at += 1;
                    at += quote_or_backslash(text.get(at..)?)?;
                    if text.get(at) == Some(&b'"') {
                        break;
                    }
                    // What follows a backslash ends no string.
                    at += 1;
                },
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads the members of an object up to its end. The prefix is that of the declared paths which lead into the object.
    fn members(&mut self, prefix: Option<&str>, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let mut names: [&[u8]; MOST] = [&[]; MOST];
        for number in 0..MOST {
            let (known, free) = names.split_at_mut_checked(number)?;
            self.skip_space();
            // A name with a dot could be taken for a path.
            let name = self.string_without::<b'.'>()?;
            if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                return None;
            }
            *free.first_mut()? = name;
            self.skip(b":")?;
            self.skip_space();
            self.value(prefix, name, depth)?;
            self.skip_space();
            let (end, rest) = self.rest.split_first()?;
            self.rest = rest;
            match end {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
        None
    }

    fn value(&mut self, prefix: Option<&str>, name: &[u8], depth: usize) -> Option<()> {
        let value = match self.rest.first()? {
            b'"' => Plain::String(self.string_without::<b'"'>()?),
            b'0'..=b'9' => Plain::Other(self.number()?),
            b'n' => {
                self.skip(b"null")?;
                Plain::Null
            }
            b't' => Plain::Other(self.skip(b"true")?),
            b'f' => Plain::Other(self.skip(b"false")?),
            b'{' => {
                self.skip(b"{")?;
                return match prefix {
                    Some(prefix) if self.is_declared(prefix, name) => None,
                    Some(prefix) => {
                        let below = self.below(prefix, name)?;
                        self.members(below, depth)
                    }
                    None => self.members(None, depth),
                };
            }
            _ => return None,
        };
        match prefix {
            Some(prefix) => self.compare(prefix, name, &value),
            None => Some(()),
        }
    }

    fn compare(&mut self, prefix: &str, name: &[u8], value: &Plain<'_>) -> Option<()> {
        for path in self.acceptance.has {
            if is_path(path, prefix, name) {
                match value {
                    Plain::String(text @ [first, ..])
                        if first.is_ascii_alphanumeric() && !self.acceptance.is_unset(text) =>
                    {
                        self.found += 1;
                    }
                    _ => return None,
                }
            }
        }
        let (Plain::String(text) | Plain::Other(text)) = value else {
            return Some(());
        };
        for path in self.acceptance.lacks {
            if is_path_in_any_case(path, prefix, name) {
                return None;
            }
        }
        for contradiction in self.acceptance.contradicts {
            if is_path_in_any_case(contradiction.path, prefix, name)
                && contradiction.may_be_in(text)
            {
                return None;
            }
        }
        match self.acceptance.reference {
            Some(path) if is_path(path, prefix, name) && !text.is_empty() => {
                (self.reference.map(str::as_bytes) == Some(text)).then_some(())
            }
            _ => Some(()),
        }
    }

    fn paths(&self) -> impl Iterator<Item = &'static str> {
        let contradicts = self.acceptance.contradicts.iter();
        let has = self.acceptance.has.iter().copied();
        has.chain(contradicts.map(|contradiction| contradiction.path))
            .chain(self.acceptance.reference)
            .chain(self.acceptance.lacks.iter().copied())
    }

    fn is_declared(&self, prefix: &str, name: &[u8]) -> bool {
        self.paths()
            .any(|path| is_path_in_any_case(path, prefix, name))
    }

    /// The prefix of the declared paths that lead into a member, if there are any. Nothing where only the case of the name is
    /// another one: some paths then lead into it, and some do not.
    fn below(&self, prefix: &str, name: &[u8]) -> Option<Option<&'static str>> {
        let found = self.paths().find_map(|path| {
            let (to_dot, _) = path.get(prefix.len()..)?.split_once('.')?;
            let prefix_below = path.get(..prefix.len() + to_dot.len() + 1)?;
            let leads = path.starts_with(prefix) && to_dot.as_bytes().eq_ignore_ascii_case(name);
            leads.then_some((to_dot, prefix_below))
        });
        match found {
            Some((to_dot, below)) => (to_dot.as_bytes() == name).then_some(Some(below)),
            None => Some(None),
        }
    }

    fn skip_space(&mut self) {
        while let [first, rest @ ..] = self.rest
            && *first <= b' '
            && matches!(first, b' ' | b'\t' | b'\n' | b'\r')
        {
            self.rest = rest;
        }
    }

    fn skip(&mut self, wanted: &'static [u8]) -> Option<&'static [u8]> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(wanted)
    }

    /// Reads a whole number without a sign.
    fn number(&mut self) -> Option<&'a [u8]> {
        let mut digits = self.rest.iter();
        let length = digits.position(|byte| !byte.is_ascii_digit())?;
        let (number, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        match number {
            [b'0', _, ..] => None,
            _ => Some(number),
        }
    }

    /// Reads an ASCII string without escapes and without this byte.
    fn string_without<const BYTE: u8>(&mut self) -> Option<&'a [u8]> {
        let text = self.rest.strip_prefix(b"\"")?;
        let (text, rest) = text.split_at_checked(end_of_string::<BYTE>(text)?)?;
        self.rest = rest.strip_prefix(b"\"")?;
        Some(text)
    }
}

/// Whether a path is this name, which has no dot in it, behind this prefix.
fn is_path(path: &str, prefix: &str, name: &[u8]) -> bool {
    path.len() == prefix.len() + name.len()
        && path.as_bytes().ends_with(name)
        && (prefix.is_empty() || path.starts_with(prefix))
}

/// The same, whatever the case of the name.
#[inline]
fn is_path_in_any_case(path: &str, prefix: &str, name: &[u8]) -> bool {
    path.len() == prefix.len() + name.len()
        && (path.as_bytes().get(prefix.len()..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
        && (prefix.is_empty() || path.starts_with(prefix))
}

/// Where the first byte stands that is a quote, a backslash, a control character, this one, or not ASCII.
///
/// Eight bytes are compared at once. Each one of these sets the highest bit of its byte in one of the differences; another
/// one does so only by a borrow from one of these before it.
fn end_of_string<const BYTE: u8>(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let equals = |bytes: u64, wanted: u8| (bytes ^ (ONES * u64::from(wanted))).wrapping_sub(ONES);
    let mut at = 0;
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let bytes = u64::from_le_bytes(*eight);
        let ends = equals(bytes, b'"') | equals(bytes, b'\\') | equals(bytes, BYTE);
        let found = (bytes | bytes.wrapping_sub(ONES * 0x20) | ends) & (ONES << 7);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
        rest = behind;
    }
    let ends = |byte: &u8| *byte == BYTE || matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x80..);
    rest.iter().position(ends).map(|index| at + index)
}

/// Where the first quote or backslash stands. Eight bytes are compared at once.
#[inline]
fn quote_or_backslash(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let equals = |bytes: u64, wanted: u8| {
        let differs = bytes ^ (ONES * u64::from(wanted));
        differs.wrapping_sub(ONES) & !differs & (ONES << 7)
    };
    let mut at = 0;
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let bytes = u64::from_le_bytes(*eight);
        let found = equals(bytes, b'"') | equals(bytes, b'\\');
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
        rest = behind;
    }
    let index = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    index.map(|index| at + index)
}

/// What the values of a contradiction begin with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Initials {
    /// One bit for each digit, also for that of a range such as `4XX`.
    digits: u16,
    /// One bit for each letter.
    letters: u32,
}

impl Initials {
    pub(super) const fn of(mut values: &[&str]) -> Self {
        let mut initials = Self {
            digits: 0,
            letters: 0,
        };
        while let [value, rest @ ..] = values {
            match value.as_bytes() {
                // A text without a letter or a digit is always compared.
                [] => {}
                [b'!', digit @ b'0'..=b'9', b'X', b'X'] => {
                    initials.digits |= !(1 << (*digit - b'0'));
                }
                [digit @ b'0'..=b'9', b'X', b'X'] => initials.digits |= 1 << (*digit - b'0'),
                // Only the full comparison knows what this means.
                [.., b'X', b'X'] => return Self::ANY,
                [digit @ b'0'..=b'9', ..] => initials.digits |= 1 << (*digit - b'0'),
                [letter @ (b'a'..=b'z' | b'A'..=b'Z'), ..] => initials.letters |= bit(*letter),
                _ => return Self::ANY,
            }
            values = rest;
        }
        initials
    }

    const ANY: Self = Self {
        digits: u16::MAX,
        letters: u32::MAX,
    };
}

/// The bit of a letter, in either case.
const fn bit(letter: u8) -> u32 {
    1 << (letter & 0x1f)
}

/// What stands before a letter.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    NoLetter,
    Small,
    Capital,
}

impl Contradiction {
    /// Whether a code or a status may say one of the values. If not, none of its words begins like any of them.
    fn may_be_in(&self, text: &[u8]) -> bool {
        let Initials { digits, letters } = self.initials;
        if let [first @ b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'] = text {
            return digits & (1 << (first - b'0')) != 0;
        }
        let mut before = Before::NoLetter;
        let mut has_letter = false;
        for &byte in text {
            let (begins, letter) = match byte {
                b'a'..=b'z' => (before == Before::NoLetter, Before::Small),
                b'A'..=b'Z' => (before != Before::Capital, Before::Capital),
                b' ' | b'-' | b'_' | b'.' => (false, Before::NoLetter),
                // A digit may be part of a code in many ways of writing; what is not ASCII may be a letter.
                _ => return true,
            };
            if begins && letters & bit(byte) != 0 {
                return true;
            }
            has_letter |= letter != Before::NoLetter;
            before = letter;
        }
        !has_letter
    }
}
