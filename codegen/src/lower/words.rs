//! Lists of words: of a duplicate, and of what contradicts a refusal or a success. Several keys may share one.

use super::Lowering;
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer::step;
use crate::ground::text::joined;
use crate::vocabulary as x;

/// What the name of a shared list begins with, where it is used.
const SHARED: char = '$';

/// What an empty value in a list is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// A code or a status that is there and says nothing.
    Counts,
    /// A mistake.
    MeansNothing,
}

impl Lowering<'_> {
    /// Looks at every shared list once, wherever it is used.
    pub(super) fn shared_words(&mut self) {
        let shared = self.words.clone();
        for (name, list) in &shared {
            let here = step(&format!("/{}", x::WORDS), name);
            for (number, value) in list.iter().enumerate() {
                self.word(value, Blank::MeansNothing, &format!("{here}/{number}"));
            }
        }
    }

    /// A list with the words of the shared ones that it names.
    pub(super) fn words(&mut self, list: Vec<String>, blank: Blank, here: &str) -> Vec<String> {
        let mut words = Vec::new();
        for (number, value) in list.into_iter().enumerate() {
            let here = format!("{here}/{number}");
            let Some(name) = value.strip_prefix(SHARED) else {
                self.word(&value, blank, &here);
                words.push(value);
                continue;
            };
            match self.words.get(name) {
                Some(shared) => words.extend(shared.iter().cloned()),
                None => self.no_list(name, &here),
            }
        }
        words
    }

    fn no_list(&mut self, name: &str, here: &str) {
        let known = self.words.keys().map(String::as_str);
        let help = match did_you_mean(name, known) {
            Some(near) => format!("did you mean `{SHARED}{near}`?"),
            None if self.words.is_empty() => format!("declare it under `{}`", x::WORDS),
            None => {
                let known = self.words.keys().map(|name| format!("`{SHARED}{name}`"));
                format!("write {}", joined(&known.collect::<Vec<_>>(), "or"))
            }
        };
        self.report.error(
            Code::UnknownName,
            here,
            format!("there is no list of words `{name}`"),
            help,
        );
    }

    /// A value is a word or several in lower case, a code, a range of codes, or all but a range.
    fn word(&mut self, value: &str, blank: Blank, here: &str) {
        let range = value.strip_prefix('!').unwrap_or(value);
        let is_range = range.len() == 3
            && range.ends_with("XX")
            && range.starts_with(['1', '2', '3', '4', '5']);
        let is_words = value.split(' ').all(|word| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !word.is_empty() && word.bytes().all(plain)
        });
        let is_blank = value.is_empty() && blank == Blank::Counts;
        if !is_range && !is_words && !is_blank {
            self.report.error(
                Code::Word,
                here,
                format!("`{value}` is not a word, a code or a code range"),
                "write words in lower case such as `in progress`, a code such as `'408'`, or a range of codes such as `2XX`",
            );
        }
    }
}
