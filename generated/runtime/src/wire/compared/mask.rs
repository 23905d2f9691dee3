//! Numbers of phones and accounts of which some characters are hidden.
//!
//! The documents show `X` and `x` among the digits (`100835XXXXXX`); `*` is what most gateways print. Two of these at least, and
//! otherwise digits alone, make a mask. A `+`, spaces and hyphens are not counted.

/// Whether a value is a mask, of which some digits or none can be seen.
pub(super) fn is_mask(text: &str) -> bool {
    let hidden = counted(text).filter(|character| is_hidden(*character));
    hidden.count() > 1 && counted(text).all(|c| is_hidden(c) || c.is_ascii_digit())
}

/// Whether nothing of a value can be seen.
pub(super) fn hides_all(text: &str) -> bool {
    is_mask(text) && counted(text).all(is_hidden)
}

/// Whether two values, of which one at least is a mask, may be the same number.
///
/// If they are equally long, every digit that both show is the same. Otherwise some systems write fewer stars than there are
/// digits, so what is visible before the hidden part and after it must begin and end the other.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (counted(one).collect(), counted(other).collect());
    if one.len() == other.len() {
        let same =
            |(one, other): (&char, &char)| one == other || is_hidden(*one) || is_hidden(*other);
        return one.iter().zip(&other).all(same);
    }
    let (before, after) = visible(&one);
    let (other_before, other_after) = visible(&other);
    let is_complete = |digits: &[char]| !digits.iter().copied().any(is_hidden);
    let has_room = (!is_complete(&one) || one.len() >= other_before.len() + other_after.len())
        && (!is_complete(&other) || other.len() >= before.len() + after.len());
    let mut heads = before.iter().zip(other_before);
    let mut tails = after.iter().rev().zip(other_after.iter().rev());
    has_room && heads.all(|(one, other)| one == other) && tails.all(|(one, other)| one == other)
}

/// What can be seen before the first hidden character and after the last one. Of a number that hides nothing, both are all of it.
fn visible(number: &[char]) -> (&[char], &[char]) {
    let first = number.iter().position(|c| is_hidden(*c));
    let last = number.iter().rposition(|c| is_hidden(*c));
    let before = first.and_then(|first| number.get(..first));
    let after = last.and_then(|last| number.get(last + 1..));
    (before.unwrap_or(number), after.unwrap_or(number))
}

const fn is_hidden(character: char) -> bool {
    matches!(character, '*' | 'x' | 'X')
}

fn counted(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !matches!(c, '+' | ' ' | '-'))
}
