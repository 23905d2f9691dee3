//! Finds what makes a string an invalid regular expression of ECMA-262. What a valid one matches is not decided here.

use std::iter::Peekable;
use std::str::Chars;

/// Returns why a text is no regular expression; `None` if it may be one.
pub(crate) fn fault(pattern: &str) -> Option<&'static str> {
    let mut rest = pattern.chars().peekable();
    let mut open = 0_usize;
    // Whether something stands before that can be repeated.
    let mut is_repeatable = false;
    while let Some(letter) = rest.next() {
        is_repeatable = match letter {
            '\\' if rest.next().is_none() => return Some("it ends with a backslash"),
            '[' => {
                if let Some(fault) = class(&mut rest) {
                    return Some(fault);
                }
                true
            }
            '(' => {
                open += 1;
                if rest.next_if_eq(&'?').is_some() && !is_group(&mut rest) {
                    return Some("there is no such group");
                }
                false
            }
            ')' => {
                let Some(left) = open.checked_sub(1) else {
                    return Some("a parenthesis is closed that is not open");
                };
                open = left;
                true
            }
            '|' => false,
            '*' | '+' | '?' if !is_repeatable => return Some("there is nothing to repeat"),
            '{' if is_count(&rest) && !is_repeatable => return Some("there is nothing to repeat"),
            '*' | '+' | '?' => {
                rest.next_if_eq(&'?');
                false
            }
            '{' if is_count(&rest) => {
                let count: String = rest.by_ref().take_while(|letter| *letter != '}').collect();
                rest.next_if_eq(&'?');
                if let Some((least, most)) = count.split_once(',')
                    && let (Ok(least), Ok(most)) = (least.parse::<u64>(), most.parse::<u64>())
                    && least > most
                {
                    return Some("the numbers in braces are out of order");
                }
                false
            }
            _ => true,
        };
    }
    (open > 0).then_some("a parenthesis is not closed")
}

/// Reads a class of characters behind its opening bracket, and returns what is wrong with it.
fn class(rest: &mut Peekable<Chars<'_>>) -> Option<&'static str> {
    const OPEN: Option<&str> = Some("a bracket is not closed");
    rest.next_if_eq(&'^');
    // The last character, unless it is an escape that stands for several, or the end of a range.
    let mut first: Option<char> = None;
    loop {
        let Some(letter) = rest.next() else {
            return OPEN;
        };
        match letter {
            ']' => return None,
            '\\' => {
                if rest.next().is_none() {
                    return OPEN;
                }
                first = None;
            }
            '-' if first.is_some() => match (first.take(), rest.peek()) {
                (Some(least), Some(most)) if !['\\', ']'].contains(most) => {
                    if least > *most {
                        return Some("a range of characters is out of order");
                    }
                    rest.next();
                }
                _ => {}
            },
            letter => first = Some(letter),
        }
    }
}

/// Whether what stands behind `(?` makes it a group.
fn is_group(rest: &mut Peekable<Chars<'_>>) -> bool {
    match rest.next() {
        Some(':' | '=' | '!') => true,
        // A look behind, or a name.
        Some('<') => rest
            .peek()
            .is_some_and(|letter| "=!_$".contains(*letter) || letter.is_alphabetic()),
        _ => false,
    }
}

/// Whether what stands behind a brace makes it a count.
fn is_count(rest: &Peekable<Chars<'_>>) -> bool {
    let mut rest = rest.clone();
    let mut has_digits = false;
    while rest.next_if(char::is_ascii_digit).is_some() {
        has_digits = true;
    }
    if rest.next_if_eq(&',').is_some() {
        while rest.next_if(char::is_ascii_digit).is_some() {}
    }
    has_digits && rest.next() == Some('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_engine_reads_is_found() {
        for pattern in [
            "[a-z", "(a", "a)", "*a", "a|+", "(?i)a", "(?P<n>a)", "a**", "a{3,1}", "[z-a]", "a\\",
            "({2})", "(?", "[\\",
        ] {
            assert!(fault(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn what_engines_read_is_none() {
        for pattern in [
            "",
            "^[A-Z]{2,3}$",
            "a*?b+?c??",
            "(?:a|b)*",
            "(?=a)(?!b)(?<=c)(?<!d)(?<name>e)",
            "[^]]",
            "[]",
            "[a-]",
            "[-a]",
            "[\\w-.]",
            "[\\]-a]",
            "a{,3}",
            "{",
            "a{b}",
            "\\(\\[",
            "^\\+?[1-9]\\d{1,14}$",
            "[[:alpha:]]",
            "\\p{L}+",
            "a{3}?",
            "a{1,}",
            "^$",
            "é{2}",
            "[à-ü]",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }
}
