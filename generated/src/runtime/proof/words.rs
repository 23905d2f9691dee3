//! The words of codes, statuses and messages, however they are written.

/// The words of a text in lower case: those of `BadRequest`, `BAD_REQUEST` and `bad request` are the same.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in text.chars() {
        let begins = !character.is_alphanumeric()
            || (character.is_uppercase() && before.is_lowercase())
            || character.is_numeric() != before.is_numeric();
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
        before = character;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The letters and digits of a name in lower case, without what parts its words.
pub(super) fn joined(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether some words occur among others, one after another.
pub(super) fn contains(all: &[String], some: &[String]) -> bool {
    !some.is_empty() && all.windows(some.len()).any(|window| window == some)
}

/// Whether a code or a status says this: a word or several, a code such as `408`, or a range of codes such as `2XX`.
pub(super) fn says(text: &str, value: &str) -> bool {
    match value.strip_suffix("XX") {
        Some(first) => codes(text).any(|code| (code / 100).to_string() == first),
        None => contains(&words(text), &words(value)),
    }
}

/// The codes of three digits in a text, and a number that is one, however it is written.
fn codes(text: &str) -> impl Iterator<Item = u32> {
    let number = text.trim().parse::<f64>().ok();
    let whole = number.filter(|number| number.fract() == 0.0 && (100.0..1000.0).contains(number));
    let among = words(text).into_iter().filter_map(|word| {
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

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for text in [
            "BadRequest",
            "BAD_REQUEST",
            "bad-request",
            " Bad  Request. ",
        ] {
            assert_eq!(words(text), ["bad", "request"], "{text}");
        }
        assert_eq!(words("202Accepted"), ["202", "accepted"]);
        assert!(words("").is_empty());
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
