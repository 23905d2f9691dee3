//! The words of codes, statuses and messages, however they are written. Every accepted payment is looked at, so nothing here
//! allocates.

/// The words of a text, one after another: those of `BadRequest`, `BAD_REQUEST` and `bad request` are the same but for their
/// letters' case.
#[derive(Clone)]
pub(super) struct Words<'a>(&'a str);

/// The words of a text.
pub(super) fn words(text: &str) -> Words<'_> {
    Words(text)
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self
            .0
            .trim_start_matches(|character: char| !character.is_alphanumeric());
        let mut before = text.chars().next()?;
        let mut end = text.len();
        for (index, character) in text.char_indices().skip(1) {
            let begins = !character.is_alphanumeric()
                || (character.is_uppercase() && before.is_lowercase())
                || character.is_numeric() != before.is_numeric();
            if begins {
                end = index;
                break;
            }
            before = character;
        }
        let (word, rest) = text.split_at_checked(end)?;
        self.0 = rest;
        Some(word)
    }
}

/// Whether two words are the same, whatever the case of their letters.
fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    let lower = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    lower(one) == lower(other)
}

/// The letters and digits of a name in lower case, without what parts its words.
pub(super) fn joined(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether some words occur in a text, one after another.
pub(super) fn contains(text: &str, some: &str) -> bool {
    contains_any(text, std::iter::once(some))
}

/// Whether the words of one of these values occur in a text, one after another.
fn contains_any<'v>(text: &str, values: impl Iterator<Item = &'v str> + Clone) -> bool {
    let mut rest = words(text);
    loop {
        let here = rest.clone();
        let Some(first) = rest.next() else {
            return false;
        };
        let begins = |value: &str| {
            // Most values differ in their first letter already.
            let may = match (first.as_bytes().first(), value.as_bytes().first()) {
                (Some(one), Some(other)) if one.is_ascii() && other.is_ascii_alphanumeric() => {
                    one.eq_ignore_ascii_case(other)
                }
                _ => true,
            };
            let mut said = here.clone();
            let mut wanted = words(value).peekable();
            may && wanted.peek().is_some()
                && wanted.all(|word| said.next().is_some_and(|next| same(next, word)))
        };
        if values.clone().any(begins) {
            return true;
        }
    }
}

/// Whether a code or a status says one of these: a word or several, a code such as `408`, or a range of codes such as `2XX`.
pub(super) fn says_any(text: &str, values: &[&str]) -> bool {
    let ranges = values.iter().filter_map(|value| value.strip_suffix("XX"));
    let hundreds = ranges.filter_map(|first| first.parse::<u32>().ok());
    let of_range = |code: u32| hundreds.clone().any(|first| code / 100 == first);
    let rest = values.iter().filter(|value| !value.ends_with("XX"));
    codes(text).any(of_range) || contains_any(text, rest.copied())
}

/// The codes of three digits in a text, and a number that is one, however it is written.
fn codes(text: &str) -> impl Iterator<Item = u32> {
    // Only what begins like a number is one.
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let number = Some(text.trim())
        .filter(|text| begins(text))
        .and_then(|text| text.parse::<f64>().ok());
    let whole = number.filter(|number| number.fract() == 0.0 && (100.0..1000.0).contains(number));
    let among = words(text).filter_map(|word| {
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then(|| word.parse().ok())?
    });
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number between 100 and 1000"
    )]
    whole.map(|number| number as u32).into_iter().chain(among)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, value: &str) -> bool {
        says_any(text, &[value])
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for text in [
            "BadRequest",
            "BAD_REQUEST",
            "bad-request",
            " Bad  Request. ",
        ] {
            let lower: Vec<String> = words(text).map(str::to_lowercase).collect();
            assert_eq!(lower, ["bad", "request"], "{text}");
        }
        assert_eq!(
            words("202Accepted").collect::<Vec<_>>(),
            ["202", "Accepted"]
        );
        assert_eq!(words("").chain(words(" .-")).next(), None);
    }

    #[test]
    fn a_code_is_found_in_every_way_of_writing_it() {
        for text in [
            "202",
            "202.0",
            "2.02e2",
            "202 Accepted",
            "HTTP/1.1 202",
            "HTTP202",
        ] {
            assert!(says(text, "2XX"), "{text}");
        }
        for text in [
            "422",
            "2",
            "20",
            "2020",
            "1202",
            "twenty",
            "429 Too Many Requests",
            "",
        ] {
            assert!(!says(text, "2XX"), "{text}");
        }
        assert!(says("408", "408") && !says("4080", "408"));
    }

    #[test]
    fn a_word_is_found_as_a_whole() {
        for text in [
            "accepted",
            "ACCEPTED",
            "Accepted for processing",
            "RequestAccepted",
        ] {
            assert!(says(text, "accepted"), "{text}");
        }
        for text in ["Unaccepted", "Not Acceptable", "accept", ""] {
            assert!(!says(text, "accepted"), "{text}");
        }
        assert!(says("In-Progress", "in progress") && !says("progress in", "in progress"));
    }
}
