//! Locations in JSON: a walk over the text that reads only the names on the way to the value.

use std::ops::Range;

use super::wanted::{ROOT, Wanted};

/// Goes as far as the text is JSON: positions before a syntax error are still of use.
pub(super) fn find(text: &str, wanted: &mut Wanted) {
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    let root = scanner.shown();
    wanted.found(ROOT, root);
    let _ = scanner.value(ROOT, wanted);
}

/// The signs that tell where a value ends: brackets, and what begins a text that may have brackets in it.
const NESTS: [bool; 256] = {
    let mut signs = [false; 256];
    let list = b"{}[]\"";
    let mut number = 0;
    while number < list.len() {
        signs[list[number] as usize] = true;
        number += 1;
    }
    signs
};

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes over one sign, if it is there.
    fn sign(&mut self, sign: u8) -> Option<()> {
        self.space();
        (self.peek()? == sign).then(|| self.at += 1)
    }

    /// Looks for what is wanted below a value, and goes over the value. No deeper than what is wanted.
    fn value(&mut self, node: usize, wanted: &mut Wanted) -> Option<()> {
        self.space();
        if !wanted.is_wanted_below(node) {
            return self.skip();
        }
        match self.peek()? {
            b'{' => self.members(node, wanted),
            b'[' => self.items(node, wanted),
            _ => self.skip(),
        }
    }

    fn members(&mut self, node: usize, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        if self.sign(b'}').is_some() {
            return Some(());
        }
        loop {
            self.space();
            let key = self.text_span()?;
            let below = self.named(key.clone(), |name| wanted.below(node, name));
            self.sign(b':')?;
            match below {
                Some(below) => {
                    wanted.found(below, key);
                    self.value(below, wanted)?;
                }
                None => self.skip()?,
            }
            if self.sign(b',').is_none() {
                return self.sign(b'}');
            }
        }
    }

    fn items(&mut self, node: usize, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        if self.sign(b']').is_some() {
            return Some(());
        }
        for number in 0_usize.. {
            self.space();
            match wanted.below(node, &number.to_string()) {
                Some(below) => {
                    let shown = self.shown();
                    wanted.found(below, shown);
                    self.value(below, wanted)?;
                }
                None => self.skip()?,
            }
            if self.sign(b',').is_none() {
                return self.sign(b']');
            }
        }
        None
    }

    /// The name that stands between quotation marks, whatever of it is escaped.
    fn named<T>(&self, span: Range<usize>, look_up: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let quoted = self.text.get(span)?;
        match quoted.contains('\\') {
            true => look_up(&serde_json::from_str::<String>(quoted).ok()?),
            false => look_up(quoted.get(1..quoted.len() - 1)?),
        }
    }

    /// Goes over a text, and gives its place with the quotation marks.
    fn text_span(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let next = memchr::memchr2(b'"', b'\\', rest)?;
            let quote = rest[next] == b'"';
            self.at += next + if quote { 1 } else { 2 };
            if quote {
                return Some(start..self.at);
            }
        }
    }

    /// Goes over a value, of which nothing is wanted. Without recursion, since a document can be of any depth.
    fn skip(&mut self) -> Option<()> {
        self.space();
        match self.peek()? {
            b'"' => return self.text_span().map(|_| ()),
            b'{' | b'[' => {}
            b'}' | b']' | b',' | b':' => return None,
            _ => {
                self.word();
                return Some(());
            }
        }
        let mut depth = 0_usize;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| NESTS[usize::from(*byte)])?;
            match self.peek()? {
                b'"' => {
                    self.text_span()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                _ => depth -= 1,
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Goes over a number, or `true`, `false` or `null`.
    fn word(&mut self) {
        while let Some(byte) = self.peek()
            && !matches!(
                byte,
                b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b'"' | b'{' | b'}' | b'[' | b']'
            )
        {
            self.at += 1;
        }
    }

    /// What is shown of the value that comes next: the bracket that opens it, or all of it.
    fn shown(&self) -> Range<usize> {
        let mut ahead = Self {
            text: self.text,
            at: self.at,
        };
        match self.peek() {
            Some(b'{' | b'[') => ahead.at += 1,
            Some(b'"') => {
                if ahead.text_span().is_none() {
                    ahead.at = self.text.len();
                }
            }
            _ => ahead.word(),
        }
        self.at..ahead.at
    }
}
