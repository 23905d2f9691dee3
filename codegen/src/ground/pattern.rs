//! Regular expressions of ECMA-262, as OpenAPI has them, in the syntax of the crate `regex-lite`.
//!
//! Only what certainly means the same is translated. The client counts characters; an engine that counts UTF-16 code units sees two
//! in a character beyond U+FFFF. The runtime matches a string in both readings, and reports only what matches in neither. For the
//! second, each such character stands as two of [`UNIT`].

use std::fmt::Write as _;

/// What stands for half of a character beyond U+FFFF: one that no string has.
const UNIT: char = '\u{FFFF}';

/// Larger programs are not compiled, in bytes. The runtime has the same limit.
const MOST_BYTES: usize = 1 << 20;

/// Patterns of so many bytes, times the counts of all repetitions, are certainly compiled.
const SMALL: usize = 1 << 13;

/// Longer patterns are not translated, in bytes.
const LONGEST: usize = 4096;

/// Groups within each other that are translated.
const MOST_NESTED: usize = 32;

/// White space of ECMA-262.
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// Translates a pattern.
///
/// # Errors
///
/// Why its meaning is not certain, or what the engine lacks: words that follow on "it has".
pub(crate) fn translate(pattern: &str) -> Result<String, &'static str> {
    if pattern.len() > LONGEST {
        return Err("more than 4,096 bytes");
    }
    let mut translation = Translation {
        left: pattern.chars().collect(),
        next: 0,
        out: String::new(),
        nested: 0,
        times: 1,
    };
    translation.alternatives()?;
    if translation.peek().is_some() {
        return Err("a parenthesis without its other half");
    }
    let size = translation.times.saturating_mul(translation.out.len());
    match size > SMALL && compile(&translation.out).is_none() {
        false => Ok(translation.out),
        true => Err("a meaning that is too large to be checked"),
    }
}

/// Returns whether a string has a match of a translated pattern, in one of both readings, as the runtime has it.
pub(crate) fn is_match(translated: &str, text: &str) -> bool {
    let Some(regex) = compile(translated) else {
        return true;
    };
    let is_beyond = |found: char| found > UNIT;
    let halves = || text.replace(is_beyond, &String::from_iter([UNIT, UNIT]));
    regex.is_match(text) || text.contains(is_beyond) && regex.is_match(&halves())
}

fn compile(translated: &str) -> Option<regex_lite::Regex> {
    let mut builder = regex_lite::RegexBuilder::new(translated);
    builder.size_limit(MOST_BYTES).build().ok()
}

/// What is no white space.
const NO_SPACE: &str = r"\u{0}-\u{8}\u{E}-\u{1F}\u{21}-\u{9F}\u{A1}-\u{167F}\u{1681}-\u{1FFF}\u{200B}-\u{2027}\u{202A}-\u{202E}\u{2030}-\u{205E}\u{2060}-\u{2FFF}\u{3001}-\u{FEFE}\u{FF00}-\u{10FFFF}";

/// What an item of a class is.
enum Item {
    One(char),
    /// Several, in the syntax of a class.
    Several(&'static str),
    /// Several, with the halves of characters beyond U+FFFF.
    Most(&'static str),
}

struct Translation {
    left: Vec<char>,
    next: usize,
    out: String,
    nested: usize,
    /// The product of the counts of all repetitions.
    times: usize,
}

impl Translation {
    fn peek(&self) -> Option<char> {
        self.left.get(self.next).copied()
    }

    fn peek_after(&self, count: usize) -> Option<char> {
        self.left.get(self.next + count).copied()
    }

    fn take(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.next += 1;
        Some(found)
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.next += usize::from(is_there);
        is_there
    }

    fn alternatives(&mut self) -> Result<(), &'static str> {
        if self.nested > MOST_NESTED {
            return Err("too many groups within each other");
        }
        loop {
            self.sequence()?;
            if !self.take_if('|') {
                return Ok(());
            }
            self.out.push('|');
        }
    }

    fn sequence(&mut self) -> Result<(), &'static str> {
        if self.take_if('^') {
            self.out.push('^');
        }
        while let Some(found) = self.peek() {
            match found {
                '|' | ')' => return Ok(()),
                '^' => return Err("`^` after its start"),
                '$' => {
                    self.next += 1;
                    self.out.push('$');
                    match self.peek() {
                        None | Some('|' | ')') => {}
                        Some(_) => return Err("`$` before its end"),
                    }
                }
                _ => {
                    if self.atom()? {
                        self.quantifier()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Translates one thing. Returns whether it can be repeated.
    fn atom(&mut self) -> Result<bool, &'static str> {
        match self.take() {
            Some('(') => {
                if self.take_if('?') && !self.take_if(':') {
                    return Err(self.group());
                }
                self.out.push_str("(?:");
                self.nested += 1;
                self.alternatives()?;
                self.nested -= 1;
                if !self.take_if(')') {
                    return Err("a parenthesis without its other half");
                }
                self.out.push(')');
            }
            Some('[') => self.class()?,
            Some('.') => self.out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            Some('\\') => match self.peek() {
                Some('b') => {
                    self.next += 1;
                    self.out.push_str(r"\b");
                    return Ok(false);
                }
                _ => match self.escape(false)? {
                    Item::One(found) => self.literal(found),
                    Item::Several(set) | Item::Most(set) => _ = write!(self.out, "[{set}]"),
                },
            },
            Some('*' | '+' | '?' | '{') => return Err("a quantifier with nothing to repeat"),
            Some(found) => {
                if found > UNIT {
                    return Err("a character beyond U+FFFF");
                }
                self.literal(found);
            }
            None => return Err("a backslash at its end"),
        }
        Ok(true)
    }

    /// Returns what a group is that begins with `(?`, of which that is read.
    fn group(&self) -> &'static str {
        match (self.peek(), self.peek_after(1)) {
            (Some('='), _) => "a look-ahead",
            (Some('!'), _) => "a negative look-ahead",
            (Some('<'), Some('=')) => "a look-behind",
            (Some('<'), Some('!')) => "a negative look-behind",
            (Some('<' | 'P'), _) => "a named group",
            (Some('a'..='z' | '-'), _) => "a flag",
            _ => "a group of an unknown kind",
        }
    }

    fn literal(&mut self, found: char) {
        match found {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ' ' => self.out.push(found),
            _ if found.is_ascii_punctuation() => {
                // Outside of a class, these have no meaning to escape.
                if !matches!(
                    found,
                    '!' | '"' | '%' | '\'' | ',' | '/' | ':' | ';' | '<' | '=' | '>' | '@' | '`'
                ) {
                    self.out.push('\\');
                }
                self.out.push(found);
            }
            _ => _ = write!(self.out, r"\u{{{:X}}}", u32::from(found)),
        }
    }

    fn quantifier(&mut self) -> Result<(), &'static str> {
        match self.peek() {
            Some(sign @ ('*' | '+' | '?')) => {
                self.next += 1;
                self.out.push(sign);
            }
            Some('{') => {
                self.next += 1;
                let least = self
                    .number()
                    .ok_or("a brace that may be a quantifier or not")?;
                _ = write!(self.out, "{{{least}");
                if self.take_if(',') {
                    self.out.push(',');
                    if let Some(most) = self.number() {
                        if most < least {
                            return Err("a quantifier whose bounds are exchanged");
                        }
                        _ = write!(self.out, "{most}");
                    }
                }
                if !self.take_if('}') {
                    return Err("a brace that may be a quantifier or not");
                }
                self.out.push('}');
            }
            _ => return Ok(()),
        }
        // Whether as much or as little as possible is matched makes no difference to whether anything is.
        self.take_if('?');
        match self.peek() {
            Some('*' | '+' | '?' | '{') => Err("two quantifiers in a row"),
            _ => Ok(()),
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut digits = String::new();
        while let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            digits.push(digit);
            self.next += 1;
        }
        let number: u32 = digits.parse().ok()?;
        let times = usize::try_from(number.max(1)).unwrap_or(usize::MAX);
        self.times = self.times.saturating_mul(times);
        Some(number)
    }

    /// What follows on a backslash.
    fn escape(&mut self, is_in_class: bool) -> Result<Item, &'static str> {
        const OTHER: &str = "an escape that engines read in different ways";
        Ok(match self.take().ok_or("a backslash at its end")? {
            'd' => Item::Several("0-9"),
            'D' => Item::Most(r"\u{0}-/:-\u{10FFFF}"),
            'w' => Item::Several("0-9A-Za-z_"),
            'W' => Item::Most(r"\u{0}-/:-@\[-\^`\{-\u{10FFFF}"),
            's' => Item::Several(SPACE),
            'S' => Item::Most(NO_SPACE),
            't' => Item::One('\t'),
            'n' => Item::One('\n'),
            'v' => Item::One('\u{B}'),
            'f' => Item::One('\u{C}'),
            'r' => Item::One('\r'),
            'b' if is_in_class => Item::One('\u{8}'),
            'p' | 'P' => return Err("a Unicode property"),
            '1'..='9' => return Err("a back-reference"),
            'B' => return Err("`\\B`"),
            'k' => return Err("a named back-reference"),
            'c' => return Err("a control letter"),
            'A' | 'z' | 'Z' => return Err("an anchor of another dialect"),
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => Item::One('\0'),
            'x' => Item::One(self.hexadecimal(2).ok_or(OTHER)?),
            'u' => Item::One(self.hexadecimal(4).filter(|found| *found != UNIT).ok_or(
                "an escape of half a character, or one that engines read in different ways",
            )?),
            found if found.is_ascii_punctuation() => Item::One(found),
            _ => return Err(OTHER),
        })
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.take()?.to_digit(16)?;
        }
        char::from_u32(code)
    }

    fn class(&mut self) -> Result<(), &'static str> {
        self.out.push('[');
        let is_negated = self.take_if('^');
        if is_negated {
            self.out.push('^');
        }
        if self.peek() == Some(']') {
            return Err("an empty class");
        }
        let mut has_units = false;
        while !self.take_if(']') {
            let first = self.item()?;
            // A hyphen between two characters makes a range; elsewhere it stands for itself.
            let is_range =
                self.peek() == Some('-') && self.peek_after(1).is_some_and(|next| next != ']');
            let Item::One(from) = first else {
                self.several(&first);
                continue;
            };
            if !is_range {
                self.of_class(from);
                continue;
            }
            self.next += 1;
            match self.item()? {
                Item::One(to) if from <= to => {
                    self.of_class(from);
                    self.out.push('-');
                    self.of_class(to);
                    has_units |= from <= '\u{D7FF}' && to >= '\u{E000}';
                }
                Item::One(_) => return Err("a range whose ends are exchanged"),
                other => {
                    self.of_class(from);
                    self.of_class('-');
                    self.several(&other);
                }
            }
        }
        if has_units {
            _ = write!(self.out, r"\u{{{:X}}}", u32::from(UNIT));
        }
        self.out.push(']');
        Ok(())
    }

    fn several(&mut self, set: &Item) {
        if let Item::Several(set) | Item::Most(set) = set {
            self.out.push_str(set);
        }
    }

    fn item(&mut self) -> Result<Item, &'static str> {
        match self.take().ok_or("a bracket without its other half")? {
            '\\' => self.escape(true),
            '[' if matches!(self.peek(), Some(':' | '.' | '=')) => {
                Err("a class in the syntax of POSIX")
            }
            '&' if self.peek() == Some('&') => Err("an intersection of classes"),
            found if found >= UNIT => Err("a character beyond U+FFFF"),
            found => Ok(Item::One(found)),
        }
    }

    fn of_class(&mut self, found: char) {
        match found {
            'a'..='z' | 'A'..='Z' | '0'..='9' => self.out.push(found),
            '_' | ' ' | '.' | ',' | '/' | ':' | '@' | '+' | '*' => self.out.push(found),
            _ if found.is_ascii_punctuation() => {
                self.out.push('\\');
                self.out.push(found);
            }
            _ => _ = write!(self.out, r"\u{{{:X}}}", u32::from(found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let translated = translate(pattern).unwrap();
        compile(&translated).unwrap().is_match(text)
    }

    #[test]
    fn the_reason_names_what_is_not_translated() {
        for (pattern, reason) in [
            ("^(?=a)", "a look-ahead"),
            ("(?!a)", "a negative look-ahead"),
            ("(?<=a)b", "a look-behind"),
            ("(?<!a)b", "a negative look-behind"),
            ("(?<n>a)", "a named group"),
            ("(?i)a", "a flag"),
            (r"\p{L}+", "a Unicode property"),
            (r"(a)\1", "a back-reference"),
            (r"[\p{L}]", "a Unicode property"),
            (r"\Ba", r"`\B`"),
            (r"\Aa\z", "an anchor of another dialect"),
            ("a^b", "`^` after its start"),
        ] {
            assert_eq!(translate(pattern).unwrap_err(), reason, "{pattern}");
        }
    }

    #[test]
    fn what_is_translated_matches_as_in_ecma_262() {
        for (pattern, matching, others) in [
            (
                "^[A-Z]{3}$",
                &["KES"][..],
                &["KE", "KESS", "kes", "KES\n", ""][..],
            ),
            ("b+", &["abba", "b"], &["", "ac"]),
            // Digits, words and their borders are ASCII.
            (r"^\d+$", &["09"], &["٣", ""]),
            (r"^\w+$", &["a_Z9"], &["é", "a-b"]),
            (r"\bpay\b", &["to pay", "épayé"], &["repay", "pays"]),
            (r"^\D\W\S$", &["-é!", "٣ ٣"], &["1-a", "a1a", "-- "]),
            // White space is that of ECMA-262.
            (r"^\s$", &["\u{FEFF}", "\u{A0}", "\t"], &["\u{85}", "a"]),
            // No line ends within it.
            ("^.$", &["a", "é", "\u{85}"], &["\n", "\r", "\u{2028}", ""]),
            ("^a.c$", &["abc"], &["a\nc"]),
            // `$` is the end of the string, not that of a line.
            ("^a$|^b$", &["a", "b"], &["a\nb", "a\n"]),
            ("^(a|b|)$", &["a", ""], &["c"]),
            ("^(?:ab)+?c{2,}d{1,2}$", &["ababccd"], &["abcd", "abccddd"]),
            // Characters of classes.
            (r"^[\w.\-+]+@[a-z\d-]+$", &["a.b-c+d@e-1"], &["a@", "a b@c"]),
            (r"^[\w-.]+$", &["a-.b"], &["a b"]),
            (r"^[a-\d]$", &["a", "-", "7"], &["b"]),
            (r"^[-a]$|^[b-]$", &["-", "a", "b"], &["c"]),
            (r"^[^,;\]]+$", &["a b"], &["a,b", "]"]),
            (r"^[[{}()&~]+$", &["[{}()&~"], &["]"]),
            (r"^[a\S]$", &["a", "é"], &[" "]),
            (
                r"^[\b\0\x41\u00e9]$",
                &["\u{8}", "\0", "A", "é"],
                &["b", "0"],
            ),
            (r"^}]/$", &["}]/"], &[""]),
        ] {
            for text in matching {
                assert!(matches(pattern, text), "{pattern} {text:?}");
            }
            for text in others {
                assert!(!matches(pattern, text), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn a_common_pattern_stays_as_it_is() {
        for pattern in [
            "^[A-Z]{3}$",
            "^[a-zA-Z0-9_]{1,64}$",
            "^(?:GET|POST)$",
            "^a,b/c:d@e$",
            "[a-f0-9]+",
        ] {
            assert_eq!(translate(pattern).as_deref(), Ok(pattern));
        }
    }

    #[test]
    fn halves_of_characters_are_in_the_classes_that_have_them() {
        let units: String = [UNIT, UNIT].iter().collect();
        for (pattern, by_units) in [
            ("^..$", true),
            (r"^[^a]{2}$", true),
            (r"^\S\W$", true),
            (r"^[a\D]{2}$", true),
            (r"^[\u0000-\uFFFE]{2}$", true),
            (r"^[^\u0000-\uFFFE]{2}$", false),
            (r"^[\uE000-\uFFFE]{2}$", false),
            (r"^[\w\s]{2}$", false),
        ] {
            assert_eq!(matches(pattern, &units), by_units, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_translated() {
        for pattern in [
            // Not in the engine.
            "^(?=a)",
            "a(?!b)",
            "(?<=a)b",
            "(?<n>a)",
            r"(a)\1",
            r"\k<n>",
            // Of other languages, or with the flag `u` or `v` alone.
            "(?i)a",
            "(?i:a)",
            r"\A\d+\Z",
            r"^\p{L}+$",
            r"\u{1F600}",
            "[[:alpha:]]",
            "[a-z&&[^b]]",
            r"\h",
            r"\N",
            "a++",
            "a{,5}",
            // With delimiters, it matches nothing.
            "/^[a-z]+$/",
            "/^a$/i",
            "a^b",
            "^^a",
            "a$b",
            "$a",
            // Mistakes.
            "(",
            ")",
            "[",
            "[a",
            "a)",
            "*a",
            "a**",
            "a{2}{3}",
            "a{3,2}",
            "a{",
            "{a}",
            "[b-a]",
            "[]",
            "[^]",
            r"\",
            r"[\",
            r"\xG1",
            r"\u12",
            "^*",
            // Halves of characters.
            r"[\uD800-\uDBFF]",
            r"\uFFFF",
            "😀+",
            "[😀]",
            "[\u{FFFF}]",
            // Octal in one reading.
            r"\07",
            r"\1",
            r"\c",
            r"\cA",
        ] {
            let translated = translate(pattern);
            assert!(translated.is_err(), "{pattern}: {translated:?}");
        }
        assert!(translate(&"(".repeat(100_000)).is_err());
        assert!(translate(&format!("{}a{}", "(".repeat(500), ")".repeat(500))).is_err());
        assert!(translate("(((a{1000}){1000}){1000}){1000}").is_err());
        assert!(translate("a{99999999999}").is_err());
    }
}
