//! Patterns of strings.

use super::{HasText, Violations};

impl Violations {
    /// The string matches a pattern. Without the feature `patterns`, this is not checked.
    pub fn pattern<T: HasText + ?Sized>(&mut self, value: &T, pattern: &'static str) {
        self.pattern_as(value, pattern, pattern);
    }

    /// The same for a pattern that the engine has in its own syntax.
    #[cfg_attr(
        not(feature = "patterns"),
        allow(
            unused_variables,
            clippy::unused_self,
            reason = "nothing is checked without the feature"
        )
    )]
    pub fn pattern_as<T: HasText + ?Sized>(
        &mut self,
        value: &T,
        pattern: &'static str,
        regex: &'static str,
    ) {
        #[cfg(feature = "patterns")]
        if value
            .text()
            .is_some_and(|text| !engine::is_match(regex, text))
        {
            self.violation(format!("must match the pattern `{pattern}`"), "");
        }
    }
}

#[cfg(feature = "patterns")]
mod engine {
    use std::collections::HashMap;
    use std::sync::{Arc, OnceLock, PoisonError, RwLock};

    use regex_lite::{Regex, RegexBuilder};

    /// The generator compiles no larger ones.
    const MOST_BYTES: usize = 1 << 20;

    /// What stands for half of a character beyond U+FFFF, as the generator writes classes.
    const UNIT: &str = "\u{FFFF}\u{FFFF}";

    type Known = RwLock<HashMap<&'static str, Option<Arc<Regex>>>>;

    /// Many fields share a pattern, so each is compiled once, when it is first needed. `None` is one that cannot be compiled.
    fn compiled(regex: &'static str) -> Option<Arc<Regex>> {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        let known = KNOWN.get_or_init(Known::default);
        let found = known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(regex)
            .cloned();
        found.unwrap_or_else(|| {
            let compiled = RegexBuilder::new(regex)
                .size_limit(MOST_BYTES)
                .build()
                .ok()
                .map(Arc::new);
            let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
            known.insert(regex, compiled.clone());
            compiled
        })
    }

    /// Whether a string matches, in one of both readings of ECMA-262: a character beyond U+FFFF counts as one, or as two halves.
    /// OpenAPI does not decide which. What cannot be compiled excludes nothing.
    pub(super) fn is_match(regex: &'static str, text: &str) -> bool {
        let Some(regex) = compiled(regex) else {
            return true;
        };
        let is_beyond = |found: char| found > '\u{FFFF}';
        regex.is_match(text)
            || text.contains(is_beyond) && regex.is_match(&text.replace(is_beyond, UNIT))
    }
}

#[cfg(all(test, feature = "patterns"))]
mod tests {
    use super::*;

    fn rules(check: impl FnOnce(&mut Violations)) -> Vec<String> {
        let mut violations = Violations::new();
        violations.field("code", check);
        let rules = violations.iter().map(ToString::to_string);
        rules.collect()
    }

    #[test]
    fn a_string_that_does_not_match_is_a_violation_that_shows_the_pattern_of_the_document() {
        let pattern = "^[A-Z]+$";
        assert!(rules(|at| at.pattern("KES", pattern)).is_empty());
        assert!(rules(|at| at.pattern(&None::<String>, pattern)).is_empty());
        let found = rules(|at| at.pattern("4711", pattern));
        assert_eq!(found, ["`code` must match the pattern `^[A-Z]+$`"]);
        let found = rules(|at| at.pattern_as(&Some("a\n".to_owned()), "^.$", r"^[^\n]$"));
        assert_eq!(found, ["`code` must match the pattern `^.$`"]);
    }

    #[test]
    fn a_character_beyond_the_first_plane_counts_as_one_or_as_two() {
        for (regex, matches) in [
            ("^[^a]$", true),
            ("^[^a]{2}$", true),
            ("^[^a]{3}$", false),
            ("^[a-z]+$", false),
        ] {
            assert_eq!(
                rules(|at| at.pattern("😀", regex)).is_empty(),
                matches,
                "{regex}"
            );
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_excludes_nothing() {
        assert!(rules(|at| at.pattern("a", "(")).is_empty());
    }
}
