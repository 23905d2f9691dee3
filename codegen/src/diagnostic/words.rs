//! Spelling suggestions: `did you mean`.

/// How many candidates are looked at.
const MOST_CANDIDATES: usize = 5_000;

/// How many of them are compared letter by letter.
const MOST_COMPARED: usize = 200;

/// Which letters a word has: a bit for each, some of which share one. A change of one letter changes two bits at most.
fn letters(word: &str) -> u64 {
    word.bytes()
        .fold(0, |letters, byte| letters | 1 << (byte % 64))
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
    // For thousands of mistakes among thousands of names, a part of the names has to do.
    let mut compared = 0;
    let own = letters(word);
    let own_letters: Vec<char> = word.chars().collect();
    let changed = u32::try_from(most).unwrap_or(u32::MAX / 2);
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        // A cheap look first: there may be thousands of names, for thousands of mistakes.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .filter(|candidate| (letters(candidate) ^ own).count_ones() <= 2 * changed)
        .take_while(|_| {
            compared += 1;
            compared <= MOST_COMPARED
        })
        .filter_map(|candidate| Some((distance(&own_letters, candidate, most)?, candidate)))
        .filter(|(distance, candidate)| *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters are to be added, removed, replaced or swapped with the next one; `None` for more than `most`. Looks only at
/// what can be that near.
fn distance(word: &[char], candidate: &str, most: usize) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().collect();
    let far = most + 1;
    let width = candidate.len() + 1;
    let (mut before, mut above) = (vec![far; width], vec![far; width]);
    for (number, cell) in above.iter_mut().enumerate().take(far) {
        *cell = number;
    }
    for (row, letter) in word.iter().enumerate() {
        let mut current = vec![far; width];
        if row < most {
            current[0] = row + 1;
        }
        let last = candidate.len().min(row + 1 + most);
        for column in (row + 1).saturating_sub(most).max(1)..=last {
            let other = candidate[column - 1];
            let replaced = above[column - 1] + usize::from(other != *letter);
            let mut least = replaced.min(above[column] + 1).min(current[column - 1] + 1);
            let swapped =
                row > 0 && column > 1 && other == word[row - 1] && candidate[column - 2] == *letter;
            if swapped {
                least = least.min(before[column - 2] + 1);
            }
            current[column] = least.min(far);
        }
        (before, above) = (above, current);
    }
    above.last().copied().filter(|distance| *distance <= most)
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
    fn a_distance_is_what_has_to_be_changed() {
        let cases = [
            ("", "", Some(0)),
            ("abc", "abc", Some(0)),
            ("abc", "acb", Some(1)),
            ("abc", "abcd", Some(1)),
            ("abc", "bc", Some(1)),
            ("abc", "xbc", Some(1)),
            ("kitten", "sitting", Some(3)),
            ("abcdef", "defabc", None),
            ("é", "e", Some(1)),
        ];
        for (word, candidate, expected) in cases {
            let word: Vec<char> = word.chars().collect();
            assert_eq!(distance(&word, candidate, 3), expected, "{candidate}");
        }
    }

    #[test]
    fn of_thousands_of_names_a_part_is_compared() {
        let names: Vec<String> = (0..100_000).map(|n| format!("name{n:05}")).collect();
        let mut looked_at = 0;
        let candidates = names.iter().inspect(|_| looked_at += 1);
        let near = did_you_mean("naem00001", candidates.map(String::as_str));
        assert_eq!(near, Some("name00001"));
        assert!(looked_at <= MOST_CANDIDATES, "{looked_at}");
    }

    #[test]
    fn words_are_joined_as_a_person_would() {
        let words = |words: &[&str]| {
            crate::ground::text::joined(
                &words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
                "or",
            )
        };
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "c"]), "a, b or c");
    }
}
