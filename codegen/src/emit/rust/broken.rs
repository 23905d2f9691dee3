//! The lines of a file: a blank one between items, and long ones broken where a person would: behind the arrow of an arm,
//! before the `&&` of a condition, before the dots of a chain, or at the brackets that hold most of the line.

use std::ops::Range;

/// How long a line may be.
const WIDTH: usize = 100;

/// How long the items of a list may be for several of them to share a line.
const SHORT: usize = 16;

/// Adds lines of code to a text.
pub(super) fn lines(code: &str, out: &mut String) {
    out.reserve(code.len() + code.len() / 8);
    let mut ended_item = None;
    for line in code.lines() {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if ended_item == Some(indent) && begins_item(content) {
            out.push('\n');
        }
        ended_item = (content == "}").then_some(indent);
        if line.len() > WIDTH && !content.starts_with("//") {
            broken(indent, content, true, out);
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Whether an item begins here, or what is written before it.
fn begins_item(content: &str) -> bool {
    const WORDS: [&str; 9] = [
        "///", "#[", "pub ", "fn ", "impl", "const ", "type ", "struct ", "rt::",
    ];
    WORDS.iter().any(|word| content.starts_with(word))
}

/// Adds a line, broken where it is too long. A comma is added after the last item unless a macro reads it.
fn broken(indent: usize, content: &str, commas: bool, out: &mut String) {
    if indent + content.chars().count() <= WIDTH {
        spaces(indent, out);
        out.push_str(content);
    } else if let Some(arrow) = outside(content, " => ").first() {
        arm(
            indent,
            &content[..*arrow],
            &content[arrow + 4..],
            commas,
            out,
        );
    } else {
        let chain = chain(content);
        match widest(content, WIDTH.saturating_sub(indent)) {
            Some(group) if chain.is_empty() => group_of(indent, content, group, commas, out),
            _ if !chain.is_empty() => parts(indent, content, &chain, commas, out),
            // There is no place to break at.
            _ => {
                spaces(indent, out);
                out.push_str(content);
            }
        }
    }
}

/// An arm of a match: the expression gets a block, and each pattern a line if they need it.
fn arm(indent: usize, pattern: &str, expression: &str, commas: bool, out: &mut String) {
    match indent + pattern.chars().count() + 5 <= WIDTH {
        true => {
            spaces(indent, out);
            out.push_str(pattern);
        }
        false => parts(indent, pattern, &chain(pattern), commas, out),
    }
    out.push_str(" => ");
    // What opens a block here has it already.
    if expression.ends_with(['{', '(', '[']) {
        out.push_str(expression);
        return;
    }
    out.push_str("{\n");
    broken(indent + 4, expression.trim_end_matches(','), commas, out);
    out.push('\n');
    spaces(indent, out);
    out.push('}');
}

/// A line that goes on in others from each of these places on.
fn parts(indent: usize, content: &str, places: &[usize], commas: bool, out: &mut String) {
    let ends = places.iter().copied().chain([content.len()]);
    let mut begin = 0;
    for end in ends {
        let part = content[begin..end].trim();
        let indent = if begin == 0 {
            indent
        } else {
            out.push('\n');
            indent + 4
        };
        broken(indent, part, commas, out);
        begin = end;
    }
}

/// A line whose widest brackets get a line for each thing in them, or few lines for many short ones.
fn group_of(indent: usize, content: &str, group: Range<usize>, commas: bool, out: &mut String) {
    let commas = commas && !is_read_by_macro(&content[..group.start]);
    spaces(indent, out);
    out.push_str(content[..=group.start].trim_end());
    let inner = &content[group.start + 1..group.end];
    let items = items(inner);
    let listed = items.iter().any(|item| item.ends_with(','));
    let short = items.iter().all(|item| item.len() <= SHORT);
    let last = items.len().saturating_sub(1);
    let mut used = WIDTH;
    for (number, item) in items.into_iter().enumerate() {
        let ends = number < last || !listed || !commas || item.ends_with(',');
        let comma = if ends { "" } else { "," };
        let width = item.len() + comma.len() + 1;
        if short && used + width <= WIDTH {
            out.push(' ');
            out.push_str(item);
            used += width;
        } else {
            out.push('\n');
            broken(indent + 4, item, commas, out);
            used = indent + 4 + item.len();
        }
        out.push_str(comma);
    }
    out.push('\n');
    broken(indent, content[group.end..].trim_start(), commas, out);
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Whether what stands before a bracket is the name of a macro.
fn is_read_by_macro(before: &str) -> bool {
    before.trim_end().ends_with('!') || before.contains("! {") || before.contains("!(")
}

/// Where the widest of the outermost brackets are that this line opens and closes: of those that leave what is before them
/// short enough, if there are any.
fn widest(content: &str, room: usize) -> Option<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut found: Option<(usize, Range<usize>)> = None;
    walk(content, |at, sign| match sign {
        Sign::Open => open.push(at),
        Sign::Close => {
            let Some(start) = open.pop() else { return };
            let (depth, wide) = (open.len(), at - start);
            let better = found.as_ref().is_none_or(|(best, range)| {
                let wider = wide > range.end - range.start;
                depth < *best || (depth == *best && wider && (start < room || range.start >= room))
            });
            if wide > 1 && better {
                found = Some((depth, start..at));
            }
        }
        Sign::End | Sign::Other => {}
    });
    found.map(|(_, range)| range)
}

/// The parts of a list, with what separates them.
fn items(inner: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut begin = 0;
    let mut depth = 0_usize;
    walk(inner, |at, sign| match sign {
        Sign::Open => depth += 1,
        Sign::Close => depth = depth.saturating_sub(1),
        Sign::End if depth == 0 => {
            items.push(inner[begin..=at].trim());
            begin = at + 1;
        }
        Sign::End | Sign::Other => {}
    });
    items.push(inner[begin..].trim());
    items.retain(|item| !item.is_empty());
    items
}

/// Where these signs are, outside all brackets.
fn outside(content: &str, signs: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut depth = 0_usize;
    walk(content, |at, sign| match sign {
        Sign::Open => depth += 1,
        Sign::Close => depth = depth.saturating_sub(1),
        Sign::Other if depth == 0 && content[at..].starts_with(signs) => places.push(at),
        Sign::Other | Sign::End => {}
    });
    places
}

/// Where a condition, or a chain of calls, goes on; nowhere if a bracket is the better place.
fn chain(content: &str) -> Vec<usize> {
    for sign in [" && ", " | "] {
        let places = outside(content, sign);
        if !places.is_empty() {
            return places;
        }
    }
    let called = |at: &usize| {
        let name = content[at + 1..].trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        name.len() < content.len() - at - 1 && name.starts_with('(')
    };
    let dots = outside(content, ".").into_iter();
    let dots: Vec<usize> = dots.filter(|at| *at > 0 && called(at)).collect();
    if dots.len() > 1 { dots } else { Vec::new() }
}

enum Sign {
    Open,
    Close,
    /// A comma or a semicolon.
    End,
    /// A dot, or a space.
    Other,
}

/// Finds the brackets and the ends of items in a line, outside texts. An angle is a bracket where it touches what is before
/// it; what stands between the bars of a closure is passed over.
fn walk(content: &str, mut found: impl FnMut(usize, Sign)) {
    let bytes = content.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        match byte {
            b'"' => at += text(&bytes[at..]),
            b'|' if matches!(closes(&content[..at]), Some('(' | ',' | '=' | ':')) => {
                let bar = bytes[at + 1..].iter().position(|byte| *byte == b'|');
                at += bar.map_or(0, |bar| bar + 1);
            }
            b'(' | b'[' | b'{' => found(at, Sign::Open),
            b')' | b']' | b'}' => found(at, Sign::Close),
            b'<' if before != Some(b' ') => found(at, Sign::Open),
            b'>' if !matches!(before, Some(b'-' | b'=' | b' ')) => found(at, Sign::Close),
            b',' | b';' => found(at, Sign::End),
            b'.' | b' ' => found(at, Sign::Other),
            _ => {}
        }
        at += 1;
    }
}

/// The last character before a place that is no space.
fn closes(before: &str) -> Option<char> {
    before.trim_end().chars().next_back()
}

/// How far it is to the quote that ends a text.
fn text(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at,
            _ => at += 1,
        }
    }
    bytes.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    fn laid_out(code: &str) -> String {
        let mut out = String::new();
        super::lines(code, &mut out);
        out
    }

    #[test]
    fn a_long_signature_has_a_line_for_each_argument() {
        let laid_out = laid_out(
            "    pub fn create_the_transfer(&self, reference: impl Into<String>, attempts: BTreeMap<String, i64>) -> rt::Call<T> {",
        );
        assert_eq!(
            laid_out,
            "    pub fn create_the_transfer(
        &self,
        reference: impl Into<String>,
        attempts: BTreeMap<String, i64>,
    ) -> rt::Call<T> {
"
        );
    }

    #[test]
    fn short_items_share_lines_and_one_alone_gets_no_comma() {
        let states: Vec<String> = (0..30).map(|number| format!("S{number}")).collect();
        let laid_out = laid_out(&format!("let x = (Some(({})));", states.join(", ")));
        assert!(laid_out.contains("        S0, S1, S2,"), "{laid_out}");
        assert!(laid_out.lines().count() < 12, "{laid_out}");
        assert!(!laid_out.contains(")),\n"), "{laid_out}");
    }

    #[test]
    fn brackets_in_texts_and_commas_of_closures_are_no_places_to_break_at() {
        let text = "(, ) ".repeat(20);
        let laid_out = laid_out(&format!("call(|one, other| one == other, {text:?});"));
        assert_eq!(
            laid_out,
            format!("call(\n    |one, other| one == other,\n    {text:?},\n);\n")
        );
    }

    #[test]
    fn arms_conditions_and_chains_go_on_in_other_lines() {
        let name = "a_name_of_some_length";
        let pattern = format!("Self::{name}(body) | Self::{name}_or_other(body)");
        let call = format!("rt::ApiError::new().code(&body.{name}).status(&body.{name}_too)");
        assert_eq!(
            laid_out(&format!("    {pattern} => {call},")),
            format!("    {pattern} => {{\n        {call}\n    }}\n")
        );
        assert_eq!(
            laid_out(&format!(
                "is: {name}.{name}() && !matches!({name}, {name}) && {name} == {name},"
            )),
            format!(
                "is: {name}.{name}()\n    && !matches!({name}, {name})\n    && {name} == {name},\n"
            )
        );
        assert_eq!(
            laid_out(&format!("{call}.message(&body.{name}_of_all)")),
            format!(
                "rt::ApiError::new()\n    .code(&body.{name})\n    .status(&body.{name}_too)\n    .message(&body.{name}_of_all)\n"
            )
        );
    }

    #[test]
    fn items_are_apart() {
        assert_eq!(
            laid_out("impl A {\n    fn a() {\n    }\n    fn b() {\n    }\n}\nimpl B {}"),
            "impl A {\n    fn a() {\n    }\n\n    fn b() {\n    }\n}\n\nimpl B {}\n"
        );
    }
}
