//! Rust code as text: what the templates of [`rust!`](malipo_template::rust) become. What is put into a template takes the
//! indentation of its line; a line that nothing was put into is not written.

mod layout;
mod lines;
pub(in crate::emit) mod repeat;

use std::fmt::{self, Write as _};

pub(super) use malipo_template::rust;

/// A piece of code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rust(String);

impl Rust {
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    /// Code that is about to get as long as this.
    pub(super) fn with_room(length: usize) -> Self {
        Self(String::with_capacity(length))
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Code that is known to be whole.
    pub(super) const fn from_text(text: String) -> Self {
        Self(text)
    }

    /// Adds what stands in a template, with the space before it.
    pub(super) fn text(&mut self, text: &str) {
        let Some(first) = text.bytes().next() else {
            return;
        };
        match first {
            b'\n' => self.line(text),
            // Nothing stands between this space and the one before, or the beginning of the line, or the end of a scope.
            b' ' if self.0.is_empty()
                || self.0.ends_with([' ', '\n', '(', '['])
                || self.0.ends_with("::") =>
            {
                self.0.push_str(text.trim_start_matches(' '));
            }
            b')' | b']' | b',' | b';' | b'.' | b'?' => {
                self.trim();
                self.0.push_str(text);
            }
            _ => self.0.push_str(text),
        }
    }

    /// Takes back the space at the end of a line that has something else.
    fn trim(&mut self) {
        let ended = self.0.trim_end_matches(' ').len();
        if !self.0[..ended].ends_with('\n') {
            self.0.truncate(ended);
        }
    }

    /// Adds text that begins with one end of a line, or two.
    fn line(&mut self, text: &str) {
        let after = text.trim_start_matches('\n');
        let asked = text.len() - after.len();
        self.0.truncate(self.0.trim_end_matches(' ').len());
        let ended = self.0.trim_end_matches('\n').len();
        // The line before may be there and empty: then it is not there.
        let there = self.0.len() - ended;
        self.0.truncate(ended);
        if ended > 0 {
            let closes = after.trim_start().starts_with([')', ']', '}']);
            let opened = self.0.ends_with(['(', '[', '{']);
            let most = if closes || opened { 1 } else { 2 };
            for _ in 0..asked.max(there).min(most) {
                self.0.push('\n');
            }
        }
        self.0.push_str(after);
    }

    /// Adds a value.
    pub(super) fn add(&mut self, value: &(impl Put + ?Sized)) {
        value.put(self);
    }

    /// Adds code, whose lines get the indentation of this one.
    fn nest(&mut self, code: &str) {
        if code.starts_with(['.', ',', ';', '<']) {
            self.trim();
        }
        let mut ends = memchr::memchr_iter(b'\n', code.as_bytes());
        let Some(first) = ends.next() else {
            self.0.push_str(code);
            return;
        };
        let line = memchr::memrchr(b'\n', self.0.as_bytes()).map_or(0, |end| end + 1);
        let spaces = self.0.as_bytes()[line..].iter();
        let indent = spaces.take_while(|byte| **byte == b' ').count();
        if indent == 0 {
            self.0.push_str(code);
            return;
        }
        self.0.reserve(code.len() + code.len() / 8);
        self.0.push_str(&code[..first]);
        let mut start = first + 1;
        for end in ends.chain([code.len()]) {
            self.0.push('\n');
            // What ends with an end of a line is a comment, and something follows it.
            if start < end || end == code.len() {
                self.indent(indent);
                self.0.push_str(&code[start..end]);
            }
            start = end + 1;
        }
    }

    fn indent(&mut self, mut columns: usize) {
        const SPACES: &str = "                ";
        while columns > 0 {
            let some = columns.min(SPACES.len());
            self.0.push_str(&SPACES[..some]);
            columns -= some;
        }
    }

    /// Adds an item, or several of them.
    pub(super) fn item(&mut self, item: &Self) {
        if !item.is_empty() {
            self.line("\n\n");
            self.0.push_str(&item.0);
        }
    }

    /// What is before the first line that is neither empty nor one of those, and the rest.
    pub(super) fn split(&self, first: impl Fn(&str) -> bool) -> (&str, &str) {
        let lines = self.0.split_inclusive('\n');
        let head = lines.take_while(|line| line.trim().is_empty() || first(line));
        self.0.split_at(head.map(str::len).sum())
    }
}

/// Adds lines of a file to its text: with blank lines between items, and no line that is longer than it must be.
pub(super) fn finish(code: &str, out: &mut String) {
    lines::lines(code, out);
}

/// Whether code outside comments and texts has a path that begins with this name.
pub(super) fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let code = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.match_indices(&path).map(move |(at, _)| &line[..at]))
        .any(|before| {
            let apart = !before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
            apart && before.replace("\\\"", "").matches('"').count() % 2 == 0
        })
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Self> for Rust {
    fn from_iter<T: IntoIterator<Item = Self>>(pieces: T) -> Self {
        let mut all = Self::new();
        for piece in pieces {
            all.0.push_str(&piece.0);
        }
        all
    }
}

/// The name of something in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ident(String);

impl Ident {
    /// A name whose validity was decided when it was made.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What can be put into a template.
pub(super) trait Put {
    fn put(&self, code: &mut Rust);
}

impl Put for Rust {
    fn put(&self, code: &mut Rust) {
        code.nest(&self.0);
    }
}

impl Put for Ident {
    fn put(&self, code: &mut Rust) {
        code.0.push_str(&self.0);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, code: &mut Rust) {
        if let Some(value) = self {
            value.put(code);
        }
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, code: &mut Rust) {
        (**self).put(code);
    }
}

/// A literal.
impl Put for str {
    fn put(&self, code: &mut Rust) {
        let _never_fails = write!(code.0, "{self:?}");
    }
}

/// A literal.
impl Put for String {
    fn put(&self, code: &mut Rust) {
        self.as_str().put(code);
    }
}

macro_rules! literals {
    ($($ty:ty),*) => {
        $(
            /// A literal without a suffix.
            impl Put for $ty {
                fn put(&self, code: &mut Rust) {
                    let _never_fails = write!(code.0, "{self}");
                }
            }
        )*
    };
}

literals!(bool, i32, i64, u16, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Ident {
        Ident::new(text)
    }

    #[test]
    fn a_template_is_written_with_its_lines_and_spaces() {
        let (ty, wire) = (name("Thing"), "a \"thing\"");
        let code = rust! {
            /// One of them.
            pub struct #ty<'a> {
                pub wire: &'a str,
            }

            const WIRE: &str = #wire;
        };
        assert_eq!(
            code.to_string(),
            "/// One of them.\npub struct Thing<'a> {\n    pub wire: &'a str,\n}\n\nconst WIRE: &str = \"a \\\"thing\\\"\";"
        );
    }

    #[test]
    fn what_is_put_into_a_line_gets_its_indentation() {
        let inner = rust! {
            if true {
                one();
            }
        };
        let code = rust! {
            fn f() {
                #inner
                let x = #inner;
            }
        };
        assert_eq!(
            code.to_string(),
            "fn f() {\n    if true {\n        one();\n    }\n    let x = if true {\n        one();\n    };\n}"
        );
    }

    #[test]
    fn a_line_whose_variables_are_empty_is_not_written() {
        let none: Option<Ident> = None;
        let some = Some(name("b"));
        let code = rust! {
            a {
                #none

                #none
                #some #none(#none, 1)
                #none
            }
        };
        assert_eq!(code.to_string(), "a {\n    b (, 1)\n}");
    }

    #[test]
    fn a_repetition_alone_on_its_line_has_a_line_for_each_item() {
        let names = [name("A"), name("B")];
        let numbers = [1_i64, 2];
        let ty = name("T");
        let code = rust! {
            match x {
                #(#ty::#names => #numbers,)*
                #(#ty::#names)|* => f(#(#numbers),*),
            }
        };
        assert_eq!(
            code.to_string(),
            "match x {\n    T::A => 1,\n    T::B => 2,\n    T::A | T::B => f(1, 2),\n}"
        );
        let lines = names.iter().map(|name| rust!(#name;));
        assert_eq!(rust!(#(#lines)*).to_string(), "A;\nB;");
    }

    #[test]
    fn a_comment_ends_its_line_wherever_it_is_put() {
        let said = Rust::from_text("/// One.\n/// Two.\n".to_owned());
        let code = rust! {
            a {
                #said
                b,
            }
        };
        assert_eq!(
            code.to_string(),
            "a {\n    /// One.\n    /// Two.\n    b,\n}"
        );
        assert_eq!(rust!(#said b).to_string(), "/// One.\n/// Two.\nb");
    }

    #[test]
    fn only_code_names_the_runtime() {
        let named = |text: &str| names(text, "rt");
        assert!(named("x: Vec<rt::File>"));
        assert!(named(r#"f("a \" b", rt::A)"#));
        for other in ["// rt::A", "sort::A", "::rt::A", r#"f("rt::A")"#] {
            assert!(!named(other), "{other}");
        }
    }
}
