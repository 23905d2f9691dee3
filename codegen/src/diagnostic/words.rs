//! Words for problems.

/// Words as alternatives: `a, b or c`.
pub(crate) fn either(words: &[String]) -> String {
    match words {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        words => words.concat(),
    }
}

/// The candidate that a person most likely meant by `word`, if one is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A short word must be nearly right, or any two would be near.
    let length = word.chars().count();
    let most = match length {
        0..=3 => 1,
        4..=11 => 2,
        _ => length / 4,
    };
    candidates
        .into_iter()
        // A cheap look first: there may be thousands of names, for thousands of mistakes.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        let words = ["operationId", "tags", "in", "id"];
        assert_eq!(did_you_mean("operationID", words), Some("operationId"));
        assert_eq!(did_you_mean("oeprationId", words), Some("operationId"));
        assert_eq!(did_you_mean("tag", words), Some("tags"));
        assert_eq!(did_you_mean("schema", words), None);
        // Any two short words would be near.
        assert_eq!(did_you_mean("x", words), None);
        assert_eq!(did_you_mean("ab", ["c"]), None);
    }

    #[test]
    fn words_are_joined_as_a_person_would() {
        let words = |words: &[&str]| {
            either(
                &words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "c"]), "a, b or c");
    }
}
