//! The merchant's reference as a string: what two systems may write differently, and still mean the same.

/// Returns a reference without what nobody sees around it.
pub(super) fn bare(reference: &str) -> &str {
    reference.trim_matches(is_unseen)
}

/// Returns true if two references differ at most by case and by white space around them.
pub(super) fn are_similar(one: &str, other: &str) -> bool {
    bare(one).to_lowercase() == bare(other).to_lowercase()
}

/// White space, a control character or one without a width.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
