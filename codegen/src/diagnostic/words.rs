//! Spelling suggestions: `did you mean`.

/// The longest name that is compared, in bytes. What a longer one was meant to be, a list of near names does not show.
const LONGEST: usize = 128;

/// How many candidates are looked at.
const MOST_CANDIDATES: usize = 5_000;

/// How many of them, with about as many letters, are looked at letter by letter.
const MOST_ALIKE: usize = 500;

/// How many of them are compared.
const MOST_COMPARED: usize = 50;

/// How many letters of a long name may differ.
const MOST_CHANGES: usize = 4;

/// Which letters a word has: a bit for each, some of which share one. A change of one letter changes two bits at most.
fn letters(word: &str) -> u64 {
    word.bytes()
        .fold(0, |letters, byte| letters | 1 << (byte % 64))
}

/// The candidate that a person most likely meant by `word`, if one is near. It costs in proportion to the length of the word: there
/// may be thousands of mistakes, among thousands of names.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    // A short word must be nearly right, or any two would be near.
    let length = word.chars().count();
    let most = match length {
        0..=3 => 1,
        4..=11 => 2,
        _ => (length / 4).min(MOST_CHANGES),
    };
    // A letter has up to four bytes.
    let bytes = match word.is_ascii() {
        true => most,
        false => 4 * most,
    };
    let own = letters(word);
    let own_letters: Vec<char> = word.chars().collect();
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= bytes)
        .take(MOST_ALIKE)
        .filter(|candidate| (letters(candidate) ^ own).count_ones() as usize <= 2 * most)
        .take(MOST_COMPARED)
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
    // The rows above, of which the cells beside what can be near are far.
    let (mut before, mut above, mut current) =
        (vec![far; width], vec![far; width], vec![far; width]);
    for (number, cell) in above.iter_mut().enumerate().take(far) {
        *cell = number;
    }
    for (row, letter) in word.iter().enumerate() {
        let first = (row + 1).saturating_sub(most).max(1);
        let last = candidate.len().min(row + 1 + most);
        current[first.min(width) - 1] = match first {
            1 => (row + 1).min(far),
            _ => far,
        };
        let mut nearest = current[first.min(width) - 1];
        for column in first..=last {
            let other = candidate[column - 1];
            let replaced = above[column - 1] + usize::from(other != *letter);
            let mut least = replaced.min(above[column] + 1).min(current[column - 1] + 1);
            let swapped =
                row > 0 && column > 1 && other == word[row - 1] && candidate[column - 2] == *letter;
            if swapped {
                least = least.min(before[column - 2] + 1);
            }
            current[column] = least.min(far);
            nearest = nearest.min(current[column]);
        }
        if nearest == far {
            return None;
        }
        if let Some(beside) = current.get_mut(last + 1) {
            *beside = far;
        }
        // The rows take turns.
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut current);
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
            ("abcdefgh", "cdefgh", Some(2)),
            ("abcdefgh", "", None),
            ("", "abcd", None),
            ("bacdegfh", "abcdefgh", Some(2)),
            ("abcdefghijkl", "abcdefghij", Some(2)),
        ];
        for (word, candidate, expected) in cases {
            let word: Vec<char> = word.chars().collect();
            assert_eq!(distance(&word, candidate, 3), expected, "{candidate}");
        }
    }

    #[test]
    fn a_long_name_is_compared_up_to_a_length_and_a_few_changes() {
        let name = |first: &str, length| first.to_owned() + &"x".repeat(length);
        let near = |word: &str, candidate: &str| did_you_mean(word, [candidate]).is_some();
        assert!(near(&name("ABCD", 100), &name("abcd", 100)));
        assert!(!near(&name("ABCDE", 100), &name("abcde", 100)));
        assert!(!near(&name("A", 128), &name("a", 128)));
        assert!(near(&name("é", 60), &name("e", 60)));
        assert!(near(&"ab".repeat(30), &"ba".repeat(30)), "rotated by one");
        let ends = [name("x", 40) + "abcdef", name("x", 40)];
        assert!(!near(&ends[0], &ends[1]));
        assert!(!near(&ends[1], &ends[0]));
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
