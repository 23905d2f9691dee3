//! Strings that match a pattern, and one that certainly does not.
//!
//! It knows what most patterns have: characters, classes, groups, alternatives and repetitions. Of what it does not know it makes nothing.

use std::iter::Peekable;
use std::str::Chars;

/// Strings of a pattern get no longer.
const LONGEST: usize = 300;

/// Groups within each other.
const MOST_NESTED: usize = 20;

/// What is tried for a character of a class.
const USUAL: &str = "a1A_-. ~é|%x0";

/// A set of characters: ranges, or all but those.
#[derive(Clone, Debug)]
struct Set {
    is_negated: bool,
    ranges: Vec<(char, char)>,
}

impl Set {
    fn one(found: char) -> Self {
        Self {
            is_negated: false,
            ranges: vec![(found, found)],
        }
    }

    fn has(&self, found: char) -> bool {
        let is_listed = |(from, to): &(char, char)| (*from..=*to).contains(&found);
        self.ranges.iter().any(is_listed) != self.is_negated
    }

    fn example(&self) -> Option<char> {
        let usual = USUAL.chars().find(|usual| self.has(*usual));
        let first = || self.ranges.first().map(|(from, _)| *from);
        usual.or_else(|| first().filter(|_| !self.is_negated))
    }
}

#[derive(Clone, Debug)]
enum Part {
    Set(Set),
    Group(Vec<Sequence>),
}

/// Parts, each with how often it stands at least and at most, and whether it has both ends of the string.
#[derive(Clone, Debug, Default)]
struct Sequence {
    parts: Vec<(Part, usize, usize)>,
    begins: bool,
    ends: bool,
}

/// A pattern.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Sequence>);

impl Pattern {
    /// Reads a pattern; `None` if it has something unknown.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars().peekable();
        let sequences = alternatives(&mut chars, 0)?;
        chars.peek().is_none().then_some(Self(sequences))
    }

    /// Makes a string with at least so many characters, if that is possible.
    pub(super) fn example(&self, least: usize) -> Option<String> {
        for more in 0..=least.min(LONGEST) {
            let mut text = String::new();
            write(&self.0, more, &mut text)?;
            if text.chars().count() >= least {
                return Some(text);
            }
        }
        None
    }

    /// Makes a string that does not match: one character that no part can have, of a pattern for whole strings.
    pub(super) fn excluded(&self) -> Option<String> {
        if !self.0.iter().all(|of| of.begins && of.ends) {
            return None;
        }
        let excluded = USUAL.chars().find(|usual| !can_have(&self.0, *usual))?;
        Some(excluded.to_string())
    }
}

fn can_have(sequences: &[Sequence], found: char) -> bool {
    let parts = sequences.iter().flat_map(|of| &of.parts);
    parts.into_iter().any(|(part, ..)| match part {
        Part::Set(set) => set.has(found),
        Part::Group(group) => can_have(group, found),
    })
}

fn write(sequences: &[Sequence], more: usize, text: &mut String) -> Option<()> {
    for (part, least, most) in &sequences.first()?.parts {
        for _ in 0..(least + more).min(*most) {
            if text.len() > LONGEST {
                return None;
            }
            match part {
                Part::Set(set) => text.push(set.example()?),
                Part::Group(group) => write(group, 0, text)?,
            }
        }
    }
    Some(())
}

type Left<'a, 'b> = &'a mut Peekable<Chars<'b>>;

fn alternatives(left: Left<'_, '_>, depth: usize) -> Option<Vec<Sequence>> {
    let mut sequences = Vec::new();
    loop {
        sequences.push(sequence(left, depth)?);
        if left.next_if_eq(&'|').is_none() {
            return Some(sequences);
        }
    }
}

fn sequence(left: Left<'_, '_>, depth: usize) -> Option<Sequence> {
    let mut found = Sequence {
        begins: left.next_if_eq(&'^').is_some(),
        ..Sequence::default()
    };
    while let Some(next) = left.peek().copied() {
        if matches!(next, '|' | ')') {
            break;
        }
        left.next();
        let part = match next {
            '$' => {
                found.ends = true;
                if left.peek().is_some_and(|next| !matches!(next, '|' | ')')) {
                    return None;
                }
                continue;
            }
            '(' => {
                if left.next_if_eq(&'?').is_some() {
                    left.next_if_eq(&':')?;
                }
                if depth > MOST_NESTED {
                    return None;
                }
                let group = alternatives(left, depth + 1)?;
                left.next_if_eq(&')')?;
                // An end of the string in a group is more than this knows.
                if group.iter().any(|of| of.begins || of.ends) {
                    return None;
                }
                Part::Group(group)
            }
            '[' => Part::Set(class(left)?),
            '.' => Part::Set(Set {
                is_negated: true,
                ranges: vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')],
            }),
            '\\' => Part::Set(escape(left)?),
            '^' | '*' | '+' | '?' | '{' | '}' | ']' => return None,
            other => Part::Set(Set::one(other)),
        };
        let (least, most) = times(left)?;
        found.parts.push((part, least, most));
    }
    Some(found)
}

fn times(left: Left<'_, '_>) -> Option<(usize, usize)> {
    let times = match left.peek() {
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('?') => (0, 1),
        Some('{') => {
            left.next();
            let least = number(left)?;
            let most = match left.next_if_eq(&',') {
                None => least,
                Some(_) => number(left).unwrap_or(usize::MAX),
            };
            return (left.next() == Some('}') && most >= least).then_some((least, most));
        }
        _ => return Some((1, 1)),
    };
    left.next();
    match left.peek() {
        Some('*' | '+' | '?' | '{') => None,
        _ => Some(times),
    }
}

fn number(left: Left<'_, '_>) -> Option<usize> {
    let mut digits = String::new();
    while let Some(digit) = left.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    digits.parse().ok()
}

fn escape(left: Left<'_, '_>) -> Option<Set> {
    let set = |is_negated, ranges: &[(char, char)]| Set {
        is_negated,
        ranges: ranges.to_vec(),
    };
    const DIGITS: &[(char, char)] = &[('0', '9')];
    const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')];
    // No other white space is tried.
    const SPACE: &[(char, char)] = &[(' ', ' '), ('\t', '\r')];
    Some(match left.next()? {
        'd' => set(false, DIGITS),
        'D' => set(true, DIGITS),
        'w' => set(false, WORD),
        'W' => set(true, WORD),
        's' => set(false, SPACE),
        'S' => set(true, SPACE),
        't' => Set::one('\t'),
        'n' => Set::one('\n'),
        'r' => Set::one('\r'),
        other if other.is_ascii_punctuation() => Set::one(other),
        _ => return None,
    })
}

fn class(left: Left<'_, '_>) -> Option<Set> {
    let mut set = Set {
        is_negated: left.next_if_eq(&'^').is_some(),
        ranges: Vec::new(),
    };
    let item = |left: Left<'_, '_>| match left.next()? {
        '\\' => escape(left),
        '[' => None,
        other => Some(Set::one(other)),
    };
    while left.next_if_eq(&']').is_none() {
        let first = item(left)?;
        if first.is_negated {
            return None;
        }
        let mut ahead = left.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']');
        match first.ranges.as_slice() {
            [(from, to)] if from == to && is_range => {
                left.next();
                let last = item(left)?;
                let is_negated = last.is_negated;
                match last.ranges.as_slice() {
                    [(last, same)] if last == same && from <= last && !is_negated => {
                        set.ranges.push((*from, *last));
                    }
                    _ => return None,
                }
            }
            ranges => set.ranges.extend(ranges),
        }
    }
    (!set.ranges.is_empty()).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_patterns_are_made_and_those_that_do_not_match() {
        for (pattern, least, example, excluded) in [
            ("^[A-Z]{3}$", 0, Some("AAA"), Some("a")),
            (r"^\d+(\.\d{1,2})?$", 0, Some("1"), Some("a")),
            (r"^\d+(\.\d{1,2})?$", 3, Some("11.1"), Some("a")),
            ("^(?:red|green)-[^a]?$", 0, Some("red-"), Some("a")),
            ("^(?:red|green)-[^b]?$", 0, Some("red-"), None),
            ("b[0-9]", 0, Some("b1"), None),
            (r"^[\w.-]*$", 2, Some("aa"), Some(" ")),
            ("^(?=a)", 0, None, None),
            ("[[:alpha:]]", 0, None, None),
            (r"^\p{L}$", 0, None, None),
            ("^a{3}$", 9, None, Some("1")),
        ] {
            let read = Pattern::read(pattern);
            let made = read.as_ref().and_then(|read| read.example(least));
            assert_eq!(made.as_deref(), example, "{pattern}");
            let made = read.as_ref().and_then(Pattern::excluded);
            assert_eq!(made.as_deref(), excluded, "{pattern}");
        }
    }
}
