//! The text of an item, read from its beginning to its end.

/// Whether a byte may be a part of a word. Words with others are left to `prettyplease`.
pub(super) const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a word begins something else than the name of a value or a type.
fn begins_other(word: &str) -> bool {
    matches!(
        word,
        "as" | "async"
            | "const"
            | "dyn"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "loop"
            | "match"
            | "mut"
            | "return"
            | "unsafe"
            | "while"
    )
}

/// The rest of a text.
#[derive(Clone, Copy)]
pub(super) struct Reader<'c> {
    rest: &'c str,
}

impl<'c> Reader<'c> {
    pub(super) const fn new(code: &'c str) -> Self {
        Self { rest: code }
    }

    /// Skips the space between two words, and the ends of lines.
    pub(super) fn skip_space(&mut self) {
        let space = self
            .rest
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\n'));
        self.rest = &self.rest[space.count()..];
    }

    /// Whether something comes next, after any space.
    pub(super) fn is_at(&mut self, sign: &str) -> bool {
        self.skip_space();
        self.rest.starts_with(sign)
    }

    /// Whether a member of what was read comes next, or of its value if it is tried.
    pub(super) fn is_at_member(&self) -> bool {
        let rest = self.rest.trim_start_matches([' ', '\n', '?']);
        rest.starts_with('.')
    }

    /// The next byte after any space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.rest.bytes().next()
    }

    /// Takes a sign, if it comes next after any space.
    pub(super) fn take(&mut self, sign: &str) -> bool {
        let is_there = self.is_at(sign);
        if is_there {
            self.rest = &self.rest[sign.len()..];
        }
        is_there
    }

    /// Takes a sign that has to come next.
    pub(super) fn expect(&mut self, sign: &str) -> Option<()> {
        self.take(sign).then_some(())
    }

    /// Takes a certain word, if it comes next.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.skip_space();
        let after = self.rest.strip_prefix(word);
        let after = after.filter(|after| !after.bytes().next().is_some_and(is_of_word));
        if let Some(after) = after {
            self.rest = after;
        }
        after.is_some()
    }

    /// Takes the name of a value or a type.
    pub(super) fn name(&mut self) -> Option<&'c str> {
        self.skip_space();
        let raw = if self.rest.starts_with("r#") { 2 } else { 0 };
        let word = self.rest[raw..]
            .bytes()
            .take_while(|byte| is_of_word(*byte));
        let length = raw + word.count();
        let name = &self.rest[..length];
        let is_name = length > raw && !name.starts_with(|c: char| c.is_ascii_digit());
        if !is_name || begins_other(name) {
            return None;
        }
        // What goes on in another alphabet, or is a literal or a macro.
        let next = self.rest[length..].bytes().next();
        if next.is_some_and(|next| !next.is_ascii() || b"!'\"#".contains(&next)) {
            return None;
        }
        self.rest = &self.rest[length..];
        Some(name)
    }

    /// Takes a lifetime.
    pub(super) fn lifetime(&mut self) -> Option<&'c str> {
        self.skip_space();
        let word = self.rest.strip_prefix('\'')?;
        let length = 1 + word.bytes().take_while(|byte| is_of_word(*byte)).count();
        let (lifetime, rest) = self.rest.split_at(length);
        self.rest = rest;
        (length > 1 && !rest.starts_with('\'')).then_some(lifetime)
    }

    /// Takes a literal string of one line.
    pub(super) fn string(&mut self) -> Option<&'c str> {
        let mut is_escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        });
        let (string, rest) = self.rest.split_at_checked(end? + 2)?;
        self.rest = rest;
        (!string.contains('\n')).then_some(string)
    }

    /// Takes a number of digits.
    pub(super) fn digits(&mut self) -> Option<&'c str> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at(length);
        self.rest = rest;
        let goes_on = rest.bytes().next().is_some_and(is_of_word);
        (length > 0 && !goes_on).then_some(number)
    }

    /// Takes a literal integer.
    pub(super) fn integer(&mut self) -> Option<&'c str> {
        let number = self.digits()?;
        (!self.rest.starts_with('.')).then_some(number)
    }

    /// Takes the rest of a line that is a comment or an attribute without a value.
    pub(super) fn remark(&mut self) -> Option<&'c str> {
        self.skip_space();
        let is_comment = self.rest.starts_with("///") && !self.rest.starts_with("////");
        if !is_comment && !self.rest.starts_with("#[") {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n')?;
        let line = line.trim_end_matches(' ');
        let is_plain = || {
            let word = line
                .strip_prefix("#[")
                .and_then(|line| line.strip_suffix(']'));
            word.is_some_and(|word| word.bytes().all(is_of_word))
        };
        if !is_comment && !is_plain() {
            return None;
        }
        self.rest = rest;
        Some(line)
    }

    /// Takes the rest of a line that ends with a bracket.
    pub(super) fn line_until(&mut self, bracket: &str) -> Option<&'c str> {
        self.skip_space();
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        line.ends_with(bracket).then_some(line)
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&mut self) -> bool {
        self.skip_space();
        self.rest.is_empty()
    }
}
