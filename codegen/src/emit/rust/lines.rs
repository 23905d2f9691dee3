//! The lines of a file: a blank one between items, and none that is longer than it must be. A template writes its lines as
//! they are; what becomes too long in them, as the signature of a method with many arguments does, is laid out, item by item:
//! here if it is simple, and else by `prettyplease`.

use super::layout::{self, LaidOut};

/// How long a line may be.
const WIDTH: usize = 100;

/// A line of code, without what ends it.
#[derive(Clone, Copy)]
struct Line<'c> {
    /// Where it begins in the code.
    start: usize,
    indent: usize,
    content: &'c str,
}

impl Line<'_> {
    const fn end(&self) -> usize {
        self.start + self.indent + self.content.len()
    }

    fn is_long(&self) -> bool {
        self.indent + self.content.len() > WIDTH
            && self.indent + self.content.chars().count() > WIDTH
            && !self.content.starts_with("//")
    }
}

fn lines_of(code: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(code.len() / 32);
    let ends = memchr::memchr_iter(b'\n', code.as_bytes());
    let mut start = 0;
    for end in ends.chain([code.len()]) {
        let line = &code[start..end];
        let indent = line.bytes().take_while(|byte| *byte == b' ').count();
        lines.push(Line {
            start,
            indent,
            content: &line[indent..],
        });
        start = end + 1;
    }
    lines
}

/// Adds lines of code to a text.
pub(super) fn lines(code: &str, out: &mut String) {
    out.reserve(code.len() + code.len() / 8);
    let code = code.trim_end();
    if code.is_empty() {
        return;
    }
    let lines = lines_of(code);
    let mut rest = lines.as_slice();
    let mut ended = None;
    while let Some(first) = rest.first() {
        if ended == Some(first.indent) && begins_item(first.content) {
            out.push('\n');
        }
        let (item, others) = rest.split_at(length(rest));
        rest = others;
        let last = item.last().unwrap_or(first);
        let text = &code[first.start..last.end()];
        if !item.iter().any(Line::is_long) || !lay_out(text, first.indent, out) {
            out.push_str(text);
            out.push('\n');
        }
        ended = (last.content == "}").then_some(last.indent);
    }
}

/// Whether an item begins here, or what is written before it.
fn begins_item(content: &str) -> bool {
    const WORDS: [&str; 8] = [
        "///", "#[", "pub ", "fn ", "impl", "const ", "type ", "rt::",
    ];
    WORDS.iter().any(|word| content.starts_with(word))
}

/// How many lines are laid out together: those of an item in the file, or of one in an `impl`, of which the first line is for
/// itself. What is no item is a line.
fn length(lines: &[Line<'_>]) -> usize {
    const ITEMS: [&str; 6] = [
        "pub fn ",
        "fn ",
        "pub struct ",
        "struct ",
        "pub enum ",
        "const ",
    ];
    let Some(first) = lines.first() else {
        return 0;
    };
    if first.indent > 4
        || first.content.ends_with([';', '}'])
        || !ITEMS.iter().any(|item| first.content.starts_with(item))
    {
        return 1;
    }
    let is_last = |line: &Line<'_>| {
        let content = line.content;
        let is_end = content == "}" || content.ends_with("};") || content.ends_with("});");
        line.indent == first.indent && is_end
    };
    let last = lines.iter().skip(1).position(is_last);
    last.map_or(1, |last| last + 2)
}

/// Adds an item with lines that are short enough, if it can be laid out.
fn lay_out(code: &str, indent: usize, out: &mut String) -> bool {
    match layout::item(code, indent, out) {
        LaidOut::Added => true,
        LaidOut::NoItem => false,
        LaidOut::Unknown => {
            let text = pretty(code, indent);
            out.push_str(text.as_deref().unwrap_or_default());
            text.is_some()
        }
    }
}

/// An item as `prettyplease` lays it out; none if it is no item by itself, and stays as it is.
pub(super) fn pretty(code: &str, indent: usize) -> Option<String> {
    let parsed = |code: &str| Some(prettyplease::unparse(&syn::parse_file(code).ok()?));
    if indent > 0 {
        let text = parsed(&format!("impl X {{\n{code}\n}}"))?;
        let text = text.strip_prefix("impl X {\n")?.strip_suffix("}\n")?;
        return Some(text.to_owned());
    }
    if code.starts_with("impl") {
        let text = parsed(&format!("{code}}}"))?;
        return Some(text.strip_suffix("}\n")?.to_owned() + "\n");
    }
    parsed(code)
}

#[cfg(test)]
mod tests {
    fn laid_out(code: &str) -> String {
        let mut out = String::new();
        super::lines(code, &mut out);
        out
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let code = "pub fn a( b: C ) {\n    // d\n}\n";
        assert_eq!(laid_out(code), code);
    }

    #[test]
    fn a_long_signature_has_a_line_for_each_argument() {
        let before = "impl A {\n    /// Creates.\n";
        let signature = "pub fn create_the_transfer(&self, reference: impl Into<String>, attempts: BTreeMap<String, i64>) -> rt::Call<T> {";
        let after = "        rt::Call::new()\n    }\n\n    pub fn other() {}\n}\n";
        assert_eq!(
            laid_out(&format!("{before}    {signature}\n{after}")),
            format!(
                "{before}    pub fn create_the_transfer(
        &self,
        reference: impl Into<String>,
        attempts: BTreeMap<String, i64>,
    ) -> rt::Call<T> {{
{after}"
            )
        );
    }

    #[test]
    fn a_long_head_of_an_impl_is_laid_out_without_what_is_in_it() {
        let states: Vec<String> = (0..30).map(|number| format!("S{number}")).collect();
        let states = states.join(", ");
        let laid_out = laid_out(&format!(
            "impl<{states}> A<{states}> {{\n    fn a() {{}}\n}}"
        ));
        assert!(laid_out.lines().all(|line| line.len() <= 100), "{laid_out}");
        assert!(laid_out.ends_with("> {\n    fn a() {}\n}\n"), "{laid_out}");
    }

    #[test]
    fn what_is_no_item_by_itself_stays_as_it_is() {
        let code = format!(
            "rt::open_enum! {{\n    A {{\n        B = {:?},\n    }}\n}}\n",
            "x".repeat(120)
        );
        assert_eq!(laid_out(&code), code);
    }

    #[test]
    fn a_long_constant_ends_before_the_next_item() {
        let value = format!("        b: {:?},\n", "x".repeat(120));
        let code = format!(
            "impl A {{\n    const B: Option<A> = Some(A {{\n{value}    }});\n\n    fn c() {{}}\n}}\n"
        );
        assert!(laid_out(&code).contains(");\n\n    fn c() {}"), "{code}");
    }

    #[test]
    fn items_are_apart() {
        assert_eq!(
            laid_out("impl A {\n    fn a() {\n    }\n    fn b() {\n    }\n}\nimpl B {}"),
            "impl A {\n    fn a() {\n    }\n\n    fn b() {\n    }\n}\n\nimpl B {}\n"
        );
    }
}
