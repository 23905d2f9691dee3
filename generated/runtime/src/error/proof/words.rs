//! The words of codes, statuses and messages, however they are written. Every accepted payment is looked at, so nothing here
//! allocates.

/// The words of a text, one after another: those of `BadRequest`, `BAD_REQUEST` and `bad request` are the same but for their
/// letters' case.
#[derive(Clone)]
struct Words<'a>(&'a str);

/// The words of a text.
fn words(text: &str) -> Words<'_> {
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

/// Whether some words of a text, one after another, have together the letters and digits of a name, whatever parts them:
/// `Order Id`, `order.id` and `ORDERID` are the same.
pub(super) fn contains_joined(text: &str, name: &str) -> bool {
    let name = joined(name);
    let mut rest = words(text);
    loop {
        let here = rest.clone();
        if rest.next().is_none() {
            return false;
        }
        let mut left = name.as_str();
        for word in here {
            match left.strip_prefix(joined(word).as_str()) {
                Some("") => return true,
                Some(behind) => left = behind,
                None => break,
            }
        }
    }
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
            let mut said = here.clone();
            let mut wanted = words(value).peekable();
            may_begin_alike(first.as_bytes(), value.as_bytes())
                && wanted.peek().is_some()
                && wanted.all(|word| said.next().is_some_and(|next| same(next, word)))
        };
        if values.clone().any(begins) {
            return true;
        }
    }
}

/// Returns false if two strings begin with different letters or digits. Most differ there already.
pub(super) fn may_begin_alike(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([one, ..], [other, ..])
            if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric() =>
        {
            one.eq_ignore_ascii_case(other)
        }
        _ => true,
    }
}

/// Whether two texts have the same letters and digits, one after another, whatever their case and what stands between them.
pub(super) fn same_letters(one: &[u8], other: &[u8]) -> bool {
    fn letters(text: &[u8]) -> impl Iterator<Item = u8> {
        let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
        letters.map(u8::to_ascii_lowercase)
    }

    letters(one).eq(letters(other))
}

/// Whether a code or a status says one of these: a word or several, a code such as `408`, a range of codes such as `2XX`, a number
/// or a code of no such range (`!2XX`), or nothing.
pub(super) fn says_any(text: &str, values: &[&str]) -> bool {
    let hundreds = |sign: char| {
        let ranges = values.iter().filter_map(|value| value.strip_suffix("XX"));
        ranges.filter_map(move |range| match sign {
            '!' => range.strip_prefix('!')?.parse::<u32>().ok(),
            _ => range.parse::<u32>().ok(),
        })
    };
    let in_range = |code: u32| hundreds(' ').any(|first| code / 100 == first);
    let rest = values.iter().filter(|value| !value.ends_with("XX"));
    codes(text).any(in_range)
        || (hundreds('!').next().is_some()
            && is_outside(text, |code| hundreds('!').any(|first| code / 100 == first)))
        || (text.trim().is_empty() && values.contains(&""))
        || contains_any(text, rest.copied())
}

/// Whether a text is a number and no such code, or has another code of HTTP in it.
fn is_outside(text: &str, is_inside: impl Fn(u32) -> bool) -> bool {
    let mut codes = codes(text);
    match number(text) {
        Some(number) => !whole(number).is_some_and(is_inside),
        None => codes.any(|code| (100..600).contains(&code) && !is_inside(code)),
    }
}

/// The number that a text is.
fn number(text: &str) -> Option<f64> {
    // Only what begins like a number is one.
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let number = Some(text.trim()).filter(|text| begins(text));
    number.and_then(|text| text.parse().ok())
}

/// The codes of three digits in a text, and a number that is one, however it is written.
fn codes(text: &str) -> impl Iterator<Item = u32> {
    let among = words(text).filter_map(|word| {
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then(|| word.parse().ok())?
    });
    number(text).and_then(whole).into_iter().chain(among)
}

/// A number as a code of three digits, if it is one.
fn whole(number: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number between 100 and 1000"
    )]
    (number.fract() == 0.0 && (100.0..1000.0).contains(&number)).then_some(number as u32)
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
    fn a_name_is_found_whatever_parts_its_words() {
        for text in [
            "OrderId",
            "Order Id",
            "the ORDERID",
            "lines[0].order_id",
            "order.id",
            "order - ID.",
            "$.orderId[0]",
        ] {
            assert!(contains_joined(text, "order_id"), "{text}");
        }
        for text in ["", "order", "the id of an order", "order idea", "border id"] {
            assert!(!contains_joined(text, "orderId"), "{text}");
        }
        assert!(!contains_joined("anything", "") && contains_joined("line 2 b", "line2b"));
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
    fn a_number_of_another_range_is_outside_of_it() {
        for text in [
            "202",
            " 202 ",
            "200.0",
            "2.02e2",
            "202 Accepted",
            "accepted",
            "OK",
            "line 7",
            "in 2026",
            "",
        ] {
            assert!(!says(text, "!2XX"), "{text}");
        }
        for text in [
            "-1",
            "0",
            "1",
            "20",
            "2020",
            "422",
            "-202",
            "202.5",
            "1e999",
            "99999999999999999999",
            "HTTP 500",
            "200 422",
        ] {
            assert!(says(text, "!2XX"), "{text}");
        }
        assert!(!says_any("302", &["!2XX", "!3XX"]) && says_any("402", &["!2XX", "!3XX"]));
    }

    #[test]
    fn nothing_is_a_value_of_its_own() {
        assert!(says("", "") && says(" \t", ""));
        assert!(!says("accepted", "") && !says("0", ""));
    }

    #[test]
    fn an_identifier_of_zeros_is_the_same_however_it_is_written() {
        let zeros = b"00000000-0000-0000-0000-000000000000";
        assert!(same_letters(
            zeros,
            b"{00000000-0000-0000-0000-000000000000}"
        ));
        assert!(same_letters(zeros, b"00000000000000000000000000000000"));
        assert!(!same_letters(
            zeros,
            b"00000000-0000-0000-0000-000000000001"
        ));
        assert!(!same_letters(zeros, b"0") && !same_letters(zeros, b""));
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
