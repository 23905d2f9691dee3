//! References as strings: what two systems may write differently, and still mean the same.

/// Returns a reference without what nobody sees around it.
pub(crate) fn bare(reference: &str) -> &str {
    reference.trim_matches(is_unseen)
}

/// Returns true if two references differ at most by case and by white space around them, or are one number in two spellings,
/// such as `17` and `17.0`.
pub(crate) fn are_similar(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    one.to_lowercase() == other.to_lowercase() || are_one_number(one, other)
}

/// Returns true if a gateway may have shown a reference in this form: without its punctuation, cut, or with something before it.
///
/// Counters make references that begin alike. So what is cut must be long, or have lost more than its last character.
pub(crate) fn may_be_shown_as(reference: &str, shown: &str) -> bool {
    let (reference, shown) = (bare(reference).to_lowercase(), bare(shown).to_lowercase());
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (long, short) = (reference.chars().count(), shown.chars().count());
    let is_cut = reference.starts_with(&shown)
        && (short >= LONG && short < long || short >= SHORT && short + 2 <= long);
    let begins_otherwise = shown
        .strip_suffix(&reference)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|last| long >= SHORT && !last.is_alphanumeric());
    let bare = letters(&reference);
    is_cut || begins_otherwise || (!bare.is_empty() && bare == letters(&shown))
}

/// The shortest part of a reference that may be what is left of it.
const SHORT: usize = 6;

/// The shortest one that may be what is left of it after the last character alone was cut.
const LONG: usize = 10;

fn are_one_number(one: &str, other: &str) -> bool {
    let is_whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole(one) && is_whole(other) {
        // Exactly, however long they are.
        let digits = |text: &str| text.trim_start_matches('0').to_owned();
        return digits(one) == digits(other);
    }
    let is_number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|_| is_number(text));
    number(one).is_some_and(|one| number(other).is_some_and(|other| one.total_cmp(&other).is_eq()))
}

/// Returns true if a reference has nothing around it or in it that nobody sees, but for spaces between its words.
pub(crate) fn is_visible(reference: &str) -> bool {
    // Most references are plain ASCII: one pass over their bytes is enough.
    let bytes = reference.as_bytes();
    if bytes
        .iter()
        .fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
    {
        return bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    }
    bare(reference) == reference
        && !reference
            .chars()
            .any(|character| is_unseen(character) && character != ' ')
}

/// Returns true if two references are the same: equal, or one GUID in two spellings.
pub(crate) fn are_same(one: &str, other: &str) -> bool {
    one == other || guid(one).is_some_and(|one| guid(other) == Some(one))
}

/// Returns a GUID as the documents write most of them, in lower case and without braces; none if it is no GUID.
pub(crate) fn guid(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    let text = inner.unwrap_or(text);
    is_guid(text).then(|| text.to_ascii_lowercase())
}

/// Returns true for 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens between the groups.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Returns true for one or more ASCII digits.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// White space, a control character, or what Unicode calls a format character or ignorable by default.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{600}'..='\u{605}'
                | '\u{61c}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'..='\u{891}'
                | '\u{8e2}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{110bd}'
                | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_the_same_in_either_case_and_with_braces() {
        let lower = "0f8fad5b-d9cb-469f-a165-70867728950e";
        let upper = lower.to_uppercase();
        for other in [
            lower,
            &upper,
            &format!("{{{lower}}}"),
            &format!("{{{upper}}}"),
        ] {
            assert!(are_same(lower, other), "{other}");
        }
        for other in [
            "",
            "{}",
            &lower[1..],
            &format!("{{{lower}"),
            &lower.replace('f', "g"),
        ] {
            assert!(!are_same(lower, other), "{other}");
        }
        assert!(!are_same("Order-1", "order-1"), "only a GUID has no case");
    }

    #[test]
    fn a_reference_may_be_shown_cut_or_without_punctuation() {
        for shown in [
            "order 2026.17",
            "ORDER202617",
            "order-2026-1",
            "order-2026",
            "order-20",
            "ZP-order-2026-17",
            "ZP/order-2026-17",
        ] {
            assert!(may_be_shown_as("order-2026-17", shown), "{shown}");
        }
        for shown in [
            "",
            "-",
            "order",
            "order-2026-170",
            "xorder-2026-17",
            "order-2025-17",
        ] {
            assert!(!may_be_shown_as("order-2026-17", shown), "{shown}");
        }
        assert!(!may_be_shown_as("payout-17", "payout-1"), "a counter");
        assert!(!may_be_shown_as("17", "a-17") && !may_be_shown_as("--", "-"));
    }

    #[test]
    fn what_nobody_sees_is_noticed_anywhere_but_a_space_between_words() {
        for visible in ["a", "order 17", "h\u{e9}l\u{e8}ne", ""] {
            assert!(is_visible(visible), "{visible:?}");
        }
        for unseen in [
            " a",
            "a ",
            "a\n",
            "\ta",
            "a\0b",
            "a\tb",
            "a\u{a0}",
            "a\u{200b}b",
            "a\u{ad}b",
            "\u{202e}a",
            "a\u{61c}b",
            "a\u{180e}b",
            "a\u{3164}b",
            "a\u{e0001}b",
            "\u{feff}a",
            " ",
            "a\u{7f}b",
        ] {
            assert!(!is_visible(unseen), "{unseen:?}");
        }
    }
}
