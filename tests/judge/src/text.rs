//! Strings as they stand in a URL or a form: which of their characters are delimiters, and which belong to a value.

/// A string in a URL, of which each byte is a delimiter or belongs to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelled(Vec<(u8, Kind)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It must not be escaped where a URL can have it.
    Delimiter,
    /// It belongs to the document, as in a path.
    Literal,
    Value,
    /// It belongs to a value, and would be taken for a delimiter.
    Confusing,
}

/// What may stand in a URL without being escaped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// The characters that must be escaped in a value.
    pub(crate) escaped: &'static str,
    /// Whether `+` stands for a space.
    pub(crate) is_form: bool,
}

/// The rules of a path.
pub(crate) const PATH: Rules = Rules {
    escaped: "/?#%",
    is_form: false,
};

/// The rules of a query or a form.
pub(crate) const QUERY: Rules = Rules {
    escaped: "&#%+",
    is_form: true,
};

impl Spelled {
    pub(crate) fn value(text: &str) -> Self {
        Self::default().and_value(text)
    }

    pub(crate) fn literal(text: &str) -> Self {
        Self::default().and_literal(text)
    }

    pub(crate) fn and_value(mut self, text: &str) -> Self {
        self.0.extend(text.bytes().map(|byte| (byte, Kind::Value)));
        self
    }

    pub(crate) fn and_delimiter(mut self, text: &str) -> Self {
        let delimiters = text.bytes().map(|byte| (byte, Kind::Delimiter));
        self.0.extend(delimiters);
        self
    }

    pub(crate) fn and_literal(mut self, text: &str) -> Self {
        let literal = text.bytes().map(|byte| (byte, Kind::Literal));
        self.0.extend(literal);
        self
    }

    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Puts a delimiter between strings.
    pub(crate) fn join(parts: impl IntoIterator<Item = Self>, delimiter: &str) -> Self {
        let mut joined = Self::default();
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                joined = joined.and_delimiter(delimiter);
            }
            let confusing = |(byte, kind): (u8, Kind)| match kind {
                Kind::Value if delimiter.as_bytes().contains(&byte) => (byte, Kind::Confusing),
                kind => (byte, kind),
            };
            joined.0.extend(part.0.into_iter().map(confusing));
        }
        joined
    }

    /// Returns whether this is how a string in a URL reads.
    pub(crate) fn matches(&self, raw: &str, rules: Rules) -> bool {
        let read = unescape(raw, rules.is_form);
        read.len() == self.0.len()
            && read
                .iter()
                .zip(&self.0)
                .all(|((read, is_escaped), (byte, kind))| {
                    let fits = match kind {
                        // These cannot stand in a URL as they are.
                        Kind::Delimiter => !is_escaped || b" |[]".contains(byte),
                        Kind::Literal => *byte != b'/' || !is_escaped,
                        Kind::Value => *is_escaped || !rules.escaped.as_bytes().contains(byte),
                        Kind::Confusing => *is_escaped,
                    };
                    read == byte && fits
                })
    }

    /// The string without any escapes.
    pub(crate) fn plain(&self) -> String {
        let bytes: Vec<u8> = self.0.iter().map(|(byte, _)| *byte).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Each byte, and whether it was escaped.
fn unescape(raw: &str, is_form: bool) -> Vec<(u8, bool)> {
    let bytes = raw.as_bytes();
    let mut read = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = raw
            .get(at + 1..at + 3)
            .filter(|_| *byte == b'%')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                read.push((byte, true));
                at += 3;
            }
            None if *byte == b'+' && is_form => {
                read.push((b' ', true));
                at += 1;
            }
            None => {
                read.push((*byte, false));
                at += 1;
            }
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_not_escaped_and_values_are() {
        let list = Spelled::join([Spelled::value("a,b"), Spelled::value("c d")], ",");
        assert!(list.matches("a%2Cb,c%20d", QUERY));
        assert!(list.matches("a%2cb,c+d", QUERY));
        for wrong in ["a,b,c%20d", "a%2Cb%2Cc%20d", "a%2Cb,c", "a%2Cb,c%20d,"] {
            assert!(!list.matches(wrong, QUERY), "{wrong}");
        }
        assert!(!list.matches("a%2Cb,c+d", PATH));
        assert!(Spelled::value("a/b").matches("a%2Fb", PATH));
        assert!(!Spelled::value("a/b").matches("a/b", PATH));
        assert!(Spelled::value("a:b@c").matches("a:b%40c", PATH));
        assert!(!Spelled::value("1+1").matches("1+1", QUERY));
        assert!(Spelled::value("é%").matches("%C3%A9%25", QUERY));
    }
}
