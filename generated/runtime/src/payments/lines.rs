//! The lines of one payment, by the merchant's own references of them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::payments::Settlement;
use crate::wire::reference::guid;

/// A reference in one spelling: a GUID is the same in either case, and with braces around it.
fn key(reference: &str) -> Cow<'_, str> {
    guid(reference).map_or(Cow::Borrowed(reference), Cow::Owned)
}

/// Returns true if a response shows exactly these lines, each once.
pub(crate) fn are_exactly(sent: &[String], shown: &[&str]) -> bool {
    let mut sent: Vec<Cow<'_, str>> = sent.iter().map(|line| key(line)).collect();
    let mut shown: Vec<Cow<'_, str>> = shown.iter().map(|line| key(line)).collect();
    sent.sort_unstable();
    shown.sort_unstable();
    sent == shown
}

/// Returns true if a response shows a line more than once.
pub(crate) fn repeat(shown: &[&str]) -> bool {
    let mut shown: Vec<Cow<'_, str>> = shown.iter().map(|line| key(line)).collect();
    shown.sort_unstable();
    shown.windows(2).any(|pair| pair.first() == pair.last())
}

impl Settlement {
    /// What the lines of one payment, each with its reference, say of the whole: as [`of_all`](Self::of_all), but unknown if one
    /// line is shown in two states. Generated code calls this.
    #[doc(hidden)]
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = (Option<&'a str>, Self)>) -> Self {
        let mut states = HashMap::new();
        let mut contradicts = false;
        let whole = Self::of_all(lines.into_iter().map(|(reference, state)| {
            if let Some(reference) = reference.filter(|reference| !reference.trim().is_empty()) {
                let first = *states.entry(key(reference)).or_insert(state);
                contradicts |= first != state;
            }
            state
        }));
        // The repetition of a request stays one: the whole is not final then either.
        match contradicts && whole.is_final() {
            true => Self::Unknown,
            false => whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Settlement::{self, Failed, Partial, Pending, Succeeded, Unknown};
    use super::{are_exactly, repeat};

    #[test]
    fn one_line_in_two_states_leaves_the_payment_unknown() {
        let upper = "0F8FAD5B-D9CB-469F-A165-70867728950E";
        let lower = upper.to_lowercase();
        for (lines, whole) in [
            (vec![(Some("1"), Failed), (Some("1"), Succeeded)], Unknown),
            (
                vec![(Some(upper), Failed), (Some(&*lower), Succeeded)],
                Unknown,
            ),
            (vec![(Some("1"), Failed), (Some("2"), Succeeded)], Partial),
            (vec![(Some("1"), Failed), (Some("1"), Failed)], Failed),
            (vec![(Some("1"), Pending), (Some("1"), Failed)], Pending),
            (
                vec![(None, Failed), (Some(" "), Failed), (Some(" "), Succeeded)],
                Partial,
            ),
            (vec![], Unknown),
        ] {
            assert_eq!(Settlement::of_lines(lines.clone()), whole, "{lines:?}");
        }
    }

    #[test]
    fn lines_are_compared_in_any_order_and_each_counts_once() {
        let sent = ["1".to_owned(), "2".to_owned()];
        assert!(are_exactly(&sent, &["2", "1"]));
        for shown in [&["1"][..], &["1", "1"], &["1", "2", "2"], &["1", "3"], &[]] {
            assert!(!are_exactly(&sent, shown), "{shown:?}");
        }
        assert!(repeat(&["1", "2", "1"]) && !repeat(&["1", "2"]) && !repeat(&[]));
    }
}
