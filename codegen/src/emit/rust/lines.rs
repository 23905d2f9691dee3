//! The lines of a file: a blank one between items, and none that is longer than it must be. A template writes its lines as
//! they are; what becomes too long in them, as the signature of a method with many arguments does, is laid out, item by item:
//! here if it is simple, and else by `prettyplease`.

use super::layout::{self, LaidOut};

/// How long a line may be.
const WIDTH: usize = 100;

/// Adds lines of code to a text.
pub(super) fn lines(code: &str, out: &mut String) {
    out.reserve(code.len() + code.len() / 8);
    let lines: Vec<&str> = code.trim_end().lines().collect();
    let mut at = 0;
    let mut ended = None;
    while let Some(line) = lines.get(at) {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if ended == Some(indent) && begins_item(content) {
            out.push('\n');
        }
        let item = &lines[at..at + length(&lines[at..], indent, content)];
        if !item.iter().any(|line| is_long(line)) || !lay_out(item, indent, out) {
            for line in item {
                out.push_str(line);
                out.push('\n');
            }
        }
        at += item.len();
        let last = item.last().map_or("", |line| line.trim_start_matches(' '));
        ended = (last == "}").then_some(indent);
    }
}

fn is_long(line: &str) -> bool {
    line.len() > WIDTH && line.chars().count() > WIDTH && !line.trim_start().starts_with("//")
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
fn length(lines: &[&str], indent: usize, content: &str) -> usize {
    const ITEMS: [&str; 6] = [
        "pub fn ",
        "fn ",
        "pub struct ",
        "struct ",
        "pub enum ",
        "const ",
    ];
    if indent > 4 || !ITEMS.iter().any(|item| content.starts_with(item)) || ends(content) {
        return 1;
    }
    let is_last = |line: &&str| {
        let content = line.trim_start_matches(' ');
        let is_end = content == "}" || content.ends_with("};") || content.ends_with("});");
        line.len() - content.len() == indent && is_end
    };
    let last = lines.iter().skip(1).position(is_last);
    last.map_or(1, |last| last + 2)
}

fn ends(line: &str) -> bool {
    line.ends_with(';') || line.ends_with('}')
}

/// Adds an item with lines that are short enough, if it can be laid out.
fn lay_out(item: &[&str], indent: usize, out: &mut String) -> bool {
    let code = item.join("\n");
    match layout::item(&code, indent, out) {
        LaidOut::Added => true,
        LaidOut::NoItem => false,
        LaidOut::Unknown => {
            let text = pretty(&code, indent);
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
